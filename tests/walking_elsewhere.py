"""A walk through pages in a browser that is driven by WebDriver, and what goes wrong, is kept, or does not work.

Such a browser tells nobody of errors. So a copy of the site is walked, each of whose pages notes what happens to it,
by a script that its policy allows besides.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from walking import IS_SHOWN, KEPT, NO_MARGIN, PREVIEWED, Search
from webdriver import Driven

WIDE, NARROW = (1400, 900), (400, 800)
NOTE = """(() => {
    const noted = globalThis.noted = []
    const note = (what, words) => noted.push(`${what}: ${words}`)
    addEventListener("securitypolicyviolation", event =>
        note("policy", `${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`))
    addEventListener("error", ({ message, target }) =>
        note("error", message ?? `cannot load ${target.src ?? target.href}`), true)
    addEventListener("unhandledrejection", event => note("error", event.reason))
    for (const level of ["error", "warn"]) console[level] = (...words) => note(level, words.join(" "))
})()"""
MISPLACED = """() => {
    const box = one => one.getBoundingClientRect()
    const text = [...document.querySelectorAll("article > p")].find(one => one.checkVisibility())
    const wrong = []
    if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page is wider than its window")
    if (!text) return [...wrong, "no text"]
    const { paddingLeft, paddingRight } = getComputedStyle(text)
    const left = box(text).left + parseFloat(paddingLeft), right = box(text).right - parseFloat(paddingRight)
    const width = right - left
    if (left < 0 || right > innerWidth || width < 300 || width > 800) wrong.push("the text is out of place")
    const contents = document.querySelector("nav#contents")
    if (contents?.checkVisibility() && box(contents).right > left) wrong.push("contents stand in the text")
    for (const note of document.querySelectorAll(".sidenote"))
        if (note.checkVisibility() && box(note).left < right) wrong.push("a note stands in the text")
    return wrong
}"""
OPENERS = """() => [...document.querySelectorAll("button[popovertarget]")].filter(one => one.checkVisibility())
    .map(one => one.getAttribute("popovertarget"))"""
IS_OPEN = "selector => document.querySelector(selector).matches(':popover-open')"
IS_CLOSED = "selector => !document.querySelector(selector).matches(':popover-open')"
DECODED = """async () => {
    for (const picture of document.querySelectorAll("article figure img")) {
        picture.loading = "eager"
        await picture.decode()
    }
}"""
LIGHTNESS = """() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)
    .reduce((sum, one) => sum + +one / 765, 0)"""
LEADS_TO = "selector => [...document.querySelectorAll(selector)].find(one => one.checkVisibility()).hash"
REACHED = """hash => {
    const top = document.querySelector(":target")?.getBoundingClientRect().top
    return location.hash === hash && top >= 0 && top < innerHeight
}"""
NOTHING_OPEN = "() => !document.querySelector(':popover-open')"
INSERT = "words => document.execCommand('insertText', false, words)"  # key by key takes long
WAYS = {
    "article .citation-reference": ":target .passages a",
    "article .footnote-ref": ":target .footnote-backref",
}
"""Link to what stands at the foot of a page -> the one from there back to the passage."""
AT = "end => location.href.endsWith(end) && globalThis.noted && document.readyState === 'complete'"


def watched(built: Path, folder: Path) -> Path:
    """A copy of a site in a folder, whose pages note in `noted` what happens to them."""
    shutil.copytree(built, folder)
    allowed = f"script-src 'sha256-{base64.b64encode(hashlib.sha256(NOTE.encode()).digest()).decode()}' "
    for page in folder.rglob("*.html"):
        text = page.read_text().replace("script-src ", allowed, 1)
        page.write_text(text.replace('<meta name="viewport"', f'<script>{NOTE}</script><meta name="viewport"', 1))
    return folder


def walk_elsewhere(browser: Driven, address: str, names: Iterable[str], search: Search) -> list[str]:
    """Read pages of a watched site, using whatever can be used, and return all that should not have happened."""
    trouble: list[str] = []
    browser.sent.clear()
    for name in names:
        browser.goto(address + name)
        trouble += [f"{name}: {wrong}" for wrong in _use(browser, search)]
    return trouble + browser.sent


def _use(browser: Driven, search: Search) -> Iterator[str]:
    for size in (NARROW, WIDE):
        browser.resize(*size)
        yield from browser.evaluate(MISPLACED)
        _open_all(browser)
    yield from _schemes(browser)
    _preview(browser)
    browser.evaluate(DECODED)
    _follow_a_note(browser)
    yield from browser.evaluate("() => noted")
    _search(browser, search)
    yield from browser.evaluate("() => noted")
    yield from (f"kept {kept}" for kept in browser.evaluate(KEPT).items() if kept[1])


def _open_all(browser: Driven) -> None:
    for opened in browser.evaluate(OPENERS):
        browser.click(f"button[popovertarget='{opened}']")
        browser.wait_for(IS_OPEN, f"#{opened}")
        browser.press("Escape")
        browser.wait_for(IS_CLOSED, f"#{opened}")


def _schemes(browser: Driven) -> Iterator[str]:
    browser.click("button.view-open")
    browser.wait_for(IS_SHOWN, "#view")
    for scheme, is_right in {"light": lambda light: light > 0.8, "dark": lambda light: light < 0.2}.items():
        browser.click(f"#view button[value='{scheme}']")
        if not is_right(browser.evaluate(LIGHTNESS)):
            yield f"is not {scheme}"
    browser.click("#view button[value='system']")
    browser.press("Escape")


def _preview(browser: Driven) -> None:
    browser.resize(NO_MARGIN, WIDE[1])
    for place in PREVIEWED:
        if browser.evaluate(IS_SHOWN, place):
            browser.hover(place)
            browser.wait_for(IS_SHOWN, "#preview")
            browser.press("Escape")
            browser.move(1, 1)
    browser.resize(*WIDE)


def _follow_a_note(browser: Driven) -> None:
    """To what stands at the foot of the page, and back to the passage."""
    for there, back in WAYS.items():
        if browser.evaluate(IS_SHOWN, there):
            for link in (there, back):
                place = browser.evaluate(LEADS_TO, link)
                browser.click(link)
                browser.wait_for(REACHED, place)
                browser.move(1, 1)  # or a link that has come below the pointer shows what lies over the next
                browser.wait_for(NOTHING_OPEN)


def _search(browser: Driven, search: Search) -> None:
    browser.press("/")
    browser.wait_for(IS_SHOWN, "#search-query")
    browser.evaluate(INSERT, search.words)
    browser.wait_for(IS_SHOWN, ".search-result-link")
    browser.press("Enter")
    browser.wait_for(AT, search.leads_to)
