"""Additions to a Python-Markdown renderer that record what its HTML does not show.

They record the link definitions and footnotes that it stores and overwrites, the addresses that MkDocs may rewrite, and
the ids before marks are removed from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from xref.model import Footnote
from xref.position import START
from xref.reading.source_positions import SourcePositions, strip
from xref.reference_links import Definition


class References(dict[str, tuple[str, str | None]]):
    """Python-Markdown's table of `[label]: address`, which also records definitions and the labels looked up."""

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
    """Have the renderer use a table that records definitions."""
    table = References()
    markdown.references = table  # type: ignore[assignment]  # the stubs know of no link without a title
    return table


class WatchedFootnotes:
    """The footnotes that a renderer stores, those too that a later one overrides, and how their ids begin."""

    def __init__(self, markdown: Markdown):
        extensions: Iterable[Any] = markdown.registeredExtensions
        self._extension = next((one for one in extensions if hasattr(one, "setFootnote")), None)
        self._stored: list[tuple[str, str]] = []
        if self._extension:
            self._watch(self._extension)

    def _watch(self, extension: Any) -> None:
        store, reset = extension.setFootnote, extension.reset

        def set_footnote(label: str, text: str) -> None:
            self._stored.append((label, text))
            store(label, text)

        def forget() -> None:
            self._stored.clear()
            reset()

        extension.setFootnote, extension.reset = set_footnote, forget

    @property
    def prefix(self) -> str:
        """What stands before a label in the id of its note, as the site has it; of unique ids, on the page at hand."""
        return str(self._extension.makeFootnoteId("")) if self._extension else "fn:"

    @property
    def empty(self) -> tuple[str, ...]:
        return tuple(strip(label) for label, text in dict(self._stored).items() if not strip(text).strip())

    def overridden(self, positions: SourcePositions) -> tuple[Footnote, ...]:
        last = {label: nth for nth, (label, _) in enumerate(self._stored)}
        return tuple(
            Footnote(strip(label), positions.of(text) or START)
            for nth, (label, text) in enumerate(self._stored)
            if nth != last[label]
        )


ADDRESS_NUMBER = "data-xref-address"
"""HTML attribute that holds an index into `Addresses.seen`; links in raw HTML, which MkDocs leaves alone, have none."""


class Addresses(Treeprocessor):
    """Records, in order, the addresses of a page that MkDocs may rewrite, exactly as MkDocs sees them."""

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
    """Whether MkDocs leaves an address as it is because its path holds an HTML entity, such as `&amp;`.

    In a link within a link, the renderer has put the entity aside by then.
    """
    path = re.split(r"\?|(?<!&)#", address)[0] if "&" in address or STX in address else ""
    return unescape(path) != path or bool(HTML_PLACEHOLDER_RE.search(path))


def watch_addresses(markdown: Markdown) -> Addresses:
    """Have the renderer record addresses after all other tree processors, as MkDocs does."""
    addresses = Addresses(markdown)
    markdown.treeprocessors.register(addresses, "xref_addresses", -1)
    return addresses


MARKED_ID = "data-xref-id"
"""HTML attribute that keeps an id with its mark."""


class Ids(Treeprocessor):
    """Removes marks from ids, so that a heading never gets an id that is taken: `#a` and a marked `#a` are the same."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            id = element.get("id", "")
            if (bare := strip(id)) != id:
                element.set("id", bare)
                element.set(MARKED_ID, id)


def unmark_slugs(markdown: Markdown) -> None:
    """Have the renderer make ids of words without marks: some ways of that trim the words before they drop signs."""
    processors: Iterable[Any] = markdown.treeprocessors
    for processor in processors:
        if callable(make := getattr(processor, "slugify", None)):
            processor.slugify = _of_plain(make)


def _of_plain(make: Callable[[str, str], str]) -> Callable[[str, str], str]:
    return lambda words, separator: make(strip(words), separator)


def unmark_ids(markdown: Markdown) -> None:
    """Have the renderer remove marks from ids before all other tree processors, some of which compare ids."""
    markdown.treeprocessors.register(Ids(markdown), "xref_ids", 1000)
