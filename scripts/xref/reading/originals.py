"""The files of a project that a plugin copied elsewhere for its build, as monorepo does."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from filecmp import cmp
from functools import cached_property
from pathlib import Path

from mkdocs.structure.files import File


class Originals:
    def __init__(self, project: Path, docs: Path):
        self._project, self._docs = project.resolve(), docs

    def of(self, file: File) -> Path | None:
        """The file that authors change; None of a page that a plugin wrote."""
        path = Path(file.abs_src_path or "")
        if not file.abs_src_path or not path.is_file():
            return None
        if any(path.is_relative_to(folder) for folder in (self._docs, self._project)):
            return path
        with suppress(OSError):
            return next((one for one in self._by_name.get(path.name, ()) if cmp(one, path, shallow=False)), None)
        return None

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Path]]:
        named = defaultdict(list)
        for folder, folders, names in os.walk(self._project):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
            for name in names:
                named[name].append(Path(folder, name))
        return named
