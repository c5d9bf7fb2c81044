"""The fields and types of a work's record: CSL 1.0.2, as its specification and its JSON schema for input have them.

See https://docs.citationstyles.org/en/stable/specification.html (appendices III and IV). Of a date we take
`date-parts` alone, since nothing else says for certain which year to print; `custom` holds what is ours.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import Any

from essays.citing.rich_text import marked
from essays.values import (
    ENTITY,
    FLAG,
    PLAIN,
    TEXT,
    WRONG_TYPE,
    Mismatch,
    ValueType,
    has_host,
    list_of,
    mapping,
    one_of,
    plain,
    scalar,
)

TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard
    thesis treaty webpage
""".split()
TEXTS = """
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event event-place
    event-title genre ISBN ISSN jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references
    reviewed-genre reviewed-title scale source status title title-short volume-title year-suffix
""".split()
NUMBERS = """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part part-number printing printing-number section supplement
    supplement-number version volume
""".split()
DATES = "accessed available-date event-date issued original-date submitted".split()
PEOPLE = """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
""".split()
ZOTERO_TYPES = {
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
    "blogPost": "post-weblog",
    "webPage": "webpage",
}
"""What a widespread reference manager calls a type -> what CSL does."""
NOTES = ("sample", "finding", "limits")
"""What `custom` says of a work: on whom, what was found, and where that stops."""
READ = {
    "whole": "All of it.",
    "abstract": "The abstract, the publisher’s description or a part of the text.",
    "report": "Somebody’s report of the research, not the research itself.",
}
"""How much of a work was read -> the words that readers see. How sure its details are is told by `status`."""

_TAG = re.compile(r"(?i)</?(?:i|em|b|strong|u|sub|sup|sc|scp|small|span|p|br)\b[^<>]*>")
"""What titles have on the pages of publishers."""


def _is_number(value: Any) -> bool:
    """A text or a whole number; 5.10 without quotes would lose its last digit."""
    return type(value) is int or TEXT.accepts(value)


def _is_part(value: Any) -> bool:
    return type(value) is int or (isinstance(value, str) and value.isascii() and value.isdecimal())


def _is_day(value: Any) -> bool:
    """[year], [year, month] or [year, month, day], as far as it is known, and on the calendar."""
    if not (isinstance(value, list) and 1 <= len(value) <= 3 and all(map(_is_part, value))):
        return False
    year, month, day = [*map(int, value), 1, 1][:3]
    return 0 < abs(year) < 10_000 and 1 <= month <= 12 and 1 <= day <= monthrange(max(year, 1), month)[1]


def _are_days(value: Any) -> bool:
    """One date, or two of which the second is the later one."""
    if not (isinstance(value, list) and 1 <= len(value) <= 2 and all(map(_is_day, value))):
        return False
    first, last = ([int(part) for part in value[at]] for at in (0, -1))
    return first <= last


def _with_tags(kind: ValueType) -> ValueType:
    """The values of a type of which some tags are read."""

    def mismatches(value: Any) -> Iterator[Mismatch]:
        yield from plain(kind, ENTITY).mismatches(value)
        if isinstance(value, str) and (tag := _TAG.search(marked(value))):
            read = "what is read is <i>, <b>, <sub> and <sup>, each with its end"
            yield Mismatch((), WRONG_TYPE, f"holds {tag[0]!r}, which is shown as typed; {read}")

    return ValueType(kind.name, kind.example, mismatches)


_NAME_EXAMPLE = "{family: Doe, given: Ann B.} or {literal: World Health Organization}"
_FAMILY = plain(
    scalar(
        "the family name of one person",
        "Doe",
        lambda value: TEXT.accepts(value) and not re.search(r"[,;]|\bet al\b|\s(?:&|and)\s", value),
    )
)
_GROUP = plain(
    scalar(
        "the name of a group",
        "World Health Organization",
        lambda value: TEXT.accepts(value) and not re.match(r"et al\b", value),
    )
)
_NAME = mapping(
    {
        "family": _FAMILY,
        "literal": _GROUP,
        **dict.fromkeys(("given", "dropping-particle", "non-dropping-particle", "suffix"), PLAIN),
        **dict.fromkeys(("comma-suffix", "static-ordering", "parse-names"), FLAG),
    },
    "a name",
    _NAME_EXAMPLE,
    any_of=("family", "literal"),
)
_NAMES = list_of(_NAME, "a list of names", "[{family: Doe, given: Ann B.}]", at_least=1)
_DAYS = scalar(
    "one date or two, in their order, each a year with month and day as far as they are known",
    "[[2025, 3, 14]]",
    _are_days,
)
_DATE = mapping(
    {
        "date-parts": _DAYS,
        "season": scalar("a season", "2", _is_number),
        "circa": FLAG,
        "literal": TEXT,
        "raw": TEXT,
    },
    "a date",
    "{date-parts: [[2025, 3]]}",
    any_of=("date-parts",),
)
_ADDRESS = scalar(
    "an address with https or http",
    "https://example.org/work",
    lambda value: TEXT.accepts(value) and value.startswith(("https://", "http://")) and has_host(value),
)
_NOTE = scalar("text, or nothing", '"120 people"', lambda value: value is None or isinstance(value, str))
_CUSTOM = mapping(
    {
        "status": one_of(("verified", "partial"), "how sure the bibliographic details are", "verified"),
        "read": one_of(READ, f"how much of it was read ({', '.join(READ)})", "abstract"),
        **dict.fromkeys(NOTES, plain(_NOTE)),
    },
    "what was found, on whom, and with which limits",
    "{sample: 120 people, finding: They did better., limits: One country.}",
)

ALIASES = {
    **dict.fromkeys(("journal", "booktitle", "journaltitle", "website"), "container-title"),
    **dict.fromkeys(("year", "date", "published"), "issued"),
    "pages": "page",
    "authors": "author",
    "editors": "editor",
    "doi": "DOI",
    "isbn": "ISBN",
    "url": "URL",
    "link": "URL",
    "address": "publisher-place",
}
"""What other formats call a field, in small letters -> what it is called here."""

FIELDS: Mapping[str, ValueType] = {
    "id": scalar("text without blanks", "doe2020", lambda value: TEXT.accepts(value) and len(value.split()) == 1),
    "type": one_of(TYPES, "a type of CSL's", "article-journal", ZOTERO_TYPES),
    **dict.fromkeys(TEXTS, _with_tags(TEXT)),
    **dict.fromkeys(NUMBERS, _with_tags(scalar("text or a whole number", "'12'", _is_number))),
    **dict.fromkeys(DATES, _DATE),
    **dict.fromkeys(PEOPLE, _NAMES),
    "categories": list_of(TEXT, "a list of text", "[psychology]"),
    "URL": _ADDRESS,
    "custom": _CUSTOM,
}
"""Every field that a record may have -> what it holds."""


def settled(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record whose fields fit, with numbers as text and the parts of dates as numbers."""
    found: dict[str, Any] = {name: str(value) if name in NUMBERS else value for name, value in record.items()}
    for name in found.keys() & set(DATES):
        found[name] = {**found[name], "date-parts": [[int(part) for part in day] for day in found[name]["date-parts"]]}
    return found
