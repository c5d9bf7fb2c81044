"""A page of the site as a chapter of a book: its article, without what only a page needs, as XHTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from publish.html_tree import Node, children, replace, text
from xref.reading.html_elements import VOID

LEFT_OUT = (".sidenote", ".headerlink", ".length", "nav", "script", "template")
"""What an article holds for the screen alone."""
NOT_FOR_BOOKS = ("loading", "data-search-exclude", "rel")
REFERRING = ("aria-labelledby", "aria-describedby")
SVG = "http://www.w3.org/2000/svg"
PART = re.compile(r"[^\w.-]")
"""What an id of XML may not hold."""
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML may hold."""


@dataclass
class Chapter:
    """A chapter as the book's templates draw it."""

    file: str
    title: str = ""
    body: str = ""
    pictures: list[str] = field(default_factory=list)
    """Paths from the site's root."""
    has_drawing: bool = False

    @property
    def id(self) -> str:
        return f"chapter-{PurePosixPath(self.file).stem}"


class ChapterError(Exception):
    """A page is not what a chapter is made from; the message says why."""


@dataclass(frozen=True)
class Book:
    """What a chapter has to know of its book."""

    files: dict[str, str]
    """Path of each page that is a chapter -> the chapter's file."""
    address: str
    """The site's own on the web, for links to its other pages; "" where such a link becomes plain text."""


def menu(home: str) -> list[str]:
    """Paths of the pages that the site's menu lists, in its order, from the markup of its front page."""
    links = (link.attributes.get("href") or "" for link in LexborHTMLParser(home).css("nav#menu a"))
    return [page_file(link) for link in links if not urlsplit(link).scheme]


def page_file(address: str) -> str:
    """The file of the page that an address from the site's root leads to, be it that of a folder."""
    path = posixpath.normpath(address)
    return posixpath.normpath(f"{path}/index.html") if address.endswith("/") or path == "." else path


def language(page: str) -> str:
    """The language in which a page says that it is written."""
    root = LexborHTMLParser(page).css_first("html")
    return (root.attributes.get("lang") if root else None) or "en"


def chapter(page: str, path: str, book: Book) -> Chapter:
    """The chapter that a page makes."""
    article = LexborHTMLParser(page).css_first("article")
    if article is None:
        raise ChapterError(f"{path}: has no article to make a chapter from; mkdocs.yml needs our hooks and theme")
    made = Chapter(book.files[path])
    for unwanted in article.css(", ".join(LEFT_OUT)):
        unwanted.decompose()
    _name_notes(article)
    for element in article.css("*"):
        _fit(element, path, book, made)
    heading = article.css_first("h1")
    made.title = text(children(heading)) if heading else PurePosixPath(path).stem
    made.has_drawing = article.css_first("svg") is not None
    made.body = "".join(xhtml(article))
    return made


def xhtml(element: Node) -> Iterator[str]:
    """What an element holds, as XML has it: comments and characters that it forbids are left out."""
    for node in children(element):
        if node.is_text_node:
            yield escape(NO_XML.sub("", node.text_content or ""), quote=False)
        elif node.is_element_node:
            shown = "".join(f' {name}="{escape(value or "")}"' for name, value in _attributes(node))
            within = "".join(xhtml(node))
            yield f"<{node.tag}{shown}/>" if node.tag in VOID else f"<{node.tag}{shown}>{within}</{node.tag}>"


def _attributes(node: Node) -> Iterator[tuple[str, str | None]]:
    yield from ((name, NO_XML.sub("", value or "")) for name, value in node.attributes.items())
    if node.tag == "svg" and "xmlns" not in node.attributes:
        yield "xmlns", SVG


def _name_notes(article: Node) -> None:
    """Tell reading systems which links lead to notes and what is a note, so that they can show it in place."""
    for link in article.css("a.footnote-ref"):
        link.attrs["epub:type"], link.attrs["role"] = "noteref", "doc-noteref"
    for link in article.css("a.footnote-backref"):
        link.attrs["role"] = "doc-backlink"
    for item in article.css("div.footnote > ol > li[id]"):
        _make_note(item)


def _make_note(item: Node) -> None:
    """A note within its place in the list, since the place itself is to stay one of a list's."""
    id = escape(item.attributes["id"] or "")
    item.inner_html = f'<aside id="{id}" role="doc-footnote" epub:type="footnote">{item.inner_html}</aside>'
    del item.attrs["id"]


def _fit(element: Node, path: str, book: Book, made: Chapter) -> None:
    attributes = element.attributes
    for name in NOT_FOR_BOOKS:
        if name in attributes:
            del element.attrs[name]
    if id := attributes.get("id"):
        element.attrs["id"] = xml_id(id)
    for name in REFERRING:
        if ids := attributes.get(name):
            element.attrs[name] = " ".join(map(xml_id, ids.split()))
    if element.tag == "img" and (source := attributes.get("src")):
        picture = posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
        made.pictures.append(picture)
        element.attrs["src"] = picture_file(picture)
    elif element.tag == "a":
        _lead(element, path, book)


def _lead(link: Node, path: str, book: Book) -> None:
    """Make a link lead to the chapter, or to the web, or to nowhere."""
    url = urlsplit(link.attributes.get("href") or "")
    if url.scheme:
        return
    target = page_file(posixpath.join(posixpath.dirname(path), url.path)) if url.path else path
    anchor = f"#{xml_id(url.fragment)}" if url.fragment else ""
    if target in book.files:
        link.attrs["href"] = (book.files[target] if url.path else "") + anchor
    elif book.address:
        link.attrs["href"] = urljoin(book.address, target + anchor)
    else:
        replace(link, f"<span>{link.inner_html}</span>")


def picture_file(path: str) -> str:
    """Where the book keeps a picture of the site: its path tells it from others of the same name."""
    return f"pictures/{path.removeprefix('assets/').removeprefix('pictures/').replace('/', '-')}"


def xml_id(id: str) -> str:
    return PART.sub("-", id)
