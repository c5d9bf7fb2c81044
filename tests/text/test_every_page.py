"""Every page of this text, opened at each size and in each scheme: barriers, width, and what a first view costs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from barriers import (
    SETTINGS,
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


@pytest.mark.parametrize("settings", SETTINGS, ids=ids)
def test_no_page_keeps_anybody_out(chromium: Browser, served: str, built: Path, settings: dict[str, Any]) -> None:
    """By any look: one test for all, so that each page is opened once at each size and in each scheme."""
    found = look_around(chromium, served, pages_of(built), LOOKS, **settings)
    assert found == {look.__name__: {} for look in LOOKS}


def test_nothing_is_wider_than_the_smallest_phone(chromium: Browser, served: str, built: Path) -> None:
    smallest = {"width": 320, "height": 700}
    assert look_around(chromium, served, pages_of(built), [too_wide], viewport=smallest) == {"too_wide": {}}


def test_a_first_view_loads_the_page_its_icon_and_a_script_that_blocks_nothing(
    chromium: Browser, served: str, built: Path
) -> None:
    """But for pages that only lead on to where a text is now."""
    pages = [name for name in pages_of(built) if "<article" in (built / name).read_text()]
    assert {name: wrong for name in pages if (wrong := loads_too_much(chromium, served, name))} == {}


def test_every_page_is_html_without_a_single_error(built: Path) -> None:
    for name in pages_of(built):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse((built / name).read_text())
        assert parser.errors == [], name
