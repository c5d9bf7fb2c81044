"""A folder in which files are made, out of sight of readers and git, until they are whole and can be put in place.

Within a file system a rename happens or does not: whoever looks, or is interrupted, finds the old or the new.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = Path(".cache/made")
"""Which .gitignore names, beside what is made."""


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """An empty folder that is gone afterwards; what a killed run left there is cleared first.

    Raises OSError, as does whatever works in it, on a full disk or in a folder that cannot be written.
    """
    folder = beside / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # others keep theirs there
            folder.parent.rmdir()


def put_folder(made: Path, place: Path) -> None:
    """Put a finished folder in place of another, which is gone; raises OSError, and then all is as it was."""
    if place.exists() and not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    replaced = made.with_name(f"{made.name}-replaced")
    if place.exists():
        os.rename(place, replaced)
    try:
        os.rename(made, place)
    except OSError:
        if replaced.exists():
            os.rename(replaced, place)
        raise
