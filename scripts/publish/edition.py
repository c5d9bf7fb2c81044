"""When this edition was made: a time that is the same wherever and whenever the same commit is built."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from essays.citing.dates import MONTHS
from xref.command import CommandError

VARIABLE = "SOURCE_DATE_EPOCH"
"""See https://reproducible-builds.org/specs/source-date-epoch/; MkDocs reads it too."""
OLDEST = 315532800
"""1980-01-01, the first day that a zip file can tell; for a copy of the project that has no history."""
LATEST = 4354819198
"""2107-12-31, the last."""


UNDATED = (
    f"neither {VARIABLE} nor a commit tells the day of this edition: sitemap.xml.gz, the zip and the book say"
    " 1980-01-01, and are not those, byte for byte, of whoever builds the same text from its repository"
)
LOCATING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
"""Variables by which a hook of git would have it look at another repository than the project's."""


class EditionError(CommandError):
    """The time that the environment chose is none; the message says why."""


def timestamp(configuration: Path) -> int | None:
    """Seconds since 1970 of the environment's choice, else of the last commit; None where neither is known.

    `configuration` is the project's mkdocs.yml. Raises EditionError for a choice that is no time which a zip can tell.
    """
    if chosen := os.environ.get(VARIABLE):
        if not chosen.isdecimal() or not OLDEST <= int(chosen) <= LATEST:
            raise EditionError(f"{VARIABLE} is {chosen!r}; expected seconds since 1970, from {OLDEST} to {LATEST}")
        return int(chosen)
    project = configuration.resolve().parent
    if _git(project, "cat-file", "-e", f"HEAD:./{configuration.name}") is None:
        return None  # no repository, or one that holds other things than this project
    committed = _git(project, "log", "-1", "--no-show-signature", "--format=%ct")
    return min(max(int(committed), OLDEST), LATEST) if committed else None


def day(moment: int) -> str:
    """The day of an edition for readers, as in "3 February 2020"; "" where nothing tells it."""
    return "" if moment == OLDEST else written(datetime.fromtimestamp(moment, UTC))


def written(date: date) -> str:
    """A day for readers, as in "3 February 2020"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def _git(project: Path, *arguments: str) -> str | None:
    """What git says; None where there is no git, or where it finds nothing.

    A repository of another owner is read where it is the project's own, whose code runs in any case: so it is in a
    container, or on a shared disk. One further up is not.
    """
    command = ["git", "-C", str(project), "-c", f"safe.directory={project}", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in LOCATING}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
