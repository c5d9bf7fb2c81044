"""Where files went: renames, as git remembers them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from posixpath import basename

SURE = 70
"""Of a hundred, how alike two files of different names are from which on one is the other, and no part of it: of 20
moves that people followed, the least alike were 73, and one that they did not follow, a page that was split, 51."""


def moves(docs: Path) -> Callable[[str], str | None]:
    """A function from a path in the folder to the path that the file has now; None where git knows of no move."""

    @cache
    def renames() -> dict[str, str]:
        return dict(_renames(docs))

    def moved(path: str) -> str | None:
        seen: set[str] = set()
        while path in renames() and path not in seen:
            seen.add(path)
            path = renames()[path]
        return path if seen and (docs / path).is_file() else None

    return moved


def _renames(docs: Path) -> list[tuple[str, str]]:
    """Pairs of old and new paths, committed ones oldest first, then those not yet committed."""
    log = _git(docs, "log", "--reverse", "--format=", "--name-status", "--relative", "--diff-filter=R", "-M", "-z")
    uncommitted = _git(docs, "diff", "HEAD", "--name-status", "--relative", "--diff-filter=R", "-M", "-z")
    fields = [field for field in (log + uncommitted).split("\0") if field]
    pairs = zip(fields[0::3], fields[1::3], fields[2::3], strict=False)
    return [(old, new) for alike, old, new in pairs if int(alike[1:]) >= SURE or _is_namesake(old, new)]


def _is_namesake(old: str, new: str) -> bool:
    return basename(old).lower() == basename(new).lower()


def _git(folder: Path, *arguments: str) -> str:
    """What git says, or nothing where there is no git, no repository or no history."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="surrogateescape", timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
