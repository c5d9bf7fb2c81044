"""What changed, and when: a feed, a list of corrections, and a sitemap, from front matter and data alone."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
import yaml
from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from markup import dead_links, read_pages
from sites import ADDRESS, SAMPLE, build, copy_sample, pages_of

NAME = "Bread Notes for Slow Mornings"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CORRECTIONS = yaml.safe_load((SAMPLE / "docs/corrections.yml").read_text())
CHANGES = yaml.safe_load((SAMPLE / "docs/verdict_changes.yml").read_text())
ESSAY = "essays/waiting.html"


@pytest.fixture(scope="session")
def feed(addressed: Path) -> ET.Element:
    return ET.parse(addressed / "feed.xml").getroot()


def texts(element: ET.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(f"{ATOM}{name}")]


def faults_of_feed(file: Path) -> list[str]:
    """What RFC 4287 has otherwise."""
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    schema.validate(etree.parse(file))
    return [str(fault) for fault in schema.error_log]


def test_the_feed_has_what_the_standard_asks_for(feed: ET.Element, addressed: Path) -> None:
    assert faults_of_feed(addressed / "feed.xml") == []
    ids = [texts(element, "id")[0] for element in (feed, *feed.findall(f"{ATOM}entry"))]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", id) for id in ids)


@pytest.mark.parametrize(
    ("old", "new"),
    [("<updated>", "<update>"), ("T00:00:00Z", ""), ("urn:uuid:", ""), ('href="', 'ref="'), ("<name>", "<person>"),
     (" <title>", " <title>A</title><title>"), ("<summary>", "<summary>A</summary><summary>")],
)  # fmt: skip
def test_what_it_has_not_would_be_noticed(addressed: Path, tmp_path: Path, old: str, new: str) -> None:
    text, ends = (addressed / "feed.xml").read_text(), (old.replace("<", "</"), new.replace("<", "</"))
    assert old in text
    (tmp_path / "feed.xml").write_text(
        text.replace(old, new) if ">A<" in new else text.replace(old, new).replace(*ends)
    )
    assert faults_of_feed(tmp_path / "feed.xml")


def test_a_reader_of_feeds_finds_whose_it_is_and_on_which_terms(addressed: Path) -> None:
    found = feedparser.parse(addressed / "feed.xml")
    assert (found.bozo, found.version, found.feed.language) == (False, "atom10", "en")
    assert (found.feed.author, found.feed.title) == (NAME, NAME)
    rights = "Notes Crumb 1.0 (https://licence.example/crumb/1.0/). Invented for tests. Nothing here was baked."
    assert found.feed.rights == rights
    links = {link.rel: link.href for link in found.feed.links}
    licence = "https://licence.example/crumb/1.0/"
    assert links == {"self": f"{ADDRESS}feed.xml", "alternate": ADDRESS, "license": licence}


def test_what_is_told_of_a_claim_says_which_and_why(addressed: Path) -> None:
    told = {entry.title: entry.summary for entry in feedparser.parse(addressed / "feed.xml").entries}
    assert told["Claim 2: Contested"] == (
        "“Cold makes dough more sour”. Before: Consistent but untested. A second invented study found nothing."
    )
    assert told["Claim 1: A long rest makes bread taste better"] == (
        "Before: Rest improves bread. The tasters judged nothing but taste."
    )


def test_a_correction_thanks_who_noticed(addressed: Path) -> None:
    assert "found a use for it. Noticed by a baker." in (addressed / "feed.xml").read_text()


def test_it_tells_of_each_page_each_change_of_a_claim_and_each_correction(feed: ET.Element, addressed: Path) -> None:
    told = {texts(entry, "title")[0] for entry in feed.findall(f"{ATOM}entry")}
    pages = {"Why Slow Dough Tastes Better", "Evidence", "Glossary"}
    assert pages | {"Correction: Why Slow Dough Tastes Better", "Claim 2: Contested"} <= told
    assert len(feed.findall(f"{ATOM}entry")) == 5 + len(CHANGES) + len(CORRECTIONS)
    ids = {page: set(found.ids) for page, found in read_pages(addressed).items()}
    for link in feed.findall(f"{ATOM}entry/{ATOM}link"):
        page, _, anchor = link.get("href").removeprefix(ADDRESS).partition("#")
        assert not anchor or anchor in ids[page]
        assert page in ids


def test_the_latest_comes_first_and_dates_the_feed(feed: ET.Element) -> None:
    days = [texts(entry, "updated")[0] for entry in feed.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert texts(feed, "updated") == [f"{max(entry['date'] for entry in CORRECTIONS)}T00:00:00Z"]


def test_an_entry_stays_the_same_wherever_the_site_stands_and_whatever_comes_after(
    feed: ET.Element, addressed: Path, tmp_path: Path
) -> None:
    project = copy_sample(tmp_path / "project")
    corrections = project / "docs/corrections.yml"
    added = "- {where: about.md, date: 2021-01-01, what: A., why: B.}\n"
    corrections.write_text(corrections.read_text().replace("A starter needs", "Starters need") + added)
    changes, essay = project / "docs/verdict_changes.yml", project / "docs/essays/waiting.md"
    changes.write_text(changes.read_text().replace("found nothing", "found none"))
    essay.write_text(re.sub("description: .*", "description: Other words.", essay.read_text()))
    build(project, tmp_path / "site", SITE_URL="https://elsewhere.example/")
    later = ET.parse(tmp_path / "site/feed.xml").getroot()
    before, after = ([texts(entry, "id")[0] for entry in one.findall(f"{ATOM}entry")] for one in (feed, later))
    assert after[1:] == before


def test_pages_lead_readers_of_feeds_there(addressed: Path, built: Path) -> None:
    for path in pages_of(addressed):
        link = LexborHTMLParser((addressed / path).read_text()).css_first("link[rel=alternate]")
        assert (link.attributes["type"], link.attributes["href"]) == ("application/atom+xml", f"{ADDRESS}feed.xml")
    about = LexborHTMLParser((addressed / "about.html").read_text())
    assert [link.attributes["href"] for link in about.css("article .feed a")] == [f"{ADDRESS}feed.xml"]
    assert not any((built / name).exists() for name in ("feed.xml", "robots.txt"))
    assert 'rel="alternate"' not in (built / ESSAY).read_text()
    assert 'class="feed"' not in (built / "about.html").read_text()


def test_where_nothing_is_dated_there_is_no_feed_and_nothing_leads_to_one(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    for name in ("corrections.yml", "verdict_changes.yml"):
        (project / "docs" / name).unlink()
    for page in (project / "docs").rglob("*.md"):
        page.write_text(re.sub("(?m)^(published|reviewed):.*\n", "", page.read_text()))
    build(project, tmp_path / "site", SITE_URL=ADDRESS)
    assert not (tmp_path / "site/feed.xml").exists()
    assert not [path for path in pages_of(tmp_path / "site") if "feed.xml" in (tmp_path / "site" / path).read_text()]


def corrected(site: Path, path: str, selector: str) -> list[LexborNode]:
    return LexborHTMLParser((site / path).read_text()).css(f"{selector} li")


def test_a_correction_stands_on_its_page_and_in_the_list_of_all(built: Path) -> None:
    on_page, listed = (
        corrected(built, ESSAY, ".corrected"),
        corrected(built, "about.html", "#corrections ~ ul, div ~ ul"),
    )
    told = [" ".join(item.text().split()) for item in on_page]
    assert told == [
        "8 July 2020, Slow dough: A starter needs no sugar. No invented study found a use for it. Noticed by a baker.",
        "7 June 2020, Slow dough: The loaves rested for a night, not for a day. The invented record says so.",
    ]
    assert [" ".join(item.text().split()) for item in listed if "2020" in item.text()] == told
    assert not corrected(built, "essays/heat.html", ".corrected")
    assert dead_links(read_pages(built), built) == []


def test_each_sentence_ends_once(tmp_path: Path) -> None:
    """Whether who wrote it put a stop, a question mark or nothing at its end."""
    project, site = copy_sample(tmp_path / "project"), tmp_path / "site"
    (project / "docs/corrections.yml").write_text(
        "- {where: about.md, date: 2021-02-03, what: Rye, why: 'Why not?', noticed_by: J. D.}"
    )
    (project / "docs/verdict_changes.yml").write_text(
        f"- {{claim: c01, date: 2021-01-02, old: 'Does it rest?', new: {CHANGES[3]['new']}, reason: So.}}"
    )
    help = project / "docs/help.yml"
    help.write_text(help.read_text().replace("whose bread burnt", "whose bread burnt."))
    build(project, site, SITE_URL=ADDRESS)
    told = [summary.text for summary in ET.parse(site / "feed.xml").iter(f"{ATOM}summary")][:2]
    assert told == ["Rye. Why not? Noticed by J. D.", "Before: Does it rest? So."]
    assert told[0] in corrected(site, "about.html", ".corrected")[0].text()
    assert ": listening to people whose bread burnt.</li>" in (site / "help.html").read_text()
    assert f"Does it rest? → {CHANGES[3]['new']}. So." in (site / "claims.csv").read_text()


def test_where_nothing_was_corrected_the_list_says_so(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    (project / "docs/corrections.yml").unlink()
    build(project, tmp_path / "site")
    assert "Nothing has been corrected so far." in (tmp_path / "site/about.html").read_text()


def test_the_sitemap_dates_each_page_by_what_it_tells(addressed: Path) -> None:
    found = ET.parse(addressed / "sitemap.xml").getroot().findall(f"{MAP}url")
    days = {url.findtext(f"{MAP}loc").removeprefix(ADDRESS): url.findtext(f"{MAP}lastmod") for url in found}
    assert days.keys() == set(pages_of(addressed)) - {"404.html"}
    assert days[ESSAY] == "2020-07-08"
    assert days["evidence.html"] == str(max(entry["date"] for entry in CHANGES))
    assert days["essays/water.html"] == "2020-05-06"
    assert days["about.html"] is None


def test_what_gathers_pages_may_read_them_all_and_finds_the_map(addressed: Path) -> None:
    lines = (addressed / "robots.txt").read_text().splitlines()
    assert lines == ["User-agent: *", "Disallow:", "", f"Sitemap: {ADDRESS}sitemap.xml"]
