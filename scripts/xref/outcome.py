"""What came out of a site's own build, as values: what leads nowhere in it, and what else rules ask about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from xref.position import Position

Kind = Literal["page", "anchor", "image"]
Key = str | tuple[str, str]
"""An address as it stands in the built page; or what it leads to there, and the anchor."""


Origin = Callable[[Position], tuple[Position, bool]]
"""To the place in a file, and whether what is meant stands there itself and not near it."""


class Dead(NamedTuple):
    """An address in a built page that leads nowhere."""

    page: str
    """The page's path in the documentation folder."""
    kind: Kind
    address: str
    target: str
    """The path in the built site that it leads to."""
    fragment: str
    before: str
    """The words that stand before it."""

    @property
    def keys(self) -> tuple[Key, Key]:
        return self.address, (self.target, self.fragment)


class BuiltPages(Protocol):
    """The pages of a built site, each by its path in the documentation folder; read once somebody asks."""

    def text_ids(self, page: str) -> frozenset[str]:
        """The ids in its text, without the theme."""

    def addresses(self, page: str) -> frozenset[str]:
        """The addresses in its text."""

    def ids(self, page: str) -> frozenset[str]:
        """All its ids."""

    def repeated_ids(self, page: str) -> frozenset[str]: ...

    def words(self, page: str) -> str:
        """What readers see of it."""

    def shown(self) -> frozenset[str]:
        """Paths in the built site of all files that some page shows, links or names."""


@dataclass(frozen=True, eq=False)
class Outcome:
    pages: BuiltPages
    dead: tuple[Dead, ...] = ()
    suspects: frozenset[str] = frozenset()
    """Pages that need be read, where only the rules of `building.suspects` are asked."""
    navigated: frozenset[str] = frozenset()
    navigation_links: frozenset[str] = frozenset()

    texts: Mapping[str, str] = field(default_factory=dict)
    """Page -> its text as it was rendered."""
    built: Mapping[str, str] = field(default_factory=dict)
    """File of the folder, published or left out -> what its address is made of."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Page -> from places in that text to those in its file; a page that a plugin made has none."""

    def is_dead(self, kind: Kind, page: str, keys: Collection[Key]) -> bool:
        """Whether an address, as any of these, stands in a built page and leads nowhere there."""
        return not self._keys.get((page, kind), frozenset()).isdisjoint(keys)

    @cached_property
    def _keys(self) -> Mapping[tuple[str, Kind], frozenset[Key]]:
        found: dict[tuple[str, Kind], set[Key]] = {}
        for dead in self.dead:
            found.setdefault((dead.page, dead.kind), set()).update(dead.keys)
        return {place: frozenset(keys) for place, keys in found.items()}

    def dead_of(self, kind: Kind) -> Iterator[Dead]:
        return (dead for dead in self.dead if dead.kind == kind)
