"""Files as they stand on a disk: what they hold, and why one cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

from xref.position import START, Position


def text_of(path: Path) -> str:
    """The text of a file, without a byte order mark; raises OSError and UnicodeDecodeError."""
    return path.read_text(encoding="utf-8-sig")


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """What a finding says of a file that cannot be read."""
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8: save the file as UTF-8"
    return f"cannot be read: {getattr(error, 'strerror', error)}"


def where_unreadable(error: OSError | UnicodeDecodeError) -> Position:
    """Where in a file its first bytes stand that are no UTF-8; its beginning, where it cannot be read at all."""
    if not isinstance(error, UnicodeDecodeError):
        return START
    before = error.object[: error.start]
    return Position(before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))


def shown(path: Path) -> str:
    """A path as an author would type it here."""
    return Path(os.path.relpath(path)).as_posix()
