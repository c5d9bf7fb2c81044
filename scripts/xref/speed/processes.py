"""The pages of a site: read anew where something changed, remembered where nothing did, on all processors."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, entry_points, version
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from xref.model import Field, Page
from xref.reading.page import Problem, front_matter
from xref.reading.pages import Renderer, Source, TimeLimitedReader
from xref.reading.snippets import appended
from xref.speed import SOURCE
from xref.speed.page_cache import Cache, digest
from xref.speed.renderer_patch import speed_up
from xref.speed.serial import Serial

CACHE = "pages"
"""File of the memory that holds pages."""
PARALLEL_FROM = 60
"""Pages to render; fewer are done before a second process has started."""
SNIPPET = "8<"
"""What a page that takes in other files holds somewhere."""
CACHEABLE = {"markdown", "pymdownx", "material", "builtins"}
"""Packages whose extensions make a page from its text and their settings alone."""
RENDERERS = ("markdown", "pymdown-extensions", "mkdocs", "properdocs", "mkdocs-material", "pygments", "pyyaml")
NOT_CACHEABLE = {"pymdownx.b64", "material.extensions.preview"}
"""Their extensions that look at other files or pages as well."""


class Packed(NamedTuple):
    """A page as it comes from another process or from memory."""

    line: str
    fields: tuple[Field, ...]


class Pages:
    """The pages of one site; `memory` is a folder, or None to remember nothing."""

    def __init__(self, memory: Path | None = None):
        self._memory = memory
        self.are_all_cacheable = False
        """Whether each page that was read depends on what its key covers and on nothing else."""

    def read(self, sources: Sequence[Source], renderer: Renderer) -> Iterator[Page | Problem]:
        """The facts of each page, in order, or what is wrong with it."""
        cache = Cache(self._memory and self._memory / CACHE)
        facts = Serial(renderer.additions)
        keys = _keys(sources, renderer)
        found = [cache.get(key) if key else None for key in keys]
        missing = [source for source, line in zip(sources, found, strict=True) if line is None]
        rendered = iter(_render(missing, renderer))
        for source, key, line in zip(sources, keys, found, strict=True):
            result = next(rendered) if line is None else _remembered(line, source)
            if key and isinstance(result, Packed):
                cache.put(key, result.line)
            yield facts.from_line(*result) if isinstance(result, Packed) else result
        self.are_all_cacheable = cache.holds(len(sources))
        cache.save()


def _remembered(line: str, source: Source) -> Packed:
    """Front matter is read anew each time: it is cheap, and holds dates."""
    return Packed(line, front_matter(str(source.text))[0])


def _keys(sources: Sequence[Source], renderer: Renderer) -> list[str]:
    """Of pages that may be remembered; "" of those that may not."""
    known = fingerprint(renderer)
    texts = (source.text for source in sources)
    is_alone = [not isinstance(text, Problem) and SNIPPET not in text for text in texts]
    return [
        digest("\0".join((known, source.path, str(source.text)))) if known and alone else ""
        for source, alone in zip(sources, is_alone, strict=True)
    ]


# Rendering

_reader: TimeLimitedReader
_facts: Serial


def _start(renderer: Renderer) -> None:
    global _reader, _facts
    _reader, _facts = TimeLimitedReader(renderer, speed_up), Serial(renderer.additions)


def _read(source: Source) -> Packed | Problem:
    page = _reader.read(source)
    return page if isinstance(page, Problem) else Packed(_facts.to_line(page), page.fields)


def _render(sources: Sequence[Source], renderer: Renderer) -> Iterator[Packed | Problem]:
    workers, done = min(os.cpu_count() or 1, 8), 0
    # What stands for the folder of a page knows the whole configuration, which is not sent to another process.
    if len(sources) >= PARALLEL_FROM and workers > 1 and not renderer.placeholders:
        # Where no process can be started, or one is killed, the rest is read here.
        with suppress(BrokenExecutor, OSError, ImportError):
            for page in _render_together(workers, sources, renderer):
                yield page
                done += 1
    if done < len(sources):
        _start(renderer)
    yield from map(_read, sources[done:])


def _render_together(workers: int, sources: Sequence[Source], renderer: Renderer) -> Iterator[Packed | Problem]:
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(renderer,)) as pool:
        with _interruption_kept_back():
            pages = pool.map(_read, sources, chunksize=8)
        yield from pages


def _start_worker(renderer: Renderer) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _start(renderer)


def _end_with_parent() -> None:
    """Of a command that was killed nothing stays; a process that waits for work would wait for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _interruption_kept_back() -> Iterator[None]:
    """Who interrupts the command need not hear of it from each process that is started meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# What facts depend on


def fingerprint(renderer: Renderer) -> str:
    """A digest of all that a page's facts depend on besides its text; "" where that cannot be told."""
    try:
        settings = [[*map(_cacheable_extension, renderer.names)], _canonical(renderer.configs)]
        added_texts = appended(renderer.configs)
        if any(SNIPPET in text for text in added_texts):
            raise ValueError("a snippet in a snippet")
    except (ValueError, OSError):
        return ""
    versions = [sys.version, *map(_version, RENDERERS)]
    added = [addition.fingerprint() for addition in renderer.additions]
    return digest(repr([settings, added_texts, versions, added, _own_source()]))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _canonical(value: Any) -> Any:
    """A setting in a form that is the same in every run; ValueError for one whose effect cannot be told."""
    if isinstance(value, Mapping):
        return sorted((str(key), _canonical(item)) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return [_canonical(item) for item in value]
    if isinstance(value, str):
        return _cacheable_name(value) if "." in value and " " not in value else value
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, partial):
        return [_canonical(value.func), _canonical(value.args), _canonical(value.keywords)]
    kind = value if callable(value) and hasattr(value, "__qualname__") else type(value)
    return _cacheable_name(f"{kind.__module__}.{kind.__qualname__}")


def _cacheable_extension(name: Any) -> str:
    """The module of an extension, by its own name or by the short one it registers; ValueError for a strange one."""
    module = _registered().get(name, name).partition(":")[0] if isinstance(name, str) else type(name).__module__
    if module.split(".")[0] not in CACHEABLE or module in NOT_CACHEABLE:
        raise ValueError(module)
    return module


@cache
def _registered() -> dict[str, str]:
    """Short name -> module and class of each extension that is installed."""
    return {entry.name: entry.value for entry in entry_points(group="markdown.extensions")}


def _cacheable_name(name: str) -> str:
    """A dotted name, unless it is that of an extension or function that may look beyond the page."""
    importable = name.split(".")[0] in sys.modules
    if (importable and name.split(".")[0] not in CACHEABLE) or name in NOT_CACHEABLE:
        raise ValueError(name)
    return name


def _own_source() -> str:
    """Of the code and of the data that it holds."""
    files = sorted(file for ending in ("py", "toml") for file in SOURCE.rglob(f"*.{ending}"))
    return digest("".join(file.read_text(encoding="utf-8") for file in files))
