"""Changes of verdicts and wordings: entries that are whole, lead from one to the next, and end at what stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from essays.rules.claims import claims, verdicts
from essays.schema import VERDICTS
from essays.sentences import letters
from essays.verdict_changes import FILE, INCOMPLETE, VerdictChange, VerdictChanges
from xref.model import Anchor, Finding, Site
from xref.rules.suggestions import did_you_mean


def incomplete_change(site: Site) -> Iterator[Finding]:
    """A change of a verdict has a claim, a date, what is new and a reason; what is old too, unless the claim is new.

    Add what is missing to the entry.
    """
    yield from (finding for finding in site.mismatches if finding.rule == INCOMPLETE)


def outdated_change(site: Site) -> Iterator[Finding]:
    """A change is of a claim that exists, begins where the one before it ended, and the last one says what stands.

    Correct the entry, or add one for what has changed since.
    """
    changes = site.of(VerdictChanges)
    if site.has_unread_pages or not changes.fits:
        return  # the claim, or a change between two, may be in what could not be read
    standing = {claim.id: claim for _, claim, _ in claims(site)}
    for id in dict.fromkeys(change.claim for change in changes.entries):
        for change, problem in _problems(changes.of(id), standing):
            yield Finding(site.source(FILE), change.position, problem)


Problem = tuple[VerdictChange, str]


def _problems(changes: list[VerdictChange], standing: Mapping[str, Anchor]) -> Iterator[Problem]:
    """What is wrong with the changes of one claim; the first thing that makes more of them look wrong, alone."""
    id = changes[0].claim
    mixed = [change for change in changes if change.is_mixed]
    if id not in standing:
        yield changes[0], f"no claim {id!r}{did_you_mean(id, standing)}"
    elif mixed:
        yield mixed[0], f"{mixed[0].old!r} and {mixed[0].new!r} are not two verdicts{_verdict_meant(mixed[0])}"
    else:
        for is_of_verdict in (True, False):
            history = [change for change in changes if change.is_of_verdict == is_of_verdict]
            yield from _breaks(history, standing[id]) if history else ()


def _breaks(history: list[VerdictChange], claim: Anchor) -> Iterator[Problem]:
    for before, change in pairwise(history):
        if letters(change.old) != letters(before.new):
            yield change, f"{change.claim!r} was {before.new!r} before; expected 'old: {before.new}'"
    last = history[-1]
    if (now := _now(claim, last)) and letters(last.new) != letters(now):  # a heading's signs are set by the build
        yield last, f"{last.claim!r} is {now!r} now, not {last.new!r}{_verdict_meant(last)}"


def _now(claim: Anchor, change: VerdictChange) -> str:
    """The claim's verdict or its wording, whichever the change is of; "" where it has not one verdict."""
    given = verdicts(claim)
    return claim.heading if not change.is_of_verdict else given[0] if len(given) == 1 else ""


def _verdict_meant(change: VerdictChange) -> str:
    unknown = (word for word in (change.new, change.old) if word and word not in VERDICTS)
    return next(filter(None, (did_you_mean(word, VERDICTS) for word in unknown)), "")


RULES = (incomplete_change, outdated_change)
