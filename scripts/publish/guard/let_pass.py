"""What a maintainer lets pass although a rule of the guard finds it: `let_pass` under `extra` in mkdocs.yml.

    extra:
      let_pass:
        - rule: unlisted-markup
          path: about.md
          message: center element; the site's own sheet sets how a text looks; remove it
          times: 1
          reason: an old poem

No comment in a text does the same: whoever can write what is unsafe can write the comment too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import wraps
from typing import NamedTuple

from essays.data_files import part_name
from essays.values import NUMBER, TEXT, WRONG_TYPE, list_of, mapping
from xref.checking import name
from xref.model import Field, Finding, Rule, Site
from xref.position import START, Position

Found = tuple[str, str, str]
"""Rule, path in the documentation folder, and message."""

SETTING = "let_pass"
EXAMPLE = "{rule: tracking-link, path: about.md, message: the whole finding, times: 1, reason: why}"
_FIELDS = {"rule": TEXT, "path": TEXT, "message": TEXT, "times": NUMBER, "reason": TEXT}
_ENTRY = mapping(_FIELDS, "an entry", EXAMPLE)
_ENTRIES = list_of(_ENTRY, "a list of entries", f"[{EXAMPLE}]")


class Entry(NamedTuple):
    """Findings that are let pass: of one rule, in one file, with the same message."""

    rule: str
    path: str
    """In the documentation folder."""
    message: str
    times: int
    """How many there are: one more, and none passes."""
    reason: str
    position: Position


class LetPass(NamedTuple):
    """What the configuration lets pass, and what does not fit there."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[tuple[Position, str], ...] = ()

    def passing(self, found: Iterable[Found]) -> set[Found]:
        """Of what was found, all of it, what passes."""
        counts = Counter(found)
        return {
            (entry.rule, entry.path, entry.message)
            for entry in self.entries
            if counts[entry.rule, entry.path, entry.message] == entry.times
        }

    def names(self, rule: str, message: str) -> bool:
        """Whether some entry names a finding, wherever it stands: what was let pass there is drawn on other pages."""
        return any((entry.rule, entry.message) == (rule, message) for entry in self.entries)


def read(extra: Mapping[str, Field]) -> LetPass:
    """The entries of a configuration's `extra`; one that does not fit lets nothing pass."""
    setting = extra.get(SETTING)
    if setting is None:
        return LetPass()
    try:
        faults = tuple(_faults(setting))
    except RecursionError:
        return LetPass(faults=((setting.position, f"{SETTING!r} holds itself; write it out"),))
    listed = setting.value if isinstance(setting.value, list) else []
    places = [*setting.items, *[setting.position] * len(listed)]
    sound = ((place, item) for place, item in zip(places, listed, strict=False) if _is_whole(item))
    return LetPass(tuple(Entry(position=place, **item) for place, item in sound), faults)


def _is_whole(item: object) -> bool:
    return _ENTRY.accepts(item) and isinstance(item, dict) and item.keys() == _FIELDS.keys()


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
        found = list(rule(site))
        passing = site.of(LetPass).passing(as_found(site, name(rule), finding) for finding in found)
        yield from (finding for finding in found if as_found(site, name(rule), finding) not in passing)

    return held


def as_found(site: Site, rule: str, finding: Finding) -> Found:
    return rule, finding.path.removeprefix(site.source("")), finding.message
