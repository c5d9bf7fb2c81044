"""The series as a book: its order, its links and notes, what it says of itself, and that it runs nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from books import (
    XHTML,
    chapters_of,
    dead_links,
    foreign_parts,
    links_of,
    only,
    package,
    pictures_of,
    reading_order,
    unpack,
)
from sites import copy_sample


def made_from(folder: Path, changes: dict[str, str]) -> Path:
    """The book of the sample, with changes to its configuration (old -> new)."""
    project = copy_sample(folder / "project")
    text = (project / "mkdocs.yml").read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (project / "mkdocs.yml").write_text(text)
    return unpack(only(package(project), "epub"), folder / "unpacked") / "EPUB"


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_from(tmp_path_factory.mktemp("book"), {})


def test_it_opens_with_its_cover_and_contents_and_goes_on_in_the_order_of_the_menu(book: Path) -> None:
    order = reading_order(book)
    essays = ["waiting", "water", "heat"]
    assert order == ["cover", "nav", *essays, "evidence", "glossary", "references", "help", "about", "constructs"]
    contents = [link.get("href") for link in chapters_of(book)["nav.xhtml"].iter(f"{XHTML}a")]
    assert contents == [f"{name}.xhtml" for name in order[2:]]


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
    assert "Bread Notes for Slow Mornings" in (book / "cover.xhtml").read_text()


def test_its_markup_has_plain_names(book: Path) -> None:
    for path in book.glob("*.xhtml"):
        assert not re.search(r"<(?:html|ns\d+|svg):|xmlns:(?!epub)", path.read_text()), path.name
    note = '<aside id="fn-cold" role="doc-footnote" epub:type="footnote">'
    assert note in (book / "water.xhtml").read_text()


def test_it_says_of_itself_what_the_configuration_says(tmp_path: Path) -> None:
    changes = {
        "  name: material\n": "  name: material\n  language: de\n",
        "site_name: Bread": "site_name: Brot & Bread",
    }
    text = (made_from(tmp_path, changes) / "package.opf").read_text()
    assert "<dc:title>Brot &amp; Bread Notes for Slow Mornings</dc:title>" in text
    assert "<dc:language>de</dc:language>" in text
    assert 'xml:lang="de"' in text
    assert (
        "<dc:description>Notes on slow bread, with every claim traced to an invented source.</dc:description>" in text
    )
    assert "<dc:rights>Invented for tests. Nothing here was baked.</dc:rights>" in text


def test_books_of_two_sites_are_two_books(book: Path, tmp_path: Path) -> None:
    """A shelf knows a book by its identifier: an edition keeps it, another site has another."""
    other = made_from(tmp_path, {"site_name: Bread Notes for Slow Mornings": "site_name: Soup Notes"})
    found = [re.search("<dc:identifier[^>]*>(.*?)<", (made / "package.opf").read_text())[1] for made in (book, other)]
    assert found[0] != found[1]
