"""Where help is to be found: the entries of `help.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml

from essays.data_files import DataFile
from essays.values import HTTPS, TEXT, WRONG_TYPE, in_fields, scalar
from xref.additions import Folder, ReadResult
from xref.position import START, Position
from xref.reading.yaml_positions import node_position, value

FILE = "help.yml"
NEVER = "never"
SHELF_LIFE = timedelta(days=180)
"""After which an address is to be looked at again."""
INCOMPLETE = "incomplete-help"
CHECKED = scalar("a date or never", "2026-11-23", lambda value: value == NEVER or type(value) is date)
REQUIRED = {"name": TEXT, "kind": TEXT, "scope": TEXT, "purpose": TEXT, "address": HTTPS, "checked": CHECKED}
"""Fields that every entry has; `seen_at`, where the page was seen, besides."""
FIELDS = {**REQUIRED, "seen_at": TEXT}


@dataclass(frozen=True)
class HelpEntry:
    """One place where help is to be found."""

    name: str
    kind: str
    scope: str
    purpose: str
    address: str
    checked: date | None
    """The day on which somebody saw its page; None where nobody has."""
    seen_at: str = ""
    position: Position = START


@dataclass(frozen=True)
class Help:
    """All entries that are whole, in the order in which they stand."""

    entries: tuple[HelpEntry, ...] = ()

    @property
    def kinds(self) -> dict[str, list[HelpEntry]]:
        """Kinds of help, in the order of their first entries, with those of each."""
        found: dict[str, list[HelpEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.kind, []).append(entry)
        return found


def kind_id(kind: str) -> str:
    """Id of the heading above the entries of a kind."""
    return "help-" + kind.lower().replace(" ", "-")


def read(folder: Folder, result: ReadResult) -> Help:
    """The entries of a documentation folder, none where it has no such file."""
    file = DataFile(folder, FILE, result)
    if file.root is None:
        return Help()
    if not isinstance(file.root, yaml.SequenceNode):
        file.refuse(node_position(file.root), "expected a list of entries, each beginning with '- name: Somewhere'")
        return Help()
    return Help(tuple(filter(None, (_entry(file, node) for node in file.root.value))))


def _entry(file: DataFile, node: yaml.Node) -> HelpEntry | None:
    data = value(node)
    if not isinstance(data, dict):
        file.find(WRONG_TYPE, node_position(node), "an entry is not 'name: value'; begin it with '- name: Somewhere'")
        return None
    faulty = file.report(in_fields(data, FIELDS), node)
    missing = [name for name in REQUIRED if name not in data]
    if missing and faulty <= FIELDS.keys():  # else a name is misspelt, and said to be
        file.find(INCOMPLETE, node_position(node), f"an entry lacks {', '.join(missing)}")
    return None if missing or faulty & REQUIRED.keys() else _made(data, node_position(node), faulty)


def _made(data: dict[str, Any], position: Position, faulty: set[str]) -> HelpEntry:
    known = {name: item for name, item in data.items() if name in FIELDS and name not in faulty}
    return HelpEntry(**{**known, "checked": None if data["checked"] == NEVER else data["checked"]}, position=position)
