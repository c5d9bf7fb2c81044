"""The front page: what it asks, the list of essays, and what helps at once, on a phone and as a book that lies open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Locator, Page, expect

from barriers import barriers
from first_view import STYLE
from publish.front_page import opened
from publish.html_tree import parse, text
from sites import PROJECT, OpenPage, build, copy_sample, pages_of

HOME = "index.html"
PHONE = {"width": 375, "height": 812}
COLOURS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
HEADING, PARAGRAPH = '<div class="heading"><h2 id="a">A</h2></div>', "<p>Words.</p>"
LIST = "<ol><li>One</li></ol>"
LEFT_TO_RIGHT = """path => {
    const steps = Array.from({ length: 501 }, (_, nth) => path.getPointAtLength(path.getTotalLength() * nth / 500).x)
    return steps.every((x, nth) => !nth || x >= steps[nth - 1] - 0.01)
}"""
EDGES = "box => [box.getBoundingClientRect()].flatMap(({ left, right, top, bottom }) => [left, right, top, bottom])"


def opening(page: Page) -> Locator:
    return page.locator(".spread > :first-child")


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 720}], ids=["phone", "desktop"])
def test_what_it_leads_to_at_once_is_on_the_first_screen(open_page: OpenPage, size: dict[str, int]) -> None:
    page = open_page(HOME, viewport=size)
    links = opening(page).locator("a")
    assert links.count() == 2
    for link in links.all():
        expect(link).to_be_in_viewport(ratio=1)


def test_each_essay_of_the_menu_is_listed_as_a_link_with_its_minutes(open_page: OpenPage) -> None:
    page = open_page(HOME)
    menu = page.locator("#essay-list a").evaluate_all("all => all.map(link => link.href)")
    entries = page.locator(".home ol > li")
    assert entries.locator("p:first-child a").evaluate_all("all => all.map(link => link.href)") == menu
    lines = entries.locator("p:first-child a").evaluate_all(
        "all => all.map(link => getComputedStyle(link).textDecorationLine)"
    )
    assert set(lines) == {"underline"}
    told = [re.search(r"\d+ minutes?", entry)[0] for entry in entries.all_inner_texts()]
    for address, minutes in zip(menu, told, strict=True):
        page.goto(address)
        assert page.inner_text(".essay-place").endswith(f"about {minutes}")


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_list_faces_the_title_where_there_is_room(open_page: OpenPage, width: int) -> None:
    page = open_page(HOME, width=width)
    first, facing, note = page.locator(".spread > div").evaluate_all(f"all => all.map({EDGES})")
    assert first[1] < facing[0]
    assert first[2] == facing[2]
    assert note[:2] == first[:2]
    assert note[3] <= facing[3] + 1


@pytest.mark.parametrize("width", [320, 375, 768])
def test_elsewhere_the_list_follows_and_then_what_is_said_of_it(open_page: OpenPage, width: int) -> None:
    first, facing, note = open_page(HOME, width=width).locator(".spread > div").evaluate_all(f"all => all.map({EDGES})")
    assert first[:2] == facing[:2] == note[:2]
    assert first[3] <= facing[2] <= facing[3] <= note[2]


@pytest.mark.parametrize(("width", "is_beside"), [(375, False), (768, False), (1024, True), (1280, True)])
def test_ways_in_are_rows_in_which_nothing_lies_over_anything(open_page: OpenPage, width: int, is_beside: bool) -> None:
    page = open_page(HOME, width=width)
    rows = page.locator(".home > p:has(> strong:first-child)")
    assert rows.count() == 2
    rows.first.locator("strong").evaluate("said => said.append(' And more.'.repeat(20))")
    above, below = rows.evaluate_all(f"all => all.map({EDGES})")
    said, answered = (rows.first.locator(part).first.evaluate(EDGES) for part in ("strong", "a"))
    assert (said[1] < answered[0]) is is_beside
    assert said[3] <= above[3] <= below[2]
    assert above[:2] == below[:2]


@pytest.mark.parametrize("width", [320, 1280])
def test_both_lines_run_from_left_to_right_and_are_seen_to_their_ends(open_page: OpenPage, width: int) -> None:
    page = open_page(HOME, width=width)
    lines = page.locator(".two-lines path:not(.line-end)")
    assert lines.evaluate_all(f"all => all.map({LEFT_TO_RIGHT})") == [True, True]
    left, right = opening(page).evaluate(EDGES)[:2]
    for end in page.locator(".two-lines path").evaluate_all(f"all => all.map({EDGES})"):
        assert left <= end[0] <= end[1] <= right


def test_a_line_that_turns_back_is_noticed(open_page: OpenPage) -> None:
    line = open_page(HOME).locator(".two-lines path").first
    line.evaluate("path => path.setAttribute('d', 'M0 0C300 0 300 90 200 90S200 0 400 0')")
    assert not line.evaluate(LEFT_TO_RIGHT)


def test_the_count_of_claims_reads_as_a_sentence(open_page: OpenPage) -> None:
    said = open_page(HOME).inner_text(".score")
    assert re.match(r"\d+ claims weighed, \d+ works cited:\s+\d+ ", said)


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 claim weighed, 1 work cited:"), (2, "2 claims weighed, 2 works cited:")]
)
def test_one_claim_is_no_claims(number: int, said: str) -> None:
    environment = Environment(loader=FileSystemLoader(PROJECT / "overrides"), autoescape=True)
    environment.filters["url"] = str
    verdict = {"name": "supported", "words": "Supported", "claims": [*range(number)]}
    page = environment.get_template("partials/score.html").render(verdicts=[verdict], works=[*range(number)])
    assert said in text([parse(page)])


@pytest.mark.parametrize("colours", COLOURS)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(open_page: OpenPage, width: int, colours: str) -> None:
    page = open_page(HOME, width=width, reduced_motion="reduce", bypass_csp=True, **COLOURS[colours])
    assert barriers(page) == []


def test_a_scene_is_no_place_of_its_own_for_search(built: Path) -> None:
    """Its words would lead from other things to the front page; it is found in the essay that opens with it."""
    assert "Nobody looks" in (built / "index.html").read_text()
    assert "Nobody looks" not in (built / "search/index.js").read_text()


def test_how_copies_are_made_is_said_on_the_page_on_reading_offline_alone(built: Path, addressed: Path) -> None:
    """Where copies lie beside the pages, on none."""
    told = {name for name in pages_of(built) if "make package" in (built / name).read_text()}
    assert told == {"offline.html"}
    assert "make package" not in (addressed / "offline.html").read_text()
    assert ".zip" in (addressed / HOME).read_text()


def test_no_other_page_carries_its_style(built: Path) -> None:
    styled = {name for name in pages_of(built) if ".two-lines" in STYLE.search((built / name).read_text())[1]}
    assert styled == {HOME}


def test_a_page_that_lists_nothing_is_left_as_it_is() -> None:
    for markup in ("", PARAGRAPH, PARAGRAPH + HEADING + PARAGRAPH, LIST, HEADING + PARAGRAPH + HEADING + LIST):
        assert opened(parse(markup)) == ((), markup)


def test_a_page_is_parted_by_its_first_list_and_nothing_is_lost() -> None:
    markup = PARAGRAPH * 2 + HEADING + PARAGRAPH + LIST + PARAGRAPH + HEADING + PARAGRAPH
    parts, rest = opened(parse(markup))
    assert parts == (PARAGRAPH, PARAGRAPH, HEADING + PARAGRAPH + LIST, PARAGRAPH)
    assert rest == HEADING + PARAGRAPH
    assert opened(parse(HEADING + LIST)) == (("", "", HEADING + LIST, ""), "")


PLAIN_FRONT = "# Bread\n\nA loaf takes a day.\n\n## One\n\nDense.\n\n## Two\n\nHard.\n"
LISTED = "# Bread\n\nA loaf.\n\n## Essays\n\n1. [Waiting](essays/waiting.md)\n\n## Two\n\nHard.\n"
OVERLAID = """contents => {
    const box = contents.getBoundingClientRect()
    return [...document.querySelectorAll("main :is(h1, h2, p, li, svg)")].filter(one => {
        const { left, right } = one.getBoundingClientRect()
        return contents.checkVisibility() && right > left && left < box.right && right > box.left
    }).map(one => one.outerHTML)
}"""


@pytest.mark.parametrize("text", [PLAIN_FRONT, LISTED], ids=["plain", "listed"])
@pytest.mark.parametrize("width", [1000, 1400])
def test_a_front_page_of_any_form_has_its_contents_beside_it_or_none(
    reader: Page, tmp_path: Path, text: str, width: int
) -> None:
    """As whoever follows the README to a site of their own writes it, without hiding anything."""
    project = copy_sample(tmp_path / "project")
    (project / "docs/index.md").write_text(f"---\ntitle: Bread\ndescription: On bread.\n---\n\n{text}")
    build(project, tmp_path / "site")
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto((tmp_path / "site/index.html").as_uri())
    contents = reader.locator("nav#contents")
    assert contents.evaluate(OVERLAID) == []
    assert contents.is_visible() == (text is PLAIN_FRONT)
    assert reader.locator("article p").first.bounding_box()["width"] <= 720
