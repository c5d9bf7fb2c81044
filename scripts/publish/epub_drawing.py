"""Drawings within a text as a book holds them: the elements and attributes of SVG that draw, each allowed by list.

See https://www.w3.org/TR/SVG11/eltindex.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish import xml_text
from publish.html_tree import Node, children

NAMESPACE = "http://www.w3.org/2000/svg"
BOX = "x y width height"
GRADIENT = "gradientTransform gradientUnits spreadMethod href"
VIEW = "viewBox preserveAspectRatio"
WORDS = "x y dx dy rotate"
PAINTED = (
    "aria-hidden aria-label aria-labelledby class clip-path clip-rule color display dominant-baseline fill fill-opacity"
    " fill-rule font-family font-size font-style font-weight id letter-spacing marker-end marker-mid marker-start mask"
    " opacity overflow role stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap"
    " stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration visibility"
)
"""Attributes of any element."""
ELEMENTS = {
    **{"circle": "cx cy r transform", "ellipse": "cx cy rx ry transform", "rect": f"{BOX} rx ry transform"},
    **{"line": "x1 x2 y1 y2 transform", "path": "d transform", "polygon": "points transform"},
    **{"polyline": "points transform", "g": "transform", "defs": "transform", "use": f"{BOX} transform href"},
    **{"svg": f"{BOX} {VIEW}", "symbol": VIEW, "clipPath": "clipPathUnits", "mask": f"{BOX} maskUnits"},
    **{"text": f"{WORDS} transform", "tspan": WORDS, "textPath": "startOffset href", "title": "", "desc": ""},
    **{"linearGradient": f"x1 x2 y1 y2 {GRADIENT}", "radialGradient": f"cx cy fx fy r {GRADIENT}", "stop": "offset"},
    **{"pattern": f"{BOX} {VIEW} patternTransform patternUnits"},
    **{"marker": f"{VIEW} markerHeight markerUnits markerWidth orient refX refY"},
}
"""Element -> its attributes besides those of any."""
REQUIRED = {"circle": "r", "ellipse": "rx ry", "path": "d", "polygon": "points", "polyline": "points"}
REQUIRED |= {"rect": "width height", "stop": "offset", "use": "href", "textPath": "href"}
WORDS_ALONE = {"desc", "title"}
HOLDING_WORDS = {"text", "textPath", "tspan", *WORDS_ALONE}
ELSEWHERE = re.compile(r"(?i)url\((?!['\"]?#)")
"""What an attribute would take from another file."""


def prune(drawing: Node, is_words_alone: bool = False) -> None:
    """Take out of a drawing what a book may not hold; the words of a link, and in words their markup, stay."""
    for element in filter(lambda child: child.is_element_node, children(drawing)):
        prune(element, is_words_alone or element.tag in WORDS_ALONE)
        if is_words_alone or element.tag == "a":
            element.unwrap(delete_empty=True)
        elif not _is_drawn(element):
            element.decompose()


def _is_drawn(element: Node) -> bool:
    name = element.tag or ""
    return name in ELEMENTS and {*REQUIRED.get(name, "").split()} <= dict(_attributes(element)).keys()


def drawing(svg: Node) -> str:
    """A pruned drawing."""
    return _element(svg, f' xmlns="{NAMESPACE}"')


def _element(node: Node, namespace: str = "") -> str:
    shown = "".join(f' {name}="{xml_text.value(value)}"' for name, value in _attributes(node))
    words = (child for child in children(node) if child.is_element_node or node.tag in HOLDING_WORDS)
    within = "".join(map(_any, words))
    return f"<{node.tag}{namespace}{shown}>{within}</{node.tag}>"


def _any(node: Node) -> str:
    return _element(node) if node.is_element_node else xml_text.content(node.text_content or "")


def _attributes(node: Node) -> Iterator[tuple[str, str]]:
    names = {*PAINTED.split(), *ELEMENTS[node.tag or ""].split()}
    for written, value in node.attributes.items():
        name = written.removeprefix("xlink:")
        if name in names and not ELSEWHERE.search(value or "") and (name != "href" or (value or "").startswith("#")):
            yield name, value or ""
