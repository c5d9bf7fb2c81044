"""Built pages as a parser of their own reads them: their ids, their links and what they load."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADING = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "srcset")}
"""Attributes whose address a browser fetches by itself."""
FETCHED_BY_STYLE = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import")


@dataclass
class BuiltPage(HTMLParser):
    """One built page, read by a parser of its own."""

    path: str
    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    """Addresses of those that have a text alternative."""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and dict(attrs).get("alt"):
            self.pictures.append(dict(attrs)["src"] or "")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if (tag, name) == ("a", "href"):
                self.links.append(value or "")
            if (tag, name) in LOADING and ("rel", "canonical") not in attrs:
                self.loaded.append(value or "")


def read_pages(built: Path) -> dict[str, BuiltPage]:
    """The pages of a built site by their addresses; the one for lost addresses counts its own from a server's root."""
    names = {path.relative_to(built).as_posix(): path for path in built.rglob("*.html")}
    return {name: BuiltPage(name, path.read_text()) for name, path in names.items() if name != "404.html"}


def dead_links(pages: dict[str, BuiltPage], built: Path) -> list[tuple[str, str]]:
    """Page and address of each link within the site that leads to no file, or to no anchor there."""
    return [(page.path, link) for page in pages.values() for link in page.links if _is_dead(page, link, pages, built)]


def _is_dead(page: BuiltPage, link: str, pages: dict[str, BuiltPage], built: Path) -> bool:
    address = urlsplit(link)
    if address.scheme or address.netloc:
        return False
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(address.path)))
    target = path if address.path else page.path
    anchors = pages[target].ids if target in pages else []
    return not (built / target).is_file() or bool(address.fragment and unquote(address.fragment) not in anchors)


def repeated_ids(pages: dict[str, BuiltPage]) -> dict[str, list[str]]:
    """Page -> ids that stand there more than once."""
    found = {page.path: sorted({id for id in page.ids if page.ids.count(id) > 1}) for page in pages.values()}
    return {path: ids for path, ids in found.items() if ids}


def loaded_from_elsewhere(pages: dict[str, BuiltPage], built: Path) -> list[str]:
    """What a browser would fetch by itself from another host, named by a page or a style sheet."""
    found = [address for page in pages.values() for address in page.loaded]
    sheets = [path.name for path in built.rglob("*.css") if FETCHED_BY_STYLE.search(path.read_text())]
    return [address for address in found if urlsplit(address).netloc or ":" in address] + sheets
