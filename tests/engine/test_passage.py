"""A passage as a link to itself: what is copied, that browsers find the words again, and where a link leads without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import firefox
from barriers import DESKTOP, PHONE, barriers
from sites import ADDRESS, OpenPage, serve

ESSAY = "essays/waiting.html"
CHOOSE = """([from, to]) => {
    const pieces = [], range = document.createRange()
    const walker = document.createTreeWalker(document.querySelector("main > article"), NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) pieces.push(walker.currentNode)
    pieces.splice(0, Infinity, ...pieces.filter(piece => !piece.parentElement.closest(".sidenote")))
    const first = pieces.findLastIndex(piece => piece.data.includes(from))
    const last = pieces.findIndex((piece, nth) => nth >= first && piece.data.includes(to))
    range.setStart(pieces[first], pieces[first].data.indexOf(from))
    range.setEnd(pieces[last], pieces[last].data.indexOf(to) + to.length)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
    return range.getBoundingClientRect()
}"""
SHOWN = "() => getSelection().getRangeAt(0).startContainer.parentElement.scrollIntoView({ block: 'center' })"
SCROLLED = """async () => {
    const late = performance.now() + 5000
    while (!scrollY && performance.now() < late) await new Promise(requestAnimationFrame)
}"""
ODD = """<h2 id="odd">Odd</h2>
<p>At first we say it twice here. Half an hour, a well-kept &amp; salted dough, and no more.</p>
<p>Some bakers who wait<sup>5</sup> never hurry, and a dough of ten<sup>6</sup> is no dough of nine<sup>7</sup>.</p>
<p>And then we say it twice there, once<sup>1</sup> again<sup>2</sup> and<sup>3</sup> again<sup>4</sup>.</p>
<table><tr><td>the first cell of all</td><td>between</td></tr><tr><td>the last cell of all</td></tr></table>"""
PASSAGES = {
    "words": ("look after starters", "look after starters", "absence"),
    "half a word": ("rembles when the bowl is mov", "rembles when the bowl is mov", "how-long"),
    "across a link": ("that rest is called", "Then come", "nothing-happens"),
    "across a citation": ("In one kitchen", "whole case for waiting", "nothing-happens"),
    "after the number of a note": ("A book on patience", "may sit down", "nothing-happens"),
    "across two citations": ("Cold dough is", "sake of the taste", "how-long"),
    "from a heading on": ("What patience is not", "we like to say", "patience"),
    "over sections": ("Left alone in the cold", "For more than", "starter"),
    "a caption": ("One dough on four occasions", "the same size", "nothing-happens"),
    "signs that mean something in a link": ("Half an hour,", "salted dough, and", "odd"),
    "words that stand there twice": ("say it twice", "say it twice", "odd"),
    "up to a word with a note": ("never hurry, and", "is no dough of nine", "odd"),
    "from one of few words with a note": ("bakers who wait", "bakers who wait", "odd"),
    "over a short list with notes": ("who wait", "dough of ten", "odd"),
    "cells of a table": ("the first cell of", "the last cell", "odd"),
}


@pytest.fixture(scope="module")
def odd(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample with a section more, over http."""
    site = tmp_path_factory.mktemp("odd") / "site"
    shutil.copytree(built, site)
    page = site / ESSAY
    page.write_text(page.read_text().replace('<svg class="essay-end"', f'{ODD}<svg class="essay-end"', 1))
    with serve(site) as address:
        yield address


@pytest.fixture
def copying(chromium: Browser) -> Iterator[Page]:
    """An empty page that may write to the clipboard."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def link_to(page: Page, first: str, last: str) -> str:
    """What is copied of a passage from some words to others."""
    page.evaluate(CHOOSE, [first, last])
    page.evaluate(SHOWN)
    page.get_by_role("button", name="Copy link to this passage").click()
    expect(page.get_by_role("status")).to_contain_text("Link copied")
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(("first", "last", "section"), PASSAGES.values(), ids=PASSAGES)
@pytest.mark.parametrize(("here", "there"), [(DESKTOP, PHONE), (PHONE, DESKTOP)], ids=["to a phone", "from a phone"])
def test_a_link_to_a_passage_leads_to_its_words_at_every_width(
    copying: Page, odd: str, first: str, last: str, section: str, here: dict[str, int], there: dict[str, int]
) -> None:
    copying.set_viewport_size(here)
    copying.goto(odd + ESSAY)
    page, words = link_to(copying, first, last).split(":~:")
    assert page == f"{odd}{ESSAY}#{section}"
    copying.set_viewport_size(there)
    copying.goto("about:blank")
    copying.goto(f"{odd}{ESSAY}#:~:{words}")  # without its section, so that the words alone lead there
    copying.evaluate(SCROLLED)
    box = copying.evaluate(CHOOSE, [first, last])
    assert 0 <= box["top"] < there["height"], words


def test_a_work_in_the_list_of_references_is_the_place_of_its_words(copying: Page, served: str) -> None:
    copying.goto(served + ESSAY)
    assert f"{ESSAY}#ref-ashby2001:~:text=" in link_to(copying, "Ashby", "Ashby")


def test_words_that_cannot_be_told_from_others_lead_to_their_section(copying: Page, odd: str) -> None:
    copying.goto(odd + ESSAY)
    assert link_to(copying, "again", "again").endswith(f"{ESSAY}#odd")


def test_a_word_that_a_note_s_number_hangs_on_is_left_out_and_alone_leads_to_its_section(
    copying: Page, odd: str
) -> None:
    copying.goto(odd + ESSAY)
    assert link_to(copying, "bakers who wait", "bakers who wait").endswith("#odd:~:text=bakers%20who")
    assert link_to(copying, "nine", "nine").endswith(f"{ESSAY}#odd")


def test_the_number_of_a_note_alone_is_no_passage(copying: Page, odd: str) -> None:
    told: list[str] = []
    copying.on("pageerror", lambda error: told.append(str(error)))
    copying.goto(odd + ESSAY)
    copying.evaluate("getSelection().selectAllChildren(document.querySelector('#odd ~ p sup'))")
    copying.wait_for_timeout(500)
    assert told == []
    assert copying.locator("#passage").count() == 0


def test_a_copy_on_a_disk_leads_to_the_web_if_it_knows_its_place_there(
    copying: Page, built: Path, addressed: Path
) -> None:
    for site, address in ((addressed, ADDRESS), (built, f"{built.as_uri()}/")):
        copying.goto(f"{site.as_uri()}/{ESSAY}")
        assert link_to(copying, "look after starters", "look after starters").startswith(f"{address}{ESSAY}#absence:~:")
    expect(copying.get_by_role("status")).to_contain_text("this device alone")


def test_where_nothing_may_be_copied_the_link_stands_in_a_field(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.evaluate("Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })")
    page.evaluate(CHOOSE, ["look after starters", "look after starters"])
    page.evaluate(SHOWN)
    page.get_by_role("button", name="Copy link to this passage").click()
    field = page.get_by_role("textbox", name="Link to this passage")
    expect(field).to_be_focused()
    chosen = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen.endswith("#absence:~:text=look%20after%20starters.")


def test_the_keyboard_comes_from_a_passage_to_its_link_and_escape_puts_it_away(copying: Page, served: str) -> None:
    copying.goto(served + ESSAY)
    copying.evaluate(CHOOSE, ["look after starters", "look after starters"])
    copying.evaluate(SHOWN)
    button = copying.get_by_role("button", name="Copy link to this passage")
    expect(button).to_be_visible()
    copying.locator("#absence").evaluate("heading => { heading.tabIndex = -1; heading.focus() }")
    while not copying.evaluate("document.activeElement.closest('#passage')"):
        copying.keyboard.press("Tab")
        assert copying.evaluate("!document.activeElement.closest('h2, footer')")
    copying.keyboard.press("Enter")
    expect(copying.get_by_role("status")).to_have_text("Link copied")
    copying.keyboard.press("Escape")
    expect(button).to_have_count(0)


def test_the_words_of_a_passage_stand_in_no_request(copying: Page, served: str) -> None:
    copying.goto(served + ESSAY)
    asked: list[str] = []
    copying.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))
    link = link_to(copying, "look after starters", "look after starters")
    copying.goto("about:blank")
    copying.goto(link)
    assert "starters" in link
    assert asked
    assert not [request for request in asked if "starters" in request]
    assert copying.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_nothing_is_offered_before_words_are_chosen_or_outside_the_text(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('footer'))")
    page.wait_for_timeout(500)
    assert page.locator("#passage").count() == 0
    assert page.evaluate("performance.getEntriesByName(siteTools.base + 'assets/scripts/passage.js').length") == 0


def test_what_is_offered_is_no_part_of_what_is_copied(copying: Page, served: str) -> None:
    copying.goto(served + ESSAY)
    copying.evaluate(CHOOSE, ["In one kitchen", "whole case for waiting"])
    copying.evaluate(SHOWN)
    expect(copying.locator("#passage")).to_be_visible()
    copying.keyboard.press("ControlOrMeta+c")
    copied = copying.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("In one kitchen, 31 of 40 tasters")
    assert copied.endswith("(Ashby & Oates, 2001). That is the whole case for waiting")


def test_the_offer_stands_below_the_passage_and_within_the_screen(open_page: OpenPage) -> None:
    for size, touch in ((PHONE, True), (DESKTOP, False)):
        page = open_page(ESSAY, viewport=size, has_touch=touch, is_mobile=touch)
        page.locator("#absence").scroll_into_view_if_needed()
        page.evaluate(CHOOSE, ["look after starters", "look after starters"])
        page.evaluate(SHOWN)
        passage = page.evaluate(CHOOSE, ["look after starters", "look after starters"])
        expect(page.locator("#passage")).to_be_visible()
        box = page.locator("#passage").bounding_box()
        assert passage["bottom"] + (30 if touch else 4) < box["y"] <= size["height"] - box["height"]
        assert 0 <= box["x"] <= size["width"] - box["width"]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("colours", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"])
def test_axe_finds_nothing_in_the_offer(open_page: OpenPage, size: dict[str, int], colours: dict[str, str]) -> None:
    page = open_page(ESSAY, viewport=size, bypass_csp=True, **colours)
    page.evaluate(CHOOSE, ["In one kitchen", "whole case for waiting"])
    page.evaluate(SHOWN)
    expect(page.locator("#passage")).to_be_visible()
    assert barriers(page) == []


def test_the_place_that_words_share_is_not_marked_as_a_whole(open_page: OpenPage) -> None:
    page = open_page(f"{ESSAY}#:~:text=In%20one%20kitchen,may%20sit%20down")
    page.evaluate(SCROLLED)
    assert page.evaluate("getComputedStyle(document.querySelector('article')).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_a_browser_that_knows_no_such_links_comes_to_the_section(served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = firefox.settings
    monkeypatch.setattr(firefox, "settings", lambda proxy: {**settings(proxy), "dom.text_fragments.enabled": False})
    with firefox.launch(firefox.find() or pytest.skip("firefox-esr is not installed")) as page:
        page.goto(f"{served}{ESSAY}#absence:~:text=look%20after%20starters")
        page.wait_for("() => location.hash === '#absence' && scrollY > 0")


def test_firefox_finds_the_words_too(served: str) -> None:
    with firefox.launch(firefox.find() or pytest.skip("firefox-esr is not installed")) as page:
        page.goto(f"{served}{ESSAY}#:~:text=look%20after%20starters")
        page.wait_for("() => scrollY > 0")
