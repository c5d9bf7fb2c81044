"""Makes the renderer skip the patterns that cannot match a text; what is rendered stays the same.

Python-Markdown tries every pattern on every piece of text, most of which hold nothing for it. A pattern all of whose
matches hold certain words need not be tried on a text without them. And it looks for the end of each bracket letter by
letter, to the end of the text where a bracket is never closed, so that thousands of those would take minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from inspect import getmembers_static
from itertools import islice
from re import _constants as op  # type: ignore[attr-defined]  # the only way to ask a pattern what it needs
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import LinkInlineProcessor, Pattern
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

from xref.reading.page import Reader
from xref.speed.html_parser import QuickCollector

Words = tuple[str, ...]
"""Of which every match of a pattern holds at least one; none where that cannot be told."""

BRACKET = re.compile(r"[\[\]]")
FEW = 50
"""Brackets within one pair; more are rare, and looked for in all the text at once."""


TRIED = ("3.11",)
"""Versions of Python-Markdown whose ways these are; with any other, nothing is made quicker."""


BEFORE_INLINE = 20.001
"""Of a processor that is the last before the one for inline patterns, which has 20."""


def speed_up(reader: Reader) -> None:
    """Give a reader a quicker way through each page; what it reads stays the same."""
    reader.collector = QuickCollector
    if _is_tried():
        patch(reader.markdown)


def _is_tried() -> bool:
    return ".".join(markdown.__version__.split(".")[:2]) in TRIED


def patch(markdown: Markdown) -> None:
    """Give a renderer to which all extensions have been added a quicker way through each text."""
    for block in markdown.parser.blockprocessors:
        for name, pattern in getmembers_static(block, _is_roving):
            setattr(block, name, Guarded(pattern, *needed(pattern)))
        if isinstance(block, TableProcessor):
            block.test = partial(_has_bar_and, block.test)  # type: ignore[method-assign]
    _patch_inline(markdown)


def _patch_inline(markdown: Markdown) -> None:
    """Put the quicker ways in place of private methods, which is why `TRIED` names versions; twice does no harm."""
    processors: list[Any] = [one for one in markdown.treeprocessors if isinstance(one, InlineProcessor)]
    for processor in processors:
        # The registry itself sorts and looks up by name at every access; it may have grown since it was last seen.
        registry = vars(processor).setdefault("registry", processor.inlinePatterns)
        processor.inlinePatterns = tuple(registry)
        processor._InlineProcessor__handleInline = _quick_way(processor)
        processor._InlineProcessor__processPlaceholders = _quick_return(processor)
        for pattern in processor.inlinePatterns:
            if getattr(type(pattern), "getText", None) is LinkInlineProcessor.getText:
                pattern.getText = partial(_text_in_brackets, partial(LinkInlineProcessor.getText, pattern))


QUICK_INLINE = f"{__name__}:QuickInline"
"""A name for a configuration: plugins expect extensions to have one."""


class QuickInline(Extension):
    """Gives a renderer that others set up a quicker way through its inline patterns."""

    def extendMarkdown(self, md: Markdown) -> None:
        if _is_tried():
            md.treeprocessors.register(_Quickener(md), "quick-inline", BEFORE_INLINE)


class _Quickener(Treeprocessor):
    """Comes when the blocks have been read, in which extensions may still add a pattern."""

    def run(self, root: Element) -> None:
        _patch_inline(self.md)


def _is_roving(value: Any) -> bool:
    """Whether a value is a pattern that needs one word and may match anywhere; at the start alone, it is quick."""
    if len(needed(value)) != 1:
        return False
    return bool(value.flags & re.MULTILINE) or parser.parse(value.pattern, value.flags)[0] != (op.AT, op.AT_BEGINNING)


def _has_bar_and(test: Callable[[Any, str], bool], parent: Any, block: str) -> bool:
    """Whether a block passes a test for tables, which takes the lines of each paragraph apart to find no bar."""
    return "|" in block and test(parent, block)


class Guarded:
    """A compiled pattern that is tried only on texts with the word that it needs."""

    def __init__(self, pattern: re.Pattern[str], word: str):
        self._pattern = pattern
        self._word = word

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._pattern.search(text, *span) if self._word in text else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)


def _quick_way(processor: Any) -> Callable[..., str]:
    """What the processor's own `__handleInline` does, without the patterns that cannot match."""
    patterns, apply = processor.inlinePatterns, processor._InlineProcessor__applyPattern
    needs = [_needed_by_all_of(pattern) for pattern in patterns]
    # The one word that most need is looked for right here: a call for each pattern would take as long as all the rest.
    tests = [(words[0] if len(words) == 1 else "", _any_of(words)) for words in needs]

    def handle(text: str, first: int = 0) -> str:
        if isinstance(text, AtomicString):
            return text
        for number in range(first, len(patterns)):
            word, test = tests[number]
            matched, start = word in text if word else test(text), 0
            while matched:
                text, matched, start = apply(patterns[number], text, number, start)
        return text

    return handle


def _needed_by_all_of(pattern: Any) -> Words:
    """The words that every match of an inline pattern needs; none of one that may ask another expression each time."""
    is_usual = getattr(type(pattern), "getCompiledRegExp", None) is Pattern.getCompiledRegExp
    return needed(pattern.compiled_re) if is_usual else ()


def _quick_return(processor: Any) -> Callable[..., list[Any]]:
    """What the processor's own `__processPlaceholders` does, at once with a text that no pattern has matched."""
    prefix = processor._InlineProcessor__placeholder_prefix
    own = partial(InlineProcessor._InlineProcessor__processPlaceholders, processor)  # type: ignore[attr-defined]  # private

    def put_back(text: str | None, element: Element, is_text: bool = True) -> list[Any]:
        if not text or prefix in text or (element.text if is_text else element.tail):
            return list(own(text, element, is_text))
        setattr(element, "text" if is_text else "tail", text)
        return []

    return put_back


def _any_of(words: Words) -> Callable[[str], Any]:
    """Whether a text holds one of these words; if there are none, any text will do."""
    return re.compile("|".join(map(re.escape, words))).search


Text = tuple[str, int, bool]
"""What stands in a bracket, the offset behind it, and whether it has an end."""


def _text_in_brackets(own: Callable[[str, int], Text], data: str, index: int) -> Text:
    """What a link's own `getText` gives of the bracket that opens before an index."""
    if data[index - 1 : index] != "[":
        return own(data, index)
    close = _close_by(data, index)
    if close is None:
        close = _closes(data).get(index - 1, -1)
    return (data[index:close], close + 1, True) if close >= 0 else (data[index:], len(data), False)


def _close_by(data: str, index: int) -> int | None:
    """Offset of the end of a bracket that opens before an index: -1 if there is none, None if it is not close by."""
    depth, few = 1, list(islice(BRACKET.finditer(data, index), FEW))
    for match in few:
        depth += 1 if match[0] == "[" else -1
        if not depth:
            return match.start()
    return None if len(few) == FEW else -1


@lru_cache(maxsize=1)
def _closes(data: str) -> dict[int, int]:
    """Offset of each opening bracket that has an end -> offset of that end."""
    closes: dict[int, int] = {}
    open_ones: list[int] = []
    for match in BRACKET.finditer(data):
        if match[0] == "[":
            open_ones.append(match.start())
        elif open_ones:
            closes[open_ones.pop()] = match.start()
    return closes


def needed(pattern: Any) -> Words:
    """The words that a pattern needs."""
    return _needed_of(pattern) if isinstance(pattern, re.Pattern) and not pattern.flags & re.IGNORECASE else ()


@lru_cache(maxsize=1000)
def _needed_of(pattern: re.Pattern[str]) -> Words:
    return _needed(parser.parse(pattern.pattern, pattern.flags))


def _needed(parts: Any) -> Words:
    known = [words for words in _choices(list(parts)) if words]
    return min(known, key=lambda words: (len(words), -min(map(len, words))), default=())


def _choices(parts: Sequence[Any]) -> Iterator[Words]:
    """What each part of a sequence needs, and what its letters that stand together spell."""
    run = ""
    for kind, value in parts:
        run = run + chr(value) if kind is op.LITERAL else ""
        yield (run,) if run else _needed_by(kind, value)


def _needed_by(kind: Any, value: Any) -> Words:
    if kind is op.IN and all(inner is op.LITERAL for inner, _ in value):
        return tuple(chr(code) for _, code in value)
    if kind is op.SUBPATTERN and not value[1] & re.IGNORECASE:
        return _needed(value[3])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _needed(list(value[2]) * value[0])
    if kind is op.BRANCH:
        branches = [_needed(branch) for branch in value[1]]
        return sum(branches, ()) if all(branches) else ()
    return ()
