"""Search, as a reader uses it: over http and from a disk, with the network cut off."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from sites import PROJECT, build, serve

QUERIES = yaml.safe_load((PROJECT / "tests/queries.yml").read_text())
RESULT = ".search-result-link"
PARTS = ("search", "minisearch", "stemmer")
"""Words in the addresses of what search loads."""


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def open_search(page: Page, address: str, path: str = "index.html") -> None:
    page.goto(address + path)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search these pages")).to_be_focused()
    expect(page.locator(".search-count")).to_contain_text("phrase in quotation marks")


def results(page: Page, query: str, address: str) -> list[str]:
    """Addresses of the first results, from the site's root."""
    page.get_by_role("searchbox").fill(query)
    found = page.locator(RESULT).evaluate_all("links => links.map(link => link.href)")
    return [link.removeprefix(address) for link in found]


def test_what_was_written_down_is_found(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    ranks = {}
    for row in QUERIES:
        found = results(reader, row["query"], site_address)
        ranks[row["query"]] = next((rank for rank, place in enumerate(found, 1) if place in row["first"]), None)
    in_first_three = sum(rank is not None and rank <= 3 for rank in ranks.values()) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks.values() if rank) / len(ranks)
    missed = {query: rank for query, rank in ranks.items() if rank != 1}
    assert len(QUERIES) > 60
    assert in_first_three >= 0.95, missed
    assert reciprocal >= 0.9, missed


def test_the_places_written_down_exist(built: Path) -> None:
    for row in QUERIES:
        for place in row["first"]:
            path, _, anchor = place.partition("#")
            assert not anchor or f'id="{anchor}"' in (built / path).read_text(), place


def test_a_terms_definition_comes_first_whatever_it_is_called(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    term = "glossary.html#consensual-non-monogamy"
    for query in (
        "consensual non-monogamy",
        "CNM",
        "nonmonogamy",
        "non monogamy",
        "polyamory",
        "consensual nonmonogamy",
    ):
        assert results(reader, query, site_address)[0] == term, query


def test_a_slip_of_one_letter_is_forgiven_in_longer_words(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    for query in ("compersoin", "compresion", "compesion", "commpersion", "compirsion"):
        assert results(reader, query, site_address)[0] == "glossary.html#compersion", query
    assert results(reader, "xafe", site_address) == []


@pytest.mark.parametrize("word", ["secure", "security", "questionnaires", "numbers"])
def test_among_places_alike_the_exact_word_comes_first(reader: Page, served: str, word: str) -> None:
    """The stems of the first two stand in titles, in either form; those of the others stand in texts alone."""
    open_search(reader, served)
    results(reader, word, served)
    shown = reader.locator(RESULT).first.locator("mark").all_inner_texts()
    assert word in [mark.lower() for mark in shown]


def test_a_phrase_in_quotation_marks_is_found_only_as_it_stands(reader: Page, site_address: str, built: Path) -> None:
    open_search(reader, site_address)
    assert len(results(reader, "haven safe", site_address)) > 1
    assert results(reader, '"haven safe"', site_address) == []
    found = results(reader, "“safe haven”", site_address)
    assert found[0] == "glossary.html#safe-haven"
    for place in found:
        page = re.sub(r"<[^>]+>|\s+", " ", (built / place.split("#")[0]).read_text())
        assert re.search(r"safe haven", " ".join(page.split()), re.IGNORECASE)


def test_a_result_shows_its_page_its_section_and_the_words_in_place(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    results(reader, "dependency paradox", site_address)
    first = reader.locator(RESULT).first
    expect(first.locator(".search-page")).to_have_text("Glossary")
    expect(first.locator(".search-result-title")).to_have_text("Dependency paradox")
    marks = reader.locator(".search-passage mark:text-is('dependency')").all_inner_texts()
    assert marks


def test_words_that_stand_nowhere_find_nothing_and_say_what_to_try(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    assert results(reader, "zzqqxy", site_address) == []
    expect(reader.locator(".search-count")).to_contain_text("Nothing found. Try fewer words")


def test_markup_in_a_query_is_text(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    results(reader, "<img src=x onerror=alert(1)> compersion", site_address)
    assert reader.locator("dialog img").count() == 0


def test_the_keyboard_does_it_all(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    reader.keyboard.type("secure base")
    expect(reader.locator(RESULT).first).to_be_visible()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(RESULT).first).to_be_focused()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(RESULT).nth(1)).to_be_focused()
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("ArrowUp")
    expect(reader.get_by_role("searchbox")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"glossary\.html#secure-base$"))
    expect(reader.locator("#secure-base")).to_be_in_viewport()


def test_escape_closes_it_and_focus_goes_back_to_where_it_was(reader: Page, site_address: str) -> None:
    reader.goto(site_address + "index.html")
    button = reader.get_by_role("button", name="Search")
    button.click()
    expect(reader.get_by_role("searchbox")).to_be_focused()
    reader.keyboard.type("secure")
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_tap_beside_it_or_on_close_closes_it(reader: Page, served: str) -> None:
    open_search(reader, served)
    reader.mouse.click(5, 400)
    expect(reader.get_by_role("dialog")).to_be_hidden()
    reader.keyboard.press("Control+k")
    expect(reader.get_by_role("dialog")).to_be_visible()
    reader.get_by_role("button", name="Close").click()
    expect(reader.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("key", [{"key": "k", "ctrlKey": True}, {"key": "/"}])
def test_a_key_right_after_closing_opens_it_again(reader: Page, served: str, key: dict[str, object]) -> None:
    open_search(reader, served)
    reader.evaluate(
        """key => {
            document.querySelector("dialog").click()
            // The browser takes the focus out of what is hidden only when it draws next.
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true }))
        }""",
        key,
    )
    expect(reader.get_by_role("dialog")).to_be_visible()


def test_a_section_of_the_same_page_shows_when_it_is_chosen(reader: Page, site_address: str) -> None:
    open_search(reader, site_address, "glossary.html")
    reader.keyboard.type("still face")
    reader.locator(RESULT).first.click()
    expect(reader.get_by_role("dialog")).to_be_hidden()
    expect(reader.locator("#still-face")).to_be_in_viewport()


def test_the_count_is_announced_once_typing_rests(reader: Page, served: str) -> None:
    open_search(reader, served)
    reader.keyboard.type("secure base", delay=20)
    status = reader.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ places, best first$"))
    assert status.inner_text() == reader.inner_text(".search-count")


def test_more_results_are_shown_on_demand(reader: Page, served: str) -> None:
    open_search(reader, served)
    assert len(results(reader, "attachment", served)) == 10
    reader.get_by_role("button", name="Show 10 more").click()
    assert reader.locator(RESULT).count() == 20
    expect(reader.locator(RESULT).nth(10)).to_be_focused()


def test_nothing_of_search_is_loaded_before_it_is_used(reader: Page, served: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(served + "essays/compersion.html")
    reader.wait_for_timeout(500)
    assert not [url for url in asked if any(part in url for part in PARTS)]
    reader.keyboard.press("/")
    expect(reader.get_by_role("searchbox")).to_be_focused()
    for part in PARTS:
        assert [url for url in asked if part in url]


def test_what_is_typed_stays_in_the_page(reader: Page, served: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))
    open_search(reader, served)
    before = reader.url
    results(reader, "gladness", served)
    assert reader.url == before
    reader.locator(RESULT).first.click()
    reader.wait_for_load_state()
    assert not [request for request in [*asked, reader.url] if "gladness" in request]
    assert reader.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.state]") == [
        0,
        0,
        "",
        None,
    ]
    field = reader.evaluate("document.body.outerHTML")
    assert "gladness" not in field or 'id="search"' not in field


def test_the_browser_is_not_asked_to_check_what_is_typed(reader: Page, served: str) -> None:
    open_search(reader, served)
    field = reader.get_by_role("searchbox")
    expect(field).to_have_attribute("spellcheck", "false")
    expect(field).to_have_attribute("autocomplete", "off")


@pytest.mark.parametrize(
    "lost", ["search/index.js", "assets/scripts/search-engine.js", "assets/scripts/vendor/minisearch.js"]
)
def test_a_search_that_cannot_load_says_so(reader: Page, built: Path, tmp_path: Path, lost: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    (site / lost).unlink()
    with serve(site) as address:
        reader.goto(address + "index.html")
        reader.keyboard.press("/")
        expect(reader.locator(".search-count")).to_contain_text("could not be loaded")


def test_a_dialog_that_cannot_load_says_so_on_its_button(reader: Page, built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    (site / "assets/scripts/search.js").unlink()
    with serve(site) as address:
        reader.goto(address + "index.html")
        reader.get_by_role("button", name="Search").click()
        expect(reader.get_by_role("button", name="Search could not be loaded")).to_be_visible()


def test_the_page_for_lost_addresses_searches_too(reader: Page, tmp_path: Path) -> None:
    """It stands at whatever depth was asked for, so it is built for the address at which it is served."""
    with serve(tmp_path) as address:
        build(PROJECT, tmp_path / "essays", SITE_URL=f"{address}essays/")
        (tmp_path / "essays/deep/er").mkdir(parents=True)
        shutil.copy(tmp_path / "essays/404.html", tmp_path / "essays/deep/er/lost.html")
        reader.goto(f"{address}essays/deep/er/lost.html")
        reader.get_by_role("button", name="Search these pages").click()
        reader.get_by_role("searchbox").fill("secure base")
        reader.locator(RESULT).first.click()
        expect(reader).to_have_url(f"{address}essays/glossary.html#secure-base")
