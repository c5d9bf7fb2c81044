"""The facts of a page as one line of text, to be sent between processes and remembered."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache, partial
from operator import attrgetter
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from xref.additions import Addition
from xref.model import Field, Page

NAMES = tuple(field.name for field in fields(Page) if field.name not in ("fields", "added", "built_ids"))
"""All but the front matter, which holds values of any kind, what additions gathered and what a build made."""
PLAIN = (str, int, bool)


class Serial:
    """Pages as lines, with the facts that the additions of their site gather."""

    def __init__(self, additions: Sequence[Addition] = ()):
        self._kinds = tuple(kind for addition in additions for kind in addition.facts)

    def to_line(self, page: Page) -> str:
        """The facts of a page, without its front matter."""
        added = [page.added.get(kind, ()) for kind in self._kinds]
        return json.dumps([*attrgetter(*NAMES)(page), *added], ensure_ascii=False, separators=(",", ":"))

    def from_line(self, line: str, fields: tuple[Field, ...]) -> Page:
        """The way back, for what `to_line` made, with the front matter."""
        values, ways = json.loads(line), _page_ways()
        own = zip(NAMES, values[: len(NAMES)], strict=True)
        added = zip(self._kinds, values[len(NAMES) :], strict=True)
        return Page(
            fields=fields,
            added={kind: tuple(map(_way(kind) or kind, facts)) for kind, facts in added},
            **{name: way(value) if (way := ways[name]) else value for name, value in own},
        )


@cache
def _page_ways() -> dict[str, Callable[[Any], Any] | None]:
    return {name: _way(hint) for name, hint in get_type_hints(Page).items() if name in NAMES}


@cache
def _way(kind: Any) -> Callable[[Any], Any] | None:
    """How what JSON gives becomes a value of a type; None where it is one."""
    if kind in PLAIN or get_origin(kind) is UnionType:  # such as `str | None`, of plain values
        return None
    if get_origin(kind) is tuple:
        item = _way(get_args(kind)[0])
        return (lambda values: tuple(map(item, values))) if item else tuple
    return _way_to_tuple(kind)


def _way_to_tuple(kind: Any) -> Callable[[Any], Any]:
    whole = partial(tuple.__new__, kind)  # as `kind._make`, which counts; the digest of a line tells that it is whole
    ways = [(at, way) for at, hint in enumerate(get_type_hints(kind).values()) if (way := _way(hint))]

    def make(values: list[Any]) -> Any:
        for at, way in ways:
            values[at] = way(values[at])
        return whole(values)

    return make if ways else whole
