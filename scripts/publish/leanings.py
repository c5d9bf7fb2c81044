"""How much the words of a query speak for distress, learned from queries of people in distress and of others.

An averaged perceptron with a margin, over which words and pairs of words stand in a query: Freund and Schapire (1999),
"Large margin classification using the perceptron algorithm"; Collins (2002), "Discriminative training methods for
hidden Markov models", section 2. It adds and subtracts whole numbers, so that every machine learns the same.
`overrides/assets/scripts/search-help.js` adds up what was learned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from itertools import chain, pairwise, repeat

PASSES = 15
"""How often all queries are gone through: more learn them by heart, and tell no more of others."""
MARGIN = 8
"""By how much a query has to be told apart, or else it is learned from once more: enough for an ordinary one to silence
a phrase that seems to speak in it, which `search-help.js` lets speak as much as it does."""
WORD, NOT, ENDINGS = re.compile(r"[^\W_]+"), re.compile(r"n't\b"), re.compile(r"'(?:s|m|d|ve|ll|re)\b")

Example = tuple[int, Set[str]]
"""1 for a query of distress, -1 for another; and what it tells."""


def leanings(distress: Sequence[str], ordinary: Sequence[str]) -> dict[str, int]:
    """Word, two words beside each other, or "" for any query -> how much it speaks for distress, in tenths of what a
    mistake once counted for. Empty where there are none of either."""
    if not distress or not ordinary:
        return {}
    weights = _learned([(sign, told(query)) for sign, query in _by_turns(distress, ordinary)])
    tenths = {one: round(10 * weight) for one, weight in sorted(weights.items())}
    return {one: weight for one, weight in tenths.items() if weight}


def _by_turns(distress: Sequence[str], ordinary: Sequence[str]) -> Iterator[tuple[int, str]]:
    """1 or -1 and a query, the shorter list spread evenly over the longer."""
    lists = ((1, distress), (-1, ordinary))
    placed = [((at + 0.5) / len(list_), sign, query) for sign, list_ in lists for at, query in enumerate(list_)]
    return ((sign, query) for _, sign, query in sorted(placed))


def _learned(examples: Sequence[Example]) -> dict[str, float]:
    """The mean of each weight over all that was gone through."""
    weights = dict.fromkeys(chain.from_iterable(said for _, said in examples), 0)
    lacked = dict(weights)  # of each weight, for how many turns
    turns = PASSES * len(examples)
    for turn, (sign, said) in enumerate(chain.from_iterable(repeat(examples, PASSES))):
        if sign * sum(map(weights.__getitem__, said)) <= MARGIN:
            for one in said:
                weights[one] += sign
                lacked[one] += sign * turn
    return {one: weight - lacked[one] / turns for one, weight in weights.items()}


def told(query: str) -> set[str]:
    """What a query tells: its words, each two beside each other, and that it is one."""
    words = parts(query)
    return {"", *words, *map(" ".join, pairwise(words))}


def parts(query: str) -> list[str]:
    """The words of a query, as `parts` of `search-text.js` has them."""
    letters = query if query.isascii() else _folded(query)
    plain = ENDINGS.sub("", NOT.sub("nt", letters.lower()))
    return WORD.findall(plain)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).replace("’", "'")
    return "".join(letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Mc", "Cf"})
