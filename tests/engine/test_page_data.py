"""What templates are given of claims, terms and relations."""

from __future__ import annotations

from typing import Any

import pytest

from essays import page_data
from essays.built_page import BuiltPage, Heading
from essays.help_entries import Help, HelpEntry, kind_id
from essays.page_data import PageLink
from publish import drawing, previews
from publish.html_tree import parse, write


def page(path: str, **facts: Any) -> BuiltPage:
    return BuiltPage(path, path.replace(".md", ".html"), path.title(), facts.pop("meta", {}), **facts)


def claim(id: str, *classes: str) -> Heading:
    return Heading(id, f"Claim {id}", 3, classes)


def test_relations_are_written_once_and_shown_on_both_pages() -> None:
    first = page("essays/a.md", meta={"series_part": 1, "related": ["b.md", "gone.md"]})
    assert page_data.related([first, page("b.md"), page("c.md")]) == {
        "essays/a.md": [PageLink("b.html", "B.Md")],
        "b.md": [PageLink("essays/a.html", "Essays/A.Md")],
    }


def test_claims_are_numbered_and_grouped_by_verdict() -> None:
    plain = Heading("x", "Not a claim", 3)
    evidence = page(
        "e.md", headings=(claim("c1", "untested"), plain, claim("c2", "supported"), claim("c3", "untested"))
    )
    verdicts = page_data.by_verdict(page_data.claims_by_id(evidence).values())
    grouped = {verdict.name: [claim.number for claim in verdict.claims] for verdict in verdicts}
    assert grouped == {"supported": [2], "untested": [1, 3], "contested": [], "contradicted": [], "interpretation": []}


@pytest.mark.parametrize(
    ("verdict", "number", "tally"),
    [
        ("supported", 5, "5 supported"),
        ("untested", 1, "1 consistent but untested"),
        ("interpretation", 1, "1 interpretation"),
        ("interpretation", 12, "12 interpretations"),
    ],
)
def test_verdicts_are_counted_in_words(verdict: str, number: int, tally: str) -> None:
    claims = tuple(claim(f"c{nth}", verdict) for nth in range(1, number + 1))
    (found,) = [
        one
        for one in page_data.by_verdict(page_data.claims_by_id(page("e.md", headings=claims)).values())
        if one.name == verdict
    ]
    assert found.tally == tally


def test_a_list_that_explains_verdicts_has_their_signs() -> None:
    signs = {"Supported": "<svg></svg>"}
    items = (
        "<li><strong>Supported</strong> means</li>",
        "<li>So <strong>Supported</strong></li>",
        "<li><b>Other</b></li>",
    )
    body = parse(f"<ul>{''.join(items)}</ul>")
    drawing.sign_legend(body, lambda words: signs.get(words, ""))
    drawn = '<li class="legend"><svg></svg> <strong>Supported</strong> means</li>'
    assert write(body) == f"<ul>{drawn}{items[1]}{items[2]}</ul>"


def test_notes_stand_at_the_end_of_their_own_section() -> None:
    body = parse(
        '<h1>T</h1><h3 id="a">A</h3><p>1</p><h2>G</h2><p>2</p><h3 id="b">B</h3><p>3</p><div class="footnote">n</div>'
    )
    drawing.add_notes(body, 3, lambda id: f"<i>{id}</i>", lambda id: f"<b>{id}</b>")
    assert write(body) == (
        '<h1>T</h1><h3 id="a">A</h3><i>a</i><p>1</p><b>a</b><h2>G</h2><p>2</p>'
        '<h3 id="b">B</h3><i>b</i><p>3</p><b>b</b><div class="footnote">n</div>'
    )


def test_help_is_grouped_by_kind_in_the_order_of_the_file() -> None:
    entries = tuple(HelpEntry(name, kind, "", "", "", None) for kind, name in (("b", "1"), ("a", "2"), ("b", "3")))
    found = {kind: [entry.name for entry in those] for kind, those in Help(entries).kinds.items()}
    assert list(found.items()) == [("b", ["1", "3"]), ("a", ["2"])]


def test_kinds_of_help_that_would_have_the_same_id_are_one() -> None:
    entries = tuple(HelpEntry(kind, kind, "", "", "", None) for kind in ("By phone", "by\tphone", "By letter"))
    kinds = Help(entries).kinds
    assert {kind: len(those) for kind, those in kinds.items()} == {"By phone": 2, "By letter": 1}
    assert [kind_id(kind) for kind in kinds] == ["help-by-phone", "help-by-letter"]


def test_a_term_is_told_with_the_words_of_its_links_and_without_the_numbers_of_its_notes() -> None:
    note = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    link = '<a class="headerlink" href="#a">#</a>'
    body = parse(f'<h2 id="a"><a href="b.html">Rye</a> bread{note}{link}</h2><p>H<sup>+</sup>.{note}</p>')
    assert [heading.text for heading in drawing.headings(body)] == ["Rye bread"]
    told = previews.of_sections("c.html", drawing.sections(body, 2), "To it")
    assert dict(told) == {"c.html#a": ("Rye bread", "H+.", "To it")}
