"""Which lines of a page's text came through all plugins as they stand in its file, and where the others were put."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from xref.position import Position

WRITTEN = re.compile(r"(<[^<>]*>|[^)\]]*[)\]]|.+)(?:[(\[][^)\]]*[)\]])?")
"""A tag, link, picture or note from where it begins, and its words alone; or as much as stands on its first line."""

LINK = re.compile(r"\]\(|\]\[|<\w")
PLACEHOLDER = re.compile(r"\{%.*%\}|\{\{.*?\}\}")
"""What a template fills: all between the first and the last of its tags on a line, and each of its values."""

WIKI = r"(?:\[(?=\[[^\[\]]*\]\]))?"
"""The bracket that a plugin took from a link `[[words]]` to make `[words](address)` of it."""

LONG = 2000
"""Lines from which on those that recur all the time, as in tables of raw HTML, are no sign of where others stand: to
compare each with each would take minutes."""


class Stretch(NamedTuple):
    """Some lines of the text as it was rendered, and those in whose place they stand."""

    begin: int
    end: int
    source_begin: int
    source_end: int
    is_same: bool


def _is_blank(line: str) -> bool:
    """Whether a line is no sign of where others stand: a macro leaves its own blank, or puts some in."""
    return not line.strip()


class Passage:
    """From the text of a page as it was rendered to its file; both with their front matter."""

    def __init__(self, rendered: str, source: str):
        self._rendered, self._source = rendered.split("\n"), source.split("\n")
        self.is_whole = rendered == source

    @cached_property
    def _stretches(self) -> list[Stretch]:
        is_long = len(self._rendered) > LONG
        matcher = SequenceMatcher(_is_blank, self._rendered, self._source, autojunk=is_long)
        return [Stretch(a, b, c, d, tag == "equal") for tag, a, b, c, d in matcher.get_opcodes()]

    def origin(self, position: Position) -> tuple[Position, bool]:
        """Where in the file something stands, and whether it stands there itself.

        Else it is the place of what it was put in for, or of the last line before it that came through.
        """
        if self.is_whole:
            return position, True
        line = position.line - 1
        stretch = next((s for s in self._stretches if s.begin <= line < s.end), None)
        if not stretch:
            return Position(1, 1), False
        if stretch.is_same:
            return position._replace(line=position.line + stretch.source_begin - stretch.begin), True
        near = self._template(self._rendered[line]) or self._nearest(stretch, line)
        return self._found(position, stretch) or (Position(near, 1), False)

    def _found(self, position: Position, stretch: Stretch) -> tuple[Position, bool] | None:
        """The same link in a line of which something else changed, or one that had another address before."""
        line, begin = self._rendered[position.line - 1], position.column - 1
        before = [*self._rendered[stretch.begin : position.line - 1], line[:begin]]
        match = WRITTEN.match(line, begin)
        for written, is_whole in ((match[0], True), (match[1], match[0] == match[1])) if match else ():
            if places := self._places(written, stretch):
                nth = sum(text.count(written) for text in before)
                return places[min(nth, len(places) - 1)], is_whole  # a plugin may write a link more than once
        return None

    def _places(self, written: str, stretch: Stretch) -> list[Position]:
        lines = range(stretch.source_begin, stretch.source_end)
        sign = "!" if written.startswith("![") else ""
        pattern = re.compile(sign + WIKI + re.escape(written.removeprefix(sign)))
        found = ((number, match) for number in lines for match in pattern.finditer(self._source[number]))
        return [Position(number + 1, match.start() + 1) for number, match in found]

    def _template(self, line: str) -> int | None:
        """The number of the line with a link or a picture that a template filled, once or, in a loop, many times."""
        filled = [(len(PLACEHOLDER.sub("", text)), number) for number, text in self._templates if _fills(line, text)]
        return max(filled)[1] if filled else None

    @cached_property
    def _templates(self) -> list[tuple[int, str]]:
        lines = ((number, text) for number, text in enumerate(self._source, start=1) if "{{" in text)
        return [(number, text) for number, text in lines if LINK.search(PLACEHOLDER.sub("", text))]

    def _nearest(self, stretch: Stretch, line: int) -> int:
        """The number of the line that was replaced, where as many were as there are now; or else of the first with
        words, of those that were replaced or before them."""
        replaced = range(stretch.source_begin, stretch.source_end)
        is_line_by_line = len(replaced) == stretch.end - stretch.begin
        own = replaced[line - stretch.begin :][:1] if is_line_by_line else ()
        before = range(stretch.source_begin - 1, -1, -1)
        return next((n + 1 for n in (*own, *replaced, *before) if self._source[n].strip()), 1)


def _fills(line: str, template: str) -> bool:
    """Whether a line holds what stands between the placeholders of another, in this order, and nothing around it."""
    first, *others = PLACEHOLDER.split(template.strip())
    rest = line.strip()
    if not others or not rest.startswith(first):
        return False
    for piece in (first, *others[:-1]):
        _, found, rest = rest.partition(piece) if piece else ("", "found", rest)
        if not found:
            return False
    return rest.endswith(others[-1])
