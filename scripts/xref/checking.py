"""Which rules a site is held to, and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from inspect import cleandoc
from pathlib import Path

from xref.additions import Additions
from xref.command import CommandError
from xref.configured import USUAL, Choice
from xref.groups import DEFAULT
from xref.model import REPEATED_ADDRESS, UNREADABLE, Finding, Rule, Site
from xref.rules import RULES
from xref.rules.choosing import ALL, chosen
from xref.rules.outcomes import in_files
from xref.rules.plugins import explained_by
from xref.rules.suppressions import UNUSED_SUPPRESSION, unsuppressed

OTHERS = {
    UNUSED_SUPPRESSION: "A comment that suppresses a finding names a rule, gives a reason, and is needed."
    "\n\nTake the comment out, or say in it what it lacks.",
    UNREADABLE: "A file can be read: UTF-8, sound YAML, at most 2 MB, rendered in 20 seconds, not outside the folder."
    "\n\nMend what the message names; all else on the page is looked at once it can be read.",
    REPEATED_ADDRESS: "A file has its address to itself: of two that come to one address, the build leaves one out."
    "\n\nGive one of the two another name, or leave it out by `exclude_docs`.",
}
"""What is found elsewhere than by a rule: names, and norms with their mends."""

PARTING = "\n\n"
"""Between a rule's norm, what to do where it does not hold, and the examples of a general rule."""


def applicable(site: Site) -> tuple[Rule, ...]:
    """The rules that can be trusted on this site: the general ones, and those of its additions."""
    withheld = set() if site.outcome else explained_by(site.unknown_plugins)
    return tuple(rule for rule in (*RULES, *site.rules) if rule not in withheld)


def run(site: Site, rules: Iterable[Rule]) -> Iterator[Finding]:
    """What some rules find, whatever comments say."""
    for rule in rules:
        yield from (replace(finding, rule=name(rule)) for finding in rule(site))


def check(site: Site, choice: Choice = USUAL) -> list[Finding]:
    """All findings that no comment suppresses, in the order of files and lines; raises CommandError for a bad choice.

    What is chosen counts before what the configuration chooses.
    """
    choice = site.choice.then(choice)
    known = [name(rule) for rule in (*RULES, *site.rules)]
    # A site with rules of its own means all of them, and ours with them.
    wanted = chosen(choice, (*known, *OTHERS), [ALL] if site.rules else DEFAULT)
    rules = [rule for rule in applicable(site) if name(rule) in wanted]
    found = unsuppressed(site, {*site.trouble, *run(site, rules)}, known, {*map(name, rules)})
    return [_as_told(finding, choice) for finding in in_files(site, found) if finding.rule in wanted]


def within(paths: Sequence[Path], findings: Iterable[Finding]) -> list[Finding]:
    """The findings in some files and folders, all where none is named; CommandError for one that is not there."""
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path}: no such file or folder")
    wanted = {place for path in paths for place in _places(path)}
    return [finding for finding in findings if not wanted or _is_within(Path(finding.path), wanted)]


def _places(path: Path) -> tuple[Path, Path]:
    """Where a path is as it is written, and where symbolic links lead."""
    return path.absolute(), path.resolve()


def _is_within(path: Path, wanted: Iterable[Path]) -> bool:
    return any(place.is_relative_to(other) for place in _places(path) for other in wanted)


def asked(choice: Choice) -> frozenset[str]:
    """The rules that a choice asks of a site without rules of its own; raises CommandError for a bad one."""
    return chosen(choice, (*map(name, RULES), *OTHERS))


def _as_told(finding: Finding, choice: Choice) -> Finding:
    return replace(as_typed(finding), is_notice=finding.is_notice or choice.is_notice(finding.rule))


def as_typed(finding: Finding) -> Finding:
    """With the backslashes that an author typed, which Python doubles where it quotes them."""
    return replace(finding, message=finding.message.replace("\\\\", "\\"))


def name(rule: Rule) -> str:
    """A rule's name as findings show it: `missing_page` is "missing-page"."""
    return rule.__name__.replace("_", "-")


def explain(added: Iterable[Rule] = ()) -> dict[str, str]:
    """Every name that a finding can carry, with its norm."""
    return {rule: paragraphs[0] for rule, paragraphs in _said(added)}


def mends(added: Iterable[Rule] = ()) -> dict[str, str]:
    """Every name that a finding can carry, with what an author can do; "" where the rule says no more than its norm."""
    return {rule: paragraphs[1] if paragraphs[1:] else "" for rule, paragraphs in _said(added)}


def examples(added: Iterable[Rule] = ()) -> dict[str, str]:
    """Every name that a finding can carry, with examples, bad and good; "" where the rule gives none."""
    return {rule: PARTING.join(paragraphs[2:]) for rule, paragraphs in _said(added)}


def _said(added: Iterable[Rule]) -> Iterator[tuple[str, list[str]]]:
    yield from ((name(rule), cleandoc(rule.__doc__ or "").split(PARTING)) for rule in (*RULES, *added))
    yield from ((rule, text.split(PARTING)) for rule, text in OTHERS.items())


def rules_of(additions: Additions) -> list[Rule]:
    """The rules that additions bring along."""
    return [rule for addition in additions for rule in addition.rules]
