"""What a site's configuration says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from xref.position import START, Position


class NavigationEntry(NamedTuple):
    target: str
    position: Position = START
    title: str = ""
    """What the menu calls it; "" where the page itself says that."""


@dataclass(frozen=True)
class Redirect:
    """An old page's path and where it leads now, as the configuration has them."""

    source: str
    target: str
    position: Position


@dataclass(frozen=True)
class Choice:
    """Which rules somebody chose, in names of rules and groups."""

    select: tuple[str, ...] = ()
    """What to look for instead of the usual; empty for the usual."""
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    """Rule -> `warn`, `info` or `ignore`, where the site's own `validation` says so."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that are named in it."""
        return self.select + self.ignore

    def then(self, other: Choice) -> Choice:
        """This choice with what a later one says: one that selects replaces it, one that ignores adds to it."""
        if other.select:
            return other
        return Choice(self.select, (*self.ignore, *other.ignore), {**self.levels, **other.levels})

    def is_notice(self, rule: str) -> bool:
        """Whether the site wants to know of it and not to fail."""
        return self.levels.get(rule) == "info" and rule not in self.select


USUAL = Choice()
