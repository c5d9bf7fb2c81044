"""Quoted numbers: a number quoted from a work is one that the work's record has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from essays.quoted_numbers import is_among
from xref.model import Finding, QuotedNumber, Site

NOTES = ("sample", "finding", "limits")


def unsupported_number(site: Site) -> Iterator[Finding]:
    """A number in a sentence that cites works stands in the sample, finding or limits of one of them."""
    notes = {record.id: _notes(record.data) for record in site.bibliography or ()}
    for page in site.pages.values():
        for number in page.quoted_numbers:
            if not _is_supported(number, notes):
                works = ", ".join(number.keys)
                yield site.finding(
                    page.path, number.position, f"number {number.text!r} is not in the record of {works}"
                )


def _notes(data: Mapping) -> list[str] | None:
    """What a record says of the work; None where it says nothing at all."""
    custom = data.get("custom")
    return [str(custom.get(name) or "") for name in NOTES] if isinstance(custom, Mapping) else None


def _is_supported(number: QuotedNumber, notes: Mapping[str, list[str] | None]) -> bool:
    """Also where a cited work has no notes to hold the number against."""
    cited = [notes.get(key) for key in number.keys]
    return any(texts is None or is_among(number.text, texts) for texts in cited)


RULES = (unsupported_number,)
