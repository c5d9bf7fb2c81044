"""Texts that an extension takes into a page, marked, so that what such a snippet holds is reported in its own file."""

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

TAKING_IN = "snippet", "include", "mdx_include"
"""Names of preprocessors that take texts in: of pymdownx.snippets, markdown_include and mdx_include."""


@contextmanager
def marked_snippets(markdown: Markdown, positions: SourcePositions) -> Iterator[None]:
    """Have extensions read marked text meanwhile.

    They and their versions agree on nothing but that they open a file, so that is where the marks come in.
    """
    types = [type(markdown.preprocessors[name]) for name in TAKING_IN if name in markdown.preprocessors]
    modules: list[Any] = [sys.modules[one.__module__] for one in types]

    def open_marked(path: str, *arguments: Any, **options: Any) -> StringIO:
        require_file(path)
        with open(path, *arguments, **options) as file:
            return StringIO(positions.add(file.read(), shown_path(path)))

    for module in modules:
        module.open = open_marked
    try:
        yield
    finally:
        for module in modules:
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
