"""When this edition was made: a time that is the same wherever and whenever the same commit is built."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

VARIABLE = "SOURCE_DATE_EPOCH"
"""See https://reproducible-builds.org/specs/source-date-epoch/; MkDocs reads it too."""
OLDEST = 315532800
"""1980-01-01, the first day that a zip file can tell; for a copy of the project that has no history."""


def timestamp(project: Path) -> int:
    """Seconds since 1970 of the environment's choice, else of the last commit, else of the oldest day."""
    if chosen := os.environ.get(VARIABLE):
        return int(chosen)
    command = ["git", "-C", str(project), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return OLDEST
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else OLDEST
