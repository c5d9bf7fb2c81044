from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import browser

PROJECT = Path(__file__).parent.parent
PLAIN = f"""\
site_name: Case
hooks: [{PROJECT}/scripts/hooks.py]
theme: {{name: null, custom_dir: theme}}
plugins: []
markdown_extensions: [attr_list, footnotes, smarty]
"""
"""A configuration with a theme that draws nothing: what is tested is what pages say."""

WriteSite = Callable[..., Path]
OpenPage = Callable[..., Page]


@pytest.fixture
def write_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteSite:
    """Write files (name -> text, or bytes) into an empty project, step into it, and return its configuration's path."""

    def write(files: Mapping[str, str | bytes], configuration: str = "") -> Path:
        (tmp_path / "theme").mkdir(exist_ok=True)
        (tmp_path / "theme" / "main.html").write_text("{{ page.content }}")
        for name, content in {"mkdocs.yml": PLAIN + configuration, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        monkeypatch.chdir(tmp_path)
        return Path("mkdocs.yml")

    return write


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built once, in a folder with a space in its name."""
    site = tmp_path_factory.mktemp("built") / "a copy of the site"
    build(PROJECT, site)
    return site


def build(project: Path, site: Path, **environment: str) -> None:
    """Build a project strictly, with nothing in the environment but what is given."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=project, env=inherited | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that a test may change, with the environment it was set up with."""
    copy = tmp_path_factory.mktemp("project") / "copy"
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "site", "__pycache__", ".*_cache"))
    (copy / ".venv").symlink_to(sys.prefix)
    return copy


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
def served(built: Path) -> Iterator[str]:
    """The built site over http; its address, with a slash at the end."""
    with serve(built) as address:
        yield address


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    class Patient(ThreadingHTTPServer):
        def handle_error(self, *request: Any) -> None:
            if not isinstance(sys.exception(), ConnectionError):  # a browser that leaves a page hangs up
                super().handle_error(*request)

    server = Patient(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(params=["http", "file"])
def site_address(request: pytest.FixtureRequest) -> str:
    """The built site's address, once over http and once from a disk; with a slash at the end."""
    if request.param == "http":
        return request.getfixturevalue("served")
    return request.getfixturevalue("built").as_uri() + "/"


@pytest.fixture
def open_page(chromium: Browser, served: str) -> Iterator[OpenPage]:
    """Open a page of the site at a width, with the settings of a browser context."""
    contexts = []

    def open(path: str = "essays/secure-attachment.html", width: int = 1280, **settings: Any) -> Page:
        contexts.append(chromium.new_context(**{"viewport": {"width": width, "height": 900}, **settings}))
        page = contexts[-1].new_page()
        page.goto(served + path)
        return page

    yield open
    for context in contexts:
        context.close()
