"""What leads to each page, term, claim and work: gathered from the texts, and shown in both directions."""

from __future__ import annotations

import cProfile
import json
import pstats
import random
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import relations
from barriers import SETTINGS, barriers, ids, small_targets
from essays.built_page import BuiltPage
from essays.page_data import Backlink, by_page
from publish import drawing
from publish.backlinks import Backlinks
from publish.html_tree import Node, parse, write
from sites import OpenPage, pages_of
from walking_back import walk_back

GLOSSARY = (
    '<h1 id="g">G</h1><h2 id="rye">Rye</h2><p>A grain.</p><h2 id="oat">Oat</h2><p>Not <a href="#rye">rye</a>.</p>'
)
KINDS = {"g.md": {"glossary": True}, "r.md": {"bibliography": True}, "a.md": {"series_part": 1}}


def gathered(works: tuple[str, ...] = (), **texts: str) -> tuple[Backlinks, dict[str, Node]]:
    """The backlinks of a site of these pages, name -> rendered text, and of a glossary and a page of references."""
    bodies = {f"{name}.md": parse(text) for name, text in {**texts, "g": GLOSSARY, "r": "<h1>R</h1>"}.items()}
    pages = [
        BuiltPage(
            path, path.replace(".md", ".html"), path[0].upper(), KINDS.get(path, {}), headings=drawing.headings(body)
        )
        for path, body in bodies.items()
    ]
    return Backlinks(pages, bodies, works), bodies


def told(backlinks: list[Backlink]) -> list[tuple[str, str, str]]:
    """Address, section and sentence of each, with bars around what the link says."""
    return [
        (
            passage.href,
            passage.section,
            "".join(f"|{words}|" if is_link else words for words, is_link in passage.sentence),
        )
        for passage in backlinks
    ]


def rye(text: str) -> list[tuple[str, str, str]]:
    """What of a page leads to one term."""
    found, _ = gathered(b=text)
    return [passage for passage in told(found.to("g.html", "rye")) if passage[0].startswith("b")]


LINK = '<a href="g.html#rye">grain</a>'


@pytest.mark.parametrize(
    ("text", "section", "sentence"),
    [
        (f"<p>One. Two {LINK}s here. Three.</p>", "", "Two |grain|s here."),
        (f'<h1 id="t">T</h1><p>A {LINK}.</p>', "", "A |grain|."),
        (f'<h2 id="s">S <a class="headerlink" href="#s">#</a></h2><div><p>A\n  {LINK}</p></div>', "S", "A |grain|"),
        (f'<h2 id="s">On {LINK}</h2>', "On grain", "On |grain|"),
        (f"<ul><li>First.<li>A <em>{LINK}</em><ul><li>Within</ul></ul>", "", "A |grain|"),
        (f"<table><tr><td>Cell</td><td>{LINK} 3</td></tr></table>", "", "|grain| 3"),
        (f"<figure><img alt='Seen.'><figcaption><p>Told of {LINK}.</p></figcaption></figure>", "", "Told of |grain|."),
        ('<p>A <a href="g.html#rye"><img alt="stalk"></a>.</p>', "", "A |stalk|."),
        (f"<p>Line one<br>and {LINK}</p>", "", "Line one and |grain|"),
        (f'<p>A {LINK}<sup><a class="footnote-ref" href="#fn:1">1</a></sup>, then. More</p>', "", "A |grain|, then."),
        (f"<p>So says Fern, J. (2020, p. 3. ed.) of {LINK} (Roe, 2011). Next.</p>", "",
         "So says Fern, J. (2020, p. 3. ed.) of |grain| (Roe, 2011)."),
        (f"<p>A {LINK} and a {LINK}. Next.</p>", "", "A |grain| and a |grain|."),
        ('<p><a href="g.html#rye">Really? Yes</a>, so.</p>', "", "|Really? |"),
        ('<p><a href="g.html#%72ye">grain</a></p>', "", "|grain|"),
        ('<a href="g.html#rye"><p>grain</p></a>', "", "|grain|"),
    ],
)  # fmt: skip
def test_a_passage_is_the_sentence_in_which_a_link_stands(text: str, section: str, sentence: str) -> None:
    assert rye(text) == [("b.html#to-rye-1", section, sentence)]


def test_a_passage_in_a_note_leads_to_the_note() -> None:
    back = '<a class="footnote-backref" href="#y">↩</a>'
    items = f'<li id="fn:x"><p>No.</p></li><li id="fn:y"><p>See {LINK}. {back}</p></li>'
    note = f'<div class="footnote"><hr><ol>{items}</ol></div>'
    assert rye(f'<h2 id="s">S</h2><p>Text.</p>{note}') == [("b.html#to-rye-1", "Note 2", "See |grain|.")]


def test_terms_lead_to_each_other_and_not_to_themselves() -> None:
    found, _ = gathered()
    assert told(found.to("g.html", "rye")) == [("g.html#to-rye-1", "Oat", "Not |rye|.")]
    assert told(found.to("g.html")) == []
    assert rye("<p>None</p>") == []


def test_what_leads_to_no_entry_leads_to_its_page_and_essays_come_first() -> None:
    addresses = ("https://g.html#rye", "file.txt", "#s", "b.html", "../g.html", "mailto:g.html")
    away = " ".join(f'<a href="{address}">Away</a>' for address in addresses)
    found, _ = gathered(b=f'<p><a href="g.html#g">B</a> {away}</p>', a='<p><a href="g.html">A</a></p>')
    assert [(page.url, len(passages)) for page, passages in by_page(found.to("g.html"))] == [
        ("a.html", 1),
        ("b.html", 1),
    ]
    assert found.to("b.html") == found.to("file.txt") == []


def test_what_leads_to_the_root_of_a_site_of_folders_leads_to_its_homepage() -> None:
    """And what leads to another site does not."""
    links = '<p><a href="../">Home</a> <a href="../#h">Here</a> <a href="https://g.example/">Away</a></p>'
    bodies = {"index.md": parse("<h1 id='h'>H</h1>"), "a.md": parse(links)}
    found = Backlinks([BuiltPage("index.md", "", "H", {}), BuiltPage("a.md", "a/", "A", {})], bodies, ())
    assert told(found.to("")) == [("a/#to-index-1", "", "|Home| |Here| Away")]


def test_a_work_is_used_where_it_is_cited_and_where_a_link_leads_to_its_notes() -> None:
    cited = '<a class="citation-reference" href="#ref-roe2011" id="cite-roe2011-1">Roe, 2011</a>'
    found, _ = gathered(("roe2011",), b=f'<p>So ({cited}). <a href="r.html#roe2011">Notes</a></p>')
    assert told(found.to("r.html", "roe2011")) == [
        ("b.html#cite-roe2011-1", "", "So (|Roe, 2011|)."),
        ("b.html#to-roe2011-1", "", "|Notes|"),
    ]


def test_an_id_that_is_taken_is_not_given_again() -> None:
    text = f'<h2 id="to-rye-1">T</h2><p>{LINK}. Then {LINK}. So {LINK.replace("<a", "<a id=own")}</p>'
    assert [href for href, *_ in rye(text)] == ["b.html#to-rye-2", "b.html#to-rye-3", "b.html#own"]
    _, bodies = gathered(b=text)
    assert re.findall(r' id="([^"]+)"', write(bodies["b.md"])) == ["to-rye-1", "to-rye-2", "to-rye-3", "own"]


def calls(pages: int) -> int:
    """How many functions are called to gather what leads from so many pages to one term and to each other."""
    text = "".join(f"<p>One. Two {LINK} and {LINK}. Fern, J. says <a href='x0.html'>so</a>.</p>" for _ in range(9))
    with cProfile.Profile() as profile:
        gathered(**{f"x{nth}": text for nth in range(pages)})
    return pstats.Stats(profile).total_calls


def test_four_times_as_many_pages_take_four_times_the_work() -> None:
    few, many = calls(25), calls(100)
    assert many < 4.2 * few


LEADING = re.compile(r"\d+ passages? leads? here")


@pytest.fixture(scope="module")
def site(built: Path) -> relations.Site:
    return relations.read(built)


def test_every_relation_is_shown_in_both_directions(site: relations.Site) -> None:
    assert list(relations.faults(site)) == []
    targets = {target for _, target in site.listed}
    assert {"essays/water.html", "help.html", "glossary.html#crumb", "evidence.html#c04"} < targets
    assert "references.html#knead2019" in targets
    assert any(source.startswith("glossary") for source, _ in site.listed)


def test_a_work_names_the_claims_that_would_stand_weaker_without_it(site: relations.Site) -> None:
    cited, said = relations.resting(site, "evidence.html")
    assert cited == said
    assert said["references.html#hull1999"] == {"evidence.html#c02"}
    assert said["references.html#ashby2001"] == {"evidence.html#c01!"}


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("glossary.html", r'(?s)<li><a href="essays/water\.html#to-hydration-1">.*?</li>', ""),
        ("essays/water.html", r'<a href="\.\./glossary\.html#hydration".*?</a>', "hydration"),
        ("essays/water.html", r'id="to-hydration-1"', 'id="to-hydration-9"'),
        ("essays/water.html", r"The water in this reckoning", "What in this reckoning"),
        ("essays/water.html", r"What hydration means(?=</h2>)", "Another"),
        ("references.html", r'(?s)<details class="used-in"[^>]*>\s*<summary[^>]*>Cited.*?</details>', ""),
        ("essays/heat.html", r'(?s)<details class="used-in leads-here".*?</details>', ""),
    ],
)
def test_a_relation_shown_in_one_direction_alone_is_noticed(
    built: Path, tmp_path: Path, page: str, old: str, new: str
) -> None:
    shutil.copytree(built, tmp_path / "site")
    changed = re.sub(old, new, text := (built / page).read_text(), count=1)
    assert changed != text
    (tmp_path / "site" / page).write_text(changed)
    assert list(relations.faults(relations.read(tmp_path / "site"))) != []


@pytest.mark.parametrize("seed", range(3))
def test_a_reader_walks_from_a_work_to_a_passage_and_back_without_scripts(
    chromium: Browser, served: str, seed: int
) -> None:
    walk_back(chromium, served, random.Random(seed))


def test_search_finds_a_sentence_once_and_previews_repeat_none(built: Path) -> None:
    for name in ("search/index.js", "assets/previews.js"):
        assert not re.search(r"Used in \d|Cited in \d|leads? here|rests? on it", (built / name).read_text()), name
    script = (built / "search/index.js").read_text().removeprefix("globalThis.siteSearchIndex = ")
    texts = [text for _, _, _, text, *_ in json.loads(script)["entries"]]
    assert sum("that rest is called autolyse" in text for text in texts) == 1


def test_one_passage_is_spoken_of_as_one(built: Path) -> None:
    said = {words for name in pages_of(built) for words in LEADING.findall((built / name).read_text())}
    assert "1 passage leads here" in said
    assert [words for words in said if words.startswith("1 ") == ("leads" not in words)] == []


def unfolded(page: Page) -> None:
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")


def test_links_in_such_a_list_open_no_preview(open_page: OpenPage) -> None:
    page = open_page("glossary.html")
    unfolded(page)
    page.locator("details.used-in li li a").first.hover()
    page.wait_for_timeout(600)
    expect(page.locator("#preview")).to_be_hidden()


@pytest.mark.parametrize("settings", SETTINGS, ids=ids)
def test_what_is_unfolded_keeps_nobody_out(open_page: OpenPage, settings: dict[str, object]) -> None:
    for path in ("glossary.html", "evidence.html", "references.html", "essays/water.html"):
        page = open_page(path, bypass_csp=True, **settings)
        unfolded(page)
        assert barriers(page) == small_targets(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_folded_lists_are_told_apart_by_name(built: Path, site: relations.Site) -> None:
    for path, article in site.pages.items():
        names = [
            summary.get("aria-label") for summary in article.xpath(".//details[contains(@class, 'used-in')]/summary")
        ]
        assert len(names) == len(set(names)), path


def test_on_paper_where_nothing_unfolds_there_is_no_list(open_page: OpenPage) -> None:
    page = open_page("glossary.html")
    unfolded(page)
    page.emulate_media(media="print")
    expect(page.locator("details.used-in").first).to_be_hidden()
