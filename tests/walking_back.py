"""A walk from a work to a passage that cites it and back, as a reader without scripts takes it."""

from __future__ import annotations

from random import Random
from urllib.parse import urldefrag

from playwright.sync_api import Browser, expect


def walk_back(chromium: Browser, address: str, chance: Random, library: str = "references.html") -> None:
    """From some work on the page of all references to a passage, to the page's own list, and to the work again."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{library}")
    works = page.locator("section.work")
    work = works.nth(chance.randrange(works.count()))
    id = work.locator("h2").get_attribute("id")
    passages = work.get_by_role("group").filter(has_text="Cited in")
    passages.locator("summary").click()
    ways = passages.locator("li li a")
    ways.nth(chance.randrange(ways.count())).click()
    citation = page.locator(":target")
    expect(citation).to_be_in_viewport()
    assert citation.get_attribute("href") == f"#ref-{id}"
    citation.click()
    entry = page.locator(":target")
    expect(entry).to_be_in_viewport()
    assert urldefrag(entry.locator(".passages a").first.get_attribute("href") or "").fragment == f"cite-{id}-1"
    entry.get_by_role("link", name="Notes on").click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.url == f"{address}{library}#{id}"
    context.close()
