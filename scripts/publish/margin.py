"""The margin: a footnote stands there too, and a work where it is first cited.

What stands there is hidden from assistive technology, which has the note and the reference themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from publish.html_tree import Node, add_after, add_before, children, has_class, margin_markup, parse, text, write

WHOLES = {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "table"}


def fill(body: Node, references: Mapping[str, str]) -> None:
    """Put notes and works beside a page's text; `references` are the works, id -> markup."""
    notes = {note.attributes.get("id") or "": note for note in body.css("div.footnote li[id]")}
    unshown = dict(references)
    for mark in body.css("span.citation, a.footnote-ref"):
        if _is_within_notes(mark):
            continue
        if has_class(mark, "citation"):
            _show_works(mark, unshown)
        elif note := notes.pop((mark.attributes.get("href") or "").removeprefix("#"), None):
            _show_note(mark, note)


def _is_within_notes(node: Node) -> bool:
    return any(has_class(parent, "footnote") for parent in _around(node))


def _around(node: Node) -> Iterator[Node]:
    """The elements that hold a node, from the inside."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _show_works(citation: Node, unshown: dict[str, str]) -> None:
    cited = [(link.attributes.get("href") or "").removeprefix("#") for link in citation.css("a")]
    works = [parse(unshown.pop(id)) for id in cited if id in unshown]
    for work in works:
        for link in work.css("a"):
            if text([link]).startswith(("http:", "https:")):
                link.decompose()  # whoever wants the address follows the citation
    _show(citation, "".join(map(_margin, works)))


def _show_note(mark: Node, note: Node) -> None:
    number = f"<sup>{escape(text([mark]))}</sup> "
    copy = parse(write(note))
    for link in copy.css(":is(a.footnote-backref, a.headerlink)"):
        link.decompose()
    parent = mark.parent
    _show(parent if parent is not None and parent.tag == "sup" else mark, _margin(copy, number))


def _show(place: Node, notes: str) -> None:
    """Put notes beside a place, or before all of what is a whole: a heading and a table hold their own words alone."""
    wholes = [element for element in _around(place) if element.tag in WHOLES]
    if wholes:
        add_before(wholes[-1], notes)
    else:
        add_after(place, notes)


def _margin(note: Node, number: str = "") -> str:
    """A note beside the text: part of a line, hidden from who hears it elsewhere, and nothing in it takes the focus."""
    return f'<span class="sidenote" aria-hidden="true">{number}{margin_markup(children(note))}</span>'
