"""What a first view of a page costs, in bytes and requests, and whether it is HTML as the standard has it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from test_reading import ESSAYS, PAGES

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
MARGIN = re.compile(r'<span class="sidenote".*?</span>')


def packed(text: str) -> int:
    return len(gzip.compress(text.encode()))


@pytest.mark.parametrize("path", ESSAYS)
def test_an_essay_keeps_to_its_budget(built: Path, path: str) -> None:
    page = (built / path).read_text()
    style = STYLE.search(page)[1]
    own = MARGIN.sub("", ARTICLE.search(page)[0])
    assert packed(style) <= 8_000
    assert packed(page.replace(style, "")) <= 1.6 * packed(own)
    assert packed((built / "assets/scripts/site.js").read_text()) <= 40_000


@pytest.mark.parametrize("path", PAGES)
def test_a_first_view_loads_the_page_its_icon_and_a_script_that_blocks_nothing(
    chromium: Browser, served: str, path: str
) -> None:
    context = chromium.new_context(viewport={"width": 375, "height": 700})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    page.goto(served + path, wait_until="networkidle")
    assert set(asked) - {"assets/favicon.svg"} == {path, "assets/scripts/site.js"}
    blocking = "performance.getEntriesByType('resource').filter(one => one.renderBlockingStatus === 'blocking').length"
    assert page.evaluate(blocking) == 0
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_html_without_a_single_error(built: Path, path: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse((built / path).read_text())
    assert parser.errors == []


def test_broken_html_has_errors() -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse("<!doctype html><p><div></p>")
    assert parser.errors


def test_only_what_pages_use_is_published(built: Path) -> None:
    """Of the theme's own files none, since no page loads one."""
    published = {path.relative_to(built).parts[:2] for path in built.rglob("*") if path.is_file()}
    folders = {parts for parts in published if parts[0] == "assets"}
    assert folders == {("assets", name) for name in ("favicon.svg", "pictures", "previews.js", "scripts", "styles")}
