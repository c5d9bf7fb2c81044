"""Links whose address stands elsewhere on the page."""

from __future__ import annotations

from typing import NamedTuple

from xref.position import Position


class Definition(NamedTuple):
    """`[label]: address`, for links that name the label."""

    label: str
    target: str
    position: Position
    used: bool
    overridden: bool
    """Whether a later definition of the same label takes its place."""


class ReferenceLink(NamedTuple):
    """`[text][label]` that stayed plain text, since nothing defines the label."""

    label: str
    position: Position
