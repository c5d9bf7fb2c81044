"""A text as its author wrote it: where its lines begin, and which ids its lists of attributes give."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from xref.position import Position
from xref.reading.source_brackets import CODE

UNSEEN = rf"{CODE}|<!--.*?-->|^[ ]*(?P<fence>```+|~~~+).*?^[ ]*(?P=fence)"
"""What holds words that are no part of the page: code and comments."""
NAMES = re.compile(rf"{UNSEEN}|\{{[^{{}}\n]*\}}|^[ \t]*/{{3,}}[^\n]*", re.MULTILINE | re.DOTALL)
"""What may hold a list of attributes: braces, the settings of a block, the line that opens a fence."""
SIGNS = ("#", "id=", 'id="', "id='")
"""What stands before an id in a list of attributes."""
LINKS = ("(#", ".md#")
"""What stands before an id in an address."""
NAME = re.compile(r"""(?:#|\bid=["']?)(?P<id>[^\s}\]="']+)""")
"""An id in a list of attributes, which is taken off before marks could show where it stood."""


class SourceText:
    """A page's text, or that of a snippet; `path` names the snippet's file, "" the page itself."""

    def __init__(self, path: str, text: str):
        self.path = path
        self.text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> Position:
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1, self.path)

    def named(self, id: str) -> Sequence[int]:
        """Offsets at which lists of attributes give an id, in order."""
        may_be_given = self._count(SIGNS, id) > self._count(LINKS, id)  # most are made of a heading, and only linked
        return self._names.get(id, ()) if may_be_given else ()

    def _count(self, signs: Sequence[str], id: str) -> int:
        """How often an id, or one that begins like it, stands behind one of these."""
        return sum(self.text.count(f"{sign}{id}") for sign in signs)

    @cached_property
    def _names(self) -> Mapping[str, list[int]]:
        found = defaultdict(list)
        for match in NAMES.finditer(self.text):
            for name in NAME.finditer(self.text, *_attributes(match)):
                found[name["id"]].append(name.start())
        return found


def _attributes(match: re.Match[str]) -> tuple[int, int]:
    """Begin and end of a list of attributes; nothing of comments and of code without a fence."""
    line, is_longer, _ = match[0].partition("\n")
    is_list = match[0].startswith("{") or line.lstrip().startswith("///")
    is_fence = is_longer and line.lstrip().startswith(("```", "~~~"))
    return match.start(), match.start() + (len(line) if is_list or is_fence else 0)
