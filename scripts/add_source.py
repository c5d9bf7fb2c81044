"""Add the works of a BibTeX, RIS or CSL-JSON file to docs/references.yml, each as a record in its place.

What was found, on whom and with which limits is left to fill in; the validator reports a record until that is done. A
line on standard output names each record that was added. Exit status: 0, or 2 if nothing was, and a line says why.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from essays.citing import bibliography
from essays.citing.bibliography import Record, traits
from essays.citing.exchange import as_yaml, key_for, works_of
from xref.additions import Folder, ReadResult
from xref.command import CommandError, run
from xref.files import required_text_of
from xref.writing import rewrite


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "file", type=Path, nargs="?", help='ends in .bib, .ris or .json; `make source FILE="My works.bib"`'
    )
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the documentation folder (default: docs)")
    options = parser.parse_args(arguments)
    return run(lambda: _add(options.file, options.docs))


def _add(given: Path | None, docs: Path) -> int:
    if not given:
        raise CommandError("FILE is missing; write: make source FILE=export.bib")
    file, path = given.expanduser(), docs / bibliography.FILE
    before = required_text_of(path)
    known = _records(docs)
    added: list[Record] = []
    text = before
    for work in works_of(file):
        key = key_for(work, {record.id for record in [*known, *added]})
        added.append(_new(Record(key, work), [*known, *added], file))
        text = _with(text, key, as_yaml(key, work))
    keys = {record.id for record in added}
    _require_keys(path, text, keys | {record.id for record in known})
    rewrite(path, text.encode())
    for key, line in _lines(text).items():
        if key in keys:
            print(f"{path}:{line}: added [@{key}]; compare it with the work, and fill in what stands under 'custom'")
    return 0


def _records(docs: Path) -> tuple[Record, ...]:
    """The records that are there; raises CommandError where the file does not fit, since anything might be in it."""
    result = ReadResult()
    found = bibliography.read(Folder(docs, docs.as_posix()), result)
    if not found.is_whole:
        first = min(result.findings)
        where = f"{first.path}:{first.position.line}:{first.position.column}"
        raise CommandError(f"{where}: {first.message}; mend that first")
    return found.records


def _new(record: Record, known: Sequence[Record], file: Path) -> Record:
    """The record, unless it is there already."""
    wanted = set(traits(record))
    for other in known:
        if shared := next((trait for trait in traits(other) if trait in wanted), None):
            title = str(record.data["title"])
            raise CommandError(f"{file}: {title!r} is {other.id!r} already: the same {shared[0]}; nothing was added")
    return record


ENTRY = re.compile(r"(?:^[ ]{2}#[^\n]*\n)*^[ ]{2}- id: ['\"]?(?P<key>[^\s'\"]+)['\"]?[ ]*$", re.MULTILINE)
"""The first line of a record, and comments that stand above it."""


def _with(text: str, key: str, record: str) -> str:
    """The text of the bibliography with a record before the first whose key comes after its own."""
    later = next((entry for entry in ENTRY.finditer(text) if entry["key"] > key), None)
    if later:
        return f"{text[: later.start()]}{record}\n{text[later.start() :]}"
    return f"{text.rstrip()}\n\n{record}"


def _require_keys(path: Path, text: str, keys: set[str]) -> None:
    """Raise CommandError unless the text has the works of these keys; laid out in another way, it would not."""
    try:
        found = [record["id"] for record in yaml.safe_load(text)[bibliography.LIST]]
    except (yaml.YAMLError, TypeError, KeyError):
        found = []
    if sorted(map(str, found)) != sorted(keys):
        raise CommandError(f"{path}: not laid out as '  - id: key' and below it '    type: book'; add the work by hand")


def _lines(text: str) -> dict[str, int]:
    """Key of each record -> the line on which it begins."""
    return {entry["key"]: text.count("\n", 0, entry.start("key")) + 1 for entry in ENTRY.finditer(text)}


if __name__ == "__main__":
    sys.exit(main())
