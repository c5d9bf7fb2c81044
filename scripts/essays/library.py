"""The works that a site cites, as the page of all references lists them: what each found, and how far it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from essays.built_page import BuiltPage
from essays.citing.apa import ReferenceEntry
from essays.citing.bibliography import Record
from essays.citing.csl import READ


@dataclass(frozen=True)
class Work:
    """A work on the page of all references: what it found, on whom, and with which limits."""

    id: str
    label: str
    html: str
    sample: str = ""
    finding: str = ""
    limits: str = ""
    read: str = ""
    """How much of it was read, in words."""


def works(records: Iterable[Record], entries: Mapping[str, ReferenceEntry], pages: Iterable[BuiltPage]) -> list[Work]:
    """Every work that some page cites, in the order of the list of references."""
    cited = {key for page in pages for key in page.cited}
    notes = {record.id: {**record.notes, "read": READ.get(record.read, "")} for record in records}
    return [
        Work(work.id, f"{work.names} ({work.year})", work.html, **notes[work.id])
        for work in sorted(entries.values(), key=lambda work: work.sort_key)
        if work.id in cited
    ]
