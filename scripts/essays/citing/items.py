"""The works that a bracket cites, as they are written in it: `see @doe2020, p. 4; cf. -@roe2004, on loss`."""

from __future__ import annotations

import re
from typing import NamedTuple

from essays.citing.locators import locator
from xref.reading.source_positions import strip

KEY = r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*"
"""A work's id, as pandoc reads one: punctuation stands within it only."""
NAMED = re.compile(rf"(?<!\w)@({KEY})")
ITEM = re.compile(
    rf"""\s* (?P<prefix>(?:(?!(?<!\w)@\w).)*?) \s* (?<!\w)(?P<year_only>-?)@(?P<key>{KEY})
    \s* (?:,\s*(?P<rest>\S.*?))? \s*""",
    re.DOTALL | re.VERBOSE,
)
ENTITY_END = re.compile(r"(?<=&)(#?\w+);")


class Item(NamedTuple):
    """One work within a bracket."""

    key: str
    prefix: str = ""
    locator: str = ""
    """The place in the work as it is shown, and what is remarked on it."""
    year_only: bool = False
    has_remark: bool = False

    @property
    def is_tied(self) -> bool:
        """Whether words tie it to its place in the bracket."""
        return bool(self.prefix) or self.has_remark


def parse(bracket: str) -> list[Item]:
    """The works cited by what stands between the brackets; ValueError says what is wrong with its form."""
    return _each_once([_item(part) for part in _parts(bracket)])


def parse_after(key: str, bracket: str) -> list[Item]:
    """The works cited by `@key [p. 3; @other]`: the one before the bracket, and those in it."""
    first, *others = _parts(bracket)
    own = _cited(key, "" if NAMED.search(first) else first, year_only=True)
    return _each_once([own, *map(_item, [first, *others] if NAMED.search(first) else others)])


def _parts(bracket: str) -> list[str]:
    """The parts between semicolons, of which the end of `&amp;` is none."""
    return [part.replace("\0", ";") for part in ENTITY_END.sub("\\1\0", bracket).split(";")]


def _each_once(items: list[Item]) -> list[Item]:
    if again := next((item for nth, item in enumerate(items) if item in items[:nth]), None):
        raise ValueError(f"cites {again.key!r} twice")
    return items


def _item(part: str) -> Item:
    written = strip(part).strip()
    if len(NAMED.findall(part)) > 1:
        raise ValueError(f"{written!r} names two works; put ';' between them")
    if match := ITEM.fullmatch(part):
        return _cited(match["key"], match["rest"] or "", match["prefix"], bool(match["year_only"]))
    if not written:
        raise ValueError("nothing between two semicolons")
    if "@" not in part:
        raise ValueError(f"{written!r} has no @key")
    raise ValueError(f"{written!r} is not '@key' or '@key, locator'")


def _cited(key: str, rest: str, prefix: str = "", year_only: bool = False) -> Item:
    place = locator(" ".join(rest.split()))
    return Item(key, " ".join(prefix.split()), place.shown, year_only, not place.is_whole)
