"""Redirects: old addresses that the configuration leads on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xref.configured import Redirect
from xref.model import Finding, Page, Site
from xref.rules.suggestions import did_you_mean, page_meant
from xref.urls import anchor, is_relative


def broken_redirect(site: Site) -> Iterator[Finding]:
    """A redirect leads from where no page is to a page and an anchor that the build publishes.

    Let it lead to a page and an anchor that are there.

    Bad:
        plugins: [redirects: {redirect_maps: {old.md: pgae.md}}]
    Good:
        plugins: [redirects: {redirect_maps: {old.md: page.md}}]
    """
    leads = {redirect.source: redirect.target for redirect in site.redirects}
    for redirect in site.redirects:
        is_chained = _path(redirect.target) in leads.keys() - site.pages.keys()
        problem, end = _chained(redirect, leads) if is_chained else (_problem(site, redirect), "")
        if problem:
            fix = (redirect.target, end) if end else None
            yield site.setting(redirect.position, f"redirect of {redirect.source!r} {problem}", fix)


def _path(target: str) -> str:
    return target.partition("#")[0]


def _chained(redirect: Redirect, leads: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong with a redirect to the source of another one, which is no page; and the end of that chain."""
    seen, target = {redirect.source}, redirect.target
    while (path := _path(target)) in leads:
        if path in seen:
            return f"leads in a circle, by {redirect.target!r}", ""
        seen.add(path)
        target = leads[path]
    return f"leads to {redirect.target!r}, which is no page but led on itself; did you mean {target!r}?", target


def _problem(site: Site, redirect: Redirect) -> str:
    path = _path(redirect.target)
    there, wanted = site.pages.get(path), anchor(redirect.target)
    if redirect.source in site.pages:
        return "hides the page of that path, which nobody can read then; take one of the two away"
    if not is_relative(redirect.target):
        return ""
    if path in site.files and not there:
        return f"leads to {path!r}, which is no page"
    if not there:
        return f"leads to a missing page {path!r}{page_meant(site, path)[0]}"
    if there.is_read and wanted and wanted not in _ids(site, there):
        return f"leads to a missing anchor {redirect.target!r}{did_you_mean(wanted, there.ids)}"
    lost = site.outcome.pages.lost(site.built[redirect.source]) if site.outcome else None
    return f"leads to {lost!r} in the built site, where there is no page" if lost else ""


def _ids(site: Site, page: Page) -> frozenset[str]:
    return page.ids | site.outcome.pages.ids(page.path) if site.outcome else page.ids


RULES = (broken_redirect,)
