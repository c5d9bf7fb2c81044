"""What was read before: the facts of a page, by its text and by all that they depend on.

The file holds a line a page: a digest of what the facts depend on, which is the text, the configuration of the
renderer, the versions of the packages and the source of this one; a digest of the facts; the facts. A line that is
damaged or foreign is ignored.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from xref.files import text_of
from xref.writing import write


class Cache:
    """The remembered pages of one site; `path` is the file, or None to remember nothing."""

    def __init__(self, path: Path | None):
        self._path = path
        self._lines = _lines(path) if path else {}
        self._kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """The facts that are remembered under a key, if they are sound."""
        checksum, _, facts = self._lines.get(key, "").partition(" ")
        if checksum != digest(facts):
            return None
        self._kept[key] = f"{checksum} {facts}"
        return facts

    def put(self, key: str, facts: str) -> None:
        """Remember facts, which are one line."""
        self._kept[key] = f"{digest(facts)} {facts}"

    def holds(self, pages: int) -> bool:
        """Whether so many pages, which is all there are, depend on what their keys cover and on nothing else."""
        return len(self._kept) == pages

    def save(self) -> None:
        """Write what this run used, whole or not at all; a folder that cannot be written is no trouble."""
        if not self._path or self._kept == self._lines:
            return
        with suppress(OSError):
            write(self._path.parent / ".gitignore", "*\n")
            write(self._path, "".join(f"{key} {line}\n" for key, line in self._kept.items()))


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _lines(path: Path) -> dict[str, str]:
    """What stands after the key on each line, by key."""
    try:
        lines = text_of(path).split("\n")  # JSON may hold other ends of lines as they are
    except (OSError, UnicodeDecodeError):
        return {}
    return {key: rest for key, _, rest in (line.partition(" ") for line in lines)}
