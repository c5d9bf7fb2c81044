"""A walk through pages as a reader takes it, which notes whatever is sent, kept, or goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, expect

PHONE = {"viewport": {"width": 375, "height": 800}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PREVIEWED = (
    "article .citation-reference",
    "article .footnote-ref",
    "article > p a[href*='glossary.html#']:not(#preview a)",
)
NO_MARGIN = 1200
"""A width at which no note stands beside the text, where it would have no preview."""
REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`))"""
IS_SHOWN = "selector => document.querySelector(selector)?.checkVisibility() ?? false"
"""Waited for frame by frame: what Playwright waits for itself it asks for less and less often."""
KEPT = """async () => {
    const kept = { local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie }
    if (location.protocol === "file:") return kept
    return {
        ...kept,
        databases: (await indexedDB.databases()).map(database => database.name),
        caches: "caches" in globalThis ? await caches.keys() : [],
        workers: "serviceWorker" in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    }
}"""


@dataclass(frozen=True)
class Search:
    """Words to search for, and the address to which the first result leads."""

    words: str
    leads_to: str


def walk(
    chromium: Browser, address: str, names: Iterable[str], settings: dict[str, object], search: Search
) -> list[str]:
    """Read pages as a reader does, using whatever can be used, and return all that should not have happened."""
    context = chromium.new_context(**settings)
    trouble: list[str] = []
    for name in names:
        page = _watched(context, address, trouble)
        page.goto(address + name)
        _use(page, touch="has_touch" in settings)
        _search(page, search)
        kept = {key: value for key, value in page.evaluate(KEPT).items() if value}
        trouble += [f"{name}: kept {kept}"] if kept else []
        page.close()
    trouble += [f"cookie {cookie['name']}" for cookie in context.cookies()]
    context.close()
    return trouble


def _watched(context: BrowserContext, address: str, trouble: list[str]) -> Page:
    page = context.new_page()
    page.add_init_script(REPORT_VIOLATIONS)
    page.on("request", lambda request: None if request.url.startswith(address) else trouble.append(request.url))
    page.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    return page


def _use(page: Page, touch: bool) -> None:
    for button in page.locator("button[popovertarget]").all():
        if button.is_visible():
            button.click()
            page.keyboard.press("Escape")
    _preview(page, touch)
    page.locator("main h1").scroll_into_view_if_needed()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('main h1'))")
    page.wait_for_function(IS_SHOWN, arg="#passage button")
    page.locator("#passage button").click()
    expect(page.locator("#passage [role=status]")).to_have_text(re.compile("opied|Copy"))
    page.keyboard.press("Escape")
    for picture in page.locator("article figure img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("picture => picture.decode()")


def _preview(page: Page, touch: bool) -> None:
    size = page.viewport_size
    page.set_viewport_size({**size, "width": min(size["width"], NO_MARGIN)})
    for place in PREVIEWED:
        link = page.locator(place).first
        if link.count():
            link.tap() if touch else link.hover()
            page.wait_for_function(IS_SHOWN, arg="#preview")
            page.keyboard.press("Escape")
            page.mouse.move(1, 1)
    page.set_viewport_size(size)


def _search(page: Page, search: Search) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="Search these pages").fill(search.words)
    page.wait_for_function(IS_SHOWN, arg=".search-result-link")
    page.locator(".search-result-link").first.click()
    page.wait_for_url(f"**/{search.leads_to}")
