"""Line and column of what a page's HTML holds, by way of marks put into the Markdown before it is rendered.

Python-Markdown keeps no line numbers. So before rendering, a mark, one private-use character, is inserted at each spot
where a link, heading, footnote or citation may stand. The HTML carries the marks, and each tells where it was inserted.
Whether there is a link at all is decided by the renderer, never here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, product
from pathlib import PurePosixPath
from urllib.parse import unquote

from xref.position import START, Position
from xref.reading.source_spots import Spot, spots
from xref.reading.source_text import UNSEEN_BY_BROWSERS, SourceText

FIRST = 0xF0000
"""Start of Unicode's plane 15: private-use characters, which are not letters, so that heading ids do not hold them."""
CAPACITY = 0xFFFD
"""Marks in one page at most."""

NEARBY = 2000
"""Characters to search around a mark: about a long paragraph."""

NOWHERE = Spot(0, 0, "")

MARK = re.compile(f"[{chr(FIRST)}-{chr(FIRST + CAPACITY)}]")


class SourcePositions:
    """The marks of one page, in its own text and in the snippets that it includes."""

    def __init__(self) -> None:
        self._sources: list[SourceText] = []
        self._marked: list[tuple[SourceText, Spot]] = []
        self._found: dict[tuple[SourceText, str], int] = {}
        self._last = START

    def add(self, text: str, path: str = "", body: int = 0) -> str:
        """The text from the offset `body` on, with marks; `path` is a snippet's file, or "" for the page itself."""
        source = SourceText(path, MARK.sub("\ufffd", text))
        self._sources.append(source)
        pieces: list[str] = []
        done = body
        for spot in islice(spots(source.text, body), CAPACITY - len(self._marked)):
            pieces += source.text[done : spot.at], chr(FIRST + len(self._marked))
            self._marked.append((source, spot))
            done = spot.at
        return "".join([*pieces, source.text[done:]])

    @property
    def are_in_tags(self) -> bool:
        """Whether marks stand in raw HTML, where they may change what the renderer takes for a tag."""
        return any(spot.kind == "attribute" for _, spot in self._marked)

    def of(self, rendered: str) -> Position | None:
        """Position of the link, heading, footnote or citation whose mark comes first in a piece of HTML."""
        source, spot = self._first(rendered)
        if not source:
            return None
        self._last = source.at(spot.origin)
        return self._last

    def near_last(self) -> Position:
        """Position of what no text has: near the last thing that had a mark."""
        return self._last._replace(column=1, is_near=True)

    def kind(self, rendered: str) -> str:
        """The `Spot.kind` of the first mark, or "" if there is none."""
        return self._first(rendered)[1].kind

    def is_fenced(self, rendered: str) -> bool:
        """Whether the first mark stands in a fenced block."""
        source, spot = self._first(rendered)
        return source is not None and any(begin < spot.at < end for begin, end in source.fences)

    def written(self, rendered: str) -> str:
        """The source from where that link, heading, footnote or citation begins up to its mark."""
        source, spot = self._first(rendered)
        return source.text[spot.origin : spot.at] if source else ""

    def near(self, rendered: str, words: str) -> Position | None:
        """Position of words near the last mark in a piece of HTML: before it, or else after it."""
        marks = MARK.findall(rendered)
        source, spot = self._first(marks[-1] if marks else "")
        if not source:
            return None
        found = source.text.rfind(words, max(0, spot.origin - NEARBY), spot.origin)
        found = found if found >= 0 else source.text.find(words, spot.origin, spot.origin + NEARBY)
        return source.at(found if found >= 0 else spot.origin)

    def of_id(self, mark: str, id: str) -> Position | None:
        """Position of the next attribute list after a mark that sets an id, and that no earlier call returned."""
        if not self._sources:
            return None
        source, after = self._after(mark, f"#{id}")
        offsets = source.named(id)
        nth = bisect_left(offsets, after)
        if nth == len(offsets):
            return None
        self._found[source, f"#{id}"] = offsets[nth] + 1
        return source.at(offsets[nth])

    def of_note(self, mark: str, label: str) -> Position | None:
        """Position of a note: of the mark, if that stands in it, or else where the last of this label begins."""
        opening = f"[^{label}]:"
        if self.written(mark).startswith(opening):
            return self.of(mark)
        found = ((source, source.text.rfind(opening)) for source in self._sources)
        return next((source.at(offset) for source, offset in found if offset >= 0), None)

    def of_next(self, mark: str, pattern: str, kind: str = "") -> Position | None:
        """Position of what `next_written` finds."""
        found = self.next_written(mark, pattern, kind)
        return found[0] if found else None

    def next_written(
        self, mark: str, pattern: str, kind: str = "", outside: bool = False
    ) -> tuple[Position, str] | None:
        """The group `words` of a pattern and its position, outside code and comments if it is there, or nowhere else:
        the next after a mark, and after what an earlier call with that mark returned for things of that kind."""
        if not self._sources:
            return None
        done, elsewhere = f"{kind} after {mark}", f"{kind} {mark}"
        source, after = self._after(mark, done)
        begins = {source: after} | {
            other: self._found.get((other, elsewhere), 0) for other in self._sources if other != source
        }
        patterns = (rf"{UNSEEN_BY_BROWSERS}|{pattern}", *([] if outside else [pattern]))
        for tried, (text, begin) in product(patterns, begins.items()):
            for match in re.compile(tried, re.MULTILINE | re.DOTALL | re.IGNORECASE).finditer(text.text):
                if match["words"] and match.start("words") >= begin:
                    self._found[text, done if text == source else elsewhere] = match.end()
                    return text.at(match.start("words")), match["words"]
        return None

    def _after(self, mark: str, words: str) -> tuple[SourceText, int]:
        """The source that a mark is in, and the offset at which a search for words in it starts."""
        source, spot = self._first(mark)
        source = source or self._sources[0]
        return source, max(spot.at, self._found.get((source, words), 0))

    def _first(self, rendered: str) -> tuple[SourceText | None, Spot]:
        """The source and the spot of the first mark in a rendered text; None and an empty spot where there is none."""
        match = MARK.search(rendered)
        number = ord(match[0]) - FIRST if match else len(self._marked)
        return self._marked[number] if number < len(self._marked) else (None, NOWHERE)

    def of_words(self, rendered: str, mark: str = "") -> Position | None:
        """Position of an address that has no mark, in angle brackets or bare, after what an earlier call returned; or
        of the `[[words]]` after a mark of which an extension made it."""
        words = strip(rendered).removeprefix("mailto:")
        for source, written in product(self._sources if words else (), (f"<{words}>", words)):
            offset = source.text.find(written, self._found.get((source, written), 0))
            if offset >= 0:
                self._found[source, written] = offset + 1
                return source.at(offset)
        wiki = rf"\[\[[ ]*{re.escape(PurePosixPath(unquote(words)).stem).replace('_', '[ _]+')}[ ]*\]\]"
        is_wiki = "://" not in words and any(re.search(wiki, source.text) for source in self._sources)
        return self.of_next(mark, f"(?P<words>{wiki})", "wiki") if is_wiki else None


def strip(rendered: str) -> str:
    """A rendered text without its marks."""
    return MARK.sub("", rendered)
