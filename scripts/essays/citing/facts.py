"""What a page says of its sources: the works that it cites, and the numbers of the sentences that cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from essays.citing.items import KEY
from essays.citing.markdown import PROBLEM, REFERENCE, cited_key, reference_id
from essays.quoted_numbers import quoted
from essays.sentences import spans
from xref.additions import Attributes, Gatherer, ParserState
from xref.model import Anchor
from xref.position import START, Position
from xref.reading.source_positions import MARK, strip

AS_TYPED = re.compile(rf"({MARK.pattern})(?P<bracket>\[?)-?@(?P<key>{KEY})")
"""What became no citation: `[@doe2020` that is never closed, or a bare `@doe2020`."""
UNCLOSED = "a bracket that opens with '[@' is never closed"
UNREAD = "none is read in a title of code, nor between tags of HTML, unless the first says 'markdown'"
WITHOUT_SIGN = re.compile(r"(?<!\])\[(?P<key>[^\W\d][\w:-]*\d\w*)(?=[,;\]])")
"""`[doe2020]` or `[doe2020, p. 4]`, if that is a key; a key without a number may be a word."""


class Citation(NamedTuple):
    """One bracket: `[@doe2020, ch. 4; @roe2004]`."""

    keys: tuple[str, ...]
    position: Position
    problem: str = ""
    """What is wrong with the bracket's form; "" where nothing is."""


class BareKey(NamedTuple):
    """`@word` without a bracket or `[word` without a sign, which is no citation, but may be meant as one."""

    key: str
    written: str
    position: Position


class QuotedNumber(NamedTuple):
    """A number in a sentence that cites works, as written: `12%`, `3,530`, `.77`."""

    text: str
    keys: tuple[str, ...]
    """The works that the sentence cites."""
    position: Position


class CitationGatherer(Gatherer):
    """Gathers citations, and the numbers that stand beside them."""

    def __init__(self, state: ParserState):
        super().__init__(state)
        self._seen: set[str] = set()
        self._cited: list[tuple[int, str]] = []
        self.before = ""
        """The last mark before the paragraph."""

    def element(self, tag: str, attributes: Attributes) -> tuple[()]:
        kind = attributes.get("class")
        if kind == PROBLEM:
            keys = tuple((attributes.get("data-keys") or "").split())
            self.facts.append(Citation(keys, self.state.last, attributes.get("data-problem") or ""))
        elif kind == REFERENCE:
            self._cite(cited_key(attributes.get("href")))
        return ()

    def _cite(self, key: str) -> None:
        if key not in self._seen:
            self._seen.add(key)
            self.state.facts.anchors.append(Anchor(reference_id(key), self.state.last))
        self.facts.append(Citation((key,), self.state.last))
        self._cited.append((self.state.letters_so_far, key))

    def paragraph(self, text: str) -> None:
        for match in AS_TYPED.finditer(text) if "@" in text else ():
            self._as_typed(match)
        for match in WITHOUT_SIGN.finditer(text) if "[" in text else ():
            self._without_sign(match)
        self.before = (MARK.findall(text) or [self.before])[-1]
        if self._cited:
            self.facts += self._quoted_numbers(text)
            self._cited = []

    def _as_typed(self, match: re.Match[str]) -> None:
        position = self.state.positions.of(match[1]) or START
        if match["bracket"]:
            is_closed = "]" in match.string[match.end() :].partition("[")[0]
            self.facts.append(Citation((), position, UNREAD if is_closed else UNCLOSED))
        else:
            self.facts.append(BareKey(match["key"], f"@{match['key']}", position))

    def _without_sign(self, match: re.Match[str]) -> None:
        mark = (MARK.findall(match.string[: match.start()]) or [self.before])[-1]
        written = rf"(?<!\\)(?P<words>{re.escape(match[0])})(?:[,;]|\](?![\[(]))"
        if position := self.state.positions.of_next(mark, written, "key"):  # none where the bracket is escaped
            self.facts.append(BareKey(match["key"], match[0], position))

    def _quoted_numbers(self, text: str) -> Iterator[QuotedNumber]:
        """The numbers of sentences that cite."""
        for begin, end in spans(text):
            cited = self._cited
            keys = tuple(key for offset, key in cited if begin <= offset < end or end == len(text) <= offset)
            for number in quoted(strip(text[begin:end])) if keys else ():
                yield QuotedNumber(number, keys, self.state.positions.near(text[begin:end], number) or START)
