"""Reference links: `[text][label]`, and the definitions that say where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from xref.model import Finding, Page, Site
from xref.position import Position
from xref.reference_links import SIGNS, Definition
from xref.rules.outcomes import NOTE, reads, unresolved
from xref.rules.suggestions import did_you_mean

COMMENTS = ("", "#")
"""Addresses of definitions by which writers leave a comment: `[//]: # (words)`, `[comment]: <> (words)`."""


def undefined_reference(site: Site) -> Iterator[Finding]:
    """A link of the form `[text][label]` has a definition on its page: `[label]: address`.

    Add `[label]: address` to the page, or write `[words](address)`.

    Bad:
        [next][page]
    Good:
        [next][page]

        [page]: page.md
    """
    for page in site.pages.values():
        known = [definition.label for definition in page.definitions]
        for reference in page.undefined:
            if not any(reads(site, page, f"[{label}]") for label in {reference.label, SIGNS.sub("", reference.label)}):
                continue
            message = f"no definition of {reference.label!r} on this page{did_you_mean(reference.label, known)}"
            if reference.label.lower() in known:
                message = f"reference to {reference.label!r} printed as it was typed, though that is defined"
            yield site.finding(page.path, reference.position, message)
    for lost, is_there in unresolved(site):
        note = "" if is_there else NOTE
        yield site.finding(lost.page, lost.position, f"no definition of {lost.label!r} anywhere{note}")


def unused_definition(site: Site) -> Iterator[Finding]:
    """A definition `[label]: address` is used by a link; one in a shared snippet, by a link of some page.

    Use the definition, or take it out.

    Bad:
        Next.

        [page]: page.md
    Good:
        [Next][page].

        [page]: page.md
    """
    used = {_key(page, definition) for page, definition in _definitions(site) if definition.used}
    for page, definition in _definitions(site):
        may_be_used = definition.position.path and site.has_unread_pages
        if _key(page, definition) not in used and not definition.overridden and not may_be_used:
            yield site.finding(page.path, definition.position, f"nothing uses the definition of {definition.label!r}")


def _key(page: Page, definition: Definition) -> tuple[str, Position]:
    """One definition in a snippet is the same for all pages that take it in."""
    return ("" if definition.position.path else page.path), definition.position


def repeated_definition(site: Site) -> Iterator[Finding]:
    """A label has one definition on a page: of several that differ, the last one wins, and the others mislead.

    Keep one of the definitions, or give the other a label of its own.

    Bad:
        [next][page]

        [page]: page.md
        [page]: page.md#part
    Good:
        [next][page]

        [page]: page.md
    """
    for page, definition in _overridden(site):
        if definition.target != _winner(page, definition).target:
            message = f"another definition of {definition.label!r} further down takes the place of this one"
            yield site.finding(page.path, definition.position, message)


def redundant_definition(site: Site) -> Iterator[Finding]:
    """A label is defined once on a page: a second definition that says the same is one more to keep in mind.

    Keep one of the definitions.

    Bad:
        [next][page]

        [page]: page.md
        [page]: page.md
    Good:
        [next][page]

        [page]: page.md
    """
    for page, definition in _overridden(site):
        if definition.target == _winner(page, definition).target:
            yield site.finding(
                page.path, definition.position, f"{definition.label!r} is defined once more further down"
            )


def _overridden(site: Site) -> Iterator[tuple[Page, Definition]]:
    """Definitions whose place another one takes; not those of a snippet that is taken in twice."""
    for page, definition in _definitions(site):
        if definition.overridden and definition.position != _winner(page, definition).position:
            yield page, definition


def _winner(page: Page, definition: Definition) -> Definition:
    """The definition that takes the place of all others with its label."""
    return next(other for other in page.definitions if other.label == definition.label and not other.overridden)


def _definitions(site: Site) -> Iterator[tuple[Page, Definition]]:
    """Definitions that are meant as such."""
    for page in site.pages.values():
        for definition in page.definitions:
            if definition.used or definition.target not in COMMENTS:
                yield page, definition


RULES = (undefined_reference, unused_definition, repeated_definition, redundant_definition)
