"""Links: between pages, to anchors, and through definitions."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit, urlunsplit

from xref.model import Finding, Image, Link, Page, Site
from xref.reference_links import address_of
from xref.rules.outcomes import NOTE, dead_at, made, printed
from xref.rules.suggestions import did_you_mean, is_called, is_index, nearest_file, one_folder_off, only, titled
from xref.urls import anchor, encoded, intended, is_alive_anchor, is_relative, resolve, split, target_of, written_on


def leads_to(site: Site, page: Page, thing: Link | Image) -> str | None:
    """The file, in the documentation folder, that a relative address leads to, whether it is there or not.

    Of raw HTML the address counts from the built page; None where nothing is built under it.
    """
    address = thing.target
    if not (thing.raw and site.built):
        return target_of(page.path, address)
    parts = split(address)
    is_folder = parts is not None and parts.path.endswith(("/", "/.", "/.."))
    path = resolve(site.built.get(page.path, page.path), address, site.base)
    inside = site.sources.get(posixpath.normpath(f"{path}/index.html")) if isinstance(thing, Link) else None
    return inside if is_folder else site.sources.get(path) or inside


def is_followed(site: Site, thing: Link | Image) -> bool:
    """Whether an address leads to a file of the site: from its page, or from the root, if the configuration says so."""
    address = thing.target
    is_from_docs = site.is_root_docs and not thing.raw and address.startswith("/") and not address.startswith("//")
    return is_from_docs or is_relative(address)


@lru_cache(maxsize=1)
def relative_links(site: Site) -> Sequence[tuple[Page, Link, str | None]]:
    """The links that lead to files of the site, each with the file that it leads to."""
    return [(page, link, leads_to(site, page, link)) for page, link in links(site) if is_followed(site, link)]


def linked_anchors(site: Site, holds: Callable[[Page], bool] = bool) -> set[tuple[str | None, str]]:
    """The files and ids to which links lead from pages of some kind, or from all."""
    return {(there, anchor(link.target)) for page, link, there in relative_links(site) if holds(page)}


def links(site: Site) -> Iterator[tuple[Page, Link]]:
    return ((page, link) for page in site.pages.values() for link in page.links)


def missing_page(site: Site) -> Iterator[Finding]:
    """A link leads to a file that the build publishes, in the very case that the file has.

    Correct the address, or take the link out and leave its words.

    Bad:
        [next](pgae.md)
    Good:
        [next](page.md)
    """
    for page, link, there in relative_links(site):
        if link.target and _is_missing(site, page, link, there):
            yield _wrong(site, page, link, is_dead=True)
    for page, position, dead in made(site, "page"):
        yield site.finding(page.path, position, f"{MISSING} {dead.address!r}{NOTE}")
    for page, position, words in printed(site):
        yield site.finding(page.path, position, f"{MISSING} {words!r}, printed as it was typed")


def built_address(site: Site) -> Iterator[Finding]:
    """A link to a page gives the path of its file, not the address that the page will have.

    Write the path of the file, as in `../guide/page.md`; the build makes the address of it.

    Bad:
        [next](page/)
    Good:
        [next](page.md)
    """
    for page, link, there in relative_links(site):
        # One with an ending, such as `page.html`, names a file to MkDocs: that is a missing page.
        is_built = there not in site.files and is_folder(link.target) and _reached(site, page, link) in site.pages
        if link.target and is_built:
            yield _wrong(site, page, link)


def _is_missing(site: Site, page: Page, link: Link, there: str | None) -> bool:
    if site.outcome:
        return dead_at(site.outcome, "page", page, link) is not None or is_left(site, page, link, there)
    files = site.built if link.raw and site.built else site.files
    return there not in files and not (is_folder(link.target) and _reached(site, page, link))


def is_left(site: Site, page: Page, thing: Link | Image, there: str | None) -> bool:
    """Whether a built site still shows an address that names a file which is none: the build warns, however it ends."""
    address = thing.target
    is_file = there not in site.files and not thing.raw and is_followed(site, thing) and not is_folder(address)
    return bool(site.outcome and is_file and address in site.outcome.pages.addresses(page.path))


def is_folder(address: str) -> bool:
    """Whether an address names no file, as the build has it: its last part has no ending."""
    parts = split(address)
    return parts is not None and not posixpath.splitext(unquote(parts.path))[1]


def _reached(site: Site, page: Page, link: Link) -> str | None:
    """The file that an address leads to if the build leaves it as it is; of a folder, servers show the index."""
    if link.raw or link.target.startswith("/"):
        return None
    path, written = resolve(site.built.get(page.path, page.path), link.target, site.base), split(link.target)
    inside = site.sources.get(posixpath.normpath(f"{path}/index.html"))
    return inside if written and written.path.endswith("/") else site.sources.get(path) or inside


def _wrong(site: Site, page: Page, link: Link, is_dead: bool = False) -> Finding:
    kind, shown, fixed = _correction(site, page, link)
    if is_dead and kind in (TO_FOLDER, TO_BUILT) and _reached(site, page, link) not in site.pages:
        kind = f"dead {kind}"
    hint, fix = f"; did you mean {shown!r}?" if shown else "", (link.target, fixed) if fixed else None
    return site.finding(page.path, link.position, f"{kind} {link.target!r}{hint}", fix)


def _correction(site: Site, page: Page, link: Link) -> tuple[str, str | None, str | None]:
    """What is wrong with an address, what may have been meant, and the address to write where that is certain."""
    if whole := intended(link.target):
        return MISSING, whole, whole
    target = _target(site, page, link)
    kind, meant = _what_is_missing(site, page, link, target)
    if meant:
        fixed = readdressed(site, page, link, meant)
        is_certain = _reached(site, page, link) in (None, page.path, meant)  # to readers it may lead elsewhere
        is_lacking = site.outcome and site.outcome.lacks(page.path, meant)
        return kind, unquote(fixed), fixed if is_certain and not is_lacking else None
    defined = None if link.raw else address_of(link.target, page.definitions)
    if kind == MISSING and defined:
        return kind, defined, None if {*"()<>"} & {*defined} else defined  # within the link's own
    likely = titled(site, link) or nearest_file(site, target.replace("\\", "/")) if kind == MISSING else None
    near = one_folder_off(page, link, site.files) or likely  # no page sends its readers to itself
    return kind, unquote(readdressed(site, page, link, near)) if near and near != page.path else None, None


def _target(site: Site, page: Page, link: Link) -> str:
    """The path that an address names, or, where that is above the folder, what the built address leads to."""
    target = target_of(page.path, link.target)
    built = resolve(site.built.get(page.path, page.path), link.target, site.base)
    return built if (link.raw or is_folder(link.target)) and _is_outside(target) and not _is_outside(built) else target


def _is_outside(path: str) -> bool:
    return path == ".." or path.startswith("../")


MISSING, TO_FOLDER, TO_BUILT = "link to a missing page", "link to a folder", "link to a built page"


def _what_is_missing(site: Site, page: Page, link: Link, target: str) -> tuple[str, str | None]:
    """What is wrong with an address, and the file that was certainly meant, if there is one."""
    if link.raw and target in site.files:
        return "link to a source, which the build leaves as it is,", target
    if (meant := source_of(site, target) or _reached(site, page, link)) in site.files and meant:
        to_page = TO_FOLDER if is_index(meant) and not target.endswith(".html") else TO_BUILT
        return to_page if meant in site.pages else "link to a built file", meant
    if _is_outside(target):
        return "link out of the documentation folder", None
    if target in site.unpublished:
        return "link to a page that is left out of the build", None
    if target in site.files:
        return "link to a page that the built site lacks here", None
    if any(path.startswith(f"{target}/") for path in site.files):
        return "link to a folder without a page of its own", None
    return MISSING, only(target, site.files, str.casefold) or _turned(site, page, link) or _moved(site, link, target)


def source_of(site: Site, target: str) -> str | None:
    """The page of which this would be the built address, if it stood at the root: `a.html`, `a/` or `a/index.html`."""
    bare = target.removesuffix("/index.html").removesuffix(".html")
    folder = posixpath.normpath(f"{bare}/index.html")
    return site.sources.get(folder) or (f"{bare}.md" if f"{bare}.md" in site.pages else None)


def _turned(site: Site, page: Page, link: Link) -> str | None:
    """The file that an address with backslashes, as Windows writes paths, was meant to lead to."""
    meant = target_of(page.path, link.target.replace("\\", "/"))
    return meant if meant in site.files else None


def _moved(site: Site, link: Link, target: str) -> str | None:
    """Where the page went: as git remembers, or the one of its name whose title the link gives."""
    moved, meant = site.moved(target), titled(site, link)
    if moved in site.files:
        return moved
    return meant if meant and is_called(meant, target) else None


def readdressed(site: Site, page: Page, thing: Link | Image, path: str) -> str:
    """An address with another path: query and anchor stay."""
    address = urlsplit(thing.target)
    meant = _from_built(site, page, path) if thing.raw else written_on(page.path, path)
    if thing.target.startswith("/") and is_followed(site, thing):
        meant = f"/{path}"
    return urlunsplit(("", "", meant if " " in address.path else encoded(meant), address.query, address.fragment))


def _from_built(site: Site, page: Page, path: str) -> str:
    """A path as raw HTML on a page would have it."""
    here, there = site.built.get(page.path, page.path), site.built.get(path, path)
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def missing_anchor(site: Site) -> Iterator[Finding]:
    """A link with an anchor leads to an id that its page has once rendered.

    Take an id that the page has: a heading gives it as `{#id}`, or it is made of the heading's words.

    Bad:
        [part](page.md#prat)
    Good:
        [part](page.md#part)
    """
    for page, link, there in relative_links(site):
        if (wanted := anchor(link.target)) and (lacking := _lacking(site, page, link, there)):
            ids = () if wanted.startswith(("/", "./", "../")) else lacking.ids  # somebody wrote `#` before a path
            meant = only(wanted, ids, _squeezed)
            hint = f"; did you mean {meant!r}?" if meant else did_you_mean(wanted, ids)
            fix = (link.target, link.target.partition("#")[0] + "#" + encoded(meant)) if meant else None
            yield site.finding(page.path, link.position, f"{lacking.path!r} has no anchor {wanted!r}{hint}", fix)
    for page, position, dead in made(site, "anchor"):
        where = site.outcome.sources.get(dead.target) if site.outcome else None
        yield site.finding(page.path, position, f"{where or dead.target!r} has no anchor {dead.fragment!r}{NOTE}")


def _lacking(site: Site, page: Page, link: Link, there: str | None) -> Page | None:
    """The page that a link leads to, if it has no such anchor as the link says."""
    if site.outcome:
        dead = dead_at(site.outcome, "anchor", page, link)
        return site.pages.get(site.outcome.sources.get(dead.target, "")) if dead else None
    found = site.pages.get(there or "") or site.pages.get(_reached(site, page, link) or "")
    return found if found and found.is_whole and not is_alive_anchor(link.target, found.ids) else None


def _squeezed(id: str) -> str:
    """An id's letters and digits: what is left when case and the ways of making ids differ."""
    return "".join(letter for letter in id.casefold() if letter.isalnum())


RULES = (missing_page, built_address, missing_anchor)
