"""A page's text in sections, for search: each begins at a heading with an id, the first at the page itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from publish.html_tree import INLINE, Node, children, has_class
from publish.text import plain

EXCLUDED = "data-search-exclude"
"""Attribute of an element that search passes over; of a heading, with all that stands below it."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNREAD = {"script", "style", "template", "object"}


class Section(NamedTuple):
    """Its id, "" for that of the page, and what it is called and says: plain text, in single spaces."""

    anchor: str
    title: str
    text: str


class _Draft:
    def __init__(self, anchor: str, is_excluded: bool = False):
        self.anchor = anchor
        self.is_excluded = is_excluded
        self.title: list[str] = []
        self.text: list[str] = []


def of_page(body: Node, title: str, meta: Mapping[str, object]) -> list[Section]:
    """The sections of a page's rendered text, none where its front matter says `search: {exclude: true}`."""
    settings = meta.get("search")
    if isinstance(settings, Mapping) and settings.get("exclude"):
        return []
    drafts = [_Draft("")]
    _read(body, drafts)
    return [_section(draft, title) for draft in drafts if not draft.is_excluded]


def _section(draft: _Draft, page: str) -> Section:
    title, text = (" ".join("".join(pieces).split()) for pieces in (draft.title, draft.text))
    return Section(draft.anchor, title or plain(page), text)


def _read(parent: Node, drafts: list[_Draft]) -> None:
    for node in children(parent):
        if node.is_text_node:
            drafts[-1].text.append(node.text_content or "")
        elif node.tag in HEADINGS and node.attributes.get("id"):
            _begin(node, drafts)
        elif node.is_element_node and not _is_left_out(node):
            edge = "" if node.tag in INLINE else " "
            drafts[-1].text.append(edge)
            _read(node, drafts)
            drafts[-1].text.append(edge)


def _is_left_out(node: Node) -> bool:
    return node.tag in UNREAD or EXCLUDED in node.attributes or has_class(node, "headerlink")


def _begin(heading: Node, drafts: list[_Draft]) -> None:
    draft = _Draft(heading.attributes["id"] or "", EXCLUDED in heading.attributes)
    if heading.tag == "h1" and len(drafts) == 1 and not "".join(drafts[0].text).strip():
        drafts.clear()  # the page's own title
        draft.anchor = ""
    words = _Draft("")
    _read(heading, [words])
    draft.title = words.text
    drafts.append(draft)
