"""What workflows do besides checks: tell what has aged, release, renew; and a fork that takes a newer version."""

from __future__ import annotations

import json
import re
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml

import aged
import release
from sites import PROJECT
from xref.command import CommandError

WORKFLOWS = {path.stem: yaml.safe_load(path.read_text()) for path in (PROJECT / ".github/workflows").glob("*.yml")}
JOBS = [(f"{name}: {job}", content) for name, flow in WORKFLOWS.items() for job, content in flow["jobs"].items()]
PLAIN = {"gh", "git", "number=$(gh", "set", "for", "rm", "cp", "mv", "done", "if", "else", "fi"}
"""With which a line may begin in a job that may write: tools of the runner, none of the project."""
GUIDE = (PROJECT / "MAINTAINING.md").read_text()


def writes(job: dict) -> bool:
    return "write" in job["permissions"].values()


@pytest.mark.parametrize("job", [job for _, job in JOBS], ids=[name for name, _ in JOBS])
def test_who_may_write_runs_no_code_of_the_project_and_who_runs_it_may_write_nothing(job: dict) -> None:
    commands = "\n".join(step.get("run", "") for step in job["steps"])
    if writes(job):
        assert {line.split()[0] for line in commands.replace("\\\n", " ").split("\n") if line} <= PLAIN
        assert not any("setup-python" in step.get("uses", "") for step in job["steps"])
    else:
        assert all(line.startswith("make ") for line in commands.split("\n") if line)
        assert "github.token" not in json.dumps(job)
    assert "secrets." not in json.dumps(job)


def test_a_proposed_change_meets_no_right_to_write() -> None:
    for flow in WORKFLOWS.values():
        triggers = flow[True]  # which is how YAML reads `on`
        assert "pull_request_target" not in triggers
        if "pull_request" in triggers:
            assert {tuple(job["permissions"].items()) for job in flow["jobs"].values()} == {(("contents", "read"),)}


def test_the_tested_locks_are_the_files_that_are_offered() -> None:
    """And no others, whatever the code that made them put beside them."""
    made = WORKFLOWS["monthly"]["jobs"]["renew"]["steps"][-1]["with"]["path"].replace("/\n", "\n").split()
    offered = re.search(r"set -- (.*?)\nfor", WORKFLOWS["monthly"]["jobs"]["offer"]["steps"][-1]["run"], re.DOTALL)[1]
    locks = [path.name for path in PROJECT.glob("requirements*.txt")]
    assert sorted(offered.replace("\\", "").split()) == sorted(
        [*locks, *(path.rstrip("/") for path in made if "*" not in path)]
    )


# What has aged


class Gone(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(404 if "gone" in self.path else 200)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


def test_links_that_lead_nowhere_are_named_once_with_their_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gone)
    Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    (tmp_path / "site/essays").mkdir(parents=True)
    for name in ("index.html", "essays/one.html"):
        (tmp_path / "site" / name).write_text(
            f'<a href="{host}/gone">a</a> <a href="{host}/there">b</a> <a href="local.html">c</a>'
        )
    monkeypatch.chdir(tmp_path)
    options = [option for option in aged.LYCHEE if not option.startswith("--host-request-interval")]
    lines = [*aged.broken_links(aged._said("lychee", *options, "site/**/*.html"))]
    server.shutdown()
    assert len(lines) == 1
    assert "/gone on essays/one.html, index.html: " in lines[0]


def test_only_notices_are_due() -> None:
    findings = [
        {"path": "docs/help.yml", "line": 3, "message": "was checked on 2020-01-01", "notice": True},
        {"path": "docs/a.md", "line": 1, "message": "wrong", "notice": False},
    ]
    assert [*aged.due(json.dumps({"findings": findings}))] == ["docs/help.yml, line 3: was checked on 2020-01-01"]


def test_every_locked_package_is_looked_up_and_nothing_else() -> None:
    lock = (PROJECT / "requirements-test.txt").read_text()
    script = aged.as_script(lock)
    pins = [line for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    assert script.count("==") >= len(pins) > 50
    for pin in pins:
        assert json.dumps(pin.rstrip(" \\")) in script
    assert "sha256" not in script


def test_nothing_that_aged_is_no_report_and_much_is_a_report_that_fits() -> None:
    assert aged.report({"Links": [], "Days": []}) == ""
    text = aged.report({"Links": ["<b>" * 20] * 5000, "Days": []})
    assert "## Links" in text
    assert "## Days" not in text
    assert len(text) < 65_536


def test_who_cannot_look_says_so_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lychee").write_text("#!/bin/sh\necho no network >&2; exit 1\n")
    (tmp_path / "lychee").chmod(0o755)
    monkeypatch.setattr(aged, "TOOLS", tmp_path)
    with pytest.raises(CommandError, match="lychee found nothing out, and said: no network; see to that"):
        aged._said("lychee")


# Releases

LOG = """\
# Changelog

## [Unreleased]

## [1.1.0] - 2026-01-02

### Added

- A thing.

## [1.0.0] - 2026-01-01

- All.
"""


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(LOG)
    (tmp_path / "site/downloads").mkdir(parents=True)
    for name in ("bread.zip", "bread.epub", "SHA256SUMS"):
        (tmp_path / "site/downloads" / name).write_text(name)
    return tmp_path


def test_a_version_is_its_copies_its_checksums_and_its_lines(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAG", "v1.1.0")
    for _ in range(2):
        assert release.main() == 0
        assert {path.name for path in (packed / "release").iterdir()} == {
            "bread.zip",
            "bread.epub",
            "SHA256SUMS",
            "NOTES.md",
        }
    assert (packed / "release/NOTES.md").read_text() == "### Added\n\n- A thing.\n"


@pytest.mark.parametrize("tag", ["", "1.1.0", "v1.1", "v1.1.0; true", "v2.0.0", "v1.1.0.0"])
def test_a_tag_of_which_nothing_is_said_is_one_line(
    tag: str, packed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("TAG", tag)
    assert release.main() == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert tag in said
    assert not (packed / "release").exists()


def test_our_own_log_can_be_read_by_it() -> None:
    headings = re.findall(r"^## (.*)$", (PROJECT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", heading) for heading in headings[1:])


# A fork

UPSTREAM = {
    "docs/index.md": "Ours",
    "docs/old.md": "Ours",
    "mkdocs.yml": "ours",
    "README.md": "ours",
    "scripts/a.py": "1",
}
FORK = {"docs/index.md": "Theirs", "mkdocs.yml": "theirs", "README.md": "theirs"}
NEWER = {
    "docs/index.md": "Ours, newer",
    "docs/new.md": "New",
    "mkdocs.yml": "newer",
    "scripts/a.py": "2",
    "scripts/b.py": "3",
}


def commit(folder: Path, files: dict[str, str], *gone: str) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for name in gone:
        (folder / name).unlink()
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Change")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_a_fork_takes_a_newer_version_and_keeps_what_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the lines of the guide, on texts that both sides changed, added and deleted."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Someone")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "someone@example.org")
    upstream, fork = tmp_path / "upstream", tmp_path / "fork"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "upstream")
    commit(upstream, {**UPSTREAM, "tests/text/test_a.py": "ours"})
    git(tmp_path, "clone", "--quiet", "upstream", "fork")
    git(fork, "remote", "add", "upstream", str(upstream))
    commit(fork, {**FORK, "docs/bread.md": "Bread"}, "docs/old.md", "tests/text/test_a.py")
    commit(upstream, {**NEWER, "docs/old.md": "Ours, newer", "tests/text/test_a.py": "newer"})
    git(upstream, "tag", "v1.1.0")
    lines = re.search(r"```sh\n(.*?)make check\n```", GUIDE, re.DOTALL)[1]
    subprocess.run(["sh", "-e", "-c", lines], cwd=fork, check=True, capture_output=True)
    there = {
        path.relative_to(fork).as_posix(): path.read_text()
        for path in fork.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }
    assert there == {**FORK, "docs/bread.md": "Bread", "scripts/a.py": "2", "scripts/b.py": "3"}
    merged = subprocess.run(["git", "log", "-1", "--format=%P"], cwd=fork, capture_output=True, text=True).stdout
    assert len(merged.split()) == 2
