"""What stands beside the pages, as values: works, places to find help, navigation, redirects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xref.position import START, Position


@dataclass(frozen=True)
class Record:
    """One work of the bibliography: CSL's fields, as written."""

    id: str
    data: Mapping[str, Any]
    position: Position


@dataclass(frozen=True)
class HelpEntry:
    """One place where help is to be found: the fields of `help.yml`, as written."""

    data: Mapping[str, Any]
    position: Position


@dataclass(frozen=True)
class NavigationEntry:
    target: str
    position: Position = START


@dataclass(frozen=True)
class Redirect:
    """An old page's path and where it leads now, as the configuration has them."""

    source: str
    target: str
    position: Position
