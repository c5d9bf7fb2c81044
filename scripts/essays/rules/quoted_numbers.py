"""Quoted numbers: a number quoted from a work is one that the work's record has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from essays.citing.bibliography import Bibliography, Record
from essays.citing.facts import QuotedNumber
from essays.quoted_numbers import is_among
from xref.model import Finding, Site


def unsupported_number(site: Site) -> Iterator[Finding]:
    """A number in a sentence that cites works stands in the sample, finding or limits of one of them.

    Correct the number, or cite the work that has it; if this one does, say so in its record.
    """
    notes = {record.id: _notes(record) for record in site.of(Bibliography).records}
    for page in site.pages.values():
        for number in page.gathered(QuotedNumber):
            if not _is_supported(number, notes):
                works = ", ".join(number.keys)
                yield site.finding(
                    page.path, number.position, f"number {number.text!r} is not in the record of {works}"
                )


def _notes(record: Record) -> list[str] | None:
    """What a record says of the work; None where it says nothing at all, or nothing that fits."""
    return [*record.notes.values()] if "custom" in record.data else None


def _is_supported(number: QuotedNumber, notes: Mapping[str, list[str] | None]) -> bool:
    """Also where a cited work has no notes to hold the number against."""
    cited = [notes.get(key) for key in number.keys]
    return any(texts is None or is_among(number.text, texts) for texts in cited)


RULES = (unsupported_number,)
