"""Quoted numbers: which numbers of a text are quoted from a source, and whether a record has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from essays.citing.dates import MONTHS

NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
QUOTED = re.compile(
    rf"""
      (?P<date>\b\d{{1,2}}\ (?:{"|".join(MONTHS)})(?:\ \d{{4}})?  # 28 November 1980
        |\b\d{{1,2}}(?:\.|º|er)?\ (?:de\ )?[^\W\d_]{{3,}}\ (?:de\ )?(?:1[5-9]|20)\d\d\b)  # 28. November 1980
    | (?P<name>[^\W\d]+[\d.-]*\d|\d+(?:st|nd|rd|th|s)\b)     # ICD-11, 2nd, the 1980s
    | (?<![\w.,])(?P<number>{NUMBER}(?:\s?%|\ per\ ?cent)?)(?![\w])
    """,
    re.VERBOSE,
)
YEAR = re.compile(r"(?:18|19|20)\d\d")
WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
""".split()
"""Counts that a record may spell out."""


def quoted(sentence: str) -> Iterator[str]:
    """The numbers that a sentence quotes; dates, years, ordinals and names that hold digits are none."""
    for match in QUOTED.finditer(sentence):
        number = match["number"]
        if number and not YEAR.fullmatch(number):
            yield number


def is_among(number: str, texts: Iterable[str]) -> bool:
    """Whether a number stands, in whatever spelling, in one of the texts."""
    wanted = _value(number)
    return any(wanted in _values(text) for text in texts)


def _values(text: str) -> set[str]:
    spelt = {str(number) for number, word in enumerate(WORDS) if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
    return spelt | {_value(number) for number in re.findall(NUMBER, text)}


def _value(number: str) -> str:
    """`3,530` and `3530`, `0.77` and `.77`, `58%` and `58 per cent` are the same."""
    digits = re.sub(r"[^\d.]", "", number)
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits).lstrip("0") or "0"
