"""Where sentences end in a line of rendered text: one rule for prose, quotations, citations, initials and numbers.

A stop ends a sentence if something that can begin one follows: a capital, a figure, or a letter of a script without
capitals. It does not after an initial or an abbreviation. Where it cannot be told, nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from xref.reading.paragraphs import STANDS_FOR_CODE

CLOSING = ")\\]}”’»\"'"
OPENING = rf"[^\w\s{STANDS_FOR_CODE}]*"
"""What may stand before the first letter: brackets, quotation marks, and the marks that tell where a text stands."""
STOP = re.compile(
    rf"""
    (?P<mark>(?:[.?!]|(?<!\s)…)[.?!…]*)
    (?P<closed>[{CLOSING}]*)
    # A citation behind the stop belongs to what it follows; found ahead, since '?+' goes wrong before Python 3.11.5.
    (?=(?P<source>(?:\s\([^()]*[^().?!…]\))?))(?P=source)
    \s+(?={OPENING}(?P<next>[\w{STANDS_FOR_CODE}]))
    """,
    re.VERBOSE,
)
ABBREVIATIONS = frozenset(
    """
    approx ca cf ch chs ed eds e.g esp et.al al fig figs i.e p par para pars pp sec st trans viz vol vols vs
    dr jr mr mrs ms mx prof rev sr ph.d m.d
    """.split()
)
"""Words that a stop shortens, in small letters; none of them ends a sentence as a rule."""
REMARK = 300
"""Letters to either side within which a bracket belongs to a stop."""
BEFORE_NUMBERS = frozenset("art col eq l ll n nn no nos tab".split())
"""Such words where a number follows, and words like any other elsewhere."""


def letters(text: str) -> str:
    """What two texts share that differ in white space, marks and case alone."""
    return "".join(filter(str.isalnum, text.casefold()))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; they touch."""
    yield from pairwise([0, *ends(text), len(text)])


def ends(line: str) -> Iterator[int]:
    """Where each sentence but the last ends, the white space behind it included."""
    begin = 0
    for stop in STOP.finditer(line):
        if _ends(line, stop) and not _is_within_brackets(line, begin, stop):
            yield (begin := stop.end())


def _is_within_brackets(line: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a bracket of the sentence is open at the stop, and closed later: `(see Roe, 2020, Kap. 3)`."""
    at = stop.end("closed")
    begin = max(begin, at - REMARK)
    return line.count("(", begin, at) > line.count(")", begin, at) and line.find(")", at, at + REMARK) > 0


def _ends(line: str, stop: re.Match[str]) -> bool:
    following = stop["next"]
    if following.islower():
        return False
    return stop["mark"] != "." or bool(stop["closed"] or stop["source"]) or not _is_short(line, stop)


def _is_short(line: str, stop: re.Match[str]) -> bool:
    """Whether the stop belongs to the word before it, or to the number of an entry in a list."""
    begin = line.rfind(" ", 0, stop.start()) + 1
    word = re.sub(OPENING, "", line[begin : stop.start()], count=1)
    if word.isdigit():
        return begin == 0
    name = word.casefold()
    is_before_number = name in BEFORE_NUMBERS and stop["next"].isdigit()
    return name in ABBREVIATIONS or is_before_number or _is_initial(word, line[max(0, begin - 2) : begin])


def _is_initial(word: str, before: str) -> bool:
    """`J`, `J.-P` and `U.S`; but "I" ends a sentence where no surname and no other initial stands before it."""
    return re.fullmatch(r"(?:[^\W\d_a-z]\.-?)*[^\W\d_a-z]", word) is not None and (
        word != "I" or before in (", ", ". ")
    )
