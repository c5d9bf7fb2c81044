"""Light or dark, and the size of letters, as the reader chooses; and what is copied from a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from barriers import LETTERS
from sites import OpenPage, serve

ESSAY = "essays/water.html"
PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(251, 248, 242)", "rgb(27, 25, 23)"
STORED = "[localStorage.length, localStorage.getItem('view')]"


@pytest.fixture(params=["http", "file"])
def page(request: pytest.FixtureRequest, chromium: Browser, built: Path) -> Iterator[Page]:
    """An essay, from a server and from a disk."""
    with serve(built) as address, chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        opened.goto((address if request.param == "http" else f"{built.as_uri()}/") + ESSAY)
        yield opened


def choose(page: Page, *names: str) -> None:
    page.get_by_role("button", name="Appearance").click()
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()
    page.keyboard.press("Escape")


def test_what_is_chosen_is_kept_and_forgotten_by_the_same_control(page: Page) -> None:
    assert page.evaluate(STORED) == [0, None]
    page.emulate_media(color_scheme="light")
    choose(page, "Dark", "Larger")
    assert page.evaluate(STORED) == [1, "dark 110"]
    page.wait_for_timeout(1000)  # on a busy machine, Chromium gives a page on a disk what was stored a moment later
    page.reload()
    assert page.evaluate(PAPER) == DARK
    assert page.evaluate(LETTERS) == pytest.approx(17.6)
    choose(page, "Automatic", "Smaller")
    assert page.evaluate(STORED) == [0, None]
    assert page.evaluate(PAPER) == LIGHT


def test_its_button_closes_what_it_opened(page: Page) -> None:
    button = page.get_by_role("button", name="Appearance")
    for _ in range(3):
        button.click()
        expect(page.locator("#view button[aria-pressed='true']")).to_be_focused()
        button.click()
        page.wait_for_timeout(100)
        expect(page.locator("#view")).to_be_hidden()


def test_escape_goes_back_the_way_that_the_keyboard_came(open_page: OpenPage) -> None:
    """On a phone it opens from what is open itself, and browsers know where the focus was before the first alone."""
    page = open_page(ESSAY, width=375)
    ways = [page.get_by_role("button", name=name) for name in ("All pages", "Appearance")]
    for button in ways:
        button.focus()
        page.keyboard.press("Enter")
    expect(page.locator("#view button[aria-pressed='true']")).to_be_focused()
    for button in reversed(ways):
        page.keyboard.press("Escape")
        expect(button).to_be_focused()


def test_letters_grow_a_little_on_wide_screens_and_by_choice_from_there(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    wide = page.evaluate(LETTERS)
    assert 16 < wide < 19
    choose(page, "Larger")
    page.reload()
    assert page.evaluate(LETTERS) == pytest.approx(1.1 * wide)
    page.set_viewport_size({"width": 375, "height": 812})
    assert page.evaluate(LETTERS) == pytest.approx(17.6)


def test_a_choice_shows_before_the_page_is_painted(page: Page) -> None:
    choose(page, "Dark")
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => { window.early = document.documentElement.dataset.scheme })"""
    )
    page.emulate_media(color_scheme="light")
    page.reload()
    assert page.evaluate("early") == "dark"


@pytest.mark.parametrize("stored", ["", "x", "dark", "dark <b>", "light 1e9", "null null"])
def test_what_others_have_stored_spoils_nothing(open_page: OpenPage, stored: str) -> None:
    page = open_page(ESSAY)
    page.evaluate("text => localStorage.setItem('view', text)", stored)
    page.reload()
    expect(page.locator("h1")).to_be_in_viewport()
    choose(page, "Light")
    assert page.evaluate(PAPER) == LIGHT


def test_pictures_and_paper_follow(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    choose(page, "Dark")
    assert page.evaluate("getComputedStyle(document.querySelector('article img')).colorScheme") == "dark"
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"


def test_all_open_pages_have_what_is_chosen_on_one_of_them(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    choose(page, "Dark")
    expect(other.locator("body")).to_have_css("background-color", DARK)
    choose(other, "Larger")
    expect(page.locator("html")).to_have_css("font-size", "17.6px")
    assert page.evaluate(STORED) == [1, "dark 110"]
    choose(other, "Automatic", "Smaller")
    expect(page.locator("body")).to_have_css("background-color", LIGHT)
    expect(page.locator("html")).to_have_css("font-size", "16px")
    assert page.evaluate(STORED) == [0, None]


def test_without_scripts_nothing_is_offered(open_page: OpenPage) -> None:
    page = open_page(ESSAY, java_script_enabled=False)
    expect(page.locator("button.view-open")).to_be_hidden()


def test_a_copied_paragraph_holds_its_citations_and_nothing_from_the_margin(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    paragraph = page.locator("article > p:has(.sidenote):has(.citation)").first
    margin = paragraph.locator(".sidenote").first.inner_text()
    copied = paragraph.evaluate("""part => {
        getSelection().selectAllChildren(part)
        return getSelection().toString()
    }""")
    assert paragraph.locator(".citation").first.inner_text()[:8] in copied
    assert margin[-20:] not in copied


def test_a_copied_page_holds_no_buttons_and_no_ways_back(chromium: Browser, served: str) -> None:
    with chromium.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        for path, left_out in {"constructs.html": ["Copy\n", "↩"], ESSAY: ["Cited here", "↩"]}.items():
            page.goto(served + path)
            if path != ESSAY:
                expect(page.locator(".highlight > .copy").last).to_be_visible()
            shown = page.locator("article").inner_text()
            page.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
            page.keyboard.press("ControlOrMeta+c")
            copied = page.evaluate("navigator.clipboard.readText()")
            assert len(copied) > 0.8 * len(shown)
            assert [words for words in left_out if words not in shown] == []
            assert [words for words in left_out if words in copied] == []
