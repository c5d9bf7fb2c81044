"""Words that search takes for one another: the groups of `synonyms.yml`."""

from __future__ import annotations

from dataclasses import dataclass

from essays.data_files import DataFile
from essays.values import TEXT, list_of
from xref.additions import Folder, ReadResult
from xref.reading.yaml_positions import value

FILE = "synonyms.yml"
_GROUP = list_of(TEXT, "a group of two words or more", "[sourdough, levain]", at_least=2)
_GROUPS = list_of(_GROUP, "a list of groups", "- [sourdough, levain]")


@dataclass(frozen=True)
class Synonyms:
    groups: tuple[tuple[str, ...], ...] = ()


def read(folder: Folder, result: ReadResult) -> Synonyms:
    """The groups of a documentation folder, none where it has no such file."""
    file = DataFile(folder, FILE, result)
    if file.root is None:
        return Synonyms()
    groups = value(file.root)
    faulty = file.report(_GROUPS.mismatches(groups), file.root, "the list of synonyms")
    found = groups if isinstance(groups, list) else []
    return Synonyms(tuple(tuple(group) for at, group in enumerate(found) if str(at) not in faulty))
