"""The series as an EPUB 3: chapters from the built pages, which are read as a browser reads them.

See https://www.w3.org/TR/epub-33/ and https://www.w3.org/TR/epub-a11y-11/.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from publish.epub_chapter import Chapter, chapter, menu

TEMPLATES = "scripts/publish/templates"
STORED = ("mimetype",)
LEFT_OUT = ("privacy.html", "offline.html")
"""Pages about the site on the web, of which a book has no use."""
IDENTIFIER = uuid.UUID("6f0d3a0e-5f0b-5d3c-9a57-6c1b7f0d2e41")
"""Of the series, whatever the edition: readers' shelves know it by this."""


class BookError(Exception):
    """The built site cannot be made into a book; the message says why."""


@dataclass(frozen=True)
class Item:
    """A file of the book as its package document lists it."""

    id: str
    href: str
    type: str
    properties: str = ""


def book(site: Path, project: Path, address: str, moment: int) -> dict[str, bytes]:
    """The files of the book: name -> contents, the first of which must be stored as it is.

    `address` is the site's own on the web, for links to what the book does not hold, or ""; `moment` is when the
    edition was made, in seconds since 1970.
    """
    names = [name for name in menu(_read(site, "index.html")) if name not in LEFT_OUT]
    chapters = [chapter(_read(site, name), name, set(names), address) for name in names]
    draw = _drawing(project, chapters, moment)
    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": draw("container.xml")}
    files |= {f"EPUB/{name}": draw(name) for name in ("package.opf", "nav.xhtml", "cover.xhtml")}
    files |= {f"EPUB/{name}": (project / TEMPLATES / name).read_bytes() for name in ("cover.png", "book.css")}
    files |= {f"EPUB/{one.file}": draw("chapter.xhtml", chapter=one) for one in chapters}
    return files | {f"EPUB/pictures/{Path(path).name}": (site / path).read_bytes() for path in _pictures(chapters)}


def _read(site: Path, name: str) -> str:
    try:
        return (site / name).read_text(encoding="utf-8")
    except OSError as error:
        raise BookError(f"{site / name}: {error.strerror.lower()}; build the site first: make site") from None


def _drawing(project: Path, chapters: list[Chapter], moment: int) -> Callable[..., bytes]:
    environment = Environment(
        loader=FileSystemLoader(project / TEMPLATES), autoescape=True, trim_blocks=True, keep_trailing_newline=True
    )
    shared = {
        "title": chapters[0].site,
        "identifier": IDENTIFIER.urn,
        "modified": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment)),
        "chapters": chapters,
        "items": list(_items(chapters)),
    }

    def draw(name: str, **own: object) -> bytes:
        return environment.get_template(name).render(**shared, **own).encode()

    return draw


def _items(chapters: list[Chapter]) -> Iterator[Item]:
    yield Item("nav", "nav.xhtml", "application/xhtml+xml", "nav")
    yield Item("cover", "cover.xhtml", "application/xhtml+xml")
    yield Item("cover-image", "cover.png", "image/png", "cover-image")
    yield Item("style", "book.css", "text/css")
    for one in chapters:
        yield Item(one.id, one.file, "application/xhtml+xml", "svg" if one.has_drawing else "")
    for path in _pictures(chapters):
        yield Item(f"picture-{Path(path).stem}", f"pictures/{Path(path).name}", "image/svg+xml")


def _pictures(chapters: list[Chapter]) -> list[str]:
    return sorted({path for one in chapters for path in one.pictures})
