"""Marks say where things stand, and change nothing of what is rendered."""

from __future__ import annotations

from random import Random

import pytest
from markdown import Markdown

from conftest import PROJECT
from xref.marks import Marks, strip

EXTENSIONS = ["abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
PIECES = [
    *("[a]", "[b]", "[c]", "[d]", "[a]", "[b]", "![a]", "[", "]", "(u)", " ", " ", "\n", "\n", "\n\n", "> ", "\\"),
    *(" x ", " [a][b] [c][d]", "[`b`][a]", "*", "<b>"),
]
PAGES = sorted((PROJECT / "docs").rglob("*.md"))


@pytest.fixture
def markdown() -> Markdown:
    return Markdown(extensions=EXTENSIONS)


def test_pages_are_rendered_the_same(markdown: Markdown) -> None:
    for page in PAGES:
        _compare(markdown, page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", range(3))
def test_brackets_side_by_side_are_rendered_the_same(seed: int, markdown: Markdown) -> None:
    chance = Random(seed)
    for _ in range(1000):
        text = "".join(chance.choices(PIECES, k=chance.randint(2, 12)))
        _compare(markdown, "\n\n".join([text, *(f"[{label}]: {label}u" for label in chance.sample("abcd", 2))]))


def _compare(markdown: Markdown, text: str) -> None:
    assert strip(markdown.reset().convert(Marks().add(text))) == markdown.reset().convert(text), text
