"""The running text of one block: what stayed plain text in it, and which figures it quotes from which works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essays.quoted_numbers import quoted, sentences
from xref.facts import Facts
from xref.model import Citation, Footnote, QuotedNumber, ReferenceLink
from xref.position import START
from xref.reading.source_positions import MARK, SourcePositions, strip

STANDS_FOR_CODE = "\ufffc"

FOOTNOTE = re.compile(rf"\[\^([^\]\n]{{1,500}})\]({MARK.pattern})")
"""A reference that stayed plain text. The mark tells it from an escaped bracket, which gets none."""
UNCLOSED = re.compile(rf"({MARK.pattern})\[-?@\w")
UNDEFINED = re.compile(
    rf"(?<![\w)\]]) \[ ( (?:[^\[\]]|\[[^\[\]]*\]){{1,500}} ) \] \[ ([^\[\]^@]*) \] ({MARK.pattern})", re.VERBOSE
)
"""`[text][label]` that stayed plain text; not after a letter, where it indexes something: a[i][j]."""
REMARK = re.compile(r"\d+|sic|\.\.\.|…")
"""What writers put into brackets, one after another, and mean as it stands: [1][2], [sic][1987]."""


def collect(text: str, cited: Sequence[tuple[int, str]], positions: SourcePositions, facts: Facts) -> None:
    """Add the facts of a paragraph; `cited` holds the offset in the text and the key of each citation."""
    if "[" in text:
        facts.footnotes_undefined += _undefined_footnotes(text, positions)
        facts.citations += _unclosed_citations(text, positions)
        facts.undefined += _undefined_references(text, positions)
    if cited:
        facts.quoted_numbers += _quoted_numbers(text, cited, positions)


def _undefined_footnotes(text: str, positions: SourcePositions) -> Iterator[Footnote]:
    for match in FOOTNOTE.finditer(text):
        yield Footnote(match[1], positions.of(match[2]) or START)


def _unclosed_citations(text: str, positions: SourcePositions) -> Iterator[Citation]:
    for match in UNCLOSED.finditer(text):
        yield Citation((), positions.of(match[1]) or START, "a bracket that opens with '[@' is never closed")


def _undefined_references(text: str, positions: SourcePositions) -> Iterator[ReferenceLink]:
    for match in UNDEFINED.finditer(text):
        if positions.kind(match[3]) == "pair" and not REMARK.fullmatch(strip(match[1])):
            label = strip(match[2]) or positions.written(match[3])[1:].removesuffix("][]")
            yield ReferenceLink(label, positions.of(match[3]) or START)


def _quoted_numbers(text: str, cited: Sequence[tuple[int, str]], positions: SourcePositions) -> Iterator[QuotedNumber]:
    """The figures of sentences that cite."""
    for begin, end in sentences(text):
        keys = tuple(key for offset, key in cited if begin <= offset < end or end == len(text) <= offset)
        for number in quoted(strip(text[begin:end])) if keys else ():
            yield QuotedNumber(number, keys, positions.near(text[begin:end], number) or START)
