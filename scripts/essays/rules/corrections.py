"""Corrections: entries that are whole, each of a place that exists."""

from __future__ import annotations

from collections.abc import Iterator

from essays.corrections import FILE, INCOMPLETE, Corrections
from essays.rules.places import why_missing
from xref.model import Finding, Site


def incomplete_correction(site: Site) -> Iterator[Finding]:
    """A correction says where, on which day, what was corrected, and why.

    Add what it lacks; `noticed_by` may be left out.
    """
    yield from (finding for finding in site.mismatches if finding.rule == INCOMPLETE)


def misplaced_correction(site: Site) -> Iterator[Finding]:
    """A correction is of a page that the build publishes and, if it names one, of an id that the page has.

    Correct the path, which begins in the documentation folder, or the id; without `#id` the page as a whole is meant.
    """
    for correction in site.of(Corrections).entries:
        if problem := why_missing(site, correction.page, correction.anchor, "correction of"):
            yield Finding(site.source(FILE), correction.position, problem)


RULES = (incomplete_correction, misplaced_correction)
