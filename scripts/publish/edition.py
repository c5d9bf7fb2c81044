"""When this edition was made: a time that is the same wherever and whenever the same commit is built."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

VARIABLE = "SOURCE_DATE_EPOCH"
"""See https://reproducible-builds.org/specs/source-date-epoch/; MkDocs reads it too."""
OLDEST = 315532800
"""1980-01-01, the first day that a zip file can tell; for a copy of the project that has no history."""

LATEST = 4354819198
"""2107-12-31, the last."""


class EditionError(Exception):
    """The time that the environment chose is none; the message says why."""


def timestamp(project: Path) -> int:
    """Seconds since 1970 of the environment's choice, else of the last commit, else of the oldest day.

    Raises EditionError for a choice that is no time which a zip file can tell.
    """
    if chosen := os.environ.get(VARIABLE):
        if not chosen.isdecimal() or not OLDEST <= int(chosen) <= LATEST:
            raise EditionError(f"{VARIABLE} is {chosen!r}; expected seconds since 1970, from {OLDEST} to {LATEST}")
        return int(chosen)
    command = ["git", "-C", str(project), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return OLDEST
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else OLDEST
