"""What was wrong on a page once it was published, and was corrected: the entries of `corrections.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from essays.built_page import BuiltPage
from essays.data_files import DataFile, EntryForm, read_entries
from essays.values import DATE, PLAIN, TEXT
from xref.additions import Folder, ReadResult
from xref.position import START, Position

FILE = "corrections.yml"
INCOMPLETE = "incomplete-correction"
_REQUIRED = {"where": TEXT, "date": DATE, "what": PLAIN, "why": PLAIN}
FORM = EntryForm("- where: essays/one.md", _REQUIRED, {"noticed_by": PLAIN}, INCOMPLETE)


@dataclass(frozen=True)
class Correction:
    """One correction of one page."""

    page: str
    """Its path in the documentation folder."""
    anchor: str
    """The id of the section, or "" where the page as a whole is meant."""
    date: date
    what: str
    why: str
    noticed_by: str = ""
    position: Position = START


@dataclass(frozen=True)
class ListedCorrection:
    """A correction, and the page or the section of which it is."""

    href: str
    title: str
    date: date
    what: str
    why: str
    noticed_by: str


@dataclass(frozen=True)
class Corrections:
    """All entries that are whole, from the latest to the first."""

    entries: tuple[Correction, ...] = ()

    def of(self, page: str) -> list[Correction]:
        return [correction for correction in self.entries if correction.page == page]


def read(folder: Folder, result: ReadResult) -> Corrections:
    """The corrections of a documentation folder, none where it has no such file."""
    entries = (_made(data, position) for data, position in read_entries(DataFile(folder, FILE, result), FORM))
    return Corrections(tuple(sorted(entries, key=lambda correction: correction.date, reverse=True)))


def _made(data: dict[str, Any], position: Position) -> Correction:
    page, _, anchor = data.pop("where").partition("#")
    return Correction(page, anchor, **data, position=position)


def listed(corrections: Iterable[Correction], pages: Mapping[str, BuiltPage]) -> list[ListedCorrection]:
    """Corrections as pages show them; `pages` by path."""
    return [
        ListedCorrection(page.at(one.anchor), page.short_title, one.date, one.what, one.why, one.noticed_by)
        for one in corrections
        if (page := pages.get(one.page))
    ]
