"""APA 7 references and in-text labels from CSL-JSON records.

Numbers in brackets are sections of the Publication Manual (7th ed.). What a record does not say is
left out; titles keep their letter case. `tests/engine/test_apa.py` says where pandoc differs, and why.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from essays.citing import rich_text
from essays.citing.dates import cited_year, date, day_of, printed_date, year, years
from essays.citing.locators import page_range, ranges
from essays.citing.names import initials, surname
from essays.citing.people import author, contributors, creators, editors, in_order, series
from essays.citing.rich_text import ITALIC
from essays.citing.wording import curly, fold, framed, joined, letters, sentences, to_itself
from essays.citing.works import PERIODICAL, WEB, Record, is_talk

AND = "\ue0ff"
"""Stands between two names of a label: "&" in brackets, "and" in a sentence."""
ADDRESSES = {"id", "DOI", "URL"}
KINDS = {"dataset": "Data set", "motion_picture": "Film", "software": "Computer software"}
"""What a work is called that does not say its genre (10.9-10.12)."""


@dataclass(frozen=True)
class ReferenceEntry:
    """One work: `html` or `text` for the reference list, `brief` (names, title and year) for the margin, plain `names`
    and `year` for its label.

    `names_in_sentence` have "and" for "&" (8.17).
    """

    id: str
    html: str
    text: str
    brief: str
    names: str
    names_in_sentence: str
    year: str
    sort_key: tuple[Any, ...]


def format_references(records: Iterable[Record]) -> dict[str, ReferenceEntry]:
    """{id: ReferenceEntry} in list order, with labels told apart over the whole set (8.18-8.20)."""
    ordered = sorted(map(with_marks, records), key=sort_key)
    labelled = zip(ordered, labels(ordered), strict=True)
    return {record["id"]: reference(record, *label) for record, label in labelled}


def with_marks(record: Record) -> Record:
    """The record with marks for the markup in its texts."""
    return {
        name: rich_text.marked(value) if isinstance(value, str) and name not in ADDRESSES else value
        for name, value in record.items()
    }


def reference(record: Record, names: tuple[str, str], letter: str) -> ReferenceEntry:
    """Author. (Date). Title. Source. Link; without an author the title comes first (9.12)."""
    start = [author(record), date(record, letter), title(record)]
    entry = curly(sentences(*(start if start[0] else start[::-1]), source(record)))
    html = joined(" ", rich_text.html(entry), retrieved(record), to_itself(link(record)), original(record))
    text = unescape(re.sub(r"<[^>]+>", "", html))
    brief = rich_text.html(curly(sentences(*([names[0]] if start[0] else []), title(record), year(record, letter))))
    return ReferenceEntry(record["id"], html, text, brief, *names, cited_year(record, letter), sort_key(record))


def labels(ordered: Sequence[Record]) -> list[tuple[tuple[str, str], str]]:
    """((names, names in a sentence), year letter) of each: as few names as will do (8.17-8.20)."""
    shared = shared_surnames(ordered)
    full = {r["id"]: cited_names(r, shared) for r in ordered}
    short = {r["id"]: (et_al(full[r["id"]]), year(r)) for r in ordered}
    alike = {i: [j for j in full if short[j] == short[i]] for i in full}
    names = {i: et_al(full[i], [full[j] for j in alike[i]]) for i in full}
    twins = {i: [j for j in alike[i] if names[j] == names[i]] for i in full}
    told_apart = {i: letters(twins[i].index(i) + 1) if twins[i][1:] else "" for i in full}
    return [(in_both_places(names[i]), told_apart[i]) for i in full]


def in_both_places(names: str) -> tuple[str, str]:
    """Names as they stand in brackets, and in a sentence (8.17)."""
    shown = rich_text.plain(curly(names))
    return shown.replace(AND, "&"), shown.replace(AND, "and")


def shared_surnames(records: Iterable[Record]) -> set[str]:
    """Surnames that first authors with different initials share (8.20)."""
    first = {(surname(n), fold(initials(n))) for r in records for n in creators(r)[:1]}
    variants = Counter(name for name, _ in first)
    return {name for name in variants if variants[name] > 1}


def cited_names(record: Record, shared: set[str]) -> list[str]:
    """Surnames, the first with initials if shared (8.20); without names, the title (8.14)."""
    if not (people := creators(record)):
        return [framed("“{}”" if container(record) else "{}", record.get("title"))]
    first, *others = [surname(name) for name in people]
    return [joined(" ", initials(people[0]), first) if first in shared else first, *others]


def et_al(names: list[str], rivals: Iterable[list[str]] = ()) -> str:
    """As "A & B", "A et al." or, to differ from its rivals, "A, B, et al." (8.17-8.18)."""
    others = [o for o in rivals if o != names]
    shown = next(n for n in range(1, len(names) + 2) if all(o[:n] != names[:n] for o in others))
    if shown >= len(names) - 1:  # "et al." is plural
        return series(names, sign=AND)
    return ", ".join(names[:shown]) + (" et al." if shown == 1 else ", et al.")


def sort_key(record: Record) -> tuple[Any, ...]:
    """(authors, date, title), in each of which "nothing precedes something" (9.44-9.49)."""
    words = fold(re.sub(r"^(An?|The)\s", "", str(record.get("title", ""))))
    people = tuple((fold(surname(name)), fold(initials(name))) for name in creators(record))
    return people or ((words, ""),), printed_date(record), words


def title(record: Record) -> str:
    """As "Work (2nd ed.) [Description]", in italics if it is not part of another (9.18-9.22)."""
    part = container(record)
    about = joined("; ", contributors(record, bool(part)), "" if part else details(record))
    name = framed("{}" if part else ITALIC, record.get("title"))
    return joined(" ", name, framed("({})", about), framed("[{}]", description(record)))


def container(record: Record) -> str:
    """The larger work that this one is part of; a website does not count as one (9.19)."""
    return "" if record["type"] in WEB else record.get("container-title", "")


def details(record: Record) -> str:
    """As "Technical Report No. 7, 2nd ed., Vol. 1, pp. 46–76" (9.19, 10.4)."""
    series_name = "Publication" if record["type"] == "thesis" else record.get("genre")
    report = joined(" ", series_name, f"No. {record['number']}") if record.get("number") else ""
    volume, pages = framed("Vol. {}", ranges(record.get("volume", ""))), page_range(record.get("page", ""))
    pages = framed("pp. {}" if re.search("[–,]", pages) else "p. {}", pages)
    return joined(", ", report, edition(record), framed("Version {}", record.get("version")), volume, pages)


def edition(record: Record) -> str:
    """As "2nd ed." from "2" or "2nd"; any other wording stays as it is."""
    given = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", str(record.get("edition", "")))
    last = "" if given[-2:-1] == "1" else given[-1:]
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")
    return f"{given}{ending} ed." if given.isdecimal() else str(record.get("edition", ""))


def description(record: Record) -> str:
    """As "Doctoral dissertation, University of Ottawa" or another kind of work (9.21, 10.6)."""
    genre, thesis = record.get("genre") or KINDS.get(record["type"], ""), record["type"] == "thesis"
    kind = "" if record.get("number") and not thesis else genre[:1].upper() + genre[1:]
    return joined(", ", reviewed(record) or kind, record.get("publisher") if thesis and link(record) else "")


def reviewed(record: Record) -> str:
    """As "Review of the book Loaf, by A. Doe" (10.7)."""
    what = "the book " if record["type"] == "review-book" or record.get("reviewed-genre") == "book" else ""
    work = framed(f"Review of {what}{ITALIC}", record.get("reviewed-title"))
    return joined(", by ", work, series(in_order(record.get("reviewed-author", ())))) if work else ""


def source(record: Record) -> str:
    """As "Journal, 22(1), 71–96" or "In C. Grau (Ed.), Book (p. 46). Publisher" (9.23-9.33)."""
    kind, book = record["type"], container(record)
    if kind in PERIODICAL or is_talk(record) or (kind == "paper-conference" and not record.get("editor")):
        return periodical(record)
    whole = joined(" ", framed(ITALIC, book), framed("({})", details(record)))
    chapter = f"In {joined(', ', editors(record), whole)}" if book else ""
    publisher = record.get("container-title" if kind in WEB else "publisher") or record.get("publisher", "")
    named = publisher in map(surname, creators(record)) or (kind == "thesis" and link(record))
    return sentences(chapter, "" if named else publisher)


def periodical(record: Record) -> str:
    """As "Journal, 22(1), 71–96" or "Journal, 8, Article e61"; of a talk, its event (9.25-9.27)."""
    volume = framed(ITALIC, ranges(record.get("volume", ""))) + framed("({})", ranges(record.get("issue", "")))
    place = framed("Article {}", record.get("number")) or page_range(record.get("page", ""))
    event = joined(", ", record.get("event-title"), record.get("event-place"))
    return joined(", ", framed(ITALIC, container(record)), volume, place) or event


def link(record: Record) -> str:
    """The DOI as a URL, in which no sign of its own begins another part, or else the URL (9.34-9.36)."""
    doi = str(record.get("DOI", "")).replace("#", "%23").replace("?", "%3F")
    return framed("https://doi.org/{}", doi) or record.get("URL", "")


def retrieved(record: Record) -> str:
    """As "Retrieved May 3, 2024, from", of an address whose work has no date and may change (9.16)."""
    lasts = record.get("DOI") or not record.get("URL") or record.keys() & {"issued", "status"}
    return "" if lasts else framed("Retrieved {}, from", day_of(record, "accessed"))


def original(record: Record) -> str:
    """As "(Original work published 1923)" (9.41)."""
    return framed("(Original work published {})", years(record, "original-date"))
