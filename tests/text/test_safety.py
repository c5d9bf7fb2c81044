"""The page for whoever is in danger: help comes first, and the way out stays in sight."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from places import Places, built_name, page_of
from sites import PROJECT

PAGE = built_name(page_of("help"))
HEADINGS = re.compile(r"^## .*\{#([\w-]+)\}", re.MULTILINE)


def test_help_comes_first_and_then_what_to_do_after_something_unwanted(places: Places) -> None:
    first = [f"{PAGE}#{id}" for id in HEADINGS.findall(page_of("help").read_text())[:2]]
    assert first == [places.now("safety.html#help"), places.now("safety.html#afterwards")]


IS_ON_TOP = """link => {
    const { x, y } = link.getBoundingClientRect()
    return document.elementFromPoint(x + 5, y + 5) === link
}"""


@pytest.mark.parametrize(
    ("width", "letters"),
    [*((width, 100) for width in (320, 375, 992, 1024, 1279, 1280)), (375, 200), (1280, 125), (1280, 150), (1280, 200)],
)
def test_the_way_out_stays_in_sight(reader: Page, built: Path, width: int, letters: int) -> None:
    reader.set_viewport_size({"width": width, "height": 700})
    reader.add_init_script(f"localStorage.setItem('view', 'system {letters}')")
    reader.goto((built / PAGE).as_uri())
    reader.wait_for_function("() => document.querySelector('.search-open:not([hidden])')")
    way_out = reader.get_by_role("link", name="Leave this page")
    for place in ("0", "document.body.scrollHeight / 2", "article.offsetHeight - innerHeight"):
        reader.evaluate(f"() => {{ const article = document.querySelector('article'); scrollTo(0, {place}) }}")
        box = way_out.bounding_box()
        assert box, place
        assert 0 < box["y"] < 700 - box["height"], place
        reader.wait_for_function(IS_ON_TOP, arg=way_out.element_handle())


FITS = """header => {
    const { paddingLeft, paddingRight } = getComputedStyle(header)
    const room = header.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
    const held = [...header.querySelectorAll("a, button")].filter(one => one.checkVisibility())
    return held.reduce((sum, one) => sum + one.offsetWidth, 0) <= 0.95 * room
}"""
"""Whether a row has room for all that the header holds, and for the gaps between, however many pages the menu names."""


@pytest.mark.parametrize("width", [992, 1024, 1279, 1280])
def test_the_header_of_a_wide_window_is_one_row_where_its_entries_fit(reader: Page, built: Path, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 700})
    reader.goto((built / PAGE).as_uri())
    header = reader.locator(".site-header")
    assert header.bounding_box()["height"] == 52 or not header.evaluate(FITS)


def test_the_front_page_leads_to_help_and_to_tonight_on_the_first_screen_of_a_phone(
    reader: Page, built: Path, places: Places
) -> None:
    reader.set_viewport_size({"width": 375, "height": 812})
    reader.goto((built / "index.html").as_uri())
    for address in (PAGE, places.now("safety.html#night")):
        expect(reader.locator(f"article a[href='{address}']").first).to_be_in_viewport(ratio=1)


def test_each_entry_that_nobody_has_opened_says_where_it_is_described() -> None:
    entries = yaml.safe_load((PROJECT / "docs/help.yml").read_text())
    assert [entry["name"] for entry in entries if entry["checked"] == "never" and not entry.get("seen_at")] == []


def test_each_service_begins_with_where_it_is(reader: Page, built: Path) -> None:
    entries = yaml.safe_load((PROJECT / "docs/help.yml").read_text())
    reader.goto((built / PAGE).as_uri())
    said = reader.locator("li:has(> a[rel])").all_inner_texts()
    assert len(said) == len(entries)
    for entry in entries:
        begin = f"{entry['scope'][0].upper()}{entry['scope'][1:]}. {entry['name']}: "
        assert any(text.startswith(begin) for text in said), begin
