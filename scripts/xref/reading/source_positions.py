"""Where things stand: invisible marks that a text carries through the renderer.

Python-Markdown keeps no line numbers. So before rendering, one private-use character is put at each spot where a
link, heading, footnote or citation might be written; what comes out of the renderer then carries the character of the
very spot it came from. Whether the spot was a link at all is never decided here, only by the renderer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, product

from xref.position import Position
from xref.reading.source_spots import Spot, spots
from xref.reading.source_text import UNSEEN, SourceText

FIRST = 0xF0000
"""Start of Unicode's plane 15: private use, neither letter nor digit, so that heading slugs drop it."""
CAPACITY = 0xFFFD

NEARBY = 2000
"""Characters, about a long paragraph."""

NOWHERE = Spot(0, 0, "")

MARK = re.compile(f"[{chr(FIRST)}-{chr(FIRST + CAPACITY)}]")


class SourcePositions:
    """The marks put into one page: its own text and the snippets that it takes in."""

    def __init__(self) -> None:
        self._sources: list[SourceText] = []
        self._marked: list[tuple[SourceText, Spot]] = []
        self._found: dict[tuple[SourceText, str], int] = {}

    def add(self, text: str, path: str = "", body: int = 0) -> str:
        """Mark a text from the offset `body` on; `path` names a snippet's file, "" the page itself."""
        source = SourceText(path, MARK.sub("\ufffd", text))
        self._sources.append(source)
        pieces, done = [], body
        for spot in islice(spots(source.text, body), CAPACITY - len(self._marked)):
            pieces += source.text[done : spot.at], chr(FIRST + len(self._marked))
            self._marked.append((source, spot))
            done = spot.at
        return "".join([*pieces, source.text[done:]])

    def of(self, rendered: str) -> Position | None:
        """Where the thing stands whose mark is the first in a rendered text."""
        source, spot = self._first(rendered)
        return source.at(spot.origin) if source else None

    def kind(self, rendered: str) -> str:
        """What that thing was taken for: the `kind` of its spot, or "" where there is no mark."""
        return self._first(rendered)[1].kind

    def written(self, rendered: str) -> str:
        """What the source has from where that thing begins to its mark."""
        source, spot = self._first(rendered)
        return source.text[spot.origin : spot.at] if source else ""

    def near(self, rendered: str, words: str) -> Position | None:
        """Where such words stand next to the last mark in a rendered text: before it, or else after."""
        marks = MARK.findall(rendered)
        source, spot = self._first(marks[-1] if marks else "")
        if not source:
            return None
        found = source.text.rfind(words, max(0, spot.origin - NEARBY), spot.origin)
        found = found if found >= 0 else source.text.find(words, spot.origin, spot.origin + NEARBY)
        return source.at(found if found >= 0 else spot.origin)

    def of_id(self, mark: str, id: str) -> Position | None:
        """Where a list of attributes gives an id, next after a mark and not where it was found before."""
        if not self._sources:
            return None
        source, after = self._after(mark, f"#{id}")
        offsets = source.named(id)
        nth = bisect_left(offsets, after)
        if nth == len(offsets):
            return None
        self._found[source, f"#{id}"] = offsets[nth] + 1
        return source.at(offsets[nth])

    def of_next(self, mark: str, words: str) -> Position | None:
        """Where such words stand next after a mark, outside code and comments and not where they were found before."""
        if not self._sources:
            return None
        source, after = self._after(mark, words)
        pattern = re.compile(rf"{UNSEEN}|(?P<words>{re.escape(words)})", re.MULTILINE | re.DOTALL | re.IGNORECASE)
        for match in pattern.finditer(source.text):
            if match["words"] and match.start() >= after:
                self._found[source, words] = match.end()
                return source.at(match.start())
        return None

    def _after(self, mark: str, words: str) -> tuple[SourceText, int]:
        """The source that a mark stands in, and the offset from which on words may be found there."""
        source, spot = self._first(mark)
        source = source or self._sources[0]
        return source, max(spot.at, self._found.get((source, words), 0))

    def _first(self, rendered: str) -> tuple[SourceText | None, Spot]:
        """The source and the spot of the first mark in a rendered text; None and an empty spot where there is none."""
        match = MARK.search(rendered)
        number = ord(match[0]) - FIRST if match else len(self._marked)
        return self._marked[number] if number < len(self._marked) else (None, NOWHERE)

    def of_words(self, rendered: str) -> Position | None:
        """Where such words stand, in angles or else bare, next after the last time: for what carries no mark."""
        words = strip(rendered).removeprefix("mailto:")
        for source, written in product(self._sources if words else (), (f"<{words}>", words)):
            offset = source.text.find(written, self._found.get((source, written), 0))
            if offset >= 0:
                self._found[source, written] = offset + 1
                return source.at(offset)
        return None


def strip(rendered: str) -> str:
    """A rendered text without its marks."""
    return MARK.sub("", rendered)
