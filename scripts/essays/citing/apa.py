"""APA 7 references and in-text labels from CSL-JSON records.

Numbers in brackets are sections of the Publication Manual (7th ed.). What a record does not say is
left out; titles keep their letter case. `tests/engine/test_apa.py` says where pandoc differs, and why.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from string import ascii_lowercase
from typing import Any

Record = Mapping[str, Any]
Name = Mapping[str, str]
WEB = {"post", "webpage"}
PERIODICAL = {"article-journal", "article-magazine", "article-newspaper", "post-weblog"}
DATED_TO_THE_DAY = (WEB | PERIODICAL) - {"article-journal"}
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
]  # fmt: skip
# Private-use characters hold the place of the tags until all other text has been escaped.
ITALIC = "\ue000{}\ue001"
TAGS = str.maketrans({"\ue000": "<i>", "\ue001": "</i>"})


@dataclass(frozen=True)
class ReferenceEntry:
    """One work: `html` or `text` for the reference list, plain `names` and `year` for its label."""

    id: str
    html: str
    text: str
    names: str
    year: str
    sort_key: tuple[Any, ...]


def format_references(records: Iterable[Record]) -> dict[str, ReferenceEntry]:
    """{id: Reference} in list order, with labels told apart over the whole set (8.18-8.20)."""
    ordered = sorted(records, key=sort_key)
    labelled = zip(ordered, labels(ordered), strict=True)
    return {record["id"]: reference(record, *label) for record, label in labelled}


def reference(record: Record, names: str, letter: str) -> ReferenceEntry:
    """Author. (Date). Title. Source. Link; without an author the title comes first (9.12)."""
    start = [author(record), date(record, letter), title(record)]
    entry = curly(sentences(*(start if start[0] else start[::-1]), source(record)))
    anchor = framed('<a href="{0}">{0}</a>', escape(link(record)))
    html = joined(" ", escape(entry, quote=False).translate(TAGS), anchor)
    text = unescape(re.sub(r"<[^>]+>", "", html))
    return ReferenceEntry(record["id"], html, text, names, year(record, letter), sort_key(record))


def labels(ordered: Sequence[Record]) -> list[tuple[str, str]]:
    """(names, year letter) of each: as few names as will do, letters in list order (8.17-8.20)."""
    shared = shared_surnames(ordered)
    full = {r["id"]: cited_names(r, shared) for r in ordered}
    short = {r["id"]: (et_al(full[r["id"]]), year(r)) for r in ordered}
    alike = {i: [j for j in full if short[j] == short[i]] for i in full}
    names = {i: et_al(full[i], [full[j] for j in alike[i]]) for i in full}
    twins = {i: [j for j in alike[i] if names[j] == names[i]] for i in full}
    letters = {i: ascii_lowercase[twins[i].index(i)] if twins[i][1:] else "" for i in full}
    return [(curly(names[i]), letters[i]) for i in full]


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
        return series(names)
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


def series(names: list[str], comma_from: int = 3) -> str:
    """As "A & B" or "A, B, & C", with a comma before the last of so many names or more."""
    last = ", & " if len(names) >= comma_from else " & "
    return joined(last, ", ".join(names[:-1]), *names[-1:])


def surname(name: Name) -> str:
    """The family name with its particle (9.9), or a group's name in full (9.11)."""
    family = joined(" ", name.get("non-dropping-particle"), name.get("family"))
    return name.get("literal") or family


def initials(name: Name) -> str:
    """As "M.-P. J. W." from "Marie-Pier J.W." (9.8)."""
    words = re.sub(r"\.(?!-)", " ", name.get("given", "")).split()
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words)


def date(record: Record, letter: str) -> str:
    """As "(2004a)", "(2019, July 12)" or "(n.d.)" (9.13-9.17)."""
    month, *day = printed_date(record)[1:] or [0]
    month_day = joined(" ", MONTHS[month - 1], *map(str, day)) if month else ""
    return f"({joined(', ', year(record, letter), month_day)})"


def year(record: Record, letter: str = "") -> str:
    """As "2004", "2004a", "n.d." or "n.d.-a" (8.19)."""
    known = printed_date(record)[:1]
    return f"{known[0]}{letter}" if known else joined("-", "n.d.", letter)


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
    volume, pages = framed("Vol. {}", record.get("volume")), page_range(record)
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
    volume = framed(ITALIC, record.get("volume")) + framed("({})", record.get("issue"))
    place = framed("Article {}", record.get("number")) or page_range(record)
    event = joined(", ", record.get("event-title"), record.get("event-place"))
    return joined(", ", framed(ITALIC, container(record)), volume, place) or event


def page_range(record: Record) -> str:
    """As "46–76", with an en dash (6.6)."""
    return str(record.get("page", "")).replace("-", "–")


def link(record: Record) -> str:
    """The DOI as a URL, or else the URL (9.34-9.36)."""
    return framed("https://doi.org/{}", record.get("DOI")) or record.get("URL", "")


def joined(separator: str, *parts: str | None) -> str:
    """Those of the parts that are there, with the separator between."""
    return separator.join(part for part in parts if part)


def framed(form: str, text: str | None) -> str:
    """The text in its form, if there is any."""
    return form.format(text) if text else ""


def sentences(*parts: str | None) -> str:
    """Those of the parts that are there, each with a full stop unless it has an end of its own."""
    return " ".join(p if re.search(r"""[.?!]['"”’]?\ue001?$""", p) else f"{p}." for p in parts if p)


def curly(text: str) -> str:
    """Straight quotation marks made typographic, pairs as double ones (6.7)."""
    return re.sub(r"(?<!\w)(['\"])(?=\S)(.+?)(?<=\S)\1(?!\w)", r"“\2”", text).replace("'", "’")


def fold(text: str) -> str:
    """Letters and digits only, without case or accents: the order of the list (9.44)."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())
