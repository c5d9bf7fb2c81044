"""A folder in which files are made, out of sight of readers and git, until they are whole and can be put in place.

Within a file system a rename happens or does not: whoever looks, or is interrupted, finds the old or the new. A folder
takes two, one that puts the old away and one that puts the new there: who is killed in between leaves neither.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

FOLDER = Path(".cache/made")
"""Which .gitignore names, beside what is made; each run has a folder of its own in it."""


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """An empty folder that is gone afterwards; what killed runs left beside it is cleared first.

    Raises OSError, as does whatever works in it, on a full disk or in a folder that cannot be written.
    """
    with ExitStack() as stack:
        with _held(beside):
            folder = _new_folder(beside / FOLDER)
            stack.enter_context(_held(folder))  # which tells others that it is in use
        try:
            yield folder
        finally:
            with _held(beside):
                _remove(folder)


@contextmanager
def _held(folder: Path, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Keep a folder to oneself among those who ask; the system lets go of it for whoever is killed."""
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, how)
        yield
    finally:
        os.close(number)


def _new_folder(parent: Path) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.iterdir():
        with suppress(BlockingIOError), _held(left, fcntl.LOCK_EX | fcntl.LOCK_NB):
            shutil.rmtree(left, ignore_errors=True)
    return Path(mkdtemp(dir=parent))


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # others keep theirs there
        folder.parent.rmdir()
        folder.parent.parent.rmdir()


def put_folder(made: Path, place: Path) -> None:
    """Put a finished folder in place of another, which is gone; where this raises, one of the two stands there."""
    if place.exists() and not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    replaced = made.with_name(f"{made.name}-replaced")
    with _held(place.parent):
        try:
            if place.exists():
                os.rename(place, replaced)
            os.rename(made, place)
        except BaseException:  # an interruption as well
            if replaced.exists() and not place.exists():
                os.rename(replaced, place)
            raise
