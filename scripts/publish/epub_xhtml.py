"""Markup as the XHTML of a book: each element and attribute is one of `epub_allowed`, and where it may stand.

Pages may hold whatever browsers forgive; reading systems read XML, and forgive less. Of what is not allowed only the
words go in, as part of a line or as a block of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from publish import xml_text
from publish.epub_allowed import (
    ATTRIBUTES,
    BLOCKS,
    BOOLEAN,
    EMPTY,
    EVERYWHERE,
    FLOW,
    LINES,
    NOT_WITHIN,
    PHRASING,
    RENAMED,
    REQUIRED,
    TABLE_PARTS,
    TRANSPARENT,
    UNSHOWN,
)
from publish.epub_drawing import drawing
from publish.html_tree import Node, children


@dataclass(frozen=True)
class Place:
    """Where an element stands, as far as that decides what it may be."""

    in_line: bool = False
    within: frozenset[str] = frozenset()
    """The elements around it."""


def xhtml(article: Node) -> str:
    """What an element holds, as a book may hold it; drawings in it are pruned."""
    return _inside(article, Place())


def _inside(node: Node, place: Place) -> str:
    return _all(children(node), place)


def _all(nodes: Iterable[Node], place: Place) -> str:
    return "".join(_any(node, place) for node in nodes)


def _any(node: Node, place: Place) -> str:
    if node.is_text_node:
        return xml_text.content(node.text_content or "")
    if not node.is_element_node or node.tag in UNSHOWN:
        return ""
    if node.tag == "svg":
        return drawing(node)
    if node.tag == "img" and not node.attributes.get("src"):
        return xml_text.content(node.attributes.get("alt") or "")
    name = _name(node, place)
    made = _element(node, name, place)
    return f" {made} " if node.tag in BLOCKS and name == "span" else made


def _name(node: Node, place: Place) -> str:
    """What an element becomes in its place."""
    name = RENAMED.get(node.tag or "", node.tag or "")
    if NOT_WITHIN.get(name) in place.within or not _is_complete(node, name):
        name = ""
    if place.in_line:
        return name if name in PHRASING else "br" if name == "hr" else "span"
    if name in FLOW or name in TRANSPARENT:
        return name
    if node.tag in BLOCKS or _holds_blocks(node):
        return "div"
    return name if name in PHRASING else "span"


def _is_complete(node: Node, name: str) -> bool:
    """Whether an element has what it makes no sense without."""
    return (
        _summary(node) is not None
        if name == "details"
        else REQUIRED.get(name) in (None, *dict(_attributes(node, name)))
    )


def _holds_blocks(node: Node) -> bool:
    return any(child.tag in BLOCKS or _holds_blocks(child) for child in children(node) if child.tag != "svg")


def _element(node: Node, name: str, place: Place, rules: str = "") -> str:
    shown = "".join(f' {attribute}="{value}"' for attribute, value in _attributes(node, rules or name))
    if name in EMPTY:
        return f"<{name}{shown}/>"
    in_line = place.in_line or name in LINES or (name in PHRASING and name not in TRANSPARENT)
    inner = Place(in_line, place.within | {name})
    return f"<{name}{shown}>{PARTS.get(name, _inside)(node, inner)}</{name}>"


def _attributes(node: Node, name: str) -> Iterator[tuple[str, str]]:
    allowed = EVERYWHERE | ATTRIBUTES.get(name, {})
    for attribute, value in node.attributes.items():
        if attribute in allowed and re.fullmatch(allowed[attribute], value or ""):
            yield attribute, attribute if attribute in BOOLEAN else xml_text.value(value or "")
    if name == "img" and "alt" not in node.attributes:
        yield "alt", ""


# Elements whose parts have their order


def _list(node: Node, place: Place) -> str:
    rules = "oli" if node.tag == "ol" else "li"
    pieces = []
    for is_item, nodes in groupby(children(node), lambda child: child.tag == "li"):
        if is_item:
            pieces += [_element(item, "li", place, rules) for item in nodes]
        elif stray := _all(nodes, place).strip():
            pieces.append(f"<li>{stray}</li>")
    return "".join(pieces)


def _definitions(node: Node, place: Place) -> str:
    """Terms and what follows each; neither stands alone."""
    pieces = list(_terms(_ungrouped(node), place))
    before = "<dt></dt>" if pieces and pieces[0][0] == "dd" else ""
    after = "<dd></dd>" if pieces and pieces[-1][0] == "dt" else ""
    return before + "".join(markup for _, markup in pieces) + after


def _ungrouped(node: Node) -> Iterator[Node]:
    for child in children(node):
        yield from children(child) if child.tag == "div" else [child]


def _terms(nodes: Iterable[Node], place: Place) -> Iterator[tuple[str, str]]:
    for tag, group in groupby(nodes, lambda child: child.tag if child.tag in ("dt", "dd") else ""):
        if tag:
            yield from ((tag, _element(child, tag, place)) for child in group)
        elif stray := _all(group, place).strip():
            yield "dd", f"<dd>{stray}</dd>"


def _table(node: Node, place: Place) -> str:
    """One caption, one head and one foot, whatever was written; further ones are rows like others."""
    parts = [part for part in children(node) if part.is_element_node]
    first = {part.tag: part.mem_id for part in reversed(parts)}
    is_kept = {part.mem_id: part.tag == "colgroup" or first[part.tag] == part.mem_id for part in parts}
    named = [(part.tag or "" if is_kept[part.mem_id] else "tbody", part) for part in parts if part.tag != "caption"]
    rows = sorted(named, key=lambda named: TABLE_PARTS.index(named[0]))
    captions = [_inside(part, replace(place, in_line=True)) for part in parts if part.tag == "caption"]
    caption = f"<caption>{' '.join(captions)}</caption>" if captions else ""
    return caption + "".join(_element(part, name, place) for name, part in rows)


def _rows(node: Node, place: Place) -> str:
    return "".join(_element(row, "tr", place) for row in children(node) if row.tag == "tr")


def _cells(node: Node, place: Place) -> str:
    return "".join(_element(cell, cell.tag or "", place) for cell in children(node) if cell.tag in ("td", "th"))


def _columns(node: Node, place: Place) -> str:
    return "".join(_element(column, "col", place) for column in children(node) if column.tag == "col")


def _figure(node: Node, place: Place) -> str:
    """A caption stands first or last; another is a block like others."""
    shown = [child for child in children(node) if child.is_element_node or (child.text_content or "").strip()]
    captions = [child.mem_id for child in (*shown[-1:], *shown[:1]) if child.tag == "figcaption"][:1]
    return "".join(_element(one, "figcaption", place) if one.mem_id in captions else _any(one, place) for one in shown)


def _summary(node: Node) -> Node | None:
    shown = [child for child in children(node) if child.is_element_node or (child.text_content or "").strip()]
    return shown[0] if shown and shown[0].tag == "summary" else None


def _details(node: Node, place: Place) -> str:
    first = _summary(node)
    assert first  # or it would have become another element
    rest = (child for child in children(node) if child.mem_id != first.mem_id)
    return _element(first, "summary", place) + _all(rest, place)


PARTS: dict[str, Callable[[Node, Place], str]] = {
    **dict.fromkeys(("ul", "ol"), _list),
    "dl": _definitions,
    "table": _table,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _rows),
    "tr": _cells,
    "colgroup": _columns,
    "figure": _figure,
    "details": _details,
}
"""Element -> what writes its parts."""
