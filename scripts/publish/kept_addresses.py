"""The addresses that readers may have kept: pages and ids that were once published, and where those that are gone went.

`published.yml` lists them by path from the site's root, as a reader's bookmark has them. Its `moved` tells where a page
or an id is now; the build then leads on from the old address, without a server and from a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from essays.addition import HOOKS
from essays.data_files import DataFile
from essays.schema import BIBLIOGRAPHY_FIELD, HELP_FIELD
from essays.values import TEXT, WRONG_TYPE, Mismatch, ValueType, list_of, mapping, quoted, scalar, type_mismatch
from xref.additions import Addition, Folder, ReadResult
from xref.model import Anchor, Finding, Page, Site
from xref.position import START, Position
from xref.reading.yaml_positions import node_position, pairs, value
from xref.rules.suggestions import did_you_mean

FILE = "published.yml"
LONGEST_NAME = 255
"""Bytes of a file's name; common file systems take no more."""
IDS = list_of(TEXT, "a list of ids", "[first, second]")


def _is_page(value: Any) -> bool:
    """Whether it is the path of a page that can stand in the site's folder, and nowhere else."""
    return isinstance(value, str) and value.endswith(".html") and all(map(_is_name, value.split("/")))


def _is_name(part: str) -> bool:
    return part.isprintable() and not set(part) & set("\\#?") and 0 < len(part.strip(".").encode()) <= LONGEST_NAME


def _is_address(value: Any) -> bool:
    path, hash, id = value.partition("#") if isinstance(value, str) else ("", "", "")
    return _is_page(path) and bool(id) == bool(hash) and not any(map(str.isspace, id))


PAGE = scalar("a page's path from the site's root", "essays/one.html", _is_page)
ADDRESS = scalar("a page's path from the site's root, perhaps with an id", "essays/one.html#first", _is_address)


def _mapping_of(key_type: ValueType, item_type: ValueType, name: str, example: str) -> ValueType:
    """Mappings from one type of value to another."""

    def mismatches(found: Any) -> Iterator[Mismatch]:
        if not isinstance(found, dict):
            yield type_mismatch(found, name, example)
        else:
            for key, item in found.items():
                if not key_type.accepts(key):
                    yield Mismatch((key,), WRONG_TYPE, f"is not {key_type.name}, such as {key_type.example}")
                yield from (mismatch.within(key) for mismatch in item_type.mismatches(item))

    return ValueType(name, example, mismatches)


SCHEMA = mapping(
    {
        "published": _mapping_of(PAGE, IDS, "pages with their ids", "essays/one.html: [first, second]"),
        "moved": _mapping_of(ADDRESS, ADDRESS, "old addresses with new ones", "one.html#old: two.html#new"),
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
    is_whole: bool = True
    """False where a part of the file could not be used, so that what is not here may have been meant."""

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
        return Kept(is_whole=file.is_read)
    data = value(file.root)
    faulty = file.report(SCHEMA.mismatches(data), file.root)
    known = {name: part for name, part in data.items() if name not in faulty} if isinstance(data, dict) else {}
    places = {key: node_position(node) for _, part in pairs(file.root) for key, node in pairs(part)}
    published, moved = known.get("published") or {}, known.get("moved") or {}
    for old, taken in _without_room(moved, folder.built.values()):
        file.find(WRONG_TYPE, places[old], f"{old!r} cannot be a page: {taken!r} stands in its way")
    return Kept({page: tuple(ids) for page, ids in published.items()}, moved, places, is_whole=not faulty)


def _without_room(moved: Mapping[str, str], built: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Old pages that would have to be a folder as well, or to stand within a file, and what is in their way."""
    old_pages = {old for old in moved if "#" not in old}
    taken = old_pages.union(built)
    for old in sorted(old_pages):
        yield from (
            (old, other) for other in sorted(taken) if other.startswith(f"{old}/") or old.startswith(f"{other}/")
        )


def lost_address(site: Site) -> Iterator[Finding]:
    """What was once published is still there, page and id, or `moved` in `published.yml` says where it is now.

    Put it back, or say under `moved` in `published.yml` where it is now.
    """
    kept = site.of(Kept)
    if not kept.is_whole:
        return  # what it lacks may be what does not fit
    for page, ids in kept.published.items():
        addresses = [f"{page}#{id}" for id in ids] if _is_there(site, page) else [page]
        lost = [address for address in addresses if not _is_there(site, address) and address not in kept.moved]
        if lost and page not in kept.moved:
            message = f"{quoted(lost[0])} was published and is gone; say under 'moved' where it is now"
            more = f"; so are {len(lost) - 1} more of the page's ids" if len(lost) > 1 else ""
            yield _finding(site, kept, page, message + more)
    for old, new in kept.moved.items():
        if not _is_there(site, new):
            yield _finding(site, kept, old, f"{old!r} moved to a missing {new!r}{did_you_mean(new, site.sources)}")


def _is_there(site: Site, address: str) -> bool:
    """Also where that cannot be told, since the page or what is drawn into it does not fit."""
    path, _, id = address.partition("#")
    page = site.pages.get(site.sources.get(path, ""))
    return path in site.sources and (not id or page is None or _is_uncertain(site, page) or id in page.ids)


def _is_uncertain(site: Site, page: Page) -> bool:
    draws_data = any(page.field(name) for name in (BIBLIOGRAPHY_FIELD, HELP_FIELD))
    return (
        not page.is_read
        or not all(entry.fits for entry in page.fields)
        or bool(draws_data and (site.trouble or site.mismatches))
    )


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
