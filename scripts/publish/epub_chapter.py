"""A page of the site as a chapter of a book: its article, without what only a page needs, as XHTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from publish import epub_links
from publish.epub_allowed import UNSHOWN
from publish.epub_contents import Entry, entries, words
from publish.epub_drawing import prune
from publish.epub_names import xml_ids
from publish.epub_pictures import Pictures
from publish.epub_xhtml import xhtml
from publish.html_tree import Node, add_after, replace, text
from xref import urls
from xref.command import CommandError

LEFT_OUT = (
    "span.sidenote[aria-hidden]",
    "a.headerlink",
    ".essay-place > .length",
    "nav.pager",
    "nav.related",
    ".leads-here",
    ".choices",
    ".to-choices",
    ".nothing",
    "[data-size-of]",
    "section.cite",
    "p.files",
    "input",
    ".leave",
    ".web-only",
)
"""What an article holds for the screen alone, the last two by its author's word."""
UNREACHED = ", ".join(f"{name}, {name} *" for name in sorted(UNSHOWN))
PLACES = f":is([id], a[name]):not(dl > div, {UNREACHED})"
"""What links may lead to."""
REFERRING = ("aria-labelledby", "aria-describedby")
LAST_WORD = re.compile(r"(?s)(.*\s)?(\S+)")
PARTS_OF_BOOKS = {"glossary": "glossary", "references": "bibliography"}
"""Kind of page -> what reading systems call such a chapter: https://www.w3.org/TR/epub-ssv-11/."""
FIRST = "help"
"""The kind of page that a book opens with, so that it is found in a hurry."""


@dataclass(frozen=True)
class Chapter:
    """A chapter as the book's templates draw it."""

    file: str
    title: str
    body: str
    sections: tuple[Entry, ...] = ()
    kind: str = ""
    """Of the page."""

    @property
    def type(self) -> str:
        return PARTS_OF_BOOKS.get(self.kind, "chapter")

    @property
    def is_first(self) -> bool:
        """Whether it stands before the contents."""
        return self.kind == FIRST

    @property
    def id(self) -> str:
        return f"chapter-{PurePosixPath(self.file).stem}"

    @property
    def has_drawing(self) -> bool:
        return "<svg " in self.body


class ChapterError(CommandError):
    """A page is not what a chapter is made from; the message says why."""


class Article:
    """What a page says, and the places in it to which links may lead."""

    def __init__(self, path: str, page: str):
        whole = LexborHTMLParser(page)
        article = whole.css_first("article")
        if article is None:
            raise ChapterError(f"{path}: has no article to make a chapter from; mkdocs.yml needs our hooks and theme")
        for unwanted in article.css(f":is({', '.join(LEFT_OUT)})"):
            unwanted.decompose()
        for drawing in article.css("svg:not(svg *)"):
            prune(drawing)
        for code in whole.css('[dir="rtl"] article :is(code, pre)'):  # no style sheet of a book may say so
            code.attrs["dir"] = "ltr"
        self.path, self.body, self.kind = path, article, article.attributes.get("class") or ""
        self.ids = xml_ids(_id(element) for element in article.css(PLACES))


@dataclass(frozen=True)
class Book:
    """What a chapter has to know of its book."""

    files: dict[str, str]
    """Path of each page that is a chapter -> the chapter's file."""
    articles: dict[str, Article]
    """Path of each such page -> what it says."""
    pictures: Pictures
    address: str
    """The site's own on the web, for links to its other pages; "" where such a link becomes plain text."""


def menu(home: str) -> list[str]:
    """Paths of the pages that the site's menu lists, in its order, from the markup of its front page."""
    links = (urls.split(link.attributes.get("href") or "") for link in LexborHTMLParser(home).css("nav#menu a"))
    paths = (epub_links.page_file(unquote(link.path)) for link in links if link and not link.scheme and not link.netloc)
    return [path for path in dict.fromkeys(paths) if path.endswith(".html")]


def language(page: str) -> str:
    """The language in which a page says that it is written."""
    root = LexborHTMLParser(page).css_first("html")
    return (root.attributes.get("lang") if root else None) or "en"


def chapter(article: Article, book: Book) -> Chapter:
    """The chapter that a page makes. Raises OSError where it shows a picture that is not there."""
    body, path = article.body, article.path
    heading = body.css_first("h1")
    title = (words(heading) if heading else "") or PurePosixPath(path).stem
    for picture in body.css("img"):
        _show(picture, path, book)
    for link in body.css("a"):
        _lead(link, path, book)
    for uses in body.css("details.used-in"):
        _unfold(uses)
    for box in body.css("details"):
        box.attrs["open"] = ""  # few reading systems open one
    for line in body.css(".linenos[data-linenos]"):
        line.inner_html = escape(line.attributes["data-linenos"] or "")  # which the page's own sheet shows
    for shape in body.css("a > svg.shape:last-child"):
        _tie(shape)
    _name_places(article)
    _name_notes(body)
    made = xhtml(body)
    sections = entries(body, {id for id in article.ids.values() if f' id="{id}"' in made})
    return Chapter(book.files[path], title, made, sections, article.kind)


def _unfold(uses: Node) -> None:
    """Say in one line where something is used, without the sentences: a book would show them all."""
    words = text(uses.css("summary"))
    pages = ", ".join(str(link.html) for link in uses.css("ul:not(ul ul) > li > a"))
    replace(uses, f'<p class="used-in">{escape(words)}: {pages}</p>')


def _tie(shape: Node) -> None:
    """Keep a shape in one line with the word before it."""
    before = shape.prev
    found = LAST_WORD.fullmatch(before.text_content or "") if before and before.is_text_node else None
    if before and found:
        tied = f'<span class="tied">{escape(found[2])}{shape.html}</span>'
        add_after(shape, f"{escape(found[1] or '')}{tied}")
        before.decompose()
        shape.decompose()


def _id(element: Node) -> str:
    return element.attributes.get("id") or (element.attributes.get("name") if element.tag == "a" else "") or ""


def _name_places(article: Article) -> None:
    """Give every place a name that XML takes, and one place alone."""
    unused = dict(article.ids)
    for element in article.body.css(PLACES):
        if id := unused.pop(_id(element), None):
            element.attrs["id"] = id
        elif "id" in element.attributes:
            del element.attrs["id"]
    for name in REFERRING:
        for element in article.body.css(f"[{name}]"):
            known = filter(None, map(article.ids.get, (element.attributes[name] or "").split()))
            element.attrs[name] = " ".join(known)


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


def _show(picture: Node, path: str, book: Book) -> None:
    """Take a picture of the site into the book; of one from elsewhere, its words remain."""
    source = picture.attributes.get("src")
    if source is None:
        return
    url = urls.split(source.strip())
    if url and url.path and not (url.scheme or url.netloc):
        picture.attrs["src"] = book.pictures.add(urls.resolve(path, url.path), picture.attributes.get("alt") or "")
    else:
        del picture.attrs["src"]


def _lead(link: Node, path: str, book: Book) -> None:
    """Make a link lead to the chapter, or to the web, or to nowhere."""
    if (written := link.attributes.get("href", None)) is None:
        return
    if address := _address(written.strip(), path, book):
        link.attrs["href"] = address
    else:
        del link.attrs["href"]


def _address(written: str, path: str, book: Book) -> str:
    """Where a link of a page leads in the book; "" for one that leads nowhere."""
    url = urls.split(written)
    if url is None or url.scheme or url.netloc:
        return epub_links.web_address(url) if url else ""
    target = epub_links.target_of(url, path)
    if target not in book.files:
        return epub_links.on_site(url, target, book.address)
    id = book.articles[target].ids.get(urls.anchor(written))
    return (book.files[target] if target != path or not id else "") + (f"#{id}" if id else "")
