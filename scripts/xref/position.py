"""Places in source files."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """Where something stands in a source file; lines and columns count from 1."""

    line: int
    column: int
    path: str = ""
    """The file, from the project's root, if it is not the one that is being read: a snippet."""
    is_near: bool = False
    """Whether it only stands near: no text has it, but an extension made it."""


START = Position(1, 1)
NEAR = "; an extension put it there, near this line"
"""What is said of a thing that has no other place."""


def position_at(text: str, offset: int) -> Position:
    """The line and column of an offset, from 0 on, in a text whose lines end in a line feed."""
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
