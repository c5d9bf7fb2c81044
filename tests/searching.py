"""The search dialog, as a test uses it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

RESULT = ".search-result-link"


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
