"""Front matter and data files: fields that the schema has, each once, with values of the right kind."""

from __future__ import annotations

from collections.abc import Iterator

from essays.data_files import REPEATED_FIELD
from essays.schema import BIBLIOGRAPHY_FIELD, FIELDS, INSTEAD, KINDS, MEANT, is_required, mismatches
from essays.values import UNKNOWN_FIELD, WRONG_TYPE, Mismatch
from xref.model import Field, Finding, Page, Site
from xref.position import START, Position
from xref.rules.suggestions import nearest


def unknown_field(site: Site) -> Iterator[Finding]:
    """Front matter, and an entry of a data file, hold only fields that the site knows.

    Correct the name of the field, or take its line out.
    """
    yield from (finding for finding in site.mismatches if finding.rule == UNKNOWN_FIELD)
    for page, entry, mismatch in _mismatches(site):
        if mismatch.rule == UNKNOWN_FIELD:
            yield site.finding(page.path, entry.position, mismatch.message)


def missing_field(site: Site) -> Iterator[Finding]:
    """A page has the fields that every page, or every essay, must have.

    Add the field; the template of an essay shows each.
    """
    for page in site.pages.values():
        names = {entry.name for entry in page.fields}
        meant = {MEANT.get(name.casefold()) or nearest(name, KINDS) for name in names.difference(KINDS, INSTEAD)}
        for rule in FIELDS:
            if page.is_read and rule.name not in names | meant and is_required(rule, names):
                message = f"missing field {rule.name!r}: {rule.meaning}"
                yield site.finding(page.path, START, message)


def wrong_type(site: Site) -> Iterator[Finding]:
    """A field's value, in front matter or in a data file, is of the field's type.

    Write the value in the form that is asked for.
    """
    yield from (finding for finding in site.mismatches if finding.rule == WRONG_TYPE)
    for page, entry, mismatch in _mismatches(site):
        if mismatch.rule == WRONG_TYPE:
            yield site.finding(page.path, _position(entry, mismatch), f"{entry.name!r} {mismatch.message}")


def _mismatches(site: Site) -> Iterator[tuple[Page, Field, Mismatch]]:
    for page in site.pages.values():
        for entry in page.fields:
            yield from ((page, entry, mismatch) for mismatch in mismatches(entry.name, entry.value))


def _position(entry: Field, mismatch: Mismatch) -> Position:
    """Of an item of a list, its own; else that of the field's name."""
    at = mismatch.path[0] if mismatch.path else None
    return entry.items[at] if isinstance(at, int) else entry.position


def repeated_field(site: Site) -> Iterator[Finding]:
    """A field stands once in front matter, an entry or the configuration, and one page alone lists the bibliography.

    Keep one of the two.
    """
    yield from (finding for finding in site.mismatches if finding.rule == REPEATED_FIELD)
    for page in site.pages.values():
        yield from _repeated_on(page, site)
    bibliographies = [page.path for page in site.pages.values() if page.field(BIBLIOGRAPHY_FIELD)]
    for path in bibliographies[1:]:
        message = f"{bibliographies[0]!r} lists the bibliography already"
        yield site.finding(path, START, message)


def _repeated_on(page: Page, site: Site) -> Iterator[Finding]:
    seen: set[str] = set()
    for entry in page.fields:
        if entry.name in seen:
            yield site.finding(page.path, entry.position, f"field {entry.name!r} again")
        seen.add(entry.name)


RULES = (unknown_field, missing_field, wrong_type, repeated_field)
