"""A page's rendered text line by line, as a reader sees it: what parts two lines parts sentences too.

A line is a paragraph, a heading, an entry of a list, a cell, a caption, or a paragraph of a note; pictures are their
words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from essays.built_page import BuiltPage
from publish.html_tree import INLINE, Node, children, has_class
from publish.sections import UNREAD

SPACES = re.compile(r"\s+")
NOTES = "div.footnote li[id]"
LEFT_OUT = ("headerlink", "footnote-ref", "footnote-backref")
"""Classes of links that are no part of a sentence."""


class Section(NamedTuple):
    """The id of its heading, "" before the first and in notes; and what a reader calls it, "" before the first."""

    id: str = ""
    name: str = ""


class Link(NamedTuple):
    node: Node
    start: int
    """Where in its line it begins; below, where it ends."""
    end: int


@dataclass
class Line:
    section: Section
    links: list[Link] = field(default_factory=list)
    length: int = 0
    _pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self._pieces).rstrip()

    def add(self, words: str) -> None:
        """Add words in single spaces, with none at the beginning."""
        single = SPACES.sub(" ", words)
        if not self._pieces or self._pieces[-1].endswith(" "):
            single = single.removeprefix(" ")
        if single:
            self._pieces.append(single)
            self.length += len(single)


def of_page(page: BuiltPage, body: Node) -> list[Line]:
    """The lines of a page that hold links, in order."""
    reader = _Reader(page, body)
    reader.read(body)
    reader.begin_line()
    return reader.lines


class _Reader:
    def __init__(self, page: BuiltPage, body: Node):
        self.lines: list[Line] = []
        self._line = Line(Section())
        self._open: tuple[Node, int] | None = None
        """The link that is being read, and where it begins."""
        self._headings = {item.id: Section(item.id, item.text) for item in page.headings if item.level > 1}
        self._notes = {
            note.attributes["id"]: Section(name=f"Note {nth}") for nth, note in enumerate(body.css(NOTES), 1)
        }

    def read(self, parent: Node) -> None:
        for node in children(parent):
            if node.is_text_node:
                self._line.add(node.text_content or "")
            elif node.tag == "img":
                self._line.add(node.attributes.get("alt") or "")
            elif node.tag == "br":
                self._line.add(" ")
            elif node.tag in INLINE:
                self._read_inline(node)
            elif node.is_element_node and node.tag not in UNREAD:
                self._read_block(node)

    def _read_inline(self, node: Node) -> None:
        if any(has_class(node, name) for name in LEFT_OUT):
            return
        if node.tag != "a":
            self.read(node)
            return
        self._open = node, self._line.length
        self.read(node)
        self._close_link()

    def _read_block(self, node: Node) -> None:
        section = self._section(node)
        self.begin_line(section)
        self.read(node)
        self.begin_line()

    def _section(self, node: Node) -> Section:
        """The section that an element begins, or else the one that it stands in."""
        id = node.attributes.get("id") or ""
        if node.tag == "h1":
            return Section()
        return (self._notes if node.tag == "li" else self._headings).get(id, self._line.section)

    def begin_line(self, section: Section | None = None) -> None:
        if self._open and self._line.length > self._open[1]:
            self._close_link()  # of one that holds more lines, the first is its own
        if self._line.links:
            self.lines.append(self._line)
        self._line = Line(section or self._line.section)
        self._open = self._open and (self._open[0], 0)

    def _close_link(self) -> None:
        if self._open:
            self._line.links.append(Link(*self._open, self._line.length))
            self._open = None
