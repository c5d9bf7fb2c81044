"""What a first view of a page costs, in bytes and requests, and whether it is HTML as the standard has it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO

import html5lib
import pytest
from playwright.sync_api import Browser, Route

from first_view import FAST_LINE, FONTS, SHIFTS, SLOW_LINE, STYLE, furniture, loads_too_much, packed
from sites import OpenPage, pages_of, serve

FAMILY = "getComputedStyle(document.body).fontFamily"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
TITLE_WIDTH = """() => {
    const words = document.createRange()
    words.selectNodeContents(document.querySelector("main h1"))
    return [...words.getClientRects()].map(line => line.width).join()
}"""
KINDS = (
    "index.html",
    "essays/water.html",
    "constructs.html",  # with code and pictures
    "evidence.html",
    "glossary.html",
    "references.html",
    "help.html",
    "404.html",
)


def test_the_style_and_the_script_keep_to_their_budgets(built: Path) -> None:
    for name in pages_of(built):
        assert packed(STYLE.search((built / name).read_text())[1]) <= 8_000, name
    assert packed((built / "assets/scripts/site.js").read_text()) <= 40_000


def test_the_font_keeps_to_its_budget_and_holds_every_letter_of_the_pages(built: Path) -> None:
    assert sum((built / font).stat().st_size for font in FONTS) <= 45_000


def test_a_page_painted_before_its_font_came_keeps_its_letters_and_a_later_one_has_the_font(
    chromium: Browser, served: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(served + "essays/water.html", wait_until="domcontentloaded")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    painted = page.evaluate(TITLE_WIDTH)
    for route in held:
        route.continue_()
    page.wait_for_function("() => [...document.fonts].every(face => face.status === 'loaded')")
    assert page.evaluate(TITLE_WIDTH) == painted
    later = context.new_page()  # where no request is held, so that the font may come in time
    widths = [later.goto(served + "essays/water.html") and later.evaluate(TITLE_WIDTH) for _ in range(4)]
    assert any(width != painted for width in widths)
    context.close()


@pytest.mark.parametrize("slowdown", [1, 4])
def test_nothing_moves_while_a_page_is_first_opened(chromium: Browser, served: str, slowdown: int) -> None:
    for _ in range(3):
        context = chromium.new_context(viewport={"width": 375, "height": 740})
        page = context.new_page()
        page.add_init_script(SHIFTS)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        page.goto(served + "essays/water.html", wait_until="networkidle")
        assert sum(page.evaluate("shifts")) < 0.01
        context.close()


@pytest.mark.parametrize(("line", "asks"), [(FAST_LINE, True), (SLOW_LINE, False)], ids=["fast", "slow"])
def test_a_page_asks_for_its_font_ahead_of_its_text_unless_the_line_is_slow(
    chromium: Browser, built: Path, line: dict[str, Any], asks: bool
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    asked = Event()

    def head_first(path: str, source: BinaryIO, reader: BinaryIO) -> None:
        head, body, rest = source.read().partition(b"<body")
        reader.write(head)
        asked.wait(20) if body else path.endswith(".woff2") and asked.set()
        reader.write(body + rest)

    with serve(built, send=head_first) as address:
        page.goto(address + "essays/water.html", wait_until="commit")
        assert asked.wait(10 if asks else 1) == asks
        asked.set()
        page.wait_for_load_state()
    context.close()


def test_on_a_slow_line_the_first_page_of_a_visit_does_without_the_font_and_fetches_it_for_the_next(
    chromium: Browser, served: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_LINE)
    page.goto(served + "essays/water.html")
    assert "Literata" not in page.evaluate(FAMILY)
    page.wait_for_function("() => [...document.fonts].every(face => face.status === 'loaded')")
    page.evaluate("location.href = 'heat.html'")
    page.wait_for_url("**/heat.html")
    assert "Literata" in page.evaluate(FAMILY)
    context.close()


def test_from_a_disk_the_first_page_has_the_font_however_slow_the_line(chromium: Browser, built: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_LINE)
    page.goto((built / "essays/water.html").as_uri())
    assert "Literata" in page.evaluate(FAMILY)
    context.close()


def test_without_scripts_the_style_asks_for_the_font(open_page: OpenPage) -> None:
    page = open_page("essays/water.html", java_script_enabled=False)
    page.wait_for_function("() => [...document.fonts].some(face => face.status === 'loaded')")


def test_what_runs_before_the_text_is_painted_is_short(built: Path) -> None:
    for name in pages_of(built):
        assert sum(map(len, INLINE.findall((built / name).read_text()))) <= 500, name


@pytest.mark.parametrize("path", KINDS)
def test_a_first_view_loads_the_page_its_icon_and_a_script_that_blocks_nothing(
    chromium: Browser, served: str, path: str
) -> None:
    assert loads_too_much(chromium, served, path) == []


@pytest.mark.parametrize(
    "markup",
    ["<img src='assets/pictures/heat.svg' alt=''>", "<script src='assets/scripts/search.js'></script>"],
    ids=["a picture", "a script that blocks"],
)
def test_what_else_it_loads_is_noticed(chromium: Browser, built: Path, tmp_path: Path, markup: str) -> None:
    shutil.copytree(built, tmp_path / "site")
    page = tmp_path / "site/index.html"
    page.write_text(page.read_text().replace("</title>", f"</title>{markup}", 1))
    with serve(tmp_path / "site") as address:
        assert loads_too_much(chromium, address, "index.html")


def test_a_page_is_html_without_a_single_error(built: Path) -> None:
    for name in pages_of(built):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse((built / name).read_text())
        assert parser.errors == [], name


def test_broken_html_has_errors() -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse("<!doctype html><p><div></p>")
    assert parser.errors


def test_what_repeats_a_text_is_no_part_of_it_and_the_style_is_not_counted() -> None:
    words = " ".join(str(number) for number in range(2000))
    article = f"<article>{words}</article>"
    assert furniture(f"<style>p {{}}</style>{article}") < 1.1
    assert furniture(f"<style>p {{}}</style>{article}<nav>{words[::-1]}</nav>") > 1.6
    uses = f'<details class="used-in leads-here">{words[::-1]}</details>'
    assert furniture(f"<style>p {{}}</style>{article.replace('</article>', uses)}</article>") > 1.6


def test_only_what_pages_use_is_published(built: Path) -> None:
    """Of the theme's own files none, since no page loads one."""
    folders = {path.name for path in (built / "assets").iterdir()}
    assert folders == {"favicon.svg", "fonts", "pictures", "preview.png", "previews.js", "scripts", "styles"}
