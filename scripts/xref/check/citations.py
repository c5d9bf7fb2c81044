"""Citations and the bibliography they draw on."""

from __future__ import annotations

from collections.abc import Iterator

from xref.check.suggest import did_you_mean
from xref.model import Finding, Record, Site
from xref.schema import missing_from


def malformed_citation(site: Site) -> Iterator[Finding]:
    """A bracket that opens with `[@` or `[-@` is `[@key]`, `[@key, locator]` or several of these between semicolons."""
    for page in site.pages.values():
        for citation in page.citations:
            if citation.problem:
                message = f"malformed citation: {citation.problem}"
                yield site.finding(page.path, citation.place, message)


def unknown_citation(site: Site) -> Iterator[Finding]:
    """A citation's key is the id of a work in the bibliography."""
    if site.bibliography is None:
        return
    known = {record.id for record in site.bibliography}
    for page in site.pages.values():
        for citation in page.citations:
            for key in (key for key in citation.keys if key not in known):
                message = f"no work {key!r} in {site.bibliography_path}{did_you_mean(key, known)}"
                yield site.finding(page.path, citation.place, message)


def incomplete_record(site: Site) -> Iterator[Finding]:
    """A work has a title, an author or editor, and what a reader needs to find it; the rest may be unknown."""
    for record in site.bibliography or ():
        if missing := missing_from(record.data):
            yield _finding(site, record, f"work {record.id!r} lacks {', '.join(missing)}")


def uncited_record(site: Site) -> Iterator[Finding]:
    """A work of the bibliography is cited on some page."""
    cited = {key for page in site.pages.values() for citation in page.citations for key in citation.keys}
    for record in site.bibliography or ():
        if record.id not in cited:
            yield _finding(site, record, f"no page cites {record.id!r}")


def repeated_record(site: Site) -> Iterator[Finding]:
    """A work's id stands once in the bibliography."""
    seen: set[str] = set()
    for record in site.bibliography or ():
        if record.id in seen:
            yield _finding(site, record, f"work {record.id!r} stands here a second time")
        seen.add(record.id)


def _finding(site: Site, record: Record, message: str) -> Finding:
    return site.finding(site.bibliography_path, record.place, message)


STOP_THE_BUILD = (malformed_citation, unknown_citation, incomplete_record, repeated_record)
"""What would leave a hole in the pages."""

RULES = (*STOP_THE_BUILD, uncited_record)
