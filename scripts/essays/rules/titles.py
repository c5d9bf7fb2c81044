"""The series: its order, its names, and the dates that its essays carry."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from essays.schema import ESSAY_FIELD, SHORT_TITLE_FIELD
from xref.model import Field, Finding, Page, Site
from xref.position import START
from xref.rules.links import relative_links
from xref.urls import anchor

ALIKE = 0.6
"""From which a link's words are taken for an attempt at a title (0 nothing in common, 1 the same)."""


def _essays(site: Site) -> list[Page]:
    """The essays in the order of their parts."""
    essays = [page for page in site.pages.values() if page.field(ESSAY_FIELD)]
    return sorted(essays, key=lambda page: (page.field(ESSAY_FIELD), page.path))


def _fields(site: Site) -> Iterator[Field]:
    return (entry for page in site.pages.values() for entry in page.fields)


def series_out_of_order(site: Site) -> Iterator[Finding]:
    """Essays are numbered from 1 without gaps, and stand in the navigation in that order."""
    if site.has_unread_pages or any(entry.name == ESSAY_FIELD and not entry.fits for entry in _fields(site)):
        return  # what is missing may be there
    essays = _essays(site)
    for number, page in enumerate(essays, 1):
        if page.field(ESSAY_FIELD) != number:
            yield site.finding(page.path, START, f"part {page.field(ESSAY_FIELD)} where part {number} is expected")
    listed = [entry for entry in site.navigation or () if entry.target in {page.path for page in essays}]
    for entry, page in zip(listed, [page for page in essays if page.path in {e.target for e in listed}], strict=False):
        if entry.target != page.path:
            message = f"navigation has {entry.target!r} where part {page.field(ESSAY_FIELD)} belongs"
            yield Finding(site.configuration, entry.position, message)


def misnamed_essay(site: Site) -> Iterator[Finding]:
    """A link that gives an essay's name gives its title, or the short title that its front matter chooses."""
    names = {page.path: [page.field("title"), page.field(SHORT_TITLE_FIELD)] for page in _essays(site)}
    for page, link, there in relative_links(site):
        known = names.get(there or "")
        if known and not anchor(link.target) and (meant := _attempted(link.text, known)):
            yield site.finding(page.path, link.position, f"essay named {link.text!r}; did you mean {meant!r}?")


def _attempted(text: str, names: list[str | None]) -> str | None:
    """The name that words come near without being it."""
    words = " ".join(text.split()).strip(" .,;:")
    for name in filter(None, names):
        if _plain(words) == _plain(name):
            return None
    near = [name for name in filter(None, names) if SequenceMatcher(None, _plain(words), _plain(name)).ratio() > ALIKE]
    return near[0] if near else None


def _plain(text: str) -> str:
    return text.casefold().replace("\u2019", "'")


def review_overdue(site: Site) -> Iterator[Finding]:
    """An essay's sources are looked at again by the day that its front matter names (a notice)."""
    for page in _essays(site):
        for entry in page.fields:
            if entry.name == "review_due" and entry.fits and entry.value < site.today:
                message = f"review was due on {entry.value}"
                yield Finding(site.source(page.path), entry.position, message, is_notice=True)


RULES = (series_out_of_order, misnamed_essay, review_overdue)
