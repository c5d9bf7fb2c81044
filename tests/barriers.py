"""What keeps somebody out of a page: what axe finds, and what can be measured of a page as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise, product
from typing import Any

from playwright.sync_api import Browser, Page

from sites import PROJECT

AXE = (PROJECT / "tests/vendor/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(found => found.violations)"
PHONE, DESKTOP = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
SETTINGS = [{"viewport": size, "color_scheme": scheme} for size, scheme in product((PHONE, DESKTOP), ("light", "dark"))]
SMALL = """all => all.filter(one => one.checkVisibility({ visibilityProperty: true })).filter(one => {
    const box = one.getBoundingClientRect()
    const words = one.closest("dt, td, th, summary, h1, h2, h3, h4, h5, h6, label")?.textContent.trim()
    const isAmongWords = one.closest("p, li, dd, figcaption, blockquote") || (words && words !== one.textContent.trim())
    const inSentence = isAmongWords && getComputedStyle(one).display === "inline"
    return !inSentence && (box.width < 24 || box.height < 24)
}).map(one => one.outerHTML.slice(0, 120))"""
LARGER = "html { font-size: 200% }"
LETTERS = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
"""Their size, in pixels."""
SPACED = """p { margin-bottom: 2em !important }
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"""
CUT = """all => all.filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "hidden")
    .filter(one => !one.matches(".search-live")).map(one => one.outerHTML.slice(0, 100))"""
REGIONS = """all => all.map(one => one.ariaLabel ??
    document.getElementById(one.getAttribute("aria-labelledby"))?.textContent ?? "")"""

Look = Callable[[Page], list]
Found = dict[str, dict[str, list]]
"""Name of a look -> page -> what it found wrong there."""


def ids(settings: dict[str, Any]) -> str:
    return f"{settings['viewport']['width']} {settings['color_scheme']}"


def barriers(page: Page) -> list[str]:
    """What axe finds on a page as it stands; its policy has to be off, since it would forbid axe."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [
        f"{page.url}: {found['id']} ({found['help']}): {node['html'][:120]}"
        for found in page.evaluate(RUN, RULES)
        for node in found["nodes"]
    ]


def small_targets(page: Page) -> list[str]:
    """What is too small to hit by WCAG 2.5.8; links within a sentence are excepted."""
    return page.locator("a[href], button, input").evaluate_all(SMALL)


def unnamed_landmarks(page: Page) -> list[str]:
    """What is wrong with the landmarks of a page: not one of each, without a name, or two of one name."""
    tree = page.locator("body").aria_snapshot()
    wrong = [name for name in ("main", "banner", "contentinfo") if tree.count(f"- {name}:") != 1]
    regions = page.locator("nav").evaluate_all(REGIONS)
    return wrong + [name or "without a name" for name in regions if not name or regions.count(name) > 1]


def skipped_levels(page: Page) -> list[int]:
    """Levels of a page's headings, if there is not one first heading or a level is left out on the way down."""
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(one => +one.tagName[1])")
    is_sound = levels.count(1) == 1 and all(lower - upper <= 1 for upper, lower in pairwise(levels))
    return [] if is_sound else levels


def lost_when_larger(page: Page) -> list[str]:
    """What does not fit once letters are twice as large (WCAG 1.4.4); the page stays so."""
    usual, lost, larger = page.evaluate(LETTERS), _lost(page, LARGER), page.evaluate(LETTERS)
    return lost + [f"letters of {usual} px became {larger} px"] * (larger < 2 * usual)


def lost_when_looser(page: Page) -> list[str]:
    """What does not fit once lines, words and letters stand wider apart (WCAG 1.4.12); the page stays so."""
    return _lost(page, SPACED)


def _lost(page: Page, css: str) -> list[str]:
    page.add_style_tag(content=css)
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return page.locator("body *").evaluate_all(CUT) + ["the page is wider than the screen"] * is_wide


def look_around(chromium: Browser, address: str, names: Iterable[str], looks: Iterable[Look], **settings: Any) -> Found:
    """Open each page once and take every look at it."""
    found: Found = {look.__name__: {} for look in looks}
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", **settings)
    page = context.new_page()
    for name in names:
        page.goto(address + name)
        for look in looks:
            if wrong := look(page):
                found[look.__name__][name] = wrong
    context.close()
    return found
