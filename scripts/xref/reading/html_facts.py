"""From rendered HTML, in which the marks still stand, to the facts of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from xref.additions import Addition
from xref.facts import Facts
from xref.model import Anchor, Footnote, Image, Link, Suppression
from xref.position import START, Position
from xref.reading import html_elements, paragraphs
from xref.reading.markdown_probes import ADDRESS_NUMBER, MARKED_ID, is_left_as_is
from xref.reading.source_positions import MARK, SourcePositions, strip

SUPPRESSION = re.compile(r"\s*xref-ignore\s+(?P<rule>[\w-]*)\s*:?\s*(?P<reason>.*?)\s*", re.DOTALL)

HOLDS = {html_elements.FOOTNOTE_LINK: "reference", html_elements.FORMULA: "math"}
"""Class of an element -> what all within it is, noted as one more element that is open."""

Attributes = dict[str, str | None]


@dataclass
class OpenLink:
    """A link whose end is still to come."""

    link: Link
    is_place: bool


class Collector(HTMLParser):
    """Reads the HTML of one page, in which the marks still stand; its facts are there once it is closed."""

    def __init__(
        self, positions: SourcePositions, addresses: Sequence[str], note_prefix: str, additions: Sequence[Addition] = ()
    ):
        super().__init__(convert_charrefs=True)
        self.facts = Facts()
        self.positions = positions
        self.last = START
        self.last_mark = ""
        self.gatherers = [addition.gatherer(self) for addition in additions if addition.gatherer]
        self._addresses, self._note_prefix = addresses, note_prefix
        self._drawn_links = html_elements.OURS.union(*(addition.generated_links for addition in additions))
        self._holds = HOLDS | {name: "reference" for addition in additions for name in addition.non_prose}
        self._allows_places = all(addition.allows_empty_anchors for addition in additions)
        self._is_raw = False
        self._open: list[str] = []
        self._waiting: list[Callable[[Position], None]] = []
        self._text: list[str] = []
        self._heading: Anchor | None = None
        self._links_open: list[OpenLink | None] = []
        self._in_permalink = False

    @property
    def letters_so_far(self) -> int:
        return sum(map(len, self._text))

    # Positions: a mark in the attribute itself, else the next one in the text, or the last one before.

    def _position(self, value: str) -> Position:
        return self.positions.of(value) or self.positions.of_words(value, self.last_mark) or self.positions.near_last()

    def _settle(self, position: Position) -> None:
        for add in self._waiting:
            add(position)
        self._waiting.clear()

    def close(self) -> None:
        super().close()
        self._settle(self.last)
        while self._links_open:  # what is never closed is a link all the same
            self._end_link()
        self._end_paragraph()

    # Events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = self._as_written(attrs)
        if tag == "image" and "svg" not in self._open:
            tag = "img"  # as the HTML standard has it
        if tag == "textarea":
            self.set_cdata_mode(tag)  # what looks like tags in there is text
        if tag not in html_elements.WITHIN_A_PARAGRAPH:
            self._end_paragraph()
        if tag not in html_elements.VOID:
            self._open += filter(None, (tag, self._holds.get(attributes.get("class") or "")))
        judged = {name for gatherer in self.gatherers for name in gatherer.element(tag, attributes)}
        if attributes:
            self._identify(tag, attributes)
            self._fetch(tag, attributes, judged)
        if tag in ("a", "area"):
            self._link(attributes)
        if tag == "area":
            self._end_link()
        if self._links_open and (attributes.get("alt") or attributes.get("aria-label") or tag == "svg"):
            self._fill_links()

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
            self.last, self.last_mark = self.positions.of(mark) or self.last, mark
            self._settle(self.last)
        # The number of a footnote is no more a word of the text than a citation is.
        if "reference" not in self._open:
            words = paragraphs.of_link(data) if any(self._links_open) else data
            self._text.append(words if html_elements.NOT_PROSE.isdisjoint(self._open) else paragraphs.STANDS_FOR_CODE)
            if self._heading and not self._in_permalink:
                self._heading = self._heading._replace(heading=self._heading.heading + data)
        if self._links_open and (words := strip(data)).strip():
            self._fill_links(words)

    # Anchors

    def _identify(self, tag: str, attributes: Attributes) -> None:
        name = attributes.get("name") if tag == "a" else None
        for value in filter(None, {attributes.get("id"), name}):
            id, position = strip(value), self.positions.of(value)
            if tag == "li" and id.startswith(self._note_prefix):
                self._define_footnote(id, position)
            elif tag in html_elements.HEADINGS:
                classes = tuple((attributes.get("class") or "").split())
                self._begin_heading(Anchor(id, position or START, level=int(tag[1]), classes=classes), position)
            else:
                at, is_in_svg = position or self.positions.of_id(self.last_mark, id), "svg" in self._open
                self.facts.anchors.append(Anchor(id, at or self.positions.near_last(), is_drawn=not at and is_in_svg))

    def _define_footnote(self, id: str, given: Position | None) -> None:
        def define(position: Position) -> None:
            label = id.removeprefix(self._note_prefix)
            position = self.positions.of_note(self.last_mark, label) or position
            self.facts.footnotes_defined.append(Footnote(label, position))
            self.facts.anchors.append(Anchor(id, given or position))

        self._waiting.append(define)

    def _begin_heading(self, heading: Anchor, position: Position | None) -> None:
        self._heading = heading
        if not position:
            self._waiting.append(self._position_heading)

    def _position_heading(self, position: Position) -> None:
        if self._heading:
            # Asked for the heading, so that nothing else is taken to stand there.
            is_given = self.positions.of_id(self.last_mark, self._heading.id) is not None
            self._heading = self._heading._replace(position=position, is_given=is_given)

    def _end_heading(self) -> None:
        if self._heading:
            text = " ".join(strip(self._heading.heading).split())
            self.facts.anchors.append(self._heading._replace(heading=text))
            self._heading = None

    # Links

    def _link(self, attributes: Attributes) -> None:
        kinds, href = set((attributes.get("class") or "").split()), attributes.get("href")
        self._in_permalink = bool(kinds & html_elements.OURS)
        if href is not None and html_elements.FOOTNOTE_LINK in kinds:
            self._use_footnote(strip(href).removeprefix(f"#{self._note_prefix}"), self.positions.of(href))
        is_counted = href is not None and not kinds & {*self._drawn_links, html_elements.FOOTNOTE_LINK}
        self._links_open.append(self._opened(href or "", attributes) if is_counted else None)

    def _use_footnote(self, label: str, given: Position | None) -> None:
        def use(position: Position) -> None:
            self.facts.footnotes_used.append(Footnote(label, given or position))

        self._waiting.append(use)

    def _opened(self, href: str, attributes: Attributes) -> OpenLink:
        speaks = attributes.get("aria-label") or attributes.get("alt") or "svg" in self._open
        target = strip(href).strip()
        is_place = html_elements.is_place(target, strip(attributes.get("id") or ""))
        # Of lines of code there are thousands, and none is written anywhere.
        position = self.positions.of(href) or self.last if is_place else self._position(href)
        return OpenLink(Link(target, position, empty=not speaks, raw=self._is_raw), is_place)

    def _fill_links(self, words: str = "") -> None:
        """Words within a link within a link are the words of both."""
        for opened in filter(None, self._links_open):
            opened.link = opened.link._replace(empty=False, text=opened.link.text + words)

    def _end_link(self) -> None:
        opened = self._links_open.pop() if self._links_open else None
        if opened and not (opened.link.empty and opened.is_place and self._allows_places):
            self.facts.links.append(opened.link)

    # Pictures

    def _fetch(self, tag: str, attributes: Attributes, judged: Collection[str]) -> None:
        if attributes.get("class") in html_elements.EMOJI:
            return
        for name, value in attributes.items():
            if name in judged:
                continue
            for address in html_elements.fetched(tag, name, value or "", strip):
                self._image(tag, name, address, value or "", attributes)
            if (tag, name) in html_elements.TAKEN_IN and value:
                self.facts.links.append(Link(strip(value).strip(), self._position(value), raw=self._is_raw))

    def _image(self, tag: str, name: str, address: str, value: str, attributes: Attributes) -> None:
        text = html_elements.alternative(attributes)
        # An empty alternative in raw HTML says that the picture adds nothing; in Markdown it was forgotten.
        deliberate = text == "" and self.positions.kind(value) == "attribute"
        needed = (tag, name) in html_elements.DESCRIBED and not deliberate and not html_elements.is_unheard(attributes)
        words = None if text is None else strip(text)
        is_raw = self._is_raw or name == "style"  # which the build never rewrites
        self.facts.images.append(Image(strip(address).strip(), self._position(value), words, needed, is_raw))

    # What stayed plain text

    def _end_paragraph(self) -> None:
        text, self._text = "".join(self._text), []
        paragraphs.collect(text, self.positions, self.facts)
        for gatherer in self.gatherers:
            gatherer.paragraph(text)

    # Comments

    def handle_comment(self, data: str) -> None:
        for gatherer in self.gatherers:
            gatherer.comment(data)
        if match := SUPPRESSION.fullmatch(strip(data)):
            self.facts.suppressions.append(Suppression(match["rule"], match["reason"], self._position(data)))
