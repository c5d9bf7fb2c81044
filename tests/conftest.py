"""Fixtures of all tests. Which site `built` and `served` are is said by the conftest of each folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import browser
import firefox
import told
import webkit
from sites import PLAIN, OpenPage, WriteSite, configuration, copy_project

pytest_configure = told.pytest_configure
pytest_collection_modifyitems = told.pytest_collection_modifyitems
pytest_terminal_summary = told.pytest_terminal_summary

expect.set_options(timeout=20_000)  # what holds is seen at once, and on a busy machine a little later


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test often waits for a browser."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def write_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteSite:
    """Write files (name -> text, or bytes) into an empty project, step into it, and return its configuration's path."""

    def write(files: Mapping[str, str | bytes], own: str = "") -> Path:
        (tmp_path / "theme").mkdir(exist_ok=True)
        (tmp_path / "theme" / "main.html").write_text("{{ page.content }}")
        for name, content in {"mkdocs.yml": configuration(PLAIN, own), **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        monkeypatch.chdir(tmp_path)
        return Path("mkdocs.yml")

    return write


@pytest.fixture(scope="session")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that a test may change, with the environment it was set up with."""
    return copy_project(tmp_path_factory.mktemp("project") / "copy")


@pytest.fixture
def own_copy(tmp_path: Path) -> Path:
    """The same for one test alone."""
    return copy_project(tmp_path / "copy")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium from which no request reaches the network."""
    path = browser.find()
    assert path, "no Chrome or Chromium: run `python tests/browser.py`"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=browser.ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def firefox_page() -> Iterator[firefox.Firefox]:
    """A page of a Firefox from which no request reaches the network."""
    yield from _launched(firefox, "firefox-esr is not installed")


@pytest.fixture(scope="session")
def webkit_page() -> Iterator[webkit.WebKit]:
    """A page of a WebKit from which no request reaches the network."""
    yield from _launched(webkit, webkit.MISSING)


def _launched(browser: ModuleType, missing: str) -> Iterator[Any]:
    with browser.launch(browser.find() or pytest.skip(missing)) as launched:
        yield launched


@pytest.fixture(params=["http", "file"])
def site_address(request: pytest.FixtureRequest) -> str:
    """The built site's address, once over http and once from a disk; with a slash at the end."""
    if request.param == "http":
        return request.getfixturevalue("served")
    return request.getfixturevalue("built").as_uri() + "/"


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """An empty page on a wide screen."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """An empty page on a phone."""
    context = chromium.new_context(viewport={"width": 375, "height": 800}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(chromium: Browser, served: str) -> Iterator[OpenPage]:
    """Open a page of the site at a width, with the settings of a browser context."""
    contexts = []

    def open(path: str, width: int = 1280, **settings: Any) -> Page:
        contexts.append(chromium.new_context(**{"viewport": {"width": width, "height": 900}, **settings}))
        page = contexts[-1].new_page()
        page.goto(served + path)
        return page

    yield open
    for context in contexts:
        context.close()
