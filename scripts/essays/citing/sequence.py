"""The works of one bracket in the order in which readers see them, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from essays.citing.apa import ReferenceEntry
from essays.citing.items import Item

References = Mapping[str, ReferenceEntry]
Piece = str | tuple[str, str]
"""Plain text, or (key, text) of what becomes a link."""


def pieces(items: Sequence[Item], references: References, keeps_first: bool = False) -> Iterator[Piece]:
    """What stands between the parentheses of a citation; `keeps_first` where the first work's names are before them."""
    ahead, others = items[:keeps_first], items[keeps_first:]
    for nth, works in enumerate(_groups([*ahead, *_ordered(others, references)], references)):
        if nth:
            yield "; "
        yield from _group(works, references)


def _ordered(items: Sequence[Item], references: References) -> Iterator[Item]:
    """Works in the order of the reference list, as far as no words tie them to their places."""
    for is_tied, run in groupby(items, key=lambda item: item.is_tied):
        works = list(run)
        yield from works if is_tied else sorted(works, key=lambda item: references[item.key].sort_key)


def _groups(items: Iterable[Item], references: References) -> list[list[Item]]:
    """Neighbours by the same authors, whose names stand once (8.12)."""
    groups: list[list[Item]] = []
    for item in items:
        if groups and _goes_on(groups[-1][-1], item, references):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _goes_on(before: Item, item: Item, references: References) -> bool:
    is_parted = item.is_tied or before.has_remark
    return not is_parted and references[before.key].names == references[item.key].names


def _group(works: list[Item], references: References) -> Iterator[Piece]:
    """As "see Doe, 2020, 2021" or "Doe, 2020, p. 3; 2021": no comma could tell a year from a page."""
    first = works[0]
    names = "" if first.year_only else f"{references[first.key].names}, "
    if first.prefix:
        yield f"{first.prefix} "
    for nth, item in enumerate(works):
        if nth:
            yield "; " if any(work.locator for work in works) else ", "
        yield item.key, ("" if nth else names) + references[item.key].year
        if item.locator:
            yield f", {item.locator}"
