"""The tags of raw HTML in a Markdown source, and those of their attributes that may hold an address or an id."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xref.reading.source_text import UNSEEN

ATTRIBUTE = re.compile(
    r"""(?<=[\s"'])
    (?P<attribute>(?i:(?:xlink:)?href|src|srcset|poster|data|id|name)\s*=\s*(?:["']|(?=[^\s"'=<>])))""",
    re.VERBOSE,
)
BREAK = r"\n(?![ \t]*\n)"
"""A line break within a paragraph."""
VALUES = re.compile(rf"""(?:\n[ \t]*(?:>[ ])+|[^<>"'\n]|{BREAK}|"(?:[^"\n]|{BREAK})*"|'(?:[^'\n]|{BREAK})*')*""")
"""The inside of a tag, with the `>` of a quotation before each line after the first."""
TAG = re.compile(rf"<[a-zA-Z]{VALUES.pattern}")
"""A tag up to its `>`, or up to a quotation mark that its paragraph never closes."""
OUTSIDE_CODE = re.compile(rf"{UNSEEN}|(?P<tag>{TAG.pattern})", re.MULTILINE | re.DOTALL)

Span = tuple[int, int]


def attributes_of_tags(source: str, body: int) -> tuple[dict[re.Match[str], int], list[Span]]:
    """Attributes that may hold an address or an id -> the offset of their tag; and the tags that span lines.

    Text within an attribute's value is not searched for attributes.
    """
    attributes, tags = {}, []
    for tag in _tags(source, body):
        done = tag.start() + 1
        for match in ATTRIBUTE.finditer(source, *tag.span()):
            if VALUES.fullmatch(source, done, match.start()):
                done = match.start()
                attributes[match] = tag.start()
        if "\n" in tag[0] and source.startswith(">", tag.end()):
            tags.append(tag.span())
    return attributes, sorted(tags)


def _tags(source: str, body: int) -> Iterator[re.Match[str]]:
    """Tags; where the quotation mark of one may stand in code, those outside of what looks like code as well."""
    reaches_code = False
    for tag in TAG.finditer(source, body):
        reaches_code |= "`" in tag[0] or "~~~" in tag[0]
        yield tag
    if reaches_code:
        yield from (match for match in OUTSIDE_CODE.finditer(source, body) if match["tag"])
