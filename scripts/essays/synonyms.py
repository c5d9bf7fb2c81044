"""Words by which search finds more than they say: the groups of `synonyms.yml` that stand for one another, and the
words of distress that lead to the page with help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from essays.data_files import DataFile, position_of
from essays.values import TEXT, WRONG_TYPE, Mismatch, ValueType, list_of, mapping, scalar
from xref.additions import Folder, ReadResult
from xref.position import START, Position
from xref.reading.yaml_positions import value

FILE = "synonyms.yml"
LIST_NAME = "the list of synonyms"
_GROUP = list_of(TEXT, "a group of two words or more", "[sourdough, levain]", at_least=2)
_GROUPS = list_of(_GROUP, "a list of groups", "- [sourdough, levain]")
_WORDS = list_of(
    scalar("words", "hurts me", lambda text: isinstance(text, str) and any(map(str.isalnum, text))),
    "a list of words and phrases",
    "[burning, hurts me]",
    at_least=1,
)
_ENTRY = {"words": _WORDS, "reason": TEXT, "unless": _WORDS}
_REQUIRED = ("words", "reason")
_EXAMPLE = "- {words: [burning], reason: They may be in danger.}"


def _entry_mismatches(entry: Any) -> Iterator[Mismatch]:
    yield from mapping(_ENTRY, "words with a reason", _EXAMPLE[2:]).mismatches(entry)
    missing = [name for name in _REQUIRED if isinstance(entry, dict) and name not in entry]
    if missing:
        yield Mismatch((), WRONG_TYPE, f"lacks {' and '.join(map(repr, missing))}")


_DISTRESS = ValueType("words with a reason", _EXAMPLE[2:], _entry_mismatches)
FIELDS = {
    "synonyms": _GROUPS,
    "distress": list_of(_DISTRESS, "a list of words with reasons", _EXAMPLE),
    "someone": _WORDS,
    "offer": TEXT,
}
_FILE = mapping(FIELDS, "synonyms, words of distress or both", "synonyms: [[sourdough, levain]]")


@dataclass(frozen=True)
class DistressWords:
    """Words and phrases after which help is offered, unless the query holds one of the others."""

    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Synonyms:
    groups: tuple[tuple[str, ...], ...] = ()
    distress: tuple[DistressWords, ...] = ()
    someone: tuple[str, ...] = ()
    """Words for whoever is spoken of: in a phrase of distress, each stands for all."""
    offer: str = ""
    """What the offer of help says before the name of its page."""
    position: Position = START
    """Where the words of distress stand."""


def read(folder: Folder, result: ReadResult) -> Synonyms:
    """What a documentation folder lists, nothing where it has no such file. A list alone is that of the groups."""
    file = DataFile(folder, FILE, result)
    if file.root is None:
        return Synonyms()
    found = value(file.root)
    if isinstance(found, list):
        file.report(_GROUPS.mismatches(found), file.root, LIST_NAME)
        return Synonyms(_fitting({"synonyms": found}, "synonyms", _GROUP))
    file.report(_FILE.mismatches(found), file.root)
    fields = found if isinstance(found, dict) else {}
    distress = _fitting(fields, "distress", _DISTRESS)
    return Synonyms(
        _fitting(fields, "synonyms", _GROUP),
        tuple(DistressWords(tuple(entry["words"]), tuple(entry.get("unless", ()))) for entry in distress),
        _fitting(fields, "someone", TEXT),
        fields.get("offer", "") if TEXT.accepts(fields.get("offer")) else "",
        position_of(file.root, ("distress",)) if distress else START,
    )


def _fitting(fields: dict[str, Any], name: str, item_type: ValueType) -> tuple[Any, ...]:
    """The items of a list that fit."""
    items = fields.get(name)
    fitting = [item for item in items if item_type.accepts(item)] if isinstance(items, list) else []
    return tuple(tuple(item) if isinstance(item, list) else item for item in fitting)
