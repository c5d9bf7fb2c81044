"""The margin: a footnote stands there too, and a work where it is first cited and there is room.

What stands there is hidden from assistive technology, which has the note and the reference themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from math import ceil

from publish.html_tree import (
    INLINE,
    Node,
    add_after,
    add_before,
    children,
    has_class,
    margin_markup,
    parse,
    text,
    write,
)

WHOLES = {"figure", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "table"}
LINE, NOTE_LINE = 62, 36
"""Letters of a line of the text, and of a note beside it, on a screen that has room for both."""
NOTE_HEIGHT, NOTE_GAP, BLOCK_GAP = 0.66, 0.7, 0.8
"""Of a note's line, of the space below a note, and of that below a paragraph, in lines of the text."""
FAR = 4
"""Lines from a citation to its work beside the text, at most: farther down, it would seem to belong to other words."""


def fill(body: Node, references: Mapping[str, str]) -> None:
    """Put notes and works beside a page's text; `references` are the works, id -> markup.

    Where citations are many, a work is left to a later one that has room beside it.
    """
    notes = {note.attributes.get("id") or "": note for note in body.css("div.footnote li[id]")}
    unshown, end = dict(references), 0.0
    for mark, line in _marks(body):
        if has_class(mark, "citation"):
            end = _show_works(mark, unshown, line, end)
        elif note := notes.pop((mark.attributes.get("href") or "").removeprefix("#"), None):
            _show_note(mark, note)
            end = max(line, end) + _height(note)


def _marks(body: Node) -> list[tuple[Node, float]]:
    """Citations and the numbers of notes, each with the line of the text, counted from the top, that it stands in."""
    marks: list[tuple[Node, float]] = []

    def walk(node: Node, line: float) -> float:
        for child in children(node):
            if child.is_text_node:
                line += len((child.text_content or "").strip("\n")) / LINE
            elif child.is_element_node and not has_class(child, "footnote"):
                if has_class(child, "citation") or has_class(child, "footnote-ref"):
                    marks.append((child, line))
                line = walk(child, line)
                line += BLOCK_GAP if child.tag not in INLINE else 0
        return line

    walk(body, 0)
    return marks


def _height(note: Node) -> float:
    """How many lines of the text a note takes beside it."""
    return ceil(len(text([note])) / NOTE_LINE) * NOTE_HEIGHT + NOTE_GAP


def _around(node: Node) -> Iterator[Node]:
    """The elements that hold a node, from the inside."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _show_works(citation: Node, unshown: dict[str, str], line: float, end: float) -> float:
    """Show those of its works that were not yet, and have room; the line at which the last note ends then."""
    shown = []
    for id in [(link.attributes.get("href") or "").removeprefix("#") for link in citation.css("a")]:
        if id in unshown and end - line <= FAR:
            work = parse(unshown.pop(id))
            for link in work.css("a"):
                if text([link]).startswith(("http:", "https:")):
                    link.decompose()  # whoever wants the address follows the citation
            shown.append(_margin(work))
            end = max(line, end) + _height(work)
    _show(citation, "".join(shown))
    return end


def _show_note(mark: Node, note: Node) -> None:
    number = f"<sup>{escape(text([mark]))}</sup> "
    copy = parse(write(note))
    for link in copy.css(":is(a.footnote-backref, a.headerlink)"):
        link.decompose()
    parent = mark.parent
    _show(parent if parent is not None and parent.tag == "sup" else mark, _margin(copy, number))


def _show(place: Node, notes: str) -> None:
    """Put notes beside a place, or before all of what is a whole: a heading and a table hold their own words alone, and
    what is narrower than the text would have them over the text beside it."""
    wholes = [element for element in _around(place) if element.tag in WHOLES or has_class(element, "inline")]
    if wholes:
        add_before(wholes[-1], notes)
    else:
        add_after(_end_of_row(place), notes)


def _end_of_row(place: Node) -> Node:
    """The last of the numbers of notes that follow without a word between, and of what stands beside them already: a
    note amid the row would part it from its sentence."""
    while (after := place.next) is not None and (after.tag == "sup" or has_class(after, "sidenote")):
        place = after
    return place


def _margin(note: Node, number: str = "") -> str:
    """A note beside the text: part of a line, hidden from who hears it elsewhere, and nothing in it takes the focus."""
    return f'<span class="sidenote" aria-hidden="true">{number}{margin_markup(children(note))}</span>'
