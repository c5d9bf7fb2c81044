"""What is drawn into a page's text: lists that follow from other pages, and what stands beside each claim and term."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from html import escape

from essays.built_page import Heading
from publish.html_tree import Node, add_after, add_before, add_within, children, has_class, replace, text

INITIALS = re.compile(r"^(?:\w\.[-\s]*)+")
LETTERED = 2
"""The level of the sections that letters lead to."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WITH_VERDICT = "a.with-verdict"
"""A link to a claim, as in `[a claim](evidence.md#c04){ .with-verdict }`, that is to say how the claim was judged."""
DRAWN_ANYWHERE = {
    ".downloads": "downloads",
    ".score": "score",
    ".licences": "licences",
    ".repository": "repository",
    ".corrections": "corrections",
    ".feed": "feed",
}
"""What any page may ask for, by an element of this class: the list of what can be downloaded, how many claims were
weighed against how many works, the licences, where the site is made, what was corrected, and where programs hear of
what is new. The templates that draw it."""

Section = tuple[str, Node, list[Node]]
"""The id of its heading, the heading, and the nodes below it."""


def links(body: Node) -> tuple[str, ...]:
    """The addresses to which a page links, in order."""
    return tuple(link.attributes.get("href") or "" for link in body.css("a[href]"))


def headings(body: Node) -> tuple[Heading, ...]:
    """A page's headings that have an id, in order."""
    return tuple(_heading(node) for node in body.css(", ".join(f"{name}[id]" for name in HEADINGS)))


def _heading(node: Node) -> Heading:
    classes = tuple((node.attributes.get("class") or "").split())
    return Heading(node.attributes["id"] or "", heading_text(node), int((node.tag or "h0")[1]), classes)


def heading_text(heading: Node) -> str:
    """What a heading says, without the sign of the link to it."""
    return text(child for child in children(heading) if not (child.tag == "a" and has_class(child, "headerlink")))


def sections(body: Node, level: int) -> Iterator[Section]:
    """The sections of a page below headings of a level, without the notes at its end."""
    for heading in body.css(f"h{level}[id]"):
        below: list[Node] = []
        node = heading.next
        while node is not None and node.tag not in HEADINGS and not has_class(node, "footnote"):
            below.append(node)
            node = node.next
        yield heading.attributes["id"] or "", heading, below


def fill(body: Node, parts: Mapping[str, Callable[[], str]]) -> None:
    """Draw parts in place of the elements that ask for them: selector -> what draws."""
    for selector, draw in parts.items():
        for node in body.css(selector):
            if not text(children(node)):
                replace(node, draw())


def add_verdicts(body: Node, verdict: Callable[[str], str]) -> None:
    """After each link that asks for it, the verdict of the claim to which its address leads."""
    for link in body.css(WITH_VERDICT):
        if said := verdict(link.attributes.get("href") or ""):
            add_after(link, f" ({escape(said)})")


def sign_legend(body: Node, sign: Callable[[str], str]) -> None:
    """In a list that explains the verdicts, put its sign before each: words -> markup, "" if they name no verdict."""
    for words in body.css("ul > li > strong:first-child"):
        item = words.parent
        if item is not None and item.first_child == words and (markup := sign(text([words]))):
            item.attrs["class"] = "legend"
            add_before(words, f"{markup} ")


def letters(body: Node) -> dict[str, str]:
    """The first letter of each section of a page, without its accent -> the id of the first section that begins so."""
    first: dict[str, str] = {}
    for heading in headings(body):
        if heading.level == LETTERED and (letter := _letter(heading.text)):
            first.setdefault(letter, heading.id)
    return first


def _letter(words: str) -> str:
    """The letter under which a reader looks, which is no initial of a given name."""
    plain = unicodedata.normalize("NFD", INITIALS.sub("", words.lstrip("“‘\"'")))
    return plain[:1].upper() if plain[:1].isalpha() else ""


def add_letters(body: Node, markup: str) -> None:
    """Put the letters before the first of the sections."""
    if first := body.css_first(f"h{LETTERED}[id]"):
        while first.parent is not None and first.parent != body:
            first = first.parent
        add_before(first, markup)


def mark_links(body: Node, mark: Callable[[str], tuple[str, str]]) -> None:
    """Tell links of a kind by a class, and by markup at their end: address -> both, ("", "") for any other link."""
    for link in body.css("a[href]"):
        name, markup = mark(link.attributes.get("href") or "")
        if name and not has_class(link, WITH_VERDICT.removeprefix("a.")):
            link.attrs["class"] = " ".join(filter(None, (link.attributes.get("class"), name)))
            add_within(link, markup)


ENTRIES = "ol > li:has(> p:first-child > a[href])"
"""Those of a list that leads to essays."""


def add_lengths(body: Node, minutes: Callable[[str], int]) -> None:
    """In a list that leads to essays, at the end of each entry, how long that essay takes to read."""
    for entry in body.css(ENTRIES):
        found = minutes(entry.css("a[href]")[0].attributes.get("href") or "")
        if found:
            add_within(entry.css("p")[-1], f' <span class="length">{found} minute{"s" if found != 1 else ""}</span>')


def scenes(body: Node) -> Iterator[tuple[str, Node]]:
    """In a list that leads to essays, the address of each, and the paragraph in italics with which it invites."""
    for entry in body.css(ENTRIES):
        for scene in entry.css("p:has(> em:only-child)"):
            if text([scene]) == text(scene.css("em")):
                yield entry.css("a[href]")[0].attributes.get("href") or "", scene


def exclude_scenes(body: Node) -> None:
    """Keep from search the scenes in a list that leads to essays: each is found in the essay that opens with it."""
    for _, scene in scenes(body):
        scene.attrs["data-search-exclude"] = ""


def wrap_entries(body: Node, level: int, classes: Mapping[str, str]) -> None:
    """Make a section of each entry of a page: id of its heading -> the section's classes."""
    for id, heading, below in list(sections(body, level)):
        if id in classes:
            nodes = [heading, *below]
            add_before(heading, f'<section class="{classes[id]}">{"".join(str(node.html) for node in nodes)}</section>')
            for node in nodes:
                node.decompose()


def add_above(body: Node, selector: str, markup: str) -> None:
    """Put markup before the first element of a kind, and before the heading that stands right above it."""
    for first in body.css(selector)[:1]:
        above = first.prev
        while above is not None and not above.is_element_node:
            above = above.prev
        add_before(above if above is not None and above.tag in HEADINGS else first, markup)


def add_notes(body: Node, level: int, below_heading: Callable[[str], str], at_end: Callable[[str], str]) -> None:
    """Draw something below each heading of a level, and something at the end of its section; both get its id."""
    for id, heading, below in list(sections(body, level)):
        add_after(below[-1] if below else heading, at_end(id))
        add_after(heading, below_heading(id))
