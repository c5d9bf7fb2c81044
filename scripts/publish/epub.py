"""The series as an EPUB 3: chapters from the built pages, which are read as a browser reads them.

See https://www.w3.org/TR/epub-33/ and https://www.w3.org/TR/epub-a11y-11/.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig

from publish.epub_chapter import Book, Chapter, chapter, language, menu, picture_file

TEMPLATES = Path(__file__).parent / "templates"
STORED = ("mimetype",)
TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""Kinds of pictures that a book may hold."""


class BookError(Exception):
    """The built site cannot be made into a book; the message says why."""


@dataclass(frozen=True)
class Item:
    """A file of the book as its package document lists it."""

    id: str
    href: str
    type: str
    properties: str = ""


def book(site: Path, config: MkDocsConfig, address: str, moment: int) -> dict[str, bytes]:
    """The files of the book: name -> contents, the first of which must be stored as it is.

    `address` is the site's own on the web, for links to what the book does not hold, or ""; `moment` is when the
    edition was made, in seconds since 1970.
    """
    home = _read(site, "index.html")
    left_out = config.extra.get("not_in_book") or ()
    names = [name for name in menu(home) if name not in left_out] or ["index.html"]
    known = Book(_files(names), address)
    chapters = [chapter(_read(site, name), name, known) for name in names]
    draw = _drawing(config, language(home), chapters, moment)
    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": draw("container.xml")}
    files |= {f"EPUB/{name}": draw(name) for name in ("package.opf", "nav.xhtml", "cover.xhtml")}
    files |= {f"EPUB/{name}": (TEMPLATES / name).read_bytes() for name in ("cover.png", "book.css")}
    files |= {f"EPUB/{one.file}": draw("chapter.xhtml", chapter=one) for one in chapters}
    return files | {f"EPUB/{picture_file(path)}": (site / path).read_bytes() for path in _pictures(chapters)}


def _files(names: Sequence[str]) -> dict[str, str]:
    """Path of each page -> its chapter's file, which its folder tells from another's where they share a name."""
    whole = [name.removesuffix(".html").removesuffix("/index") for name in names]
    stems = [PurePosixPath(name).name for name in whole]
    return {
        name: f"{stem if stems.count(stem) == 1 else path.replace('/', '-')}.xhtml"
        for name, path, stem in zip(names, whole, stems, strict=True)
    }


def _read(site: Path, name: str) -> str:
    try:
        return (site / name).read_text(encoding="utf-8")
    except OSError as error:
        raise BookError(f"{site / name}: {(error.strerror or '').lower()}; build the site first: make site") from None


def _drawing(config: MkDocsConfig, language: str, chapters: list[Chapter], moment: int) -> Callable[..., bytes]:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, keep_trailing_newline=True
    )
    shared = {
        "title": config.site_name,
        "description": config.site_description or config.site_name,
        "rights": config.copyright or "",
        "language": language,
        "identifier": _identifier(config),
        "modified": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment)),
        "chapters": chapters,
        "items": list(_items(chapters)),
    }

    def draw(name: str, **own: object) -> bytes:
        return environment.get_template(name).render(**shared, **own).encode()

    return draw


def _identifier(config: MkDocsConfig) -> str:
    """Of the series, whatever the edition: readers' shelves know it by this."""
    chosen = config.extra.get("book_identifier")
    return f"urn:uuid:{chosen}" if chosen else uuid.uuid5(uuid.NAMESPACE_URL, config.site_name).urn


def _items(chapters: list[Chapter]) -> Iterator[Item]:
    yield Item("nav", "nav.xhtml", "application/xhtml+xml", "nav")
    yield Item("cover", "cover.xhtml", "application/xhtml+xml")
    yield Item("cover-image", "cover.png", "image/png", "cover-image")
    yield Item("style", "book.css", "text/css")
    for one in chapters:
        yield Item(one.id, one.file, "application/xhtml+xml", "svg" if one.has_drawing else "")
    for nth, path in enumerate(_pictures(chapters), 1):
        yield Item(f"picture-{nth}", picture_file(path), TYPES.get(PurePosixPath(path).suffix.lower(), ""))


def _pictures(chapters: list[Chapter]) -> list[str]:
    return sorted({path for one in chapters for path in one.pictures})
