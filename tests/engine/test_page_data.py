"""What templates are given of claims, terms and relations."""

from __future__ import annotations

from essays import page_data
from essays.page_data import BuiltPage
from xref.entries import HelpEntry
from xref.model import Anchor, Link
from xref.position import START


def page(path: str, **facts) -> BuiltPage:
    return BuiltPage(path, path.replace(".md", ".html"), path.title(), facts.pop("meta", {}), **facts)


def link(target: str) -> Link:
    return Link(target, START)


def claim(id: str, *classes: str) -> Anchor:
    return Anchor(id, START, f"Claim {id}", 3, classes)


def test_relations_are_written_once_and_shown_on_both_pages() -> None:
    first = page("essays/a.md", meta={"series_part": 1, "related": ["b.md"]})
    second, third = page("b.md"), page("c.md")
    pages = [first, second, third]
    assert page_data.related(first, pages) == [{"href": "b.html", "title": "B.Md"}]
    assert page_data.related(second, pages) == [{"href": "essays/a.html", "title": "Essays/A.Md"}]
    assert page_data.related(third, pages) == []


def test_an_anchor_knows_the_essays_that_lead_to_it_in_the_order_of_the_series() -> None:
    two = page("essays/two.md", meta={"series_part": 2}, links=(link("../e.html#c1"), link("../e.html#c1")))
    one = page("essays/one.md", meta={"series_part": 1}, links=(link("../e.html#c1"), link("two.html")))
    plain = page("index.md", links=(link("e.html#c1"), link("https://example.org/e.html#c1")))
    found = page_data.essays_by_anchor([two, plain, one])
    assert [essay["href"] for essay in found["e.html", "c1"]] == ["essays/one.html", "essays/two.html"]


def test_claims_are_numbered_and_grouped_by_verdict() -> None:
    plain = Anchor("x", START, "Not a claim", 3)
    evidence = page("e.md", anchors=(claim("c1", "untested"), plain, claim("c2", "supported"), claim("c3", "untested")))
    grouped = {
        verdict["name"]: [claim["number"] for claim in verdict["claims"]] for verdict in page_data.verdicts(evidence)
    }
    assert grouped == {"supported": [2], "untested": [1, 3], "contested": [], "contradicted": [], "interpretation": []}


def test_notes_stand_at_the_end_of_their_own_section() -> None:
    html = '<h1>T</h1><h3 id="a">A</h3><p>1</p><h2>G</h2><p>2</p><h3 id="b">B</h3><p>3</p><div class="footnote">n</div>'
    noted = page_data.with_notes(html, 3, lambda id: f"[{id}]", lambda id: f"({id})")
    assert noted == (
        '<h1>T</h1><h3 id="a">A</h3>(a)<p>1</p>[a]<h2>G</h2><p>2</p>'
        '<h3 id="b">B</h3>(b)<p>3</p>[b]<div class="footnote">n</div>'
    )


def test_help_is_grouped_by_kind_in_the_order_of_the_file() -> None:
    entries = [HelpEntry({"kind": kind, "name": name}, START) for kind, name in (("b", "1"), ("a", "2"), ("b", "3"))]
    found = page_data.help_by_kind(entries)
    assert [(kind["kind"], [entry["name"] for entry in kind["entries"]]) for kind in found] == [
        ("b", ["1", "3"]),
        ("a", ["2"]),
    ]
