"""Terms: the headings of the glossary, in order, each once, each used."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from essays.schema import GLOSSARY_FIELD, TERM_LEVEL
from xref.model import Anchor, Finding, Page, Site
from xref.rules.links import linked_anchors


def _glossaries(site: Site) -> Iterator[tuple[Page, list[Anchor]]]:
    """Each glossary with its terms, in the order in which they stand."""
    for page in site.pages.values():
        if page.field(GLOSSARY_FIELD) is True:
            yield page, [anchor for anchor in page.anchors if anchor.level == TERM_LEVEL]


def term_out_of_order(site: Site) -> Iterator[Finding]:
    """The terms of the glossary stand in the order of the alphabet.

    Move the term to its place in the alphabet.
    """
    for page, terms in _glossaries(site):
        for before, term in pairwise(terms):
            if _sorted_as(term) < _sorted_as(before):
                message = f"term {term.heading!r} stands after {before.heading!r}"
                yield site.finding(page.path, term.position, message)


def repeated_term(site: Site) -> Iterator[Finding]:
    """A term has one entry in the glossary.

    Keep one of the entries.
    """
    for page, terms in _glossaries(site):
        seen: set[str] = set()
        for term in terms:
            if _sorted_as(term) in seen:
                yield site.finding(page.path, term.position, f"term {term.heading!r} has an entry already")
            seen.add(_sorted_as(term))


def unused_term(site: Site) -> Iterator[Finding]:
    """A term of the glossary is linked from a page, or from another term.

    Link the term where it is first used, or take it out.
    """
    if site.has_unread_pages:
        return  # one of them may link there
    linked = linked_anchors(site)
    for page, terms in _glossaries(site):
        for term in terms:
            if (page.path, term.id) not in linked:
                yield site.finding(page.path, term.position, f"no page links to term {term.heading!r}")


def _sorted_as(term: Anchor) -> str:
    """A term's letters, digits and spaces, without case and accents."""
    letters = unicodedata.normalize("NFKD", term.heading.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ")


RULES = (term_out_of_order, repeated_term, unused_term)
