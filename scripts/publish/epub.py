"""The series as an EPUB 3: chapters from the built pages, which are read as a browser reads them.

See https://www.w3.org/TR/epub-33/ and https://www.w3.org/TR/epub-a11y-11/.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from selectolax.lexbor import LexborHTMLParser

from publish import edition, epub_licence, licences, xml_text
from publish.epub_chapter import Article, Book, Chapter, chapter, language, menu
from publish.epub_drawing import drawing, prune
from publish.epub_names import chapter_files
from publish.epub_pictures import SVG, Picture, Pictures
from publish.site_name import identifier, runs_to_left
from xref.command import CommandError

TEMPLATES = Path(__file__).parent / "templates"
STORED = ("mimetype",)
HOME = "index.html"
FRONT = ("cover", "title", "nav")
"""The pages that every book begins with; between the last two stands what is to be found in a hurry."""
LINES = {"fill": "none", "stroke": "currentColor", "stroke-width": "4", "stroke-linecap": "round"}
"""How the drawing of the front page is drawn where no style sheet says it."""


class BookError(CommandError):
    """The built site cannot be made into a book; the message says why."""


@dataclass(frozen=True)
class Item:
    """A file of the book as its package document lists it."""

    id: str
    href: str
    type: str
    properties: str = ""
    fallback: str = ""
    """The id of what is shown by a reading system that does not know the type."""


def book(site: Path, config: MkDocsConfig, address: str, moment: int) -> dict[str, bytes]:
    """The files of the book: name -> contents, the first of which must be stored as it is.

    `address` is the site's own on the web, for links to what the book does not hold, or ""; `moment` is when the
    edition was made, in seconds since 1970.
    """
    chapters, pictures = gathered(site, pages(site, config), address)
    chapters += [epub_licence.chapter(one, licences.rights(config)) for one in licences.read(config)[:1]]
    draw = drawer(config, site, chapters, pictures, moment)
    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": draw("container.xml")}
    files |= {f"EPUB/{name}": draw(name) for name in ("package.opf", *(f"{one}.xhtml" for one in FRONT))}
    files |= {f"EPUB/{name}": (TEMPLATES / name).read_bytes() for name in ("cover.png", "book.css")}
    files |= {f"EPUB/{one.file}": draw("chapter.xhtml", chapter=one) for one in chapters}
    files |= {f"EPUB/{picture.file}": picture.contents for picture in pictures}
    return files | {f"EPUB/{picture.fallback_file}": picture.fallback for picture in pictures if picture.fallback}


def pages(site: Path, config: MkDocsConfig) -> list[str]:
    """The pages of the site that the book holds, in the order of the menu."""
    left_out = _left_out(config)
    return [name for name in menu(_read(site, HOME)) if name not in left_out] or [HOME]


def gathered(site: Path, names: Sequence[str], address: str) -> tuple[list[Chapter], list[Picture]]:
    """The chapters that pages of the site make together, and the pictures that these show."""
    articles = {name: Article(name, _read(site, name)) for name in names}
    known = Book(chapter_files(names), articles, Pictures(site), address)
    chapters = [chapter(article, known) for article in articles.values()]
    return sorted(chapters, key=lambda one: not one.is_first), list(known.pictures.known.values())


def _left_out(config: MkDocsConfig) -> list[str]:
    chosen = config.extra.get("not_in_book") or []
    if not isinstance(chosen, list) or not all(isinstance(name, str) for name in chosen):
        raise BookError(f"mkdocs.yml: extra.not_in_book is {chosen!r}; expected a list of pages, as [privacy.html]")
    return chosen


def _read(site: Path, name: str) -> str:
    try:
        return (site / name).read_text(encoding="utf-8")
    except OSError as error:
        raise BookError(f"{site / name}: {(error.strerror or '').lower()}; build the site first: make site") from None


def drawer(
    config: MkDocsConfig, site: Path, chapters: list[Chapter], pictures: list[Picture], moment: int
) -> Callable[..., bytes]:
    """What draws a template of the book's: its name, and what it alone is to know -> the file."""
    home = _read(site, HOME)
    lines, written_in = _lines(home), language(home)
    shared = {
        "title": config.site_name,
        "description": config.site_description or config.site_name,
        "rights": licences.rights(config),
        "author": config.site_author or "",
        "day": edition.day(moment),
        "address": config.site_url or "",
        "lines": lines,
        **{"language": written_in, "runs_to_left": runs_to_left(written_in)},
        "identifier": identifier(config).urn,
        "modified": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment)),
        "chapters": chapters,
        "items": [*_items(chapters, bool(lines)), *_picture_items(pictures)],
    }

    def draw(name: str, **own: object) -> bytes:
        return xml_text.allowed(_templates().get_template(name).render(**shared, **own)).encode()

    return draw


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, keep_trailing_newline=True
    )


def _lines(home: str) -> str:
    """The drawing of the front page, "" where it has none."""
    lines = LexborHTMLParser(home).css_first("svg.two-lines")
    if lines is None:
        return ""
    prune(lines)
    for name, value in LINES.items():
        lines.attrs[name] = value
    return drawing(lines)


def _items(chapters: list[Chapter], has_lines: bool) -> Iterator[Item]:
    yield Item("nav", "nav.xhtml", "application/xhtml+xml", "nav")
    yield Item("cover", "cover.xhtml", "application/xhtml+xml")
    yield Item("title", "title.xhtml", "application/xhtml+xml", "svg" if has_lines else "")
    yield Item("cover-image", "cover.png", "image/png", "cover-image")
    yield Item("style", "book.css", "text/css")
    for one in chapters:
        yield Item(one.id, one.file, "application/xhtml+xml", "svg" if one.has_drawing else "")


def _picture_items(pictures: list[Picture]) -> Iterator[Item]:
    for nth, picture in enumerate(pictures, 1):
        fallback = f"fallback-{nth}" if picture.fallback else ""
        yield Item(f"picture-{nth}", picture.file, picture.type, fallback=fallback)
        if fallback:
            yield Item(fallback, picture.fallback_file, SVG)
