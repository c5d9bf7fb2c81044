"""Addresses from the root of a host, of which the site shows that they were meant to lead to one of its files or ids.

What a host serves besides the site nobody knows here: one that leads to no file of it may be alive all the same.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote

from mkdocs.utils import is_markdown_file

from xref.model import Finding, Image, Link, Page, Site
from xref.rules.links import is_followed, readdressed, source_of
from xref.rules.outcomes import ids
from xref.rules.suggestions import did_you_mean, only
from xref.urls import anchor, is_alive_anchor, split, target_of


class Lost(NamedTuple):
    """A link or picture whose address from the root leads nowhere."""

    page: Page
    thing: Link | Image
    meant: str | None
    """The path of the file that it was meant to lead to, in the documentation folder."""
    is_outside: bool
    """Whether it lacks the path that all addresses of the site begin with."""


def missing_from_root(site: Site) -> Iterator[Finding]:
    """An address from the root that was meant for a file of this site leads to it, and to an id that it has.

    Write the path of the file as seen from this page, such as `../guide/page.md`; the build makes the address of it.

    Bad:
        [next](/page.md)
    Good:
        [next](page.md)
    """
    for page, thing, meant, is_outside in _lost_from_root(site):
        written = readdressed(site, page, thing, meant) if meant else ""
        why = f", as its addresses begin with {site.base!r}" if is_outside else ""
        hint = f"; did you mean {unquote(written)!r}?" if meant else ""
        message = f"the built site has nothing at {thing.target!r}{why}{hint}"
        # What lies outside may be such a page of another version or language, on the same host.
        is_certain = written and not is_outside
        yield site.finding(page.path, thing.position, message, (thing.target, written) if is_certain else None)
    for page, link, there in _to_pages(site):
        if not _has(site, there, link.target):
            wanted = anchor(link.target)
            hint = did_you_mean(wanted, ids(site, there))
            yield site.finding(page.path, link.position, f"{there.path!r} has no anchor {wanted!r}{hint}")


def _lost_from_root(site: Site) -> Iterator[Lost]:
    for page in site.pages.values():
        yield from filter(None, (_lost(site, page, thing) for thing in _from_root(site, page)))


def _from_root(site: Site, page: Page) -> Iterator[Link | Image]:
    for thing in chain[Link | Image](page.links, page.images):
        parts = split(thing.target) if thing.target.startswith("/") and not is_followed(site, thing) else None
        if parts and not parts.netloc and not thing.target.startswith("//"):
            yield thing


def _to_pages(site: Site) -> Iterator[tuple[Page, Link, Page]]:
    """The links to anchors of pages, where it is known at which address of its host the site begins."""
    for page in site.pages.values() if site.base else ():
        for link in _from_root(site, page):
            inside = _inside(site, target_of(page.path, link.target)) if anchor(link.target) else None
            if inside is not None and isinstance(link, Link) and (there := _page_at(site, inside)):
                yield page, link, there


def _page_at(site: Site, inside: str) -> Page | None:
    sources = site.outcome.sources if site.outcome else site.sources
    found = (site.pages.get(sources.get(path, "")) for path in _served(inside))
    return next(filter(None, found), None)


def _has(site: Site, page: Page, address: str) -> bool:
    """Whether a page has the anchor of an address, or may have it."""
    if site.outcome:
        return site.outcome.pages.may_hold(page.path, address)
    return not page.is_whole or is_alive_anchor(address, page.ids)


def _lost(site: Site, page: Page, thing: Link | Image) -> Lost | None:
    path = target_of(page.path, thing.target)
    inside = _inside(site, path)
    if inside is not None and _is_served(site, inside):
        return None
    meant = _meant(site, path, inside)
    if inside is None and meant == page.path:
        return None  # a page leads to what it is elsewhere, as in another version
    is_lost = meant or (inside and is_markdown_file(inside))
    return Lost(page, thing, meant, inside is None) if is_lost else None


def _inside(site: Site, path: str) -> str | None:
    """A path of the host as seen from the address that the site begins at; None for one outside of the site."""
    base = (site.base or "/").removeprefix("/")
    return f"{path}/".removeprefix(base).rstrip("/") if f"{path}/".startswith(base) else None


def _is_served(site: Site, path: str) -> bool:
    return any(site.outcome.pages.holds(one) if site.outcome else one in site.sources for one in _served(path))


def _served(path: str) -> tuple[str, ...]:
    """The files of which a server may show one at a path; many show `a.html` for `a`."""
    return path, f"{path}.html", f"{path}/index.html".lstrip("/")


def _meant(site: Site, path: str, inside: str | None) -> str | None:
    """The file that an address certainly names: as its source, by a name that it had, or without the folder of all.

    `path` is the address without what it begins with, `inside` is what is left of it within the site, if it is there.
    """
    names = [] if inside is None else [inside]
    if inside is None and "/" in path:  # one word, such as `about/`, may be a page of the host's own
        names.append(path)
    if site.base and path.startswith(folder := f"{_documentation(site)}/"):
        names.append(path.removeprefix(folder))
    found = chain.from_iterable(_known(site, name) for name in names)
    return next((file for file in found if file in site.files), None)


def _known(site: Site, name: str) -> Iterator[str | None]:
    bare = name.removesuffix(".html")
    yield from (name, source_of(site, name))
    yield from map(site.moved, (name, f"{bare}.md", f"{bare}/index.md"))
    yield only(name, site.files, str.casefold)
    built = (only(one, _built_files(site), str.casefold) for one in (f"{bare}.html", f"{bare}/index.html"))
    yield from (site.sources.get(one or "") for one in built)


@lru_cache(maxsize=1)
def _built_files(site: Site) -> frozenset[str]:
    """One set for all addresses: to compare a new one with what is known of the last takes as long as the site is."""
    return frozenset(site.sources)


@lru_cache(maxsize=1)
def _documentation(site: Site) -> str:
    """The path of the documentation folder as seen from the configuration file, wherever both are seen from."""
    return posixpath.relpath(site.root, posixpath.dirname(site.configuration) or ".")


RULES = (missing_from_root,)
