"""Data files in YAML: read once, held against their schema, with a finding at the line of whatever does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os.path import lexists
from typing import Any

import yaml

from essays.values import WRONG_TYPE, KeyPath, Mismatch, ValueType, in_fields, quoted
from xref.additions import Folder, ReadResult
from xref.files import text_of, where_unreadable, why_unreadable
from xref.model import UNREADABLE, Finding
from xref.position import START, Position
from xref.reading.page import yaml_suppressions
from xref.reading.yaml_positions import YamlError, children, compose, key_text, node_position, value

REPEATED_FIELD = "repeated-field"


class DataFile:
    """One file of the documentation folder; its faults go into the reading."""

    def __init__(self, folder: Folder, name: str, result: ReadResult):
        self.path = folder.shown(name)
        self.exists = lexists(folder.path / name)  # a link that leads nowhere is there, and is told
        self.is_read = True
        self._result = result
        self.root = self._compose(folder, name) if self.exists else None

    def _compose(self, folder: Folder, name: str) -> yaml.Node | None:
        try:
            text = text_of(folder.path / name)
            self._result.suppressions[self.path] = tuple(yaml_suppressions(text))
            root = compose(text)
        except YamlError as error:
            self.refuse(error.position, str(error))
        except (OSError, UnicodeDecodeError) as error:
            self.refuse(where_unreadable(error), why_unreadable(error))
        else:
            if root is None:
                self.refuse(START, "holds nothing; fill the file or delete it")
            return root
        return None

    def refuse(self, position: Position, message: str) -> None:
        """Say that the file as a whole cannot be used."""
        self.is_read = False
        self.find(UNREADABLE, position, message)

    @property
    def fits(self) -> bool:
        """Whether nothing has been found in it so far."""
        return all(finding.path != self.path for finding in self._result.findings)

    def find(self, rule: str, position: Position, message: str) -> None:
        self._result.findings.append(Finding(self.path, position, message, rule))

    def report(self, mismatches: Iterable[Mismatch], node: yaml.Node, owner: str = "", nested: bool = True) -> set[str]:
        """Report mismatches of an entry, which messages call `owner`; return the names of the fields at fault."""
        faulty: set[str] = set()
        for mismatch in mismatches:
            named = " of ".join(filter(None, (part_name(mismatch.path), owner))) or "the file"
            message = f"{named} {mismatch.message}" if mismatch.rule == WRONG_TYPE else mismatch.message
            self.find(mismatch.rule, position_of(node, mismatch.path), message)
            faulty |= {str(mismatch.path[0])} if mismatch.path else set()
        for key in repeated_keys(node, nested):
            self.find(REPEATED_FIELD, node_position(key), f"field {quoted(key_text(key))} again")
            faulty.add(key_text(key))
        return faulty


@dataclass(frozen=True)
class EntryForm:
    """What each entry of a file holds that is a list of entries."""

    begins: str
    """The first line of one, as an author types it: `- name: Somewhere`."""
    required: Mapping[str, ValueType]
    optional: Mapping[str, ValueType]
    incomplete: str
    """The rule that an entry breaks which lacks a required field."""

    @property
    def fields(self) -> dict[str, ValueType]:
        return {**self.required, **self.optional}


Entry = tuple[dict[str, Any], Position]
"""The fields of an entry that fit, and where it stands."""


def read_entries(file: DataFile, form: EntryForm) -> Iterator[Entry]:
    """The entries of a file whose required fields are there and fit; of the rest the file's findings tell."""
    if isinstance(file.root, yaml.SequenceNode):
        yield from filter(None, (_entry(file, node, form) for node in file.root.value))
    elif file.root is not None:
        file.refuse(node_position(file.root), f"expected a list of entries, each beginning with '{form.begins}'")


def _entry(file: DataFile, node: yaml.Node, form: EntryForm) -> Entry | None:
    data, fields = value(node), form.fields
    if not isinstance(data, dict):
        file.find(WRONG_TYPE, node_position(node), f"an entry is not 'name: value'; begin it with '{form.begins}'")
        return None
    faulty = file.report(in_fields(data, fields), node)
    missing = [name for name in form.required if name not in data]
    if missing and faulty <= fields.keys():  # else a name is misspelt, and said to be
        file.find(form.incomplete, node_position(node), f"an entry lacks {', '.join(missing)}")
    fitting = {name: item for name, item in data.items() if name not in faulty}
    return (fitting, node_position(node)) if form.required.keys() <= fitting.keys() else None


def part_name(path: KeyPath) -> str:
    """What an author would call a part of an entry: the field that it is, or its number in a list."""
    field = next((quoted(step) for step in reversed(path) if isinstance(step, str)), "")
    numbers = [step + 1 for step in path if isinstance(step, int)]
    if not field:
        return f"item {numbers[0]}" if numbers else ""
    return f"item {numbers[-1]} of {field}" if isinstance(path[-1], int) else field


def position_of(node: yaml.Node, path: KeyPath) -> Position:
    """Where a part of a value stands: a field at its name, an item of a list at its beginning."""
    position = node_position(node)
    for step in path:
        if isinstance(step, int):
            node = node.value[step]
            position = node_position(node)
        else:
            key, node = next(pair for pair in reversed(node.value) if key_text(pair[0]) == step)
            position = node_position(key)
    return position


def repeated_keys(node: yaml.Node, nested: bool = True) -> Iterator[yaml.Node]:
    """Names of fields that stand in their mapping already; of those mappings within it too, unless told otherwise."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, _ in node.value:
            if key_text(key) in seen:
                yield key
            seen.add(key_text(key))
    for inner in children(node) if nested else ():
        yield from repeated_keys(inner)
