"""What a maintainer lets pass although a rule of the guard finds it: `let_pass` under `extra` in mkdocs.yml.

    extra:
      let_pass:
        - {rule: tracking-link, path: about.md, holds: utm_source, reason: the shop shows nothing else}

No comment in a text does the same: whoever can write what is unsafe can write the comment too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import wraps
from typing import NamedTuple

from essays.data_files import part_name
from essays.values import TEXT, WRONG_TYPE, list_of, mapping
from xref.checking import name
from xref.model import Field, Finding, Rule, Site
from xref.position import START, Position

SETTING = "let_pass"
EXAMPLE = "{rule: tracking-link, path: about.md, holds: utm_source, reason: the shop shows nothing else}"
_FIELDS = ("rule", "path", "holds", "reason")
_ENTRY = mapping(dict.fromkeys(_FIELDS, TEXT), "an entry", EXAMPLE)
_ENTRIES = list_of(_ENTRY, "a list of entries", f"[{EXAMPLE}]")


class Entry(NamedTuple):
    """One thing that is let pass."""

    rule: str
    path: str
    """In the documentation folder."""
    holds: str
    """Words of the finding's message."""
    reason: str
    position: Position

    def covers(self, rule: str, path: str, message: str) -> bool:
        return (self.rule, self.path) == (rule, path) and self.holds in message


class LetPass(NamedTuple):
    """What the configuration lets pass, and what does not fit there."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[tuple[Position, str], ...] = ()

    def covers(self, rule: str, path: str, message: str) -> bool:
        return any(entry.covers(rule, path, message) for entry in self.entries)


def read(extra: Mapping[str, Field]) -> LetPass:
    """The entries of a configuration's `extra`; one that does not fit lets nothing pass."""
    setting = extra.get(SETTING)
    if setting is None:
        return LetPass()
    faults = tuple(_faults(setting))
    listed = setting.value if isinstance(setting.value, list) else []
    places = [*setting.items, *[setting.position] * len(listed)]
    sound = ((place, item) for place, item in zip(places, listed, strict=False) if _is_whole(item))
    return LetPass(tuple(Entry(position=place, **item) for place, item in sound), faults)


def _is_whole(item: object) -> bool:
    return _ENTRY.accepts(item) and isinstance(item, dict) and item.keys() == set(_FIELDS)


def _faults(setting: Field) -> Iterator[tuple[Position, str]]:
    for mismatch in _ENTRIES.mismatches(setting.value):
        at = mismatch.path[0] if mismatch.path else None
        place = setting.items[at] if isinstance(at, int) and at < len(setting.items) else setting.position
        owner = f"{part_name(mismatch.path) or repr(SETTING)} " if mismatch.rule == WRONG_TYPE else ""
        yield place, owner + mismatch.message
    for at, item in enumerate(setting.value if isinstance(setting.value, list) else []):
        if _ENTRY.accepts(item) and not _is_whole(item):
            lacking = next(name for name in _FIELDS if name not in item)
            yield setting.items[at] if at < len(setting.items) else START, f"entry lacks {lacking!r}, as in {EXAMPLE}"


def unless_let_pass(rule: Rule) -> Rule:
    """The rule without what the configuration lets pass."""

    @wraps(rule)
    def held(site: Site) -> Iterator[Finding]:
        allowed = site.of(LetPass)
        prefix = site.source("")
        for finding in rule(site):
            if not allowed.covers(name(rule), finding.path.removeprefix(prefix), finding.message):
                yield finding

    return held
