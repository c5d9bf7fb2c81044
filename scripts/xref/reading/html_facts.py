"""From rendered HTML, in which the marks still stand, to the facts of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from essays.citing.markdown import CITATION, PROBLEM, REFERENCE, reference_id
from publish import guard
from xref.facts import Facts
from xref.model import Anchor, Citation, Footnote, Image, Link, Suppression, UnsafeContent
from xref.position import START, Position
from xref.reading import html_elements, paragraphs
from xref.reading.markdown_probes import ADDRESS_NUMBER, MARKED_ID, is_left_as_is
from xref.reading.source_positions import MARK, SourcePositions, strip
from xref.speed.html_parser import PlainTagParser

SUPPRESSION = re.compile(r"\s*xref-ignore\s+(?P<rule>[\w-]*)\s*:?\s*(?P<reason>.*?)\s*", re.DOTALL)

HOLDS = {**dict.fromkeys((PROBLEM, CITATION, html_elements.FOOTNOTE_LINK), "reference"), html_elements.FORMULA: "math"}
"""Class of an element -> what all within it is, noted as one more element that is open."""

Attributes = dict[str, str | None]


def collect(
    html: str, positions: SourcePositions, addresses: Sequence[str] = (), with_unsafe_content: bool = False
) -> Facts:
    """The facts of one rendered page; hazards only where they are asked for."""
    collector = _Collector(positions, addresses, with_unsafe_content)
    collector.feed(html)
    collector.close()
    return collector.facts


class _Collector(PlainTagParser):
    def __init__(self, positions: SourcePositions, addresses: Sequence[str], with_unsafe_content: bool):
        super().__init__(convert_charrefs=True)
        self.facts = Facts()
        self._positions = positions
        self._addresses = addresses
        self._with_unsafe_content = with_unsafe_content
        self._is_raw = False
        self._open: list[str] = []
        self._last = START
        self._last_mark = ""
        self._waiting: list[Callable[[Position], None]] = []
        self._text: list[str] = []
        self._cited: list[tuple[int, str]] = []
        self._heading: Anchor | None = None
        self._link_open: Link | None = None
        self._in_permalink = False

    # Places: a mark in the attribute itself, else the next one in the text, or the last one before.

    def _position(self, value: str) -> Position:
        return self._positions.of(value) or self._positions.of_words(value) or self._last

    def _settle(self, position: Position) -> None:
        for add in self._waiting:
            add(position)
        self._waiting.clear()

    def close(self) -> None:
        super().close()
        self._settle(self._last)
        self._end_paragraph()

    # Events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = self._as_written(attrs)
        if self._open[-1:] == ["textarea"]:
            return  # what looks like tags in there is text
        if tag not in html_elements.WITHIN_A_PARAGRAPH:
            self._end_paragraph()
        if tag not in html_elements.VOID:
            self._open += filter(None, (tag, HOLDS.get(attributes.get("class") or "")))
        if self._with_unsafe_content:
            self._examine(tag, attributes)
        if attributes:
            self._identify(tag, attributes)
            self._fetch(tag, attributes)
        if tag in ("a", "area"):
            self._link(attributes)
        if tag == "area":
            self._end_link()
        elif attributes.get("class") == PROBLEM:
            self._problem(attributes)
        if self._link_open and (attributes.get("alt") or attributes.get("aria-label") or tag == "svg"):
            self._fill_link()

    def _as_written(self, attrs: list[tuple[str, str | None]]) -> Attributes:
        """The attributes without those that tell of an address and an id; what these tell is kept."""
        if not attrs:
            return {}
        attributes = dict(reversed(attrs))  # of one that stands twice, browsers take the first
        number = attributes.pop(ADDRESS_NUMBER, None)
        self._is_raw = not number or is_left_as_is(self._addresses[int(number)])
        if marked_id := attributes.pop(MARKED_ID, None):
            attributes["id"] = marked_id
        return attributes

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1:] == ["textarea"] and tag != "textarea":
            return
        if tag not in html_elements.WITHIN_A_PARAGRAPH:
            self._end_paragraph()
        if tag == "a":
            self._end_link()
            self._in_permalink = False
        if tag in html_elements.HEADINGS:
            self._end_heading()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        for mark in MARK.findall(data):
            self._last, self._last_mark = self._positions.of(mark) or self._last, mark
            self._settle(self._last)
        # The number of a footnote is no more a word of the sentence than a citation is.
        if "reference" not in self._open:
            self._text.append(data if html_elements.NOT_PROSE.isdisjoint(self._open) else paragraphs.STANDS_FOR_CODE)
        if self._heading and not self._in_permalink:
            self._heading = self._heading._replace(heading=self._heading.heading + data)
        if self._link_open and (words := strip(data)).strip():
            self._fill_link(words)

    # Hazards

    def _examine(self, tag: str, attributes: Attributes) -> None:
        for kind, message, words in guard.of_element(tag, attributes):
            marked = next(filter(None, (self._positions.of(value) for value in attributes.values() if value)), None)
            position = marked or self._positions.of_next(self._last_mark, strip(words)) or self._last
            self.facts.unsafe_content.append(UnsafeContent(kind, message, position))

    # Anchors

    def _identify(self, tag: str, attributes: Attributes) -> None:
        name = attributes.get("name") if tag == "a" else None
        for value in filter(None, {attributes.get("id"), name}):
            id, position = strip(value), self._positions.of(value)
            if id.startswith("fn:"):
                self._define_footnote(id, position)
            elif tag in html_elements.HEADINGS:
                classes = tuple((attributes.get("class") or "").split())
                self._begin_heading(Anchor(id, position or START, level=int(tag[1]), classes=classes), position)
            else:
                self.facts.anchors.append(
                    Anchor(id, position or self._positions.of_id(self._last_mark, id) or self._last)
                )

    def _define_footnote(self, id: str, given: Position | None) -> None:
        def define(position: Position) -> None:
            self.facts.footnotes_defined.append(Footnote(id.removeprefix("fn:"), position))
            self.facts.anchors.append(Anchor(id, given or position))

        self._waiting.append(define)

    def _begin_heading(self, heading: Anchor, position: Position | None) -> None:
        self._heading = heading
        if not position:
            self._waiting.append(self._position_heading)

    def _position_heading(self, position: Position) -> None:
        if self._heading:
            self._heading = self._heading._replace(position=position)
            self._positions.of_id(self._last_mark, self._heading.id)  # so that nothing else is taken to stand there

    def _end_heading(self) -> None:
        if self._heading:
            text = " ".join(strip(self._heading.heading).split())
            self.facts.anchors.append(self._heading._replace(heading=text))
            self._heading = None

    # Links

    def _link(self, attributes: Attributes) -> None:
        kinds, href = set((attributes.get("class") or "").split()), attributes.get("href")
        self._in_permalink = bool(kinds & html_elements.OURS)
        if href is None or self._in_permalink:
            return
        if html_elements.FOOTNOTE_LINK in kinds:
            label = href.removeprefix("#fn:")
            self._waiting.append(lambda position: self.facts.footnotes_used.append(Footnote(label, position)))
        elif REFERENCE in kinds:
            key = href.removeprefix(f"#{reference_id('')}")
            if not any(key in citation.keys for citation in self.facts.citations):
                self.facts.anchors.append(Anchor(reference_id(key), self._last))
            self.facts.citations.append(Citation((key,), self._last))
            self._cited.append((sum(map(len, self._text)), key))
        else:
            speaks = attributes.get("aria-label") or attributes.get("alt") or "svg" in self._open
            self._link_open = Link(strip(href).strip(), self._position(href), empty=not speaks, raw=self._is_raw)
            self._own_id = strip(attributes.get("id") or "")

    def _fill_link(self, words: str = "") -> None:
        self._link_open = self._link_open._replace(empty=False, text=self._link_open.text + words)

    def _end_link(self) -> None:
        link, self._link_open = self._link_open, None
        if link and not (link.empty and self._names_place(link)):
            self.facts.links.append(link)

    def _names_place(self, link: Link) -> bool:
        """Other sites write [](){#id}, or number lines of code; here, who steps from link to link would stop there."""
        return bool(self._own_id) and link.target in ("", f"#{self._own_id}") and not self._with_unsafe_content

    # Pictures

    def _fetch(self, tag: str, attributes: Attributes) -> None:
        if attributes.get("class") in html_elements.EMOJI:
            return
        for name, value in attributes.items():
            if (tag, name) in html_elements.FETCHED and not self._is_known(tag, name, value or ""):
                for address in html_elements.candidates(strip(value or "")) if name == "srcset" else [value or ""]:
                    self._image(tag, name, address, value or "", attributes)
            elif (tag, name) in html_elements.TAKEN_IN and value and not self._with_unsafe_content:
                self.facts.links.append(Link(strip(value).strip(), self._position(value), raw=self._is_raw))

    def _is_known(self, tag: str, name: str, value: str) -> bool:
        """Whether an address leads to a part of the drawing itself, or is reported as a hazard."""
        is_here = name.endswith("href") and strip(value).startswith("#")
        return is_here or (self._with_unsafe_content and guard.loads_from_elsewhere(tag, name, value))

    def _image(self, tag: str, name: str, address: str, value: str, attributes: Attributes) -> None:
        alternative = attributes.get("alt")
        text = None if alternative is None else strip(alternative)
        # An empty alternative in raw HTML says that the picture adds nothing; in Markdown it was forgotten.
        deliberate = text == "" and self._positions.kind(value) == "attribute"
        needed = (tag, name) in html_elements.DESCRIBED and not deliberate and attributes.get("aria-hidden") != "true"
        self.facts.images.append(Image(strip(address).strip(), self._position(value), text, needed, self._is_raw))

    # Citations, and what stayed plain text

    def _problem(self, attributes: Attributes) -> None:
        keys = tuple((attributes.get("data-keys") or "").split())
        self.facts.citations.append(Citation(keys, self._last, attributes.get("data-problem") or ""))

    def _end_paragraph(self) -> None:
        text, cited = "".join(self._text), self._cited
        self._text, self._cited = [], []
        paragraphs.collect(text, cited, self._positions, self.facts)

    # Comments

    def handle_comment(self, data: str) -> None:
        if self._with_unsafe_content and strip(data).startswith((">", "->")):
            what = "comment that browsers end at once; what follows is part of the page"
            position = self._positions.of_words(f"<!--{strip(data)[:2]}") or self._last
            self.facts.unsafe_content.append(UnsafeContent(guard.EMBEDDED, what, position))
        if match := SUPPRESSION.fullmatch(strip(data)):
            self.facts.suppressions.append(Suppression(match["rule"], match["reason"], self._position(data)))
