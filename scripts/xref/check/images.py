"""Pictures and whatever else a page shows: the file, where it comes from, and its text alternative."""

from __future__ import annotations

from collections.abc import Iterator

from xref.check.links import is_relative, resolve
from xref.check.suggest import did_you_mean, stem
from xref.model import START, Finding, Image, Page, Site

PICTURES = {"svg", "png", "jpg", "jpeg", "gif", "webp", "avif"}


def _images(site: Site) -> Iterator[tuple[Page, Image]]:
    return ((page, image) for page in site.pages.values() for image in page.images)


def missing_image(site: Site) -> Iterator[Finding]:
    """A picture's file stands in the documentation folder, in the very case that its name has."""
    for page, image in _images(site):
        target = resolve(page.path, image.source)
        if is_relative(image.source) and target not in site.files:
            hint = did_you_mean(target, filter(_is_picture, site.files), stem)
            yield site.finding(page.path, image.place, f"missing picture {image.source!r}{hint}")


def remote_image(site: Site) -> Iterator[Finding]:
    """A picture comes from this site: one from elsewhere would tell another host who reads what."""
    for page, image in _images(site):
        if not is_relative(image.source):
            message = f"picture from another host {image.source!r}; keep a copy under assets/"
            yield site.finding(page.path, image.place, message)


def missing_alternative(site: Site) -> Iterator[Finding]:
    """A picture has a text alternative that tells what it tells: `![what it tells](address)`."""
    for page, image in _images(site):
        if image.needs_alternative and not (image.alternative or "").strip():
            yield site.finding(page.path, image.place, f"picture {image.source!r} has no text alternative")


def unused_image(site: Site) -> Iterator[Finding]:
    """A picture in the documentation folder is shown or linked by some page, or named in a style sheet."""
    shown = {resolve(page.path, image.source) for page, image in _images(site)}
    linked = {resolve(page.path, link.target) for page in site.pages.values() for link in page.links}
    for path in sorted(site.files - shown - linked - site.used_elsewhere):
        if _is_picture(path):
            yield site.finding(path, START, "no page shows this picture")


def _is_picture(path: str) -> bool:
    return path.rpartition(".")[2].lower() in PICTURES


RULES = (missing_image, remote_image, missing_alternative, unused_image)
