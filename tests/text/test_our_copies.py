"""The copies of this series: quiet names, the book in the order of the menu, whole, and with every picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from books import (
    EPUBCHECK,
    XHTML,
    chapters_of,
    checked,
    contents_of,
    dead_links,
    foreign_parts,
    links_of,
    only,
    package,
    pictures_of,
    reading_order,
    unpack,
)
from sites import PROJECT, essays_of


@pytest.fixture(scope="session")
def downloads(project_copy: Path) -> Path:
    return package(project_copy, "--no-pdf")


@pytest.fixture(scope="session")
def book(downloads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack(only(downloads, "epub"), tmp_path_factory.mktemp("book")) / "EPUB"


def test_nothing_in_a_files_name_tells_the_subject(downloads: Path) -> None:
    names = {path.name for path in downloads.iterdir()}
    assert not [name for name in names if re.search("attach|cuckold|compersion|jealous|monogam|sex", name.lower())]


def test_the_book_goes_on_in_the_order_of_the_menu(book: Path) -> None:
    """But for the front page, for pages about the site on the web, and for safety, which stands before all else."""
    configuration = (PROJECT / "mkdocs.yml").read_text()
    named = re.search(r"not_in_book: \[(.*)\]", configuration)
    left_out = {"index", *re.findall(r"[\w-]+(?=\.html)", named[1] if named else "privacy.html, offline.html")}
    menu = [Path(path).stem for path in re.findall(r"[\w/-]+(?=\.md$)", configuration, re.MULTILINE)]
    left_out.add("safety")
    assert reading_order(book) == ["cover", "title", "safety", "nav", *(name for name in menu if name not in left_out)]


def test_its_contents_lead_to_every_term_and_every_claim(book: Path) -> None:
    listed = {link.get("href") for link in contents_of(book).iter(f"{XHTML}a")}
    for page, level in ((PROJECT / "docs/glossary.md", 2), (PROJECT / "docs/evidence.md", 3)):
        ids = re.findall(rf"^#{{{level}}} .*\{{ ?#([\w-]+)", page.read_text(), re.MULTILINE)
        assert len(ids) > 20
        assert {f"{page.stem}.xhtml#{id}" for id in ids} <= listed


def test_every_link_of_the_book_leads_somewhere(book: Path) -> None:
    chapters = chapters_of(book)
    assert len(links_of(chapters)) > 500
    assert dead_links(chapters) == []


def test_every_note_of_the_book_is_marked(book: Path) -> None:
    for essay in essays_of(PROJECT / "docs"):
        tree = chapters_of(book)[f"{essay.stem}.xhtml"]
        notes = tree.xpath("//*[@*[local-name()='type']='footnote']")
        assert len(notes) == len(re.findall(r"^\[\^[^\]]+\]:", essay.read_text(), re.MULTILINE))
        assert {mark.get("href") for mark in tree.xpath("//*[@role='doc-noteref']")} == {
            f"#{note.get('id')}" for note in notes
        }


def test_the_book_loads_nothing_and_runs_nothing(book: Path) -> None:
    assert foreign_parts(book) == []


def test_every_picture_of_a_chapter_is_in_the_book_with_its_alternative(book: Path) -> None:
    shown = [Path(picture.get("src")).stem for picture in pictures_of(book) if picture.get("alt")]
    texts = [page.read_text() for page in (PROJECT / "docs").rglob("*.md") if page.stem in reading_order(book)]
    written = [name for text in texts for name in re.findall(r"!\[[^\]]*\]\([^)\s]*?([\w-]+)\.\w+\)", text)]
    assert written
    assert sorted(shown) == sorted(written)


@pytest.mark.skipif(not EPUBCHECK, reason="epubcheck is not installed (it needs Java)")
def test_epubcheck_finds_nothing(downloads: Path) -> None:
    assert "0 fatals / 0 errors / 0 warnings" in checked(only(downloads, "epub"))
