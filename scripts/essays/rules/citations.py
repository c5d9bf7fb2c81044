"""Citations and the bibliography they draw on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essays.citing import bibliography
from essays.citing.bibliography import Bibliography, Record, missing_from, traits
from essays.citing.csl import READ
from essays.citing.facts import BareKey, Citation
from essays.citing.typed import TypedCitation
from xref.model import Finding, Site
from xref.rules.suggestions import did_you_mean

_READINGS = " or ".join(READ)
DOI = re.compile(r"10\.\d{4,9}/\S+")


def _records(site: Site) -> tuple[Record, ...]:
    return site.of(Bibliography).records


def malformed_citation(site: Site) -> Iterator[Finding]:
    """A citation is `[@key]`, `[see @key, locator]`, several of these between semicolons, or `@key [locator]`.

    Write `[@key]` or `[@key, p. 4]`, with a semicolon between two works.
    """
    known = {record.id for record in _records(site)}
    for page in site.pages.values():
        for citation in page.gathered(Citation):
            if citation.problem:
                message = f"malformed citation: {citation.problem}"
                yield site.finding(page.path, citation.position, message)
        for bare in page.gathered(BareKey):
            if bare.key in known:
                message = f"{bare.written!r} begins no citation; write '[@{bare.key}]' or '@{bare.key} [p. 1]'"
                yield site.finding(page.path, bare.position, message)


def unknown_citation(site: Site) -> Iterator[Finding]:
    """A citation's key is the id of a work in the bibliography.

    Correct the key, or add the work to the bibliography.
    """
    if not site.of(Bibliography).is_whole:
        return  # the work may be what could not be read
    known = {record.id for record in _records(site)}
    for page in site.pages.values():
        for citation in page.gathered(Citation):
            for key in (key for key in citation.keys if key not in known):
                message = f"no work {key!r} in {bibliography.FILE}{did_you_mean(key, known)}"
                yield site.finding(page.path, citation.position, message)


def incomplete_record(site: Site) -> Iterator[Finding]:
    """A work has a title, an author or editor, and what a reader needs to find it; the rest may be unknown.

    Add what is missing as the work itself has it; never guess.
    """
    for record in _records(site):
        if record.fits and (missing := missing_from(record)):
            yield _finding(site, record, f"work {record.id!r} lacks {', '.join(missing)}")


def uncited_record(site: Site) -> Iterator[Finding]:
    """A work of the bibliography is cited on some page.

    Cite the work, or take its record out.
    """
    if site.has_unread_pages:
        return  # one of them may cite it
    cited = _cited(site)
    for record in _records(site):
        if record.id not in cited:
            yield _finding(site, record, f"no page cites {record.id!r}")


def unstated_reading(site: Site) -> Iterator[Finding]:
    """A work that is cited says in `custom` how much of it was `read`: `whole`, `abstract` or `report`.

    Add `read` below `custom`, and say there how much you read.
    """
    cited = _cited(site)
    for record in _records(site):
        if record.id in cited and record.fits and not record.read:
            message = f"work {record.id!r} does not say how much of it was read; expected custom: {{read: {_READINGS}}}"
            yield _finding(site, record, message)


def _cited(site: Site) -> set[str]:
    return {key for page in site.pages.values() for citation in page.gathered(Citation) for key in citation.keys}


def repeated_record(site: Site) -> Iterator[Finding]:
    """A work's id stands once in the bibliography.

    Take one of the two out, or give it another id.
    """
    seen: set[str] = set()
    for record in _records(site):
        if record.id in seen:
            yield _finding(site, record, f"work {record.id!r} stands here a second time")
        seen.add(record.id)


def malformed_identifier(site: Site) -> Iterator[Finding]:
    """A DOI begins with 10. and a number, and an ISBN's last digit fits the others.

    Copy it anew from the publisher's page.
    """
    for record in _records(site):
        doi, isbn = (str(record.data.get(name, "")) for name in ("DOI", "ISBN"))
        if doi and not DOI.fullmatch(doi):
            within = re.search(r"10\.\d+/\S+", doi)
            hint = f"; write {within[0]!r}" if within else ""
            yield _finding(site, record, f"work {record.id!r} has a malformed DOI {doi!r}{hint}")
        if isbn and not is_isbn(isbn):
            yield _finding(site, record, f"work {record.id!r} has a malformed ISBN {isbn!r}")


def is_isbn(text: str) -> bool:
    """Whether the check digit of an ISBN-10 or ISBN-13 fits (ISO 2108)."""
    digits = text.replace("-", "").replace(" ", "").upper()
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(digit) * (3 if position % 2 else 1) for position, digit in enumerate(digits)) % 10 == 0
    values = [10 if digit == "X" else int(digit) for digit in digits] if re.fullmatch(r"\d{9}[\dX]", digits) else [1]
    return sum(value * (10 - position) for position, value in enumerate(values)) % 11 == 0


def duplicate_work(site: Site) -> Iterator[Finding]:
    """A work stands in the bibliography under one id: no second one has its DOI, or its title and year.

    Keep one of the records, and cite that everywhere.
    """
    seen: dict[tuple[str, ...], Record] = {}
    for record in _records(site):
        for trait in traits(record):
            first = seen.setdefault(trait, record)
            if first.id != record.id:
                yield _finding(site, record, f"work {record.id!r} is {first.id!r} again: the same {trait[0]}")
                break


def typed_citation(site: Site) -> Iterator[Finding]:
    """A work of the bibliography is cited by its key, which makes a link; names and a year typed by hand make none.

    Write the citation with its key, as the message has it; `--fix` does it.
    """
    for page in site.pages.values():
        for typed in page.gathered(TypedCitation):
            message = f"citation {typed.written!r} typed by hand; write {typed.meant!r}"
            yield site.finding(page.path, typed.position, message, (typed.written, typed.meant))


def _finding(site: Site, record: Record, message: str) -> Finding:
    return site.finding(bibliography.FILE, record.position, message)


STOP_THE_BUILD = (malformed_citation, unknown_citation, incomplete_record, repeated_record)
"""What would leave a hole in the pages."""

RULES = (*STOP_THE_BUILD, uncited_record, unstated_reading, malformed_identifier, duplicate_work, typed_citation)
