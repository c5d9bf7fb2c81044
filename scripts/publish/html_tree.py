"""Rendered markup as a tree, read as browsers read it (by lexbor), changed, and written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = LexborNode
INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark"),
    *("q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    "-text",
}
"""Elements within a line: all others part the words before them from those after."""
IN_MARGIN = {
    *("abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small"),
    *("strong", "sub", "sup", "u", "var"),
}
"""Elements within a line that take no focus and lead nowhere."""
CELLS = {"td", "th"}
BREAK = "\0"  # which no markup holds


def parse(markup: str) -> Node:
    """The body that holds a piece of markup."""
    body = LexborHTMLParser(f"<body>{markup}").body
    assert body is not None  # the parser makes one of any text
    return body


def write(body: Node) -> str:
    """The markup within an element."""
    return str(body.inner_html or "")


def parted(body: Node, has_lead: bool = False) -> tuple[str, str, str, str]:
    """The markup of a page up to the end of its title, "" where it has none; of the paragraphs right below, if it has a
    lead; of the rest; and of the notes, where these come last."""
    nodes = list(children(body))
    last = max((nth for nth, node in enumerate(nodes) if node.is_element_node), default=0)
    notes = last if nodes and has_class(nodes[last], "footnote") else len(nodes)
    title = next((nth for nth, node in enumerate(nodes, 1) if node.tag == "h1"), 0)
    end = title
    while has_lead and title and end < len(nodes) and (nodes[end].tag == "p" or not nodes[end].is_element_node):
        end += 1
    return markup(nodes[:title]), markup(nodes[title:end]), markup(nodes[end:notes]), markup(nodes[notes:])


def markup(nodes: Iterable[Node]) -> str:
    """Nodes, written one after the other."""
    return "".join(str(node.html or "") for node in nodes)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below, in order; each may be removed on the way."""
    child = node.first_child
    while child is not None:
        after = child.next
        yield child
        child = after


def replace(node: Node, markup: str) -> None:
    """Put markup in place of a node."""
    add_before(node, markup)
    node.decompose()


def add_before(node: Node, markup: str) -> None:
    for made in children(parse(markup)):
        node.insert_before(made)


def add_after(node: Node, markup: str) -> None:
    for made in reversed(list(children(parse(markup)))):
        node.insert_after(made)


def add_within(node: Node, markup: str) -> None:
    """Put markup at the end of an element."""
    for made in children(parse(markup)):
        node.insert_child(made)


def text(nodes: Iterable[Node]) -> str:
    """What nodes say: no tags, no numbers of notes, single spaces, and one between what stands in lines of its own."""
    return " ".join("".join(_pieces(nodes)).split())


def _pieces(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.is_text_node:
            yield node.text_content or ""
        elif node.is_element_node and not note_link(node):
            edge = "" if node.tag in INLINE else " "
            yield edge
            yield from _pieces(children(node))
            yield edge


def note_link(node: Node) -> Node | None:
    """The link to a note in an element that holds nothing else."""
    held = node.first_child if node.tag == "sup" else None
    return held if held and not held.next and has_class(held, "footnote-ref") else None


def margin_markup(nodes: Iterable[Node]) -> str:
    """The same as part of a line, for what stands in a margin: emphasis and the like are kept, and where a block ends
    the line does; a picture is its words.
    """
    line = " ".join("".join(_margin_pieces(nodes)).split())
    line = line.replace(f"{BREAK}</code>", f"</code>{BREAK}")  # a block of code ends with the end of a line
    return "<br>".join(filter(None, map(str.strip, line.split(BREAK))))


def _margin_pieces(nodes: Iterable[Node], line_end: str = " ") -> Iterator[str]:
    for node in nodes:
        if node.is_text_node:
            yield escape(node.text_content or "", quote=False).replace("\n", line_end)
        elif node.tag == "img":
            yield escape(node.attributes.get("alt") or "", quote=False)
        elif node.is_element_node and node.tag != "svg":
            within = "".join(_margin_pieces(children(node), BREAK if node.tag == "pre" else line_end))
            edge = "" if node.tag in INLINE else " " if node.tag in CELLS else BREAK
            kept = f"<{node.tag}>{within}</{node.tag}>" if node.tag in IN_MARGIN else within
            yield f"{edge}{kept}{edge}"


def has_class(node: Node, name: str) -> bool:
    return name in (node.attributes.get("class") or "").split()
