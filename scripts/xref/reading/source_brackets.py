"""Brackets of a source: which belong together, and which stand side by side as text and label."""

from __future__ import annotations

import re

CODE = r"(?<!`)(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)\1(?!`)"
BRACKETS = r"\\.|\[|\]|\n[ \t]*\n"
"""Brackets, and what parts them: escapes and the ends of paragraphs."""
BETWEEN = r"(?:\n[ ]{0,3}(?:>[ ]?)+|\s)"
"""What may stand between a text and its label, in a quotation or not."""
FOLLOWED = re.compile(rf"\]{BETWEEN}\[")
ONE = r"\[(?!\^|-?@|[ xX]\])(?:[^\[\]\\`\n]|`[^`\[\]\n]*`|\n(?![ \t]*\n))*\]"
PAIR = re.compile(rf"{ONE}\s?{ONE}")
PAIRS = re.compile(rf"{CODE}|(?<![\\!\]])(?<!\]\s)(?P<row>{ONE}(?:{BETWEEN}?{ONE})+)")
"""Brackets side by side, which the renderer pairs from the left: text and label, text and label."""


def paired(source: str, body: int) -> dict[int, int]:
    """Offset of each closing bracket -> offset of its opening one, "!" included.

    Brackets within code spans do not count, unless what looks like a span turns out to be none.
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


def ends_of_pairs(source: str) -> set[int]:
    """Closing brackets that end a `[text][label]` which another bracket follows."""
    rows = PAIRS.finditer(source) if FOLLOWED.search(source) else ()
    sure = (row.span() for row in rows if row["row"] and _is_sure(source, row))
    return {pair.end() - 1 for span in sure for pair in PAIR.finditer(source, *span)}


def _is_sure(source: str, row: re.Match[str]) -> bool:
    """Behind an open bracket all may be a label; a line of a quotation may go on with the one above, or not."""
    is_open = source.rfind("[", 0, row.start()) > source.rfind("]", 0, row.start())
    return not is_open and "\n>" not in row[0].replace(" ", "")


def is_escaped(source: str, offset: int) -> bool:
    """Whether an odd number of backslashes stands before an offset."""
    backslashes = 0
    while source.endswith("\\", 0, offset - backslashes):
        backslashes += 1
    return backslashes % 2 == 1
