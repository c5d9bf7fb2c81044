"""Patterns that are skipped where they cannot match change nothing of what is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import markdown
import pytest
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import Pattern, SimpleTagInlineProcessor

from sites import PROJECT, SAMPLE, WriteSite
from xref.building.running import built
from xref.reading.page import Reader
from xref.reading.source_positions import SourcePositions
from xref.speed.renderer_patch import QUICK_INLINE, Guarded, needed, patch, speed_up

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
PIECES = [
    *("a", "b", "*", "**", "_", "[", "](u)", "]", "!", "[^n]", "\n", "\n\n", "    ", "# ", "- ", "1. ", "> ", "| "),
    *("---", "==", "~~", "^^", "`", "``", "```", "<b>", "</b>", '<div markdown="1">', "&amp;", "&", '"', "'", "..."),
    *('=== "t"', "!!! note", "??? x", "$x$", "++k++", "(c)", "{#i}", "{.c}", "\\", "https://a.b", "[^n]: t", ":smile:"),
    *("*[a]: b", "[l]: u", "<a@b.c>", "{==", "==}", "///", "+/-", "1/2", ":", "\n:   d"),
]
PAGES = sorted((SAMPLE / "docs").rglob("*.md")) + sorted(PROJECT.glob("*.md"))
ODD = (
    'a *b* **c** `d` [e](f) ![g](h) <i@j.kl> https://m.no &amp; "p" -- ... ==q== ^r^ ~s~ :smile: '
    "++t++ $u$ (c) 1/2 \\* x_y_ <b>"
)


@pytest.mark.parametrize("extensions", [[], EXTENSIONS], ids=["none", "many"])
def test_pages_are_rendered_the_same(extensions: list[str]) -> None:
    plain, quickened = Markdown(extensions=extensions), Markdown(extensions=extensions)
    patch(quickened)
    for text in [
        ODD,
        *(path.read_text() for path in PAGES),
        *(SourcePositions().add(path.read_text()) for path in PAGES),
    ]:
        assert quickened.reset().convert(text) == plain.reset().convert(text)


def test_random_texts_are_rendered_the_same() -> None:
    plain, quickened, chance = Markdown(extensions=EXTENSIONS), Markdown(extensions=EXTENSIONS), Random(1)
    patch(quickened)
    for _ in range(1000):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 25)))
        assert quickened.reset().convert(text) == plain.reset().convert(text), text


def test_brackets_are_rendered_the_same() -> None:
    """Among them, texts with more brackets than are looked for one by one."""
    plain, quickened, chance = Markdown(extensions=EXTENSIONS), Markdown(extensions=EXTENSIONS), Random(2)
    patch(quickened)
    for _ in range(300):
        text = "".join(chance.choices(["[", "]", "](u)", "][l]", "![", "a", "`", "\\"], k=chance.randint(1, 300)))
        text += "\n\n[l]: v\n[a]: w"
        assert quickened.reset().convert(text) == plain.reset().convert(text), text


def test_a_renderer_that_others_set_up_renders_the_same() -> None:
    """However often it is used."""
    plain, quickened, chance = Markdown(extensions=EXTENSIONS), _set_up_by_others(), Random(3)
    for text in [ODD, *("".join(chance.choices(PIECES, k=chance.randint(1, 25))) for _ in range(300))]:
        assert quickened.reset().convert(text) == plain.reset().convert(text), text


def _set_up_by_others() -> Markdown:
    return Markdown(extensions=[*EXTENSIONS, QUICK_INLINE])


class _Adds(Extension):
    """Adds a pattern while the blocks of a page are read, as some that gather definitions do."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_Adding(md.parser), "adding", 200)


class _Adding(BlockProcessor):
    def test(self, *_: object) -> bool:
        self.parser.md.inlinePatterns.register(SimpleTagInlineProcessor("()(late)", "em"), "late", 300)
        return False


class _Asks(SimpleTagInlineProcessor):
    """Asks another expression than the one that it was given."""

    def getCompiledRegExp(self) -> re.Pattern[str]:
        return re.compile("()(late)")


@pytest.mark.parametrize("extensions", [[_Adds(), QUICK_INLINE], [QUICK_INLINE, _Adds()]], ids=["before", "behind"])
def test_a_pattern_that_comes_late_is_heard(extensions: list[str | Extension]) -> None:
    assert Markdown(extensions=extensions).convert("It is late.") == "<p>It is <em>late</em>.</p>"


def test_a_pattern_that_comes_between_two_pages_is_heard() -> None:
    markdown = Markdown(extensions=[QUICK_INLINE])
    assert markdown.convert("It is late.") == "<p>It is late.</p>"
    markdown.inlinePatterns.register(_Asks("never", "em"), "asks", 300)
    assert markdown.reset().convert("It is late.") == "<p>It is <em>late</em>.</p>"


def test_a_site_with_a_hook_is_built_the_same(write_site: WriteSite) -> None:
    extensions = "".join(f"\n  - {name}" for name in EXTENSIONS)
    pages = {f"docs/{number}.md": path.read_text() for number, path in enumerate(PAGES)}
    write_site(
        {
            "mkdocs.yml": f"site_name: A\ntheme: null\nhooks: [hook.py]\nmarkdown_extensions:{extensions}\n",
            "hook.py": "def on_page_markdown(markdown, **_): ...\n",
            "docs/index.md": ODD,
            **pages,
        }
    )
    (plain, _), (quickened, _) = (built(Path("mkdocs.yml"), extensions=added) for added in ([], [QUICK_INLINE]))
    assert quickened.contents == plain.contents
    assert len(plain.contents) > len(pages)


@pytest.mark.parametrize("quicken", [patch, None], ids=["patched", "by its name"])
def test_patterns_are_skipped_at_all(quicken: Callable[[Markdown], None] | None) -> None:
    plain = Markdown(extensions=EXTENSIONS)
    quickened = Markdown(extensions=EXTENSIONS) if quicken else _set_up_by_others()
    if quicken:
        quicken(quickened)
    assert _tried(quickened) < _tried(plain) / 3


def _tried(markdown: Markdown) -> int:
    """How many patterns are tried on a paragraph that holds nothing for any but one."""
    return len(_asked(markdown, "Words and *more* words, and nothing else."))


def _asked(markdown: Markdown, text: str) -> list[Pattern]:
    """The patterns that are tried on a text, each time that they are."""
    asked: list[Pattern] = []
    for pattern in markdown.inlinePatterns:
        ask = pattern.getCompiledRegExp
        pattern.getCompiledRegExp = lambda pattern=pattern, ask=ask: asked.append(pattern) or ask()
    markdown.convert(text)
    return asked


@pytest.mark.parametrize("text", ["# A", "- a", "> b", "!!! note\n    c", "a | b\n- | -\nc | d", "??? tip\n    e"])
def test_blocks_are_found_where_their_word_is(text: str) -> None:
    markdown = Markdown(extensions=EXTENSIONS)
    patch(markdown)
    assert not markdown.convert(text).startswith("<p>")


def test_a_guarded_pattern_asks_first() -> None:
    guarded = Guarded(re.compile("(?:^|\n)!!! (a*)"), "!!!")
    assert guarded.search("b") is None
    assert guarded.search("b\n!!! aa")[1] == "aa"
    assert guarded.search("!!! a", 1) is None
    assert guarded.match("!!! a")[1] == "a"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\[a", ("[a",)),
        (r"a*b", ("b",)),
        (r"a*bc", ("bc",)),
        (r"a[xy]bcd", ("bcd",)),
        (r"[xy]z?", ("x", "y")),
        (r"[^x]", ()),
        (r"(?:ab|c)d?", ("ab", "c")),
        (r"(?:a|b?)", ()),
        (r"(?i)a", ()),
        (r"a?", ()),
        (r"a{3,}b", ("aaa",)),
        (r"(?:ab*){2}", ("a",)),
    ],
)
def test_what_every_match_needs(pattern: str, words: tuple[str, ...]) -> None:
    assert needed(re.compile(pattern)) == words


def test_a_renderer_of_another_version_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, is_patched in ((markdown.__version__, True), ("3.99.1", False)):
        monkeypatch.setattr(markdown, "__version__", version)
        reader = Reader(["footnotes"], {})
        speed_up(reader)
        ways = vars(reader.markdown.treeprocessors["inline"])
        assert ("_InlineProcessor__handleInline" in ways) is is_patched
