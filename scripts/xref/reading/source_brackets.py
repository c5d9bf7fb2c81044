"""Brackets in a Markdown source: which opening and closing ones match, and which form `[text][label]`."""

from __future__ import annotations

import re

CODE = r"(?<!`)`*?(?P<ticks>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)(?P=ticks)(?!`)"
"""A code span, which may run over lines but not over an empty one. Of a row of backticks that nothing closes as a
whole, the last ones may open it."""
BRACKETS = r"\\.|\[|\]|\n[ \t]*\n"
"""A bracket; an escaped character, which is skipped; or an empty line, across which no brackets match."""
BETWEEN = r"(?:\n[ ]{0,3}(?:>[ ]?)+|\s)"
"""The one space or line break that may separate `[text]` from `[label]`, with quotation signs on the new line."""
FOLLOWED = re.compile(rf"\]{BETWEEN}\[")
"""A closing bracket, a space or line break, and another opening bracket."""
ONE = r"\[(?!\^|-?@|[ xX]\])(?:[^\[\]\\`\n]|`[^`\[\]\n]*`|\n(?![ \t]*\n))*\]"
"""A pair of brackets with text, without other brackets in it; no footnote, citation or check box."""
PAIR = re.compile(rf"{ONE}\s?{ONE}")
PAIRS = re.compile(rf"{CODE}|(?<![\\!\]])(?<!\]\s)(?P<row>{ONE}(?:{BETWEEN}?{ONE})+)")
"""A code span, or a row of bracket pairs, which the renderer reads from the left as text, label, text, label."""

BEFORE_BRACKETS = re.compile(r"(?<![\w)\]\\])\([^()\[\]]{1,500}\)(?=\[)")
"""Words in parentheses: not after a letter, as in f(x)[a.md], nor after a backslash."""


def paired(source: str, body: int) -> dict[int, int]:
    """Offset of each closing bracket -> offset of its opening one, or of the "!" before it.

    Whether backticks form a code span only the renderer knows. So brackets are matched twice, with and without those
    in code spans, and where the two differ, the match without them counts.
    """
    pairs = _pairs(source, body, BRACKETS)
    return pairs | _pairs(source, body, f"{CODE}|{BRACKETS}") if "`" in source else pairs


def _pairs(source: str, body: int, pattern: str) -> dict[int, int]:
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for match in re.compile(pattern).finditer(source, body):
        if match[0] == "[":
            image = source[match.start() - 1 : match.start()] == "!" and not is_escaped(source, match.start() - 1)
            stack.append(match.start() - image)
        elif match[0] == "]" and stack:
            pairs[match.start()] = stack.pop()
        elif match[0].startswith("\n"):
            stack.clear()
    return pairs


def parentheses(source: str) -> dict[int, int]:
    """Offset of each `)` before a bracket -> offset of its `(`."""
    found = BEFORE_BRACKETS.finditer(source) if ")[" in source else ()
    return {match.end() - 1: match.start() for match in found}


def ends_of_pairs(source: str) -> set[int]:
    """Offsets of the closing brackets that end a `[text][label]` in a row of brackets."""
    rows = PAIRS.finditer(source) if FOLLOWED.search(source) else ()
    sure = (row.span() for row in rows if row["row"] and _is_sure(source, row))
    return {pair.end() - 1 for span in sure for pair in PAIR.finditer(source, *span)}


def _is_sure(source: str, row: re.Match[str]) -> bool:
    """Whether the renderer surely reads a row as text and label by turns.

    It may not where a bracket before the row is still open, or where a quotation sign stands within the row.
    """
    is_open = source.rfind("[", 0, row.start()) > source.rfind("]", 0, row.start())
    return not is_open and "\n>" not in row[0].replace(" ", "")


def is_escaped(source: str, offset: int) -> bool:
    """Whether an odd number of backslashes stands before an offset."""
    backslashes = 0
    while source.endswith("\\", 0, offset - backslashes):
        backslashes += 1
    return backslashes % 2 == 1
