"""The copies of this series: quiet names, the book in the order of the menu, whole, and with every picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
from markup import read_pages
from places import page_of
from sites import PROJECT, essays_of, front_matter
from xref.reading import config


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
    settings, docs = config.read(PROJECT / "mkdocs.yml"), PROJECT / "docs"
    elsewhere = {"index", *(Path(address).stem for address in settings["extra"].get("not_in_book", ()))}
    menu = [page for page in named(settings["nav"]) if page.stem not in elsewhere]
    helping = [page.stem for page in menu if front_matter(docs / page).get("help")]
    rest = [page.stem for page in menu if page.stem not in helping]
    assert reading_order(book) == ["cover", "title", *helping, "nav", *rest, "licence"]


def named(navigation: Any) -> Iterator[Path]:
    """The pages that a navigation names, whatever it calls them, in its order."""
    if isinstance(navigation, str):
        yield from [Path(navigation)] if navigation.endswith(".md") else []
    else:
        for part in navigation.values() if isinstance(navigation, dict) else navigation:
            yield from named(part)


def test_its_contents_lead_to_every_term_and_every_claim(book: Path) -> None:
    listed = {link.get("href") for link in contents_of(book).iter(f"{XHTML}a")}
    for page, level in ((page_of("glossary"), 2), (page_of("evidence"), 3)):
        ids = re.findall(rf"^#{{{level}}} .*\{{:? ?[^}}]*?#([\w-]+)", page.read_text(), re.MULTILINE)
        assert ids
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


def test_every_picture_of_a_chapter_is_in_the_book_with_its_alternative(book: Path, built: Path) -> None:
    in_book = Counter(Path(picture.get("src")).stem for picture in pictures_of(book) if picture.get("alt"))
    chapters = [page for page in read_pages(built).values() if Path(page.path).stem in reading_order(book)]
    on_pages = Counter(Path(picture).stem for page in chapters for picture in page.pictures)
    assert on_pages
    assert in_book == on_pages


@pytest.mark.skipif(not EPUBCHECK, reason="epubcheck is not installed (it needs Java)")
def test_epubcheck_finds_nothing(downloads: Path) -> None:
    assert "0 fatals / 0 errors / 0 warnings" in checked(only(downloads, "epub"))
