"""What the guard found."""

from __future__ import annotations

from typing import NamedTuple

from xref.position import Position


class UnsafeContent(NamedTuple):
    """Something in a text that would run, load or tell something."""

    kind: str
    message: str
    position: Position


SCRIPT, EMBEDDED, STYLE, MARKUP = "script", "embedded", "style", "markup"
ADDRESS, TRACKING, DECEPTIVE, DIRECTION, REMOTE = "address", "tracking", "deceptive", "direction", "remote"
"""Kinds of what is refused."""
RULE_OF = {
    SCRIPT: "script-in-text",
    EMBEDDED: "embedded-content",
    STYLE: "style-in-text",
    MARKUP: "unlisted-markup",
    ADDRESS: "unsafe-address",
    TRACKING: "tracking-link",
    DECEPTIVE: "deceptive-link",
    DIRECTION: "turned-text",
    REMOTE: "remote-image",
}
"""Kind -> the rule that speaks of it; the last is one of any site's."""
