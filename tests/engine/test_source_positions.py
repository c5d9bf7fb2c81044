"""Marks say where things stand, and change nothing of what is rendered."""

from __future__ import annotations

from random import Random

import pytest
from markdown import Markdown

from sites import SAMPLE
from xref.reading.source_positions import SourcePositions, strip

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.blocks.caption", "pymdownx.blocks.html", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"),
]
SPOILT = [
    "```yaml\n---\na: [b](c)\n---\n```",
    "~~~\na\n---\n~~~",
    "`a` b\n-----",
    "[TOC]\n\n# a",
    "a[^n]{: #b }\n\n[^n]: c",
    "[^a^](b) and [^c^][d]\n\n[d]: e",
    "A domain name\n=============",
    "The id\n=\n\na",
    "```\nset id=\n```\n\n# a",
    '/// html | div#a[title="[b] c"]\n\n[d](e)\n\n///',
    "<!-- a --> [^b]: c\n\nd[^b]",
    "<p>a</p>[b]: c\n\n[d][b]",
    "![a](b)\n\n/// figure-caption | 3 #c.d[id='e']\nf\n///",
    '- a\n\n    /// html | p[id="b"]\n    c\n    ///',
]
"""What a mark in the wrong place would make something else of."""
PIECES = [
    *("[a]", "[b]", "[c]", "[d]", "[a]", "[b]", "![a]", "[", "]", "(u)", " ", " ", "\n", "\n", "\n\n", "> ", "\\"),
    *(" x ", " [a][b] [c][d]", "[`b`][a]", "*", "<b>"),
]
PAGES = sorted((SAMPLE / "docs").rglob("*.md"))


@pytest.fixture
def markdown() -> Markdown:
    return Markdown(extensions=EXTENSIONS)


def test_pages_are_rendered_the_same(markdown: Markdown) -> None:
    for page in PAGES:
        _compare(markdown, page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", SPOILT)
def test_a_construct_is_rendered_the_same(text: str, markdown: Markdown) -> None:
    _compare(markdown, text)


@pytest.mark.parametrize("seed", range(3))
def test_brackets_side_by_side_are_rendered_the_same(seed: int, markdown: Markdown) -> None:
    chance = Random(seed)
    for _ in range(1000):
        text = "".join(chance.choices(PIECES, k=chance.randint(2, 12)))
        _compare(markdown, "\n\n".join([text, *(f"[{label}]: {label}u" for label in chance.sample("abcd", 2))]))


def _compare(markdown: Markdown, text: str) -> None:
    assert strip(markdown.reset().convert(SourcePositions().add(text))) == markdown.reset().convert(text), text
