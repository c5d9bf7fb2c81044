"""A page's entries to choose from: by one property, by another, or by both, without scripts.

Each property is a row of radio buttons. An entry carries a class for each of its values, and the style sheet
`choices.css`, which counts values up to `MOST`, hides what was not chosen. A value says how many entries have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from essays.built_page import BuiltPage
from essays.library import KINDS, OTHER_KINDS, READ_BRIEFLY, Work
from essays.page_data import in_order
from essays.schema import VERDICTS
from publish.backlinks import Backlinks
from publish.claims import Claims

MOST = 12
"""Values of a property that can be chosen; one with more is no help, and is not offered."""
ROWS = "ab"


@dataclass(frozen=True)
class Property:
    """Something by which entries can be told apart."""

    legend: str
    words: Mapping[str, str]
    """Each value, in order -> what readers call it."""
    values: Mapping[str, Collection[str]]
    """Id of each entry -> its values."""

    @property
    def counts(self) -> dict[str, int]:
        """Each value that an entry has, in order -> how many have it."""
        found = Counter(value for values in self.values.values() for value in values)
        return {value: found[value] for value in self.words if found[value]}

    @property
    def is_offered(self) -> bool:
        return 1 < len(self.counts) <= MOST


@dataclass(frozen=True)
class Option:
    name: str
    """`a2` for the second value of the first property."""
    words: str
    count: int


@dataclass(frozen=True)
class Choices:
    """What templates see."""

    rows: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    """What each property is called -> its values."""
    classes: Mapping[str, str] = field(default_factory=dict)
    """Id of each entry -> the classes that say what it is."""
    empty: tuple[str, ...] = ()
    """Classes of what no entry is: a value of the first property, and those of the second that never go with it."""

    @property
    def total(self) -> int:
        return len(self.classes)


def choices(*properties: Property) -> Choices:
    """What can be chosen by those properties that help to choose; each has values for the same entries."""
    rows: dict[str, tuple[Option, ...]] = {}
    names: dict[str, list[str]] = {entry: [] for one in properties for entry in one.values}
    for row, one in zip(ROWS, (one for one in properties if one.is_offered), strict=False):
        numbered = {value: f"{row}{nth}" for nth, value in enumerate(one.counts, 1)}
        rows[one.legend] = tuple(
            Option(numbered[value], one.words[value], count) for value, count in one.counts.items()
        )
        for entry, values in one.values.items():
            names[entry] += (numbered[value] for value in values if value in numbered)
    classes = {entry: _classes(has) for entry, has in names.items()} if rows else {}
    return Choices(rows, classes, tuple(_empty(rows, names.values())))


def _classes(names: Iterable[str]) -> str:
    return " ".join(["choice", *(f"in-{name}" for name in names)])


def _empty(rows: Mapping[str, Iterable[Option]], entries: Iterable[Iterable[str]]) -> Iterator[str]:
    if len(rows) < len(ROWS):
        return
    together = {pair for names in entries for pair in combinations(names, 2)}
    firsts, seconds = rows.values()
    for first in firsts:
        if never := [second.name for second in seconds if (first.name, second.name) not in together]:
            yield _classes([first.name, *never])


def of_works(works: Iterable[Work]) -> Choices:
    """By kind, and by how much was read."""
    known = list(works)
    kinds = {kind: kind for kind in (*KINDS, OTHER_KINDS)}
    return choices(
        Property("Works by kind", kinds, {work.id: (work.kind,) for work in known}),
        Property("Works by how much we read", READ_BRIEFLY, {work.id: (work.read,) for work in known}),
    )


def of_claims(claims: Claims, pages: Iterable[BuiltPage], backlinks: Backlinks) -> Choices:
    """By verdict, and by the essays that lead to them."""
    essays = {page.url: page.short_title for page in in_order(pages) if page.part}
    leading = {id: [page.url for page in backlinks.essays(claims.url, id)] for id in claims.by_id}
    return choices(
        Property("Claims by verdict", VERDICTS, {id: (claim.verdict,) for id, claim in claims.by_id.items()}),
        Property("Claims by essay", essays, leading),
    )
