"""From rendered HTML, in which the marks still stand, to the facts of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from xref.citations import PROBLEM, REFERENCE, reference_id
from xref.marks import MARK, Marks, strip
from xref.model import START, Anchor, Citation, Field, Footnote, Footnotes, Image, Link, Page, Place

NOT_PROSE = {"code", "pre", "script", "style", "svg", "math", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
OURS = {"headerlink", "footnote-backref"}
"""Links that the renderer adds to what authors wrote."""
FOOTNOTE = re.compile(rf"\[\^([^\]\n]+)\](?={MARK.pattern})")
"""A reference that stayed plain text. The mark tells it from an escaped bracket, which gets none."""
CITATION = re.compile(rf"({MARK.pattern})\[-?@\w")

Attributes = dict[str, str | None]


def collect(path: str, fields: tuple[Field, ...], html: str, marks: Marks) -> Page:
    """The facts of one rendered page."""
    collector = _Collector(marks)
    collector.feed(html)
    collector.close()
    footnotes = Footnotes(tuple(collector.defined), tuple(collector.used), tuple(collector.undefined))
    return Page(
        path,
        fields,
        tuple(collector.links),
        tuple(collector.images),
        tuple(collector.anchors),
        footnotes,
        tuple(collector.citations),
    )


class _Collector(HTMLParser):
    def __init__(self, marks: Marks):
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.anchors: list[Anchor] = []
        self.citations: list[Citation] = []
        self.defined: list[Footnote] = []
        self.used: list[Footnote] = []
        self.undefined: list[Footnote] = []
        self._marks = marks
        self._open: list[str] = []
        self._last = START
        self._waiting: list[Callable[[Place], None]] = []

    # Places: a mark in the attribute itself, else the next one in the text, or the last one before.

    def _place(self, value: str) -> Place:
        return self._marks.place(value) or self._marks.find(value) or self._last

    def _at_next_mark(self, add: Callable[[Place], None]) -> None:
        self._waiting.append(add)

    def _settle(self, place: Place) -> None:
        for add in self._waiting:
            add(place)
        self._waiting.clear()

    def close(self) -> None:
        super().close()
        self._settle(self._last)

    # Events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes: Attributes = dict(attrs)
        if tag not in VOID:
            self._open.append(tag)
        if id := attributes.get("id"):
            self._anchor(tag, id)
        if tag == "a":
            self._link(attributes)
        elif tag == "img":
            self._image(attributes)
        elif attributes.get("class") == PROBLEM:
            self._problem(attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        for mark in MARK.finditer(data):
            self._last = self._marks.place(mark[0]) or self._last
            self._settle(self._last)
        if not NOT_PROSE.intersection(self._open):
            self._literals(data)

    # Facts

    def _anchor(self, tag: str, value: str) -> None:
        id = strip(value)
        if id.startswith("fn:"):
            self._at_next_mark(lambda place: self.defined.append(Footnote(id.removeprefix("fn:"), place)))
        if place := self._marks.place(value):
            self.anchors.append(Anchor(id, place))
        elif re.fullmatch("h[1-6]", tag):
            self._at_next_mark(lambda place: self.anchors.append(Anchor(id, place)))
        else:
            self.anchors.append(Anchor(id, self._last))

    def _link(self, attributes: Attributes) -> None:
        kinds, href = set((attributes.get("class") or "").split()), attributes.get("href")
        if name := attributes.get("name"):
            self._anchor("a", name)
        if href is None or kinds & OURS:
            return
        if "footnote-ref" in kinds:
            label = href.removeprefix("#fn:")
            self._at_next_mark(lambda place: self.used.append(Footnote(label, place)))
        elif REFERENCE in kinds:
            key = href.removeprefix(f"#{reference_id('')}")
            self.citations.append(Citation((key,), self._last))
            self.anchors.append(Anchor(reference_id(key), self._last))
        else:
            self.links.append(Link(strip(href), self._place(href)))

    def _image(self, attributes: Attributes) -> None:
        source, alternative = attributes.get("src") or "", attributes.get("alt")
        text = None if alternative is None else strip(alternative)
        self.images.append(Image(strip(source), text, self._place(source)))

    def _problem(self, attributes: Attributes) -> None:
        keys = tuple((attributes.get("data-keys") or "").split())
        self.citations.append(Citation(keys, self._last, attributes.get("data-problem") or ""))

    def _literals(self, data: str) -> None:
        for match in FOOTNOTE.finditer(data):
            place = self._marks.place(data[match.end() :]) or self._last
            self.undefined.append(Footnote(match[1], place))
        for match in CITATION.finditer(data):
            place = self._marks.place(match[1]) or self._last
            self.citations.append(Citation((), place, "a bracket that opens with '[@' is never closed"))
