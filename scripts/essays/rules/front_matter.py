"""Front matter: the fields of `schema.FIELDS`, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from essays.schema import BIBLIOGRAPHY_FIELD, FIELDS, is_required
from xref.model import Finding, Page, Site
from xref.position import START
from xref.rules.suggestions import did_you_mean


def unknown_field(site: Site) -> Iterator[Finding]:
    """Front matter holds only fields that the site knows."""
    known = [rule.name for rule in FIELDS]
    for page in site.pages.values():
        for entry in page.fields:
            if entry.name not in known:
                message = f"unknown field {entry.name!r}{did_you_mean(entry.name, known)}"
                yield site.finding(page.path, entry.position, message)


def missing_field(site: Site) -> Iterator[Finding]:
    """A page has the fields that every page, or every essay, must have."""
    for page in site.pages.values():
        names = {entry.name for entry in page.fields}
        for rule in FIELDS:
            if page.is_read and rule.name not in names and is_required(rule, names):
                message = f"missing field {rule.name!r}: {rule.meaning}"
                yield site.finding(page.path, START, message)


def wrong_type(site: Site) -> Iterator[Finding]:
    """A field's value is of the field's type."""
    types = {rule.name: rule.type for rule in FIELDS}
    for page in site.pages.values():
        for entry in page.fields:
            if entry.name in types and not types[entry.name].accepts(entry.value):
                message = f"{entry.name!r} is {entry.value!r}; expected {types[entry.name].name}"
                yield site.finding(page.path, entry.position, message)


def repeated_field(site: Site) -> Iterator[Finding]:
    """A field stands once in a page's front matter, and one page alone lists the bibliography."""
    bibliographies: list[str] = []
    for page in site.pages.values():
        yield from _repeated_on(page, site)
        if any(entry.name == BIBLIOGRAPHY_FIELD for entry in page.fields):
            bibliographies.append(page.path)
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
