"""What rendered markup says, as plain text."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"<[^>]+>")
BLOCK_END = re.compile(r"</(?:p|li|dt|dd|tr|t[hd]|h[1-6]|figcaption|blockquote)>")


def plain(markup: str) -> str:
    """The text of rendered markup: no tags, no entities, single spaces, and one between blocks."""
    return " ".join(html.unescape(TAG.sub("", BLOCK_END.sub(" ", markup))).split())
