"""What search is told besides the texts: the groups of words in `synonyms.yml` that stand for one another, the words of
distress there that lead to the page with help, and what stands in other files of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from os.path import lexists
from typing import Any

import yaml

from essays import questions
from essays.data_files import DataFile, position_of
from essays.questions import Questions
from essays.values import TEXT, WORDS, WRONG_TYPE, Mismatch, ValueType, list_of, mapping
from xref.additions import Folder, ReadResult
from xref.files import text_of, where_unreadable, why_unreadable
from xref.model import UNREADABLE, Finding
from xref.position import START, Position
from xref.reading.yaml_positions import value

FILE = "synonyms.yml"
DISTRESS, ORDINARY = "distress_queries.txt", "ordinary_queries.txt"
"""Queries that others wrote, one a line; lines that begin with "#" are comments."""
NO_QUERIES = "holds no query, so that search learns nothing from it; fill the file or delete it"
LIST_NAME = "the list of synonyms"
_GROUP = list_of(TEXT, "a group of two words or more", "[sourdough, levain]", at_least=2)
_GROUPS = list_of(_GROUP, "a list of groups", "- [sourdough, levain]")


def _whole(fields: dict[str, ValueType], required: Sequence[str], name: str, example: str) -> ValueType:
    """A mapping of fields of which some are required."""
    form = mapping(fields, name, example)

    def mismatches(entry: Any) -> Iterator[Mismatch]:
        yield from form.mismatches(entry)
        missing = [field for field in required if isinstance(entry, dict) and field not in entry]
        if missing:
            yield Mismatch((), WRONG_TYPE, f"lacks {' and '.join(map(repr, missing))}")

    return ValueType(name, example, mismatches)


_DISTRESS = _whole(
    {"reason": TEXT, "where": TEXT, "words": WORDS},
    ("words", "reason"),
    "words with a reason",
    "{words: [burning], reason: They may be in danger.}",
)
FIELDS = {
    "synonyms": _GROUPS,
    "distress": list_of(_DISTRESS, "a list of words with reasons", f"- {_DISTRESS.example}"),
    "alike": list_of(WORDS, "a list of groups", "- [he, she]"),
    "offer": TEXT,
}
_FILE = mapping(FIELDS, "synonyms or words of distress", "synonyms: [[sourdough, levain]]")


@dataclass(frozen=True)
class DistressWords:
    """Words and phrases that speak for distress."""

    words: tuple[str, ...]
    where: str = ""
    """The place that these words lead to beside the page with help, as that of questions; "" for none."""
    position: Position = START


@dataclass(frozen=True)
class Synonyms:
    groups: tuple[tuple[str, ...], ...] = ()
    questions: tuple[Questions, ...] = ()
    distress: tuple[DistressWords, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    """Groups of words that stand for one another in a phrase of distress."""
    offer: str = ""
    """What the offer of help says before the name of its page."""
    position: Position = START
    """Where the words of distress stand."""
    in_distress: tuple[str, ...] = ()
    """Queries of people in distress, from which search learns more than is listed here, and those of others."""
    ordinary: tuple[str, ...] = ()


def read(folder: Folder, result: ReadResult) -> Synonyms:
    """What a documentation folder lists, nothing where it has no such files."""
    in_distress, ordinary = (tuple(_queries(folder, name, result)) for name in (DISTRESS, ORDINARY))
    asked = questions.read(folder, result)
    return replace(_listed(folder, result), questions=asked, in_distress=in_distress, ordinary=ordinary)


def _queries(folder: Folder, name: str, result: ReadResult) -> Iterator[str]:
    path = folder.path / name
    if not lexists(path):
        return
    try:
        lines = text_of(path).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        where, why = where_unreadable(error), why_unreadable(error)
    else:
        found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        other = ORDINARY if name == DISTRESS else DISTRESS
        where, why = START, "" if found else NO_QUERIES
        if found and not lexists(folder.path / other):
            why = f"search learns nothing from this file alone; add {other!r}, or delete both"
        yield from found
    if why:
        result.findings.append(Finding(folder.shown(name), where, why, UNREADABLE))


def _listed(folder: Folder, result: ReadResult) -> Synonyms:
    """What `synonyms.yml` says. A list alone is that of the groups."""
    file = DataFile(folder, FILE, result)
    if file.root is None:
        return Synonyms()
    found = value(file.root)
    if isinstance(found, list):
        file.report(_GROUPS.mismatches(found), file.root, LIST_NAME)
        return Synonyms(_fitting({"synonyms": found}, "synonyms", _GROUP))
    file.report(_FILE.mismatches(found), file.root)
    fields = found if isinstance(found, dict) else {}
    distress = tuple(_distress_words(file.root, fields))
    return Synonyms(
        _fitting(fields, "synonyms", _GROUP),
        distress=distress,
        alike=_fitting(fields, "alike", WORDS),
        offer=fields.get("offer", "") if TEXT.accepts(fields.get("offer")) else "",
        position=position_of(file.root, ("distress",)) if distress else START,
    )


def _distress_words(root: yaml.Node, fields: dict[str, Any]) -> Iterator[DistressWords]:
    for number, entry in enumerate(_items(fields, "distress")):
        if _DISTRESS.accepts(entry):
            yield DistressWords(tuple(entry["words"]), entry.get("where", ""), position_of(root, ("distress", number)))


def _fitting(fields: dict[str, Any], name: str, item_type: ValueType) -> tuple[Any, ...]:
    """The items of a list that fit."""
    fitting = filter(item_type.accepts, _items(fields, name))
    return tuple(tuple(item) if isinstance(item, list) else item for item in fitting)


def _items(fields: dict[str, Any], name: str) -> list[Any]:
    """What stands in a list; nothing where something else stands in its place."""
    items = fields.get(name)
    return items if isinstance(items, list) else []
