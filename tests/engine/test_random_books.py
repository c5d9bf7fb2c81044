"""Books of random sound pages: whole, well-formed, and with no link that leads nowhere."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import html5lib
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree, html
from mkdocs.config.defaults import MkDocsConfig

from books import ADDRESS, EPUBCHECK, XHTML, Chapters, checked, dead_links
from publish import archive, epub, html_tree, typography
from random_pages import PAGE, PAGES, PICTURES, rendered

LEAST = {
    ".svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>',
    ".png": b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    ),
    ".jpg": b64decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwS"
        "ExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k="
    ),
    ".gif": b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="),
    ".webp": b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"),
    ".avif": b"\0\0\0\x20ftypavif" + bytes(20),
}
"""The least picture of each kind."""
Element = Any  # of lxml or of the standard library, which share what is used here
UNSHOWN = {"script", "style", "template"}
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BLOCKS = html.defs.block_tags | {
    *(
        "br",
        "caption",
        "dd",
        "details",
        "dialog",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hr",
        "legend",
        "li",
    ),
    *("main", "nav", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "xmp"),
}


def write_site(site: Path, pages: dict[str, str]) -> None:
    """A built site: pages of these texts with a menu that lists them, and all pictures."""
    menu = "".join(f'<a href="{quote(name)}">Page</a>' for name in pages)
    for name, text in pages.items():
        body = html_tree.parse(rendered(text, name))
        typography.apply(body, lambda _: None, {})
        article = html_tree.write(body)
        page = f'<!doctype html><html lang="en"><body><nav id="menu">{menu}</nav><article>{article}</article>'
        write(site / name, page.encode())
    for picture in PICTURES:
        write(site / picture, LEAST[Path(picture).suffix])


def write(path: Path, contents: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents)


def book_of(site: Path, address: str = "") -> dict[str, bytes]:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Bread & <Butter>", "extra": {}})
    return epub.book(site, config, address, 1_600_000_000)


def chapters_of(book: dict[str, bytes]) -> Chapters:
    return {
        name.removeprefix("EPUB/"): etree.fromstring(text) for name, text in book.items() if name.endswith(".xhtml")
    }


def in_order(book: dict[str, bytes]) -> list[str]:
    """The chapters' files in the order of the pages."""
    return re.findall(r'<li><a href="([^"#]+)"', book["EPUB/nav.xhtml"].decode())


def words_of(page: Path) -> Counter[str]:
    """What a page's article says, read as a browser reads it."""
    document = html5lib.parse(page.read_text(), namespaceHTMLElements=False)
    return _words(document.find(".//article"))


def _words(element: Element) -> Counter[str]:
    """The words of an element, wherever in it they stand; blocks part them."""
    return Counter(NOT_IN_XML.sub("", "".join(_pieces(element))).split())


def _pieces(element: Element) -> Iterator[str]:
    name = str(element.tag).rpartition("}")[2]
    if name in UNSHOWN or element.get("aria-hidden") or element.get("class") == "headerlink":
        return
    edge = " " if name in BLOCKS else ""
    yield edge + (element.text or "")
    if name == "img" and not element.get("src"):
        yield element.get("alt") or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
    yield edge


BOOKS = st.lists(PAGE, min_size=1, max_size=len(PAGES)).map(lambda pages: dict(zip(PAGES, pages, strict=False)))


@settings(
    max_examples=40, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(BOOKS)
def test_a_book_of_random_pages_is_whole_and_leads_nowhere_wrong(
    tmp_path_factory: pytest.TempPathFactory, pages: dict[str, str]
) -> None:
    site = tmp_path_factory.mktemp("random")
    write_site(site, pages)
    book = book_of(site, ADDRESS)
    chapters = chapters_of(book)
    for page, file in zip(pages, in_order(book), strict=True):
        assert words_of(site / page) == _words(chapters[file].find(f".//{XHTML}section")), page
        ids = Counter(chapters[file].xpath("//@id"))
        assert [id for id, times in ids.items() if times > 1] == []
    assert dead_links(chapters) == []


@pytest.mark.skipif(not EPUBCHECK, reason="epubcheck is not installed (it needs Java)")
def test_epubcheck_finds_nothing_in_a_book_of_many_random_pages(tmp_path: Path) -> None:
    texts: list[str] = []

    @seed(1)
    @settings(max_examples=300, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(PAGE)
    def draw(text: str) -> None:
        texts.append(text)

    draw()
    names = [*PAGES, *(f"more/{number}.html" for number in range(len(texts)))]
    write_site(tmp_path / "site", dict(zip(names, texts, strict=False)))
    archive.write_zip(tmp_path / "random.epub", book_of(tmp_path / "site"), 1_600_000_000, stored=epub.STORED)
    assert "0 fatals / 0 errors / 0 warnings" in (said := checked(tmp_path / "random.epub")), said
