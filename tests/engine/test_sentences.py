"""How a sentence is cut from rendered text: each case is a text with a bar between its sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest

from essays import sentences

CASES = {
    "prose": "One. |Two! |Three? |Four… |Five",
    "no stop at the end": "Water and salt",
    "nothing": "",
    "small letters": "He asked why? and left. then nothing",
    "a citation before the stop": "Bread rises (Doe, 2010, p. 4). |It falls (Roe & Poe, 2011a; Doe, 2010).",
    "a citation behind the stop": "Bread rises. (Doe, 2010) |It falls. (Roe, 2011)",
    "a sentence in brackets": "Bread rises. |(Nobody knows why.) |It falls.",
    "abbreviations of another language in brackets": "Brot (vgl. Müller, 2019, Kap. 3) rises. |It (so Abb. 4) falls.",
    "a bracket that nobody closes": "It rose :( then. |It fell. |It rose.",
    "an initial": "So says Fern, J. A., and J. Smith agrees with J.-P. Roe. |Others do not.",
    "a surname, then an initial": "Fern, J. (2020) is read, and Roe, I. (2021) is not.",
    "the first person": "Nobody did, nor did I. |The rest left.",
    "a country": "Adults in the U.S. Census were asked.",
    "a page": "See p. 3 and pp. 4–5 of ed. 2. |Then ch. IV.",
    "a page that ends a sentence": "It is on p. 3. |The next is not.",
    "et al.": "Doe et al. Roe et al. (2010) found 3.5 of 7.25. |Others found none.",
    "that is": "One kind, e.g. Rye, and another, i.e. Wheat, cf. Oats, vs. Barley. |All rise.",
    "and so on": "Rye, wheat, etc. |All rise.",
    "titles": "Dr. Doe and Mrs. Roe met Prof. Poe. |St. John was there.",
    "a number of something": "Wash no. 4 is best. |He said no. |Nobody asked.",
    "decimals": "It rose by 3.5 per cent and 1,200.5 grams.",
    "a year": "That was in 1990. |The rest came later.",
    "a sentence that begins with a figure": "Few rose. |120 fell.",
    "an entry in a list": "1. The first of all. |The second.",
    "double quotation marks": "“I left.” |He did. |She said “Why?” and left.",
    "single quotation marks": "‘Left.’ |‘Right.’ |So it went.",
    "a quotation within a sentence": "He said “No. |Never.” and meant it.",
    "straight quotation marks": '"Left." |"Right." |Done',
    "an ellipsis": "He waited … and waited. |Then … Nothing.",
    "more than one mark": "What?! |Nothing...",
    "accents": "Fini. |Été comme hiver. |Œuvre.",
    "a script without capitals": "終わり. |次です.",
    "an address": "See example.org. |And www.example.org/a.html?b=C.D too.",
    "a dash": "It ended. – Or not.",
    "a colon": "Three kinds: Rye. |Wheat; Oats.",
}


def cut(line: str) -> list[str]:
    return [line[start:end] for start, end in pairwise([0, *sentences.ends(line), len(line)])]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_a_reader_ends_it(case: str) -> None:
    assert cut(CASES[case].replace("|", "")) == CASES[case].split("|")


def test_nothing_is_lost_and_a_long_line_takes_no_longer_than_its_length() -> None:
    for line in ("Fern, J. A. (2020) p. 3. " * 40_000, "(It rose. It fell. " * 40_000, f"({'It rose. ' * 80_000})"):
        assert "".join(cut(line)) == line
