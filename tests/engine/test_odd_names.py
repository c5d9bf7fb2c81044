"""Names that are hard to carry: of the site, of a page and of its file; each file beside the pages still says them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from exported import ENDINGS, by_pandoc
from markup import dead_links, read_pages
from sites import build, copy_sample, pages_of, serve

NAME = '"Brot" & 酵母, {x}: 50% <dough> 😀; Co'
TITLE = 'Why: 1 < 2 & "{braces}" cost 50%, says C#'
PAGE = "essays/酵母"
ADDRESS = "https://someone.example/a/path"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site without licences, with such names, pages of one name in two folders, and data in the way of a page's."""
    project, site = copy_sample(tmp_path_factory.mktemp("odd")), tmp_path_factory.mktemp("built") / "site"
    settings = (project / "mkdocs.yml").read_text()
    settings = re.sub("site_name: .*", lambda _: f"site_name: '{NAME}'", settings)
    settings = re.sub("(?m)^  licences:\n(    .*\n)+", "", settings).replace("short_name: Bread Notes", "")
    settings = settings.replace("      - essays/heat.md\n", f"      - essays/heat.md\n      - {PAGE}.md\n")
    (project / "mkdocs.yml").write_text(
        settings.replace("evidence.md", "claims.md").replace("help.md", "help.md\n  - Once more: water.md")
    )
    docs = project / "docs"
    (docs / "evidence.md").rename(docs / "claims.md")
    for page in docs.rglob("*.*"):
        if page.suffix in (".md", ".yml"):
            page.write_text(page.read_text().replace("evidence.md", "claims.md"))
    (docs / f"{PAGE}.md").write_text(
        f"---\ntitle: '{TITLE}'\npublished: 2020-01-02\n---\n\n# {TITLE}\n\n```c\nx = 1;\n```\n"
    )
    (docs / "water.md").write_text("---\ntitle: Water\npublished: 2020-01-03\n---\n\n# Water\n\nText.\n")
    references = docs / "references.md"
    references.write_text(references.read_text().replace("---\n", "---\npublished: 2020-01-04\n", 1))
    build(project, site, SITE_URL=ADDRESS)
    return site


def cited(site: Path, page: str) -> list[Path]:
    """The files that a page offers for citing it."""
    links = LexborHTMLParser((site / f"{page}.html").read_text()).css(".cite p + p a")
    return [site / unquote(urljoin(f"{page}.html", link.attributes["href"])) for link in links]


@pytest.mark.parametrize("page", [PAGE, "water", "essays/water", "references", "claims"])
def test_what_a_page_offers_is_there_and_tells_of_it(odd: Path, page: str) -> None:
    title = LexborHTMLParser((odd / f"{page}.html").read_text()).css_first('meta[name="citation_title"]')
    for file in cited(odd, page):
        (work,) = by_pandoc(file)
        assert work["title"].translate(str.maketrans("“”", '""')) == title.attributes["content"], file


def test_all_links_lead_somewhere(odd: Path) -> None:
    assert dead_links(read_pages(odd), odd) == []
    assert len(cited(odd, PAGE)) == len(ENDINGS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_name_of_the_site_is_a_body_s_in_each_format(odd: Path, ending: str) -> None:
    (work,) = by_pandoc(odd / f"{PAGE}.{ending}")
    (author,) = work["author"]
    name = " ".join(author.values())  # pandoc takes what begins with no capital for a particle
    expected = NAME.replace(",", "") if ending == "ris" else NAME
    assert name.translate(str.maketrans("“”", '""')) == expected
    assert work["id"] == "essays-酵母"


def test_feed_map_and_linked_data_hold_it_too(odd: Path) -> None:
    feed = feedparser.parse(odd / "feed.xml")
    assert (feed.bozo, feed.feed.title_detail.value, feed.feed.author) == (False, NAME, NAME)
    assert TITLE in [entry.title for entry in feed.entries]
    page = LexborHTMLParser((odd / f"{PAGE}.html").read_text())
    block = json.loads(page.css_first("script[type='application/ld+json']").text())
    assert (block["headline"], block["author"]["name"], block.get("license")) == (TITLE, NAME, None)
    places = [url.text for url in ET.parse(odd / "sitemap.xml").getroot().findall(".//{*}loc")]
    assert all(urlsplit(place).geturl() == place and place.isascii() for place in places)
    assert {unquote(place).removeprefix(f"{ADDRESS}/") for place in places} == {*pages_of(odd)} - {"404.html"}


def test_buttons_stand_in_their_line_beside_code_as_well(odd: Path, reader: Page) -> None:
    with serve(odd) as address:
        reader.goto(f"{address}{PAGE}.html")
        expect(reader.locator(".highlight > .copy")).to_have_css("position", "absolute")
        expect(reader.locator(".cite .copy").first).to_have_css("position", "static")


def test_data_keep_their_names(odd: Path) -> None:
    data = json.loads((odd / "claims.json").read_text())
    assert (data["title"], data["page"]) == (NAME, f"{ADDRESS}/claims.html")
    with (odd / "claims.csv").open(newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [claim["id"] for claim in data["claims"]]
    assert len(by_pandoc(odd / "references.json")) > 1
