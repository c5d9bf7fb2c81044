"""From rendered HTML, in which the marks still stand, to the facts of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser

from xref.citations import CITATION, PROBLEM, REFERENCE, reference_id
from xref.figures import quoted, sentences
from xref.marks import MARK, Marks, strip
from xref.model import START, Anchor, Citation, Figure, Footnote, Image, Link, Place, Reference, Silence

NOT_PROSE = {"code", "pre", "script", "style", "svg", "math", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
WITHIN_A_PARAGRAPH = {
    *("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "u"),
}
FETCHED = {
    *(("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("video", "src")),
    *(("video", "poster"), ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data")),
}
"""Elements and the attributes by which they fetch what they show."""
OURS = {"headerlink", "footnote-backref"}
"""Links that the renderer adds to what authors wrote."""
FOOTNOTE_LINK = "footnote-ref"
STANDS_FOR_CODE = "\ufffc"

FOOTNOTE = re.compile(rf"\[\^([^\]\n]+)\](?={MARK.pattern})")
"""A reference that stayed plain text. The mark tells it from an escaped bracket, which gets none."""
UNCLOSED = re.compile(rf"({MARK.pattern})\[-?@\w")
UNDEFINED = re.compile(
    rf"(?<![\w)\]]) \[ ( (?:[^\[\]]|\[[^\[\]]*\]){{1,500}} ) \] \[ ([^\[\]^@]*) \] ({MARK.pattern})", re.VERBOSE
)
"""`[text][label]` that stayed plain text; not after a letter, where it indexes something: a[i][j]."""

SILENCE = re.compile(r"\s*xref-ignore\s+(?P<rule>[\w-]*)\s*:?\s*(?P<reason>.*?)\s*", re.DOTALL)

Attributes = dict[str, str | None]


class Collector(HTMLParser):
    """Feed it a rendered page, close it, and read the lists."""

    def __init__(self, marks: Marks):
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.anchors: list[Anchor] = []
        self.citations: list[Citation] = []
        self.footnotes_defined: list[Footnote] = []
        self.footnotes_used: list[Footnote] = []
        self.footnotes_undefined: list[Footnote] = []
        self.undefined: list[Reference] = []
        self.figures: list[Figure] = []
        self.silences: list[Silence] = []
        self._marks = marks
        self._open: list[str] = []
        self._last = START
        self._waiting: list[Callable[[Place], None]] = []
        self._text: list[str] = []
        self._cited: list[tuple[int, str]] = []
        self._heading: str | None = None
        self._heading_classes: tuple[str, ...] = ()
        self._heading_place: Place | None = None
        self._heading_text = ""
        self._link_open: Link | None = None
        self._in_reference = False
        self._in_permalink = False

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
        self._end_paragraph()

    # Events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes: Attributes = dict(attrs)
        if tag not in WITHIN_A_PARAGRAPH:
            self._end_paragraph()
        if tag not in VOID:
            self._open.append(tag)
        self._identify(tag, attributes)
        self._fetch(tag, attributes)
        if tag == "a":
            self._link(attributes)
        elif attributes.get("class") == PROBLEM:
            self._problem(attributes)
        # The number of a footnote is no more a word of the sentence than a citation is.
        self._in_reference = self._in_reference or attributes.get("class") in (PROBLEM, CITATION, FOOTNOTE_LINK)
        if self._link_open and (attributes.get("alt") or attributes.get("aria-label") or tag == "svg"):
            self._fill_link()

    def handle_endtag(self, tag: str) -> None:
        if tag not in WITHIN_A_PARAGRAPH:
            self._end_paragraph()
        if tag == "a":
            self._end_link()
            self._in_permalink = False
        if tag in ("span", "sup"):
            self._in_reference = False
        if tag in HEADINGS:
            self._end_heading(int(tag[1]))
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        for mark in MARK.finditer(data):
            self._last = self._marks.place(mark[0]) or self._last
            self._settle(self._last)
        prose = not (self._in_reference or NOT_PROSE.intersection(self._open))
        self._text.append(data if prose else "" if self._in_reference else STANDS_FOR_CODE)
        if self._heading is not None and not self._in_permalink:
            self._heading_text += data
        if self._link_open and strip(data).strip():
            self._fill_link(strip(data))

    # Anchors

    def _identify(self, tag: str, attributes: Attributes) -> None:
        name = attributes.get("name") if tag == "a" else None
        for value in filter(None, {attributes.get("id"), name}):
            self._anchor(tag, value)
        if tag in HEADINGS:
            self._heading_classes = tuple((attributes.get("class") or "").split())

    def _anchor(self, tag: str, value: str) -> None:
        id, place = strip(value), self._marks.place(value)
        if id.startswith("fn:"):
            self._at_next_mark(lambda place: self.footnotes_defined.append(Footnote(id.removeprefix("fn:"), place)))
        if tag in HEADINGS:
            self._begin_heading(id, place)
        else:
            self.anchors.append(Anchor(id, place or self._marks.find_last(f"#{id}") or self._last))

    def _begin_heading(self, id: str, place: Place | None) -> None:
        self._heading, self._heading_text, self._heading_place = id, "", place
        if not place:
            self._at_next_mark(self._place_heading)

    def _place_heading(self, place: Place) -> None:
        self._heading_place = place

    def _end_heading(self, level: int) -> None:
        if self._heading is not None:
            text = " ".join(strip(self._heading_text).split())
            self.anchors.append(
                Anchor(self._heading, self._heading_place or self._last, text, level, self._heading_classes)
            )
            self._heading = None

    # Links

    def _link(self, attributes: Attributes) -> None:
        kinds, href = set((attributes.get("class") or "").split()), attributes.get("href")
        self._in_permalink = bool(kinds & OURS)
        if href is None or self._in_permalink:
            return
        if FOOTNOTE_LINK in kinds:
            label = href.removeprefix("#fn:")
            self._at_next_mark(lambda place: self.footnotes_used.append(Footnote(label, place)))
        elif REFERENCE in kinds:
            key = href.removeprefix(f"#{reference_id('')}")
            if not any(key in citation.keys for citation in self.citations):
                self.anchors.append(Anchor(reference_id(key), self._last))
            self.citations.append(Citation((key,), self._last))
            self._cited.append((sum(map(len, self._text)), key))
        else:
            self._link_open = Link(strip(href), self._place(href), empty=not attributes.get("aria-label"))

    def _fill_link(self, words: str = "") -> None:
        self._link_open = replace(self._link_open, empty=False, text=self._link_open.text + words)

    def _end_link(self) -> None:
        if self._link_open:
            self.links.append(self._link_open)
            self._link_open = None

    # Pictures

    def _fetch(self, tag: str, attributes: Attributes) -> None:
        for name, value in attributes.items():
            if (tag, name) in FETCHED:
                for address in _candidates(value or "") if name == "srcset" else [value or ""]:
                    self._image(tag, name, address, value or "", attributes)

    def _image(self, tag: str, name: str, address: str, value: str, attributes: Attributes) -> None:
        alternative = attributes.get("alt")
        text = None if alternative is None else strip(alternative)
        # An empty alternative in raw HTML says that the picture adds nothing; in Markdown it was forgotten.
        deliberate = text == "" and self._marks.kind(value) == "attribute"
        needed = (tag, name) == ("img", "src") and not deliberate and attributes.get("aria-hidden") != "true"
        self.images.append(Image(strip(address), self._place(value), text, needed))

    # Citations, and what stayed plain text

    def _problem(self, attributes: Attributes) -> None:
        keys = tuple((attributes.get("data-keys") or "").split())
        self.citations.append(Citation(keys, self._last, attributes.get("data-problem") or ""))

    def _end_paragraph(self) -> None:
        text, cited = "".join(self._text), self._cited
        self._text, self._cited = [], []
        if "[" in text:
            self._find_literals(text)
        if cited:
            self._find_figures(text, cited)

    def _find_literals(self, text: str) -> None:
        for match in FOOTNOTE.finditer(text):
            self.footnotes_undefined.append(Footnote(match[1], self._place(text[match.end()])))
        for match in UNCLOSED.finditer(text):
            self.citations.append(Citation((), self._place(match[1]), "a bracket that opens with '[@' is never closed"))
        for match in UNDEFINED.finditer(text):
            if self._marks.kind(match[3]) != "pair":
                continue
            self.undefined.append(Reference(strip(match[2] or match[1]), self._place(match[3])))

    def _find_figures(self, text: str, cited: list[tuple[int, str]]) -> None:
        for begin, end in sentences(text):
            within = [key for offset, key in cited if begin <= offset < end or end == len(text) <= offset]
            for figure in quoted(strip(text[begin:end])) if within else ():
                place = self._marks.near(text[begin:end], figure) or self._last
                self.figures.append(Figure(figure, tuple(within), place))

    # Comments

    def handle_comment(self, data: str) -> None:
        if match := SILENCE.fullmatch(strip(data)):
            self.silences.append(Silence(match["rule"], match["reason"], self._place(data)))


def _candidates(srcset: str) -> Iterator[str]:
    """The addresses of `srcset="a.png, b.png 2x"`."""
    return (candidate.split()[0] for candidate in srcset.split(",") if candidate.strip())
