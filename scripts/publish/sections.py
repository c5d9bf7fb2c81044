"""A page's text in sections, for search: each begins at a heading with an id, the first at the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from publish.html_tree import BREAK, INLINE, Node, children, has_class, note_link
from publish.text import plain

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
EXCLUDED = "data-search-exclude"
"""Attribute of an element that search passes over; of a heading, with all that stands below it."""
UNREAD = {"script", "style", "template", "object", "svg"}
BETWEEN_LINES = " · "
"""What parts a line that ends like none of a text, such as a cell of a table, from the next."""
_ENDS_A_SENTENCE = re.compile(r"[.?!:;,…][)\]”’\"']*$")


class Note(NamedTuple):
    """A note at the foot of the page: its id and what it says."""

    anchor: str
    text: str


class Section(NamedTuple):
    """Its id, "" for that of the page, and what it is called and says: plain text, in single spaces."""

    anchor: str
    title: str
    text: str
    level: int = 0
    """Of its heading; 0 for the page itself."""
    notes: tuple[Note, ...] = ()
    """The notes to which it leads, each where it is first led to."""


@dataclass
class _Draft:
    anchor: str = ""
    level: int = 0
    is_excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    led_to: list[str] = field(default_factory=list)


def of_page(body: Node, title: str, meta: Mapping[str, object]) -> list[Section]:
    """The sections of a page's rendered text, none where its front matter says `search: {exclude: true}`."""
    settings = meta.get("search")
    if isinstance(settings, Mapping) and settings.get("exclude"):
        return []
    drafts = [_Draft()]
    _read(body, drafts)
    notes = {note.anchor: note for note in _notes(body)}
    found = [_section(draft, title, notes) for draft in drafts if not draft.is_excluded]
    return [_with_contents(section, found[nth:]) for nth, section in enumerate(found, 1)]


def _section(draft: _Draft, page: str, notes: dict[str, Note]) -> Section:
    led_to = [notes.pop(id) for id in draft.led_to if id in notes]
    title = " ".join("".join(draft.title).replace(BREAK, " ").split())
    return Section(draft.anchor, title or plain(page), _joined(draft.text), draft.level, tuple(led_to))


def _with_contents(section: Section, following: list[Section]) -> Section:
    """A section that says nothing itself says what its parts are called."""
    if section.text or not section.anchor:
        return section
    parts = takewhile(lambda part: part.level > section.level, following)
    return section._replace(text=BETWEEN_LINES.join(part.title for part in parts))


def _notes(body: Node) -> Iterator[Note]:
    for item in body.css("div.footnote li[id]"):
        draft = _Draft()
        _read(item, [draft])
        yield Note(item.attributes["id"] or "", _joined(draft.text))


def _joined(pieces: list[str]) -> str:
    """Lines as one: what ends a line without ending a sentence is parted from the next."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split(BREAK))
    text = ""
    for line in filter(None, lines):
        text += (" " if _ENDS_A_SENTENCE.search(text) else BETWEEN_LINES if text else "") + line
    return text


def _read(parent: Node, drafts: list[_Draft]) -> None:
    for node in children(parent):
        if node.is_text_node:
            drafts[-1].text.append(node.text_content or "")
        elif node.tag in HEADINGS and node.attributes.get("id"):
            _begin(node, drafts)
        elif link := note_link(node):
            drafts[-1].led_to.append((link.attributes.get("href") or "").removeprefix("#"))
        elif node.is_element_node and not _is_left_out(node):
            edge = "" if node.tag in INLINE else BREAK
            drafts[-1].text.append(edge)
            _read(node, drafts)
            drafts[-1].text.append(edge)


def _is_left_out(node: Node) -> bool:
    classes = ("headerlink", "footnote", "footnote-backref")
    return node.tag in UNREAD or EXCLUDED in node.attributes or any(has_class(node, name) for name in classes)


def _begin(heading: Node, drafts: list[_Draft]) -> None:
    level = int((heading.tag or "h0")[1])
    draft = _Draft(heading.attributes["id"] or "", level, EXCLUDED in heading.attributes)
    if level == 1 and len(drafts) == 1 and not _joined(drafts[0].text):
        drafts.clear()  # the page's own title
        draft.anchor, draft.level = "", 0
    words = _Draft()
    _read(heading, [words])
    draft.title, draft.led_to = words.text, words.led_to
    drafts.append(draft)
