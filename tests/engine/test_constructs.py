"""Every construct of Markdown, on one page of the sample: rendered, in the site's look, with and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from playwright.sync_api import Browser, Locator, Page, expect

from barriers import PHONE, SETTINGS, barriers, ids, look_around, lost_when_larger, lost_when_looser
from first_view import STYLE
from publish.constructs.drawing import STYLES, draw
from publish.constructs.extension import Constructs
from publish.constructs.icons import emoji, markup
from publish.html_tree import children, parse, text
from publish.typography import trim_css
from sites import PROJECT, SAMPLE, OpenPage, WriteSite

PAGE = "constructs.html"
SYNTAX = ("!!!", "???", "===", "[ ]", "[x]", "++", "==", "^^", "~~", ":material", ":smile", "///", "{", "|", "`", "**")
"""What would stand on the page if something were not rendered."""
VIOLATIONS = """window.violations = []
document.addEventListener("securitypolicyviolation", found => violations.push(found.violatedDirective))"""
CUT = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"
WIDER = "document.documentElement.scrollWidth > innerWidth"


def markdown_extensions(configuration: Path) -> object:
    """But for the quotation marks, which each language has of its own."""
    read = yaml.safe_load(re.search(r"(?ms)^markdown_extensions:.*?(?=^\S|\Z)", configuration.read_text())[0])
    return ["smarty" if isinstance(one, dict) and "smarty" in one else one for one in read["markdown_extensions"]]


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(PAGE)


def test_the_sample_is_rendered_as_the_project_is() -> None:
    assert markdown_extensions(SAMPLE / "mkdocs.yml") == markdown_extensions(PROJECT / "mkdocs.yml")


def test_nothing_is_left_as_syntax(built: Path) -> None:
    article = parse((built / PAGE).read_text()).css_first("article")
    for code in article.css("pre, code, .keys"):
        code.decompose()
    said = text(children(article)).replace("C++ and D++", "")
    assert [sign for sign in SYNTAX if sign in said] == []


def test_a_row_keeps_all_its_cells() -> None:
    html = Markdown(extensions=["tables", Constructs()]).convert("| a | b |\n|-|-|\n| one | two | three | four | |")
    assert re.findall(r"<td[^>]*>(.*?)</td>", html) == ["one", "two", "three", "four"]


def test_what_is_no_syntax_stays_as_it_is(built: Path) -> None:
    said = text(children(parse((built / PAGE).read_text())))
    assert "At 10:30:45, 1:100:2, :no-such-name: is text" in said
    assert "~5 and ~6, C++ and D++, $5 and $6." in said


# For everybody


@pytest.mark.parametrize("settings", SETTINGS, ids=ids)
def test_nobody_is_kept_out(chromium: Browser, served: str, settings: dict) -> None:
    looks = (barriers, lost_when_larger, lost_when_looser)
    assert look_around(chromium, served, [PAGE], looks, **settings) == {look.__name__: {} for look in looks}


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_wide_scrolls_in_its_place_and_the_keyboard_reaches_it(open_page: OpenPage, width: int) -> None:
    page = open_page(PAGE, width)
    assert not page.evaluate(WIDER)
    assert page.locator("article :is(pre, .table)").evaluate_all("all => all.every(one => one.tabIndex === 0)")
    for wide in (page.locator("article .table").nth(1), page.locator("article pre:visible").first):
        assert wide.evaluate("one => one.scrollWidth > one.clientWidth")
        wide.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("one => one.scrollLeft > 0", arg=wide.element_handle())


def edges(page: Page, wide: Locator) -> list[bytes]:
    """What is seen above its words at the left and at the right of something."""
    box = wide.bounding_box()
    places = (box["x"] + 2, box["x"] + box["width"] - 5)
    return [page.screenshot(clip={"x": x, "y": box["y"] + 3, "width": 3, "height": 3}) for x in places]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("place", "nth"), [("pre:visible", 0), (".table", 1)])
def test_a_shade_says_on_which_side_there_is_more(open_page: OpenPage, place: str, nth: int, scheme: str) -> None:
    page = open_page(PAGE, PHONE["width"], color_scheme=scheme)
    wide = page.locator(f"article {place}").nth(nth)
    wide.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    plain, shaded = edges(page, wide)
    assert plain != shaded
    wide.evaluate("one => { one.scrollLeft = 40 }")
    assert plain not in edges(page, wide)
    wide.evaluate("one => { one.scrollLeft = one.scrollWidth }")
    left, right = edges(page, wide)
    assert (left == plain, right == plain) == (False, True)


def test_what_is_not_wide_has_no_shade_and_neither_has_paper(open_page: OpenPage) -> None:
    page = open_page(PAGE, 1280)
    narrow = page.locator("article .table").nth(2)
    narrow.scroll_into_view_if_needed()
    left, right = edges(page, narrow)
    assert left == right
    shades = "all => [...new Set(all.map(one => getComputedStyle(one).backgroundImage))]"
    for settings in ({"media": "print"}, {"media": "screen", "forced_colors": "active"}):
        page.emulate_media(**settings)
        assert page.locator("pre, .table").evaluate_all(shades) == ["none"]


@pytest.mark.parametrize(("width", "density"), [(375, 2), (412, 2.625), (320, 1.5)])
def test_no_hair_of_a_shade_shows_where_rounding_leaves_one(open_page: OpenPage, width: int, density: float) -> None:
    page = open_page("evidence.html", width, device_scale_factor=density)
    table = page.locator(".verdict-table")
    assert table.evaluate("one => one.scrollWidth === one.clientWidth")
    table.locator("table").evaluate("one => { one.style.visibility = 'hidden' }")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    paper, edge = (
        page.screenshot(clip={"x": x, "y": box["y"] + 20, "width": 4, "height": box["height"] - 40})
        for x in (box["x"] + box["width"] - 40, box["x"] + box["width"] - 3)
    )
    assert edge == paper


def test_the_page_s_policy_forbids_nothing_of_it(open_page: OpenPage) -> None:
    page = open_page("index.html")
    page.add_init_script(VIOLATIONS)
    page.goto(page.url.replace("index.html", PAGE), wait_until="networkidle")
    assert page.evaluate("violations") == []


# Tabs


@pytest.mark.parametrize("script", [True, False])
def test_tabs_open_by_keyboard_and_by_a_click(open_page: OpenPage, script: bool) -> None:
    page = open_page(PAGE, java_script_enabled=script)
    first, second = page.get_by_text("White flour, as on most days."), page.get_by_text("Rye starter", exact=True).last
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    page.get_by_role("radio", name="Wheat white").focus()
    page.keyboard.press("ArrowRight")
    expect(first).to_be_hidden()
    expect(second).to_be_visible()
    page.get_by_text("Wheat white").click()
    expect(first).to_be_visible()
    expect(second).to_be_hidden()


def test_a_link_into_a_tab_or_a_closed_box_shows_what_it_leads_to(page: Page) -> None:
    page.get_by_role("link", name="A link into a tab").click()
    expect(page.locator("h3#rye-starter")).to_be_in_viewport()
    page.get_by_role("link", name="into a box").click()
    expect(page.locator("#in-a-box")).to_be_in_viewport()


def test_on_paper_every_tab_and_every_box_is_open(page: Page) -> None:
    page.emulate_media(media="print")
    for words in ("White flour, as on most days.", "rye:", "Another within.", "Because of gas."):
        assert page.get_by_text(words).first.bounding_box()["height"] > 0, words
    assert not page.locator(".copy").first.is_visible()
    page.set_viewport_size({"width": 700, "height": 900})
    assert page.locator("article .table").evaluate_all(CUT) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[one[^n]](a.md) two", "<a>one</a>1 two"),
        ("[one[^n] *two*[^n], three](a.md).", "<a>one <em>two</em>, three</a>11."),
        ("[*one[^n] two*](a.md) [three](a.md)[^n]", "<a><em>one two</em></a>1 <a>three</a>1"),
        ("[a<sup>2</sup>](a.md)[^n]", "<a>a<sup>2</sup></a>1"),
    ],
)
def test_the_number_of_a_note_stands_behind_its_link_and_not_within(text: str, line: str) -> None:
    html = Markdown(extensions=["footnotes", "md_in_html", Constructs()]).convert(f"{text}\n\n[^n]: Note.\n")
    paragraph = html.split("</p>")[0]
    marked = re.sub(r'<sup id="[^"]*"><a class="footnote-ref" href="#fn:n">1</a></sup>', "1", paragraph)
    assert marked.replace(' href="a.md"', "") == f"<p>{line}"


LONG = "| A long text that goes on for some time, whatever the width of the paper, and then for another while. |"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("1. one", ""),
        ("5. five\n6. six", ' start="5"'),
        ("2019. It was a good year.", ' start="2019"'),
        ("- a\n\n    3. three", ' start="3"'),
    ],
)
def test_a_list_begins_with_the_number_that_its_author_wrote(text: str, start: str) -> None:
    assert f"<ol{start}>" in Markdown(extensions=[Constructs()]).convert(text)


@pytest.mark.parametrize(
    ("table", "is_crowded"),
    [
        (f"| N | Words |\n| - | - |\n| 1,234,567 {LONG}", False),
        (f"| {'Donaudampfschifffahrt | ' * 4}\n| {'- | ' * 4}\n", True),
        (f"| {'a | ' * 24}\n| {'- | ' * 24}\n", True),
        ("| a |\n| - |\n", False),
    ],
    ids=["long text", "long words", "many columns", "little"],
)
def test_the_words_of_a_table_break_on_paper_only_where_they_must(table: str, is_crowded: bool) -> None:
    body = parse(Markdown(extensions=["tables", Constructs()]).convert(table))
    draw(body)
    assert (body.css_first(".table.crowded") is not None) is is_crowded


def test_a_number_beside_a_long_text_is_whole_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 480, "height": 900})
    lines = """(cells, long) => {
        cells[0].textContent = "1,234,567"
        cells[1].textContent = long
        const range = document.createRange()
        range.selectNodeContents(cells[0])
        return range.getClientRects().length
    }"""
    assert page.locator("article .table:has-text('Hour') td").evaluate_all(lines, LONG * 9) == 1


# Code


def test_code_is_copied_without_the_numbers_of_its_lines(chromium: Browser, served: str) -> None:
    with chromium.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(served + PAGE)
        copier = page.locator("pre:visible + .copy").first
        copier.click()
        expect(copier).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("def hydration(water, flour):\n    ")
    assert copied.endswith("# as bakers count")


def test_without_scripts_no_button_to_copy_is_offered(open_page: OpenPage) -> None:
    assert open_page(PAGE, java_script_enabled=False).get_by_text("Copy").count() == 0


def test_lines_are_numbered_and_marked_as_asked(page: Page) -> None:
    numbers = page.locator(".linenos").evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    assert [number.strip('" ') for number in numbers] == ["7", "8", "9"]
    assert page.locator(".hll").inner_text().strip().startswith('"""Of a dough')
    assert page.locator(".filename").inner_text() == "dough.py"


# Pictures and icons


def test_a_picture_is_as_wide_as_its_author_says_and_on_the_side_that_they_chose(page: Page) -> None:
    pictures = page.locator("article img")
    assert pictures.evaluate_all("all => all.map(one => one.width).slice(0, 3)") == [120, 100, 200]
    sides = pictures.evaluate_all("all => all.map(one => getComputedStyle(one).float).slice(0, 3)")
    assert sides == ["left", "right", "none"]


def test_on_a_phone_a_picture_stands_alone(open_page: OpenPage) -> None:
    page = open_page(PAGE, PHONE["width"])
    assert page.locator("article img").first.evaluate("one => getComputedStyle(one).float") == "none"


def test_an_icon_is_drawn_in_the_page_and_said_only_where_it_has_a_name(page: Page) -> None:
    icons = page.locator("article .icon")
    assert icons.evaluate_all("all => all.map(one => one.ariaLabel)") == [None, "loved", "A jar", "To the first page"]
    assert all(box["width"] > 10 for box in (icon.bounding_box() for icon in icons.all()))
    expect(page.get_by_role("link", name="To the first page")).to_have_count(1)


@pytest.mark.parametrize("name", ["no-such-icon", "material", "material-", "..-..-passwd", "material-../../base", ""])
def test_no_other_file_is_an_icon(name: str) -> None:
    assert markup(name) == ""


def test_emoji_are_characters_by_either_of_their_names() -> None:
    assert (emoji("smile"), emoji("+1"), emoji("thumbsup"), emoji("no-such-name")) == ("😄", "👍", "👍", "")


# Style


RULES = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css)
    return [...sheet.cssRules].map(rule => rule.cssText) }"""


def test_a_style_sheet_says_the_same_without_its_spaces(page: Page) -> None:
    ours = [path.read_text() for path in sorted((PROJECT / "overrides").rglob("*.css"))]
    odd = r"""a::before { content: "; } , : \" > /"; color : red ; }
        @media (width >= 30rem) and (hover: hover) { b > i, u::after { margin: calc(1em + 2px) -1px;
            background: url("a b.svg"), none;; } } .x :is(a, b) + p:not(:first-child) { top: 0 }"""
    for css in (*ours, odd):
        rules = _rules(page, css)
        assert rules
        assert _rules(page, trim_css(css)) == rules
    assert len(trim_css("".join(ours))) < 0.8 * len("".join(ours))
    assert trim_css(odd).startswith(r"""a::before{content:"; } , : \" > /";color :red}@media""")


def _rules(page: Page, css: str) -> list[str]:
    """As the browser reads them; values with variables it keeps as they were typed."""
    return [re.sub(r"\s*([(),])\s*", r"\1", " ".join(rule.split())) for rule in page.evaluate(RULES, css)]


def test_a_page_carries_the_style_of_what_it_holds_and_no_more(built: Path) -> None:
    style = {
        name: STYLE.search((built / name).read_text())[1]
        for name in (PAGE, "references.html", "about.html", "privacy.html")
    }
    assert style["about.html"] == style["privacy.html"]
    for sheet in STYLES:
        last = trim_css((PROJECT / "overrides/constructs" / sheet).read_text())[-60:]
        assert last in style[PAGE] + style["references.html"], sheet
        assert last not in style["about.html"], sheet


# What else an author may have written


def test_tabs_of_the_other_style_and_emoji_as_material_sets_them_up_are_the_same(write_site: WriteSite) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    source = '# A\n\n=== "One"\n\n    First.\n\n===+ "Two"\n\n    Second.\n\n:material-account: :smile:\n'
    settings = """\
markdown_extensions:
  - attr_list
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
    path = write_site({"docs/index.md": source}, settings)
    path.write_text(path.read_text().replace("markdown_extensions: [attr_list, footnotes, smarty]\n", ""))
    build(load_config(str(path)))
    page = parse(Path("site/index.html").read_text())
    assert [text([label]) for label in page.css(".tabs > label")] == ["One", "Two"]
    assert ["checked" in field.attributes for field in page.css(".tabs input")] == [False, True]
    assert page.css(".icon svg path")
    assert "😄" in text(children(page))
    assert page.css("img") == []
