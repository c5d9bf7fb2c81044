"""The site's menu, as each page shows it: whole on the front page; elsewhere, of a long section, what is near.

A menu that listed every page on every page would make a site of 800 essays 800 times as large as its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

LONG = 12
"""Entries of a section; of one with more, only those near the page that is shown are listed."""
NEAR = 3
"""Entries before and after it."""

Item = Page | Link


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu."""

    url: str
    title: str
    short_title: str
    part: int = 0
    """Place in the series; 0 for what is no essay."""
    is_help: bool = False
    """Whether it is the page to which every header leads: the one that lists where help is to be found."""
    is_current: bool = False
    is_further: bool = False
    """Whether it is a later page of a section that is no series: wide screens leave it out."""


class Menu:
    """The menu of one build; `entry_of` tells what it calls a page, and what kind of page that is."""

    def __init__(self, nav: Navigation, entry_of: Callable[[Item], MenuEntry]):
        self._sections = [(item.is_section, list(_items(item))) for item in nav.items if item is not nav.homepage]
        self._entry_of = entry_of

    def on(self, current: Page | None) -> list[MenuEntry]:
        """Its lines on a page; None is the page for lost readers."""
        return [
            self._entry(item, item is current, is_section and nth > 0)
            for is_section, items in self._sections
            for nth, item in _near(items, current)
        ]

    def _entry(self, item: Item, is_current: bool, is_later: bool) -> MenuEntry:
        entry = self._entry_of(item)
        return replace(entry, is_current=is_current, is_further=is_later and not entry.part)


def _items(item: StructureItem) -> Iterator[Item]:
    if isinstance(item, Page | Link):
        yield item
    if isinstance(item, Section):
        for child in item.children:
            yield from _items(child)


def _near(items: Sequence[Item], current: Page | None) -> list[tuple[int, Item]]:
    """The entries of a section that a page lists, with their numbers."""
    numbered = list(enumerate(items))
    if len(items) <= LONG or (current and current.is_homepage):
        return numbered
    here = next((nth for nth, item in numbered if item is current), 0)
    return numbered[max(0, here - NEAR) : here + NEAR + 1]
