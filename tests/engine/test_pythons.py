"""What requirements.txt names is enough, on the oldest Python and on the newest: to build, to validate, to pack.

And what comes out is what comes out of the developer's environment, though the lock holds other versions for other
Pythons.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from same_bytes import assert_same
from sites import PROJECT, WriteSite

NAMES = ("python3", "python", *(f"python3.{minor}" for minor in range(11, 30)))
SUPPORTED = (3, 11)
VERSION = "import sys; print(*sys.version_info[:3]) if sys.version_info.releaselevel == 'final' else None"
KEPT_FROM_CHILDREN = ("SITE_URL", "REPO_URL", "PYTHONPATH", "VIRTUAL_ENV")
NO_NETWORK = re.compile("connection|network|name resolution|proxy|timed out", re.IGNORECASE)
"""What pip says where it reaches no registry, and of nothing that is wrong with a lock."""

WITH_SNIPPETS = {
    "docs/index.md": '# A\n\n--8<-- "a.md:2:4"\n\n--8<--\nb.md\n--8<--\n\n[d](gone.md)\n\n'
    '- item\n\n    --8<-- "a.md:part"\n\n/// details | More\n[e](lost.md)\n///\n',
    "parts/a.md": "[a](index.md)\n[b](gone.md)\n\nText.\n\n--8<-- [start:part]\n[c](gone.md)\n--8<-- [end:part]\n",
    "parts/b.md": '--8<-- "c.md"\r\n\r\n[note]: gone.md\r\n',
    "parts/c.md": "[c][note] [f][end]",
    "parts/end.md": "[end]: gone.md\n",
}
EXTENSIONS = """\
  - pymdownx.snippets: {base_path: [parts], auto_append: [end.md]}
  - pymdownx.blocks.details
"""


def run(*command: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in KEPT_FROM_CHILDREN}
    return subprocess.run(list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True)


def pythons() -> list[str]:
    """The Pythons on this machine that the project runs on, oldest first."""
    found: dict[tuple[int, ...], str] = {}
    for path in _candidates():
        version = tuple(map(int, run(path, "-c", VERSION).stdout.split()))
        if version >= SUPPORTED:
            found.setdefault(version, path)
    return [found[version] for version in sorted(found)]


def _candidates() -> Iterator[str]:
    folders = os.environ.get("PATH", "").split(os.pathsep)
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    installed = (str(folder / "bin") for folder in versions.glob("*"))
    for folder in (*folders, *installed):
        yield from filter(None, (shutil.which(name, path=folder) for name in NAMES))


@pytest.fixture(scope="session", params=["oldest", "newest"])
def locked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of that age, in an environment that holds what requirements.txt names and nothing else."""
    there = pythons()
    if request.param == "newest" and len(there) == 1:
        pytest.skip(f"{there[0]} is the only Python here")
    own = tmp_path_factory.getbasetemp()
    environment = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / request.param
    with open(f"{environment}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first of pytest's processes makes it, the others wait
        if not (environment / "whole").exists():
            _make(environment, there[0 if request.param == "oldest" else -1])
            (environment / "whole").touch()
    return environment / "bin/python"


def _make(environment: Path, python: str) -> None:
    made = run(python, "-m", "venv", "--clear", environment)
    if made.returncode:
        pytest.skip(f"{python} makes no environment: {' '.join((made.stdout + made.stderr).split())}")
    pip = (environment / "bin/python", "-m", "pip", "install", "--quiet", "--no-compile", "--require-hashes")
    done = run(*pip, "-r", PROJECT / "requirements.txt")
    if done.returncode and ("PIP_NO_INDEX" in os.environ or NO_NETWORK.search(done.stderr)):
        pytest.skip("pip reaches no registry")
    assert done.returncode == 0, done.stderr


def packed(python: Path | str, project: Path, site: Path) -> Path:
    """The site, with what `scripts/package.py` adds to it."""
    done = run(
        python, PROJECT / "scripts/package.py", "--no-pdf", "--config", project / "mkdocs.yml", folder=site.parent
    )
    assert done.returncode == 0, done.stderr
    return site


def built_by(python: Path | str, project: Path, site: Path, *options: str) -> Path:
    done = run(python, "-m", "mkdocs", "build", *options, "--site-dir", site, folder=project)
    assert done.returncode == 0, done.stderr
    return site


def said_by(python: Path | str, folder: Path) -> tuple[int, str, str]:
    done = run(python, PROJECT / "scripts/check_xrefs.py", "--no-cache", folder=folder)
    return done.returncode, done.stdout, done.stderr


def test_the_lock_alone_builds_and_packs_the_same_bytes(
    locked: Path, sample: Path, built: Path, tmp_path: Path
) -> None:
    site = built_by(locked, sample, tmp_path / "locked/site", "--strict")
    developers = shutil.copytree(built, tmp_path / "developer/site")
    assert_same(packed(sys.executable, sample, developers), packed(locked, sample, site))


def test_the_lock_alone_finds_the_same(locked: Path, sample: Path) -> None:
    assert said_by(locked, sample) == said_by(sys.executable, sample)
    assert said_by(locked, sample)[0] == 0


def test_a_site_with_snippets_is_read_and_built_the_same(locked: Path, write_site: WriteSite, tmp_path: Path) -> None:
    """The extension that takes them in is another one on the oldest Python."""
    configuration = write_site(WITH_SNIPPETS)
    configuration.write_text(configuration.read_text().replace(" [attr_list, footnotes, smarty]\n", f"\n{EXTENSIONS}"))
    found = said_by(locked, tmp_path)
    assert found == said_by(sys.executable, tmp_path)
    assert found[1].count("gone.md") == 5
    assert "parts/a.md:7:1: " in found[1]
    assert_same(built_by(sys.executable, tmp_path, tmp_path / "one"), built_by(locked, tmp_path, tmp_path / "other"))


def test_no_pattern_repeats_a_group_without_going_back() -> None:
    """Before 3.11.5 that matches too much (github.com/python/cpython/issues/106052); of single signs it goes well."""
    scripts = [*(PROJECT / "scripts").rglob("*.py")]
    possessive = re.compile(r"(?<!\()[)}][*+?]\+")
    assert [path.name for path in scripts if possessive.search(path.read_text(encoding="utf-8"))] == []
