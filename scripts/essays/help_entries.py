"""Where help is to be found: the entries of `help.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from essays.data_files import DataFile, EntryForm, read_entries
from essays.values import HTTPS, PLAIN, scalar
from xref.additions import Folder, ReadResult
from xref.position import START, Position
from xref.rules.anchors import NOT_IN_AN_ADDRESS

FILE = "help.yml"
NEVER = "never"
SHELF_LIFE = timedelta(days=180)
"""After which an address is to be looked at again."""
INCOMPLETE = "incomplete-help"
CHECKED = scalar("a date or never", "2026-11-23", lambda value: value == NEVER or type(value) is date)
_REQUIRED = {"name": PLAIN, "kind": PLAIN, "scope": PLAIN, "purpose": PLAIN, "address": HTTPS, "checked": CHECKED}
FORM = EntryForm("- name: Somewhere", _REQUIRED, {"seen_at": PLAIN}, INCOMPLETE)


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
    is_whole: bool = True
    """Whether these are all that the file was to hold."""

    @property
    def kinds(self) -> dict[str, list[HelpEntry]]:
        """Kinds of help, in the order of their first entries, with those of each; capitals and blanks part none."""
        names: dict[str, str] = {}
        found: dict[str, list[HelpEntry]] = {}
        for entry in self.entries:
            found.setdefault(names.setdefault(kind_id(entry.kind), entry.kind), []).append(entry)
        return found


def kind_id(kind: str) -> str:
    """Id of the heading above the entries of a kind, without what cannot stand in an address."""
    return "-".join(["help", *NOT_IN_AN_ADDRESS.sub(" ", kind.lower()).split()])


def read(folder: Folder, result: ReadResult) -> Help:
    """The entries of a documentation folder, none where it has no such file."""
    known = len(result.findings)
    entries = tuple(_made(data, position) for data, position in read_entries(DataFile(folder, FILE, result), FORM))
    return Help(entries, is_whole=len(result.findings) == known)


def _made(data: dict[str, Any], position: Position) -> HelpEntry:
    return HelpEntry(**{**data, "checked": None if data["checked"] == NEVER else data["checked"]}, position=position)
