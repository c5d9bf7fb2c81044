"""What a link leads to, shown beside it: by mouse, by keyboard and by touch, over http and from a disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sites import OpenPage, build, copy_sample

ESSAY = "essays/waiting.html"
LINKS = {
    "citation": (".citation-reference", "Ashby, I., & Oates, T."),
    "note": (".footnote-ref", "The arms of a baker"),
    "term": ("a[href$='glossary.html#bulk-fermentation']", "Bulk fermentation"),
    "claim": ("a[href$='evidence.html#c02']", "Claim 2: contested"),
}
"""Kind of link -> where the first of its kind stands, and what its preview begins with."""
COVERED = """link => {
    const box = document.getElementById("preview").getBoundingClientRect()
    return [...link.getClientRects()].some(line =>
        line.left < box.right && box.left < line.right && line.top < box.bottom && box.top < line.bottom)
}"""
"""Whether the preview lies over a line of its own link."""


@pytest.fixture
def reader(reader: Page) -> Page:
    """An empty page on a screen that has no room for notes beside the text."""
    reader.set_viewport_size({"width": 1200, "height": 720})
    return reader


@pytest.mark.parametrize("kind", LINKS)
def test_the_mouse_opens_a_preview_that_it_can_enter_and_leave(reader: Page, site_address: str, kind: str) -> None:
    place, beginning = LINKS[kind]
    reader.goto(site_address + ESSAY)
    link, preview = reader.locator(f"article {place}").first, reader.locator("#preview")
    link.hover()
    expect(preview).to_contain_text(beginning)
    preview.hover()
    reader.wait_for_timeout(600)
    expect(preview).to_be_visible()
    reader.mouse.move(5, 450)
    expect(preview).to_be_hidden()


def opened_by_keyboard(reader: Page, site_address: str, kind: str) -> tuple[Locator, Locator]:
    """The first link of a kind, which has the focus, and its preview."""
    place, beginning = LINKS[kind]
    reader.goto(site_address + ESSAY)
    link, preview = reader.locator(f"article {place}").first, reader.locator("#preview")
    reader.keyboard.press("Tab")  # so that focus is shown
    link.focus()
    expect(preview).to_contain_text(beginning)
    return link, preview


@pytest.mark.parametrize("kind", ["citation", "note"])
def test_the_keyboard_opens_it_goes_into_it_and_escape_closes_it(reader: Page, site_address: str, kind: str) -> None:
    link, preview = opened_by_keyboard(reader, site_address, kind)
    reader.keyboard.press("Tab")
    expect(preview.locator("a").first).to_be_focused()
    reader.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("kind", ["term", "claim"])
def test_the_keyboard_passes_by_what_leads_where_its_link_does(reader: Page, site_address: str, kind: str) -> None:
    link, preview = opened_by_keyboard(reader, site_address, kind)
    expect(preview.locator("a")).to_have_attribute("href", link.evaluate("link => link.href"))
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.matches(':is(article, .pager) a:not(#preview *)')")


def test_whoever_drags_over_a_link_chooses_words(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    link = reader.locator(f"article {LINKS['term'][0]}").first
    link.evaluate("link => link.scrollIntoView({ block: 'center' })")
    reader.evaluate(
        "addEventListener('beforetoggle', ({ target }) => { globalThis.hasOpened ||= target.id === 'preview' }, true)"
    )
    left, top = link.evaluate("link => { const { x, y } = link.getClientRects()[0]; return [x, y] }")
    reader.mouse.move(left - 30, top + 8)
    reader.mouse.down()
    reader.mouse.move(left + 10, top + 10, steps=5)
    reader.wait_for_timeout(600)
    reader.mouse.up()
    assert reader.evaluate("[String(getSelection()) !== '', Boolean(globalThis.hasOpened)]") == [True, False]


@pytest.mark.parametrize("kind", LINKS)
def test_a_tap_opens_it_on_the_screen_and_a_tap_outside_closes_it(phone: Page, site_address: str, kind: str) -> None:
    place, beginning = LINKS[kind]
    phone.goto(site_address + ESSAY)
    link, preview = phone.locator(f"article {place}").first, phone.locator("#preview")
    link.tap()
    expect(preview).to_contain_text(beginning)
    box = preview.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375
    assert phone.url == site_address + ESSAY
    phone.touchscreen.tap(5, 780 if box["y"] < 400 else 100)  # beside the text, where no link stands
    expect(preview).to_be_hidden()


def test_escape_closes_what_a_tap_opened_and_focus_is_on_its_link(phone: Page, site_address: str) -> None:
    phone.goto(site_address + ESSAY)
    link = phone.locator("article .citation-reference").first
    link.tap()
    expect(phone.locator("#preview")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator("#preview")).to_be_hidden()
    expect(link).to_be_focused()


def test_the_preview_leads_where_the_link_does(phone: Page, site_address: str) -> None:
    phone.goto(site_address + ESSAY)
    phone.locator(f"article {LINKS['term'][0]}").first.tap()
    phone.locator("#preview .preview-link a").tap()
    phone.wait_for_url("**/glossary.html#bulk-fermentation")


def test_a_citation_shows_the_reference_and_what_was_found(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    reader.locator("article a[href='#ref-barley2010']").first.hover()
    preview = reader.locator("#preview")
    expect(preview).to_contain_text("Barley, M.")
    expect(preview).to_contain_text("What was found")
    expect(preview.locator(".passages")).to_have_count(0)


def test_a_click_with_the_mouse_follows_the_link(reader: Page, site_address: str) -> None:
    reader.goto(site_address + ESSAY)
    reader.locator(f"article {LINKS['claim'][0]}").first.click()
    reader.wait_for_url("**/evidence.html#c02")


def test_the_enter_key_follows_the_link_also_after_a_touch(phone: Page, site_address: str) -> None:
    phone.goto(site_address + ESSAY)
    phone.locator("article > p").first.tap()
    phone.locator(f"article {LINKS['claim'][0]}").first.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/evidence.html#c02")


def test_nothing_of_it_is_loaded_before_it_is_wanted(reader: Page, served: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(served + ESSAY)
    reader.wait_for_timeout(500)
    assert not [url for url in asked if "previews" in url]
    reader.locator("article .citation-reference").first.hover()
    expect(reader.locator("#preview")).to_be_visible()
    assert [url for url in asked if "previews" in url]


def test_without_the_previews_a_tap_follows_the_link(phone: Page, served: str) -> None:
    phone.route("**/previews.js", lambda route: route.abort())
    phone.goto(served + ESSAY)
    phone.locator(f"article {LINKS['term'][0]}").first.tap()
    phone.wait_for_url("**/glossary.html#bulk-fermentation")


@pytest.mark.parametrize("at", [0.1, 0.9], ids=["near the top", "near the foot"])
def test_a_preview_covers_no_line_of_its_own_link(open_page: OpenPage, at: float) -> None:
    page = open_page(ESSAY, width=375)
    link = page.locator(f"article {LINKS['claim'][0]}").first
    link.evaluate("link => link.prepend('Words that go on and on, until their line has an end and another begins. ')")
    assert link.evaluate("link => link.getClientRects().length") > 1
    link.evaluate("(link, at) => scrollBy(0, link.getBoundingClientRect().top - at * innerHeight)", at)
    page.keyboard.press("Tab")  # so that focus is shown
    link.evaluate("link => link.focus({ preventScroll: true })")
    expect(page.locator("#preview")).to_be_visible()
    assert link.evaluate(COVERED) is False


def beside(page: Page, reference: Locator) -> Locator:
    """The note in the margin that has a reference's number."""
    return page.locator(f".sidenote:has(> sup:first-child:text-is('{reference.inner_text()}'))")


def test_a_note_in_sight_beside_the_text_is_not_shown_again(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    reference, preview = page.locator("article .footnote-ref").first, page.locator("#preview")
    page.locator("article .citation-reference").first.hover()
    expect(preview).to_be_visible()
    reference.scroll_into_view_if_needed()
    expect(beside(page, reference)).to_be_in_viewport(ratio=1)
    reference.hover()
    expect(preview).to_be_hidden()
    page.wait_for_timeout(600)
    expect(preview).to_be_hidden()


def test_a_note_of_which_a_part_is_out_of_sight_is_shown(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    reference = page.locator("article .footnote-ref").first
    reference.evaluate("link => scrollBy(0, link.getBoundingClientRect().bottom - innerHeight + 8)")
    beside(page, reference).evaluate("note => note.append(document.createElement('br'), 'words '.repeat(60))")
    reference.hover()
    expect(page.locator("#preview")).to_contain_text(LINKS["note"][1])


def test_a_page_whose_address_is_encoded_has_previews(reader: Page, tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    for file in (*(project / "docs").rglob("*.md"), project / "mkdocs.yml"):
        file.write_text(file.read_text().replace("glossary.md", "wörter.md"))
    (project / "docs/glossary.md").rename(project / "docs/wörter.md")
    build(project, tmp_path / "site")
    reader.goto((tmp_path / "site" / ESSAY).as_uri())
    reader.locator("article a[href$='#bulk-fermentation']").first.hover()
    expect(reader.locator("#preview")).to_contain_text("Bulk fermentation")
