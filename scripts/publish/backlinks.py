"""What leads to a page, a term, a claim or a work: every passage of the site's texts, with its section and sentence.

Gathered from the rendered texts of all pages before anything is drawn into them, so that nothing leads back twice. What
a link says is marked in its sentence; links of one sentence to one target are one passage. A passage is reached by the
id of its link, which a citation has already, and another link is given: `to-hydration-2` is the second of its page that
leads to that term.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from essays import sentences
from essays.built_page import BuiltPage, comparable
from essays.citing.markdown import REFERENCE, cited_key
from essays.page_data import Backlink, by_page, in_order
from publish import lines
from publish.html_tree import Node, has_class
from publish.lines import Line, Link, Section
from xref.urls import anchor


class Target(NamedTuple):
    """The address of a page, and the id of an entry on it: a term, a claim or a work; "" for all else of the page."""

    address: str
    id: str = ""


class Backlinks:
    """All passages of a site that lead to one of its pages or entries."""

    def __init__(self, pages: Collection[BuiltPage], bodies: Mapping[str, Node], works: Iterable[str]):
        """`bodies` are the rendered texts by path; `works` the ids of entries on the page of all references."""
        self._found: dict[Target, list[Backlink]] = defaultdict(list)
        self.library = next((page.url for page in pages if page.kind.entry_type == "work"), "")
        """The address of the page of all references; "" where there is none."""
        self._entries = {Target(comparable(self.library), id) for id in works}
        self._entries |= {Target(page.address, id) for page in pages for id in page.entries}
        self._addresses = {page.address for page in pages}
        for page in in_order(pages):
            self._gather(page, bodies[page.path])

    def to(self, url: str, id: str = "") -> list[Backlink]:
        """What leads to a page or an entry of it: from essays, then from other pages, each from its beginning on."""
        return self._found.get(Target(comparable(url), id), [])

    def essays(self, url: str, id: str = "") -> list[BuiltPage]:
        """The essays of these, in order."""
        return [page for page, _ in by_page(self.to(url, id)) if page.part]

    def _gather(self, page: BuiltPage, body: Node) -> None:
        names = _Names(body)
        for line in lines.of_page(page, body):
            for target, passage in self._passages(page, line, names):
                self._found[target].append(passage)

    def _passages(self, page: BuiltPage, line: Line, names: _Names) -> Iterator[tuple[Target, Backlink]]:
        text = line.text
        bounds = [0, *sentences.ends(text), len(text)]
        for nth, links in groupby(line.links, lambda link: bisect_right(bounds, link.start, hi=len(bounds) - 1)):
            for target, those in self._by_target(page, line.section, links).items():
                pieces = _pieces(text, bounds[nth - 1], bounds[nth], those)
                sentence = tuple(piece for piece in pieces if piece[0])
                yield target, Backlink(page, line.section.name, names.name(those[0].node, target), sentence)

    def _by_target(self, page: BuiltPage, section: Section, links: Iterable[Link]) -> dict[Target, list[Link]]:
        found: dict[Target, list[Link]] = defaultdict(list)
        for link in links:
            if target := self._target(page, section, link.node):
                found[target].append(link)
        return found

    def _target(self, page: BuiltPage, section: Section, link: Node) -> Target | None:
        """Where a link leads; None for one to another site, to a file, and to where it stands itself."""
        href = link.attributes.get("href") or ""
        if has_class(link, REFERENCE):
            return Target(comparable(self.library), cited_key(href))
        if (address := page.target(href)) not in self._addresses:
            return None
        entry = Target(address, anchor(href))
        target = entry if entry in self._entries else Target(address)
        return target if target not in (Target(page.address), Target(page.address, section.id)) else None


def _pieces(text: str, start: int, end: int, links: Iterable[Link]) -> Iterator[tuple[str, bool]]:
    """A sentence of a line, from `start` to `end`, parted where a link begins or ends."""
    for link in links:
        yield text[start : link.start], False
        yield text[link.start : min(link.end, end)], True
        start = min(link.end, end)
    yield text[start:end].rstrip(), False


class _Names:
    """The ids by which the links of a page are reached."""

    def __init__(self, body: Node):
        self._taken = {node.attributes["id"] for node in body.css("[id]")}
        self._numbers: Counter[str] = Counter()

    def name(self, link: Node, target: Target) -> str:
        """The id of a link, which gets one if it has none."""
        if not link.attributes.get("id"):
            link.attrs["id"] = self._unused(f"to-{target.id or PurePosixPath(target.address).stem or 'index'}")
        return link.attributes["id"] or ""

    def _unused(self, name: str) -> str:
        while True:
            self._numbers[name] += 1
            id = f"{'-'.join(name.split())}-{self._numbers[name]}"
            if id not in self._taken:
                return id
