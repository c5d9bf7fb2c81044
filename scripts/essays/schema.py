"""What a page's front matter and a work's record may and must hold, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class FieldType:
    """A kind of value: its name as an author would say it, and the test that a value must pass."""

    name: str
    accepts: Callable[[Any], bool]


TEXT = FieldType("text", lambda value: isinstance(value, str) and bool(value.strip()))
NUMBER = FieldType("a whole number from 1", lambda value: type(value) is int and value > 0)
FLAG = FieldType("true or false", lambda value: isinstance(value, bool))
WORDS = FieldType("a list of text", lambda value: isinstance(value, list) and all(map(TEXT.accepts, value)))
DATE = FieldType("a date such as 2026-11-23", lambda value: type(value) is date)
REVIEW = FieldType("a date such as 2026-11-23, or nothing", lambda value: value is None or type(value) is date)
SETTINGS = FieldType("settings", lambda value: isinstance(value, (dict, list, bool, str)))

EVERY_PAGE, EVERY_ESSAY, OPTIONAL = "every page", "every essay", "no"


@dataclass(frozen=True)
class FieldRule:
    """One field of the front matter."""

    name: str
    type: FieldType
    required: str
    meaning: str


FIELDS = (
    FieldRule("title", TEXT, EVERY_PAGE, "the page's title, as its first heading has it"),
    FieldRule("description", TEXT, EVERY_PAGE, "one or two plain sentences for search results and link previews"),
    FieldRule("series_part", NUMBER, OPTIONAL, "the essay's place in the series; makes the page an essay"),
    FieldRule(
        "content_note", TEXT, EVERY_ESSAY, "one neutral sentence on what the essay touches, shown under its title"
    ),
    FieldRule("short_title", TEXT, OPTIONAL, "what menus, lists and links may call the essay besides its title"),
    FieldRule("published", DATE, EVERY_ESSAY, "the day on which the essay first appeared"),
    FieldRule("reviewed", REVIEW, EVERY_ESSAY, "the day on which a named outsider reviewed it; empty until then"),
    FieldRule("review_due", DATE, EVERY_ESSAY, "the day by which its sources are to be looked at again"),
    FieldRule("related", WORDS, OPTIONAL, "pages to read next, as paths from `docs/`; the way back is derived"),
    FieldRule("glossary", FLAG, OPTIONAL, "true on the page whose headings are the terms"),
    FieldRule("evidence", FLAG, OPTIONAL, "true on the page whose third-level headings are the claims"),
    FieldRule("help", FLAG, OPTIONAL, "true on the page that lists the entries of `help.yml`"),
    FieldRule("bibliography", FLAG, OPTIONAL, "true on the one page that lists every work cited anywhere"),
    FieldRule("hide", WORDS, OPTIONAL, "parts of the page to leave out: `toc`, the list of its sections"),
    FieldRule("search", SETTINGS, OPTIONAL, "`{exclude: true}` keeps search from finding the page"),
)

ESSAY_FIELD = "series_part"
"""The field that makes a page an essay."""
SHORT_TITLE_FIELD = "short_title"
"""The field that names a page where its title is too long."""
RELATED_FIELD = "related"
"""The field that names pages to read next."""
GLOSSARY_FIELD = "glossary"
"""The field that makes a page the glossary."""
EVIDENCE_FIELD = "evidence"
"""The field that makes a page the score of the claims."""
HELP_FIELD = "help"
"""The field that makes a page the list of where help is to be found."""
BIBLIOGRAPHY_FIELD = "bibliography"
"""The field that makes a page the list of all works."""


def is_required(rule: FieldRule, names: set[str]) -> bool:
    """Whether a page that has the fields `names` must have this one."""
    return rule.required == EVERY_PAGE or (rule.required == EVERY_ESSAY and ESSAY_FIELD in names)


VERDICTS = {
    "supported": "Supported",
    "untested": "Consistent but untested",
    "contested": "Contested",
    "contradicted": "Contradicted",
    "interpretation": "Interpretation",
}
"""The class that a claim's heading carries, and the words that readers see."""
NEEDS_NO_SOURCE = "interpretation"
CLAIM_LEVEL, TERM_LEVEL = 3, 2
"""Levels of the headings that are claims and terms."""


def missing_from(record: Mapping[str, Any]) -> list[str]:
    """What a work's record must hold and does not, in words; everything else may be unknown."""
    kind = str(record.get("type", ""))
    needs = {
        "a type": bool(kind),
        "a title": bool(record.get("title")),
        "an author or editor": bool(record.get("author") or record.get("editor")),
        "a container-title": bool(record.get("container-title")) or not _contained(kind),
        "a publisher or an ISBN": bool(record.get("publisher") or record.get("ISBN")) or kind != "book",
        "a URL": bool(record.get("URL")) or kind != "webpage",
    }
    return [need for need, met in needs.items() if not met]


def _contained(kind: str) -> bool:
    return kind.startswith("article") or kind == "chapter"
