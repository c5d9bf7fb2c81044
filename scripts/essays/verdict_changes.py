"""How verdicts and wordings of claims have changed: the entries of `verdict_changes.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from essays.data_files import DataFile, EntryForm, read_entries
from essays.schema import VERDICTS
from essays.values import DATE, PLAIN, TEXT
from xref.additions import Folder, ReadResult
from xref.position import START, Position

FILE = "verdict_changes.yml"
INCOMPLETE = "incomplete-change"
FORM = EntryForm(
    "- claim: c01", {"claim": TEXT, "date": DATE, "new": PLAIN, "reason": PLAIN}, {"old": PLAIN}, INCOMPLETE
)


@dataclass(frozen=True)
class VerdictChange:
    """One change of one claim: of its verdict, by the verdict's name, or of its wording."""

    claim: str
    date: date
    new: str
    reason: str
    old: str = ""
    """"" where the claim itself is new."""
    position: Position = START

    @property
    def is_of_verdict(self) -> bool:
        return self.new in VERDICTS

    @property
    def is_mixed(self) -> bool:
        """Whether one of its two ends is a verdict and the other is none."""
        return bool(self.old) and (self.old in VERDICTS) != self.is_of_verdict

    @property
    def old_words(self) -> str:
        return VERDICTS.get(self.old, self.old)

    @property
    def new_words(self) -> str:
        return VERDICTS.get(self.new, self.new)


@dataclass(frozen=True)
class VerdictChanges:
    """All entries that are whole, in the order of their days and, within one, as they stand."""

    entries: tuple[VerdictChange, ...] = ()
    fits: bool = True
    """Whether all that was written fits, so that no entry is missing between two."""

    def of(self, claim: str) -> list[VerdictChange]:
        return [change for change in self.entries if change.claim == claim]


def read(folder: Folder, result: ReadResult) -> VerdictChanges:
    """The changes of a documentation folder, none where it has no such file."""
    file = DataFile(folder, FILE, result)
    changes = [VerdictChange(**data, position=position) for data, position in read_entries(file, FORM)]
    return VerdictChanges(tuple(sorted(changes, key=lambda change: change.date)), file.fits)
