"""The pages of a site, one after another. `speed.processes` does the same sooner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xref.additions import Addition
from xref.model import Page
from xref.position import START
from xref.reading.page import Problem, Reader
from xref.reading.relative import RelativeDirPlaceholder, placeholders, stand_at
from xref.time_limit import TIME_LIMIT, TimeLimitReached, time_limit


@dataclass(frozen=True)
class Source:
    """A page's path, and its text or what is wrong with the file."""

    path: str
    text: str | Problem


@dataclass(frozen=True)
class Renderer:
    """What a Reader is made of, for use in any process."""

    names: tuple[Any, ...]
    configs: Mapping[str, Any]
    additions: tuple[Addition, ...] = ()

    def reader(self, path: str = "") -> Reader:
        """A reader, for one page alone if settings depend on where that stands."""
        stand_at(path, self.placeholders)
        return Reader(self.names, self.configs, self.additions)

    @cached_property
    def placeholders(self) -> tuple[RelativeDirPlaceholder, ...]:
        """Settings that stand for the folder of the page that is read."""
        return tuple(placeholders(self.configs))


ReadPages = Callable[[Sequence[Source], Renderer], Iterator[Page | Problem]]
"""A way through the pages of a site: the facts of each, in order, or what is wrong with it."""


def read_in_turn(sources: Sequence[Source], renderer: Renderer) -> Iterator[Page | Problem]:
    """The plain way, with nothing but what a page needs."""
    return TimeLimitedReader(renderer).read_all(sources)


class TimeLimitedReader:
    """Reads one page after another, each within the time limit."""

    def __init__(self, renderer: Renderer, adjust: Callable[[Reader], None] = lambda reader: None):
        self._renderer = renderer
        self._adjust = adjust
        if not renderer.placeholders:
            self._start()

    def _start(self, path: str = "") -> None:
        self._reader = self._renderer.reader(path)
        self._adjust(self._reader)

    def read(self, source: Source) -> Page | Problem:
        if isinstance(source.text, Problem):
            return source.text
        if self._renderer.placeholders:
            self._start(source.path)
        try:
            with time_limit(TIME_LIMIT):
                page = self._reader.read(source.path, source.text)
        except TimeLimitReached:
            page = Problem(START, f"not rendered after {TIME_LIMIT} seconds; split the page, close brackets and tags")
        if isinstance(page, Problem):
            self._start(source.path)  # one that was interrupted may go on amid its last page
        return page

    def read_all(self, sources: Sequence[Source]) -> Iterator[Page | Problem]:
        yield from map(self.read, sources)
