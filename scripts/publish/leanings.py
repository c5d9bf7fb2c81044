"""How much the words of a query speak for distress, learned from queries of people in distress and of others.

Naive Bayes over which words and pairs of words stand in a query: Manning, Raghavan and Schütze (2008), *Introduction to
Information Retrieval*, chapter 13. `overrides/assets/scripts/search-help.js` adds them up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from math import log

SMOOTHING = 0.5
"""Queries that are added to those in which something stands, since what stands in none may still be typed."""
SEEN = 2
"""In how many queries something stands at least, or else it tells of its writer alone."""

LEAST = -25
"""What a word says against distress at most: no word of a subject, such as "essay", silences who despairs."""
WORD, NOT, ENDINGS = re.compile(r"[^\W_]+"), re.compile(r"n't\b"), re.compile(r"'(?:s|m|d|ve|ll|re)\b")


def leanings(distress: Sequence[str], ordinary: Sequence[str]) -> dict[str, int]:
    """Word, or two words beside each other -> how much it speaks for distress: tenths of the natural logarithm of how
    many times as often it stands in a query of distress as in an ordinary one. Empty where there are none of either."""
    here, there = (Counter(chain.from_iterable(map(told, queries))) for queries in (distress, ordinary))
    ratio = (len(ordinary) + 2 * SMOOTHING) / (len(distress) + 2 * SMOOTHING)
    return {
        one: max(LEAST, round(10 * log(ratio * (here[one] + SMOOTHING) / (there[one] + SMOOTHING))))
        for one, times in (here + there).items()
        if times >= SEEN and distress and ordinary
    }


def told(query: str) -> set[str]:
    """What stands in a query: its words, and each two beside each other."""
    words = parts(query)
    return {*words, *map(" ".join, pairwise(words))}


def parts(query: str) -> list[str]:
    """The words of a query, as `parts` of `search-text.js` has them."""
    letters = query if query.isascii() else _folded(query)
    plain = ENDINGS.sub("", NOT.sub("nt", letters.lower()))
    return WORD.findall(plain)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).replace("’", "'")
    return "".join(letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Mc", "Cf"})
