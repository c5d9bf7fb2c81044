"""Packing that is killed, or finds no room: readers and git see what was there before, or what is new and whole."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from books import ADDRESS, pack
from publish.workshop import put_folder, workshop
from sites import PROJECT, build, copy_sample

KILLED = """
import os, shutil, signal, sys
sys.path.insert(0, {scripts!r})
import package
lay_out = package.pdf.documents
CHANGING = {{"os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree"}}

def is_change(event, given):
    return event in CHANGING or (event == "open" and isinstance(given[1], str) and is_written(*given[:2]))

def is_written(path, mode):
    return set(mode) & set("wax+") and not os.path.isdir(path)  # a folder, for a file without a name

def run(step):
    left = step
    def watch(event, given):
        nonlocal left
        if is_change(event, given):
            left -= 1
            if left == 0:
                if event == "open":  # emptied, and not yet written
                    os.close(os.open(given[0], os.O_CREAT | os.O_TRUNC | os.O_WRONLY))
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(watch)
    sys.stdout = sys.stderr = open(os.devnull, "a")
    os._exit(bool(package.main(["--config", "mkdocs.yml"])))

# Laid out once for all runs: that takes nearly all of the time, and writes nothing but fonts in a folder of its own.
documents = []
package.pdf.documents = lambda *given: documents or documents.extend(lay_out(*given)) or documents
package.main(["--config", "mkdocs.yml"])
step = 0
ended = signal.SIGKILL
while ended == signal.SIGKILL:
    step += 1
    shutil.rmtree("site")
    shutil.rmtree(".cache", ignore_errors=True)
    shutil.copytree("before", "site")
    child = os.fork() or run(step)
    ended = os.waitpid(child, 0)[1]
    shutil.rmtree(f"after/{{step}}", ignore_errors=True)
    shutil.copytree("site", f"after/{{step}}")
    seen = sorted(set(os.listdir()) - {{"after", "before"}})
    open(f"after/{{step}}.txt", "w").write(" ".join(seen))
sys.exit(ended)
"""
"""Packs again and again, and is killed each time at another step by which it changes a folder or a file."""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with downloads of another edition than the pages."""
    project = copy_sample(tmp_path_factory.mktemp("interrupted") / "project")
    build(project, project / "site", SITE_URL=ADDRESS)
    assert pack(project, "--no-pdf", SITE_URL=ADDRESS, SOURCE_DATE_EPOCH="1000000000").returncode == 0
    return project


def contents(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def downloads(site: dict[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in site.items() if name.startswith("downloads/")}


def test_killed_at_any_step_it_leaves_the_old_or_the_new_and_nothing_else(packed: Path, tmp_path: Path) -> None:
    project = shutil.copytree(packed, tmp_path / "project", symlinks=True)
    (project / "after").mkdir()
    shutil.copytree(project / "site", project / "before")
    script = KILLED.format(scripts=str(PROJECT / "scripts"))
    environment = {"SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": "1700000000", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", script], cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    before, *steps = [contents(project / name) for name in ("before", *_in_order(project / "after"))]
    after = steps[-1]
    assert len(steps) > 10
    assert downloads(before) != downloads(after) != {}
    assert [downloads(step) for step in steps].count({}) <= 1  # between two renames, of which the system knows no pair
    for step in steps:
        assert downloads(step) in (downloads(before), {}, downloads(after))
        assert all(digest in (before.get(name), after.get(name)) for name, digest in step.items())
        assert step.keys() - downloads(step).keys() == after.keys() - downloads(after).keys()
    beside = {".cache", "docs", "mkdocs.yml", "overrides", "scripts", "site"}
    assert {name for text in (project / "after").glob("*.txt") for name in text.read_text().split()} <= beside
    assert not (project / ".cache").exists()


def _in_order(folder: Path) -> list[str]:
    return [f"after/{path.stem}" for path in sorted(folder.glob("*.txt"), key=lambda path: int(path.stem))]


def test_what_a_killed_run_left_is_gone_after_the_next(packed: Path) -> None:
    (packed / ".cache/made/downloads").mkdir(parents=True)
    (packed / ".cache/made/downloads/half.zip").write_bytes(b"PK")
    assert pack(packed, "--no-pdf", SITE_URL=ADDRESS).returncode == 0
    assert {path.suffix for path in (packed / "site/downloads").iterdir()} == {".zip", ".epub", ""}
    assert not (packed / ".cache").exists()


@pytest.mark.parametrize("room", [0, 1_000, 20_000, 40_000])
def test_without_room_for_it_nothing_is_replaced_and_one_line_says_why(packed: Path, room: int) -> None:
    before = contents(packed / "site")
    done = subprocess.run(
        [sys.executable, PROJECT / "scripts/package.py", "--config", "mkdocs.yml"],
        cwd=packed,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "file too large; raise the limit on the size of files" in done.stderr
    assert contents(packed / "site") == before
    assert not (packed / ".cache").exists()


def test_who_interrupts_it_gets_no_traceback(packed: Path) -> None:
    script = "import os, signal, sys, package; package._pack_pages = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
    command = [sys.executable, "-c", f"{script}sys.exit(package.main(['--config', 'mkdocs.yml']))"]
    environment = {"PYTHONPATH": str(PROJECT / "scripts"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=packed, env=environment, capture_output=True, text=True)
    assert (done.stderr, done.returncode) == ("", 130)
    assert not (packed / ".cache").exists()


@pytest.mark.parametrize("step", [0, 1])
@pytest.mark.parametrize("is_done", [False, True])
def test_interrupted_while_a_folder_is_put_in_place_there_is_the_old_or_the_new(
    step: int, is_done: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("place", "made"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").touch()
    renames = count()
    rename = os.rename

    def interrupted(*names: Path) -> None:
        is_now = next(renames) == step
        if is_done or not is_now:
            rename(*names)
        if is_now:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put_folder(tmp_path / "made", tmp_path / "place")
    found = [path.name for path in (tmp_path / "place").iterdir()]
    assert found == ["made.txt" if step and is_done else "place.txt"]


def test_two_at_once_have_a_folder_each(tmp_path: Path) -> None:
    with workshop(tmp_path) as first:
        (first / "a.txt").touch()
        with workshop(tmp_path) as second:
            assert [*second.iterdir()] == []
            (second / "b.txt").touch()
        assert [path.name for path in first.iterdir()] == ["a.txt"]
    assert [*tmp_path.iterdir()] == []
