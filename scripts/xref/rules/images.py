"""Pictures and whatever else a page shows: the file, where it comes from, and its text alternative."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from xref.model import Finding, Image, Page, Site
from xref.position import START
from xref.rules.links import is_followed, is_left, leads_to, readdressed, relative_links
from xref.rules.outcomes import NOTE, dead_at, made
from xref.rules.suggestions import nearest_path, one_folder_off, only
from xref.urls import is_relative, resolve, split, target_of

PICTURES = {"svg", "png", "jpg", "jpeg", "gif", "webp", "avif"}


def _images(site: Site) -> Iterator[tuple[Page, Image]]:
    return ((page, image) for page in site.pages.values() for image in page.images)


def missing_image(site: Site) -> Iterator[Finding]:
    """A picture's file stands in the documentation folder, in the very case that its name has.

    Correct the address, or add the file.

    Bad:
        ![a bridge](picture.png)
    Good:
        ![a bridge](picture.svg)
    """
    for page, image in _images(site):
        if is_followed(site, image) and _is_missing(site, page, image):
            yield _missing(site, page, image)
    for page, position, dead in made(site, "image"):
        yield site.finding(page.path, position, f"missing picture {dead.address!r}{NOTE}")


def _is_missing(site: Site, page: Page, image: Image) -> bool:
    there = leads_to(site, page, image)
    if site.outcome:
        return dead_at(site.outcome, "image", page, image) is not None or is_left(site, page, image, there)
    return there not in site.files or there in site.pages


def _missing(site: Site, page: Page, image: Image) -> Finding:
    if not image.target:
        return site.finding(page.path, image.position, "picture without an address")
    if leads_to(site, page, image) in site.pages:
        hint = "" if image.raw else "; a link to it has no '!'"
        return site.finding(page.path, image.position, f"page in place of a picture {image.target!r}{hint}")
    target = _named(site, page, image)
    meant = _from_source(site, page, image) or _meant(site, target)
    pictures = _pictures(site.files)
    near = meant or one_folder_off(page, image, pictures) or nearest_path(target, pictures)
    written = readdressed(site, page, image, near) if near else ""
    message = f"missing picture {image.target!r}" + (f"; did you mean {unquote(written)!r}?" if near else "")
    return site.finding(page.path, image.position, message, (image.target, written) if meant else None)


def _named(site: Site, page: Page, image: Image) -> str:
    """The path, in the documentation folder, that an address names, with the slashes that it should have."""
    written = image.target.replace("\\", "/")
    here = site.built.get(page.path, page.path)
    return resolve(here, written, site.base) if image.raw else target_of(page.path, written)


def _from_source(site: Site, page: Page, image: Image) -> str | None:
    """The picture to which an address in raw HTML leads from the page's file, as it would in Markdown."""
    there = target_of(page.path, image.target)
    return there if image.raw and there in site.files and there not in site.pages else None


def _meant(site: Site, target: str) -> str | None:
    """The file that was certainly meant: the only one of that name but for case, or where git saw it go."""
    meant = only(target, site.files, str.casefold) or site.moved(target)
    return meant if meant in site.files and meant not in site.pages else None


@lru_cache(maxsize=1)
def _pictures(files: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(_is_picture, files))


def remote_image(site: Site) -> Iterator[Finding]:
    """A picture comes from this site: one from elsewhere would tell another host who reads what.

    Add a copy of the picture, if its licence allows one, and show that; or link to the picture.

    Bad:
        ![a bridge](https://example.org/picture.svg)
    Good:
        ![a bridge](picture.svg)
    """
    for page, image in _images(site):
        address = split(image.target)
        is_elsewhere = address and not is_relative(image.target) and (address.scheme or address.netloc)
        if address and is_elsewhere and address.scheme != "data":
            message = f"picture from another host {image.target!r}; keep a copy under assets/"
            yield site.finding(page.path, image.position, message)


def missing_alternative(site: Site) -> Iterator[Finding]:
    """A picture has a text alternative that tells what it tells: `![what it tells](address)`.

    Say between the square brackets what the picture tells.

    Bad:
        ![](picture.svg)
    Good:
        ![a bridge](picture.svg)
    """
    for page, image in _images(site):
        if image.needs_alternative and not (image.alternative or "").strip():
            yield site.finding(page.path, image.position, f"picture {image.target!r} has no text alternative")


def unused_image(site: Site) -> Iterator[Finding]:
    """A picture in the documentation folder is shown or linked by some page, or named in a style sheet.

    Show the picture on a page, or delete its file.

    Bad:
        Words alone, beside `picture.svg` in the folder.
    Good:
        ![a bridge](picture.svg)
    """
    if site.has_unread_pages:
        return  # one of them may show it
    shown = {leads_to(site, page, image) for page, image in _images(site)}
    linked = {there for _, _, there in relative_links(site)}
    built = site.outcome.pages.shown() if site.outcome else frozenset()
    for path in sorted(site.files - shown - linked - site.used_elsewhere):
        if _is_picture(path) and site.built.get(path) not in built:
            yield site.finding(path, START, "no page shows this picture")


def _is_picture(path: str) -> bool:
    return path.rpartition(".")[2].lower() in PICTURES


RULES = (missing_image, remote_image, missing_alternative, unused_image)
