"""These essays: their titles and order, what they show, and what is told of their subject where others may see."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from first_view import furniture
from markup import BuiltPage, dead_links, loaded_from_elsewhere, read_pages, repeated_ids
from places import DOCS, built_name
from sites import PROJECT, essays_of, front_matter

SETTINGS = PROJECT / "mkdocs.yml"
ESSAYS = essays_of(DOCS)
PICTURES = sorted((DOCS / "assets/pictures").glob("*.svg"))


def letters(text: str) -> str:
    """What stays of a text when marks are made typographic."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, BuiltPage]:
    return read_pages(built)


def linked(part: str) -> list[tuple[str, str]]:
    """Address and words of each link to an essay, in the order of a part of a page."""
    links = re.findall(r'(?s)<a href="([^"]+)"[^>]*>(.*?)</a>', part)
    series = {built_name(essay) for essay in ESSAYS}
    return [(path, letters(unescape(re.sub("<[^>]*>", "", words)))) for path, words in links if path in series]


def test_the_front_page_lists_each_essay_by_its_title_in_order(pages: dict[str, BuiltPage]) -> None:
    """Whatever else it says of one, before or after."""
    titles = [(built_name(essay), letters(front_matter(essay)["title"])) for essay in ESSAYS]
    named = dict.fromkeys(linked(pages["index.html"].text.split("<article")[1]))
    assert [link for link in named if link in titles] == titles


def test_the_menu_lists_the_essays_in_order(pages: dict[str, BuiltPage]) -> None:
    menu = pages["index.html"].text.split('<nav id="menu"')[1].split("</nav>")[0]
    assert [path for path, _ in linked(menu)] == [built_name(essay) for essay in ESSAYS]


def test_every_link_and_anchor_resolves(pages: dict[str, BuiltPage], built: Path) -> None:
    assert dead_links(pages, built) == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, BuiltPage]) -> None:
    assert repeated_ids(pages) == {}


def test_pages_load_nothing_from_elsewhere(pages: dict[str, BuiltPage], built: Path) -> None:
    assert loaded_from_elsewhere(pages, built) == []


def test_no_tab_announces_the_subject(pages: dict[str, BuiltPage]) -> None:
    for page in pages.values():
        title = re.search("<title>(.*?)</title>", page.text)[1].lower()
        assert not re.search("cuckold|compersion|jealous|monogam|sex", title)


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda path: path.stem)
def test_an_essay_shows_its_note(pages: dict[str, BuiltPage], essay: Path) -> None:
    text = pages[built_name(essay)].text
    assert 'class="content-note"' in text


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda path: path.stem)
def test_an_essay_keeps_to_its_budget(built: Path, essay: Path) -> None:
    """A short one may have as much around it as an essay of 4 KB, packed."""
    assert furniture((built / built_name(essay)).read_text(), least=4000) <= 1.6


def test_every_drawing_is_held_to_the_pages_colours_and_described() -> None:
    """By the validator, where the configuration asks it to; it looks at those of today and of tomorrow."""
    assert yaml.safe_load(SETTINGS.read_text().replace("!ENV ", ""))["extra"]["drawings"] == "../overrides/site.css"


def test_every_drawing_is_shown(pages: dict[str, BuiltPage]) -> None:
    shown = [picture for page in pages.values() for picture in re.findall(r"<img[^>]*>", page.text)]
    assert {path.name for path in PICTURES} <= {re.search('src="[^"]*?([^"/]+)"', picture)[1] for picture in shown}
