"""What a proposed change touches, as git tells it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import File

from xref.model import Finding
from xref.reading import config as configuration

HUNK = re.compile(r"@@ -\d+(?:,(?P<removed>\d+))? \+(?P<first>\d+)(?:,(?P<added>\d+))? @@")
Changed = Mapping[str, frozenset[int]]
"""Path of each changed file, from the project's root -> its lines that are new, counted from 1."""


def changed_since(base: str) -> Changed:
    """What differs from a commit; nothing where none is named, git is missing or does not know the commit."""
    options = ["--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", "--no-renames", "--relative"]
    command = ["git", "-c", "core.quotePath=false", "diff", *options, "--end-of-options", base, "--"]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace") if base else None
    except OSError:
        return {}
    return read_diff(done.stdout) if done and done.returncode == 0 else {}


def read_diff(diff: str) -> Changed:
    """Read what `git diff --unified=0 --no-prefix` prints; a file that is gone is none that changed."""
    changed: dict[str, set[int]] = {}
    path = "/dev/null"
    lines = iter(diff.split("\n"))
    for line in lines:
        if line.startswith("+++ "):
            path = line.removeprefix("+++ ").rstrip("\t")
            changed[path] = set()
        elif hunk := HUNK.match(line):
            removed, added = (int(hunk[name] or 1) for name in ("removed", "added"))
            changed[path].update(range(int(hunk["first"]), int(hunk["first"]) + added))
            _skip(lines, removed + added)
    return {path: frozenset(numbers) for path, numbers in changed.items() if path != "/dev/null"}


def _skip(lines: Iterator[str], number: int) -> None:
    """The lines of a hunk, which may look like anything."""
    next(islice(lines, number, number), None)


def nearness(finding: Finding, changed: Changed) -> int:
    """0 on a line that changed, 1 elsewhere in a file that did, 2 in any other."""
    if finding.path not in changed:
        return 2
    return 0 if finding.position.line in changed[finding.path] else 1


def changed_pages(changed: Changed, site: Path, settings: Path = Path("mkdocs.yml")) -> list[str]:
    """Paths in the built site of the pages whose text changed."""
    config = configuration.read(settings)
    folder = Path(config.docs_dir).relative_to(Path.cwd()).as_posix()
    texts = [path for path in changed if PurePosixPath(path).is_relative_to(folder) and path.endswith(".md")]
    built = (_built(PurePosixPath(path).relative_to(folder).as_posix(), config.use_directory_urls) for path in texts)
    return sorted(path for path in built if (site / path).is_file())


def _built(path: str, in_folders: bool) -> str:
    return File(path, "", "", in_folders).dest_uri
