"""Choosing among works and claims, which needs no scripts."""

from __future__ import annotations

import re
from itertools import product

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from barriers import SETTINGS, barriers, ids, small_targets
from essays.citing.csl import READ, TYPES
from essays.library import KINDS, READ_BRIEFLY
from publish.choices import MOST, ROWS, Property, choices
from sites import PROJECT, SAMPLE, OpenPage

COLOURS = Property("Colour", {"r": "Red", "g": "Green", "b": "Blue"}, {"1": "r", "2": "g", "3": "gr", "4": "?"})
SIZES = Property("Size", {"s": "Small", "l": "Large"}, {"1": "s", "2": "l", "3": "l", "4": ""})
NOTHING = "There is none of both."
WORKS, CLAIMS = "section.work", "section.choice"


def test_a_value_that_some_entry_has_can_be_chosen() -> None:
    found = choices(COLOURS, SIZES)
    shown = {legend: [(one.name, one.words, one.count) for one in row] for legend, row in found.rows.items()}
    assert shown == {
        "Colour": [("a1", "Red", 2), ("a2", "Green", 2)],
        "Size": [("b1", "Small", 1), ("b2", "Large", 2)],
    }
    assert found.classes == {
        "1": "choice in-a1 in-b1",
        "2": "choice in-a2 in-b2",
        "3": "choice in-a2 in-a1 in-b2",
        "4": "choice",
    }
    assert found.total == 4


def test_what_no_entry_is_is_known() -> None:
    assert choices(COLOURS, SIZES).empty == ("choice in-a2 in-b1",)


def test_a_property_that_does_not_help_to_choose_is_not_offered() -> None:
    same = Property("Same", {"x": "X"}, dict.fromkeys("1234", "x"))
    many = Property("Many", {f"{n}": f"{n}" for n in range(MOST + 1)}, {f"{n}": [f"{n}"] for n in range(MOST + 1)})
    assert list(choices(same, SIZES).rows) == ["Size"]
    assert choices(same, many).rows == choices(same, many).classes == {}
    assert choices(SIZES).empty == ()


def test_the_style_sheet_knows_every_value_that_can_be_chosen() -> None:
    css = (PROJECT / "overrides/constructs/choices.css").read_text()
    known = set(re.findall(r"has\(#only-(\w+):checked\) \.choice:not\(\.in-(\w+), :has\(:target\)\)", css))
    assert known == {(f"{row}{nth}",) * 2 for row, nth in product(ROWS, range(1, MOST + 1))}


def test_a_reader_has_a_word_for_each_kind_and_each_way_to_read() -> None:
    assert {type for types in KINDS.values() for type in types.split()} < set(TYPES)
    assert READ_BRIEFLY.keys() == READ.keys()
    assert len(KINDS) < MOST


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> dict[str, bool]:
    return {"java_script_enabled": request.param}


def option(page: Page, words: str) -> Locator:
    return page.locator(".choices").get_by_role("radio", name=re.compile(rf"^{words} \d+$"))


def shown(page: Page, entries: str) -> list[str]:
    """The ids of the entries in sight."""
    return [one.locator("h2, h3").first.get_attribute("id") for one in page.locator(entries).all() if one.is_visible()]


@pytest.mark.parametrize(("path", "entries"), [("references.html", WORKS), ("evidence.html", CLAIMS)])
def test_each_choice_shows_as_many_as_it_says(open_page: OpenPage, scripts: dict, path: str, entries: str) -> None:
    page = open_page(path, **scripts)
    everything = shown(page, entries)
    for label in page.locator(".choices fieldset label").all():
        label.click()
        assert len(shown(page, entries)) == int(label.inner_text().split()[-1])
        label.locator("xpath=../label[1]").click()
    assert shown(page, entries) == everything


def test_works_are_chosen_by_kind_and_by_how_much_was_read(open_page: OpenPage, scripts: dict) -> None:
    records = yaml.safe_load((SAMPLE / "docs/references.yml").read_text())["references"]
    page = open_page("references.html", **scripts)
    option(page, "Books").check()
    books = {record["id"] for record in records if record["type"] == "book"}
    assert set(shown(page, WORKS)) == books
    option(page, READ_BRIEFLY["whole"]).check()
    assert set(shown(page, WORKS)) == books & {
        record["id"] for record in records if record["custom"]["read"] == "whole"
    }


def test_claims_are_chosen_by_verdict_and_by_essay(open_page: OpenPage, scripts: dict) -> None:
    page = open_page("evidence.html", **scripts)
    option(page, "Contradicted").check()
    assert shown(page, CLAIMS) == ["c04"]
    expect(page.locator("#claims-water-and-heat")).to_be_hidden()
    expect(page.locator("#how-verdicts-are-given")).to_be_visible()
    option(page, "Water").check()
    assert shown(page, CLAIMS) == ["c04"]


def test_two_choices_that_nothing_meets_say_so(open_page: OpenPage, scripts: dict) -> None:
    page = open_page("evidence.html", **scripts)
    expect(page.get_by_text(NOTHING)).to_have_count(len(choices_without_any(page)))
    assert not any(one.is_visible() for one in page.get_by_text(NOTHING).all())
    option(page, "Contradicted").check()
    option(page, "Slow dough").check()
    assert shown(page, CLAIMS) == []
    assert [one.is_visible() for one in page.get_by_text(NOTHING).all()].count(True) == 1


def choices_without_any(page: Page) -> list[Locator]:
    return page.locator(".nothing").all()


def test_words_are_asked_for_only_where_a_script_can_use_them(open_page: OpenPage, scripts: dict) -> None:
    page = open_page("references.html", **scripts)
    expect(page.locator(".by-words")).to_be_visible(visible=scripts["java_script_enabled"])


def test_the_keyboard_chooses(open_page: OpenPage, scripts: dict) -> None:
    page = open_page("references.html", **scripts)
    page.locator("#only-a0").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#only-a1")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#only-b0")).to_be_focused()


def test_a_link_shows_what_was_not_chosen(open_page: OpenPage, scripts: dict) -> None:
    page = open_page("references.html", **scripts)
    option(page, "Books").check()
    expect(page.locator("#knead2019")).to_be_hidden()
    page.locator(".choices summary").click()
    page.locator(".choices li a[href='#knead2019']").click()
    expect(page.locator("#knead2019")).to_be_in_viewport()


def test_words_choose_too_and_say_how_many_there_are(open_page: OpenPage) -> None:
    page = open_page("references.html")
    field, count = page.get_by_role("searchbox", name="With these words"), page.locator(".choices output")
    field.fill("FLÍNT 1987")
    assert shown(page, WORKS) == ["flint1987"]
    expect(count).to_have_text("1 shown")
    option(page, "Books").check()
    expect(count).to_have_text("None")
    page.locator(".choices summary").click()
    page.locator(".choices li a[href='#knead2019']").click()
    expect(page.locator("#knead2019")).to_be_in_viewport()
    option(page, "All").first.check()
    field.fill("")
    assert len(shown(page, WORKS)) == page.locator(WORKS).count()


@pytest.mark.parametrize(
    ("words", "count"),
    [('"the patient baker"', 1), ("“The Patient” baker", 1), ('"patient the"', 0), ('"the patient b', 1)],
)
def test_words_in_quotation_marks_stand_together(open_page: OpenPage, words: str, count: int) -> None:
    page = open_page("references.html")
    page.get_by_role("searchbox", name="With these words").fill(words)
    expect(page.locator(".choices output")).to_have_text("1 shown" if count else "None")


def test_a_second_link_to_the_same_work_shows_it_again(open_page: OpenPage) -> None:
    """The address stays the same, of which browsers tell less."""
    page = open_page("references.html#knead2019")
    page.get_by_role("searchbox").fill("Flint 1987")
    expect(page.locator("#knead2019")).to_be_hidden()
    page.locator(".choices summary").click()
    page.locator(".choices li a[href='#knead2019']").click()
    expect(page.locator("#knead2019")).to_be_in_viewport()


@pytest.mark.parametrize(
    "words", ["o'brien", "O’BRIEN", "lukasik", "Łukasik", "bjork", "finery", "ＷＩＤＥ", "strasse"]
)
def test_words_choose_however_they_are_written(open_page: OpenPage, words: str) -> None:
    page = open_page("references.html")
    page.evaluate(
        "words => document.querySelector('.choice > :not(details)').append(words)",
        "O’Brien, Łukasik, Bjørk, \ufb01nery, wide, Straße",
    )
    page.locator(".choices input[type=search], .choices input:not([type=radio])").first.fill(words)
    expect(page.locator(".choices output")).to_have_text("1 shown")


def test_words_are_not_looked_for_in_what_is_folded(open_page: OpenPage) -> None:
    page = open_page("references.html")
    assert "untrue" in " ".join(page.locator("details.used-in").all_text_contents())
    page.get_by_role("searchbox").fill("untrue")
    expect(page.locator(".choices output")).to_have_text("None")


def test_where_nothing_fits_one_button_shows_all_again(open_page: OpenPage) -> None:
    page = open_page("references.html")
    everything = shown(page, WORKS)
    again = page.get_by_role("button", name="Show all")
    option(page, "Books").check()
    expect(again).to_be_hidden()
    page.get_by_role("searchbox").fill("zzqqxy")
    assert shown(page, WORKS) == []
    again.click()
    assert shown(page, WORKS) == everything
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(again).to_be_hidden()


def test_every_claim_with_sources_leads_to_them(open_page: OpenPage) -> None:
    page = open_page("references.html")
    listed = {
        item.locator("a").first.get_attribute("href"): [
            link.get_attribute("href") for link in item.locator("a").all()[1:]
        ]
        for item in page.locator(".choices li").all()
    }
    assert listed["evidence.html#c02"] == ["#hull1999", "#hull2003"]
    assert "evidence.html#c06" not in listed


def test_on_paper_nothing_can_be_chosen_and_nothing_is_missing(open_page: OpenPage) -> None:
    page = open_page("references.html")
    everything = shown(page, WORKS)
    option(page, "Books").check()
    page.emulate_media(media="print")
    expect(page.locator(".choices")).to_be_hidden()
    assert shown(page, WORKS) == everything


@pytest.mark.parametrize("settings", SETTINGS, ids=ids)
def test_choosing_keeps_nobody_out(open_page: OpenPage, settings: dict) -> None:
    for path, words in {"references.html": "Articles", "evidence.html": "Supported"}.items():
        page = open_page(path, bypass_csp=True, **settings)
        option(page, words).check()
        page.evaluate("scrollTo(0, 0)")  # so that the header covers half of nothing
        assert barriers(page) == small_targets(page) == []


def test_forced_colours_tell_what_is_chosen(open_page: OpenPage) -> None:
    page = open_page("references.html", forced_colors="active")
    grounds = page.locator(".choices fieldset:first-of-type label").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert grounds[0] not in grounds[1:]


def test_nothing_moves_where_something_is_chosen(open_page: OpenPage) -> None:
    """And what is chosen is told by more than its colour."""
    page = open_page("references.html")
    labels = page.locator(".choices fieldset label")
    places = "all => all.map(one => one.getBoundingClientRect().x)"
    lines = "all => all.map(one => getComputedStyle(one).boxShadow)"
    before = labels.evaluate_all(places)
    option(page, "Books").check()
    assert labels.evaluate_all(places) == before
    assert labels.evaluate_all(lines).count("none") == labels.count() - page.locator(".choices fieldset").count()
