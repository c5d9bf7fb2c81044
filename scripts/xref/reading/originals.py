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
    """Where in a project, or in its documentation folder, the pages of a build come from."""

    def __init__(self, project: Path, docs: Path):
        self._project, self._docs = project.resolve(), docs

    def of(self, file: File) -> Path | None:
        """The file that authors change; None of a page that a plugin wrote."""
        if not (file.abs_src_path and os.path.isfile(file.abs_src_path)):
            return None
        path = Path(file.abs_src_path)
        if path.is_relative_to(self._docs) or path.is_relative_to(self._project):
            return path
        alike = (self._docs / file.src_uri, *self._by_name.get(path.name, ()))
        with suppress(OSError):
            return next((one for one in alike if one.is_file() and cmp(one, path, shallow=False)), None)
        return None

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Path]]:
        named = defaultdict(list)
        for folder, folders, names in os.walk(self._project):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
            for name in names:
                named[name].append(Path(folder, name))
        return named
