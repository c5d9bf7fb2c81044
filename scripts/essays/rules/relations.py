"""Relations: pages named in front matter, and old addresses that lead on."""

from __future__ import annotations

from collections.abc import Iterator

from essays.schema import RELATED_FIELD
from xref.entries import Redirect
from xref.model import Finding, Page, Site
from xref.position import Position
from xref.rules.suggestions import did_you_mean, page_meant
from xref.urls import anchor, is_relative


def _related(site: Site) -> Iterator[tuple[Page, list[tuple[str, Position]]]]:
    """Each page with the paths that it names, and where."""
    for page in site.pages.values():
        for entry in page.fields:
            if entry.name == RELATED_FIELD and isinstance(entry.value, list):
                items = zip(entry.value, entry.items, strict=True)
                yield page, [(value, position) for value, position in items if isinstance(value, str)]


def missing_relation(site: Site) -> Iterator[Finding]:
    """A page named in `related` is one that the build publishes."""
    for page, targets in _related(site):
        for target, position in targets:
            if target not in site.pages:
                hint, meant = page_meant(site, target)
                fix = (target, meant) if meant else None
                yield site.finding(page.path, position, f"related to a missing page {target!r}{hint}", fix)


def idle_relation(site: Site) -> Iterator[Finding]:
    """A page names in `related` other pages than itself, each of them once."""
    for page, targets in _related(site):
        seen: set[str] = set()
        for target, position in targets:
            if target == page.path:
                yield site.finding(page.path, position, "page related to itself")
            elif target in seen:
                yield site.finding(page.path, position, f"related to {target!r} a second time")
            seen.add(target)


def broken_redirect(site: Site) -> Iterator[Finding]:
    """A redirect leads, in the end, to a page and an anchor that the build publishes."""
    leads = {redirect.source: redirect.target for redirect in site.redirects}
    for redirect in site.redirects:
        if problem := _problem(site, redirect, leads):
            yield Finding(site.configuration, redirect.position, f"redirect of {redirect.source!r} {problem}")


def _problem(site: Site, redirect: Redirect, leads: dict[str, str]) -> str:
    seen, target = {redirect.source}, redirect.target
    while (path := target.split("#")[0]) in leads:
        if path in seen:
            return f"leads in a circle, by {redirect.target!r}"
        seen.add(path)
        target = leads[path]
    if not is_relative(target):
        return ""
    if path not in site.files:
        return f"leads to a missing page {target!r}{page_meant(site, path)[0]}"
    wanted, there = anchor(target), site.pages.get(path)
    missing = wanted and there and wanted not in there.ids
    return f"leads to a missing anchor {target!r}{did_you_mean(wanted, there.ids)}" if missing else ""


RULES = (missing_relation, idle_relation, broken_redirect)
