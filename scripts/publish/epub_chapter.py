"""A page of the site as a chapter of a book: its article, without what only a page needs, as XHTML."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape, quoteattr

import html5lib
from lxml import etree

from xref.reading.html_elements import VOID

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPS = "{http://www.idpf.org/2007/ops}"
NAMESPACES = {"h": XHTML.strip("{}"), "s": SVG.strip("{}")}
LEFT_OUT = (
    "//h:*[contains(concat(' ', @class, ' '), ' sidenote ')]",
    "//h:*[contains(concat(' ', @class, ' '), ' headerlink ')]",
    "//h:*[contains(concat(' ', @class, ' '), ' length ')]",
    "//h:nav",
    "//h:script",
    "//h:template",
)
"""What an article holds for the screen alone."""
NOT_FOR_BOOKS = ("loading", "data-search-exclude", "rel")
PART = re.compile(r"[^\w.-]")
"""What an id of XML may not hold."""


@dataclass
class Chapter:
    """A chapter as the book's templates draw it."""

    file: str
    site: str
    title: str = ""
    body: str = ""
    pictures: list[str] = field(default_factory=list)
    """Paths from the site's root."""
    has_drawing: bool = False

    @property
    def id(self) -> str:
        return PurePosixPath(self.file).stem


class ChapterError(Exception):
    """A page is not what a chapter is made from; the message says why."""


def menu(home: str) -> list[str]:
    """Paths of the pages that the site's menu lists, in its order, from the markup of its front page."""
    return [link.get("href") for link in _parse(home).iterfind(f".//{XHTML}nav[@id='menu']//{XHTML}a")]


def chapter(page: str, path: str, chapters: set[str], address: str) -> Chapter:
    """The chapter that a page makes. `chapters` are the paths of all, to which links may lead; `address` is the site's
    own on the web, for links to its other pages, or "", where such a link becomes plain text.
    """
    tree = _parse(page)
    article = tree.find(f".//{XHTML}article")
    if article is None:
        raise ChapterError(f"{path}: has no article to make a chapter from")
    made = Chapter(_file(path), tree.findtext(f".//{XHTML}title").rpartition(" - ")[2])
    _leave_out(article)
    _name_notes(article)
    for element in article.iter(etree.Element):
        _fit(element, path, chapters, address, made)
    made.title = " ".join("".join(article.find(f".//{XHTML}h1").itertext()).split())
    made.has_drawing = article.find(f".//{SVG}svg") is not None
    made.body = "".join(map(_markup, article))
    return made


def _markup(element: etree._Element) -> str:
    """An element and the text after it, with the plain names that reading systems look for, and no prefixes."""
    name = etree.QName(element).localname
    attributes = {_attribute(key): value for key, value in element.attrib.items()}
    if element.tag == f"{SVG}svg":
        attributes["xmlns"] = SVG.strip("{}")
    shown = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    within = escape(element.text or "") + "".join(map(_markup, element))
    tags = f"<{name}{shown}>{within}</{name}>" if within or name not in VOID else f"<{name}{shown}/>"
    return tags + escape(element.tail or "")


def _attribute(name: str) -> str:
    local = etree.QName(name).localname
    return f"epub:{local}" if name.startswith(OPS) else local


def _parse(page: str) -> etree._Element:
    return html5lib.parse(page, treebuilder="lxml").getroot()


def _file(path: str) -> str:
    return f"{PurePosixPath(path).stem}.xhtml"


def _leave_out(article: etree._Element) -> None:
    for query in LEFT_OUT:
        for element in article.xpath(query.replace("//", ".//", 1), namespaces=NAMESPACES):
            _drop(element)
    for comment in article.xpath(".//comment()"):
        _drop(comment)


def _drop(element: etree._Element) -> None:
    """Remove an element but not the text after it."""
    before, parent = element.getprevious(), element.getparent()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _name_notes(article: etree._Element) -> None:
    """Tell reading systems which links lead to notes and what is a note, so that they can show it in place."""
    for link in article.xpath(".//h:a[@class='footnote-ref']", namespaces=NAMESPACES):
        link.set(f"{OPS}type", "noteref")
        link.set("role", "doc-noteref")
    for link in article.xpath(".//h:a[@class='footnote-backref']", namespaces=NAMESPACES):
        link.set("role", "doc-backlink")
    for item in article.xpath(".//h:div[@class='footnote']//h:li", namespaces=NAMESPACES):
        _make_note(item)


def _make_note(item: etree._Element) -> None:
    """A note within its place in the list, since the place itself is to stay one of a list's."""
    note = etree.Element(
        f"{XHTML}aside", {"id": item.attrib.pop("id"), "role": "doc-footnote", f"{OPS}type": "footnote"}
    )
    note.text, item.text = item.text, None
    note.extend(item[:])
    item.append(note)


def _fit(element: etree._Element, path: str, chapters: set[str], address: str, made: Chapter) -> None:
    for name in NOT_FOR_BOOKS:
        element.attrib.pop(name, None)
    if id := element.get("id"):
        element.set("id", _id(id))
    for name in ("aria-labelledby", "aria-describedby"):
        if ids := element.get(name):
            element.set(name, " ".join(map(_id, ids.split())))
    if element.tag == f"{XHTML}img":
        picture = posixpath.normpath(posixpath.join(posixpath.dirname(path), element.get("src")))
        made.pictures.append(picture)
        element.set("src", f"pictures/{PurePosixPath(picture).name}")
    elif element.tag == f"{XHTML}a":
        _lead(element, path, chapters, address)


def _lead(link: etree._Element, path: str, chapters: set[str], address: str) -> None:
    """Make a link lead to the chapter, or to the web, or to nowhere."""
    url = urlsplit(link.get("href", ""))
    if url.scheme:
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), url.path)) if url.path else path
    anchor = f"#{_id(url.fragment)}" if url.fragment else ""
    if target in chapters:
        link.set("href", (_file(target) if url.path else "") + anchor)
    elif address:
        link.set("href", urljoin(address, target + anchor))
    else:
        link.tag = f"{XHTML}span"
        del link.attrib["href"]


def _id(id: str) -> str:
    return PART.sub("-", id)
