"""Links: between pages, to anchors, and through definitions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from xref.check.suggest import did_you_mean, stem
from xref.model import Definition, Finding, Link, Page, Site

TEXT_FRAGMENT = ":~:"
"""What follows it tells the browser which words to show; no page has an anchor for it."""


def is_relative(target: str) -> bool:
    """Whether an address leads from the page it stands on, and not from a host or its root."""
    address = urlsplit(target)
    return not (address.scheme or address.netloc or target.startswith("/"))


def resolve(page: str, target: str) -> str:
    """The path, in the documentation folder, that a relative address on a page leads to."""
    path = unquote(urlsplit(target).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def anchor(target: str) -> str:
    """The id that an address leads to, or ""."""
    return unquote(urlsplit(target).fragment.split(TEXT_FRAGMENT)[0])


def _links(site: Site) -> Iterator[tuple[Page, Link]]:
    return ((page, link) for page in site.pages.values() for link in page.links)


def missing_page(site: Site) -> Iterator[Finding]:
    """A link leads to a file that the build publishes, in the very case that the file has."""
    for page, link in _links(site):
        if link.target and is_relative(link.target) and resolve(page.path, link.target) not in site.files:
            yield site.finding(page.path, link.place, _what_is_missing(site, page, link))


def _what_is_missing(site: Site, page: Page, link: Link) -> str:
    target = resolve(page.path, link.target)
    if target.startswith("../") or target == "..":
        return f"link out of the documentation folder {link.target!r}"
    if target in site.unpublished:
        return f"link to a page that is left out of the build {link.target!r}"
    if meant := _source_of(site, target):
        kind = "folder" if posixpath.basename(meant) == "index.md" else "built page"
        return f"link to a {kind} {link.target!r}; did you mean {_from(page, meant)!r}?"
    known = (_from(page, path) for path in site.files)
    return f"link to a missing page {link.target!r}{did_you_mean(_from(page, target), known, stem)}"


def _source_of(site: Site, target: str) -> str | None:
    """The page whose built address this is: `a.html`, `a/` or `a/index.html` for `a.md` or `a/index.md`."""
    bare = target.removesuffix("/index.html").removesuffix(".html")
    candidates = (posixpath.normpath(f"{bare}/index.md"), f"{bare}.md")
    return next((path for path in candidates if path in site.pages), None)


def _from(page: Page, path: str) -> str:
    """A path as it would be written on a page."""
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")


def missing_anchor(site: Site) -> Iterator[Finding]:
    """A link with an anchor leads to an id that its page has once rendered."""
    for page, link in _links(site):
        wanted = anchor(link.target)
        there = site.pages.get(resolve(page.path, link.target)) if is_relative(link.target) else None
        if wanted and there and wanted not in there.ids:
            message = f"{there.path!r} has no anchor {wanted!r}{did_you_mean(wanted, there.ids)}"
            yield site.finding(page.path, link.place, message)


def absolute_link(site: Site) -> Iterator[Finding]:
    """A link within the site is relative: from a copy on a disk, an address from the root leads nowhere."""
    for page, link in _links(site):
        if link.target.startswith("//"):
            message = f"address without https: {link.target!r}; from a disk it leads to a file"
            yield site.finding(page.path, link.place, message)
        elif link.target.startswith("/"):
            meant = resolve("", link.target.lstrip("/"))
            hint = f"; did you mean {_from(page, meant)!r}?" if meant in site.files else ""
            yield site.finding(page.path, link.place, f"link from the root {link.target!r}{hint}")


def empty_link(site: Site) -> Iterator[Finding]:
    """A link has an address, and words or a described picture that say where it leads."""
    for page, link in _links(site):
        if not link.target.strip():
            yield site.finding(page.path, link.place, "link without an address")
        elif link.empty:
            yield site.finding(page.path, link.place, f"link to {link.target!r} without any words")


def undefined_reference(site: Site) -> Iterator[Finding]:
    """A link of the form `[text][label]` has a definition on its page: `[label]: address`."""
    for page in site.pages.values():
        known = [definition.label for definition in page.definitions]
        for reference in page.undefined:
            message = f"no definition of {reference.label!r} on this page{did_you_mean(reference.label, known)}"
            yield site.finding(page.path, reference.place, message)


def unused_definition(site: Site) -> Iterator[Finding]:
    """A definition `[label]: address` is used by a link; one in a shared snippet, by a link of some page."""
    used = {place for page in site.pages.values() for place in _places_used(page)}
    for page, definition in _definitions(site):
        if (page.path if not definition.place.path else "", definition.place) not in used and not definition.overridden:
            yield site.finding(page.path, definition.place, f"nothing uses the definition of {definition.label!r}")


def _places_used(page: Page) -> Iterator[tuple[str, object]]:
    for definition in page.definitions:
        if definition.used:
            yield (page.path if not definition.place.path else "", definition.place)


def repeated_definition(site: Site) -> Iterator[Finding]:
    """A label has one definition on a page: of several, the last one wins, and the others mislead."""
    for page, definition in _definitions(site):
        if definition.overridden:
            message = f"another definition of {definition.label!r} further down takes the place of this one"
            yield site.finding(page.path, definition.place, message)


def _definitions(site: Site) -> Iterator[tuple[Page, Definition]]:
    return ((page, definition) for page in site.pages.values() for definition in page.definitions)


RULES = (
    missing_page,
    missing_anchor,
    absolute_link,
    empty_link,
    undefined_reference,
    unused_definition,
    repeated_definition,
)
