"""A piece of built HTML as rules ask about it: its addresses, its ids and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from xref.outcome import Kind
from xref.reading import html_elements

BEFORE = 200
"""Letters of the text before a link that are kept: enough to find it by."""
LINKS = {("a", "href"), ("area", "href")} | html_elements.TAKEN_IN


class Address(NamedTuple):
    kind: Kind
    value: str
    before: str


class Markup(HTMLParser):
    """Gathers the addresses that authors or plugins gave, the ids and the words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[Address] = []
        self.ids: list[str] = []
        self._words: list[str] = []
        self._prose: list[str] = []
        self._code: list[str] = []
        self._last = ""
        self._marks_place = False
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        return "".join(self._words)

    @property
    def prose(self) -> str:
        """The words outside of code, in which brackets are meant as they stand; all of them if some code never ends."""
        return self.words if self._code else "".join(self._prose)

    def updatepos(self, i: int, j: int) -> int:
        return j  # nobody asks for lines, and to count them takes long

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._fill_place()
        if tag == "textarea":
            self.set_cdata_mode(tag)  # what looks like tags in there is text
        if tag == "a":
            self._marks_place = _marks_place(dict(attrs))
        if tag in html_elements.NOT_PROSE:
            self._code.append(tag)
        self.ids += dict.fromkeys(value or "" for name, value in attrs if name == "id" or (tag, name) == ("a", "name"))
        for name, value in () if tag == "a" and _is_nobodys(dict(attrs)) else attrs:
            self.addresses += [Address(kind, at.strip(), self._last) for kind, at in _fetched(tag, name, value or "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._marks_place = False
        if tag in self._code:
            del self._code[self._code.index(tag) :]
        elif tag not in html_elements.WITHIN_A_PARAGRAPH and "pre" not in self._code:
            self._code.clear()  # what is never closed ends with its paragraph

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._fill_place()
        self._words.append(data)
        if not self._code:
            self._prose.append(data)
        self._last = (self._last + data)[-BEFORE:]

    def _fill_place(self) -> None:
        """What was to mark a place and holds something is a link without an address."""
        if self._marks_place:
            self.addresses.append(Address("page", "", self._last))
            self._marks_place = False


def _marks_place(attributes: Mapping[str, str | None]) -> bool:
    """Whether a link has an id and an empty address, as `[](){#id}` has."""
    return bool(attributes.get("id")) and not attributes.get("href", "-")


def _is_nobodys(attributes: Mapping[str, str | None]) -> bool:
    """Whether a link was drawn by the renderer, or marks a place and leads nowhere."""
    is_drawn = html_elements.OURS & set((attributes.get("class") or "").split())
    return bool(is_drawn) or html_elements.is_place(attributes.get("href") or "", attributes.get("id") or "")


def _fetched(tag: str, name: str, value: str) -> Iterator[tuple[Kind, str]]:
    if (tag, name) in LINKS:
        yield "page", value
    else:
        yield from (("image", address) for address in html_elements.fetched(tag, name, value))
