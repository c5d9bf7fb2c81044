"""Relations: pages that a page names in its front matter."""

from __future__ import annotations

from collections.abc import Iterator

from essays.schema import RELATED_FIELD
from xref.model import Finding, Page, Site
from xref.position import Position
from xref.rules.suggestions import page_meant


def _related(site: Site) -> Iterator[tuple[Page, list[tuple[str, Position]]]]:
    """Each page with the paths that it names, and where."""
    for page in site.pages.values():
        for entry in page.fields:
            if entry.name == RELATED_FIELD and isinstance(entry.value, list):
                items = zip(entry.value, entry.items, strict=True)
                yield page, [(value, position) for value, position in items if isinstance(value, str)]


def missing_relation(site: Site) -> Iterator[Finding]:
    """A page named in `related` is one that the build publishes.

    Correct the path; it begins in the documentation folder.
    """
    for page, targets in _related(site):
        for target, position in targets:
            if target not in site.pages:
                hint, meant = page_meant(site, target)
                fix = (target, meant) if meant else None
                yield site.finding(page.path, position, f"related to a missing page {target!r}{hint}", fix)


def idle_relation(site: Site) -> Iterator[Finding]:
    """A page names in `related` other pages than itself, each of them once.

    Take the path out.
    """
    for page, targets in _related(site):
        seen: set[str] = set()
        for target, position in targets:
            if target == page.path:
                yield site.finding(page.path, position, "page related to itself")
            elif target in seen:
                yield site.finding(page.path, position, f"related to {target!r} a second time")
            seen.add(target)


RULES = (missing_relation, idle_relation)
