"""What a reader does, in a real browser: over http, and from a disk with the network cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

ESSAY = "essays/compersion.html"
ESSAYS = tuple(
    f"essays/{name}.html" for name in ("compersion", "secure-attachment", "earned-security", "attachment-repair")
)
PAGES = (
    *("index.html", *ESSAYS, "evidence.html", "glossary.html", "references.html"),
    *("safety.html", "about.html", "privacy.html", "offline.html", "404.html"),
)
PHONE = {"width": 375, "height": 800}


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_the_article_shows(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Compersion Is an Attachment Achievement")
    assert reader.locator("article p").count() > 40
    assert "PLACEHOLDER" not in reader.inner_text("article")


def test_the_diagrams_show(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    pictures = reader.locator("article figure img")
    assert pictures.count() == 2
    for nth in range(2):
        pictures.nth(nth).scroll_into_view_if_needed()
        assert pictures.nth(nth).evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 100


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


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(chromium: Browser, served: str, path: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(served + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
