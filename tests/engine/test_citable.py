"""Pages that others can cite: in words, as files for reference managers, and in what a page tells programs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from essays.citing.formats import FORMATS
from exported import ENDINGS, by_pandoc
from publish.guard.allowed import PAGE
from publish.guard.markup import refusals
from publish.html_tree import parse
from sites import ADDRESS, pages_of, serve
from test_policy import open_in

ESSAY = "essays/waiting"
TITLE, NAME = "Why Slow Dough Tastes Better", "Bread Notes for Slow Mornings"
CITABLE = {"essays/waiting", "essays/water", "essays/heat", "evidence", "glossary"}
"""Those that say when they were published."""
NEEDS_ADDRESS = ('property="og:', "ld+json", "citation_public_url")


def document(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path).read_text())


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_page_is_the_work_of_its_site_on_the_day_of_its_front_matter(addressed: Path, ending: str) -> None:
    (work,) = by_pandoc(addressed / f"{ESSAY}.{ending}")
    assert (work["title"], work["URL"]) == (TITLE, f"{ADDRESS}{ESSAY}.html")
    assert work["issued"]["date-parts"][0][0] == 2020
    assert [name.get("literal", name.get("family")) for name in work["author"]] == [NAME]


def test_a_page_that_says_when_it_was_published_ends_with_how_to_cite_it(built: Path, addressed: Path) -> None:
    citing = {path.removesuffix(".html") for path in pages_of(built) if document(built, path).css_first(".cite")}
    assert citing == CITABLE
    words = f"{NAME}. (2020, February 3). {TITLE}."
    for site, address in ((built, ""), (addressed, f" {ADDRESS}{ESSAY}.html")):
        section = document(site, f"{ESSAY}.html").css_first("article > .cite")
        assert section.css_first("p").text() == words + address
        offered = {link.attributes["href"] for link in section.css("p + p a")}
        assert offered == {f"waiting.{ending}" for ending in ENDINGS}
        assert all((site / "essays" / name).is_file() for name in offered)


def test_the_page_of_references_offers_them_all(built: Path) -> None:
    offered = [link.attributes["href"] for link in document(built, "references.html").css(".files a")]
    assert offered == [f"references.{ending}" for ending in ENDINGS]


def test_what_needs_an_address_waits_for_one(built: Path, addressed: Path) -> None:
    without = [(built / path).read_text() for path in pages_of(built)]
    assert not [form for form in NEEDS_ADDRESS for text in without if form in text]
    assert all(form in (addressed / f"{ESSAY}.html").read_text() for form in NEEDS_ADDRESS)


def meta(site: Path, path: str) -> dict[str, str]:
    found = [node.attributes for node in document(site, path).css("meta[content]")]
    named = {node.get("name") or node.get("property"): node["content"] for node in found}
    return {name: content or "" for name, content in named.items() if name}


def test_programs_that_cite_find_title_author_and_day(addressed: Path) -> None:
    found = meta(addressed, f"{ESSAY}.html")
    assert {name: content for name, content in found.items() if name.startswith("citation_")} == {
        "citation_title": TITLE,
        "citation_author": f"{NAME},",  # as a body: its last word would be taken for a surname
        "citation_publication_date": "2020/02/03",
        "citation_public_url": f"{ADDRESS}{ESSAY}.html",
    }


def test_a_link_that_is_shared_shows_what_a_tab_shows_and_a_picture_of_the_site(addressed: Path) -> None:
    found = meta(addressed, f"{ESSAY}.html")
    assert (found["og:title"], found["og:site_name"]) == ("Essay 1", NAME)
    assert (addressed / found["og:image"].removeprefix(ADDRESS)).read_bytes().startswith(b"\x89PNG")
    assert len({meta(addressed, path).get("og:image") for path in pages_of(addressed) if path != "404.html"}) == 1


def linked_data(site: Path, path: str) -> dict[str, Any]:
    (block,) = document(site, path).css("script[type='application/ld+json']")
    return json.loads(block.text())


def test_a_page_says_in_linked_data_what_it_is_and_of_what_a_part(addressed: Path) -> None:
    essay = linked_data(addressed, f"{ESSAY}.html")
    assert (essay["@type"], essay["headline"], essay["datePublished"]) == ("Article", TITLE, "2020-02-03")
    assert essay["author"]["name"] == essay["isPartOf"]["name"] == NAME
    assert (essay["dateModified"], essay["inLanguage"]) == ("2020-07-08", "en")
    assert essay["image"] == meta(addressed, f"{ESSAY}.html")["og:image"]
    glossary = linked_data(addressed, "glossary.html")
    assert glossary["@type"] == "DefinedTermSet"
    ids = {term["@id"] for term in glossary["hasDefinedTerm"]}
    headings = document(addressed, "glossary.html").css("article h2[id]:not(.cite h2, .references h2, .footnote h2)")
    assert ids == {f"#{heading.attributes['id']}" for heading in headings} - {"#references", "#how-to-cite"}
    data = linked_data(addressed, "evidence.html")["hasPart"]
    assert (data["license"], data["creator"]["name"]) == (essay["license"], NAME)
    files = [file["contentUrl"] for file in data["distribution"]]
    assert all((addressed / file.removeprefix(ADDRESS)).is_file() for file in files)


TERMS = {
    "Article": {"headline", "author", "datePublished", "image", "url", "license", "isPartOf", "inLanguage"},
    "DefinedTermSet": {"name", "hasDefinedTerm", "url", "license"},
    "DefinedTerm": {"name", "@id"},
    "Dataset": {"name", "description", "license", "creator", "distribution"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Organization": {"name", "url"},
    "CreativeWorkSeries": {"name", "url"},
}
"""Type of schema.org that pages use -> what those who read it ask for:
https://developers.google.com/search/docs/appearance/structured-data."""


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Each node of a block, with those within it."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            for inner in item.values():
                yield from nodes(inner)


def test_every_block_is_whole(addressed: Path) -> None:
    for path in sorted(CITABLE):
        block = linked_data(addressed, f"{path}.html")
        assert block["@context"] == "https://schema.org"
        assert document(addressed, f"{path}.html").css_first("footer ~ script"), "behind the text"
        for node in nodes(block):
            assert TERMS[node["@type"]] <= node.keys(), path
            assert all(node.values()), path
            addresses = [node[name] for name in ("url", "image", "license", "contentUrl") if name in node]
            assert all(urlsplit(address).scheme == "https" for address in addresses)
            assert all(date.fromisoformat(node[name]) for name in ("datePublished", "dateModified") if name in node)


LISTEN = """<head><script>globalThis.violations = []
addEventListener("securitypolicyviolation", event => violations.push(event.violatedDirective))</script>"""


@pytest.mark.parametrize("place", ["chromium over http", "firefox over http"])
@pytest.mark.parametrize(("type", "reported"), [("application/ld+json", 0), ("text/javascript", 1)])
def test_no_policy_minds_a_block_of_data(
    request: pytest.FixtureRequest, addressed: Path, tmp_path: Path, place: str, type: str, reported: int
) -> None:
    shutil.copytree(addressed, tmp_path / "site")
    page = tmp_path / "site" / f"{ESSAY}.html"
    page.write_text(page.read_text().replace("<head>", LISTEN).replace("application/ld+json", type))
    with ExitStack() as stack:
        opened = open_in(place, request, stack)(tmp_path / "site", f"{ESSAY}.html")
        assert opened.evaluate("() => violations.filter(name => name.startsWith('script')).length") == reported


@pytest.mark.parametrize("type", ["module", "importmap", "speculationrules", "text/javascript", ""])
def test_no_other_type_of_script_may_stand_in_a_page(type: str) -> None:
    refused = refusals(parse(f'<script type="{type}">{{}}</script>'), PAGE)
    assert [refusal.attribute for refusal in refused] == ["type"]
    assert not list(refusals(parse('<script type="application/ld+json">{}</script>'), PAGE))


def test_buttons_copy_how_to_cite_the_page(chromium: Browser, built: Path, site_address: str) -> None:
    """All of them from the web; a page on a disk may not read what stands beside it, and copies its words alone."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_address}{ESSAY}.html")
    words = page.locator(".cite").get_by_role("button", name="Copy Citation", exact=True)
    expected = {words: f"{NAME}. (2020, February 3). {TITLE}."}
    for ending, (format, _) in FORMATS.items() if site_address.startswith("http") else ():
        button = page.locator(".cite").get_by_role("button", name=f"Copy {format}", exact=True)
        expected[button] = (built / f"{ESSAY}.{ending}").read_bytes().decode()
    assert page.locator(".cite button").count() == len(expected)
    page.emulate_media(media="print")
    assert page.locator(".cite :is(button, p)").filter(visible=True).all_inner_texts() == [expected[words]]
    page.emulate_media(media="screen")
    for button, text in [(found.element_handle(), text) for found, text in expected.items()]:
        button.click()
        page.wait_for_function("button => button.textContent === 'Copied'", arg=button)
        assert page.evaluate("() => navigator.clipboard.readText()") == text
    context.close()


def test_what_cannot_be_copied_is_said(reader: Page, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "site")
    (tmp_path / "site" / f"{ESSAY}.ris").unlink()
    with serve(tmp_path / "site") as address:
        reader.goto(f"{address}{ESSAY}.html")
        button = reader.get_by_role("button", name="Copy RIS").element_handle()
        button.click()
        reader.wait_for_function("button => button.textContent === 'Could not be copied'", arg=button)


def test_without_a_clipboard_there_is_no_button(reader: Page, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "site")
    with serve(tmp_path / "site") as address:
        reader.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
        reader.goto(f"{address}{ESSAY}.html")
        reader.wait_for_function("() => globalThis.siteTools")
        assert re.fullmatch("Files: BibTeX, RIS, CSL-JSON", reader.locator(".cite p + p").inner_text().strip())
