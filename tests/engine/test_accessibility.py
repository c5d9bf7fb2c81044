"""Barriers in what opens, and what axe cannot find: keyboard, sizes, motion, colours, order."""

from __future__ import annotations

from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from barriers import (
    DESKTOP,
    PHONE,
    Found,
    Look,
    barriers,
    look_around,
    lost_when_larger,
    lost_when_looser,
    skipped_levels,
    small_targets,
    unnamed_landmarks,
)
from sites import OpenPage, build, copy_sample, pages_of

ESSAY = "essays/water.html"


@pytest.fixture
def open_page(open_page: OpenPage) -> OpenPage:
    """The policy would forbid what a test puts into the page."""
    return partial(open_page, bypass_csp=True)


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="All pages").click()


def open_contents(page: Page) -> None:
    page.get_by_role("button", name="This page").click()


def open_essays(page: Page) -> None:
    page.get_by_role("button", name="Essays").click()
    expect(page.locator("#essay-list")).to_be_visible()


def open_appearance(page: Page) -> None:
    opener = page.get_by_role("button", name="Appearance")
    if not opener.is_visible():
        open_menu(page)
    opener.click()
    expect(page.locator("#view")).to_be_visible()


def open_preview(page: Page) -> None:
    page.locator("article .citation-reference").first.hover()
    expect(page.locator("#preview")).to_be_visible()


def open_search(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("fermentation")
    expect(page.locator(".search-result-link").first).to_be_visible()


def search_in_vain(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("zzqqxx")
    expect(page.locator(".search-count")).to_contain_text("Nothing found")


STATES = [
    *product((open_menu, open_contents), (PHONE,)),
    (open_essays, DESKTOP),
    *product((open_appearance, open_preview, open_search, search_in_vain), (PHONE, DESKTOP)),
]
COLOURS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@pytest.mark.parametrize("colours", COLOURS)
@pytest.mark.parametrize(("act", "size"), STATES, ids=lambda value: getattr(value, "__name__", None) or value["width"])
def test_axe_finds_nothing_in_what_opens(open_page: OpenPage, act: Any, size: dict[str, int], colours: str) -> None:
    page = open_page(ESSAY, viewport=size, reduced_motion="reduce", **COLOURS[colours])
    act(page)
    assert barriers(page) == []


def test_a_planted_barrier_is_found(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.evaluate("document.querySelector('article').append(Object.assign(new Image(), { src: 'x.png' }))")
    assert any("image-alt" in barrier for barrier in barriers(page))


FOCUSED = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at)
    return {
        inPreview: Boolean(at.closest("#preview")),
        what: at.outerHTML.slice(0, 100),
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        covered: !at.closest("header, .skip") && box.bottom < document.querySelector("header").offsetHeight,
    }
}"""


STOPS = "a[href], button, summary, input:not([type=radio]), input[type=radio]:checked"
"""Where the Tab key stops: of buttons of which one is chosen, at that one."""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", [ESSAY, "evidence.html", "index.html", "help.html"])
def test_the_tab_key_reaches_everything_in_order_and_focus_is_always_seen(
    open_page: OpenPage, path: str, size: dict[str, int]
) -> None:
    page = open_page(path, viewport=size)
    everything = page.locator(STOPS).evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    page.keyboard.press("Tab")
    assert "Skip to the text" in page.evaluate(FOCUSED)["what"]
    stops = 1
    while page.evaluate("document.activeElement !== document.body") and stops < 2 * everything:
        focused = page.evaluate(FOCUSED)
        assert (focused["seen"], focused["outlined"], focused["covered"]) == (True, True, False), focused["what"]
        page.keyboard.press("Escape")  # a preview, if it is there already, would add stops of its own
        page.keyboard.press("Tab")
        stops += not focused["inPreview"]
    assert stops - 1 == everything


HIDDEN_BY_WHAT_IS_OPEN = """() => {
    const focused = document.activeElement
    const { left, top, height } = focused.getBoundingClientRect()
    const shown = document.elementFromPoint(left + 4, top + height / 2)
    const open = shown?.closest(":popover-open")
    return Boolean(open) && !open.contains(focused)
}"""


@pytest.mark.parametrize(
    ("act", "size"),
    [*product((open_menu, open_contents), (PHONE,)), *product((open_essays, open_appearance), (DESKTOP,))],
    ids=lambda value: getattr(value, "__name__", None) or value["width"],
)
def test_what_is_open_hides_no_focus_that_leaves_it(open_page: OpenPage, act: Any, size: dict[str, int]) -> None:
    page = open_page(ESSAY, viewport=size)
    act(page)
    stops = []
    while page.locator(":popover-open").count():
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent"))
        assert not page.evaluate(HIDDEN_BY_WHAT_IS_OPEN), stops
        assert len(stops) < 40
    assert len(stops) > 2


def test_the_skip_link_leads_to_the_text(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


LOOKS = (small_targets, unnamed_landmarks, skipped_levels)


@pytest.fixture(scope="session", params=[pytest.param(size, id=str(size["width"])) for size in (PHONE, DESKTOP)])
def found(request: pytest.FixtureRequest, chromium: Browser, served: str, built: Path) -> Found:
    """What is wrong with the pages of the sample, which has one of every kind."""
    return look_around(chromium, served, pages_of(built), LOOKS, viewport=request.param)


def test_targets_are_large_enough_to_hit(found: Found) -> None:
    assert found["small_targets"] == {}


def test_landmarks_are_named_and_told_apart(found: Found) -> None:
    assert found["unnamed_landmarks"] == {}


def test_headings_go_down_one_level_at_a_time(found: Found) -> None:
    assert found["skipped_levels"] == {}


NARROW = "#cut { overflow: hidden; width: 3rem; white-space: nowrap }"
PLANTED = {
    "a target of 20 pixels": ("<button style='width: 20px; height: 20px; min-height: 0'></button>", small_targets),
    "a second main": ("<main>Again</main>", unnamed_landmarks),
    "two landmarks of one name": ("<nav aria-label='Site'></nav>", unnamed_landmarks),
    "a landmark without a name": ("<nav>Here</nav>", unnamed_landmarks),
    "a level left out": ("<h4>Deep</h4>", skipped_levels),
    "a second first heading": ("<h1>Again</h1>", skipped_levels),
    "a line that is cut": (f"<p id='cut'>Words, words</p><style>{NARROW}</style>", lost_when_larger),
    "a line that cannot break": ("<pre>" + "words " * 40 + "</pre>", lost_when_looser),
}


@pytest.mark.parametrize(("markup", "look"), PLANTED.values(), ids=PLANTED)
def test_each_look_notices(open_page: OpenPage, markup: str, look: Look) -> None:
    page = open_page(ESSAY)
    page.evaluate("markup => document.querySelector('article h1').insertAdjacentHTML('afterend', markup)", markup)
    assert look(page)


LINK = "words <a href='#'>1</a>"


@pytest.mark.parametrize(
    "markup", [f"<table><tr><td>{LINK}<th>{LINK}</table>", f"<dl><dt>{LINK}</dl>", f"<h2>{LINK}</h2>"]
)
def test_a_link_among_words_may_be_as_high_as_they_are(open_page: OpenPage, markup: str) -> None:
    page = open_page(ESSAY)
    page.evaluate("markup => document.querySelector('article h1').insertAdjacentHTML('afterend', markup)", markup)
    assert small_targets(page) == []
    page.evaluate("document.querySelector(':is(td, dt, article h1 + h2):has(a)').innerHTML = '<a href=#>1</a>'")
    assert small_targets(page)  # alone it is not


@pytest.mark.parametrize(
    "state", [None, open_menu, open_contents, open_search], ids=["read", "menu", "contents", "search"]
)
def test_nothing_is_lost_at_320_pixels(open_page: OpenPage, state: Any) -> None:
    page = open_page(ESSAY, viewport={"width": 320, "height": 640})
    if state:
        state(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.querySelector('dialog')?.scrollWidth ?? 0") <= 320


PLACES = [
    *("article p", "article li", ".used-in summary", ".used-in li a", ".site-footer a", ".site-name", ".to-help"),
    *(".choices fieldset label", ".pager a", ".work dd"),
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    ("place", "path"), [*((place, "references.html") for place in PLACES), (".tabs > label", "constructs.html")]
)
def test_a_word_without_end_is_broken_wherever_it_stands(
    open_page: OpenPage, place: str, path: str, width: int
) -> None:
    """As an address is, or a name in a language that joins them."""
    page = open_page(path, width)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.locator(place).first.evaluate("element => element.append(' ' + 'unbroken'.repeat(30))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["system", "light", "dark"])
def test_who_asks_for_more_contrast_has_all_words_and_rules_in_ink(
    open_page: OpenPage, scheme: str, chosen: str
) -> None:
    page = open_page("references.html", color_scheme=scheme, contrast="more")
    page.evaluate("chosen => localStorage.setItem('view', `${chosen} 100`)", chosen)
    page.reload()
    colour = "all => getComputedStyle(all[0]).color"
    assert page.locator(".site-footer").evaluate_all(colour) == page.locator("body").evaluate_all(colour)
    rule = page.locator(".site-header").evaluate("one => getComputedStyle(one).borderBottomColor")
    assert rule == page.locator("body").evaluate("one => getComputedStyle(one).color")


CUT = """() => [...document.querySelectorAll("dialog[open], :popover-open")]
    .filter(one => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().right > innerWidth)
    .map(one => one.id)"""


@pytest.mark.parametrize(("act", "size"), STATES, ids=lambda value: getattr(value, "__name__", None) or value["width"])
def test_what_opens_holds_the_largest_letters(open_page: OpenPage, act: Any, size: dict[str, int]) -> None:
    page = open_page(ESSAY, viewport=size)
    page.evaluate("localStorage.setItem('view', 'system 200')")
    page.reload()
    act(page)
    assert page.evaluate(CUT) == []


MOVING = """all => all.map(one => getComputedStyle(one))
    .filter(style => style.transitionDuration !== "0s" || style.animationName !== "none").length"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("look", [lost_when_larger, lost_when_looser], ids=["200 %", "spaced"])
@pytest.mark.parametrize("path", [ESSAY, "evidence.html", "references.html", "index.html"])
def test_larger_and_looser_text_fits(open_page: OpenPage, path: str, look: Look, size: dict[str, int]) -> None:
    assert look(open_page(path, viewport=size)) == []


def test_who_wants_less_motion_gets_none(open_page: OpenPage) -> None:
    page = open_page(ESSAY, reduced_motion="reduce")
    assert page.locator("body *").evaluate_all(MOVING) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_forced_colours_leave_everything_to_be_seen(open_page: OpenPage) -> None:
    page = open_page("evidence.html", forced_colors="active")
    same = """all => all.filter(one => one.checkVisibility() && one.textContent.trim()).filter(one => {
        let around = one
        const ground = () => getComputedStyle(around).backgroundColor
        while (around !== document.body && ground().endsWith(", 0)")) around = around.parentElement
        return getComputedStyle(one).color === ground()
    }).length"""
    assert page.locator("article *").evaluate_all(same) == 0
    shape = page.locator(".verdict svg").first
    assert shape.evaluate("one => getComputedStyle(one).color") != page.evaluate(
        "getComputedStyle(document.body).backgroundColor"
    )


COLOURS_OF = (
    "one => { const { color, backgroundColor, borderLeftColor, borderBottomColor } = getComputedStyle(one)\n"
    "return { text: color, ground: backgroundColor, left: borderLeftColor, foot: borderBottomColor } }"
)
CHOSEN = {
    "the page in the menu": ("evidence.html", "#menu > ul > li > a[aria-current]", "#menu > ul > li > a"),
    "the page on the way to help": ("help.html", ".to-help", "#menu > ul > li > a"),
    "the section in view": (f"{ESSAY}#hands", "#contents a[aria-current]", "#contents > ul > li > a"),
    "light or dark": (ESSAY, "#view [aria-pressed=true]", "#view [aria-pressed=false]"),
    "a kind of work": ("references.html", ".choices label:has(:checked)", ".choices label:not(:has(:checked))"),
    "a tab": ("constructs.html", ".tabs > label:has(:checked)", ".tabs > label:not(:has(:checked))"),
}
"""What is chosen -> the page, what is chosen there, and what is offered beside it."""


@pytest.mark.parametrize("what", CHOSEN)
def test_forced_colours_tell_what_is_chosen_by_its_ground(open_page: OpenPage, what: str) -> None:
    path, chosen, others = CHOSEN[what]
    page = open_page(path, forced_colors="active")
    if what == "light or dark":
        open_appearance(page)
    one, other = (page.locator(place).first.evaluate(COLOURS_OF) for place in (chosen, f"{others}:not({chosen})"))
    assert one["ground"] not in (other["ground"], one["text"])
    assert barriers(page) == []


@pytest.mark.parametrize(("path", "others", "side"), [
    (f"{ESSAY}#hands", "#contents a:not([aria-current])", "left"),
    ("constructs.html", ".tabs > label:not(:has(:checked))", "foot"),
])  # fmt: skip
def test_forced_colours_show_no_edge_that_none_was_to_see(
    open_page: OpenPage, path: str, others: str, side: str
) -> None:
    page = open_page(path, forced_colors="active")
    paper = page.locator("body").evaluate(COLOURS_OF)["ground"]
    assert {one.evaluate(COLOURS_OF)[side] for one in page.locator(others).all()} == {paper}


def test_forced_colours_leave_the_way_out_its_edge(chromium: Browser, tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    page = project / "docs/help.md"
    page.write_text(page.read_text().replace("\n## ", "\n[Leave](about.md)\n{: .leave }\n\n## ", 1))
    build(project, tmp_path / "site")
    reader = chromium.new_page(forced_colors="active")
    reader.goto((tmp_path / "site/help.html").as_uri())
    way_out = reader.locator(".leave a")
    assert float(way_out.evaluate("one => getComputedStyle(one).borderLeftWidth")[:-2]) >= 1
    assert way_out.evaluate(COLOURS_OF)["left"] != reader.locator("body").evaluate(COLOURS_OF)["ground"]
    reader.close()


def test_forced_colours_leave_a_shape_its_link_s_colour(open_page: OpenPage) -> None:
    link = open_page(ESSAY, forced_colors="active").locator("article .to-claim").first
    assert link.locator(".shape").evaluate(COLOURS_OF)["text"] == link.evaluate(COLOURS_OF)["text"]


CONTRAST = """(first, second) => {
    const light = part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    const lightness = colour => {
        const whole = colour.startsWith("rgb") ? 255 : 1
        const [red, green, blue] = colour.match(/[\\d.]+/g).map(part => light(part / whole))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const [darker, lighter] = [lightness(first), lightness(second)].sort((a, b) => a - b)
    return (lighter + 0.05) / (darker + 0.05)
}"""
SELECTED = f"""one => {{
    const {{ color, backgroundColor }} = getComputedStyle(one, "::selection")
    return [({CONTRAST})(color, backgroundColor), /^color\\(srgb [\\d. ]+\\)$/.test(backgroundColor)]
}}"""
"""Of what is selected: the contrast of its words, and whether its ground is opaque and the page's own."""
EDGE = f"""one => {{
    const {{ borderTopColor, backgroundColor }} = getComputedStyle(one)
    const ground = backgroundColor.match(/[\\d.]+/g).map(Number)
    const [, alpha] = borderTopColor.match(/^rgba.* ([\\d.]+)\\)$/) ?? [, 1]
    const parts = borderTopColor.match(/[\\d.]+/g).slice(0, 3)
    const mixed = parts.map((part, nth) => part * alpha + ground[nth] * (1 - alpha))
    const seen = alpha < 1 ? `rgb(${{mixed}})` : borderTopColor
    return ({CONTRAST})(seen, backgroundColor)
}}"""
"""Of what opens over a page: the contrast of its edge."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_selected_words_stand_on_the_page_s_own_colour_and_are_read(open_page: OpenPage, scheme: str) -> None:
    page = open_page(ESSAY, color_scheme=scheme)
    for place in ("article > p", ".sidenote", "article a", ".site-footer p"):
        contrast, is_own = page.locator(place).first.evaluate(SELECTED)
        assert is_own
        assert contrast >= 4.5, place


OPENED = {
    "#view": (open_appearance, DESKTOP),
    "#preview": (open_preview, DESKTOP),
    "#contents": (open_contents, PHONE),
    "#menu": (open_menu, PHONE),
    "dialog.search": (open_search, DESKTOP),
}


@pytest.mark.parametrize("place", OPENED)
def test_what_opens_over_a_dark_page_has_an_edge_to_be_seen(open_page: OpenPage, place: str) -> None:
    act, size = OPENED[place]
    page = open_page(ESSAY, viewport=size, color_scheme="dark")
    act(page)
    assert page.locator(place).evaluate(EDGE) >= 3
