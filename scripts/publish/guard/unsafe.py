"""What the guard found."""

from __future__ import annotations

from typing import NamedTuple

from xref.position import Position


class UnsafeContent(NamedTuple):
    """Something in a text that would run, load or tell something."""

    kind: str
    message: str
    position: Position


SCRIPT, EMBEDDED, STYLE = "script", "embedded", "style"
ADDRESS, TRACKING, DECEPTIVE, DIRECTION = "address", "tracking", "deceptive", "direction"
"""Kinds of hazard."""
