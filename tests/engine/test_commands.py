"""`make serve` shows a change in the open browser; what cannot be set up says so in one line."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import browser
import environment
from sites import PROJECT

OUTSIDE_MAKE = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
"""The environment without what `make test` adds for a make below it."""


def make(*arguments: str, folder: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=folder, env=OUTSIDE_MAKE, capture_output=True, text=True)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def served_live(project_copy: Path) -> Iterator[str]:
    """The address at which `make serve` answers for a copy of the project."""
    port = free_port()
    command = ["make", "serve", f"PORT={port}"]
    server = subprocess.Popen(
        command, cwd=project_copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, process_group=0
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(address)
        yield address
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


def test_an_edit_shows_in_the_open_browser(served_live: str, project_copy: Path, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(served_live)
    home = project_copy / "docs/index.md"
    text = home.read_text()
    home.write_text(f'{text}\n<p id="minute">A line of this very minute</p>\n')
    expect(page.locator("#minute")).to_be_visible(timeout=20_000)
    home.write_text(text)
    context.close()


def test_a_finding_shows_in_the_terminal_when_its_page_is_saved(project_copy: Path) -> None:
    port = free_port()
    command = ["make", "serve", f"PORT={port}"]
    server = subprocess.Popen(
        command, cwd=project_copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, process_group=0, text=True
    )
    lines: list[str] = []
    threading.Thread(target=lambda: lines.extend(server.stdout), daemon=True).start()
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        assert not [line for line in lines if "[missing-page]" in line]
        page = project_copy / "docs/index.md"
        text = page.read_text()
        page.write_text(f"{text}\n[b](gone.md)\n")
        number = len(page.read_text().splitlines())
        said = f"docs/index.md:{number}:1: link to a missing page 'gone.md' [missing-page]"
        wait_until(lambda: any(said in line for line in lines))
        page.write_text(text)
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("nothing happened")


def test_a_busy_port_is_one_line(project_copy: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        done = make("serve", f"PORT={port}", folder=project_copy)
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert said == [f"port {port} is not free (Address already in use); choose another: make serve PORT=8001"]


@pytest.mark.parametrize("port", ["80 01", "8000; echo", "", '"'])
def test_a_port_that_is_none_is_one_line_and_no_command(port: str, project_copy: Path) -> None:
    done = make("serve", f"PORT={port}", folder=project_copy)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"port {port!r} is no number up to 65535; choose another")


def test_what_to_add_is_asked_for_in_one_line(project_copy: Path) -> None:
    assert make("source", folder=project_copy).stderr.startswith("FILE is missing; write: make source FILE=")


def test_no_python_is_one_line() -> None:
    done = make("serve", "PYTHON=")
    assert done.returncode != 0
    assert "needs Python 3.11 or newer and found none" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_old_python_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    said = environment.install("requirements.txt")
    assert said == "needs Python 3.11 or newer and found 3.9; install one, or name it: make PYTHON=python3.12"


def test_a_missing_venv_is_one_line_and_leaves_no_half_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def create(folder: str, **_: object) -> None:
        Path(folder).mkdir()
        raise subprocess.CalledProcessError(1, "ensurepip")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(environment.venv, "create", create)
    said = environment.install("lock.txt")
    assert said == "could not make .venv/: on Debian or Ubuntu, apt install python3-venv and try again"
    assert not Path(".venv").exists()


def test_a_failed_download_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "lock.txt").write_text(f"no-such-package==1.0 --hash=sha256:{'0' * 64}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    said = environment.install("lock.txt")
    assert said.startswith("could not install lock.txt: ")
    assert said.endswith("; check the network and try again")
    assert "\n" not in said
    assert capsys.readouterr().out == ""  # which is for findings


def test_help_lists_every_command() -> None:
    done = make("help")
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "help",
        "serve",
        "site",
        "check",
        "format",
        "new-essay",
        "rules",
        "cite",
        "test",
        "suite",
        "programs",
        "fuzz",
        "package",
        "release",
        "aged",
        "picture",
        "source",
        "bench",
        "lock",
        "vendor",
        "clean",
    ]


def test_a_checkout_by_windows_rules_has_the_same_bytes(tmp_path: Path) -> None:
    if not (PROJECT / ".git").exists():
        pytest.skip("not a clone")
    git = ["git", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", "-c", "advice.detachedHead=false"]
    subprocess.run([*git, "clone", "--quiet", "--no-local", PROJECT, tmp_path / "clone"], check=True)
    stored = subprocess.run(["git", "archive", "HEAD"], cwd=PROJECT, capture_output=True, check=True).stdout
    (tmp_path / "stored").mkdir()
    subprocess.run(["tar", "-x", "-C", tmp_path / "stored"], input=stored, check=True)
    files = sorted(path.relative_to(tmp_path / "stored") for path in (tmp_path / "stored").rglob("*") if path.is_file())
    assert files
    assert [
        file for file in files if (tmp_path / "clone" / file).read_bytes() != (tmp_path / "stored" / file).read_bytes()
    ] == []


def test_a_browser_that_cannot_be_installed_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "_ways", lambda: [["sh", "-c", "echo trying; echo 'no network' >&2; exit 7"]])
    said = browser.main().splitlines()
    assert said[1:] == [
        "  trying",
        "  no network",
        "found no Chrome or Chromium and could not install one; install either and try again",
    ]


def test_a_skipped_test_is_named_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("import pytest\n\ndef test_it():\n    pytest.skip('the tool is missing')\n")
    command = [sys.executable, "-m", "pytest", "-c", PROJECT / "pyproject.toml", "--rootdir", tmp_path, tmp_path]
    done = subprocess.run([*command, "-n0", "-p", "no:cacheprovider"], cwd=tmp_path, capture_output=True, text=True)
    assert "SKIPPED test_it.py::test_it - Skipped: the tool is missing" in done.stdout


def test_the_check_of_a_clean_checkout_fails_where_a_tool_cannot_be_installed(tmp_path: Path) -> None:
    programs = {
        "apt-get": "echo trying; echo 'no network' >&2; exit 100",
        "sudo": 'shift; exec "$@"',
        "make": "echo 'and goes on'",
    }
    for name, code in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{code}\n")
        (tmp_path / name).chmod(0o755)
    for name in ("bash", "dirname", "id", "tail"):
        (tmp_path / name).symlink_to(shutil.which(name))
    done = subprocess.run([PROJECT / ".ci/run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode != 0
    assert done.stdout.splitlines() == [
        "trying",
        "no network",
        "could not install epubcheck, which checks the book; install it and try again",
    ]


def test_it_installs_what_is_missing_and_nothing_else(tmp_path: Path) -> None:
    programs = {
        "apt-get": 'echo "$@" >>log',
        "sudo": 'shift; exec "$@"',
        "make": "echo make >>log",
        "epubcheck": "",
        "ldconfig": "echo libpangoft2-1.0.so.0",
    }
    for name, code in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{code}\n".replace("log", str(tmp_path / "log")))
        (tmp_path / name).chmod(0o755)
    for name in ("bash", "dirname", "grep", "id", "tail"):
        (tmp_path / name).symlink_to(shutil.which(name))
    subprocess.run([PROJECT / ".ci/run"], env={"PATH": str(tmp_path)}, check=True)
    said = (tmp_path / "log").read_text().splitlines()
    missing = ("firefox-esr", "webkit2gtk-driver", "xvfb")
    assert said == [
        *(line for name in missing for line in ("update", f"install --yes --no-install-recommends {name}")),
        "install --yes --no-install-recommends chromium-headless-shell",
        "make",
    ]


def pins(lock: str) -> set[str]:
    return {line for line in (PROJECT / lock).read_text().splitlines() if "==" in line and not line.startswith(" ")}


def test_locks_agree_and_name_no_host() -> None:
    assert pins("requirements.txt") < pins("requirements-check.txt") < pins("requirements-test.txt")
    for lock in PROJECT.glob("requirements*.txt"):
        assert "://" not in lock.read_text()


@pytest.mark.parametrize("name", ["Exported Items.bib", '"My" $works; so far.bib'], ids=["Zotero's", "another"])
def test_an_export_may_have_any_name(name: str, project_copy: Path) -> None:
    (project_copy / name).write_text(
        "@article{doe, title={On rye}, author={Doe, Jane}, year={2020}, journal={Crumbs}}\n"
    )
    references = project_copy / "docs/references.yml"
    before = references.read_text()
    try:
        done = make("source", f"FILE={name}", folder=project_copy)
        assert (done.returncode, "title: On rye" in references.read_text()) == (0, True), done.stderr
    finally:
        references.write_text(before)
