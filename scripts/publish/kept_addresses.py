"""The addresses that readers may have kept: pages and ids that were once published, and where those that are gone went.

`published.yml` lists them by path from the site's root, as a reader's bookmark has them. Its `moved` tells where a page
or an id is now; the build then leads on from the old address, without a server and from a disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from essays.addition import HOOKS
from essays.data_files import DataFile
from essays.values import TEXT, Mismatch, ValueType, list_of, mapping, scalar, type_mismatch
from xref.additions import Addition, Folder, ReadResult
from xref.model import Anchor, Finding, Page, Site
from xref.position import START, Position
from xref.reading.yaml_positions import node_position, pairs, value
from xref.rules.suggestions import did_you_mean

FILE = "published.yml"
ADDRESS = scalar("a page's path from the site's root", "essays/one.html", lambda value: TEXT.accepts(value))
IDS = list_of(TEXT, "a list of ids", "[first, second]")


def _mapping_of(kind: ValueType, name: str, example: str) -> ValueType:
    """Mappings from any address to one kind of value."""

    def mismatches(found: Any) -> Iterator[Mismatch]:
        if not isinstance(found, dict):
            yield type_mismatch(found, name, example)
        else:
            yield from (mismatch.within(key) for key, item in found.items() for mismatch in kind.mismatches(item))

    return ValueType(name, example, mismatches)


SCHEMA = mapping(
    {
        "published": _mapping_of(IDS, "pages with their ids", "essays/one.html: [first, second]"),
        "moved": _mapping_of(ADDRESS, "old addresses with new ones", "one.html#old: two.html#new"),
    },
    "pages with their ids, and what moved",
    "published: {essays/one.html: [first]}",
)


@dataclass(frozen=True)
class Kept:
    """What was once published, and what became of it; addresses are paths from the site's root, perhaps with #id."""

    published: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    """Of the pages and of what moved."""

    def ids_moved_from(self, page: str) -> dict[str, str]:
        """Old ids of one page -> where they are now."""
        parts = ((old.partition("#"), new) for old, new in self.moved.items())
        return {id: new for (path, _, id), new in parts if path == page and id}

    def pages_moved(self, built: Mapping[str, str]) -> dict[str, str]:
        """Pages that are gone -> where they are now."""
        return {old: new for old, new in self.moved.items() if "#" not in old and old not in built.values()}


def read(folder: Folder, result: ReadResult) -> Kept:
    """The list of a documentation folder, empty where it has none."""
    file = DataFile(folder, FILE, result)
    if file.root is None:
        return Kept()
    data = value(file.root)
    faulty = file.report(SCHEMA.mismatches(data), file.root)
    known = {name: part for name, part in data.items() if name not in faulty} if isinstance(data, dict) else {}
    places = {key: node for _, part in pairs(file.root) for key, node in pairs(part)}
    return Kept(
        {page: tuple(ids) for page, ids in (known.get("published") or {}).items()},
        known.get("moved") or {},
        {address: node_position(node) for address, node in places.items()},
    )


def lost_address(site: Site) -> Iterator[Finding]:
    """What was once published is still there, page and id, or `moved` in `published.yml` says where it is now."""
    kept = site.of(Kept)
    for page, ids in kept.published.items():
        if page in kept.moved:
            continue
        for address in [f"{page}#{id}" for id in ids] if _is_there(site, page) else [page]:
            if not _is_there(site, address) and address not in kept.moved:
                message = f"{address!r} was published and is gone; say under 'moved' where it is now"
                yield _finding(site, kept, page, message)
    for old, new in kept.moved.items():
        if not _is_there(site, new):
            yield _finding(site, kept, old, f"{old!r} moved to a missing {new!r}{did_you_mean(new, site.sources)}")


def _is_there(site: Site, address: str) -> bool:
    """Also where the page cannot be read, since nothing is known of its ids then."""
    path, _, id = address.partition("#")
    page = site.pages.get(site.sources.get(path, ""))
    return path in site.sources and (not id or page is None or not page.is_read or id in page.ids)


def _finding(site: Site, kept: Kept, address: str, message: str) -> Finding:
    return site.finding(FILE, kept.positions.get(address, START), message)


RULES = (lost_address,)


class KeptAddresses(Addition):
    """What was once published does not get lost."""

    hooks = HOOKS
    rules = RULES

    def __init__(self, folder: Folder):
        super().__init__(folder)
        self.kept = read(folder, self.result)
        self.built = folder.built
        self.result.data[Kept] = self.kept

    def generated_anchors(self, page: Page) -> Iterator[Anchor]:
        yield from (Anchor(id, START) for id in self.kept.ids_moved_from(self.built.get(page.path, "")))
