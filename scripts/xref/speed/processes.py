"""The pages of a site: read anew where something changed, remembered where nothing did, on all processors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any, NamedTuple

import mkdocs

from essays.citing.apa import ReferenceEntry
from xref.model import Field, Page
from xref.position import START
from xref.reading.page import Problem, Reader, front_matter
from xref.speed.page_cache import Cache, digest
from xref.speed.serial import from_line, to_line
from xref.time_limit import TIME_LIMIT, TimeLimitReached, time_limit

PARALLEL_FROM = 60
"""Pages to render; fewer are done before a second process has started."""
SNIPPET = "8<"
"""What a page that takes in other files holds somewhere."""
KNOWN = {"markdown", "pymdownx", "material", "xref", "builtins"}
"""Packages whose extensions make a page from its text and their settings alone."""
RENDERERS = ("markdown", "pymdown-extensions")
UNKNOWN_IN_KNOWN = {"pymdownx.b64", "pymdownx.pathconverter", "material.extensions.preview"}
"""Their extensions that look at other files or pages as well."""


@dataclass(frozen=True)
class Source:
    """A page's path, and its text or what is wrong with the file."""

    path: str
    text: str | Problem


class Packed(NamedTuple):
    """A page as it comes from another process or from memory."""

    line: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Renderer:
    """What a Reader is made of, for use in any process."""

    names: tuple[Any, ...]
    configs: Mapping[str, Any]
    references: Mapping[str, ReferenceEntry] | None
    """None where the site does without our extensions."""

    def reader(self) -> Reader:
        return Reader(self.names, self.configs, self.references)

    def fingerprint(self) -> str | None:
        """A digest of all that a page's facts depend on besides its text; None where that cannot be told."""
        try:
            settings = [[*map(_known_extension, self.names)], _settled(self.configs), sorted(self.references or ())]
            appended = _appended(self.configs)
        except (ValueError, OSError):
            return None
        versions = [sys.version, mkdocs.__version__, *map(version, RENDERERS)]
        return digest(repr([settings, appended, versions, self.references is None, _own_source()]))


def read_pages(sources: Sequence[Source], renderer: Renderer, cache: Cache) -> Iterator[Page | Problem]:
    """The facts of each page, in order, or what is wrong with it."""
    fingerprint = renderer.fingerprint()
    keys = [_key(source, fingerprint) for source in sources]
    found = [cache.get(key) if key else None for key in keys]
    missing = [source for source, facts in zip(sources, found, strict=True) if facts is None]
    rendered = iter(_render(missing, renderer))
    for source, key, facts in zip(sources, keys, found, strict=True):
        # Front matter is read anew each time: it is cheap, and holds dates.
        result = Packed(facts, front_matter(source.text)[0]) if facts else next(rendered)
        if key and isinstance(result, Packed):
            cache.put(key, result.line)
        yield from_line(*result) if isinstance(result, Packed) else result


def _key(source: Source, fingerprint: str | None) -> str:
    """Of a page that may be remembered; "" of one that may not."""
    if fingerprint is None or isinstance(source.text, Problem) or SNIPPET in source.text:
        return ""
    return digest("\0".join((fingerprint, source.path, source.text)))


# Rendering

_renderer: Renderer
_reader: Reader


def _start(renderer: Renderer) -> None:
    global _renderer, _reader
    _renderer, _reader = renderer, renderer.reader()


def _read(source: Source) -> Packed | Problem:
    if isinstance(source.text, Problem):
        return source.text
    try:
        with time_limit(TIME_LIMIT):
            page = _reader.read(source.path, source.text)
    except TimeLimitReached:
        page = Problem(START, f"not rendered after {TIME_LIMIT} seconds; split the page, close brackets and tags")
    if isinstance(page, Problem):
        _start(_renderer)  # One that was interrupted may go on amid its last page.
        return page
    return Packed(to_line(page), page.fields)


def _render(sources: Sequence[Source], renderer: Renderer) -> Iterator[Packed | Problem]:
    workers = min(os.cpu_count() or 1, 8)
    if len(sources) < PARALLEL_FROM or workers == 1:
        if sources:
            _start(renderer)
        yield from map(_read, sources)
        return
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(renderer,)) as pool:
        yield from pool.map(_read, sources, chunksize=8)


# What facts depend on


def _settled(value: Any) -> Any:
    """A setting in a form that is the same in every run; ValueError for one whose effect cannot be told."""
    if isinstance(value, Mapping):
        return sorted((str(key), _settled(item)) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return [_settled(item) for item in value]
    if isinstance(value, str):
        return _known(value) if "." in value and " " not in value else value
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, partial):
        return [_settled(value.func), _settled(value.args), _settled(value.keywords)]
    kind = value if callable(value) and hasattr(value, "__qualname__") else type(value)
    return _known(f"{kind.__module__}.{kind.__qualname__}")


def _known_extension(name: Any) -> str:
    """The module of an extension, by its own name or by the short one it registers; ValueError for a strange one."""
    module = _registered().get(name, name).partition(":")[0] if isinstance(name, str) else type(name).__module__
    if module.split(".")[0] not in KNOWN or module in UNKNOWN_IN_KNOWN:
        raise ValueError(module)
    return module


@cache
def _registered() -> dict[str, str]:
    """Short name -> module and class of each extension that is installed."""
    return {entry.name: entry.value for entry in entry_points(group="markdown.extensions")}


def _known(name: str) -> str:
    """A dotted name, unless it is that of an extension or function that may look beyond the page."""
    importable = name.split(".")[0] in sys.modules
    if (importable and name.split(".")[0] not in KNOWN) or name in UNKNOWN_IN_KNOWN:
        raise ValueError(name)
    return name


def _appended(configs: Mapping[str, Any]) -> list[str]:
    """The texts of files that snippets add to every page."""
    options = configs.get("pymdownx.snippets") or {}
    bases = options.get("base_path", ["."])
    folders = [bases] if isinstance(bases, (str, os.PathLike)) else bases
    paths = [Path(folder, name) for name in options.get("auto_append") or () for folder in folders]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.is_file()]
    if any(SNIPPET in text for text in texts):
        raise ValueError("a snippet in a snippet")
    return texts


def _own_source() -> str:
    files = sorted(Path(__file__).parents[2].rglob("*.py"))
    return digest("".join(file.read_text(encoding="utf-8") for file in files))
