"""Redirects: old addresses that the configuration leads on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from xref.configured import Redirect
from xref.model import Finding, Site
from xref.position import START
from xref.rules.outcomes import ids
from xref.rules.suggestions import did_you_mean, page_meant
from xref.urls import anchor

WEB = ("http://", "https://")
"""What an address begins with that the plugin leads to without a look."""


def broken_redirect(site: Site) -> Iterator[Finding]:
    """A redirect stands where no page is, and leads to a page and an anchor of the site, or to another site.

    Let it lead to a page and an anchor that are there.

    Bad:
        plugins: [redirects: {redirect_maps: {old.md: pgae.md}}]
    Good:
        plugins: [redirects: {redirect_maps: {old.md: page.md}}]
    """
    leads = {redirect.source: redirect.target for redirect in site.redirects}
    for redirect in site.redirects:
        is_chained = _path(redirect.target) in leads.keys() - site.pages.keys()
        problem, end = _chained(site, redirect, leads) if is_chained else (_problem(site, redirect), "")
        if problem:
            fix = (redirect.target, end) if end else None
            yield site.setting(redirect.position, f"redirect of {redirect.source!r} {problem}", fix)
    for source, target in (site.outcome.redirects if site.outcome else {}).items():
        if source not in leads and not target.lower().startswith(WEB) and _path(target) not in site.pages:
            message = f"redirect of {source!r} leads to a missing page {_path(target)!r}; a plugin put it there"
            yield site.setting(START, message)


def _path(target: str) -> str:
    return target.partition("#")[0]


def _chained(site: Site, redirect: Redirect, leads: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong with a redirect to the source of another one, which is no page; and the end of that chain, if it is
    certain and good."""
    seen, target = {redirect.source}, redirect.target
    while (path := _path(target)) in leads.keys() - site.pages.keys():
        if path in seen:
            return f"leads in a circle, by {redirect.target!r}", ""
        seen.add(path)
        target = leads[path]
    problem = f"leads to {redirect.target!r}, which is no page but led on itself"
    if "#" in redirect.target or _problem(site, replace(redirect, target=target)):
        return problem, ""
    return f"{problem}; did you mean {target!r}?", target


def _problem(site: Site, redirect: Redirect) -> str:
    target, path = redirect.target, _path(redirect.target)
    there, wanted = site.pages.get(path), anchor(target)
    if not there and path in site.files:
        return f"leads to {path!r}, which is no page"
    if not there and not target.lower().startswith(WEB):
        return f"leads to a missing page {path!r}{page_meant(site, path)[0]}"
    if site.built[redirect.source] in {site.built.get(page) for page in site.pages}:
        return "takes the place of a page, which nobody can read then; take one of the two away"
    if there and there.is_whole and wanted and wanted not in ids(site, there):
        return f"leads to a missing anchor {target!r}{did_you_mean(wanted, there.ids)}"
    lost = site.outcome.pages.lost(site.built[redirect.source]) if site.outcome else None
    return f"leads to {lost!r} in the built site, where there is no page" if lost else ""


RULES = (broken_redirect,)
