"""A page's text in sections, for search: each begins at a heading with an id, the first at the page itself."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from publish.text import plain

EXCLUDED = "data-search-exclude"
"""Attribute of an element that search passes over; of a heading, with all that stands below it."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "li", "dt", "dd", "tr", "th", "td", "figcaption", "blockquote", "summary", "text", "title"}
"""Elements at whose end a word ends."""
UNREAD = {"script", "style", "template", "object"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Section(NamedTuple):
    """Its id, "" for that of the page, and what it is called and says: plain text, in single spaces."""

    anchor: str
    title: str
    text: str


def of_page(markup: str, title: str, meta: Mapping[str, object]) -> list[Section]:
    """The sections of a page's rendered text, none where its front matter says `search: {exclude: true}`."""
    settings = meta.get("search")
    if isinstance(settings, Mapping) and settings.get("exclude"):
        return []
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return [_section(draft, title) for draft in reader.drafts if not draft.is_excluded]


class _Draft:
    def __init__(self, anchor: str, is_excluded: bool = False):
        self.anchor = anchor
        self.is_excluded = is_excluded
        self.title: list[str] = []
        self.text: list[str] = []


def _section(draft: _Draft, page: str) -> Section:
    title, text = (" ".join("".join(pieces).split()) for pieces in (draft.title, draft.text))
    return Section(draft.anchor, title or plain(page), text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.drafts = [_Draft("")]
        self._heading = ""
        self._left_out = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self._left_out:
            self._depth += tag == self._left_out
        elif tag in HEADINGS and attributes.get("id"):
            self._heading = tag
            self._begin(tag, attributes)
        elif tag in UNREAD or (tag not in VOID and EXCLUDED in attributes) or attributes.get("class") == "headerlink":
            self._left_out, self._depth = tag, 1

    def _begin(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        draft = _Draft(attributes["id"] or "", EXCLUDED in attributes)
        first = self.drafts[0]
        if tag == "h1" and len(self.drafts) == 1 and not "".join(first.text).strip():
            self.drafts, draft.anchor = [], ""  # the page's own title
        self.drafts.append(draft)

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._depth -= tag == self._left_out
            self._left_out = self._left_out if self._depth else ""
            return
        if tag in BLOCKS:
            self.handle_data(" ")
        if tag == self._heading:
            self._heading = ""

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            draft = self.drafts[-1]
            (draft.title if self._heading else draft.text).append(data)
