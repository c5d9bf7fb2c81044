"""Nothing is sent and nothing is kept: every page is walked, over http and from a disk, and each part of it used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sites import PROJECT, pages_of
from walking import DESKTOP, PHONE, Search, walk

SEARCH = Search("secure base", "glossary.html#secure-base")


@pytest.mark.parametrize("settings", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_reading_sends_nothing_and_leaves_nothing(
    chromium: Browser, built: Path, site_address: str, settings: dict[str, object]
) -> None:
    """From a disk there is no page for lost addresses, since its own addresses count from a server's root."""
    names = [name for name in pages_of(built) if name != "404.html" or site_address.startswith("http")]
    assert walk(chromium, site_address, names, settings, SEARCH) == []


def test_every_page_is_walked(built: Path) -> None:
    docs = PROJECT / "docs"
    written = {path.relative_to(docs).with_suffix(".html").as_posix() for path in docs.rglob("*.md")}
    assert set(pages_of(built)) == {name for name in written if not name.startswith("templates/")} | {"404.html"}


def test_every_test_that_the_privacy_page_names_is_there() -> None:
    code = "".join(path.read_text() for path in (PROJECT / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", (PROJECT / "docs/privacy.md").read_text())
    assert named
    assert [name for name in named if f"def {name}(" not in code] == []
