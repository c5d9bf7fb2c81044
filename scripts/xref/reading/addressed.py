"""What the configuration leads to: the pages of its navigation, and its redirects, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from xref.configured import NavigationEntry, Redirect
from xref.files import shown
from xref.position import START, Position
from xref.reading.config import composed, files
from xref.reading.yaml_positions import node_position, pairs
from xref.urls import tidy

ROOT = re.compile(r"\A/(?!/)")


def navigation(config: MkDocsConfig, path: Path, is_root_docs: bool) -> tuple[NavigationEntry, ...] | None:
    """The addresses of `nav` as MkDocs reads them, environment and inheritance included; None where there is none.

    Where the root is that of the documentation folder, `/a.md` is `a.md`.
    """
    if config.nav is None:
        return None
    written = ((file, dict(pairs(composed(file))).get("nav")) for file in files(path))
    file, node = next((found for found in written if found[1]), (path, None))
    entries = _entries(config.nav, node, _prefix(file, path))
    return tuple(entry._replace(target=ROOT.sub("", entry.target)) if is_root_docs else entry for entry in entries)


def _entries(value: object, node: yaml.Node | None, path: str, title: str = "") -> Iterator[NavigationEntry]:
    if isinstance(value, str):
        yield NavigationEntry(tidy(value), _place(node, path), title)
    elif isinstance(value, list):
        for item, inner in zip(value, _inner(node, len(value)), strict=True):
            yield from _entries(item, inner, path)
    elif isinstance(value, dict):
        for (name, item), inner in zip(value.items(), _inner(node, len(value)), strict=True):
            yield from _entries(item, inner, path, str(name))


def _inner(node: yaml.Node | None, count: int) -> list[yaml.Node | None]:
    """The nodes of as many items; where there are others, as of a merged mapping, that of all of them."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [value for _, value in pairs(node)]
    return [*items] if len(items) == count else [node] * count


def redirects(path: Path) -> Iterable[Redirect]:
    """The `redirect_maps` of the redirects plugin; of a source that is named twice, the entry that counts."""
    found: dict[str, Redirect] = {}
    for file in files(path):
        plugins = dict(pairs(composed(file))).get("plugins")
        listed = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
        found = {redirect.source: redirect for redirect in _redirects(listed, _prefix(file, path))} | found
        if isinstance(plugins, yaml.SequenceNode):
            break  # a list takes the place of what would be inherited
    return found.values()


def _redirects(plugins: Sequence[yaml.Node | None], path: str) -> Iterator[Redirect]:
    for options in (dict(pairs(item)).get("redirects") for item in plugins if item):
        for source, target in pairs(dict(pairs(options)).get("redirect_maps")):
            yield Redirect(source, str(target.value), _place(target, path))


def _prefix(file: Path, path: Path) -> str:
    """Of a file that the configuration inherits from, its path; "" for the configuration itself."""
    return "" if file == path else shown(file)


def _place(node: yaml.Node | None, path: str) -> Position:
    return node_position(node)._replace(path=path) if node else START
