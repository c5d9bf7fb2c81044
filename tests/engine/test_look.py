"""The page as a reader has it before them: what stands where, at which width, on paper, and without scripts."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from first_view import SHIFTS
from planting import plant
from publish.html_tree import parse
from publish.typography import apply, minutes
from sites import OpenPage, build, copy_sample, serve

ESSAY = "essays/water.html"
PHONE = {"width": 375, "height": 800}


BOXES = (
    "notes => notes.map(note => note.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])"
)
BELOW = """notes => notes.map(note => {
    const mark = [...(note.previousElementSibling ?? note.parentElement).getClientRects()].at(-1)
    return note.getBoundingClientRect().top - mark.top
})"""
"""How far each note stands below the end of what it belongs to."""
SHAPES_BEHIND = """links => links.filter(link => link.checkVisibility()).map(link => {
    const words = document.createRange()
    words.setStart(link, 0)
    words.setEndBefore(link.querySelector(".shape"))
    const last = [...words.getClientRects()].at(-1)
    const shape = link.querySelector(".shape").getBoundingClientRect()
    return { along: shape.left - last.right, down: (shape.top + shape.bottom - last.top - last.bottom) / 2 }
})"""
"""How far each shape stands from the end of its words."""
READ_ON = """async () => {
    const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    for (let at = 0; at < document.body.scrollHeight; at += 700) { scrollTo(0, at); await drawn() }
    await Promise.all([...document.images].map(picture => picture.decode()))
    await drawn()
}"""


def test_notes_and_works_stand_beside_the_text_of_wide_screens(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    text = page.locator("article > p").first.bounding_box()
    boxes = page.locator("article .sidenote").evaluate_all(BOXES)
    assert len(boxes) > 6
    assert all(left > text["x"] + text["width"] and right <= 1280 for left, _, right, _ in boxes)
    assert all(lower[1] >= upper[3] for upper, lower in pairwise(boxes)), "notes overlap"


@pytest.mark.parametrize("letters", [1, 1.5, 2])
def test_on_a_small_screen_no_heading_is_smaller_than_its_text_or_than_one_below_it(
    open_page: OpenPage, letters: float
) -> None:
    page = open_page("constructs.html", 320)
    page.evaluate("letters => document.documentElement.style.setProperty('--size', letters)", letters)
    size = "all => parseFloat(getComputedStyle(all[0]).fontSize)"
    sizes = [page.locator(f"article {tag}").evaluate_all(size) for tag in ("h1", "h2", "h3", "p:not([class])")]
    assert sizes == sorted(sizes, reverse=True)


def test_contents_go_on_behind_a_second_title(tmp_path: Path, chromium: Browser) -> None:
    project = copy_sample(tmp_path)
    page = project / "docs" / ESSAY.replace(".html", ".md")
    page.write_text(f"{page.read_text()}\n\n# Second title\n\n## Below it\n\nWords.\n")
    build(project, project / "site")
    with serve(project / "site") as address, chromium.new_context() as context:
        opened = context.new_page()
        opened.goto(address + ESSAY)
        names = opened.locator("nav#contents a").all_text_contents()
    assert names[-3:] == ["Second title", "Below it", "References"]


def test_numbers_of_two_figures_have_room_on_paper(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.emulate_media(media="print")
    room, number = page.locator(".footnote ol").evaluate("""list => {
        while (list.children.length < 12) list.append(list.firstElementChild.cloneNode(true))
        const { font, paddingInlineStart } = getComputedStyle(list)
        const pen = Object.assign(new OffscreenCanvas(1, 1).getContext("2d"), { font })
        return [parseFloat(paddingInlineStart), pen.measureText("00. ").width]
    }""")
    assert room >= number


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_heading_is_smaller_than_its_text_or_bold_without_a_bold_font(open_page: OpenPage, scheme: str) -> None:
    page = open_page(ESSAY, color_scheme=scheme)
    page.locator("article").evaluate(
        "article => { for (let level = 2; level <= 6; level++) article.append(document.createElement(`h${level}`)) }"
    )
    said = "all => all.map(one => getComputedStyle(one)).map(one => [one.fontWeight, parseFloat(one.fontSize)])"
    [[_, text]] = page.locator("article > p:not([class])").first.evaluate_all(said)
    for weight, size in page.locator("article").locator("h1, h2, h3, h4, h5, h6").evaluate_all(said):
        assert weight == "400"
        assert size >= text


def test_a_work_stands_in_the_margin_once_if_there_is_room_and_every_footnote_does(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    notes = page.locator("article .sidenote").all_inner_texts()
    assert len(notes) == len(set(notes))
    footnotes = [note for note in notes if re.match(r"\d ", note)]
    assert len(footnotes) == page.locator(".footnote li").count()
    in_text = page.locator("article .citation-reference").evaluate_all(
        "all => [...new Set(all.filter(a => !a.closest('.footnote')).map(a => a.hash))]"
    )
    assert len(in_text) / 2 < len(notes) - len(footnotes) <= len(in_text)


@pytest.mark.parametrize("path", [ESSAY, "evidence.html", "glossary.html"])
def test_what_stands_in_the_margin_is_near_the_words_it_belongs_to(open_page: OpenPage, path: str) -> None:
    far = open_page(path).locator("article .sidenote").evaluate_all(BELOW)
    assert far
    assert max(far) < 250


def test_what_stands_in_the_margin_takes_no_focus_and_is_not_read_twice(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    assert page.locator(".sidenote :is(a, [id])").count() == 0
    assert page.locator(".sidenote").count() == page.locator(".sidenote[aria-hidden=true]").count()


def test_a_name_in_italics_within_a_title_in_italics_stands_upright(open_page: OpenPage) -> None:
    names = open_page("essays/water.html").locator("i i")
    styles = names.evaluate_all("all => all.map(name => getComputedStyle(name).fontStyle)")
    assert set(styles) == {"normal"}


@pytest.mark.parametrize("width", [375, 1024])
def test_narrow_screens_have_no_margin(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width)
    assert not page.locator(".sidenote").first.is_visible()


@pytest.mark.parametrize("path", [ESSAY, "evidence.html", "references.html", "404.html"])
@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_every_page_has_one_grid(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, width=width)
    edges = {page.locator(part).first.bounding_box()["x"] for part in ("main", ".site-footer p")}
    edges.add(open_page("about.html", width=width).locator("main").bounding_box()["x"])
    assert len({round(edge) for edge in edges}) == 1


@pytest.mark.parametrize("width", [375, 1024, 1280, 1920])
def test_the_front_page_and_what_stands_below_it_begin_at_one_edge(open_page: OpenPage, width: int) -> None:
    page = open_page("index.html", width=width)
    places = ("article", ".spread", "article > .heading", ".site-footer p", ".site-footer li")
    assert len({round(page.locator(place).first.bounding_box()["x"]) for place in places}) == 1


@pytest.mark.parametrize("width", [375, 1280])
def test_the_age_of_the_pages_is_told_below_what_is_asked_for(open_page: OpenPage, width: int) -> None:
    page = open_page("index.html", width=width)
    words = "Object.assign(document.createElement('p'), { className: 'edition', textContent: 'Made today.' })"
    page.evaluate(f"document.querySelector('article').append({words})")
    age, before = page.locator(".edition"), page.locator("article > p:not(.edition)").last
    assert age.bounding_box()["x"] == pytest.approx(page.locator("article").bounding_box()["x"], abs=1)
    assert age.bounding_box()["y"] > before.bounding_box()["y"] + before.bounding_box()["height"]
    assert age.evaluate("age => parseFloat(getComputedStyle(age).fontSize)") < before.evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
    )


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_footer_ends_where_the_text_does(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width)
    last = page.locator(".site-footer li").last
    last.evaluate("item => [...'abcdefgh'].forEach(() => item.after(item.cloneNode(true)))")
    ends = page.locator(".site-footer a").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    text = page.locator("main").bounding_box()
    assert max(ends) <= text["x"] + text["width"] + 1


@pytest.mark.parametrize("width", [320, 375, 430])
def test_the_links_at_the_foot_of_a_phone_stand_in_columns(open_page: OpenPage, width: int) -> None:
    links = open_page("about.html", width=width).locator(".site-footer li")
    starts = links.evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
    assert len(set(starts)) == 2
    assert starts == [starts[nth % 2] for nth in range(len(starts))]


def test_a_picture_without_a_caption_is_no_wider_than_a_phone(open_page: OpenPage) -> None:
    page = open_page("index.html", width=320)
    picture = "Object.assign(new Image(480, 120), { src: 'assets/favicon.svg', alt: '' })"
    page.evaluate(f"document.querySelector('article').append({picture})")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box = page.locator("article img").last.bounding_box()
    assert box["width"] == pytest.approx(
        box["height"], rel=0.02
    )  # as it was drawn, whatever the size that was asked for


def test_the_contents_mark_the_section_in_view_also_after_a_jump(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    marked = page.locator("#contents [aria-current]")
    for section in ("#hands", "#crumb"):
        page.evaluate(f"location.hash = '{section}'")
        expect(marked).to_have_attribute("href", section)
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("button", "sheet"), [("All pages", "#menu"), ("This page", "#contents")])
def test_menu_and_contents_open_on_a_phone_with_and_without_scripts(
    open_page: OpenPage, button: str, sheet: str, script: bool
) -> None:
    page = open_page(ESSAY, width=375, java_script_enabled=script)
    expect(page.locator(sheet)).to_be_hidden()
    page.get_by_role("button", name=button).click()
    expect(page.locator(sheet)).to_be_visible()
    expect(page.locator(f"{sheet} a").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(sheet)).to_be_hidden()
    page.get_by_role("button", name=button).click()
    page.locator(f"{sheet} a").nth(2).click()
    assert not page.url.endswith(ESSAY)


@pytest.mark.parametrize("width", [320, 375, 768])
def test_the_section_in_view_takes_the_place_of_the_sites_name(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width)
    header = page.locator(".site-header")
    height = header.bounding_box()["height"]
    name, section = page.locator(".site-name"), header.get_by_role("button", name="This page: ")
    expect(section).to_have_count(0)
    page.evaluate("location.hash = '#hands'")
    expect(section).to_have_accessible_name("This page: Hands, boards and bowls")
    expect(section).to_have_text("Hands, boards and bowls")
    expect(name).to_be_hidden()
    assert section.bounding_box()["height"] <= height == header.bounding_box()["height"]
    section.click()
    expect(page.locator("#contents")).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 0)")
    expect(name).to_be_visible()


def test_on_wide_screens_the_contents_mark_the_section_and_the_sites_name_stays(open_page: OpenPage) -> None:
    page = open_page(f"{ESSAY}#hands")
    expect(page.locator("#contents [aria-current]")).to_have_attribute("href", "#hands")
    expect(page.locator(".site-name")).to_be_visible()
    expect(page.locator(".running")).to_be_hidden()


def test_above_the_first_section_the_title_takes_it(open_page: OpenPage) -> None:
    page = open_page("essays/waiting.html", viewport={"width": 320, "height": 400})
    page.evaluate("scrollBy(0, document.querySelector('h1').getBoundingClientRect().bottom + 1)")
    expect(page.locator(".running")).to_have_text("Why Slow Dough Tastes Better")


def test_the_keyboard_does_not_lose_the_sites_name(open_page: OpenPage) -> None:
    page = open_page(ESSAY, width=375)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.evaluate("async () => { for (let n = 0; n < 9; n++) await new Promise(requestAnimationFrame) }")
    expect(page.locator(".site-name")).to_be_focused()
    expect(page.locator(".site-name")).to_be_visible()


def test_a_heading_called_as_a_sheet_is_a_heading(chromium: Browser, built: Path, tmp_path: Path) -> None:
    names = ("menu", "contents", "preview", "search")
    plant(built, tmp_path / "site", "".join(f'<h2 id="{name}">{name}</h2>' for name in names), page=ESSAY)
    with serve(tmp_path / "site") as address, chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(address + ESSAY)
        for name in names:
            heading = page.locator(f"h2#{name}")
            expect(heading).to_be_visible()
            expect(heading).to_have_css("position", "static")


def test_a_section_chosen_from_the_contents_shows_and_the_contents_close(open_page: OpenPage) -> None:
    page = open_page(ESSAY, width=375)
    page.get_by_role("button", name="This page").click()
    page.locator("#contents a[href='#hands']").click()
    expect(page.locator("#contents")).to_be_hidden()
    expect(page.locator("#hands")).to_be_in_viewport()


def test_the_menu_and_the_contents_stand_open_on_wide_screens(open_page: OpenPage) -> None:
    page = open_page(ESSAY, java_script_enabled=False)
    expect(page.locator("#menu a", has_text="Glossary")).to_be_visible()
    expect(page.locator("#contents a").first).to_be_visible()
    expect(page.get_by_role("button", name="All pages")).to_be_hidden()


def test_the_essays_open_from_a_button_on_wide_screens_without_scripts(open_page: OpenPage) -> None:
    page = open_page(ESSAY, java_script_enabled=False)
    current = page.locator("#menu [aria-current=page]")
    expect(current).to_be_hidden()
    page.get_by_role("button", name="Essays").click()
    expect(current).to_be_in_viewport()
    expect(current).to_have_text(re.compile("How Much Water"))


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_the_way_to_help_is_always_in_sight(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width, java_script_enabled=False)
    page.evaluate("scrollTo(0, 5000)")
    expect(page.locator(".to-help")).to_be_in_viewport()
    expect(page.locator(".to-help")).to_have_attribute("href", "../help.html")


@pytest.mark.parametrize("width", [375, 1280])
def test_an_essay_begins_near_the_top_with_its_short_answer(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width)
    assert page.locator(".essay-lead").bounding_box()["y"] <= 300
    expect(page.locator(".content-note a")).to_have_attribute("href", "../help.html")


def test_the_verdicts_at_the_start_are_told_in_words_too(open_page: OpenPage) -> None:
    spans = open_page(ESSAY).locator(".evidence-line span")
    assert spans.count()
    assert [text for text in spans.all_inner_texts() if not re.search(r"\d+ [a-z]{4}", text)] == []


@pytest.mark.parametrize("path", ["index.html", ESSAY])
@pytest.mark.parametrize("width", [375, 1024, 1280, 1920])
def test_page_and_header_begin_at_one_edge(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, width=width)
    edges = [".site-name", "h1" if width < 992 or path == "index.html" else "nav#contents a"]
    words = """element => {
        const range = document.createRange()
        range.selectNodeContents(element)
        return range.getBoundingClientRect().x
    }"""
    name, text = (page.locator(edge).first.evaluate(words) for edge in edges)
    assert text == pytest.approx(name, abs=3)


@pytest.mark.parametrize("width", [320, 1280])
def test_what_comes_next_stands_right_below_the_text_and_notes_after_it(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width)
    places = ("article > p:has(+ .essay-end)", ".essay-end", ".pager-next", "#notes", "#references")
    boxes = [page.locator(place).bounding_box() for place in places]
    assert all(above["y"] + above["height"] < below["y"] for above, below in pairwise(boxes))
    assert boxes[2]["y"] - boxes[0]["y"] - boxes[0]["height"] < 200
    assert page.locator("main .pager").count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_a_title_with_a_colon_is_shown_in_two_parts_and_read_as_one(tmp_path: Path, reader: Page, width: int) -> None:
    project = copy_sample(tmp_path)
    essay = project / ESSAY.replace("html", "md").replace("essays", "docs/essays")
    title = re.search("^title: (.*)$", essay.read_text(), re.MULTILINE)[1]
    changed = essay.read_text().replace(f"# {title}", "# Water: How Much a Loaf Can Carry")
    essay.write_text(changed.replace(f"title: {title}", 'title: "Water: How Much a Loaf Can Carry"'))
    build(project, tmp_path / "site")
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto((tmp_path / "site" / ESSAY).as_uri())
    heading = reader.locator("h1")
    assert " ".join(heading.text_content().split()) == "Water: How Much a Loaf Can Carry"
    expect(reader.get_by_role("heading", level=1)).to_have_accessible_name("Water: How Much a Loaf Can Carry")
    assert reader.locator(".colon").evaluate("colon => colon.getBoundingClientRect().width") == 0
    first = heading.evaluate(
        """title => { const words = document.createRange(); words.selectNode(title.firstChild)
            const { top, bottom } = words.getBoundingClientRect()
            return (top + bottom) / 2 }"""
    )
    assert reader.locator(".subtitle").bounding_box()["y"] > first


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Bread: A History", ["Bread", "A History"]),
        ("Bread: <em>A</em> History: One", ["Bread", "<em>A</em> History: One"]),
        ("Bread &amp; Salt: A <code>b: c</code>", ["Bread &amp; Salt", "A <code>b: c</code>"]),
        ("At 10:30", None),
        ("<em>Bread: A</em> History", None),
    ],
)
def test_a_title_is_parted_at_its_colon(title: str, parts: list[str] | None) -> None:
    body = parse(f"<h1>{title}</h1>")
    apply(body, lambda address: None, {})
    shown = '{}<span class="colon">:</span> <span class="subtitle">{}</span>'.format(*parts) if parts else title
    assert re.sub("<code.*?>|<wbr>", "", body.css_first("h1").inner_html) == re.sub("<code.*?>", "", shown)


@pytest.mark.parametrize(("width", "is_beside"), [(375, False), (800, False), (1024, True), (1280, True)])
def test_a_work_is_named_beside_its_record_where_there_is_room(
    open_page: OpenPage, width: int, is_beside: bool
) -> None:
    work = open_page("references.html", width=width).locator(".work").first
    places = (".heading", ".reference", "dt", "dd")
    name, reference, label, words = (work.locator(place).first.bounding_box() for place in places)
    assert (name["x"] + name["width"] < reference["x"]) is is_beside
    assert (name["y"] + name["height"] <= reference["y"] + 1) is not is_beside
    assert words["x"] >= reference["x"] if is_beside else label["x"] == reference["x"]


def test_a_long_title_keeps_to_the_width_of_the_text(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.locator("h1").evaluate("title => { title.textContent = 'How Much Water a Town Can Carry '.repeat(4) }")
    title, lead = (page.locator(place).bounding_box() for place in ("h1", ".essay-lead"))
    assert title["x"] + title["width"] <= lead["x"] + lead["width"]


def test_a_link_says_by_its_shape_what_it_leads_to(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    claims = page.locator("article a[href*='evidence.html#c']")
    assert claims.count()
    assert claims.locator("svg[role=img]").count() == claims.count()
    assert claims.first.evaluate("link => getComputedStyle(link).textDecorationLine") == "none"
    term = page.locator("article a[href*='glossary.html#']").first
    assert term.evaluate("link => getComputedStyle(link).textDecorationStyle") == "dotted"
    work = page.locator(".citation-reference").first
    assert work.evaluate("link => getComputedStyle(link).textDecorationLine") == "underline"


@pytest.mark.parametrize("path", ["glossary.html", "references.html"])
def test_letters_lead_into_a_long_page(open_page: OpenPage, path: str) -> None:
    page = open_page(path, java_script_enabled=False)
    letter = page.locator(".letter-list a").last
    letter.click()
    heading = page.locator(f"{letter.get_attribute('href')}")
    expect(heading).to_be_in_viewport()
    assert heading.inner_text().startswith(letter.inner_text())


def test_without_scripts_nothing_is_offered_that_needs_them(open_page: OpenPage) -> None:
    for path in (ESSAY, "404.html"):
        page = open_page(path, java_script_enabled=False, width=375)
        page.evaluate("scrollTo(0, 5000)")
        assert [button for button in page.locator(".search-open").all() if button.is_visible()] == []
        expect(page.locator(".site-name")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "before"), [(375, ".menu-open"), (1280, "#menu > ul > li:not(.mobile-only) >> nth=-2")]
)
def test_without_scripts_no_place_is_kept_for_search(open_page: OpenPage, width: int, before: str) -> None:
    page = open_page(ESSAY, width=width, java_script_enabled=False)
    last, help_ = page.locator(before).bounding_box(), page.locator(".to-help").bounding_box()
    assert help_["x"] - last["x"] - last["width"] < 8


@pytest.mark.parametrize(
    ("said", "length"), [("word " * 440, 2), ("忍耐" * 440, 2), ("パン or 忍。" * 150, 2), ("", 1)]
)
def test_a_text_without_spaces_takes_its_time_too(said: str, length: int) -> None:
    assert minutes(parse(f"<body><p>{said}</p></body>")) == length


def test_an_essay_says_its_length_and_how_its_claims_were_judged(open_page: OpenPage) -> None:
    page = open_page("essays/waiting.html", width=800)
    length = int(re.search(r"about (\d+) minutes", page.inner_text(".essay-place"))[1])
    words = len(page.inner_text("article").split("References")[0].split())
    assert words / 250 < length < words / 180
    box = page.inner_text(".evidence-box")
    claims = int(re.search(r"(\d+) claims", box)[1])
    assert claims == sum(int(count) for count in re.findall(r"(\d+) [a-z ]+$", box, re.MULTILINE))
    linked = page.locator("article a[href*='evidence.html#c']").evaluate_all(
        "all => new Set(all.map(a => a.hash)).size"
    )
    assert claims == linked


def test_an_address_that_leads_nowhere_offers_search_and_the_essays(open_page: OpenPage) -> None:
    page = open_page("404.html", width=375)
    menu = page.locator("#essay-list a").evaluate_all("all => all.map(link => link.href)")
    essays = page.locator("article ol a")
    assert essays.evaluate_all("all => all.map(link => link.href)") == menu
    search = page.locator("article .search-open").bounding_box()
    assert search["y"] < essays.first.bounding_box()["y"] < page.get_by_text("Or go to").bounding_box()["y"]


def test_a_page_knows_the_one_before_and_the_one_after(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    expect(page.locator(".pager [rel=prev]")).to_have_attribute("href", "waiting.html")
    following = page.locator(".pager [rel=next]")
    expect(following).to_have_attribute("href", "heat.html")
    expect(following).to_contain_text("Baking on the Falling Heat")


def test_what_comes_next_invites_as_the_front_page_does(open_page: OpenPage) -> None:
    front = open_page("index.html")
    scene = front.locator("article ol > li:has(a[href='essays/water.html']) em").inner_text()
    assert scene
    expect(open_page("essays/waiting.html").locator(".pager-next small")).to_have_text(scene)


def test_links_to_sections_are_named_and_stand_outside_their_headings(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    assert page.locator(":is(h1, h2, h3) .headerlink").count() == 0
    names = page.locator(".headerlink").evaluate_all("all => all.map(link => link.ariaLabel)")
    assert "Link to: Hands, boards and bowls" in names
    assert len(names) == len(set(names)) == page.locator(".heading").count()


def test_the_way_back_from_each_note_has_a_name_of_its_own(open_page: OpenPage) -> None:
    names = open_page(ESSAY).locator(".footnote-backref").evaluate_all("all => all.map(link => link.ariaLabel)")
    assert len(names) == len(set(names)) > 2
    assert all(re.search(r"\d", name) for name in names)


@pytest.mark.parametrize("path", [ESSAY, "evidence.html", "index.html"])
def test_nothing_moves_while_a_page_is_read(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=375)
    page.add_init_script(SHIFTS)
    page.reload()
    page.evaluate(READ_ON)
    assert page.evaluate("shifts") == []


def test_what_moves_is_noticed(open_page: OpenPage) -> None:
    page = open_page("index.html", width=375)
    page.evaluate(SHIFTS)
    page.evaluate("document.querySelector('h1').style.marginTop = '99px'")
    page.evaluate("async () => { while (!shifts.length) await new Promise(requestAnimationFrame) }")


def test_on_paper_there_is_text_and_no_furniture(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.emulate_media(media="print")
    assert not page.locator(".footnote-backref").first.is_visible()
    page = open_page("help.html")
    page.emulate_media(media="print")
    for furniture in (".site-header", "#contents", ".pager", ".headerlink", ".passages"):
        assert not page.locator(furniture).first.is_visible(), furniture
    printed = page.locator("article a[href^='https://weather.example']").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "https://weather.example/" in printed


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_a_work_is_set_a_little_smaller_than_the_text_wherever_it_stands(open_page: OpenPage, width: int) -> None:
    size = "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    for path, works in ((ESSAY, "section.references li"), ("references.html", ".work :is(.reference, dt, dd)")):
        page = open_page(path, width=width)
        (text,) = page.locator("body").evaluate_all(size)
        sizes = page.locator(works).evaluate_all(size)
        assert sizes
        assert sizes == pytest.approx([0.9 * text] * len(sizes))
        assert min(sizes) >= 14


SECONDARY = (
    ".essay-place, .content-note, .evidence-line, .verdict, .dates, .edition, .cite, .site-footer, figcaption, .work, "
    ".checked"
)
A4 = 210 / 25.4 * 96
LETTERS_OF_A_LINE = """part => {
    const width = part.clientWidth
    const words = document.createRange()
    words.selectNodeContents(part)
    part.style.whiteSpace = "nowrap"
    return part.innerText.length * width / words.getBoundingClientRect().width
}"""


def print_out(page: Page) -> Page:
    """The page as it is printed on A4, as wide as its margins leave it."""
    margin = page.evaluate("""[...document.styleSheets[0].cssRules].find(rule => rule instanceof CSSPageRule)
        .style.marginLeft""")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(A4 * (1 - 2 * float(margin.removesuffix("mm")) / 210)), "height": 900})
    return page


@pytest.mark.parametrize("path", [ESSAY, "evidence.html", "references.html", "help.html"])
def test_on_paper_what_is_secondary_is_smaller_than_the_text(open_page: OpenPage, path: str) -> None:
    page = print_out(open_page(path))
    size = "all => all.filter(one => one.checkVisibility()).map(one => parseFloat(getComputedStyle(one).fontSize))"
    (text,) = page.locator("body").evaluate_all(size)
    assert 14 <= text <= 15  # 10.5 to 11 pt
    assert [one for one in page.locator(SECONDARY).evaluate_all(size) if one >= text or one < 11] == []


def test_a_printed_line_holds_as_many_letters_as_are_read_with_ease(open_page: OpenPage) -> None:
    page = print_out(open_page(ESSAY))
    lengths = page.locator("article > p:not([class])").evaluate_all(f"all => all.map({LETTERS_OF_A_LINE})")
    assert len(lengths) > 3
    assert 70 <= sum(lengths) / len(lengths) <= 79  # of which the ragged end takes some


def test_on_paper_no_list_of_passages_is_left_closed(open_page: OpenPage) -> None:
    for path in ("evidence.html", "glossary.html", "references.html"):
        page = open_page(path)
        assert page.locator("summary").first.is_visible()
        page.emulate_media(media="print")
        assert not any(one.is_visible() for one in page.locator("summary").all()), path


def test_a_printed_page_ends_with_no_line_that_announces_the_next(open_page: OpenPage) -> None:
    after = "all => [...new Set(all.map(one => getComputedStyle(one).breakAfter))]"
    inside = after.replace("breakAfter", "breakInside")
    page = print_out(open_page("evidence.html"))
    assert page.locator(".verdict, .heading, article p:has(+ ul)").evaluate_all(after) == ["avoid"]
    assert page.locator(".heading").evaluate_all(inside) == ["avoid"]
    page = print_out(open_page("references.html"))
    assert page.locator(".work .heading").evaluate_all(after) == ["avoid"]
    assert page.locator(".work .reference").evaluate_all(inside) == ["avoid"]
    assert page.locator(".work").evaluate_all(inside) == ["auto"]


def test_on_paper_the_end_stays_with_its_text_and_off_the_foot(open_page: OpenPage) -> None:
    page = print_out(open_page(ESSAY))
    style = "(all, name) => [...new Set(all.map(one => getComputedStyle(one)[name]))]"
    assert page.locator(".essay-end").evaluate_all(style, "breakBefore") == ["avoid"]
    for lines in ("orphans", "widows"):
        assert page.locator("article :is(p, li, dd)").evaluate_all(style, lines) == ["3"]
    end, foot = page.locator("article").bounding_box(), page.locator(".site-footer").bounding_box()
    assert foot["y"] - end["y"] - end["height"] >= 24


HALF_PAGES = """() => {
    const article = document.querySelector("article")
    const figure = article.querySelector("figure")
    const words = article.querySelector(":scope > p:not([class])")
    figure.querySelector("img").style.cssText = "width: 8cm; height: 17cm"
    words.textContent = "Water makes dough soft, and soft dough makes bread with holes. ".repeat(4)
    const parts = [...Array(5).fill(words), figure, ...Array(4).fill(words)]
    article.replaceChildren(...parts.map(part => part.cloneNode(true)))
}"""
"""Half a page of words, a picture that has no room below them, and words that have."""


def test_on_paper_a_picture_that_has_no_room_leaves_no_page_half_empty(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.evaluate(HALF_PAGES)
    pages = len(re.findall(rb"/Type /Page\b", page.pdf(format="A4")))
    assert pages == 2
    page = print_out(page)
    figure, text = page.locator("figure").first.bounding_box(), page.locator("article").bounding_box()
    assert figure["width"] == text["width"], "words would stand beside it, in lines too short to read"


def test_on_paper_rows_of_numbers_are_as_high_as_their_letters(open_page: OpenPage) -> None:
    page = print_out(open_page("evidence.html"))
    row = page.locator(".verdict-table tbody tr").first
    cells = (
        "all => all.map(one => { const words = document.createRange(); words.selectNodeContents(one); return words })"
    )
    heights = row.locator("th, td").evaluate_all(
        f"all => ({cells})(all).map(one => one.getBoundingClientRect().height)"
    )
    assert max(heights) - min(heights) <= 4, heights


def test_light_and_dark_follow_the_system(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    paper = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        paper.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert paper == ["rgb(251, 248, 242)", "rgb(27, 25, 23)"]


def test_a_column_is_aligned_as_its_author_said(tmp_path: Path, chromium: Browser) -> None:
    project = copy_sample(tmp_path / "project")
    configuration = project / "mkdocs.yml"
    configuration.write_text(configuration.read_text().replace("  - attr_list\n", "  - attr_list\n  - tables\n"))
    page = project / "docs/about.md"
    page.write_text(page.read_text() + "\n| a | b | c |\n| :-- | :-: | --: |\n| one | two | three |\n")
    build(project, project / "site")
    context = chromium.new_context()
    opened = context.new_page()
    opened.goto((project / "site/about.html").as_uri())
    sides = [cell.evaluate("cell => getComputedStyle(cell).textAlign") for cell in opened.locator("article td").all()]
    context.close()
    assert sides == ["left", "center", "right"]


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_a_verdicts_shape_stands_right_behind_its_words(open_page: OpenPage, width: int) -> None:
    places = open_page(ESSAY, width).locator("article .to-claim").evaluate_all(SHAPES_BEHIND)
    assert places
    assert [place for place in places if abs(place["down"]) > 4 or not 0 <= place["along"] < 8] == []


def test_a_section_that_the_contents_leave_out_is_told_as_the_one_around_it(open_page: OpenPage) -> None:
    page = open_page("help.html#help-burnt-loaves", width=375)
    assert page.locator("nav#contents a[href='#help-burnt-loaves']").count() == 0
    expect(page.locator(".running")).to_have_text("Where to ask")


def test_whatever_holds_words_ends_with_no_line_of_one_short_word(open_page: OpenPage) -> None:
    wraps = "all => [...new Set(all.map(one => getComputedStyle(one).textWrapStyle))]"
    for path, places in (
        (ESSAY, ("article > p", ".footnote li", ".references li", ".sidenote", "#contents a", "#menu a")),
        ("references.html", (".work dd",)),
        ("evidence.html", ("th", "figcaption")),
    ):
        page = open_page(path)
        for place in places:
            assert {*page.locator(place).evaluate_all(wraps)} <= {"pretty", "balance"}, place


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_the_columns_of_the_verdicts_stand_apart_and_below_their_heads(open_page: OpenPage, width: int) -> None:
    page = open_page("evidence.html", width=width)
    edges = """parts => parts.map(part => {
        const words = document.createRange()
        words.selectNodeContents(part)
        const box = words.getBoundingClientRect()
        return [box.left, box.right]
    })"""
    heads = page.locator(".verdict-table thead th").evaluate_all(edges)
    assert [round(after[0] - before[1]) for before, after in pairwise(heads) if after[0] - before[1] < 12] == []
    numbers = page.locator(".verdict-table td a:first-child").evaluate_all(edges)
    assert numbers
    assert [left for left, _ in numbers if left != pytest.approx(heads[-1][0], abs=1)] == []


def test_a_rule_parts_the_head_of_a_table_from_its_rows(open_page: OpenPage) -> None:
    page = open_page("evidence.html")
    rules = "all => all.map(one => getComputedStyle(one).borderTopWidth)"
    assert set(page.locator("tbody, tbody tr + tr").evaluate_all(rules)) == {"1px"}


@pytest.mark.parametrize(("path", "line"), [(ESSAY, ".evidence-line"), ("index.html", ".score")])
def test_the_lines_that_count_verdicts_stand_at_even_distances(open_page: OpenPage, path: str, line: str) -> None:
    page = open_page(path, width=320)
    link = page.locator(f"{line} a").evaluate("link => link.getBoundingClientRect().height")
    lines = page.locator(line).evaluate(
        "line => line.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(line).lineHeight)"
    )
    assert link >= 24
    assert lines == pytest.approx(round(lines), abs=0.02)


def test_the_two_sheets_of_a_phone_are_set_alike(open_page: OpenPage) -> None:
    page = open_page(ESSAY, width=375)
    rows = []
    for button, entry in (("All pages", "#menu a:text-is('Glossary')"), ("This page", "#contents a[href='#crumb']")):
        page.get_by_role("button", name=button).click()
        rows.append(page.locator(entry).bounding_box()["height"])
        page.keyboard.press("Escape")
    assert rows[0] == pytest.approx(rows[1], abs=0.5)


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_contents_begin_beside_the_first_line_of_an_essay(open_page: OpenPage, width: int) -> None:
    page = open_page(ESSAY, width=width)
    middle = """place => {
        const words = document.createRange()
        words.selectNodeContents(place)
        const [line] = words.getClientRects()
        return (line.top + line.bottom) / 2
    }"""
    first, place = (page.locator(one).first.evaluate(middle) for one in ("#contents a", ".essay-place"))
    assert first == pytest.approx(place, abs=1)


def test_the_letters_of_a_long_bibliography_stand_in_one_row_on_a_tablet(open_page: OpenPage) -> None:
    page = open_page("references.html", width=768)
    letters = page.locator(".letter-list")
    letters.evaluate("""list => list.replaceChildren(...[...'ABCDEFGHIJKLMOPRSTVW'].map(letter => {
        const link = list.querySelector('a').cloneNode()
        link.textContent = letter
        return link
    }))""")
    boxes = letters.locator("a").evaluate_all("all => all.map(one => one.getBoundingClientRect())")
    assert len({box["top"] for box in boxes}) == 1
    assert min(box["width"] for box in boxes) >= 24


@pytest.mark.parametrize("letters", [100, 200])
def test_the_field_that_filters_begins_and_ends_with_the_text(open_page: OpenPage, letters: int) -> None:
    page = open_page("references.html", width=320)
    page.evaluate("size => { document.documentElement.style.fontSize = `${size}%` }", letters)
    field, text = page.locator(".by-words input").bounding_box(), page.locator(".by-words").bounding_box()
    assert field["x"] == pytest.approx(text["x"], abs=1)
    assert field["width"] <= text["width"]


def test_the_panel_of_appearance_has_as_much_room_below_as_above(open_page: OpenPage) -> None:
    page = open_page(ESSAY)
    page.get_by_role("button", name="Appearance").click()
    panel = page.locator("#view").bounding_box()
    first, last = (page.locator("#view button").nth(at).bounding_box() for at in (0, -1))
    above = first["y"] - panel["y"]
    assert panel["y"] + panel["height"] - last["y"] - last["height"] == pytest.approx(above, abs=1)
