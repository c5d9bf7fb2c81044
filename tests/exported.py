"""What a parser of its own, pandoc's, reads in the files for reference managers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypandoc

READERS = {"bib": "bibtex", "ris": "ris", "json": "csljson"}
"""Ending of a file -> what pandoc calls the format."""
UNREAD = {
    "bib": {"number", "event-title", "custom"},  # the number of an article stands in the place of its pages
    "ris": {"number", "event-title", "custom", "genre", "publisher-place", "ISBN", "ISSN"},
    "json": {"custom"},
}
"""What a format has no field for, or pandoc does not read in it."""
WEB = {"webpage", "post-weblog", "misc", ""}
"""Types that the older formats do not tell apart, and of which BibTeX names no larger work."""

Record = Mapping[str, Any]


def read(file: Path) -> list[dict[str, Any]]:
    """The works of a file, as CSL has them."""
    ending = file.suffix[1:]
    return json.loads(pypandoc.convert_text(file.read_text(), "csljson", format=READERS[ending]))


def differences(file: Path, records: list[Record]) -> Iterator[str]:
    """What a file tells otherwise than the records from which it was made."""
    found = read(file)
    if [work["id"] for work in found] != [record["id"] for record in records]:
        yield f"{file.name}: other works"
    for record, work in zip(records, found, strict=False):
        for name in record.keys() - UNREAD[file.suffix[1:]]:
            if _known(name, record, file.suffix) != _known(name, work, file.suffix):
                yield f"{file.name}: {record['id']}: {name}: {work.get(name)!r}"


def _known(name: str, record: Record, ending: str) -> Any:
    value = record.get(name)
    if name == "type" and ending != ".json":
        return "" if value in WEB else str(value).replace("magazine", "journal" if ending == ".bib" else "magazine")
    if name == "container-title" and record["type"] in WEB and ending == ".bib":
        return ""
    if name == "page":
        return value or record.get("number")
    if name == "issued" and ending == ".ris":
        return value and value["date-parts"][0][0]
    return [_name(one) for one in value] if name in ("author", "editor") else _plain(str(value))


def _name(name: Mapping[str, str]) -> str:
    """Its words: the formats tell particles and suffixes apart each in its way."""
    return _plain(" ".join(sorted(" ".join(map(str, name.values())).split())))


def _plain(text: str) -> str:
    """Without markup, and with straight quotation marks, as far as pandoc makes them typographic."""
    return re.sub("</?(?:i|b|sub|sup)>", "", text).translate(str.maketrans("‘’“”", "''\"\""))
