"""Pictures whose look does not hang on a style sheet: many reading systems read none within an SVG, and paint black.

What its style sheet says of an element stands in the element's attributes too. The sheet stays: where it is read, it
goes before attributes, and knows light from dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree

import tinycss2
from selectolax.lexbor import LexborHTMLParser, SelectolaxError
from tinycss2 import color4

from publish.colours import in_srgb
from publish.epub_drawing import NAMESPACE, PAINTED

NAMESPACES = {"": NAMESPACE, "xlink": "http://www.w3.org/1999/xlink"}
MARK = "data-nth"
ID, CLASS, TYPE = re.compile(r"#"), re.compile(r"[.:\[]"), re.compile(r"(?:^|[\s>+~])[a-zA-Z]")
OPACITIES = {"fill": "fill-opacity", "stroke": "stroke-opacity", "stop-color": "stop-opacity"}
Rule = tuple[str, dict[str, str]]
"""A selector, and what it says: property -> value."""


def with_attributes(picture: bytes) -> bytes:
    """An SVG with its styles as attributes; one that is no XML, or that has no styles, stays as it is."""
    for prefix, uri in NAMESPACES.items():
        ElementTree.register_namespace(prefix, uri)
    try:
        root = ElementTree.fromstring(picture)
    except ElementTree.ParseError:
        return picture
    rules = list(_rules("".join(style.text or "" for style in root.iter(f"{{{NAMESPACE}}}style"))))
    if not rules:
        return picture
    _write(rules, root)
    return str(ElementTree.tostring(root, encoding="unicode")).encode()


def _rules(sheet: str) -> Iterator[Rule]:
    """What holds of every medium, each selector for itself, the one that decides last."""
    found = [
        (selector, said)
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        if rule.type == "qualified-rule" and (said := _declared(rule.content))
        for selector in _selectors(rule.prelude)
    ]
    yield from sorted(found, key=lambda rule: _specificity(rule[0]))


def _selectors(prelude: list[tinycss2.ast.Node]) -> Iterator[str]:
    """Those between commas, of which `:is(a, b)` has none."""
    for is_comma, tokens in groupby(prelude, lambda token: token == ","):
        if not is_comma:
            yield tinycss2.serialize(tokens).strip()


def _declared(block: list[tinycss2.ast.Node]) -> dict[str, str]:
    properties = {*PAINTED.split()}
    declarations = (one for one in tinycss2.parse_blocks_contents(block) if one.type == "declaration")
    said = {one.name: tinycss2.serialize(one.value).strip() for one in declarations if one.name in properties}
    return said | {name: value for paint in OPACITIES.keys() & said for name, value in _opaque(paint, said[paint])}


def _opaque(paint: str, value: str) -> Iterator[tuple[str, str]]:
    """A colour that lets another through, as SVG 1.1 says it: a colour, and how much of it."""
    colour = color4.parse_color(value)
    if not isinstance(colour, color4.Color) or colour.alpha == 1:
        return
    if parts := in_srgb(colour):
        yield paint, "#" + "".join(f"{part:02x}" for part in parts)
        yield OPACITIES[paint], f"{colour.alpha:g}"


def _specificity(selector: str) -> tuple[int, int, int]:
    return len(ID.findall(selector)), len(CLASS.findall(selector)), len(TYPE.findall(selector))


def _write(rules: list[Rule], root: ElementTree.Element) -> None:
    """Find what each rule is about as a browser does, and say it there."""
    elements = list(root.iter())
    for nth, element in enumerate(elements):
        element.set(MARK, str(nth))
    page = LexborHTMLParser(ElementTree.tostring(root, encoding="unicode"))
    for element in elements:
        del element.attrib[MARK]
    for selector, said in rules:
        for node in _selected(page, selector):
            elements[int(node)].attrib.update(said)


def _selected(page: LexborHTMLParser, selector: str) -> Iterator[str]:
    try:
        yield from (node.attributes[MARK] or "" for node in page.css(f"svg:is({selector}), svg :is({selector})"))
    except SelectolaxError:  # a selector that the parser does not know
        return
