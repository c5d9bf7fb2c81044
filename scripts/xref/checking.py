"""Which rules a site is held to, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from essays.rules import citations, claims, front_matter, glossary, help, quoted_numbers, relations, titles
from publish import guard_rules
from xref.model import UNREADABLE, Finding, Site
from xref.rules import anchors, footnotes, images, links, navigation
from xref.rules.plugins import explained_by
from xref.rules.suppressions import UNUSED_SUPPRESSION, unsuppressed

Rule = Callable[[Site], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *links.RULES,
    *anchors.RULES,
    *images.RULES,
    *footnotes.RULES,
    *citations.RULES,
    *front_matter.RULES,
    *relations.RULES,
    *navigation.RULES,
    *glossary.RULES,
    *quoted_numbers.RULES,
    *claims.RULES,
    *titles.RULES,
    *help.RULES,
    *guard_rules.RULES,
)


OTHERS = {
    UNUSED_SUPPRESSION: "A comment that suppresses a finding names a rule, gives a reason, and is needed.",
    UNREADABLE: "A file can be read: UTF-8, sound YAML, at most 2 MB, rendered in 20 seconds, not outside the folder.",
}
"""What is found elsewhere than by a rule: names and norms."""


OURS = (
    *(*front_matter.RULES, *citations.RULES, *quoted_numbers.RULES, *glossary.RULES, *claims.RULES, *titles.RULES),
    *guard_rules.RULES,
)
"""Rules for sites that are built with our hooks: elsewhere a script or a frame may be meant."""


def applicable(site: Site) -> tuple[Rule, ...]:
    """The rules that can be trusted on this site."""
    withheld = {*explained_by(site.unknown_plugins), *(() if site.is_ours else OURS)}
    return tuple(rule for rule in RULES if rule not in withheld)


def run(site: Site, rules: Iterable[Rule]) -> Iterator[Finding]:
    """What some rules find, whatever comments say."""
    for rule in rules:
        yield from (replace(finding, rule=name(rule)) for finding in rule(site))


def check(site: Site) -> list[Finding]:
    """All findings that no comment suppresses, in the order of files and lines."""
    return unsuppressed(site, {*site.trouble, *run(site, applicable(site))}, [name(rule) for rule in RULES])


def name(rule: Rule) -> str:
    """A rule's name as findings show it: `missing_page` is "missing-page"."""
    return rule.__name__.replace("_", "-")


def explain() -> dict[str, str]:
    """Every name that a finding can carry, with its norm."""
    return {name(rule): rule.__doc__ or "" for rule in RULES} | {**OTHERS}
