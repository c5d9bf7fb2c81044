"""The text as it is set for reading: what templates cannot do to markup that is already rendered.

Links to sections stand beside their headings, so that a list of headings reads as one; notes are told apart by name;
pictures say how large they are; and in essays a footnote, and a work where it is first cited, stand in the margin too.
What stands in the margin is hidden from assistive technology, which has the note and the reference themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

from publish.text import TAG, plain

HEADING = re.compile(
    r'<h(?P<level>[1-6])(?P<attributes>[^>]*)>(?P<title>.*?)<a class="headerlink" (?P<link>.*?)</a></h(?P=level)>'
)
FOOTNOTES = '<div class="footnote">'
RULE_ABOVE_FOOTNOTES = re.compile(rf"({FOOTNOTES})\s*<hr ?/?>")
NOTES_HEADING = r'\1\n<h2 id="notes">Notes</h2>'
FOOTNOTE = re.compile(r'<li id="fn:(?P<name>[^"]+)">\s*(?P<text>.*?)</li>\s*(?=<li id="fn:|</ol>)', re.DOTALL)
FOOTNOTE_MARK = re.compile(r'<a class="footnote-ref" href="#fn:(?P<name>[^"]+)">(?P<number>\d+)</a></sup>')
NAMED_MARK = r'<a class="footnote-ref" href="#fn:\g<name>" aria-label="Note \g<number>">\g<number></a></sup>'
BACK_LINK = re.compile(r'<a class="footnote-backref" (?P<link>href="[^"]*") title="(?P<name>[^"]*)">.*?</a>')
NAMED_BACK_LINK = r'<a class="footnote-backref" \g<link> aria-label="\g<name>">↩</a>'
CITATION = re.compile(r'<span class="citation">.*?</span>', re.DOTALL)
CITED = re.compile(r'href="#(ref-[^"]+)"')
ADDRESS = re.compile(r"<a [^>]*>https?:.*?</a>")
TAG_IN_MARGIN = re.compile(r"<(?!/?(?:i|em|strong)>)[^>]*>")
"""Tags that margins leave out: a link that assistive technology cannot see must not take the focus either."""
PICTURE = re.compile(r'<img (?P<attributes>[^>]*?src="(?P<source>[^"]+\.svg)"[^>]*?)\s*/?>')

WORDS_A_MINUTE = 220


def minutes(html: str) -> int:
    """How long a text takes to read, in whole minutes."""
    return max(1, round(len(plain(html).split()) / WORDS_A_MINUTE))


def apply(html: str, size: Callable[[str], str], references: Iterable[Mapping[str, str]] | None) -> str:
    """A page's markup, set for reading.

    `size` gives the attributes of a picture from its address; `references` are the works that stand in the margin where
    they are first cited, or None where nothing does.
    """
    html = HEADING.sub(_heading, html)
    html = PICTURE.sub(lambda match: f'<img {match["attributes"]} {size(match["source"])} loading="lazy">', html)
    if references is not None:
        html = _with_margin(html, {work["id"]: work["html"] for work in references})
    html = FOOTNOTE_MARK.sub(NAMED_MARK, html)
    html = RULE_ABOVE_FOOTNOTES.sub(NOTES_HEADING, html)
    return BACK_LINK.sub(NAMED_BACK_LINK, html)


def trim_css(css: str) -> str:
    """A style sheet without its comments and line breaks, since it stands in every page."""
    return " ".join(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).split())


def picture_size(path: Path) -> str:
    """Width and height of an SVG picture as attributes, from its view box: its place is kept while it loads."""
    box = ElementTree.parse(path).getroot().get("viewBox", "").split()
    return f'width="{box[2]}" height="{box[3]}"' if len(box) == 4 else ""


def _heading(match: re.Match[str]) -> str:
    heading = f"<h{match['level']}{match['attributes']}>{match['title']}</h{match['level']}>"
    if match["level"] == "1":
        return heading  # the page's own address leads there
    name = TAG.sub("", match["title"]).replace('"', "&quot;")
    link = re.sub(r' title="[^"]*"', f' aria-label="Link to: {name}"', match["link"])
    return f'<div class="heading">{heading}<a class="headerlink" {link}</a></div>'


def _with_margin(html: str, references: Mapping[str, str]) -> str:
    text, mark, notes = html.partition(FOOTNOTES)
    footnotes = {match["name"]: match["text"] for match in FOOTNOTE.finditer(notes)}
    unshown = dict(references)

    def works(match: re.Match[str]) -> str:
        first = [unshown.pop(id) for id in CITED.findall(match[0]) if id in unshown]
        return match[0] + "".join(_margin(ADDRESS.sub("", work)) for work in first)

    def note(match: re.Match[str]) -> str:
        return match[0] + _margin(BACK_LINK.sub("", footnotes[match["name"]]), match["number"])

    return FOOTNOTE_MARK.sub(note, CITATION.sub(works, text)) + mark + notes


def _margin(html: str, number: str = "") -> str:
    text = TAG_IN_MARGIN.sub("", html.replace("</p>", " "))
    shown = f"<sup>{number}</sup> {text}" if number else text
    return f'<span class="sidenote" aria-hidden="true">{" ".join(shown.split())}</span>'
