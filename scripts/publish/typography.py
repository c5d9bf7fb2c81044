"""The text as it is set for reading: what templates cannot do to markup that is already rendered.

Links to sections stand beside their headings, so that a list of headings reads as one; notes are told apart by name;
pictures say how large they are; and the margin is filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from publish import margin
from publish.guard import files
from publish.guard.allowed import ALIGNMENTS, SIDES
from publish.html_tree import Node, children, replace, text, write

EQUATION, YEAR = re.compile(r"(?<=\w) ([=<>]) (?=[\d.−-])"), re.compile(r", (?=\d{4}|n\.d\.)")
"""What no line should tear: `n = 310`, and the year of a citation from the name before it."""
WORDS_A_MINUTE = 220
LEAST, MOST = 0.1, 100_000
"""What a picture measures, if it is one to look at."""
Size = tuple[str, str]
TWO_PARTS, SUBTITLE = (
    re.compile(r"^([^:<>]+): (.+)$"),
    r'\1<span class="colon">:</span> <span class="subtitle">\2</span>',
)
"""Of a title with a colon, what stands before and behind it: each has lines of its own, and the colon is heard."""


UNSPACED, LETTERS_A_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"), 2
"""Letters of Japanese and Chinese, which put no space between words, and how many of them take the time of a word."""


def minutes(body: Node) -> int:
    """How long a text takes to read, in whole minutes."""
    said = text(children(body))
    letters = len(UNSPACED.findall(said))
    return max(1, round((len(UNSPACED.sub("", said).split()) + letters / LETTERS_A_WORD) / WORDS_A_MINUTE))


def apply(body: Node, size: Callable[[str], Size | None], references: Mapping[str, str]) -> None:
    """Set a page's text for reading.

    `size` gives a picture's width and height from its address; `references` are the works, id -> markup, that stand in
    the margin where they are first cited and have room.
    """
    for picture in body.css("img[src]"):
        _set_picture(picture, size)
    for cell in body.css(":is(td, th)[style]"):
        _exchange(cell, "style", ALIGNMENTS)
    margin.fill(body, references)
    for heading in body.css(":is(h1, h2, h3, h4, h5, h6):has(> .headerlink)"):
        _set_heading(heading)
    for title in body.css("h1"):
        title.inner_html = in_two_parts(title.inner_html or "")
    for mark in body.css("a.footnote-ref"):
        mark.attrs["aria-label"] = f"Note {text([mark])}"
    for code in body.css("code:not(pre *, .sidenote *, :has(*))"):
        _let_wrap(code)
    for rule in body.css("div.footnote > hr"):
        replace(rule, '<h2 id="notes">Notes</h2>')
    marks = [f"#{mark.attributes['id']}" for mark in body.css("sup[id]:has(> .footnote-ref)")]
    for note in body.css("div.footnote li"):
        _set_ways_back(note.css("a.footnote-backref"), marks)
    _keep_together(body)


def in_two_parts(title: str) -> str:
    """A title, as markup, with what stands behind its colon as a subtitle."""
    return TWO_PARTS.sub(SUBTITLE, title)


def close_quotations(body: Node) -> None:
    """Turn each mark that was set as an opening one behind an element, and closes."""
    for element in body.css(AFTER_WORDS):
        _close_quotation(element)


SPARE = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*') | \s*;?\s*(\})\s* | \s*([{;,>])\s* | (:)\s+ | (\s)\s*""", re.VERBOSE
)
"""In a style sheet, a string, which stays, or a sign with the space around it that says nothing."""


def trim_css(css: str) -> str:
    """A style sheet without what browsers skip, since it stands in every page, ahead of the text."""
    told = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).strip()
    return SPARE.sub(lambda found: " " if found[5] else found[1] or found[2] or found[3] or found[4], told)


def picture_size(path: Path) -> Size | None:
    """Width and height of a picture's file: its place is kept while it loads; None if there is none to be read."""
    try:
        found = files.picture_size(path)
    except (OSError, ValueError):  # an address of raw HTML may be no path at all
        return None
    return (_number(found[0]), _number(found[1])) if found and min(found) >= LEAST and max(found) <= MOST else None


def _number(value: float) -> str:
    """A length as HTML reads it, which knows no exponents."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _set_picture(picture: Node, size: Callable[[str], Size | None]) -> None:
    known = size(picture.attributes["src"] or "")
    if {"width", "height"} & picture.attributes.keys():
        _add_class(picture, "sized")
        _complete_size(picture, known)
    elif known:
        picture.attrs["width"], picture.attrs["height"] = known
    picture.attrs["loading"] = "lazy"
    _exchange(picture, "align", SIDES)


CLOSING = {"“": "”", "‘": "’"}
OPENED_BELOW = {"“": "„", "‘": "‚"}
"""Mark by which a quotation ends that begins as others do -> the mark by which that began."""
AFTER_WORDS = "a, abbr, cite, code, em, i, kbd, mark, q, span, strong, sup"


def _close_quotation(element: Node) -> None:
    """Turn the mark that follows an element: whoever set it saw no words before it, and took it for an opening one."""
    after = element.next
    if after is None or not after.is_text_node:
        return
    said = after.text_content or ""
    if said[:1] in CLOSING and not said[1:2].isalnum() and not _ends(said[0], element):
        after.replace_with(CLOSING[said[0]] + said[1:])


def _ends(mark: str, element: Node) -> bool:
    """Whether a mark behind an element ends a quotation as German has it, „so“."""
    before: list[Node] = [element]
    while previous := before[-1].prev:
        before.append(previous)
    said = text(reversed(before))
    return said.rfind(OPENED_BELOW[mark]) > said.rfind(mark)


def _complete_size(picture: Node, known: Size | None) -> None:
    """Of a picture whose author says one length, the other."""
    for given, missing, by in (("width", "height", 1), ("height", "width", -1)):
        length = picture.attributes.get(given) or ""
        if known and length.isdecimal() and missing not in picture.attributes:
            picture.attrs[missing] = str(max(1, round(int(length) * (float(known[1]) / float(known[0])) ** by)))


def _exchange(element: Node, attribute: str, classes: Mapping[str, str]) -> None:
    """Say by a class what an attribute says: the page's policy drops styles, and `align` is no HTML any more."""
    if attribute in element.attributes:
        _add_class(element, classes.get(element.attributes[attribute] or "", ""))
        del element.attrs[attribute]


def _add_class(element: Node, name: str) -> None:
    element.attrs["class"] = " ".join(filter(None, (element.attributes.get("class"), name)))


def _set_heading(heading: Node) -> None:
    address = f"#{heading.attributes.get('id')}"
    links = [link for link in heading.css("a.headerlink") if link.attributes.get("href") == address]
    if not links:
        return  # an author's own link, of that class
    link = links[-1]
    sign = text([link])
    link.decompose()
    if heading.tag == "h1":
        return  # the page's own address leads there
    name = escape(f"Link to: {text([heading])}")
    beside = f'<a class="headerlink" href="{escape(address)}" aria-label="{name}">{escape(sign)}</a>'
    replace(heading, f'<div class="heading">{heading.html}{beside}</div>')


def _keep_together(body: Node) -> None:
    for link in body.css("a.citation-reference"):
        link.inner_html = YEAR.sub(",\N{NO-BREAK SPACE}", link.inner_html or "")
    for element in body.css("p, li, td, dd, figcaption, .sidenote"):
        for node in children(element):
            if node.is_text_node and EQUATION.search(said := node.text_content or ""):
                node.replace_with(EQUATION.sub("\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}", said))


LONG = re.compile(r"[^\s<>&]{20,}")
"""A name in code that may not fit on a line."""
PARTS = re.compile(r"(?<=[^\W_])(?:_+|[/.])(?=[^\W\d_])")


def _let_wrap(code: Node) -> None:
    """Let a long name in code break between its parts: `test_that_nothing_is_sent`."""
    code.inner_html = LONG.sub(lambda name: PARTS.sub(r"\g<0><wbr>", name[0]), write(code))


def _set_ways_back(ways: list[Node], marks: list[str]) -> None:
    """Give each way back a name of its own; of several, a sign of its own too, in the order in which the text has its
    marks: whoever made them went through the paragraphs first, and through lists and tables last."""
    places = {address: nth for nth, address in enumerate(marks)}
    addresses = sorted((back.attributes.get("href") or "" for back in ways), key=lambda one: places.get(one, 0))
    for nth, (back, address) in enumerate(zip(ways, addresses, strict=True), 1):
        back.attrs["href"] = address
        name = back.attributes.get("title") or ""
        back.inner_html = "↩" if len(ways) == 1 else f"↩<sup>{nth}</sup>"
        back.attrs["aria-label"] = name if len(ways) == 1 else f"{name}, passage {nth}"
        if "title" in back.attributes:
            del back.attrs["title"]
