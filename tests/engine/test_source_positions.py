"""Marks say where things stand, and change nothing of what is rendered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest
from markdown import Markdown

from sites import SAMPLE
from xref.reading.source_positions import SourcePositions, strip

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.blocks.caption", "pymdownx.blocks.html", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"),
]
EMPHASIS = ["pymdownx.betterem", "pymdownx.caret", "pymdownx.mark", "pymdownx.tilde"]
"""To these it matters whether a sign stands beside punctuation; among heaps of brackets, which nobody writes, a mark
may still count as a letter."""
QUOTED = ['# "Who": 1 `b`', "# 'Who' b", '# *"Who" a*', "# '80s rock", "a[^n]\n\n[^n]: \"'Who' is\" it", '# "*Who*"']
"""To `smarty` it matters what stands before a quotation mark."""
SPOILT = [
    *QUOTED,
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
    "[a]:",
    "[a]:\n\n<div>b</div>",
    "[a]:\n<div>b</div>",
    "[a]:\n---",
    "[a\nb]: c\n\n[a b][]",
    "[^a]:",
    "[^a]: - b\n\nc[^a]",
    "[^a]:\n\n    ## b\n\nc[^a]",
    "[^a]: [TOC]",
    '<a\nhref\n=\n"b">c</a>',
    '<p><a\nid\n=\n"b">c</a></p>',
    "<a href=>b</a>",
    "/// html | p\n    attrs: {title: '[a](b)'}\nc\n///",
    "[^a] [b]\n\n[b]: c",
    "![a][b] [c]\n\n[c]: d",
    "<video></video> [a](<b/>)",
    "[^a][^b][c]\n\n[c]: d",
    "> [TOC]\n>\n> # a",
    "*[HTML]: ''",
    "    # ",
    "words](<a@b.c>",
    "[a]:\n#b",
    "1. \n---",
    "a\n{: #b }[^c]\n\n[^c]: d",
    '# **"a" b**',
    "==^a^ b==\n---",
    '**"a" b**\n---',
    '[^a]: *"b" c*\n\nd[^a]',
]
"""What a mark in the wrong place would make something else of."""
PIECES = [
    *("[a]", "[b]", "[c]", "[d]", "[a]", "[b]", "![a]", "[", "]", "(u)", " ", " ", "\n", "\n", "\n\n", "> ", "\\"),
    *(" x ", " [a][b] [c][d]", "[`b`][a]", "*", "<b>"),
]
PAGES = sorted((SAMPLE / "docs").rglob("*.md"))
INLINE = [
    *(
        "[a]",
        "[b]",
        "![a]",
        "[",
        "]",
        "(u)",
        "(u#a 'b')",
        "(<u v>)",
        " [a][b]",
        "[`b`][a]",
        "[^n]",
        "[^n]",
        "[^z]",
        " ",
    ),
    *("word", "*", "**", "_", "`", "``", "\\", "<b>", "</b>", "<br>", "&amp;", ": ", "|", "!", "(", ")", "<", ">", "'"),
    *(
        '"',
        '<a href="u">',
        '<a\nhref\n=\n"u">',
        "</a>",
        "<img src='u' alt=\"[a]\">",
        "<a id=x>",
        "<i\nid='k'\ntitle='a\nb'>",
    ),
    *("<!-- c -->", "<!-- xref-ignore a: b -->", "<a@b.c>", "<https://a.b/?id=1>", "{#i}", "{: #j .k }", "{ id=l }"),
    *("#", "-", "=", "@", "[@k]", "[ ]", "[x] ", "[TOC]", "id=", "href="),
]
"""What may stand within a line."""
STARTS = [
    *(
        "",
        "",
        "",
        "",
        "# ",
        "## ",
        "#",
        "> ",
        "> ",
        ">> ",
        "- ",
        "* ",
        "1. ",
        "    ",
        "    ",
        "        ",
        "> - ",
        "- > ",
    ),
    *("> # ", "- ## ", ":   ", "| ", '!!! note "t"\n', "!!! note\n    ", "    !!! x\n        ", '=== "T"\n'),
    *('=== "T"\n\n    ', "??? tip\n    ", "```\n", "~~~ {#f}\n", "``` a\n", "    ```\n", "---\n", "===\n", "> ---\n"),
    *(
        "    ---\n",
        "-\n",
        "| --- | --- |\n",
        "/// caption\n",
        "///\n",
        "/// html | div#a\n",
        "/// figure-caption | 3\n",
    ),
    *("/// html | p\n    attrs: {id: z}\n", "    ///\n", "///// html | p\n", "/////\n", "[^n]: ", "[^n]:\n    "),
    *("> [^n]: ", "[a]: ", "[b]: <u>\n", "[c]:\n    u ", "> [a]: u\n", "    [b]: u\n", "*[word]: ", "<div markdown>\n"),
    *("</div>\n", "<div>\n", "<p>", "<pre>\n", "</pre>\n", "<!--\n", "-->\n", "<table>\n", "<div id='a'\n href='b'>\n"),
    *("[TOC]\n", "<h2 id=q>", "</h2>\n", "<script>\n", "</script>\n"),
]
"""What may begin a line, or a block."""
ENDS = ["\n", "\n", "\n\n", "\n\n", "\n\n    ", "\n    ", "\n> "]
TEXTS = int(os.environ.get("XREF_MARKED_TEXTS", "1000"))
"""Random texts to render. Of 50,000 some 20 still differ, none of them like anything that is written on purpose."""
PAGES = sorted((SAMPLE / "docs").rglob("*.md"))


@pytest.fixture
def markdown() -> Markdown:
    return Markdown(extensions=EXTENSIONS)


def test_pages_are_rendered_the_same(markdown: Markdown) -> None:
    for page in PAGES:
        _compare(markdown, page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", SPOILT)
@pytest.mark.parametrize("extensions", [EXTENSIONS, [*EXTENSIONS, *EMPHASIS, "smarty"]], ids=["plain", "emphasis"])
def test_a_construct_is_rendered_the_same(text: str, extensions: list[str]) -> None:
    _compare(Markdown(extensions=extensions), text)


@pytest.mark.parametrize("seed", range(3))
def test_brackets_side_by_side_are_rendered_the_same(seed: int, markdown: Markdown) -> None:
    chance = Random(seed)
    for _ in range(1000):
        text = "".join(chance.choices(PIECES, k=chance.randint(2, 12)))
        _compare(markdown, "\n\n".join([text, *(f"[{label}]: {label}u" for label in chance.sample("abcd", 2))]))


@pytest.mark.parametrize("seed", range(3))
def test_blocks_within_blocks_are_rendered_the_same(seed: int, markdown: Markdown) -> None:
    chance = Random(seed)
    for _ in range(TEXTS // 3):
        _compare(markdown, "".join(_lines(chance)))


def _lines(chance: Random) -> Iterator[str]:
    for _ in range(chance.randint(1, 6)):
        yield from chance.choices(STARTS, k=1 + (chance.random() < 0.25))
        yield from chance.choices(INLINE, k=chance.randint(0, 5))
        yield chance.choice(ENDS)
    yield "\n\n[a]: au\n[b]: bu\n\n" * chance.randint(0, 1) + "\n\n[^n]: note\n" * chance.randint(0, 1)


def _compare(markdown: Markdown, text: str) -> None:
    assert strip(markdown.reset().convert(SourcePositions().add(text))) == markdown.reset().convert(text), text
