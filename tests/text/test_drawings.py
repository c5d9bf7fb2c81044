"""The words within a picture can be read: on a phone too, none across another, none beyond the frame."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page

from publish.drawings import FIGURE, SMALLEST
from sites import PROJECT, pages_of

PICTURES = sorted((PROJECT / "docs/assets/pictures").glob("*.svg"))
WORDS = """() => {
    const frame = document.documentElement.viewBox.baseVal;
    return [...document.querySelectorAll("text")].map((text) => {
        const { x, y, width, height } = text.getBBox();
        const size = parseFloat(getComputedStyle(text).fontSize);
        const inked = { top: y + height * 0.2, bottom: y + height * 0.85 };
        const within = x >= frame.x && y >= frame.y && x + width <= frame.x + frame.width
            && y + height <= frame.y + frame.height;
        return { words: text.textContent, left: x, right: x + width, ...inked, within, share: size / frame.width };
    });
}"""
"""Each text with its box, less the room for accents and tails; whether the frame holds it; its size as a share of the
picture's width."""


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_its_words_can_be_read_on_a_phone(picture: Path, reader: Page) -> None:
    reader.goto(picture.as_uri())
    texts = reader.evaluate(WORDS)
    assert [text["words"] for text in texts if text["share"] * FIGURE < SMALLEST] == []
    assert [text["words"] for text in texts if not text["within"]] == []
    assert [(a["words"], b["words"]) for a, b in combinations(texts, 2) if _meet(a, b)] == []


def _meet(a: dict, b: dict) -> bool:
    across = a["left"] < b["right"] and b["left"] < a["right"]
    return across and a["top"] < b["bottom"] and b["top"] < a["bottom"]


def test_a_figure_is_as_wide_on_a_phone_as_is_assumed_here(built: Path, phone: Page) -> None:
    """Of those that are not asked to be narrower."""
    for page in pages_of(built):
        if "<figure" in (built / page).read_text():
            phone.goto((built / page).as_uri())
            for figure in phone.locator("figure img:not(.sized)[src$='.svg']").all():
                assert figure.bounding_box()["width"] >= FIGURE, page
