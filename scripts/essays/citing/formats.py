"""Works in the formats that reference managers read: CSL-JSON, BibTeX and RIS, from the records of the bibliography.

See https://docs.citationstyles.org/en/stable/, https://www.bibtex.com/format/ and
https://en.wikipedia.org/wiki/RIS_(file_format), which documents the tags since their maker no longer does. What a
format has no field for is left out of it; CSL-JSON alone holds everything.

The author of a page is a body. BibTeX takes a name in braces for one, and RIS a name that nothing follows; Zotero's
translators (https://github.com/zotero/translators) and pandoc read both so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from essays.citing import rich_text
from essays.citing.dates import MONTHS
from essays.citing.names import Name
from essays.citing.people import authors
from essays.citing.works import Record

BIBTEX_TYPES = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
RIS_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "dataset": "DATA",
    "software": "COMP",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "post-weblog": "BLOG",
    **dict.fromkeys(("webpage", "post"), "ELEC"),
}
BIBTEX_FIELDS = {
    "volume": "volume",
    "edition": "edition",
    "genre": "type",
    "publisher-place": "address",
    "ISBN": "isbn",
    "ISSN": "issn",
    "language": "language",
}
VERBATIM_FIELDS = {"DOI": "doi", "URL": "url"}
"""What BibTeX keeps as it stands, its signs included."""
IN_ADDRESS = {ord(sign): f"%{ord(sign):X}" for sign in "{}\\"}
"""Signs that no address may hold as they are, and with which one would end its field too early, or never."""
RIS_TAGS = {
    "title": "TI",
    "container-title": "T2",
    "collection-title": "T3",
    "genre": "M3",
    "volume": "VL",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "DOI": "DO",
    "URL": "UR",
    "language": "LA",
}
ESCAPED = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
COMMANDS = {
    ord(mark): written
    for name, command in {"i": "emph", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript"}.items()
    for mark, written in zip(rich_text.TAGS[name], (f"\\{command}{{", "}"), strict=True)
}
"""Mark of markup within a text -> what BibTeX has for it."""
IN_KEY = re.compile(r"[^\w:.+/-]")
"""What the key of an entry of BibTeX may not hold."""
SEPARATORS = re.compile(r",|\band\b", re.IGNORECASE)
"""What would part a name of BibTeX in two."""


def csl_json(records: Iterable[Record]) -> str:
    return f"{json.dumps(list(records), ensure_ascii=False, indent=1)}\n"


def bibtex(records: Iterable[Record]) -> str:
    return "\n".join(map(_bibtex_entry, records))


def ris(records: Iterable[Record]) -> str:
    return "\r\n".join(map(_ris_entry, records))


FORMATS: Mapping[str, tuple[str, Callable[[Iterable[Record]], str]]] = {
    "bib": ("BibTeX", bibtex),
    "ris": ("RIS", ris),
    "json": ("CSL-JSON", csl_json),
}
"""Ending of a file -> what readers call the format, and what writes it."""


# BibTeX


def _bibtex_entry(record: Record) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _bibtex_fields(record))
    return f"@{BIBTEX_TYPES.get(record['type'], 'misc')}{{{IN_KEY.sub('-', record['id'])},\n{fields}}}\n"


def _bibtex_fields(record: Record) -> Iterator[tuple[str, str]]:
    """Name and value of each field, the value within braces; a month is one of BibTeX's own names."""
    yield from ((name, f"{{{value}}}") for name, value in _bibtex_texts(record) if value)
    year, month, day = [*_issued(record), 0, 0, 0][:3]
    yield from ((name, f"{{{number}}}") for name, number in (("year", year), ("day", day)) if number)
    if month:
        yield "month", MONTHS[month - 1][:3].lower()


def _bibtex_texts(record: Record) -> Iterator[tuple[str, str]]:
    yield "title", _protected(record["title"])
    yield "author", _bibtex_names(authors(record))
    yield from ((role, _bibtex_names(record.get(role, ()))) for role in ("editor", "translator"))
    yield _bibtex_container(record["type"]), _protected(record.get("container-title"))
    yield "series", _protected(record.get("collection-title"))
    yield _bibtex_publisher(record["type"]), _tex(record.get("publisher", ""))
    yield from zip(("number", "pages"), map(_tex, _numbers(record)), strict=True)
    yield from ((name, _tex(record.get(field, ""))) for field, name in BIBTEX_FIELDS.items())
    yield from ((name, record.get(field, "").translate(IN_ADDRESS)) for field, name in VERBATIM_FIELDS.items())


def _bibtex_container(kind: str) -> str:
    if BIBTEX_TYPES.get(kind) == "article":
        return "journal"
    return "booktitle" if kind in ("chapter", "paper-conference") else "howpublished"


def _bibtex_publisher(kind: str) -> str:
    return {"report": "institution", "thesis": "school"}.get(kind, "publisher")


def _bibtex_names(names: Iterable[Name]) -> str:
    return " and ".join(map(_bibtex_name, names))


def _bibtex_name(name: Name) -> str:
    """As "van der Berg, Jr., Ann"; within braces what is one whole, such as a body's name."""
    whole, given = name.get("literal", ""), name.get("given", "")
    family = _spaced(name, "dropping-particle", "non-dropping-particle", "family")
    if whole or (" " in family and not given):
        return f"{{{_tex(whole or family)}}}"
    parts = filter(None, (family, name.get("suffix"), given))
    return ", ".join(f"{{{_tex(part)}}}" if SEPARATORS.search(part) else _tex(part) for part in parts)


def _protected(text: str | None) -> str:
    """Within braces of its own, since styles would change the case of its letters."""
    return f"{{{_tex(text)}}}" if text else ""


def _tex(text: object) -> str:
    return "".join(ESCAPED.get(sign, sign) for sign in _line(rich_text.marked(str(text)))).translate(COMMANDS)


# RIS


def _ris_entry(record: Record) -> str:
    tags = [("TY", RIS_TYPES.get(record["type"], "GEN")), *_ris_tags(record), ("ER", "")]
    return "".join(f"{tag}  - {_words(value)}\r\n" for tag, value in tags if value or tag == "ER")


def _ris_tags(record: Record) -> Iterator[tuple[str, object]]:
    yield "ID", record["id"]
    editor = "A2" if "container-title" in record else "ED"  # the second authors of a whole are those of its series
    by_tag = {"AU": authors(record), editor: record.get("editor", ()), "A4": record.get("translator", ())}
    yield from ((tag, _ris_name(name)) for tag, names in by_tag.items() for name in names)
    yield from ((tag, record.get(field)) for field, tag in RIS_TAGS.items())
    issue, pages = _numbers(record)
    yield "SN", record.get("ISBN") or record.get("ISSN") or (issue if record["type"] == "report" else "")
    yield "IS", issue
    yield from zip(("SP", "EP"), pages.split("-", 1), strict=False)
    if day := _issued(record):
        yield "PY", day[0]
        yield "DA", "/".join([*(f"{part:02}" for part in day), *[""] * (4 - len(day))])  # year/month/day/other


def _ris_name(name: Name) -> str:
    """As "Doe, Ann, Jr."; commas of its own would part it. Behind what is one whole, such as a body's name, stands a
    comma too, or readers would take its last word for a surname."""
    whole = name.get("literal") or _spaced(name, "non-dropping-particle", "family")
    given, suffix = _spaced(name, "given", "dropping-particle"), name.get("suffix", "")
    parts = [part.replace(",", "") for part in (whole, given, suffix)]
    return ", ".join(filter(None, parts)) if given else f"{parts[0]},"


def _words(text: object) -> str:
    return rich_text.plain(_line(rich_text.marked(str(text))))


# Both


def _spaced(name: Name, *parts: str) -> str:
    return " ".join(filter(None, map(name.get, parts)))


def _numbers(record: Record) -> tuple[str, str]:
    """Its issue, or its number if it comes alone, and its pages, or in their place the number of an article."""
    issue, number, pages = (str(record.get(name, "")) for name in ("issue", "number", "page"))
    is_part = "container-title" in record
    return issue or ("" if is_part else number), pages or (number if is_part else "")


def _issued(record: Record) -> list[int]:
    """[year], with month and day as far as they are known."""
    return list((record.get("issued", {}).get("date-parts") or [[]])[0])


def _line(text: object) -> str:
    return " ".join(str(text).split())
