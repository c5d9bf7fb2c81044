"""What in the markup of a page is not on the list, read as browsers read it (by lexbor)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publish.guard import wording
from publish.guard.addresses import of_address
from publish.guard.allowed import Allowed
from publish.guard.attribute_values import OWN_FILE
from publish.guard.link_texts import of_link
from publish.guard.unsafe import ADDRESS, DIRECTION, MARKUP, REMOTE, SCRIPT
from publish.html_tree import Node

DEEPEST = 100
"""Elements within each other: what is drawn from a text walks down into them."""
INSIDE = ("head", "body")
"""What a parser makes of any text."""


class Refusal(NamedTuple):
    """An element that is not allowed, or, where `attribute` is a name, an attribute of one that is."""

    node: Node
    attribute: str
    kind: str
    message: str
    address: str = ""
    """The address that the attribute holds, where that is what is refused."""


def refusals(body: Node, allowed: Allowed) -> Iterator[Refusal]:
    """What a text holds that is not on a list, in the order of the text."""
    yield from _of_outer(body)
    depths = {body.mem_id: 0}
    for node in body.traverse():
        if node.is_element_node and node.tag != "body":
            depth = depths[node.mem_id] = depths.get(node.parent.mem_id if node.parent else 0, 0) + 1
            if depth == DEEPEST:
                yield Refusal(node, "", MARKUP, f"{node.tag} element within {DEEPEST} others; end some of them")
            yield from of_node(node, allowed)


def _of_outer(body: Node) -> Iterator[Refusal]:
    """Attributes of the page itself: browsers add those of a second <body> to the first."""
    outer = (body.parent, body) if body.parent else (body,)
    yield from (_attribute(node, name) for node in outer for name in node.attributes)


def of_node(node: Node, allowed: Allowed) -> Iterator[Refusal]:
    """What is refused of one element, or the element."""
    attributes = allowed.get(node.tag or "")
    if attributes is None:
        refusal = _element(node)
        if refusal.kind == SCRIPT or not _is_within_refused(node, allowed):
            yield refusal
        attributes = {}
    if node.tag != "html" and node.attributes.get("dir") == "rtl" and not _reads_from_the_right(node):
        yield Refusal(node, "dir", DIRECTION, "attribute 'dir' turns words that are read from the left; remove it")
    for name, value in node.attributes.items():
        kind = attributes.get(name)
        if kind is None:
            yield from _unlisted(node, name, allowed)
        elif kind.leads:
            yield from _address(node, name, value or "", is_own=kind is OWN_FILE)
        elif not kind.fits(value or ""):
            yield Refusal(node, name, MARKUP, f"attribute {name!r} is {value!r}; expected {kind.expected}")


def _reads_from_the_right(node: Node) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in node.text(deep=True))


def _unlisted(node: Node, name: str, allowed: Allowed) -> Iterator[Refusal]:
    """An attribute that is not listed; of an element that is not either, only what would run."""
    refusal = _attribute(node, name)
    if node.tag in allowed or refusal.kind == SCRIPT:
        yield refusal


def _is_within_refused(node: Node, allowed: Allowed) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in INSIDE:
        if parent.tag not in allowed:
            return True
        parent = parent.parent
    return False


def _element(node: Node) -> Refusal:
    return Refusal(node, "", *wording.of_element(node.tag or ""))


def _attribute(node: Node, name: str) -> Refusal:
    return Refusal(node, name, *wording.of_attribute(node.tag or "", name))


def _address(node: Node, name: str, value: str, is_own: bool) -> Iterator[Refusal]:
    judged = [Refusal(node, name, *judgement) for judgement in of_address(value)]
    if is_own and not OWN_FILE.fits(value) and not any(refusal.kind in (SCRIPT, ADDRESS) for refusal in judged):
        judged.append(Refusal(node, name, REMOTE, f"picture {value!r} is no file of this site; keep a copy", value))
    yield from judged


def deceptions(body: Node) -> Iterator[Refusal]:
    """The links of a text whose words show an address to which they do not lead."""
    for link in body.css("a[href]"):
        for kind, message, address in of_link(link.attributes.get("href") or "", link.text(deep=True)):
            yield Refusal(link, "href", kind, message, address)


def remove(refused: Sequence[Refusal]) -> None:
    """Take out what was refused, in the order of the text; an element with all that it holds."""
    gone: set[int] = set()
    for refusal in reversed(refused):  # what an element holds goes before it: with it, its memory is gone
        if refusal.node.mem_id in gone:
            continue
        if not refusal.attribute:
            gone.add(refusal.node.mem_id)
            refusal.node.decompose()
        elif refusal.attribute in refusal.node.attributes:
            del refusal.node.attrs[refusal.attribute]
