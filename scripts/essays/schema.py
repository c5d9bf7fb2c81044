"""What a page's front matter may and must hold, in the order in which it is written, and the verdicts of claims.

The other schemas stand beside their data: `citing/csl.py` for records, `corrections.py`, `help_entries.py`,
`synonyms.py` and `verdict_changes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from essays.values import (
    DATE,
    DATE_OR_NOTHING,
    FLAG,
    NUMBER,
    PLAIN,
    TEXT,
    UNKNOWN_FIELD,
    Mismatch,
    ValueType,
    list_of,
    mapping,
    one_of,
    unknown,
)
from xref.model import Field

PARTS = list_of(one_of(("toc",), "a part of the page", "toc"), "a list of parts of the page", "[toc]")
PAGES = list_of(TEXT, "a list of pages", "[essays/one.md, about.md]")
SEARCH = mapping({"exclude": FLAG}, "settings", "{exclude: true}")


EVERY_PAGE, EVERY_ESSAY, OPTIONAL = "every page", "every essay", "no"


@dataclass(frozen=True)
class FieldRule:
    """One field of the front matter."""

    name: str
    kind: ValueType
    required: str
    meaning: str


FIELDS = (
    FieldRule("title", PLAIN, EVERY_PAGE, "the page's title, as its first heading has it"),
    FieldRule("description", PLAIN, EVERY_PAGE, "one or two plain sentences for search results and link previews"),
    FieldRule("series_part", NUMBER, OPTIONAL, "the essay's place in the series; makes the page an essay"),
    FieldRule(
        "content_note", PLAIN, EVERY_ESSAY, "one neutral sentence on what the essay touches, shown under its title"
    ),
    FieldRule("short_title", PLAIN, OPTIONAL, "what menus, lists and links may call the essay besides its title"),
    FieldRule("published", DATE, EVERY_ESSAY, "the day on which the page first appeared; others can cite it then"),
    FieldRule(
        "reviewed", DATE_OR_NOTHING, EVERY_ESSAY, "the day on which a named outsider reviewed it; empty until then"
    ),
    FieldRule("review_due", DATE, EVERY_ESSAY, "the day by which its sources are to be looked at again"),
    FieldRule("related", PAGES, OPTIONAL, "pages to read next, as paths from `docs/`; the way back is derived"),
    FieldRule("glossary", FLAG, OPTIONAL, "true on the page whose headings are the terms"),
    FieldRule("evidence", FLAG, OPTIONAL, "true on the page whose third-level headings are the claims"),
    FieldRule("help", FLAG, OPTIONAL, "true on the page that lists the entries of `help.yml`"),
    FieldRule("bibliography", FLAG, OPTIONAL, "true on the one page that lists every work cited anywhere"),
    FieldRule("hide", PARTS, OPTIONAL, "parts of the page to leave out: `toc`, the list of its sections"),
    FieldRule("search", SEARCH, OPTIONAL, "`exclude: true` keeps the page out of search"),
)

ESSAY_FIELD = "series_part"
"""The field that makes a page an essay."""
SHORT_TITLE_FIELD = "short_title"
"""The field that names a page where its title is too long."""
PUBLISHED_FIELD = "published"
"""The field that makes a page one that others can cite."""
REVIEWED_FIELD = "reviewed"
"""The field that names the day of a review."""
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
PLURALS = {"interpretation": "Interpretations"}
"""The words of several claims, where these are no adjective."""
NEEDS_NO_SOURCE = "interpretation"
CLAIM_LEVEL, TERM_LEVEL = 3, 2
"""Levels of the headings that are claims and terms."""
_NUMBERED = re.compile(r"[a-z]+0*([1-9][0-9]*)")


def claim_number(id: str) -> int:
    """The number by which a claim is called, from its id, as 35 of "c35"; 0 where the id has none.

    It never comes from the claim's place, so that what somebody wrote of "claim 35" stays true when others are added.
    """
    found = _NUMBERED.fullmatch(id)
    return int(found[1]) if found else 0


KINDS = {rule.name: rule.kind for rule in FIELDS}
MEANT = {
    **dict.fromkeys(("date", "created", "date_published"), "published"),
    **dict.fromkeys(("summary", "abstract", "excerpt"), "description"),
    "nav_title": "short_title",
}
"""What others call a field -> what it is called here."""
INSTEAD = {
    **dict.fromkeys(
        ("author", "authors"), "the site is the author of its pages; whoever wrote one is named in its text"
    ),
    **dict.fromkeys(("tags", "keywords", "categories"), "pages have none; 'related' leads from one to another"),
    **dict.fromkeys(("lang", "language"), "'language' below 'extra' in mkdocs.yml is that of all pages"),
    **dict.fromkeys(("slug", "permalink", "url"), "the name of the page's file becomes its address"),
    **dict.fromkeys(("layout", "template"), "all pages look alike; take the line out"),
    **dict.fromkeys(("image", "cover"), "a picture stands in the text, as ![what it tells](assets/pictures/file.svg)"),
    "subtitle": "a title has none; let the first sentence say it",
    "draft": "a page that nobody is to read yet stands in 'exclude_docs' of mkdocs.yml",
}
"""What others have a field for -> how it is done here."""


def mismatches(name: str, value: Any) -> Iterator[Mismatch]:
    """What in a field of front matter does not fit."""
    if name not in KINDS:
        instead = INSTEAD.get(name.casefold())
        said = f"unknown field {name!r}: {instead}" if instead else unknown(name, KINDS, MEANT)
        yield Mismatch((), UNKNOWN_FIELD, said)
    else:
        yield from KINDS[name].mismatches(value)


def fits(entry: Field) -> bool:
    return next(mismatches(entry.name, entry.value), None) is None


def fitting(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a page's front matter that fit."""
    return {name: value for name, value in fields.items() if next(mismatches(name, value), None) is None}
