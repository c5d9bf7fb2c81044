"""Figures: a number quoted from a work is one that the work's record has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from essays.quoted_numbers import is_among
from xref.model import Figure, Finding, Site

NOTES = ("sample", "finding", "limits")


def unsupported_figure(site: Site) -> Iterator[Finding]:
    """A figure in a sentence that cites works stands in the sample, finding or limits of one of them."""
    notes = {record.id: _notes(record.data) for record in site.bibliography or ()}
    for page in site.pages.values():
        for figure in page.figures:
            if not _is_supported(figure, notes):
                works = ", ".join(figure.keys)
                yield site.finding(page.path, figure.place, f"figure {figure.text!r} is not in the record of {works}")


def _notes(data: Mapping) -> list[str] | None:
    """What a record says of the work; None where it says nothing at all."""
    custom = data.get("custom")
    return [str(custom.get(name) or "") for name in NOTES] if isinstance(custom, Mapping) else None


def _is_supported(figure: Figure, notes: Mapping[str, list[str] | None]) -> bool:
    """Also where a cited work has no notes to hold the figure against."""
    cited = [notes.get(key) for key in figure.keys]
    return any(texts is None or is_among(figure.text, texts) for texts in cited)


RULES = (unsupported_figure,)
