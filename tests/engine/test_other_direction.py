"""A site in a language that is read from the right: its pages are the mirror of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from sites import PROJECT, build, copy_sample

ESSAY = "essays/water.html"
SHEETS = [*(PROJECT / "overrides").rglob("*.css"), PROJECT / "scripts/publish/templates/pdf.css"]
AS_THE_AUTHOR_SAID = re.compile(r"\.(?:align|float)-(?:left|right) \{.*?\}", re.DOTALL)
A_SIDE = re.compile(
    r"[\s{;]((?:margin|padding|border)-(?:left|right)[\w-]*|left|right|(?:float|clear|text-align): (?:left|right))"
    r"\s*[:;]"
)
FOUR_SIDES = re.compile(r"(?<![\w-])(?:margin|padding|inset): ([^;]+);")
LENGTHS = re.compile(r"(?:[\w-]*\((?:[^()]|\([^()]*\))*\)|[^\s()]+)")
MEASURED = "var(--left)"
"""Where a script found that a word stands, whichever way it runs."""


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a site in Arabic."""
    project = copy_sample(tmp_path_factory.mktemp("mirrored"))
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("  name: material\n", "  name: material\n  language: ar\n"))
    build(project, project / "site")
    return project / "site"


@pytest.fixture
def page(mirrored: Path, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    opened.goto((mirrored / ESSAY).as_uri())
    yield opened
    context.close()


def sides(place: Locator) -> tuple[float, float]:
    box = place.first.bounding_box()
    assert box
    return box["x"], box["x"] + box["width"]


def test_contents_text_and_notes_stand_from_right_to_left(page: Page) -> None:
    contents, text, note = map(sides, map(page.locator, ("nav#contents", "article > p:not([class])", ".sidenote")))
    assert note[0] >= 0
    assert note[1] < text[0] < text[1] < contents[0]


def test_the_link_to_a_section_stands_before_its_heading(page: Page) -> None:
    heading, link = sides(page.locator(".heading")), sides(page.locator(".headerlink"))
    assert heading[1] <= link[0]


def test_the_front_page_faces_its_contents_from_the_right(page: Page, mirrored: Path) -> None:
    page.goto((mirrored / "index.html").as_uri())
    title, essays = sides(page.locator("h1")), sides(page.locator(".facing ol"))
    assert essays[1] < title[0]
    number = page.locator(".home ol > li").first.evaluate("item => getComputedStyle(item, '::before').right")
    assert number == "0px"
    rule = page.locator(".facing").evaluate("one => parseFloat(getComputedStyle(one, '::before').right)")
    assert rule < 0


def test_code_is_read_from_the_left_all_the_same(page: Page, mirrored: Path) -> None:
    page.goto((mirrored / "constructs.html").as_uri())
    directions = page.locator("article :is(pre, code)").evaluate_all("all => all.map(one => getComputedStyle(one))")
    assert directions
    assert {style["direction"] for style in directions} == {"ltr"}


def test_the_words_of_the_verdicts_stand_within_their_picture(page: Page, mirrored: Path) -> None:
    page.goto((mirrored / "evidence.html").as_uri())
    frame, words = sides(page.locator(".verdict-picture svg")), page.locator(".verdict-picture text")
    assert words.count() > 1
    for nth in range(words.count()):
        left, right = sides(words.nth(nth))
        assert frame[0] - 1 <= left <= right <= frame[1] + 1


def test_a_work_in_another_tongue_is_read_as_it_runs(page: Page) -> None:
    """Its stops and its address would stand before its words."""
    directions = page.locator(".references li").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert directions
    assert {*directions} == {"ltr"}


def test_no_first_letter_is_parted_from_the_word_that_it_joins(page: Page) -> None:
    first = page.locator(".evidence-line + .heading + p")
    assert first.evaluate("one => getComputedStyle(one, '::first-letter').float") == "none"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_sheet_names_a_side_that_is_another_where_words_run_the_other_way(sheet: Path) -> None:
    text = AS_THE_AUTHOR_SAID.sub("", re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL))
    assert A_SIDE.findall(text) == []
    of_four = [values for found in FOUR_SIDES.findall(text) if len(values := LENGTHS.findall(found)) == 4]
    assert [values for values in of_four if values[1] != values[3] != MEASURED] == []
