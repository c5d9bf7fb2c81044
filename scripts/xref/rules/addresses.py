"""Addresses as they are written: fit for a browser, for a copy on a disk and for who hears a page."""

from __future__ import annotations

from collections.abc import Iterator

from xref.model import Finding, Page, Site
from xref.rules.links import is_followed, links
from xref.rules.outcomes import reads
from xref.urls import intended, is_malformed, resolve, split, written_on


def absolute_link(site: Site) -> Iterator[Finding]:
    """A link or picture within the site is relative: from a copy on a disk, an address from the root leads nowhere.

    Write the address as seen from this page, such as `../glossary.md`.

    Bad:
        [next](/page.md)
    Good:
        [next](page.md)
    """
    for page in site.pages.values():
        addresses = [(link.target, link.position) for link in page.links if not is_followed(site, link)]
        addresses += [
            (image.target, image.position)
            for image in page.images
            if not _host(image.target) and not is_followed(site, image)
        ]
        for address, position in addresses:
            if address.startswith("/"):
                yield site.finding(page.path, position, _from_the_root(site, page, address))


def _host(address: str) -> str:
    parts = split(address)
    return parts.netloc if parts else ""


def _from_the_root(site: Site, page: Page, address: str) -> str:
    if _host(address):
        return f"address without https: {address!r}; from a disk it leads to a file"
    meant = resolve("", address.lstrip("/"))
    hint = f"; did you mean {written_on(page.path, meant)!r}?" if meant in site.files else ""
    return f"address from the root {address!r}{hint}"


def empty_link(site: Site) -> Iterator[Finding]:
    """A link has an address that a browser can read.

    Give the link an address.

    Bad:
        [next]()
    Good:
        [next](page.md)
    """
    for page, link in links(site):
        if not link.target.strip():
            yield site.finding(page.path, link.position, "link without an address")
        elif is_malformed(link.target):
            meant = intended(link.target)
            hint, fix = f"; did you mean {meant!r}?" if meant else "", (link.target, meant) if meant else None
            yield site.finding(page.path, link.position, f"malformed address {link.target!r}{hint}", fix)


def mistyped_link(site: Site) -> Iterator[Finding]:
    """A link is written `[words](address)`; turned round, parted, never closed or in raw HTML, readers see brackets.

    Write it in this order, with nothing between the two, and in raw HTML as `<a>`; or put a backslash before it.

    Bad:
        (next)[page.md]
    Good:
        [next](page.md)
    """
    for page in site.pages.values():
        for link in page.mistyped:
            if reads(site, page, link.address if link.meant else f"]({link.address}"):
                hint = f"; did you mean {link.meant!r}?" if link.meant else ": none is read in raw HTML, or in a link"
                yield site.finding(page.path, link.position, f"link printed as it was typed{hint}")


def wordless_link(site: Site) -> Iterator[Finding]:
    """A link has words, or a described picture, that say where it leads.

    Give the link words, or the picture in it a text alternative.

    Bad:
        [](page.md)
    Good:
        [next](page.md)
    """
    for page, link in links(site):
        if link.empty and link.target.strip() and not is_malformed(link.target):
            yield site.finding(page.path, link.position, f"link to {link.target!r} without any words")


RULES = (absolute_link, empty_link, mistyped_link, wordless_link)
