"""Links between pages, and the anchors they lead to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from xref.check.suggest import did_you_mean, stem
from xref.model import Finding, Link, Page, Site

TEXT_FRAGMENT = ":~:"
"""What follows it tells the browser which words to show; no page has an anchor for it."""


def internal_links(site: Site) -> Iterator[tuple[Page, Link, str, str]]:
    """Every link that stays on the site: its page, itself, the path it leads to, and its anchor."""
    for page in site.pages.values():
        for link in page.links:
            address = urlsplit(link.target)
            if not (address.scheme or address.netloc or link.target.startswith("/")):
                yield page, link, resolve(page.path, address.path), anchor(address.fragment)


def resolve(page: str, target: str) -> str:
    """The path, in the documentation folder, that a relative address on a page leads to."""
    if not target:
        return page
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(target)))


def anchor(fragment: str) -> str:
    return unquote(fragment.split(TEXT_FRAGMENT)[0])


def missing_page(site: Site) -> Iterator[Finding]:
    """A link leads to a file that the build publishes, in the very case that the file has."""
    for page, link, target, _ in internal_links(site):
        if target not in site.files:
            yield _finding(site, page, link, _what(site, page, link, target))


def missing_anchor(site: Site) -> Iterator[Finding]:
    """A link with an anchor leads to an id that its page has once rendered."""
    for page, link, target, wanted in internal_links(site):
        there = site.pages.get(target)
        if wanted and there and wanted not in there.ids:
            hint = did_you_mean(wanted, there.ids)
            yield _finding(site, page, link, f"{target!r} has no anchor {wanted!r}{hint}")


def _what(site: Site, page: Page, link: Link, target: str) -> str:
    if target.startswith("../") or target == "..":
        return f"link out of the documentation folder {link.target!r}"
    if target in site.unpublished:
        return f"link to a page that is left out of the build {link.target!r}"
    return f"link to a missing page {link.target!r}{_nearest(site, page, target)}"


def _nearest(site: Site, page: Page, target: str) -> str:
    """The nearest path, as it would be written on this page."""
    here = posixpath.dirname(page.path) or "."
    return did_you_mean(posixpath.relpath(target, here), (posixpath.relpath(path, here) for path in site.files), stem)


def _finding(site: Site, page: Page, link: Link, message: str) -> Finding:
    return site.finding(page.path, link.place, message)


RULES = (missing_page, missing_anchor)
