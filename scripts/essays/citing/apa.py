"""APA 7 references and in-text labels from CSL-JSON records.

Numbers in brackets are sections of the Publication Manual (7th ed.). What a record does not say is
left out; titles keep their letter case. `tests/engine/test_apa.py` says where pandoc differs, and why.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from essays.citing import rich_text
from essays.citing.locators import page_range, ranges
from essays.citing.names import Name, initials, surname
from essays.citing.rich_text import ITALIC
from essays.citing.wording import curly, fold, framed, joined, letters, sentences, to_itself

Record = Mapping[str, Any]
"""A work as CSL has it, with its `id`."""
AND = "\ue0ff"
"""Stands between two names of a label: "&" in brackets, "and" in a sentence."""
ADDRESSES = {"id", "DOI", "URL"}
WEB = {"post", "webpage"}
PERIODICAL = {"article-journal", "article-magazine", "article-newspaper", "post-weblog"}
DATED_TO_THE_DAY = (WEB | PERIODICAL) - {"article-journal"}
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
]  # fmt: skip


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
    anchor = to_itself(link(record))
    html = joined(" ", rich_text.html(entry), anchor)
    text = unescape(re.sub(r"<[^>]+>", "", html))
    brief = rich_text.html(curly(sentences(*([names[0]] if start[0] else []), title(record), year(record, letter))))
    return ReferenceEntry(record["id"], html, text, brief, *names, year(record, letter), sort_key(record))


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


def author(record: Record) -> str:
    """As "Doe, A. B., & Roe, H. T." or, without authors, "Poe, C. (Ed.)" (9.7-9.10)."""
    names = [joined(", ", surname(n), initials(n), n.get("suffix")) for n in creators(record)]
    listed = series(names, 2) if len(names) < 21 else f"{', '.join(names[:19])}, … {names[-1]}"
    role = "" if record.get("author") else " (Eds.)" if names[1:] else " (Ed.)"
    return listed and listed + role


def creators(record: Record) -> Sequence[Name]:
    """The authors, or else the editors."""
    return record.get("author") or record.get("editor") or ()


def editors(record: Record, form: str) -> str:
    """As "C. Grau & A. Smuts" and "Eds." in a form for both, unless they come first instead."""
    people = record.get("editor", ()) if record.get("author") else ()
    names = [joined(" ", initials(name), surname(name)) for name in people]
    return form.format(series(names), "Eds." if names[1:] else "Ed.") if names else ""


def series(names: list[str], comma_from: int = 3, sign: str = "&") -> str:
    """As "A & B" or "A, B, & C", with a comma before the last of so many names or more."""
    last = f"{',' if len(names) >= comma_from else ''} {sign} "
    return joined(last, ", ".join(names[:-1]), *names[-1:])


def date(record: Record, letter: str) -> str:
    """As "(2004a)", "(2019, July 12)" or "(n.d.)" (9.13-9.17)."""
    month, *day = printed_date(record)[1:] or [0]
    month_day = joined(" ", MONTHS[month - 1], *map(str, day)) if month else ""
    return f"({joined(', ', year(record, letter), month_day)})"


def year(record: Record, letter: str = "") -> str:
    """As "2004", "2004a", "2003–2005", "350 B.C.E.", "in press", "n.d." or "n.d.-a" (8.19)."""
    if known := [int(day[0]) for day in record.get("issued", {}).get("date-parts") or [] if day]:
        first, *last = (f"{number}" if number > 0 else f"{-number} B.C.E." for number in dict.fromkeys(known))
        return "–".join([first, *last]) + letter
    return joined("-", "in press" if record.get("status") == "in press" else "n.d.", letter)


def printed_date(record: Record) -> tuple[int, ...]:
    """(year,) or, where works come by the day, (year, month, day) as far as known (9.14)."""
    known = tuple(map(int, (record.get("issued", {}).get("date-parts") or [()])[0]))
    talk = record["type"] == "paper-conference" and not record.keys() & {"editor", "page", "volume"}
    return known if talk or record["type"] in DATED_TO_THE_DAY else known[:1]


def title(record: Record) -> str:
    """As "Work (2nd ed.) [Description]", in italics if it is not part of another (9.18-9.22)."""
    part = container(record)
    about = "" if part else joined("; ", editors(record, "{}, {}"), details(record))
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
    return joined(", ", report, edition(record), volume, pages)


def edition(record: Record) -> str:
    """As "2nd ed." from "2"; any other wording stays as it is."""
    given = str(record.get("edition", ""))
    last = "" if given[-2:-1] == "1" else given[-1:]
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")
    return f"{given}{ending} ed." if given.isdecimal() else given


def description(record: Record) -> str:
    """As "Doctoral dissertation, University of Ottawa" or another kind of work (9.21, 10.6)."""
    genre, thesis = record.get("genre", ""), record["type"] == "thesis"
    kind = "" if record.get("number") and not thesis else genre[:1].upper() + genre[1:]
    return joined(", ", kind, record.get("publisher") if thesis and link(record) else "")


def source(record: Record) -> str:
    """As "Journal, 22(1), 71–96" or "In C. Grau (Ed.), Book (p. 46). Publisher" (9.23-9.33)."""
    kind, book = record["type"], container(record)
    if kind in PERIODICAL or (kind == "paper-conference" and not record.get("editor")):
        return periodical(record)
    whole = joined(" ", framed(ITALIC, book), framed("({})", details(record)))
    chapter = f"In {joined(', ', editors(record, '{} ({})'), whole)}" if book else ""
    publisher = record.get("container-title" if kind in WEB else "publisher", "")
    named = publisher in map(surname, creators(record)) or (kind == "thesis" and link(record))
    return sentences(chapter, "" if named else publisher)


def periodical(record: Record) -> str:
    """As "Journal, 22(1), 71–96" or "Journal, 8, Article e61"; of a talk, its event (9.25-9.27)."""
    volume = framed(ITALIC, ranges(record.get("volume", ""))) + framed("({})", ranges(record.get("issue", "")))
    place = framed("Article {}", record.get("number")) or page_range(record.get("page", ""))
    event = joined(", ", record.get("event-title"), record.get("event-place"))
    return joined(", ", framed(ITALIC, container(record)), volume, place) or event


def link(record: Record) -> str:
    """The DOI as a URL, or else the URL (9.34-9.36)."""
    return framed("https://doi.org/{}", record.get("DOI")) or record.get("URL", "")
