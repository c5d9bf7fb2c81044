"""Redirects: old addresses that the configuration leads on."""

from __future__ import annotations

from collections.abc import Iterator

from xref.configured import Redirect
from xref.model import Finding, Page, Site
from xref.rules.suggestions import did_you_mean, page_meant
from xref.urls import anchor, is_relative


def broken_redirect(site: Site) -> Iterator[Finding]:
    """A redirect leads, in the end, to a page and an anchor that the build publishes.

    Let it lead to a page and an anchor that are there.

    Bad:
        plugins: [redirects: {redirect_maps: {old.md: pgae.md}}]
    Good:
        plugins: [redirects: {redirect_maps: {old.md: page.md}}]
    """
    leads = {redirect.source: redirect.target for redirect in site.redirects}
    for redirect in site.redirects:
        if problem := _problem(site, redirect, leads):
            yield site.setting(redirect.position, f"redirect of {redirect.source!r} {problem}")


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
    if there and there.is_read and wanted and wanted not in _ids(site, there):
        return f"leads to a missing anchor {target!r}{did_you_mean(wanted, there.ids)}"
    return ""


def _ids(site: Site, page: Page) -> frozenset[str]:
    return page.ids | site.outcome.pages.ids(page.path) if site.outcome else page.ids


RULES = (broken_redirect,)
