"""Which rules a site is held to, and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xref.model import UNREADABLE, Finding, Rule, Site
from xref.rules import RULES
from xref.rules.plugins import explained_by
from xref.rules.suppressions import UNUSED_SUPPRESSION, unsuppressed

OTHERS = {
    UNUSED_SUPPRESSION: "A comment that suppresses a finding names a rule, gives a reason, and is needed."
    "\n\nTake the comment out, or say in it what it lacks.",
    UNREADABLE: "A file can be read: UTF-8, sound YAML, at most 2 MB, rendered in 20 seconds, not outside the folder."
    "\n\nMend what the message names; all else on the page is looked at once it can be read.",
}
"""What is found elsewhere than by a rule: names, and norms with their mends."""

PARTING = "\n\n"
"""Between a rule's norm and what to do where it does not hold."""


def applicable(site: Site) -> tuple[Rule, ...]:
    """The rules that can be trusted on this site: the general ones, and those of its additions."""
    withheld = explained_by(site.unknown_plugins)
    return tuple(rule for rule in (*RULES, *site.rules) if rule not in withheld)


def run(site: Site, rules: Iterable[Rule]) -> Iterator[Finding]:
    """What some rules find, whatever comments say."""
    for rule in rules:
        yield from (replace(finding, rule=name(rule)) for finding in rule(site))


def check(site: Site) -> list[Finding]:
    """All findings that no comment suppresses, in the order of files and lines."""
    known = [name(rule) for rule in (*RULES, *site.rules)]
    return unsuppressed(site, {*site.trouble, *run(site, applicable(site))}, known)


def name(rule: Rule) -> str:
    """A rule's name as findings show it: `missing_page` is "missing-page"."""
    return rule.__name__.replace("_", "-")


def explain(added: Iterable[Rule] = ()) -> dict[str, str]:
    """Every name that a finding can carry, with its norm."""
    return {rule: text.partition(PARTING)[0] for rule, text in _said(added)}


def mends(added: Iterable[Rule] = ()) -> dict[str, str]:
    """Every name that a finding can carry, with what an author can do; "" where the rule says no more than its norm."""
    return {rule: text.partition(PARTING)[2].strip() for rule, text in _said(added)}


def _said(added: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    yield from ((name(rule), rule.__doc__ or "") for rule in (*RULES, *added))
    yield from OTHERS.items()
