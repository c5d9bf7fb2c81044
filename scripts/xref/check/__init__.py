"""The rules, a file a family. A rule takes the site and yields findings; its docstring states the norm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from xref.check import citations, footnotes, front_matter, images, links, navigation
from xref.model import Finding, Site

Rule = Callable[[Site], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *links.RULES,
    *images.RULES,
    *footnotes.RULES,
    *citations.RULES,
    *front_matter.RULES,
    *navigation.RULES,
)


def check(site: Site, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """All findings, in the order of files and lines."""
    found = {replace(finding, rule=name(rule)) for rule in rules for finding in rule(site)}
    return sorted({*site.trouble, *found})


def name(rule: Rule) -> str:
    """A rule's name as findings show it: `missing_page` is "missing-page"."""
    return rule.__name__.replace("_", "-")
