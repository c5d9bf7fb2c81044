"""Definitions as the renderer meets them: what it stores, what it looks up, what it overwrites."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from xref.model import Definition, Footnote
from xref.position import START
from xref.reading.source_positions import SourcePositions, strip


class References(dict[str, tuple[str, str | None]]):
    """Python-Markdown's table of `[label]: address`, with a memory."""

    def __init__(self) -> None:
        super().__init__()
        self._stored: list[tuple[str, str]] = []
        self._used: set[str] = set()

    def __setitem__(self, label: str, target: tuple[str, str | None]) -> None:
        self._stored.append((label, target[0]))
        super().__setitem__(label, target)

    def __getitem__(self, label: str) -> tuple[str, str | None]:
        self._used.add(label)
        found: tuple[str, str | None] = super().__getitem__(label)
        return found

    def clear(self) -> None:
        super().clear()
        self._stored, self._used = [], set()

    def definitions(self, positions: SourcePositions) -> tuple[Definition, ...]:
        last = {label: nth for nth, (label, _) in enumerate(self._stored)}
        return tuple(
            Definition(
                strip(label), strip(target), positions.of(target) or START, label in self._used, nth != last[label]
            )
            for nth, (label, target) in enumerate(self._stored)
        )


def watch_references(markdown: Markdown) -> References:
    """Have the renderer use a table that remembers."""
    table = References()
    markdown.references = table  # type: ignore[assignment]  # the stubs know of no link without a title
    return table


def watch_footnotes(markdown: Markdown) -> Callable[[SourcePositions], tuple[Footnote, ...]]:
    """Have the renderer remember the footnotes it overwrites; the function returned lists those of the last page."""
    stored: list[tuple[str, str]] = []
    for extension in markdown.registeredExtensions:
        if hasattr(extension, "setFootnote"):
            _watch(extension, stored)
    return lambda positions: _overridden(stored, positions)


def _watch(extension: Any, stored: list[tuple[str, str]]) -> None:
    store, reset = extension.setFootnote, extension.reset

    def set_footnote(label: str, text: str) -> None:
        stored.append((label, text))
        store(label, text)

    def forget() -> None:
        stored.clear()
        reset()

    extension.setFootnote, extension.reset = set_footnote, forget


def _overridden(stored: list[tuple[str, str]], positions: SourcePositions) -> tuple[Footnote, ...]:
    last = {label: nth for nth, (label, _) in enumerate(stored)}
    return tuple(
        Footnote(strip(label), positions.of(text) or START)
        for nth, (label, text) in enumerate(stored)
        if nth != last[label]
    )


ADDRESS_NUMBER = "data-xref-address"
"""Attribute with the number of an address that the build may rewrite; raw HTML has none."""


class Addresses(Treeprocessor):
    """The addresses of a page as the build sees them, in order: those of Markdown, entities and all."""

    def __init__(self, markdown: Markdown):
        super().__init__(markdown)
        self.seen: list[str] = []

    def run(self, root: Element) -> None:
        for element in root.iter():
            address = element.get({"a": "href", "img": "src"}.get(element.tag, ""))
            if address is not None:
                element.set(ADDRESS_NUMBER, str(len(self.seen)))
                self.seen.append(address)


def is_left_as_is(address: str) -> bool:
    """Whether the build does not rewrite an address of Markdown: it misses those with an entity in the path."""
    path = re.split(r"\?|(?<!&)#", address)[0] if "&" in address else ""
    return unescape(path) != path


def watch_addresses(markdown: Markdown) -> Addresses:
    """Have the renderer number the addresses when MkDocs, too, looks at them: last of all."""
    addresses = Addresses(markdown)
    markdown.treeprocessors.register(addresses, "xref_addresses", -1)
    return addresses


MARKED_ID = "data-xref-id"
"""Attribute with an id as it was marked."""


class Ids(Treeprocessor):
    """The ids of a page's Markdown without marks, since headings get others than those that are there."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            id = element.get("id", "")
            if (bare := strip(id)) != id:
                element.set("id", bare)
                element.set(MARKED_ID, id)


def unmark_ids(markdown: Markdown) -> None:
    """Have the renderer take the marks off ids before anything compares them: first of all."""
    markdown.treeprocessors.register(Ids(markdown), "xref_ids", 1000)
