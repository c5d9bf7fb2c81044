"""Titles: of each page, of the essays in their series, and in the links that name them; and when essays are due."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from operator import attrgetter

from essays.schema import ESSAY_FIELD, SHORT_TITLE_FIELD
from essays.sentences import letters
from xref.model import Field, Finding, Page, Site
from xref.position import START, Position
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
    """Essays are numbered from 1 without gaps, and stand in the navigation in that order.

    Correct `series_part`, or the order in `nav`.
    """
    if site.has_unread_pages or any(entry.name == ESSAY_FIELD and not entry.fits for entry in _fields(site)):
        return  # what is missing may be there
    essays = _essays(site)
    for before, page in pairwise([None, *essays]):
        assert page
        part, last = page.field(ESSAY_FIELD), before.field(ESSAY_FIELD) if before else 0
        if before and part == last:
            yield site.finding(page.path, _position(page, ESSAY_FIELD), f"part {part} is {before.path!r} already")
        elif part != last + 1:
            message = f"part {part} where part {last + 1} is expected"
            yield site.finding(page.path, _position(page, ESSAY_FIELD), message)
    listed = [entry for entry in site.navigation or () if entry.target in {page.path for page in essays}]
    for entry, page in zip(listed, [page for page in essays if page.path in {e.target for e in listed}], strict=False):
        if entry.target != page.path:
            message = f"navigation has {entry.target!r} where part {page.field(ESSAY_FIELD)} belongs"
            yield site.setting(entry.position, message)
    if site.navigation is None and not site.unknown_plugins:
        yield from _without_navigation(site, essays)


def _without_navigation(site: Site, essays: list[Page]) -> Iterator[Finding]:
    """The first essay of which the order of files, which the menu has without `nav`, is not that of the series."""
    listed = [page for page in site.pages.values() if page.field(ESSAY_FIELD)]
    for page, there in zip(essays, listed, strict=True):
        if page is not there:
            message = (
                f"the menu has {there.path!r} where part {page.field(ESSAY_FIELD)} belongs; list the pages in `nav`"
            )
            yield site.finding(page.path, _position(page, ESSAY_FIELD), message)
            return


def _position(page: Page, name: str) -> Position:
    return next((entry.position for entry in page.fields if entry.name == name), START)


def missing_heading(site: Site) -> Iterator[Finding]:
    """A page has one heading of the first level, its title; headings have words, and leave out no level going down.

    Begin the text with `# ` and the page's title, and sections with `## ` and theirs.
    """
    for page in site.pages.values():
        first = [place for place in page.anchors if place.level == 1]
        if page.is_read and page.field("title") and not first:
            message = f"page has no heading of the first level; begin it with '# {page.field('title')}'"
            yield site.finding(page.path, START, message)
        for again in first[1:]:
            message = f"second heading of the first level, {again.heading!r}; a section begins with '## '"
            yield site.finding(page.path, again.position, message)
        shown = {image.position.line for image in page.images}
        for place in page.anchors:
            if place.level and not place.heading.strip() and place.position.line not in shown:
                yield site.finding(page.path, place.position, "heading without words")
        yield from _skipped_levels(site, page)


def _skipped_levels(site: Site, page: Page) -> Iterator[Finding]:
    """Headings that no heading of the level between parts from the one above."""
    headings = sorted((place for place in page.anchors if place.level), key=attrgetter("position"))
    for above, place in pairwise(headings):
        if place.level > above.level + 1:
            signs = "#" * (above.level + 1)
            message = f"heading of level {place.level} below one of level {above.level}; begin it with '{signs} '"
            yield site.finding(page.path, place.position, message)


def title_mismatch(site: Site) -> Iterator[Finding]:
    """A page's heading of the first level says what the title in its front matter says.

    Write the same words in both places.
    """
    for page in site.pages.values():
        title = page.field("title")
        first = min((anchor for anchor in page.anchors if anchor.level == 1), key=attrgetter("position"), default=None)
        if title and first and letters(first.heading) != letters(title):
            message = f"heading {first.heading!r} where the front matter has the title {title!r}"
            yield site.finding(page.path, first.position, message)


def misnamed_essay(site: Site) -> Iterator[Finding]:
    """A link that gives an essay's name gives its title, or the short title that its front matter chooses.

    Write the essay's title as it stands on its page.
    """
    names = {page.path: [page.field("title"), page.field(SHORT_TITLE_FIELD)] for page in _essays(site)}
    for page, link, there in relative_links(site):
        known = names.get(there or "")
        if known and not anchor(link.target) and (meant := _attempted(link.text, known)):
            yield site.finding(page.path, link.position, f"essay named {link.text!r}; did you mean {meant!r}?")


def _attempted(text: str, names: list[str | None]) -> str | None:
    """The name that words come near without being it."""
    given, known = letters(text), [name for name in names if name]
    if given in map(letters, known):
        return None
    return next((name for name in known if SequenceMatcher(None, given, letters(name)).ratio() > ALIKE), None)


def review_overdue(site: Site) -> Iterator[Finding]:
    """An essay's sources are looked at again by the day that its front matter names (a notice).

    Look at the sources again, then set the next day. It need not be done in this change.
    """
    for page in _essays(site):
        for entry in page.fields:
            if entry.name == "review_due" and entry.fits and entry.value < site.today:
                message = f"review was due on {entry.value}"
                yield Finding(site.source(page.path), entry.position, message, is_notice=True)


RULES = (missing_heading, title_mismatch, series_out_of_order, misnamed_essay, review_overdue)
