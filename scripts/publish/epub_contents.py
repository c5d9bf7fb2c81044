"""What the contents of a book list: its chapters, the sections of each, and what stands in these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from itertools import takewhile

from publish import html_tree, xml_text
from publish.html_tree import Node, children, parse, write

LISTED = ":is(h2, h3)[id]:not(.work *)"
"""Headings that the contents list: the works are left out, to which every citation leads."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    title: str
    id: str
    within: tuple[Entry, ...] = ()


def entries(body: Node, ids: set[str]) -> tuple[Entry, ...]:
    """The sections of a chapter, each with those within it; `ids` are those that the chapter holds in the end."""
    found = [(heading.tag or "", Entry(words(heading), heading.attributes["id"] or "")) for heading in body.css(LISTED)]
    return tuple(_nested([(tag, entry) for tag, entry in found if entry.title and entry.id in ids]))


def _nested(flat: Sequence[tuple[str, Entry]]) -> Iterator[Entry]:
    while flat:
        (tag, first), *rest = flat
        within = list(takewhile(partial(_is_within, tag), rest))
        yield replace(first, within=tuple(_nested(within)))
        flat = rest[len(within) :]


def _is_within(tag: str, found: tuple[str, Entry]) -> bool:
    return found[0] > tag


def words(heading: Node) -> str:
    """What a heading says, without the numbers of notes and with the words of its pictures."""
    copy = parse(heading.html or "")
    for picture in copy.css("img"):
        html_tree.replace(picture, escape(picture.attributes.get("alt") or ""))
    return html_tree.text(children(parse(xml_text.allowed(write(copy)))))
