"""What parsers of others read in the files for reference managers: pandoc, and one more for BibTeX and for RIS."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import bibtexparser
import pypandoc
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware, SeparateCoAuthors

ENDINGS = ("bib", "ris", "json")
BIBTEX = {
    **{"journal": "container-title", "booktitle": "container-title", "howpublished": "container-title"},
    **{"publisher": "publisher", "institution": "publisher", "school": "publisher", "address": "publisher-place"},
    **{"doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pages": "page", "number": "issue"},
    **{"type": "genre", "series": "collection-title"},
}
"""Field of BibTeX -> what CSL calls it, where it has another name for it."""
RIS = {
    **{"secondary_title": "container-title", "tertiary_title": "collection-title", "type_of_work": "genre"},
    **{"place_published": "publisher-place", "doi": "DOI", "number": "issue", "issn": "ISSN", "authors": "author"},
    **{"secondary_authors": "editor", "subsidiary_authors": "translator", "type_of_reference": "type"},
}
"""Tag of RIS, as rispy names it -> what CSL calls it."""
RIS_TYPES = {
    **{"JOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book"},
    **{"CHAP": "chapter", "CPAPER": "paper-conference", "RPRT": "report", "THES": "thesis", "DATA": "dataset"},
    **{"COMP": "software", "DICT": "entry-dictionary", "ENCYC": "entry-encyclopedia"},
}
BIBTEX_TYPES = {
    **{"article": "article-journal", "incollection": "chapter", "inproceedings": "paper-conference"},
    **{"techreport": "report", "phdthesis": "thesis"},
}
WEB = {"webpage", "post-weblog", "misc", "", "ELEC", "BLOG"}
"""Types that the older formats do not tell apart."""

Record = Mapping[str, Any]


def by_pandoc(file: Path) -> list[dict[str, Any]]:
    """The works of a file, as CSL has them."""
    format = {".bib": "bibtex", ".ris": "ris", ".json": "csljson"}[file.suffix]
    return json.loads(pypandoc.convert_text(file.read_text(), "csljson", format=format))


def by_bibtexparser(file: Path) -> list[dict[str, Any]]:
    text, layers = file.read_text(), [SeparateCoAuthors(), LatexDecodingMiddleware(), MonthIntMiddleware()]
    as_written = bibtexparser.parse_string(text).entries_dict
    decoded = bibtexparser.parse_string(text, append_middleware=layers)
    assert not decoded.failed_blocks, decoded.failed_blocks
    return [_from_bibtex(entry, as_written[entry.key]) for entry in decoded.entries]


def _from_bibtex(entry: Any, as_written: Any) -> dict[str, Any]:
    """Addresses as they are written, since that is how they are meant."""
    verbatim = {field.key: field.value for field in as_written.fields if field.key in ("url", "doi")}
    fields = {BIBTEX.get(field.key, field.key): verbatim.get(field.key, field.value) for field in entry.fields}
    for role in fields.keys() & {"author", "editor", "translator"}:
        names = fields[role] if isinstance(fields[role], list) else [fields[role]]
        fields[role] = [{"literal": name} for name in names]
    day = [int(fields[part]) for part in ("year", "month", "day") if part in fields]
    kind = BIBTEX_TYPES.get(entry.entry_type, entry.entry_type)
    return {**fields, "id": entry.key, "type": kind, **({"issued": {"date-parts": [day]}} if day else {})}


def by_rispy(file: Path) -> list[dict[str, Any]]:
    return [_from_ris(work) for work in rispy.loads(file.read_text())]


def _from_ris(work: Mapping[str, Any]) -> dict[str, Any]:
    fields = {RIS.get(name, name): value for name, value in work.items()}
    if editors := work.get("unknown_tag", {}).get("ED"):
        fields["editor"] = editors
    for role in fields.keys() & {"author", "editor", "translator"}:
        fields[role] = [{"literal": name} for name in fields[role]]
    if "date" in work:
        fields["issued"] = {"date-parts": [[int(part) for part in work["date"].split("/") if part]]}
    fields["page"] = "-".join(work[end] for end in ("start_page", "end_page") if end in work)
    if fields["type"] not in ("JOUR", "MGZN", "NEWS"):
        fields["ISBN"] = fields.get("ISSN")
    return {**fields, "URL": work.get("urls", [""])[0], "type": RIS_TYPES.get(fields["type"], fields["type"])}


READERS: Mapping[tuple[str, str], Callable[[Path], list[dict[str, Any]]]] = {
    ("bib", "pandoc"): by_pandoc,
    ("bib", "bibtexparser"): by_bibtexparser,
    ("ris", "pandoc"): by_pandoc,
    ("ris", "rispy"): by_rispy,
    ("json", "pandoc"): by_pandoc,
}
NO_FIELD = {
    "bib": {"event-title", "custom"},
    "ris": {"event-title", "custom"},
    "json": {"custom"},  # which pandoc leaves out
}
"""What a format has no field for."""
UNREAD = {
    ("bib", "pandoc"): {"language"},
    ("ris", "pandoc"): {"genre", "publisher-place", "ISBN", "ISSN", "collection-title", "translator"},
}
"""What it has a field for, and a reader does not take from it."""


def differences(reader: tuple[str, str], file: Path, records: list[Record]) -> Iterator[str]:
    """What one reader finds otherwise in a file than it stands in the records from which the file was made."""
    ending, name = reader
    found = READERS[reader](file)
    if [work["id"] for work in found] != [record["id"] for record in records]:
        yield f"{name}: {file.name}: other works"
    for record, work in zip(records, found, strict=False):
        for field in record.keys() - NO_FIELD[ending] - UNREAD.get(reader, set()) - {"number"}:
            if _known(field, record, reader) != _known(field, work, reader):
                yield f"{name}: {file.name}: {record['id']}: {field}: {work.get(field)!r}"
        yield from (f"{name}: {record['id']}: number" for _ in [0] if not _has_number(record, work))


def _has_number(record: Record, work: Record) -> bool:
    """A number stands where an issue or pages would; in CSL, and for pandoc a report's, it has a field of its own."""
    number = record.get("number")
    return not number or number in (work.get("number"), work.get("issue"), work.get("page"))


def _known(field: str, record: Record, reader: tuple[str, str]) -> Any:
    value, ending = record.get(field), reader[0]
    if field == "type" and ending != "json":
        return "" if value in WEB else _type(str(value), ending)
    if field == "container-title" and record["type"] in WEB and reader == ("bib", "pandoc"):
        return ""
    if field == "page":
        return value or record.get("number")
    if field == "issued" and reader == ("ris", "pandoc"):
        return value and value["date-parts"][0][0]
    return [_name(one) for one in value] if field in ("author", "editor", "translator") else _plain(str(value))


def _type(value: str, ending: str) -> str:
    """BibTeX knows one kind of article, and neither data nor programs."""
    known = value.replace("program", "software")
    return known if ending == "ris" else re.sub("dataset|software", "", re.sub("(?<=article)-.*", "-journal", known))


def _name(name: Mapping[str, str]) -> list[str]:
    """Its words, as far as one who reads it could tell them apart: the formats part them each in its way."""
    return sorted(re.findall(r"[^\s,{}\\]+", _plain(" ".join(map(str, name.values())))))


def _plain(text: str) -> str:
    """Without markup, and with straight quotation marks, as far as pandoc makes them typographic."""
    return re.sub("</?(?:i|b|sub|sup)>|\\\\[a-z]+(?=\\{)", "", text).translate(str.maketrans("‘’“”ˆ", "''\"\"^"))


def citation_faults(file: Path) -> str:
    """What in a CITATION.cff is not as the schema of the format has it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout if done.returncode else ""
