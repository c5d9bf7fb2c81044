"""Where in its source a page holds what is not on the list.

What is refused is decided of the page as the build renders it, without marks; the marks only say where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publish.guard.allowed import TEXT
from publish.guard.attribute_values import ANY
from publish.guard.markup import Refusal, of_node, refusals
from publish.guard.unsafe import UnsafeContent
from publish.html_tree import Node, has_class, parse
from xref.position import START, Position
from xref.reading.markdown_probes import ADDRESS_NUMBER, MARKED_ID
from xref.reading.source_positions import MARK, SourcePositions, strip

OURS = {ADDRESS_NUMBER: ANY, MARKED_ID: ANY}
ALLOWED = {tag: {**attributes, **OURS} for tag, attributes in TEXT.items()}
"""The list, with what the validator itself adds while it reads."""


class Seen(NamedTuple):
    kind: str
    message: str
    position: Position | None


FROM_THE_TOP = "top"
"""No mark, for searches of their own."""


def located_refusals(html: str, marked: str, positions: SourcePositions) -> Iterator[UnsafeContent]:
    """What a rendered page holds that is not on the list; `marked` is the same with the marks."""
    refused = list(refusals(parse(html), ALLOWED))
    if not refused:
        return
    seen = list(_with_positions(marked, positions))
    position = START
    for refusal in refused:
        nth = next((nth for nth, found in enumerate(seen) if found[:2] == (refusal.kind, refusal.message)), None)
        found = _position(refusal, "", FROM_THE_TOP, positions) if nth is None else seen.pop(nth).position
        position = found or position
        yield UnsafeContent(refusal.kind, refusal.message, position)


def _with_positions(html: str, positions: SourcePositions) -> Iterator[Seen]:
    last = ""
    for node in parse(html).traverse(include_text=True):
        if node.is_text_node and not _is_copied(node):
            last = (MARK.findall(node.text_content or "") or [last])[-1]
        elif node.is_element_node and node.tag != "body":
            mark = _unmark(node)
            for refusal in of_node(node, ALLOWED):
                yield Seen(refusal.kind, refusal.message, _position(refusal, mark, last, positions))


def _is_copied(node: Node) -> bool:
    """Whether a table of contents repeats here what stands in a heading below."""
    parent = node.parent
    while parent is not None and not has_class(parent, "toc"):
        parent = parent.parent
    return parent is not None


def _unmark(node: Node) -> str:
    """Take the marks out of an element's attributes, and return the first."""
    marked = {name: value for name, value in node.attributes.items() if value and MARK.search(value)}
    for name, value in marked.items():
        node.attrs[name] = strip(value)
    return next(iter(marked.values()), "")


def _position(refusal: Refusal, mark: str, last: str, positions: SourcePositions) -> Position | None:
    """Where an attribute's mark says, or else where the like of it stands next."""
    found = (positions.of_next(last, pattern) for pattern in _patterns(refusal))
    return positions.of(mark) or next(filter(None, found), None) or positions.of(last)


def _patterns(refusal: Refusal) -> Iterator[str]:
    """Of what an author may have written, the likeliest first."""
    tag, name = re.escape(refusal.node.tag or "").replace("img", "(?:img|image)"), re.escape(refusal.attribute)
    if refusal.address:
        yield rf"(?P<words>{re.escape(refusal.address)})"
    if name:
        yield rf"<{tag}(?![\w-])[^<]*?(?<![\w-])(?P<words>{name}(?![\w-]))"
        yield rf"(?<![\w-])(?P<words>{name}\s*=)"
    yield rf"(?P<words><{tag}(?![\w-]))"
