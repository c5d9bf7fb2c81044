"""Old addresses that lead on: pages that are gone, and ids that stand elsewhere now."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from posixpath import dirname, relpath
from urllib.parse import quote

from publish.html_tree import Node, add_before, add_within


def mark_ids(body: Node, page: str, moved: Mapping[str, str]) -> None:
    """Let a page's old ids lead on: one that stands elsewhere on the page at its new place, others from its end."""
    elsewhere = {}
    for old, new in moved.items():
        path, _, id = new.partition("#")
        place = next((node for node in body.css("[id]") if node.attributes["id"] == id), None) if path == page else None
        if place is not None:
            add_before(place, f'<span id="{escape(old)}"></span>')
        else:
            elsewhere[old] = address_from(page, new)
    if elsewhere:
        lines = (f'<li id="{escape(old)}"><a href="{escape(new)}">{MOVED}</a></li>' for old, new in elsewhere.items())
        add_within(body, f'<ul class="moved" data-search-exclude>{"".join(lines)}</ul>')


MOVED = "The passage that stood here has moved."


def address_from(page: str, target: str) -> str:
    """An address from the site's root, as a page has it."""
    path, mark, id = target.partition("#")
    return quote(relpath(path, dirname(page) or ".")) + mark + quote(id)
