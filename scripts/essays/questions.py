"""What readers ask in words of their own, and the place that answers it: the entries of `questions.yml`."""

from __future__ import annotations

from dataclasses import dataclass

from essays.data_files import DataFile, EntryForm, read_entries
from essays.values import TEXT, WORDS, WRONG_TYPE
from xref.additions import Folder, ReadResult
from xref.position import START, Position

FILE = "questions.yml"
FORM = EntryForm("- where: glossary.md#leaven", {"where": TEXT, "asked": WORDS}, {}, WRONG_TYPE)


@dataclass(frozen=True)
class Questions:
    """What readers ask, in words of their own, to which one section is the answer."""

    where: str
    """A page's path in the documentation folder, with "#" and an id for a section."""
    asked: tuple[str, ...]
    position: Position = START


def read(folder: Folder, result: ReadResult) -> tuple[Questions, ...]:
    """The questions of a documentation folder, none where it has no such file."""
    entries = read_entries(DataFile(folder, FILE, result), FORM)
    return tuple(Questions(data["where"], tuple(data["asked"]), position) for data, position in entries)
