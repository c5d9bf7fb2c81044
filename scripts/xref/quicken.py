"""Makes the renderer's inline patterns skip texts in which they cannot match; what is rendered stays the same.

Python-Markdown tries every inline pattern on every piece of text, most of which hold nothing for it. A pattern all of
whose matches hold a certain character need not be tried on a text without it.
"""

from __future__ import annotations

import re
from re import _constants as op  # the only way to ask a pattern what it needs
from re import _parser as parser
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor


def quicken(markdown: Markdown) -> None:
    """Guard the patterns of a renderer to which all extensions have been added."""
    for processor in markdown.treeprocessors:
        if isinstance(processor, InlineProcessor):
            # Not the registry itself, which sorts and looks up by name at every access.
            processor.inlinePatterns = tuple(processor.inlinePatterns)
            for pattern in processor.inlinePatterns:
                if (known := needed(pattern.compiled_re)) and not isinstance(pattern.compiled_re, Guarded):
                    pattern.compiled_re = Guarded(pattern.compiled_re, known)


class Guarded:
    """A compiled pattern that is tried only on texts with one of the characters that its matches hold."""

    def __init__(self, pattern: re.Pattern[str], characters: str):
        self._pattern = pattern
        self._only = characters if len(characters) == 1 else ""
        self._one_of = re.compile(f"[{re.escape(characters)}]").search

    def finditer(self, text: str, start: int = 0):
        found = self._only in text if self._only else self._one_of(text)
        return self._pattern.finditer(text, start) if found else ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)


def needed(pattern: re.Pattern[str]) -> str:
    """Characters of which every match holds one; "" where that cannot be told."""
    if not isinstance(pattern, re.Pattern) or pattern.flags & re.IGNORECASE:
        return ""
    return _needed(parser.parse(pattern.pattern, pattern.flags))


def _needed(parts: Any) -> str:
    known = [characters for part in parts if (characters := _needed_by(*part))]
    return min(known, key=len, default="")


def _needed_by(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.IN and all(inner is op.LITERAL for inner, _ in value):
        return "".join(chr(code) for _, code in value)
    if kind is op.SUBPATTERN and not value[1] & re.IGNORECASE:
        return _needed(value[3])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0]:
        return _needed(value[2])
    if kind is op.BRANCH:
        branches = [_needed(branch) for branch in value[1]]
        return "".join(branches) if all(branches) else ""
    return ""
