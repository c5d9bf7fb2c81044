"""Files as they stand on a disk: what they hold, and why one cannot be read."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

from xref.command import CommandError, explained
from xref.position import START, Position, position_at


def text_of(path: Path) -> str:
    """The text of a file, without a byte order mark; raises OSError and UnicodeDecodeError."""
    require_file(path)
    return path.read_text(encoding="utf-8-sig")


def required_text_of(path: Path) -> str:
    """The text of a file without which nothing can be done; raises CommandError."""
    try:
        return text_of(path)
    except UnicodeDecodeError as error:
        position = where_unreadable(error)
        raise CommandError(f"{path}:{position.line}:{position.column}: {why_unreadable(error)}") from None
    except OSError as error:
        raise CommandError(explained(error, path)) from None


def require_file(path: str | Path) -> None:
    """Raise OSError unless a path leads to a file: who opens a pipe waits, and a device has no end."""
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "Neither a file nor a folder", str(path))


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """What a finding says of a file that cannot be read."""
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8: save the file as UTF-8"
    return f"cannot be read: {getattr(error, 'strerror', error)}"


def where_unreadable(error: OSError | UnicodeDecodeError) -> Position:
    """Where in a file its first bytes stand that are no UTF-8; its beginning, where it cannot be read at all."""
    if not isinstance(error, UnicodeDecodeError):
        return START
    before = error.object[: error.start].decode()
    return position_at(before, len(before))


def why_closed(path: str) -> str:
    """Why a file cannot be opened, or nothing."""
    if os.path.isfile(path) and os.access(path, os.R_OK):
        return ""
    try:
        require_file(path)
    except OSError as error:
        return why_unreadable(error)
    return why_unreadable(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def why_misnamed(path: str) -> str:
    """Why a path cannot stand in an address, which is UTF-8, or nothing; CommandError where the locale is at fault."""
    if path.isascii():
        return ""
    try:
        name = os.fsencode(path).decode()
    except UnicodeDecodeError:
        return "its name is not UTF-8: rename it"
    if name != path:
        raise CommandError(
            f"{name}: names are read as {sys.getfilesystemencoding()} here; set PYTHONUTF8=1 and try again"
        )
    return ""


def shown(path: Path) -> str:
    """A path as an author would type it here."""
    return Path(os.path.relpath(path)).as_posix()
