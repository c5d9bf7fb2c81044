"""Anchors: the ids of a page, each one of its own and fit for an address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from xref.model import Anchor, Finding, Page, Site

NOT_IN_AN_ADDRESS = re.compile(r"[\s\"#%<>\[\\\]^`{|}]")
"""What a fragment cannot hold as it stands (RFC 3986, 3.5)."""

BACK = "fnref"
"""Beginning of the ids that footnotes lead back to; of one whose label is at fault, its own id tells."""

SECTIONS = 3
"""Where so many hold a heading of the same words, as a list of changes holds "Fixed", it is meant to recur."""

CHANGES = re.compile(r"\d|unreleased", re.IGNORECASE)
"""What names a version or a day: in a list of changes, two sections tell as much as three."""


def duplicate_anchor(site: Site) -> Iterator[Finding]:
    """An id stands once on a page: of two, links reach only the first.

    Give one of the two another id.

    Bad:
        ## One {#a}

        ## Two {#a}
    Good:
        ## One {#a}

        ## Two {#b}
    """
    for page in site.pages.values():
        for anchor, first in _again(page, lambda anchor: None if anchor.is_drawn else anchor.id):
            if site.outcome and anchor.id not in site.outcome.pages.repeated_ids(page.path):
                continue
            where = _where(site, page, first, anchor)
            message = f"id {anchor.id!r} stands on this page already, {where}"
            yield site.finding(page.path, anchor.position, message)


def repeated_heading(site: Site) -> Iterator[Finding]:
    """Headings of a page differ, unless three sections or versions hold the same: a second id changes with the first.

    Give the later heading an id of its own, `{#id}`, or other words.

    Bad:
        ## Set up

        ## Set up
    Good:
        ## Set up

        ## Set up again
    """
    for page in site.pages.values():
        again = [*_again(page, _words)]
        recurring = _recurring(page) if again else ()
        for anchor, first in again:
            if anchor in recurring or anchor.is_given or not re.fullmatch(rf"{re.escape(first.id)}_\d+", anchor.id):
                continue
            where = _where(site, page, first, anchor)
            message = f"heading {anchor.heading!r} as {where}, so its id is {anchor.id!r}"
            advice = "give it one of its own: {#id}" if site.has_attribute_lists else "word it otherwise"
            yield site.finding(page.path, anchor.position, f"{message}; {advice}")


def _recurring(page: Page) -> set[Anchor]:
    """Headings whose words stand in several sections; of two in one section, the first."""
    found: dict[str | None, dict[Anchor | None, Anchor]] = defaultdict(dict)
    for heading, section in _sections(page):
        found[_words(heading)].setdefault(section, heading)
    meant = (sections for sections in found.values() if len(sections) >= SECTIONS or all(map(_is_change, sections)))
    return {heading for sections in meant for heading in sections.values()}


def _is_change(section: Anchor | None) -> bool:
    return section is not None and bool(CHANGES.search(section.heading))


def _sections(page: Page) -> Iterator[tuple[Anchor, Anchor | None]]:
    """Each heading with the one of the section that it stands in."""
    above: list[Anchor] = []
    for heading in sorted((anchor for anchor in page.anchors if anchor.level), key=lambda anchor: anchor.position):
        while above and above[-1].level >= heading.level:
            above.pop()
        yield heading, above[-1] if above else None
        above.append(heading)


def invalid_anchor(site: Site) -> Iterator[Finding]:
    """An id can stand in an address: no spaces, brackets or quotes.

    Write the id in letters, digits and hyphens.

    Bad:
        ## One {#"a b"}
    Good:
        ## One {#a-b}
    """
    for page in site.pages.values():
        for anchor in page.anchors:
            if NOT_IN_AN_ADDRESS.search(anchor.id) and not anchor.id.startswith(BACK):
                yield site.finding(page.path, anchor.position, f"id {anchor.id!r} cannot stand in an address")


def _again(page: Page, key: Callable[[Anchor], str | None]) -> Iterator[tuple[Anchor, Anchor]]:
    """Anchors whose key an earlier one has too, with that one; keys that are None do not count."""
    first: dict[str, Anchor] = {}
    for anchor in sorted(page.anchors, key=lambda anchor: anchor.position):
        value = key(anchor)
        if value is not None and not _is_same_place(first.setdefault(value, anchor), anchor):
            yield anchor, first[value]


def _where(site: Site, page: Page, first: Anchor, again: Anchor) -> str:
    """The line of an anchor, and its file, where a snippet brought one of the two."""
    line, path = first.position.line, first.position.path
    file = "" if path == again.position.path else f" of {path or site.source(page.path)}"
    return f"on line {line}{file}"


def _is_same_place(one: Anchor, other: Anchor) -> bool:
    """Whether two anchors are one to a reader: of a heading and within it or, as in changelogs, on the line above; or
    of a snippet that is taken in twice."""
    if one.position.path != other.position.path:
        return False
    lines, is_snippet = other.position.line - one.position.line, bool(one.position.path)
    is_heading = bool(one.level) != bool(other.level) and (lines == 0 or (lines == 1 and bool(other.level)))
    return one is other or is_heading or (is_snippet and one.position == other.position)


def _words(anchor: Anchor) -> str | None:
    """A heading's letters and digits, from which its id is made."""
    return re.sub(r"\W+", "", anchor.heading.casefold()) or None


RULES = (duplicate_anchor, repeated_heading, invalid_anchor)
