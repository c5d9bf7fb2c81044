"""What rendered markup says, as plain text."""

from __future__ import annotations

from publish.html_tree import children, parse, text


def plain(markup: str) -> str:
    """The text of rendered markup: no tags, no entities, single spaces, and one between blocks."""
    return text(children(parse(markup))) if "<" in markup or "&" in markup else " ".join(markup.split())
