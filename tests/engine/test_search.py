"""Search, as a reader uses it: over http and from a disk, with the network cut off."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from barriers import LETTERS
from searching import RESULT, open_search, results
from sites import build, serve

PARTS = ("search", "stemmer")
"""Words in the addresses of what search loads."""

MARK = """() => {
    const { backgroundColor, boxShadow } = getComputedStyle(document.querySelector(":target"))
    return backgroundColor + boxShadow
}"""
UNMARKED = "rgba(0, 0, 0, 0)none"


def test_a_terms_definition_comes_first_whatever_it_is_called(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    term = "glossary.html#overnight-pre-ferment"
    for query in ("overnight pre-ferment", "ONPF", "preferment", "pre ferment", "poolish", "overnight preferment"):
        assert results(reader, query, site_address)[0] == term, query


@pytest.mark.parametrize("width", [320, 768, 1280, 1920, 2560])
def test_the_dialog_is_wide_enough_and_in_the_middle_of_any_screen(reader: Page, served: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 800})
    open_search(reader, served)
    results(reader, "hydration", served)
    dialog, result = reader.get_by_role("dialog").bounding_box(), reader.locator(RESULT).first.bounding_box()
    assert dialog["x"] == pytest.approx((width - dialog["width"]) / 2, abs=1)
    assert dialog["width"] <= 40 * reader.evaluate(LETTERS)
    assert result["width"] >= min(0.85 * width, 560)


def test_a_slip_of_one_letter_is_forgiven_in_longer_words(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    for query in ("hydratoin", "hydartion", "hydraton", "hyddration", "hidration"):
        assert results(reader, query, site_address)[0] == "glossary.html#hydration", query
    assert results(reader, "xoaf", site_address) == []


@pytest.mark.parametrize("word", ["board", "boards", "thermometers", "numbers"])
def test_among_places_alike_the_exact_word_comes_first(reader: Page, served: str, word: str) -> None:
    """The stems of the first two stand in titles, in either form; those of the others stand in texts alone."""
    open_search(reader, served)
    results(reader, word, served)
    shown = reader.locator(RESULT).first.locator("mark").all_inner_texts()
    assert word in [mark.lower() for mark in shown]


def test_a_phrase_in_quotation_marks_is_found_only_as_it_stands(reader: Page, site_address: str, built: Path) -> None:
    open_search(reader, site_address)
    assert len(results(reader, "spring oven", site_address)) > 1
    assert results(reader, '"spring oven"', site_address) == []
    found = results(reader, "“oven spring”", site_address)
    assert found[0] == "glossary.html#oven-spring"
    for place in found:
        page = re.sub(r"<[^>]+>|\s+", " ", (built / place.split("#")[0]).read_text())
        assert re.search(r"oven spring", " ".join(page.split()), re.IGNORECASE)


def test_a_result_shows_its_page_its_section_and_the_words_in_place(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    results(reader, "oven spring", site_address)
    first = reader.locator(RESULT).first
    expect(first.locator(".search-page")).to_have_text("Glossary")
    expect(first.locator(".search-result-title")).to_have_text("Oven spring")
    marks = reader.locator(".search-passage mark:text-is('spring')").all_inner_texts()
    assert marks


def test_words_that_stand_nowhere_find_nothing_and_say_what_to_try(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    assert results(reader, "zzqqxy", site_address) == []
    expect(reader.locator(".search-count")).to_have_text("Nothing found. Try fewer words or another spelling.")
    ways = reader.locator(".search-ways a")
    expect(ways.filter(has_text="Glossary")).to_be_visible()
    reader.keyboard.press("ArrowDown")
    expect(ways.first).to_be_focused()
    reader.get_by_role("searchbox", name="Search these pages").fill("dough")
    expect(reader.locator(".search-ways")).to_be_hidden()


def test_who_has_not_asked_yet_is_shown_the_ways(reader: Page, site_address: str) -> None:
    """And none is taken by a key that asks."""
    open_search(reader, site_address)
    ways = reader.locator(".search-ways a")
    menu = reader.locator("#essay-list a, nav#menu > ul > li > a:not([aria-current])").evaluate_all(
        "all => all.map(link => link.href)"
    )
    shown = ways.evaluate_all("all => all.map(link => link.href)")
    assert {*shown} <= {*menu}
    expect(ways.filter(has_text="Why Slow Dough Tastes Better")).to_be_visible()
    expect(ways.filter(has_text=re.compile("^Essay"))).to_have_count(0)
    for query in ("", "zzqqxy"):
        results(reader, query, site_address)
        expect(ways.first).to_be_visible()
        reader.keyboard.press("Enter")
        expect(reader.get_by_role("dialog")).to_be_visible()
        expect(reader).to_have_url(f"{site_address}index.html")


@pytest.mark.parametrize("query", ["", "zzqqxy", "hydration"])
def test_the_way_to_help_stands_beside_whatever_is_typed_and_forgets_it(
    reader: Page, site_address: str, query: str
) -> None:
    """No list of words of distress is whole."""
    open_search(reader, site_address)
    results(reader, query, site_address)
    link = reader.get_by_role("dialog").get_by_role("link", name="Help in the kitchen")
    expect(link).to_be_in_viewport()
    link.click()
    reader.wait_for_url("**/help.html")
    reader.go_back()
    reader.keyboard.press("/")
    expect(reader.get_by_role("searchbox")).to_have_value("")


def test_markup_in_a_query_is_text(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    results(reader, "<img src=x onerror=alert(1)> hydration", site_address)
    assert reader.locator("dialog img").count() == 0


def test_the_keyboard_does_it_all(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    reader.keyboard.type("sourdough starter")
    expect(reader.locator(RESULT).first).to_be_visible()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(RESULT).first).to_be_focused()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(RESULT).nth(1)).to_be_focused()
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("ArrowUp")
    expect(reader.get_by_role("searchbox")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"glossary\.html#sourdough-starter$"))
    expect(reader.locator("#sourdough-starter")).to_be_in_viewport()


def test_escape_closes_it_and_focus_goes_back_to_where_it_was(reader: Page, site_address: str) -> None:
    reader.goto(site_address + "index.html")
    button = reader.get_by_role("button", name="Search")
    button.click()
    expect(reader.get_by_role("searchbox")).to_be_focused()
    reader.keyboard.type("dough")
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
    reader.keyboard.type("oven spring")
    reader.locator(RESULT).first.click()
    expect(reader.get_by_role("dialog")).to_be_hidden()
    expect(reader.locator("#oven-spring")).to_be_in_viewport()


def test_a_place_that_was_chosen_before_is_reached_and_marked_again(reader: Page, site_address: str) -> None:
    """The address stays the same, of which browsers tell less."""
    open_search(reader, site_address, "glossary.html")
    for _ in range(3):
        results(reader, "oven spring", site_address)
        reader.locator(RESULT).first.click()
        reader.wait_for_timeout(100)
        expect(reader.get_by_role("dialog")).to_be_hidden()
        expect(reader.locator("#oven-spring")).to_be_in_viewport()
        assert reader.evaluate(MARK) != UNMARKED
        reader.keyboard.press("Escape")
        assert reader.evaluate(MARK) == UNMARKED
        reader.evaluate("scrollTo(0, 0)")
        reader.keyboard.press("/")


@pytest.mark.parametrize("key", ["Control", "Shift", "Meta"])
def test_a_result_that_opens_elsewhere_leaves_the_others_where_they_are(reader: Page, served: str, key: str) -> None:
    open_search(reader, served)
    found = results(reader, "oven spring", served)
    reader.evaluate("addEventListener('click', event => event.preventDefault())")  # how it opens is the browser's
    reader.locator(RESULT).first.click(modifiers=[key])
    expect(reader.get_by_role("dialog")).to_be_visible()
    assert reader.locator(RESULT).count() == min(len(found), 10)
    assert reader.evaluate("history.state") is None


def test_the_count_is_announced_once_typing_rests(reader: Page, served: str) -> None:
    open_search(reader, served)
    reader.keyboard.type("sourdough starter", delay=20)
    status = reader.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ places, best first$"))
    assert status.inner_text() == reader.inner_text(".search-count")


def test_more_results_are_shown_on_demand(reader: Page, served: str) -> None:
    open_search(reader, served)
    assert len(results(reader, "dough", served)) == 10
    reader.get_by_role("button", name="Show 10 more").click()
    assert reader.locator(RESULT).count() == 20
    expect(reader.locator(RESULT).nth(10)).to_be_focused()


def test_letters_typed_on_a_result_go_on_with_the_query(reader: Page, served: str) -> None:
    open_search(reader, served)
    reader.keyboard.type("oven")
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(RESULT).first).to_be_focused()
    reader.keyboard.type(" spri")  # a space scrolls, as on any link
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Backspace")
    expect(reader.get_by_role("searchbox")).to_have_value("ovenspr")
    expect(reader.get_by_role("searchbox")).to_be_focused()


def test_a_long_paste_is_cut(reader: Page, served: str) -> None:
    open_search(reader, served)
    reader.keyboard.insert_text("hydration " * 5000)
    assert len(reader.get_by_role("searchbox").input_value()) <= 200
    expect(reader.locator(RESULT).first).to_be_visible()


@pytest.mark.parametrize(("query", "page"), [("oven spring", "glossary"), ("welcome", "index")])
def test_back_finds_again_what_was_found(reader: Page, site_address: str, query: str, page: str) -> None:
    """On another page and on the same."""
    open_search(reader, site_address)
    query = query if page == "glossary" else reader.locator("article h2[id]").first.inner_text().rstrip("#")
    found = results(reader, query, site_address)
    reader.locator(RESULT).first.click()
    expect(reader).to_have_url(re.compile(rf"{page}\.html#."))
    expect(reader.get_by_role("dialog")).to_be_hidden()
    reader.go_back()
    expect(reader.get_by_role("dialog")).to_be_visible()
    expect(reader.get_by_role("searchbox")).to_have_value(query)
    expect(reader.locator(RESULT).first).to_have_attribute("href", site_address + found[0])
    reader.keyboard.press("Escape")
    assert reader.evaluate("history.state") is None
    reader.reload()
    reader.wait_for_timeout(300)
    expect(reader.get_by_role("dialog")).to_be_hidden()


def test_the_place_reached_is_marked_until_it_is_dismissed(reader: Page, site_address: str) -> None:
    open_search(reader, site_address, "glossary.html")
    for dismiss in (lambda: reader.keyboard.press("Escape"), lambda: reader.locator(":target").click()):
        results(reader, "oven spring", site_address)
        reader.locator(RESULT).first.click()
        assert reader.evaluate(MARK) != UNMARKED
        reader.emulate_media(media="print")
        assert reader.evaluate(MARK) == UNMARKED
        reader.emulate_media(media="screen")
        dismiss()
        assert reader.evaluate(MARK) == UNMARKED
        reader.evaluate("location.hash = 'crumb'")
        assert reader.evaluate(MARK) != UNMARKED
        reader.keyboard.press("/")


@pytest.mark.parametrize("approach", ["hover", "focus"])
def test_the_index_is_asked_for_when_search_is_approached(reader: Page, served: str, approach: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(served + "essays/waiting.html")
    assert not [url for url in asked if any(part in url for part in PARTS)]
    with reader.expect_request("**/search/index.js"):
        getattr(reader.get_by_role("button", name="Search"), approach)()
    expect(reader.get_by_role("dialog")).to_have_count(0)


def test_nothing_of_search_is_loaded_before_it_is_used(reader: Page, served: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(served + "essays/waiting.html")
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
    results(reader, "gummy", served)
    assert reader.url == before
    reader.locator(RESULT).first.click()
    reader.wait_for_load_state()
    assert not [request for request in [*asked, reader.url] if "gummy" in request]
    assert reader.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.state]") == [
        0,
        0,
        "",
        None,
    ]
    field = reader.evaluate("document.body.outerHTML")
    assert "gummy" not in field or 'id="search"' not in field


def test_the_browser_is_not_asked_to_check_what_is_typed(reader: Page, served: str) -> None:
    open_search(reader, served)
    field = reader.get_by_role("searchbox")
    expect(field).to_have_attribute("spellcheck", "false")
    expect(field).to_have_attribute("autocomplete", "off")


@pytest.mark.parametrize(
    "lost", ["search/index.js", "assets/scripts/search-engine.js", "assets/scripts/vendor/base-stemmer.js"]
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


def test_the_page_for_lost_addresses_searches_too(reader: Page, sample: Path, tmp_path: Path) -> None:
    """It stands at whatever depth was asked for, so it is built for the address at which it is served."""
    with serve(tmp_path) as address:
        build(sample, tmp_path / "essays", SITE_URL=f"{address}essays/")
        (tmp_path / "essays/deep/er").mkdir(parents=True)
        shutil.copy(tmp_path / "essays/404.html", tmp_path / "essays/deep/er/lost.html")
        reader.goto(f"{address}essays/deep/er/lost.html")
        reader.get_by_role("button", name="Search these pages").click()
        reader.get_by_role("searchbox").fill("sourdough starter")
        reader.locator(RESULT).first.click()
        expect(reader).to_have_url(f"{address}essays/glossary.html#sourdough-starter")
