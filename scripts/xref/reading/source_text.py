"""A Markdown source as written: the line and column of an offset, and the offsets at which attribute lists set ids."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from xref.position import Position
from xref.reading.source_brackets import CODE

FENCED = r"^[ ]*(?P<fence>```+|~~~+)[^`\n]*\n(?s:.*?)^[ ]*(?P=fence)"
NESTED_FENCE = re.compile(r"^[ \t>]*(?P<fence>```+|~~~+)[^`\n]*\n(?s:.*?)^[ \t>]*(?P=fence)", re.MULTILINE)
UNSEEN = rf"{FENCED}|{CODE}|<!--.*?-->"
"""A code span, a comment or a fenced code block: words in there are no part of the running text."""
UNSEEN_BY_BROWSERS = rf"{FENCED}|{CODE}|<!--(?:-?>|.*?-->)"
"""The same to browsers, which end a comment that has hardly begun."""
QUOTED = r"(?:[ \t]*>)*[ ]?"
"""The signs of a quotation, if there are any."""
IDENTIFIER = r"(?:[\w\x80-\U0010ffff-]|\\.)+"
SELECTOR = rf"""{IDENTIFIER}(?:[\#.]{IDENTIFIER}|\[(?:[^\]"'\n]|"[^"\n]*"|'[^'\n]*')*\])*"""
"""What the first line of a block `/// html | div#a.b[title="c"]` says of its element."""
SETTING = r"""(?:["'}]|[\w-]+:(?:[ ]|$))[^\n]*"""
"""A line of YAML, after its indentation."""
HTML_BLOCK = rf"""{QUOTED}(?P<indent>[ \t]*)/{{3,}}[ \t]*html[ ]*\|[ ]*{SELECTOR}[ ]*$
    (?:\n{QUOTED}(?P=indent)[ ]{{4}}[ ]*{SETTING})*"""
"""The first line of such a block, and the lines of YAML below it; to be compiled as verbose."""
NAMES = re.compile(rf"{UNSEEN}|\{{[^{{}}\n]*\}}|^[ \t]*/{{3,}}[^\n]*", re.MULTILINE | re.DOTALL)
"""Text to skip, or what may hold an attribute list: braces, the first line of a `///` block or of a fenced block."""
NAME = re.compile(r"""(?:#|\bid=["']?)(?P<id>[^\s}\]="']+)""")
"""An id in an attribute list. The renderer removes these lists, so no mark in the output shows where one stood."""
LINKED = re.compile(r"""(?:\(|\.md)#([^\s}\]="']+)""")
"""The same in an address."""


class SourceText:
    """A page's text, or that of a snippet; `path` names the snippet's file, "" the page itself."""

    def __init__(self, path: str, text: str):
        self.path = path
        self.text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> Position:
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1, self.path)

    @cached_property
    def fences(self) -> Sequence[tuple[int, int]]:
        """Begin and end of each fenced block, whatever it is nested in."""
        return [match.span() for match in NESTED_FENCE.finditer(self.text)]

    def named(self, id: str) -> Sequence[int]:
        """Offsets at which attribute lists set an id, in order."""
        # Most ids are made from headings and only linked, so that no lists need be looked for.
        return self._names.get(id, ()) if id in self._beyond_links else ()

    @cached_property
    def _beyond_links(self) -> Counter[str]:
        """Ids that stand more often in the text than in its addresses."""
        return Counter(NAME.findall(self.text)) - Counter(LINKED.findall(self.text))

    @cached_property
    def _names(self) -> Mapping[str, list[int]]:
        found = defaultdict(list)
        for match in NAMES.finditer(self.text):
            for name in NAME.finditer(self.text, *_attributes(match)):
                found[name["id"]].append(name.start())
        return found


def _attributes(match: re.Match[str]) -> tuple[int, int]:
    """Start and end of the part of a match that may hold attributes; an empty part for a comment or code span."""
    line, is_longer, _ = match[0].partition("\n")
    is_list = match[0].startswith("{") or line.lstrip().startswith("///")
    is_fence = is_longer and line.lstrip().startswith(("```", "~~~"))
    return match.start(), match.start() + (len(line) if is_list or is_fence else 0)
