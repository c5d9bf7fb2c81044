"""Texts that pymdownx.snippets takes into a page, marked, so that what a snippet holds is reported in the snippet."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from os import PathLike
from os.path import relpath
from pathlib import Path
from typing import Any

from markdown import Markdown

from xref.files import require_file
from xref.reading.source_positions import SourcePositions


@contextmanager
def marked_snippets(markdown: Markdown, positions: SourcePositions) -> Iterator[None]:
    """Have the extension read marked text meanwhile.

    Its versions agree on nothing but that they open a file, so that is where the marks come in.
    """
    if "snippet" not in markdown.preprocessors:
        yield
        return
    module: Any = sys.modules[type(markdown.preprocessors["snippet"]).__module__]

    def open_marked(path: str, *arguments: Any, **options: Any) -> StringIO:
        require_file(path)
        with open(path, *arguments, **options) as file:
            return StringIO(positions.add(file.read(), shown_path(path)))

    module.open = open_marked
    try:
        yield
    finally:
        del module.open


def appended(configs: Mapping[str, Any]) -> list[str]:
    """The texts of files that the extension adds to every page; raises OSError or ValueError for one unreadable."""
    options = configs.get("pymdownx.snippets") or {}
    bases = options.get("base_path", ["."])
    folders = [bases] if isinstance(bases, (str, PathLike)) else bases
    paths = [Path(folder, name) for name in options.get("auto_append") or () for folder in folders]
    return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]


def shown_path(path: str) -> str:
    """A path as an author would type it here."""
    return relpath(path).replace("\\", "/")
