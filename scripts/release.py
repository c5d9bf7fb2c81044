"""Gather in release/ what a version consists of: the copies to download, their checksums, and the lines on it.

`make release TAG=v1.2.0` runs it on the packed site. The lines are those of CHANGELOG.md under `## [1.2.0]`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from publish import workshop
from publish.downloads import FOLDER
from xref.command import CommandError, run, show
from xref.files import required_text_of

LOG, MADE, RELEASE = Path("CHANGELOG.md"), Path("site") / FOLDER, Path("release")
NOTES = "NOTES.md"
TAG = re.compile(r"v\d+\.\d+\.\d+")


def main() -> int:
    return run(lambda: _gather(os.environ.get("TAG", "")))


def _gather(tag: str) -> int:
    if not TAG.fullmatch(tag):
        raise CommandError(f"TAG is {tag!r}; expected a version such as v1.2.0: make release TAG=v1.2.0")
    lines = notes(required_text_of(LOG), tag)
    with workshop.workshop(Path()) as folder:
        shutil.copytree(MADE, folder / RELEASE)
        (folder / RELEASE / NOTES).write_text(lines, "utf-8")
        workshop.put_folder(folder / RELEASE, RELEASE)
    show("".join(f"{path}\n" for path in sorted(RELEASE.iterdir())))
    return 0


def notes(log: str, tag: str) -> str:
    """What the log says of a version; raises CommandError where it says nothing."""
    version = re.escape(tag.removeprefix("v"))
    section = re.search(rf"^## \[{version}\].*\n((?:(?!## ).*\n?)*)", log, re.MULTILINE)
    if not section or not section[1].strip():
        raise CommandError(
            f"{LOG}: says nothing of {tag}; put what is under `## [Unreleased]` under `## [{tag[1:]}] - DATE`"
        )
    return f"{section[1].strip()}\n"


if __name__ == "__main__":
    sys.exit(main())
