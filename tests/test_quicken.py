"""Patterns that are skipped where they cannot match change nothing of what is rendered."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from conftest import PROJECT
from xref.marks import Marks
from xref.quicken import Guarded, needed, quicken

EXTENSIONS = [
    *(
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    ),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details"),
    *("pymdownx.emoji", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark"),
    *("pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
]
PAGES = sorted((PROJECT / "docs").rglob("*.md")) + sorted(PROJECT.glob("*.md"))
ODD = (
    'a *b* **c** `d` [e](f) ![g](h) <i@j.kl> https://m.no &amp; "p" -- ... ==q== ^r^ ~s~ :smile: '
    "++t++ $u$ (c) 1/2 \\* x_y_ <b>"
)


@pytest.mark.parametrize("extensions", [[], EXTENSIONS], ids=["none", "many"])
def test_pages_are_rendered_the_same(extensions: list[str]) -> None:
    plain, quickened = Markdown(extensions=extensions), Markdown(extensions=extensions)
    quicken(quickened)
    for text in [ODD, *(path.read_text() for path in PAGES), *(Marks().add(path.read_text()) for path in PAGES)]:
        assert quickened.reset().convert(text) == plain.reset().convert(text)


def test_patterns_are_guarded_at_all() -> None:
    markdown = Markdown(extensions=EXTENSIONS)
    quicken(markdown)
    patterns = markdown.treeprocessors["inline"].inlinePatterns
    assert sum(isinstance(pattern.compiled_re, Guarded) for pattern in patterns) > len(patterns) / 2


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        (r"\[a", "["),
        (r"a*b", "b"),
        (r"[xy]z?", "xy"),
        (r"(?:a|b)c?", "ab"),
        (r"(?:a|b?)", ""),
        (r"(?i)a", ""),
        (r"a?", ""),
    ],
)
def test_what_every_match_needs(pattern: str, characters: str) -> None:
    assert needed(re.compile(pattern)) == characters
