"""Links whose address stands elsewhere on the page, and what was meant as a link and stayed plain text."""

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


class MistypedLink(NamedTuple):
    """`(words)[address]`, `[words] (address)` or `[words](address`, which no renderer takes for a link."""

    meant: str
    """The link as it was meant."""
    address: str
    position: Position
