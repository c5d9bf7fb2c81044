"""`!relative` in the configuration: the folder of whatever page is being rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from mkdocs.utils.yaml import RelativeDirPlaceholder as RelativeDirPlaceholder


def placeholders(value: Any) -> Iterator[RelativeDirPlaceholder]:
    """Those among settings, however deep."""
    if isinstance(value, RelativeDirPlaceholder):
        yield value
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    for item in inner:
        yield from placeholders(item)


def stand_at(path: str, found: Iterable[RelativeDirPlaceholder]) -> None:
    """Have them mean the folder of a page, whose path is in the documentation folder."""
    for placeholder in found:
        page: Any = SimpleNamespace(file=SimpleNamespace(src_path=path, src_uri=path))
        placeholder.config._current_page = page
