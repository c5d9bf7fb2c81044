"""What the XHTML of a book may hold: elements, attributes and nesting of the HTML standard, each allowed by list.

See https://www.w3.org/TR/epub-33/#sec-xhtml and https://html.spec.whatwg.org/multipage/dom.html#content-models.
"""

from __future__ import annotations

PHRASING = {
    *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q"),
    *("s", "samp", "small", "span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr"),
}
"""Elements that may be part of a line."""
TRANSPARENT = {"a", "del", "ins"}
"""Of these, those that may hold blocks where they stand among blocks."""
FLOW = {
    *("article", "aside", "blockquote", "details", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("ol", "p", "pre", "section", "table", "ul"),
}
BLOCKS = FLOW | {
    *("address", "caption", "center", "dd", "dialog", "dir", "dt", "fieldset", "figcaption", "footer", "form"),
    *("header", "hgroup", "legend", "li", "listing", "main", "menu", "nav", "optgroup", "option", "search"),
    *("summary", "tbody", "td", "tfoot", "th", "thead", "tr", "xmp"),
}
"""Elements that browsers show as blocks: where a book may not hold one, its words still stand apart."""
LINES = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "summary"}
"""Blocks that hold lines and no blocks."""
RENAMED = {
    "acronym": "abbr",
    "dir": "ul",
    "label": "strong",
    "listing": "pre",
    "menu": "ul",
    "strike": "s",
    "tt": "code",
    "xmp": "pre",
}
NOT_WITHIN = {"a": "a", "details": "a", "dfn": "dfn", "time": "time"}
REQUIRED = {"a": "href", "bdo": "dir", "time": "datetime"}
"""Element -> the attribute without which it means nothing."""
TABLE_PARTS = ("colgroup", "thead", "tbody", "tfoot")
"""In the order in which they stand, after the caption."""
EMPTY = {"br", "col", "hr", "img", "wbr"}
UNSHOWN = {"datalist", "iframe", "noembed", "noframes", "script", "style", "template"}
"""Elements of which browsers show nothing."""

ANY = r"(?s).*"
SOME = r"(?s).*\S.*"
POSITIVE = r"[1-9]\d{0,3}"
INTEGER = r"-?\d{1,9}"
ALIGNED = r"text-align: ?(?:left|right|center|justify);?"
CELL = {"colspan": POSITIVE, "rowspan": POSITIVE, "style": ALIGNED}
DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
EVERYWHERE = {
    "id": r"\S+",
    "class": ANY,
    "title": ANY,
    "lang": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "dir": "ltr|rtl|auto",
    "hidden": ANY,
    "aria-label": ANY,
    "aria-hidden": "true|false",
    "aria-labelledby": SOME,
    "aria-describedby": SOME,
}
"""Attribute of any element -> the form of its values."""
ATTRIBUTES = {
    "a": {"href": r"\S+", "role": "doc-noteref|doc-backlink", "epub:type": "noteref"},
    "aside": {"role": "doc-footnote", "epub:type": "footnote"},
    "bdo": {"dir": "ltr|rtl"},
    "col": {"span": POSITIVE},
    "details": {"open": ANY},
    "img": {"src": r"\S+", "alt": ANY, "width": r"\d{1,5}", "height": r"\d{1,5}"},
    "ol": {"start": INTEGER, "reversed": ANY, "type": "[1aAiI]"},
    "oli": {"value": INTEGER},
    "td": CELL,
    "th": CELL | {"scope": "row|col|rowgroup|colgroup"},
    "time": {"datetime": rf"{DAY}(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?|\d{{4}}(?:-(?:0[1-9]|1[0-2]))?|\d\d:\d\d"},
}
BOOLEAN = {"hidden", "open", "reversed"}
