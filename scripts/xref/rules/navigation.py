"""The navigation of the configuration: every page, once, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from xref.configured import NavigationEntry
from xref.model import Finding, Site
from xref.position import START
from xref.rules.suggestions import page_meant
from xref.urls import is_relative, target_of, tidy


def not_in_navigation(site: Site) -> Iterator[Finding]:
    """A page stands in the navigation, unless `not_in_nav` says that it may be missing.

    Add the page to `nav` in the configuration.

    Bad:
        nav: [index.md]
    Good:
        nav: [index.md, page.md]
    """
    if site.navigation is None:
        return
    named = {entry.target for entry in site.navigation} | (site.outcome.navigated if site.outcome else set())
    for path in sorted(set(site.pages) - named - site.outside_navigation):
        message = f"page is not in the navigation of {site.configuration}"
        yield site.finding(path, START, message)


def missing_from_docs(site: Site) -> Iterator[Finding]:
    """A file named in the navigation is one that the build publishes.

    Correct the path in `nav`, or add the file.

    Bad:
        nav: [index.md, pgae.md]
    Good:
        nav: [index.md, page.md]
    """
    for entry in _internal(site):
        if entry.target not in site.files and _is_no_page(site, entry):
            hint, meant = page_meant(site, entry.target)
            message = f"navigation names a missing page {entry.target!r}{hint}"
            yield site.setting(entry.position, message, fix=(entry.target, meant) if meant else None)
    for address in sorted(_put_in(site)):
        message = f"navigation names a missing page {address!r}{page_meant(site, address)[0]}; a plugin put it there"
        yield site.setting(START, message)
    for name, position in dict.fromkeys(site.outcome.unmatched if site.outcome else ()):
        yield site.setting(position, f"navigation names a missing page {name!r}")


def _put_in(site: Site) -> Iterator[str]:
    """What plugins have the built navigation name and is not there, unless a page that they read it from says so."""
    if not site.outcome:
        return
    told = {entry.target for entry in site.navigation or ()}
    told |= {target_of(dead.page, dead.address) for dead in site.outcome.dead}
    for address in _built(site) - told:
        if is_relative(address) and not site.outcome.pages.holds(address):
            yield address


def _built(site: Site) -> frozenset[str]:
    """The addresses in the built navigation that are those of no page."""
    return frozenset(map(tidy, site.outcome.navigation_links)) if site.outcome else frozenset()


def _is_no_page(site: Site, entry: NavigationEntry) -> bool:
    """Whether the build took it for an address; a plugin may have read it otherwise."""
    return not site.outcome or not {entry.target, f"/{entry.target}"}.isdisjoint(_built(site))


def repeated_in_navigation(site: Site) -> Iterator[Finding]:
    """A page stands in the navigation once.

    Keep one of the entries.

    Bad:
        nav: [index.md, page.md, page.md]
    Good:
        nav: [index.md, page.md]
    """
    seen: set[str] = set()
    for entry in _internal(site):
        if entry.target in seen:
            message = f"navigation names {entry.target!r} a second time"
            yield site.setting(entry.position, message)
        seen.add(entry.target)


def absolute_in_navigation(site: Site) -> Iterator[Finding]:
    """The navigation has no address from the root: that names no page, and from a copy on a disk it leads nowhere.

    Write the path of the page's file, such as `guide/page.md`.

    Bad:
        nav: [index.md, /page.md]
    Good:
        nav: [index.md, page.md]
    """
    for entry in site.navigation or ():
        if entry.target.startswith("/") and not entry.target.startswith("//"):
            meant = entry.target.lstrip("/")
            hint, fix = (f"; did you mean {meant!r}?", (entry.target, meant)) if meant in site.files else ("", None)
            yield site.setting(entry.position, f"navigation names an address from the root {entry.target!r}{hint}", fix)


def _internal(site: Site) -> Iterator[NavigationEntry]:
    for entry in site.navigation or ():
        if is_relative(entry.target):
            yield entry


RULES = (not_in_navigation, missing_from_docs, repeated_in_navigation, absolute_in_navigation)
