"""What was read before: the facts of a page, by its text and by all that they depend on.

The file holds a line a page: its path, a digest, its facts. The digest covers the text, the configuration of the
renderer, the versions of the packages and the source of this one. A line that is damaged or foreign is ignored.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from xref.model import Page

PLAIN = (str, int, bool)


class Cache:
    """The remembered pages of one site; `path` is the file, or None to remember nothing."""

    def __init__(self, path: Path | None):
        self._path = path
        self._lines: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        if path:
            self._read(path)

    def _read(self, path: Path) -> None:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        for line in lines:
            digest, _, facts = line.partition(" ")
            self._lines[digest] = facts

    def get(self, digest: str) -> Page | None:
        """The page with this digest, if its facts are remembered and sound."""
        line = self._lines.get(digest)
        if line is None:
            return None
        try:
            page = decoder(Page)(json.loads(line))
        except (ValueError, TypeError, IndexError, AttributeError, KeyError):
            return None
        self._kept[digest] = line
        return page

    def put(self, digest: str, page: Page) -> None:
        self._kept[digest] = json.dumps(encode(page), ensure_ascii=False, separators=(",", ":"))

    def holds(self, pages: int) -> bool:
        """Whether so many pages, which is all there are, depend on what their digests cover and on nothing else."""
        return len(self._kept) == pages

    def save(self) -> None:
        """Write what this run used, whole or not at all; a folder that cannot be written is no trouble."""
        if not self._path or self._kept.keys() == self._lines.keys():
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            (self._path.parent / ".gitignore").write_text("*\n")
            beside = self._path.with_suffix(f".{os.getpid()}")
            beside.write_text("".join(f"{digest} {facts}\n" for digest, facts in self._kept.items()), encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            return


def encode(value: Any) -> Any:
    """A value of the model as lists, strings, numbers, booleans and None."""
    kind = type(value)
    if kind in (str, int, bool, type(None)):
        return value
    return [encode(item) for item in (value if kind in (tuple, list) else _values(kind)(value))]


@cache
def _values(kind: type) -> Callable[[Any], tuple]:
    """The way to all fields of a dataclass at once."""
    return attrgetter(*(field.name for field in fields(kind)))


@cache
def decoder(kind: Any) -> Callable[[Any], Any]:
    """The way back from `encode`, for values of one type; it raises what damaged data make it raise."""
    if is_dataclass(kind):
        return _object(kind)
    if get_origin(kind) is tuple:
        item = decoder(get_args(kind)[0])
        return lambda values: tuple(map(item, values))
    if get_origin(kind) is UnionType:
        return decoder(next(arm for arm in get_args(kind) if arm is not type(None)))
    return lambda value: _checked(value, kind)


def _object(kind: type) -> Callable[[Any], Any]:
    names, hints = tuple(field.name for field in fields(kind)), get_type_hints(kind)
    plain = [(at, hints[name]) for at, name in enumerate(names) if hints[name] in PLAIN]
    others = [(at, decoder(hints[name])) for at, name in enumerate(names) if hints[name] not in PLAIN]

    def decode(values: Any) -> Any:
        if type(values) is not list or len(values) != len(names):
            raise ValueError(kind.__name__)
        for at, expected in plain:
            if type(values[at]) is not expected:
                raise ValueError(kind.__name__)
        for at, way in others:
            values[at] = way(values[at])
        made = object.__new__(kind)  # past a frozen class's own way of setting fields, which is slow
        made.__dict__.update(zip(names, values, strict=True))
        return made

    return decode


def _checked(value: Any, kind: type) -> Any:
    if value is not None and type(value) is not kind:
        raise ValueError(kind.__name__)
    return value
