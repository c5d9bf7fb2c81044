"""What a reader does, in a real browser: over http, and from a disk with the network cut off."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import serve

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


def requests_elsewhere(context: BrowserContext, address: str, paths: tuple[str, ...]) -> list[str]:
    """Open pages, use search on each, and list the requests that left the site, together with what went wrong."""
    page, seen = context.new_page(), []
    page.on("request", lambda request: seen.append(request.url))
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    for path in paths:
        page.goto(address + path)
        search(page, "attachment")
    return [url for url in seen if not url.startswith((address, "data:", "blob:"))]


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="Search").press_sequentially(words)
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=20_000)


def test_every_page_of_the_site_is_walked(built: Path) -> None:
    assert {path.relative_to(built).as_posix() for path in built.rglob("*.html")} == set(PAGES)


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


def test_no_request_leaves_the_site(chromium: Browser, site_address: str) -> None:
    context = chromium.new_context()
    # From a disk there is no 404 page: a browser has its own for files that are not there.
    paths = tuple(path for path in PAGES if site_address.startswith("http") or path != "404.html")
    assert requests_elsewhere(context, site_address, paths) == []
    context.close()


def test_a_planted_picture_from_elsewhere_is_noticed(chromium: Browser, built: Path, tmp_path: Path) -> None:
    """The test above can fail: with one remote picture on a page, it would."""
    planted = tmp_path / "planted"
    shutil.copytree(built, planted)
    page = planted / "index.html"
    page.write_text(page.read_text().replace("</h1>", "</h1><img src='https://example.org/pixel.png' alt=''>"))
    context = chromium.new_context()
    from_disk = requests_elsewhere(context, planted.as_uri() + "/", ("index.html",))
    with serve(planted) as address:
        over_http = requests_elsewhere(context, address, ("index.html",))
    context.close()
    assert from_disk == over_http == ["https://example.org/pixel.png"]


KEPT = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    workers: "serviceWorker" in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""


def test_reading_leaves_nothing_behind(chromium: Browser, served: str) -> None:
    context = chromium.new_context()
    requests_elsewhere(context, served, PAGES)
    assert context.cookies() == []
    assert set(context.pages[0].evaluate(KEPT).values()) == {0}
    context.close()


def test_reading_from_a_disk_leaves_nothing_behind(chromium: Browser, built: Path) -> None:
    context = chromium.new_context()
    requests_elsewhere(context, built.as_uri() + "/", PAGES[:3])
    assert context.cookies() == []
    assert context.pages[0].evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


def referrer_of_a_link_that_leaves(context: BrowserContext, address: str) -> str | None:
    """What the first link to another site tells that site of where the reader was."""
    page = context.new_page()
    page.goto(address + "safety.html")
    with page.expect_request(lambda request: request.url.startswith("https://")) as request:
        page.locator("article a[href^='https://']").first.click(no_wait_after=True)
    return request.value.headers.get("referer")


def test_a_link_that_leaves_does_not_say_where_from(reader: Page, built: Path, tmp_path: Path, served: str) -> None:
    assert referrer_of_a_link_that_leaves(reader.context, served) is None
    talkative = tmp_path / "talkative"
    shutil.copytree(built, talkative)
    page = talkative / "safety.html"
    page.write_text(page.read_text().replace("no-referrer", "unsafe-url").replace("noreferrer", ""))
    with serve(talkative) as address:
        assert referrer_of_a_link_that_leaves(reader.context, address) == address + "safety.html"
