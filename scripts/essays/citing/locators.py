"""Where in a work a passage stands, as authors write it and as it is shown: `p. 4-7` becomes `pp. 4–7`.

Labels are those that pandoc knows in English, and some more of the Publication Manual (8.13). Pages get the label that
fits them, bare numbers too; any other label stays as it is written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LOWER = r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
NUMBER = rf"(?<!\w)(?:[A-Za-z]{{0,2}}\d+(?:[.:]\d+)*[a-z]?|{_LOWER}|{_LOWER.upper()})(?!\w)"
"""As 4, S1, 3a, 1:30 or iv."""
SPAN = rf"{NUMBER}(?:\s?(?:-{{1,2}}|–)\s?{NUMBER})?(?![–-])"
RANGE = re.compile(rf"(?<![–-])({NUMBER})\s?(?:-{{1,2}}|–)\s?({NUMBER})(?![–-])")
PLACE = re.compile(
    rf"""(?P<before>(?:,\s?)?)
    (?:(?P<page>(?i:pages?|pp?)(?:\.|(?=\s)))
    |(?P<label>[§¶]{{1,2}}|(?i:
        (?:book|bk|chapter|chap|ch|column|col|figure|fig|folio|fol|fn|line|note|number|no|paragraph|para|part|pt
        |section|sec|slide|table|verse|volume|vol)s?|ll?|nn?|opus|opp?|s\.v|vv?)(?:\.|(?=\s))))?
    \s?(?P<numbers>{SPAN}(?:,\s?{SPAN})*)""",
    re.VERBOSE,
)


class Locator(NamedTuple):
    shown: str
    is_whole: bool
    """Whether nothing but a place is named, so that no remark follows it."""
    has_label: bool


def locator(written: str) -> Locator:
    """What follows the key of a citation after its comma, with white space made even."""
    pieces, done = [], 0
    while (match := PLACE.match(written, done)) and (match["page"] or match["label"] or _are_pages(match)):
        pieces.append(_place(match))
        done = match.end()
    rest = written[done:]
    shown = "".join([*pieces, rest if "](" in rest or "<" in rest else ranges(rest)])
    return Locator(shown, is_whole=not rest, has_label=bool(done) and not written[0].isdecimal())


def _are_pages(match: re.Match[str]) -> bool:
    """Whether numbers without a label are pages: they stand first, and neither count what follows nor tell a time."""
    alone = match.string[match.end() :].lstrip()[:1] in ("", ",", "[")
    return match.start() == 0 and alone and match["numbers"][0].isdecimal() and ":" not in match["numbers"]


def _place(match: re.Match[str]) -> str:
    numbers = ranges(match["numbers"])
    if match["label"]:
        return match[0].removesuffix(match["numbers"]) + numbers
    return f"{match['before']}{'pp.' if re.search('[–,]', numbers) else 'p.'} {numbers}"


def ranges(text: object) -> str:
    """The text with an en dash in each range of numbers (6.6), whose end is given in full."""
    return RANGE.sub(lambda found: f"{found[1]}–{_in_full(found[1], found[2])}", str(text))


def _in_full(first: str, last: str) -> str:
    """Of 102-8 the last page, 108."""
    if not (first.isdecimal() and last.isdecimal()):
        return last
    full = first[: max(0, len(first) - len(last))] + last
    return full if int(full) > int(first) else last


def page_range(text: object) -> str:
    """A record's pages, in which every hyphen is a range's."""
    return re.sub(r"\s?-{1,2}\s?", "–", ranges(text))
