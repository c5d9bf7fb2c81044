"""What changed, and when: a feed, a list of corrections, and a sitemap, from front matter and data alone."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from markup import dead_links, read_pages
from sites import ADDRESS, SAMPLE, build, copy_sample, pages_of

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


def test_the_feed_has_what_the_standard_asks_for(feed: ET.Element) -> None:
    """RFC 4287, 4.1.1 and 4.1.2."""
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        assert all(len(texts(element, name)) == 1 for name in ("id", "title", "updated"))
        datetime.strptime(texts(element, "updated")[0], "%Y-%m-%dT%H:%M:%SZ")
    ids = [texts(element, "id")[0] for element in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", id) for id in ids)
    assert texts(feed.find(f"{ATOM}author"), "name") == ["Bread Notes for Slow Mornings"]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{ADDRESS}feed.xml", None: ADDRESS}


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
    corrections.write_text(f"{corrections.read_text()}- {{where: about.md, date: 2021-01-01, what: A., why: B.}}\n")
    build(project, tmp_path / "site", SITE_URL="https://elsewhere.example/")
    later = ET.parse(tmp_path / "site/feed.xml").getroot()
    before, after = ([texts(entry, "id")[0] for entry in one.findall(f"{ATOM}entry")] for one in (feed, later))
    assert after[1:] == before


def test_pages_lead_readers_of_feeds_there(addressed: Path, built: Path) -> None:
    for path in pages_of(addressed):
        link = LexborHTMLParser((addressed / path).read_text()).css_first("link[rel=alternate]")
        assert (link.attributes["type"], link.attributes["href"]) == ("application/atom+xml", f"{ADDRESS}feed.xml")
    assert not any((built / name).exists() for name in ("feed.xml", "robots.txt"))
    assert 'rel="alternate"' not in (built / ESSAY).read_text()


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
