"""Where things stand in YAML."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from xref.position import Position


def pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Keys and values of a mapping; nothing of anything else."""
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), value) for key, value in node.value)


def node_position(node: yaml.Node, above: int = 0) -> Position:
    """Where a node begins, in a file that has so many lines above the YAML."""
    return Position(node.start_mark.line + 1 + above, node.start_mark.column + 1)


def error_position(error: yaml.YAMLError, above: int = 0) -> Position:
    """Where the parser gave up."""
    mark = getattr(error, "problem_mark", None)
    return Position(mark.line + 1 + above, mark.column + 1) if mark else Position(1 + above, 1)
