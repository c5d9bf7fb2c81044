"""Corrections: entries that are whole, each of a place that exists."""

from __future__ import annotations

from collections.abc import Iterator

from essays.corrections import FILE, INCOMPLETE, Correction, Corrections
from xref.model import Finding, Site
from xref.rules.suggestions import did_you_mean, page_meant


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
        if problem := _problem(site, correction):
            yield Finding(site.source(FILE), correction.position, problem)


def _problem(site: Site, correction: Correction) -> str:
    page = site.pages.get(correction.page)
    if page is None:
        return f"correction of a missing page {correction.page!r}{page_meant(site, correction.page)[0]}"
    if correction.anchor and page.is_read and correction.anchor not in page.ids:
        return f"{correction.page!r} has no id {correction.anchor!r}{did_you_mean(correction.anchor, page.ids)}"
    return ""


RULES = (incomplete_correction, misplaced_correction)
