"""What stands above the text: at every width and size of letters, it hides nothing that a reader is led to."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from sites import OpenPage, build, copy_sample

ESSAY = "essays/water.html"
COVERED = """element => {
    const box = element.getBoundingClientRect()
    const at = [0.1, 0.5, 0.9].map(part => document.elementFromPoint(box.left + 8, box.top + part * box.height))
    return box.top < 0 || !at.every(shown => shown && (element.contains(shown) || shown.contains(element)))
}"""
"""Whether something hides an element from above, or the window does."""


def with_letters(page: Page, size: int) -> None:
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 600})
    page.evaluate("size => localStorage.setItem('view', `system ${size}`)", size)
    page.reload(wait_until="networkidle")


@pytest.mark.parametrize("size", [100, 125, 150, 200])
@pytest.mark.parametrize("width", [320, 375, 768, 1024, 1280])
def test_whatever_the_letters_no_header_hides_where_a_link_leads(open_page: OpenPage, width: int, size: int) -> None:
    page = open_page(ESSAY, width=width)
    with_letters(page, size)
    heading = page.locator("main h2").nth(2)
    page.goto(f"{page.url.split('#')[0]}#{heading.get_attribute('id')}")
    assert heading.evaluate(COVERED) is False


def test_a_header_that_takes_much_of_the_screen_stays_behind(open_page: OpenPage) -> None:
    page = open_page(ESSAY, width=1280)
    with_letters(page, 200)
    page.evaluate("scrollTo(0, 700)")
    page.wait_for_function("() => scrollY > 0")
    assert page.locator(".site-header").bounding_box()["y"] < -52


@pytest.mark.parametrize("path", [ESSAY, "index.html", "evidence.html"])
def test_large_letters_on_a_phone_break_no_word_of_a_heading(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=320)
    with_letters(page, 200)
    wide = """headings => headings.filter(heading => {
        const widest = word => Object.assign(document.createElement("span"), { textContent: word })
        const words = heading.textContent.split(/\\s+/).map(widest)
        const line = Object.assign(document.createElement("div"), { style: "position: absolute; white-space: nowrap" })
        line.append(...words)
        heading.append(line)
        const around = heading.closest(".heading") ?? heading
        const room = around.clientWidth - Number.parseFloat(getComputedStyle(around).paddingRight)
        const isWide = words.some(word => word.getBoundingClientRect().width > room)
        line.remove()
        return isWide
    }).map(heading => heading.textContent)"""
    assert page.locator("article :is(h1, h2)").evaluate_all(wide) == []


def test_the_link_of_a_section_stands_beside_the_first_line_of_its_heading(open_page: OpenPage) -> None:
    page = open_page(ESSAY, width=320)
    with_letters(page, 200)  # so that headings take several lines
    lines = """links => links.map(link => {
        const words = document.createRange()
        words.selectNodeContents(link.previousElementSibling)
        const [first, ...others] = words.getClientRects()
        return [link.getBoundingClientRect().top - first.top, others.at(-1)?.top > first.bottom]
    })"""
    beside = page.locator(".heading > .headerlink").evaluate_all(lines)
    assert any(is_long for _, is_long in beside)
    assert all(-12 <= top <= 12 for top, _ in beside), beside


def test_the_focus_in_the_contents_is_seen_whole(open_page: OpenPage) -> None:
    """The list, which scrolls, is no wider than its links."""
    page = open_page(ESSAY, width=1280)
    cut = """link => {
        link.focus({ focusVisible: true })
        const { outlineOffset, outlineWidth } = getComputedStyle(link)
        const grown = Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth)
        const [box, list] = [link, link.closest("nav")].map(one => one.getBoundingClientRect())
        return box.left - grown < list.left || box.right + grown > list.right || box.top - grown < list.top
    }"""
    assert page.locator("nav#contents a").first.evaluate(cut) is False


@pytest.mark.parametrize(("width", "height"), [(667, 300), (844, 310)])
def test_on_a_phone_held_sideways_nothing_keeps_a_place_for_a_header_that_is_gone(
    open_page: OpenPage, width: int, height: int
) -> None:
    page = open_page(ESSAY, width=width)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("() => document.querySelector('.site-header.tall')")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--header')") == "0px"
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function("() => !document.querySelector('.site-header.tall')")


ROWS = """header => {
    const isShown = one => one.checkVisibility({ visibilityProperty: true })
    const shown = [...header.querySelectorAll("a, button")].filter(isShown)
    const rows = new Map()
    for (const one of shown) {
        const words = document.createRange()
        words.selectNodeContents(one)
        const lines = [...words.getClientRects()].filter(line => line.width)
        const middle = one.getBoundingClientRect().top + one.offsetHeight / 2
        const row = [...rows.keys()].find(row => Math.abs(row - middle) < 12) ?? middle
        rows.set(row, [...(rows.get(row) ?? []), { left: lines[0].left, tall: one.offsetHeight > 3 * lines[0].height }])
    }
    return [...rows.values()]
}"""
"""Of each row, where the words of its links and buttons begin, and whether they take several lines."""
NAMES = """([name, help]) => {
    document.querySelector(".site-name").textContent = name
    document.querySelector(".to-help").textContent = help
}"""


@pytest.mark.parametrize("width", [320, 375, 1024, 1280])
def test_large_letters_of_the_header_stand_in_rows_that_begin_below_its_name(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width)
    with_letters(page, 200)
    page.evaluate(NAMES, ["Four Essays", "Safety"])
    rows = page.locator(".site-header").evaluate(ROWS)
    assert len(rows) <= (2 if width > 992 else 3)  # on a phone, as its font has it
    assert not any(one["tall"] for row in rows for one in row)
    edge = page.locator("main").bounding_box()["x"] if width < 992 else rows[0][0]["left"]
    beginnings = [row[0]["left"] for row in rows if len(row) > 1]
    assert beginnings == pytest.approx([edge] * len(beginnings), abs=3)


def test_the_sign_of_search_grows_with_the_letters(open_page: OpenPage) -> None:
    page = open_page(ESSAY, width=375)
    sign = page.locator(".site-header .search-open svg")
    before = sign.bounding_box()["width"]
    with_letters(page, 200)
    assert sign.bounding_box()["width"] == pytest.approx(2 * before, abs=1)


def test_on_the_smallest_phone_the_header_is_one_row(open_page: OpenPage) -> None:
    page = open_page(ESSAY, width=320, bypass_csp=True)
    page.evaluate(NAMES, ["Four Essays", "Safety"])
    page.evaluate("""async () => {  // the font, which may have come too late to be used
        const face = new FontFace("Own", "url(../assets/fonts/literata.woff2)")
        document.fonts.add(await face.load())
        document.body.style.fontFamily = "Own"
    }""")
    assert len(page.locator(".site-header").evaluate(ROWS)) == 1


GAPS = """header => {
    const edges = [...header.querySelectorAll("a, button")].filter(one => one.checkVisibility()).map(one => {
        const words = document.createRange()
        words.selectNodeContents(one.querySelector("svg") ?? one)
        const box = one.querySelector("svg")?.getBoundingClientRect() ?? words.getBoundingClientRect()
        return [box.left, box.right]
    })
    return edges.slice(1).map(([left], index) => left - edges[index][1])
}"""
"""Between what a phone's header says and draws."""


@pytest.mark.parametrize("width", [360, 375, 390, 768])
def test_what_a_phones_header_holds_stands_at_even_distances(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width)
    page.evaluate(NAMES, ["Four", "Safety"])
    _, *gaps = page.locator(".site-header").evaluate(GAPS)
    assert len(gaps) == 3
    assert max(gaps[1:]) - min(gaps[1:]) <= 1.5, gaps
    assert gaps[0] >= (9 if width >= 375 else 8)


@pytest.mark.parametrize(("width", "size"), [(1280, 100), (1280, 200), (1024, 150), (375, 200)])
def test_nothing_in_the_header_touches_the_rule_below_it(open_page: OpenPage, width: int, size: int) -> None:
    page = open_page(ESSAY, width=width)
    with_letters(page, size)
    lowest = "header => header.getBoundingClientRect().bottom - Math.max(...[...header.querySelectorAll('a, button')]"
    room = page.locator(".site-header").evaluate(f"{lowest}.map(one => one.getBoundingClientRect().bottom))")
    assert room >= 4


@pytest.mark.parametrize(("section", "shown"), [("Texts & more:", "Texts & more"), ("Essays:", "Essays")])
def test_the_list_of_essays_opens_under_the_name_of_their_section(
    section: str, shown: str, reader: Page, tmp_path: Path
) -> None:
    project = copy_sample(tmp_path / "project")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("  - Essays:\n", f"  - {section}\n"))
    build(project, tmp_path / "site")
    reader.set_viewport_size({"width": 1280, "height": 700})
    for page in ("index.html", ESSAY):
        reader.goto((tmp_path / "site" / page).as_uri())
        reader.get_by_role("button", name=shown, exact=True).click()
        assert reader.locator("#essay-list").is_visible()


EXITS = """---
title: Exits
description: One way out, and what would lie over it.
---

# Exits

[Leave this page](https://weather.example/)
[longer than all that stands below it, and longer still](#later){{: .headerlink }}
{{: .leave }}

{filler}

## Later [elsewhere](https://elsewhere.example/){{: .headerlink }} {{#later}}

[Stay on this page, whatever else it says, and read on](#later)
{{: .leave }}

{filler}
"""
NEAREST = """link => {
    const { left, top, width, height } = link.getBoundingClientRect()
    const points = [0.1, 0.5, 0.9].map(part => document.elementFromPoint(left + part * width, top + height / 2))
    return points.every(found => found === link)
}"""


def test_no_text_can_lay_anything_over_the_way_out(reader: Page, tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    (project / "docs/index.md").write_text(EXITS.format(filler="\n\n".join(["Words and words. " * 40] * 20)))
    build(project, tmp_path / "site")
    reader.set_viewport_size({"width": 1280, "height": 700})
    reader.goto((tmp_path / "site/index.html").as_uri())
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight - 2 * innerHeight"):
        reader.evaluate(f"scrollTo(0, {place})")
        assert reader.locator(".leave a").first.evaluate(NEAREST), place
    section = reader.locator(".heading:has(#later) > .headerlink")
    assert (section.inner_text(), section.get_attribute("href")) == ("#", "#later")
