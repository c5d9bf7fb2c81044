"""What came out of a site's own build, as values: what leads nowhere in it, and what else rules ask about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from xref.position import Position

if TYPE_CHECKING:
    from xref.building.markup import Markup

Kind = Literal["page", "anchor", "image"]
Key = str | tuple[str, str]
"""An address as it stands in the built page; or the way from there to the file that it leads to, and the anchor."""


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
    way: str
    """The same from the folder of the built page, which is alike in all languages that a page is built in."""
    fragment: str
    before: str
    """The words that stand before it."""

    @property
    def keys(self) -> tuple[Key, Key]:
        return self.address, (self.way, self.fragment)


class Unresolved(NamedTuple):
    """A reference `[text][label]` in what a plugin rendered, such as a docstring, to which the build found no end."""

    page: str
    label: str
    position: Position
    """With the path of the file that it stands in, where the build told."""


class Unmatched(NamedTuple):
    """An entry in a plugin's own file of the navigation to which the build found nothing."""

    entry: str
    position: Position
    """With the path of the file that it stands in."""


class BuiltPages(Protocol):
    """The pages of a built site, each by its path in the documentation folder; read once somebody asks."""

    def texts(self, page: str) -> Sequence[Markup]:
        """What its text holds, without the theme, once for each language that it is built in."""

    def text_ids(self, page: str) -> frozenset[str]:
        """The ids in its text, without the theme."""

    def addresses(self, page: str) -> frozenset[str]:
        """All its addresses."""

    def targets(self, page: str) -> Sequence[frozenset[str]]:
        """The paths in the built site that its text leads to, once for each language."""

    def ids(self, page: str) -> frozenset[str]:
        """All its ids."""

    def repeated_ids(self, page: str) -> frozenset[str]: ...

    def words(self, page: str) -> str:
        """What readers see of it."""

    def lost(self, built: str) -> str | None:
        """The first address that leads nowhere in a file of the built site; None where all lead somewhere."""

    def may_hold(self, page: str, address: str) -> bool:
        """Whether a page has the anchor of an address, or is not built as it will be read."""

    def holds(self, address: str) -> bool:
        """Whether an address, as seen from the root, leads to a file of the built site."""

    def shown(self) -> frozenset[str]:
        """Paths in the built site of all files that some page shows, links or names."""


@dataclass(frozen=True, eq=False)
class Outcome:
    pages: BuiltPages
    dead: tuple[Dead, ...] = ()
    built: Callable[[str], Sequence[str]] = lambda path: ()
    """From the path of a file that the build knew to its path in the built site, whether it is published or not; to one
    for each language that it is built in."""
    lacks: Callable[[str, str], bool] = lambda page, path: False
    """Whether a file is none in the languages that a page is built in, where links of the page may not lead to it."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Path of a built page -> that of the page it was built from, of which several languages may each have one."""
    navigated: frozenset[str] = frozenset()
    navigation_links: frozenset[str] = frozenset()
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old page -> where it leads, whoever said so."""
    printed: tuple[tuple[str, str], ...] = ()
    """Pages and the links `[[words]]` on them that a plugin left as they were typed, since it found nothing for them,
    each as often as readers see it.
    """
    unresolved: tuple[Unresolved, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    errors: tuple[str, ...] = ()
    """What the build called an error and went on, so that what it made may lack something."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Page -> its text as it was rendered."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Page -> from places in that text to those in its file; a page that a plugin made has none."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Page -> the path of that file, which a plugin may have taken from another folder."""

    def dead_at(self, kind: Kind, page: str, key: Key) -> Dead | None:
        """What stands in a built page and leads nowhere, if what its text says does."""
        return self._by_key.get((kind, page, key))

    def has_dead(self, kind: Kind, page: str) -> bool:
        return (kind, page) in self._with_dead

    @cached_property
    def _with_dead(self) -> frozenset[tuple[Kind, str]]:
        return frozenset((dead.kind, dead.page) for dead in self.dead)

    @cached_property
    def _by_key(self) -> Mapping[tuple[Kind, str, Key], Dead]:
        found: dict[tuple[Kind, str, Key], Dead] = {}
        for dead in self.dead:
            for key in dead.keys:
                found.setdefault((dead.kind, dead.page, key), dead)
        return found

    def dead_of(self, kind: Kind) -> Iterator[Dead]:
        return (dead for dead in self.dead if dead.kind == kind)
