"""Barriers: what axe finds on every page, and what it cannot: keyboard, sizes, motion, colours, order."""

from __future__ import annotations

from functools import partial
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from sites import OpenPage

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(found => found.violations)"
PHONE, DESKTOP = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
SETTINGS = [{"viewport": size, "color_scheme": scheme} for size, scheme in product((PHONE, DESKTOP), ("light", "dark"))]
ESSAY = "essays/secure-attachment.html"


def names(built: Path) -> list[str]:
    return sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))


def barriers(page: Page) -> list[str]:
    """What axe finds on a page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    return [
        f"{page.url}: {found['id']} ({found['help']}): {node['html'][:120]}"
        for found in page.evaluate(RUN, RULES)
        for node in found["nodes"]
    ]


@pytest.fixture
def open_page(open_page: OpenPage) -> OpenPage:
    """The policy would forbid what a test puts into the page."""
    return partial(open_page, bypass_csp=True)


def ids(settings: dict[str, Any]) -> str:
    return f"{settings['viewport']['width']} {settings['color_scheme']}"


@pytest.mark.parametrize("settings", SETTINGS, ids=ids)
def test_axe_finds_nothing_on_any_page(chromium: Browser, served: str, built: Path, settings: dict[str, Any]) -> None:
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", **settings)
    found = []
    for name in names(built):
        page = context.new_page()
        page.goto(served + name)
        found += barriers(page)
        page.close()
    context.close()
    assert found == []


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="Menu").click()


def open_contents(page: Page) -> None:
    page.get_by_role("button", name="Contents").click()


def open_preview(page: Page) -> None:
    page.locator("article .citation-reference").first.hover()
    expect(page.locator("#preview")).to_be_visible()


def open_search(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("security")
    expect(page.locator(".search-result-link").first).to_be_visible()


def search_in_vain(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("zzqqxx")
    expect(page.locator(".search-count")).to_contain_text("Nothing found")


STATES = [
    *product((open_menu, open_contents), (PHONE,)),
    *product((open_preview, open_search, search_in_vain), (PHONE, DESKTOP)),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("act", "size"), STATES, ids=lambda value: getattr(value, "__name__", None) or value["width"])
def test_axe_finds_nothing_in_what_opens(open_page: OpenPage, act: Any, size: dict[str, int], scheme: str) -> None:
    page = open_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    act(page)
    assert barriers(page) == []


def test_a_planted_barrier_is_found(open_page: OpenPage) -> None:
    page = open_page()
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


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", [ESSAY, "evidence.html", "index.html", "safety.html"])
def test_the_tab_key_reaches_everything_in_order_and_focus_is_always_seen(
    open_page: OpenPage, path: str, size: dict[str, int]
) -> None:
    page = open_page(path, viewport=size)
    everything = page.locator("a[href], button").evaluate_all("all => all.filter(one => one.checkVisibility()).length")
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


def test_the_skip_link_leads_to_the_text(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


SMALL = """all => all.filter(one => one.checkVisibility({ visibilityProperty: true })).filter(one => {
    const box = one.getBoundingClientRect()
    const inSentence = one.closest("p, li, dd, figcaption, blockquote") && getComputedStyle(one).display === "inline"
    return !inSentence && (box.width < 24 || box.height < 24)
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_targets_are_large_enough_to_hit(open_page: OpenPage, built: Path, size: dict[str, int]) -> None:
    """WCAG 2.5.8; links within a sentence are excepted."""
    found = {
        name: open_page(name, viewport=size).locator("a[href], button, input").evaluate_all(SMALL)
        for name in names(built)
    }
    assert {name: small for name, small in found.items() if small} == {}


@pytest.mark.parametrize(
    "state", [None, open_menu, open_contents, open_search], ids=["read", "menu", "contents", "search"]
)
def test_nothing_is_lost_at_320_pixels(open_page: OpenPage, state: Any) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    if state:
        state(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.querySelector('dialog')?.scrollWidth ?? 0") <= 320


LARGER = "html { font-size: 200% }"
SPACED = """p { margin-bottom: 2em !important }
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"""
CUT = """all => all.filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "hidden")
    .filter(one => !one.matches(".seen-on-mobile, .search-live")).map(one => one.outerHTML.slice(0, 100))"""
MOVING = """all => all.map(one => getComputedStyle(one))
    .filter(style => style.transitionDuration !== "0s" || style.animationName !== "none").length"""
REGIONS = """all => all.map(one => one.ariaLabel ??
    document.getElementById(one.getAttribute("aria-labelledby")).textContent)"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("css", [LARGER, SPACED], ids=["200 %", "spaced"])
@pytest.mark.parametrize("path", [ESSAY, "evidence.html", "references.html", "index.html"])
def test_larger_and_looser_text_fits(open_page: OpenPage, path: str, css: str, size: dict[str, int]) -> None:
    """WCAG 1.4.4 and 1.4.12"""
    page = open_page(path, viewport=size)
    page.add_style_tag(content=css)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator("body *").evaluate_all(CUT) == []


def test_who_wants_less_motion_gets_none(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    assert page.locator("body *").evaluate_all(MOVING) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_forced_colours_leave_everything_to_be_seen(open_page: OpenPage) -> None:
    page = open_page("evidence.html", forced_colors="active")
    same = """all => all.filter(one => one.checkVisibility() && one.textContent.trim())
        .filter(one => getComputedStyle(one).color === getComputedStyle(document.body).backgroundColor).length"""
    assert page.locator("article *").evaluate_all(same) == 0
    shape = page.locator(".verdict svg").first
    assert shape.evaluate("one => getComputedStyle(one).color") != page.evaluate(
        "getComputedStyle(document.body).backgroundColor"
    )


def test_landmarks_are_named_and_told_apart(open_page: OpenPage, built: Path) -> None:
    for name in names(built):
        page = open_page(name)
        tree = page.locator("body").aria_snapshot()
        assert tree.count("- main:") == tree.count("- banner:") == tree.count("- contentinfo:") == 1, name
        regions = page.locator("nav").evaluate_all(REGIONS)
        assert all(regions), name
        assert len(regions) == len(set(regions)), name


def test_headings_go_down_one_level_at_a_time(open_page: OpenPage, built: Path) -> None:
    for name in names(built):
        levels = (
            open_page(name).locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(one => +one.tagName[1])")
        )
        assert levels.count(1) == 1, name
        assert all(lower - upper <= 1 for upper, lower in pairwise(levels)), name
