"""The running text of one block: what stayed plain text in it, and which figures it quotes from which works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from essays.quoted_numbers import quoted, sentences
from xref.facts import Facts
from xref.model import Citation, Figure, Footnote, Reference
from xref.place import START
from xref.reading.source_positions import MARK, Marks, strip

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


def collect(text: str, cited: Sequence[tuple[int, str]], marks: Marks, facts: Facts) -> None:
    """Add the facts of a paragraph; `cited` holds the offset in the text and the key of each citation."""
    if "[" in text:
        facts.footnotes_undefined += _undefined_footnotes(text, marks)
        facts.citations += _unclosed_citations(text, marks)
        facts.undefined += _undefined_references(text, marks)
    if cited:
        facts.figures += _figures(text, cited, marks)


def _undefined_footnotes(text: str, marks: Marks) -> Iterator[Footnote]:
    for match in FOOTNOTE.finditer(text):
        yield Footnote(match[1], marks.place(match[2]) or START)


def _unclosed_citations(text: str, marks: Marks) -> Iterator[Citation]:
    for match in UNCLOSED.finditer(text):
        yield Citation((), marks.place(match[1]) or START, "a bracket that opens with '[@' is never closed")


def _undefined_references(text: str, marks: Marks) -> Iterator[Reference]:
    for match in UNDEFINED.finditer(text):
        if marks.kind(match[3]) == "pair" and not REMARK.fullmatch(strip(match[1])):
            label = strip(match[2]) or marks.written(match[3])[1:].removesuffix("][]")
            yield Reference(label, marks.place(match[3]) or START)


def _figures(text: str, cited: Sequence[tuple[int, str]], marks: Marks) -> Iterator[Figure]:
    """The figures of sentences that cite."""
    for begin, end in sentences(text):
        keys = tuple(key for offset, key in cited if begin <= offset < end or end == len(text) <= offset)
        for figure in quoted(strip(text[begin:end])) if keys else ():
            yield Figure(figure, keys, marks.near(text[begin:end], figure) or START)
