"""The series as a book: its order, its links and notes, what it says of itself, and that it runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from books import (
    XHTML,
    chapters_of,
    contents_of,
    dead_links,
    foreign_parts,
    lines_of,
    links_of,
    only,
    package,
    pictures_of,
    reading_order,
    unpack,
)
from sites import copy_sample

FIGURE_COLUMNS = """figures => figures.map(figure => ["img", "figcaption"].map(name =>
  Math.floor(figure.querySelector(name).getBoundingClientRect().left / innerWidth)))"""
COLOURS_OF_LINKS = """() => {
  const colour = element => getComputedStyle(element).color;
  return [...document.querySelectorAll("a[href]")].filter(a => colour(a) !== colour(a.parentElement)).map(a => a.href);
}"""


def made_from(folder: Path, changes: dict[str, str]) -> Path:
    """The book of the sample, with changes to its configuration (old -> new)."""
    project = copy_sample(folder / "project")
    text = (project / "mkdocs.yml").read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (project / "mkdocs.yml").write_text(text)
    return unpack(only(package(project, "--no-pdf"), "epub"), folder / "unpacked") / "EPUB"


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_from(tmp_path_factory.mktemp("book"), {})


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 600, "height": 800})
    yield context.new_page()
    context.close()


def test_it_opens_with_its_cover_and_help_and_goes_on_in_the_order_of_the_menu(book: Path) -> None:
    order = reading_order(book)
    essays = ["waiting", "water", "heat"]
    assert order == [
        "cover",
        "title",
        "help",
        "nav",
        *essays,
        "evidence",
        "glossary",
        "references",
        "about",
        "constructs",
        "licence",
    ]
    chapters = [link for depth, link in lines_of(contents_of(book)) if depth == 1]
    assert chapters == [f"{name}.xhtml" for name in order if name not in ("cover", "title", "nav")]


def test_its_contents_lead_to_sections_terms_and_claims_but_not_to_each_work(book: Path) -> None:
    lines = lines_of(contents_of(book))
    assert (2, "waiting.xhtml#starter") in lines
    assert (2, "glossary.xhtml#oven-spring") in lines
    assert (3, "evidence.xhtml#c01") in lines
    assert not [link for _, link in lines if link.startswith("references.xhtml#")]


def test_its_landmarks_lead_to_the_parts_that_a_reader_looks_for(book: Path) -> None:
    query = "//*[@*[local-name()='type']='landmarks']//x:a"
    links = chapters_of(book)["nav.xhtml"].xpath(query, namespaces={"x": XHTML.strip("{}")})
    found = {link.get("{http://www.idpf.org/2007/ops}type"): link.get("href") for link in links}
    assert found == {
        "cover": "cover.xhtml",
        "titlepage": "title.xhtml",
        "toc": "nav.xhtml",
        "bodymatter": "waiting.xhtml",
        "glossary": "glossary.xhtml",
        "bibliography": "references.xhtml",
    }


def test_every_link_leads_somewhere(book: Path) -> None:
    chapters = chapters_of(book)
    assert len(links_of(chapters)) > 100
    assert dead_links(chapters) == []


def test_every_note_is_marked_and_leads_back_to_each_place_that_names_it(book: Path) -> None:
    tree = chapters_of(book)["water.xhtml"]
    marks = tree.xpath("//*[@role='doc-noteref']")
    notes = tree.xpath("//*[@*[local-name()='type']='footnote']")
    assert (len(marks), len(notes)) == (3, 2)
    assert {mark.get("href") for mark in marks} == {f"#{note.get('id')}" for note in notes}
    assert len(tree.xpath("//*[@role='doc-backlink']")) == len(marks)


def test_markup_in_the_title_of_a_work_is_markup(book: Path) -> None:
    (title,) = chapters_of(book)["references.xhtml"].xpath("//*[local-name()='i'][contains(., 'Crust')][*]")
    assert "".join(title.itertext()) == "Invented test data: Crust, Triticum and CO2"
    assert [part.tag for part in title] == [f"{XHTML}i", f"{XHTML}sub"]


def test_it_loads_nothing_and_runs_nothing(book: Path) -> None:
    assert foreign_parts(book) == []


def test_it_says_how_accessible_it_is(book: Path) -> None:
    text = (book / "package.opf").read_text()
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f'property="schema:{name}"' in text


def test_every_picture_keeps_its_alternative(book: Path) -> None:
    alternatives = [picture.get("alt") for picture in pictures_of(book)]
    assert {alternative.split()[0] for alternative in alternatives if alternative} == {"A", "Dough", "Four", "Five"}


def test_it_holds_every_construct_of_markdown(book: Path) -> None:
    chapter = chapters_of(book)["constructs.xhtml"]
    said = " ".join("".join(chapter.itertext()).split())
    for words in (
        "Wheat white",
        "rye: 100",
        "Another within.",
        "Because of gas.",
        "dough.py",
        "☐ of rye",
        "😄",
        "Biga",
    ):
        assert words in said
    tags = {element.tag.removeprefix(XHTML) for element in chapter.iter() if isinstance(element.tag, str)}
    assert tags >= {"details", "summary", "pre", "kbd", "mark", "ins", "del", "sub", "sup", "abbr", "dl", "table"}
    assert tags.isdisjoint({"input", "label", "button", "style"})
    assert all(box.get("open") for box in chapter.iter(f"{XHTML}details"))
    assert chapter.xpath("//*[@class='icon']/*[local-name()='svg']/*[local-name()='path']")


def test_its_cover_says_what_it_is(book: Path) -> None:
    assert 'alt="Bread Notes for Slow Mornings"' in (book / "cover.xhtml").read_text()


def test_its_title_page_says_what_it_is_of_which_year_on_which_terms_and_that_nobody_is_named(book: Path) -> None:
    (page,) = chapters_of(book)["title.xhtml"].iter(f"{XHTML}section")
    said = " ".join("".join(page.itertext()).split())
    assert re.fullmatch(
        "Bread Notes for Slow Mornings Notes on slow bread, .* No author is named"
        r"(?:Made on \d+ \w+ 20\d\d)?Newer editions: https://notes\.example/here/Notes Crumb .*",
        said,
    )
    assert page.findall("{http://www.w3.org/2000/svg}svg")


def test_its_pictures_look_the_same_to_a_reader_that_takes_no_style_sheet_of_theirs(book: Path, page: Page) -> None:
    for picture in book.glob("pictures/*.svg"):
        page.set_content(picture.read_text())
        styled = page.screenshot()
        page.eval_on_selector_all("style", "styles => styles.forEach(style => style.remove())")
        assert page.screenshot() == styled, picture.name


def test_a_figure_stands_on_one_page_with_its_caption_whatever_the_screen(book: Path, page: Page) -> None:
    page.goto((book / "water.xhtml").as_uri())
    page.add_style_tag(content="html { columns: 100vw; column-gap: 0; height: 100vh; margin: 0 } body { margin: 0 }")
    for height in range(400, 900, 20):
        page.set_viewport_size({"width": 360, "height": height})
        places = page.eval_on_selector_all("figure", FIGURE_COLUMNS)
        assert places
        assert all(picture == caption for picture, caption in places), (height, places)


def test_its_links_take_the_colour_of_the_text_in_light_and_dark(book: Path, page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto((book / "waiting.xhtml").as_uri())
        assert page.evaluate(COLOURS_OF_LINKS) == [], scheme


def test_the_shape_of_a_verdict_stays_with_the_word_before_it_and_is_told_in_words(book: Path) -> None:
    shapes = chapters_of(book)["waiting.xhtml"].xpath("//*[contains(@class, 'to-claim')]//*[local-name()='svg']")
    assert shapes
    for shape in shapes:
        assert (shape.getparent().get("class"), shape.get("role")) == ("tied", "img")
        assert shape.get("aria-label")
        assert (shape.getparent().text or "").strip()


def test_what_leads_from_page_to_page_on_a_screen_is_no_part_of_it(book: Path) -> None:
    for name, chapter in chapters_of(book).items():
        classes = {word for element in chapter.iter() for word in (element.get("class") or "").split()}
        assert classes.isdisjoint({"pager", "related", "cite", "headerlink", "sidenote"}), name


def test_its_markup_has_plain_names(book: Path) -> None:
    for path in book.glob("*.xhtml"):
        assert not re.search(r"<(?:html|ns\d+|svg):|xmlns:(?!epub)", path.read_text()), path.name
    note = '<aside id="fn-cold" role="doc-footnote" epub:type="footnote">'
    assert note in (book / "water.xhtml").read_text()


def test_it_says_of_itself_what_the_configuration_says(tmp_path: Path) -> None:
    changes = {
        "  name: material\n": "  name: material\n  language: de\n",
        "site_name: Bread": "site_author: B. Aker\nsite_name: Brot & Bread",
    }
    made = made_from(tmp_path, changes)
    assert "B. Aker" in (made / "title.xhtml").read_text()
    text = (made / "package.opf").read_text()
    assert ">B. Aker</dc:creator>" in text
    assert "<dc:title>Brot &amp; Bread Notes for Slow Mornings</dc:title>" in text
    assert "<dc:language>de</dc:language>" in text
    assert 'xml:lang="de"' in text
    assert (
        "<dc:description>Notes on slow bread, with every claim traced to an invented source.</dc:description>" in text
    )
    named = "Notes Crumb 1.0 (https://licence.example/crumb/1.0/)."
    assert f"<dc:rights>{named} Invented for tests. Nothing here was baked.</dc:rights>" in text


def test_books_of_two_sites_are_two_books(book: Path, tmp_path: Path) -> None:
    """A shelf knows a book by its identifier: an edition keeps it, another site has another."""
    other = made_from(tmp_path, {"site_name: Bread Notes for Slow Mornings": "site_name: Soup Notes"})
    found = [re.search("<dc:identifier[^>]*>(.*?)<", (made / "package.opf").read_text())[1] for made in (book, other)]
    assert found[0] != found[1]


def test_links_have_the_colour_of_the_text_where_a_reader_paints_them_blue(page: Page, book: Path) -> None:
    page.goto((book / "water.xhtml").as_uri())
    page.evaluate(
        "document.head.prepend(Object.assign(document.createElement('style'), "
        "{ textContent: 'a[href] { color: blue }' }))"
    )
    assert page.locator("p a").first.evaluate("link => getComputedStyle(link).color") != "rgb(0, 0, 255)"
