"""Works as other programs write them, in BibTeX, RIS or CSL-JSON, become records as `references.yml` has them."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Collection
from itertools import chain, count
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from essays.citing import rich_text
from essays.citing.csl import DATES, FIELDS, PEOPLE, ZOTERO_TYPES, settled
from essays.citing.dates import years
from essays.citing.names import surname
from essays.citing.people import creators
from essays.citing.wording import fold, letters
from essays.data_files import part_name
from essays.values import in_fields
from xref.command import CommandError
from xref.files import required_text_of

FORMATS = {".bib": "biblatex", ".ris": "ris", ".json": "csljson"}
"""Ending of a file -> what pandoc calls its format."""
DOTLESS = re.compile("ı(?=[\u0300-\u0314])")
"""What pandoc makes of BibTeX's `\\i` below an accent, as in `Mar{\\'\\i}a`."""
KEPT = (
    *("type", "title", "author", "director", "host", "editor", "translator", "interviewer", "issued", "original-date"),
    *("container-title", "volume", "issue", "page", "number", "edition", "version", "genre", "publisher"),
    *("publisher-place", "event-title", "DOI", "ISBN", "URL", "accessed"),
)
"""The fields that are taken over, in the order in which they are written."""
LONGEST_NAME = 20
PARTICLES = ("dropping-particle", "non-dropping-particle")
OF_A_NAME = (*PARTICLES, "family", "given", "suffix", "literal")
TO_FILL_IN = (
    "    custom:\n      status: partial\n      read: TO FILL IN\n      sample:\n      finding:\n      limits:\n"
)
"""What nobody but the author can say; the validator reports it until it is said."""
RIS_DATE = re.compile(r"^((?:PY|Y1)  - )(\d{4})/(\d\d?)?/?(\d\d?)?.*$", re.MULTILINE)

RAW_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
NOTHING: tuple[Any, ...] = (None, "", [], {}, {"date-parts": []}, {"date-parts": [[]]})
"""What other programs write of what they do not know."""
NOBODY = {"literal": "others"}
"""What pandoc makes of BibTeX's `and others`."""
PANDOC_TYPES = {
    "": "document",  # of BibTeX's `@misc`, which says that a work is of no other type
    "misc": "webpage",  # its RIS reader's word for ELEC
    "motion-picture": "motion_picture",
    "program": "software",
    "unpublished": "manuscript",
}
"""What pandoc calls a type -> what CSL does."""

CslData = dict[str, Any]


def works_of(path: Path) -> list[CslData]:
    """The works of a file, as CSL-JSON; raises CommandError, which names the file, where none is or one is odd."""
    if path.suffix.lower() not in FORMATS:
        raise CommandError(f"{path}: not a format that is known; give a file that ends in {', '.join(FORMATS)}")
    text = required_text_of(path)
    found = _from_json(path, text) if path.suffix.lower() == ".json" else _by_pandoc(path, text)
    if not found:
        raise CommandError(f"{path}: holds no work; export it anew")
    return [_fitting(path, nth, work) for nth, work in enumerate(found, 1)]


def _from_json(path: Path, text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path}: not JSON: {str(error) or 'nested too deeply'}; export it anew") from None
    return found if isinstance(found, list) else [found]


def _by_pandoc(path: Path, text: str) -> list[Any]:
    try:
        pypandoc = importlib.import_module("pypandoc")  # by name: only who adds works installs it
    except ImportError:
        raise CommandError("pandoc, which reads BibTeX and RIS, is not installed; run `make source` instead") from None
    dated = RIS_DATE.sub(lambda date: date[1] + "-".join(f"{int(part):02}" for part in date.groups()[1:] if part), text)
    try:
        said = pypandoc.convert_text(dated, "csljson", format=FORMATS[path.suffix.lower()])
        found = json.loads(normalize("NFC", DOTLESS.sub("i", said)))
        return [{**work, "type": PANDOC_TYPES.get(work["type"], work["type"])} for work in found]
    except RuntimeError as error:
        said = " ".join(str(error).partition("conversion: ")[2].split())
        raise CommandError(f"{path}: {said or 'cannot be read'}; export it anew") from None


def _fitting(path: Path, nth: int, work: Any) -> CslData:
    """A work's fields that are taken over; raises CommandError where one holds what it may not."""
    if not isinstance(work, dict):
        raise CommandError(f"{path}: work {nth} is not a list of fields; export it anew")
    taken = {name: _taken(name, work[name]) for name in KEPT if work.get(name) not in NOTHING}
    if "DOI" in taken:
        taken.pop("URL", None)
    for name in _idle_dates(taken):
        del taken[name]
    for mismatch in in_fields(taken, FIELDS):
        raise CommandError(
            f"{path}: work {nth}: {part_name(mismatch.path)} {mismatch.message}; mend it there, or export it anew"
        )
    if any(who == NOBODY for name in PEOPLE for who in taken.get(name, ())):
        raise CommandError(f"{path}: work {nth} names {NOBODY['literal']!r}, which is nobody; write out who they are")
    if missing := [need for need in ("type", "title") if need not in taken]:
        raise CommandError(f"{path}: work {nth} has no {' and no '.join(missing)}; mend it there, or export it anew")
    return settled(taken)


def _idle_dates(taken: CslData) -> list[str]:
    """Dates that would say nothing: that of an access is printed of an address without a date alone."""
    lasts = "issued" in taken or "URL" not in taken
    beside = [name for name in ("accessed", "original-date") if name in taken]
    return [name for name in beside if (lasts and name == "accessed") or not FIELDS[name].accepts(taken[name])]


def _taken(name: str, value: Any) -> Any:
    """A field as we write it: of names and dates what is printed, of a DOI what stands behind its host."""
    if name in PEOPLE and isinstance(value, list):
        return [_name(who) if isinstance(who, dict) else who for who in value]
    if name in DATES and isinstance(value, dict):
        return _date(value)
    if name == "DOI":
        return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", str(value), flags=re.IGNORECASE)
    return ZOTERO_TYPES.get(value, value) if name == "type" and isinstance(value, str) else value


def _date(written: CslData) -> CslData:
    """The days alone, from a text if need be; one that names none stays as it is, for the message about it."""
    raw = RAW_DATE.fullmatch(str(written.get("raw", written.get("literal"))))
    days = written.get("date-parts") or (raw and [[part for part in raw.groups() if part]])
    return {"date-parts": days, **({"circa": True} if written.get("circa") else {})} if days else written


def _name(who: CslData) -> CslData:
    """A name whose particles belong to the family name, as the Publication Manual has it (9.9)."""
    found = {part: who[part] for part in OF_A_NAME if who.get(part)}
    particles = [str(found.pop(part)) for part in PARTICLES if part in found]
    return {PARTICLES[-1]: " ".join(particles), **found} if particles else found


def key_for(work: CslData, taken: Collection[str]) -> str:
    """A key as `doe2020`, of the first surname (without one, of the title) and the year; marked if it is taken."""
    people = creators(work)
    name = fold(surname(people[0]) if people else rich_text.plain(rich_text.marked(str(work["title"]))))
    plain = f"{re.sub('[^a-z]', '', name)[:LONGEST_NAME] or 'work'}{re.sub('[^0-9–]', '', years(work))}"
    marks = chain(("",), map(letters, count(1)))
    return next(key for key in map(plain.__add__, marks) if key not in taken)


def as_yaml(key: str, work: CslData) -> str:
    """A record as it is written in `references.yml`, with what the author is to fill in."""
    lines = [f"  - id: {_scalar(key)}"]
    for name, value in work.items():
        if isinstance(value, list):
            lines += [f"    {name}:", *(f"      - {_scalar(item)}" for item in value)]
        else:
            lines.append(f"    {name}: {_scalar(value)}")
    return "\n".join([*lines, TO_FILL_IN])


def _scalar(value: Any) -> str:
    """A value on one line."""
    written = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=float("inf"))
    return str(written).removesuffix("...\n").strip()
