"""Chapters as the text of one document: links within it, ids that stand once, and drawings that say what they show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from pathlib import PurePosixPath
from unicodedata import bidirectional
from urllib.parse import quote

from publish import html_tree
from publish.epub_chapter import REFERRING, Chapter
from publish.epub_contents import Entry
from publish.epub_drawing import drawing
from publish.html_tree import Node, parse, write
from publish.lettering import FAMILY

LEFT_OUT = "svg.shapes, .letter-list, .passages, a.footnote-backref"
"""Ways that paper does not have."""
LAST_WORDS = re.compile(r"(?<![^\s>])((?:&\w+;|[^\s<>&]){1,14}\s+(?:&\w+;|[^\s<>&]){1,14})\s*$")
"""In HTML, where an entity is one letter; short enough for a line together."""

BLOCKS, LONGEST = "p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, figcaption, summary", 24
"""What may hold a word that is too long for a line, and how many letters one has that needs no break. Where WeasyPrint
may break any word, it breaks short ones too, before the end of an emphasis."""


@dataclass(frozen=True)
class Text:
    """A chapter as the document's template draws it."""

    id: str
    title: str
    body: str
    sections: tuple[Entry, ...]
    kind: str
    is_first: bool


def joined(chapters: Iterable[Chapter]) -> list[Text]:
    return [_text(chapter) for chapter in chapters]


def _text(chapter: Chapter) -> Text:
    name = PurePosixPath(chapter.file).stem
    body = parse(chapter.body)
    for use in body.css("use[href]"):
        _draw_in_place(use, body)
    for unwanted in body.css(LEFT_OUT):
        unwanted.decompose()
    _set(body)
    for element in body.css("[id]"):
        element.attrs["id"] = f"{name}-{element.attributes['id']}"
    for link in body.css("a[href]"):
        link.attrs["href"] = _address(link.attributes["href"] or "", name)
    for attribute in REFERRING:
        for element in body.css(f"[{attribute}]"):
            element.attrs[attribute] = " ".join(f"{name}-{id}" for id in (element.attributes[attribute] or "").split())
    sections = tuple(replace(one, id=f"{name}-{one.id}") for one in chapter.sections)
    return Text(name, chapter.title, write(body), sections, chapter.kind, chapter.is_first)


def _set(body: Node) -> None:
    """What WeasyPrint cannot do by itself."""
    for shown in body.css("svg:not(svg *)"):
        _describe(shown)
    for picture in body.css("img.sized[width]"):  # it takes a size from styles alone
        picture.attrs["style"] = f"width: {picture.attributes['width']}px"
    for element in body.css("[dir=auto]"):  # nor does it look for the first letter
        element.attrs["dir"] = _direction(element.text(deep=True))
    for title in body.css("h1, h2, h3"):  # are to end in no line of one word; it balances none
        title.inner_html = LAST_WORDS.sub(r'<span class="tied">\1</span>', title.inner_html or "")
    for element in filter(_holds_a_long_word, body.css(BLOCKS)):
        element.attrs["class"] = f"{element.attributes.get('class') or ''} long".strip()


def _holds_a_long_word(element: Node) -> bool:
    return any(len(word) > LONGEST for word in element.text(deep=True).split())


def _direction(text: str) -> str:
    """That of its first letter."""
    first = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def _address(written: str, name: str) -> str:
    """A link of a chapter as one within the document."""
    path, _, id = written.partition("#")
    if not path:
        return f"#{name}-{id}"
    if not path.endswith(".xhtml") or "/" in path:
        return written
    stem = path.removesuffix(".xhtml")
    return f"#{stem}-{id}" if id else f"#{stem}"


def _draw_in_place(use: Node, body: Node) -> None:
    """A symbol of another drawing, where it is used: each drawing is laid out for itself."""
    symbol = body.css_first(f"symbol[id='{(use.attributes['href'] or '').removeprefix('#')}']")
    if symbol is not None:
        box = {name: use.attributes.get(name) for name in ("x", "y", "width", "height")}
        box["viewBox"] = symbol.attributes.get("viewBox") or symbol.attributes.get("viewbox")
        shown = "".join(f' {name}="{escape(value)}"' for name, value in box.items() if value)
        # within a drawing of its own, so that it is read as one
        made = parse(f"<svg><svg{shown}>{symbol.inner_html}</svg></svg>").css_first("svg > svg")
        if made is not None:
            use.insert_before(made)
            use.decompose()


def _describe(shown: Node) -> None:
    """What a drawing shows, as its title; one that shows nothing new is no part of the text, but of the paper."""
    if shown.attributes.get("aria-hidden"):
        name = escape(shown.attributes.get("class") or "")
        address = f"data:image/svg+xml,{quote(drawing(shown))}"
        html_tree.replace(shown, f'<span class="drawn {name}" style="background-image: url({address})"></span>')
        return
    shown.attrs["font-family"] = FAMILY
    title = parse(f"<svg><title>{escape(shown.attributes.get('aria-label') or '')}</title></svg>").css_first("title")
    if shown.css_first("title") is None and title is not None and shown.first_child is not None:
        shown.first_child.insert_before(title)
