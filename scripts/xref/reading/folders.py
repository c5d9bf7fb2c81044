"""Folders as they stand on a disk: what in them leads elsewhere, and what nobody can look into."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xref.files import shown, why_unreadable
from xref.model import UNREADABLE, Finding
from xref.position import START
from xref.reading.config import LoadError


def stray_links(docs: Path) -> Iterator[Finding]:
    """Symbolic links that lead out of the folder; LoadError for what MkDocs would follow without end."""
    try:
        paths = [os.path.join(folder, name) for folder, *both in os.walk(docs) for names in both for name in names]
    except RecursionError:
        raise LoadError(f"{shown(docs)}: folders nested too deeply to be read; bring them further up") from None
    for path in map(Path, filter(os.path.islink, paths)):
        target = Path(os.path.realpath(path))
        if path.parent.resolve().is_relative_to(target):
            raise LoadError(f"{shown(path)}: symbolic link in a circle; remove it")
        if not target.is_relative_to(docs.resolve()):
            yield unreadable(path, "symbolic link out of the documentation folder")


def closed_folders(docs: Path) -> Iterator[Finding]:
    """Folders of which nobody can tell what they hold; raises OSError for the documentation folder itself."""
    failed: list[OSError] = []
    for _ in os.walk(docs, onerror=failed.append):
        pass  # MkDocs goes on in silence
    for error in failed:
        if Path(error.filename) == docs:
            raise error
        yield unreadable(Path(error.filename), why_unreadable(error))


def unreadable(path: Path, why: str) -> Finding:
    return Finding(shown(path), START, why, UNREADABLE)
