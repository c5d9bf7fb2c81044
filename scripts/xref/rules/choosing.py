"""From what somebody chose to the rules that are meant."""

from __future__ import annotations

from collections.abc import Iterable

from xref.command import CommandError
from xref.configured import Choice
from xref.groups import DEFAULT, GROUPS, SITE, current, group_of
from xref.rules.suggestions import did_you_mean

ALL = "all"


def chosen(choice: Choice, known: Iterable[str], usual: Iterable[str] = DEFAULT) -> frozenset[str]:
    """The names among the known ones that are chosen; raises CommandError for a name that means nothing.

    `usual` is what is meant where nothing is selected.
    """
    names = frozenset(known)
    ignored = _named(choice.ignore, names)
    if choice.select:
        return _named(choice.select, names) - ignored
    silent = {rule for rule, level in choice.levels.items() if level == "ignore"}
    return ((_named(usual, names) | choice.levels.keys()) & names) - silent - ignored


def _named(wanted: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    """The rules that names of rules and groups stand for."""
    return frozenset(rule for name in wanted for rule in _meant(current(name), known))


def _meant(name: str, known: frozenset[str]) -> frozenset[str]:
    if name == ALL:
        return known
    if name in known:
        return frozenset({name})
    groups = (*GROUPS, SITE)
    if name not in groups:
        meant = did_you_mean(name, (*groups, ALL, *known))
        raise CommandError(f"no rule or group {name!r}{meant or '; --list-rules lists them'}")
    return frozenset(rule for rule in known if group_of(rule) == name)
