"""Every page of this text, opened at each size and in each scheme: barriers, width, and what a first view costs."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from barriers import (
    SETTINGS,
    Found,
    barriers,
    ids,
    look_around,
    lost_when_larger,
    lost_when_looser,
    skipped_levels,
    small_targets,
    unnamed_landmarks,
)
from first_view import loads_too_much
from sites import pages_of


def too_wide(page: Page) -> list[int]:
    """The page's width, if it is more than the screen's."""
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [] if width[0] <= width[1] else width


LOOKS = (barriers, small_targets, unnamed_landmarks, skipped_levels, too_wide, lost_when_looser, lost_when_larger)


@pytest.fixture(scope="session", params=SETTINGS, ids=ids)
def found(request: pytest.FixtureRequest, chromium: Browser, served: str, built: Path) -> Found:
    return look_around(chromium, served, pages_of(built), LOOKS, **request.param)


def test_axe_finds_nothing_on_any_page(found: Found) -> None:
    assert found["barriers"] == {}


def test_targets_are_large_enough_to_hit(found: Found) -> None:
    assert found["small_targets"] == {}


def test_landmarks_are_named_and_told_apart(found: Found) -> None:
    assert found["unnamed_landmarks"] == {}


def test_headings_go_down_one_level_at_a_time(found: Found) -> None:
    assert found["skipped_levels"] == {}


def test_nothing_is_wider_than_the_screen(found: Found) -> None:
    assert found["too_wide"] == {}


def test_larger_and_looser_text_fits(found: Found) -> None:
    assert (found["lost_when_looser"], found["lost_when_larger"]) == ({}, {})


def test_nothing_is_wider_than_the_smallest_phone(chromium: Browser, served: str, built: Path) -> None:
    smallest = {"width": 320, "height": 700}
    assert look_around(chromium, served, pages_of(built), [too_wide], viewport=smallest) == {"too_wide": {}}


def test_a_first_view_loads_the_page_its_icon_and_a_script_that_blocks_nothing(
    chromium: Browser, served: str, built: Path
) -> None:
    assert {name: wrong for name in pages_of(built) if (wrong := loads_too_much(chromium, served, name))} == {}


def test_every_page_is_html_without_a_single_error(built: Path) -> None:
    for name in pages_of(built):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse((built / name).read_text())
        assert parser.errors == [], name
