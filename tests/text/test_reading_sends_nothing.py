"""Nothing is sent and nothing is kept: every page is walked, over http and from a disk, and each part of it used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from places import DOCS, Places, built_name, page_of
from planting import PAGE, plant
from sites import PROJECT, pages_of, serve
from walking import DESKTOP, PHONE, Search, walk
from walking_elsewhere import walk_elsewhere, watched

OTHER_BROWSERS = ["firefox", "webkit"]
PLANTED = {
    "<img src='http://elsewhere.example/seen.png'>": "elsewhere.example",
    "<script>localStorage.left = 1</script>": "kept ('local'",
    "<script>missing()</script>": "error: ",
    "<script>console.error('said')</script>": "error: said",
    "<p style='width: 200vw'>Wide.</p>": "the page is wider than its window",
}
"""Markup -> what is told of it, where no policy is in its way."""


@pytest.fixture(scope="session")
def search() -> Search:
    """For a term of two words or more, which is found first."""
    words, id = next(iter(re.findall(r"^## (\w+ \w+) \{#([\w-]+)\}$", page_of("glossary").read_text(), re.MULTILINE)))
    return Search(words, f"{built_name(page_of('glossary'))}#{id}")


@pytest.mark.parametrize("settings", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_reading_sends_nothing_and_leaves_nothing(
    chromium: Browser, built: Path, site_address: str, settings: dict[str, object], search: Search
) -> None:
    """From a disk there is no page for lost addresses, since its own addresses count from a server's root."""
    names = [name for name in pages_of(built) if name != "404.html" or site_address.startswith("http")]
    assert walk(chromium, site_address, names, settings, search) == []


@pytest.fixture(scope="session")
def watched_site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site whose pages note what happens to them, in a folder with a space in its name."""
    return watched(built, tmp_path_factory.mktemp("watched") / "a copy of the site")


@pytest.mark.parametrize("name", OTHER_BROWSERS)
def test_nor_does_reading_in_other_browsers_where_all_works_as_well(
    request: pytest.FixtureRequest, watched_site: Path, name: str, search: Search
) -> None:
    browser = request.getfixturevalue(f"{name}_page")
    with serve(watched_site) as address:
        assert walk_elsewhere(browser, address, pages_of(watched_site), search) == []


@pytest.mark.parametrize("name", OTHER_BROWSERS)
def test_nor_does_it_there_from_a_disk(
    request: pytest.FixtureRequest, watched_site: Path, name: str, search: Search
) -> None:
    """A page of each kind: all others are drawn from the same templates."""
    browser = request.getfixturevalue(f"{name}_page")
    texts = {page: (watched_site / page).read_text() for page in pages_of(watched_site) if page != "404.html"}
    kinds = {kind[1]: page for page, text in texts.items() if (kind := re.search('<article class="(.*?)"', text))}
    assert walk_elsewhere(browser, f"{watched_site.as_uri()}/", kinds.values(), search) == []


@pytest.mark.parametrize("name", OTHER_BROWSERS)
def test_a_walk_there_notices(
    request: pytest.FixtureRequest, built: Path, tmp_path: Path, name: str, search: Search
) -> None:
    plant(built, tmp_path / "planted", "".join(PLANTED), has_policy=False)
    with serve(watched(tmp_path / "planted", tmp_path / "watched")) as address:
        trouble = walk_elsewhere(request.getfixturevalue(f"{name}_page"), address, [PAGE], search)
    assert [words for words in PLANTED.values() if not any(words in line for line in trouble)] == []


def test_every_page_is_walked(built: Path, places: Places) -> None:
    written = {name for path in DOCS.rglob("*.md") if not (name := built_name(path)).startswith("templates/")}
    led_on = {old for old in places.moved if "#" not in old}
    assert set(pages_of(built)) == written | led_on | {"404.html"}


def test_every_test_that_the_privacy_page_names_is_there() -> None:
    code = "".join(path.read_text() for path in (PROJECT / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", (PROJECT / "docs/privacy.md").read_text())
    assert named
    assert [name for name in named if f"def {name}(" not in code] == []
