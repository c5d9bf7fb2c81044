"""Files are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from stat import S_IMODE


def write(path: Path, text: str) -> None:
    """Write a file, in a folder that is made if it is missing; raises OSError, which names the file."""
    with _naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path, text.encode()) as whole:
            whole.replace(path)


def rewrite(path: Path, contents: bytes) -> None:
    """Exchange what a file holds. It stays the file that it is: its rights, its owner, all its names, links to it.

    Raises OSError, which names the file.
    """
    target = Path(os.path.realpath(path))
    # Opened first: who may not write a file may not put another in its place either.
    with _naming(path), FileIO(target, "r+") as file, _beside(target, contents) as whole:
        before, made = os.fstat(file.fileno()), whole.stat()
        if before.st_nlink == 1 and (before.st_uid, before.st_gid) == (made.st_uid, made.st_gid):
            whole.chmod(S_IMODE(before.st_mode))
            whole.replace(target)
        else:
            _exchange(file, contents)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Have an error name the file that was to be written, whatever was tried on the way."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


@contextmanager
def _beside(path: Path, contents: bytes) -> Iterator[Path]:
    """A file that holds these contents, in the folder in which it will be needed; gone afterwards."""
    beside = path.with_name(f".{os.urandom(4).hex()}.part")
    try:
        with beside.open("xb") as file:
            file.write(contents)
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _exchange(file: FileIO, contents: bytes) -> None:
    """Write into a file itself, which has another name or owner that a new one would not have."""
    before = file.readall()
    try:
        _fill(file, contents)
    except BaseException:
        _fill(file, before)  # for which there is room
        raise


def _fill(file: FileIO, contents: bytes) -> None:
    file.seek(0)
    while contents:
        contents = contents[file.write(contents) :]
    file.truncate()
