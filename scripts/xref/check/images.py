"""Pictures: the file and its text alternative."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from xref.check.links import resolve
from xref.check.suggest import did_you_mean, stem
from xref.model import Finding, Image, Page, Site


def _images(site: Site) -> Iterator[tuple[Page, Image]]:
    return ((page, image) for page in site.pages.values() for image in page.images)


def missing_image(site: Site) -> Iterator[Finding]:
    """A picture's file stands in the documentation folder, in the very case that its name has."""
    for page, image in _images(site):
        address = urlsplit(image.source)
        outside = address.scheme or address.netloc
        if not outside and (target := resolve(page.path, address.path)) not in site.files:
            hint = did_you_mean(target, site.files - set(site.pages), stem)
            yield site.finding(page.path, image.place, f"missing picture {image.source!r}{hint}")


def remote_image(site: Site) -> Iterator[Finding]:
    """A picture comes from this site: one from elsewhere would tell another host who reads what."""
    for page, image in _images(site):
        address = urlsplit(image.source)
        if address.netloc or address.scheme:
            message = f"picture from another host {image.source!r}; keep a copy under assets/"
            yield site.finding(page.path, image.place, message)


def missing_alternative(site: Site) -> Iterator[Finding]:
    """A picture has a text alternative that tells what it tells: `![what it tells](address)`."""
    for page, image in _images(site):
        if not (image.alternative or "").strip():
            message = f"picture {image.source!r} has no text alternative"
            yield site.finding(page.path, image.place, message)


RULES = (missing_image, remote_image, missing_alternative)
