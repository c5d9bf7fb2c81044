"""What a reader does, in a real browser: over http, and from a disk with the network cut off."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from sites import pages_of

ESSAY = "essays/waiting.html"
PHONE = {"width": 375, "height": 800}


def test_the_article_shows(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Why Slow Dough Tastes Better")
    expect(reader.locator("article > p").last).to_contain_text("Sources due for another look")


def test_the_pictures_show_with_their_captions(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    assert reader.locator("article img").count() == reader.locator("article figure:has(figcaption) img").count() > 0
    for picture in reader.locator("article img").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 100


def test_a_citation_leads_to_its_reference_and_back(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    citation = reader.locator(".citation-reference").first
    passage, reference = citation.get_attribute("id"), citation.get_attribute("href")
    citation.click()
    entry = reader.locator(f"[id='{reference[1:]}']")
    expect(entry).to_be_in_viewport()
    entry.locator(f"a[href='#{passage}']").click()
    expect(reader).to_have_url(re.compile(f"#{passage}$"))
    expect(citation).to_be_in_viewport()


def test_a_footnote_leads_to_its_note_and_back(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    reader.locator("a.footnote-ref").first.click()
    expect(reader.locator(".footnote li").first).to_be_in_viewport()
    reader.locator(".footnote-backref").first.click()
    expect(reader.locator("a.footnote-ref").first).to_be_in_viewport()


def test_a_page_reads_whole_without_scripts(chromium: Browser, site_address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(site_address + ESSAY)
    expect(page.get_by_role("heading", name="References")).to_be_visible()
    page.locator(".citation-reference").first.click()
    assert "#ref-" in page.url
    context.close()


def test_nothing_is_wider_than_a_phone(chromium: Browser, served: str, built: Path) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    for name in pages_of(built):
        page.goto(served + name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    context.close()
