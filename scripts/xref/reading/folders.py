"""Folders as they stand on a disk: what in them leads elsewhere, and what nobody can look into."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.structure.files import File

from xref.files import shown, why_unreadable
from xref.model import REPEATED_ADDRESS, UNREADABLE, Finding
from xref.position import START
from xref.reading.config import LoadError

DISPLACED = re.compile("Excluding '(?P<path>.+)' from the site because it conflicts with '(?P<other>.+)'")
"""What MkDocs says of a file that it leaves out."""


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


def displaced(docs: Path, log: Iterable[logging.LogRecord]) -> Iterator[Finding]:
    """Files that MkDocs leaves out since another one has their address."""
    for found in filter(None, (DISPLACED.match(record.getMessage()) for record in log)):
        yield _unpublished(docs, found["path"], found["other"])


def overwritten(docs: Path, files: Iterable[File]) -> Iterator[Finding]:
    """Files of the folder over which MkDocs writes another one, without a word: pages last, in their order."""
    written: dict[str, File] = {}
    ours = [file for file in files if file.inclusion.is_included() and file.src_dir == str(docs)]
    for file in sorted(ours, key=File.is_documentation_page):
        if earlier := written.get(file.dest_uri):
            yield _unpublished(docs, earlier.src_uri, file.src_uri)
        written[file.dest_uri] = file


def _unpublished(docs: Path, path: str, other: str) -> Finding:
    return Finding(shown(docs / path), START, f"not published, since {other!r} has its address", REPEATED_ADDRESS)


def unreadable(path: Path, why: str) -> Finding:
    return Finding(shown(path), START, why, UNREADABLE)
