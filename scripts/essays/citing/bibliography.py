"""The bibliography: CSL in YAML, as `references.yml` holds it, becomes records and entries of a list of references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from essays.citing import apa, rich_text
from essays.citing.csl import ALIASES, FIELDS, NOTES, settled
from essays.citing.names import surname
from essays.citing.people import CONTRIBUTORS, CREATORS
from essays.citing.wording import fold, joined
from essays.data_files import DataFile
from essays.values import ANYTHING, WRONG_TYPE, in_fields, quoted
from xref.additions import Folder, ReadResult
from xref.position import START, Position
from xref.reading.yaml_positions import node_position, pairs, value

FILE = "references.yml"
"""The bibliography's path in the documentation folder."""
LIST = "references"
"""The one field of the file: the list of works."""


@dataclass(frozen=True)
class Record:
    """One work: those of CSL's fields that fit their types."""

    id: str
    data: Mapping[str, Any]
    position: Position = START
    fits: bool = True
    """Whether all that was written fits, so that what is missing was left out on purpose."""

    @property
    def notes(self) -> dict[str, str]:
        """What the record says of the work: `sample`, `finding` and `limits`, "" where nothing."""
        return {name: self._custom.get(name) or "" for name in NOTES}

    @property
    def people(self) -> list[str]:
        """Who made it, each by all names that are known."""
        names = [name for role in {**CREATORS, **CONTRIBUTORS} for name in self.data.get(role) or ()]
        return [*dict.fromkeys(joined(" ", name.get("given"), surname(name)) for name in names)]

    @property
    def read(self) -> str:
        """How much of the work was read, as a key of `csl.READ`; "" where nothing says so."""
        return str(self._custom.get("read", ""))

    @property
    def _custom(self) -> Mapping[str, Any]:
        return self.data.get("custom") or {}


@dataclass(frozen=True)
class Bibliography:
    """The works of a site, in the order in which they stand."""

    records: tuple[Record, ...] = ()
    is_whole: bool = True
    """False where the file or the id of a record could not be read, so that a work that is not here may exist."""


def read(folder: Folder, result: ReadResult) -> Bibliography:
    """The bibliography of a documentation folder, empty where there is none."""
    file = DataFile(folder, FILE, result)
    if file.root is None:
        return Bibliography(is_whole=file.is_read)
    listed = dict(pairs(file.root)).get(LIST)
    if not isinstance(listed, yaml.SequenceNode):
        file.refuse(
            node_position(file.root),
            "expected 'references:' and below it a list of works, each beginning with '- id: key'",
        )
        return Bibliography(is_whole=False)
    faulty = file.report(in_fields(dict.fromkeys(dict(pairs(file.root))), {LIST: ANYTHING}), file.root, nested=False)
    found = [_record(file, node) for node in listed.value]
    return Bibliography(tuple(filter(None, found)), is_whole=all(found) and not faulty)


def _record(file: DataFile, node: yaml.Node) -> Record | None:
    data = value(node)
    id = data.get("id") if isinstance(data, dict) else None
    if not FIELDS["id"].accepts(id):
        file.find(WRONG_TYPE, node_position(node), _without_id(id))
        return None
    faulty = file.report(in_fields(data, FIELDS, ALIASES), node, repr(id))
    fitting = {name: item for name, item in data.items() if name not in faulty}
    at = dict(pairs(node))["id"]
    return Record(str(id), settled(fitting), node_position(at), fits=not faulty)


def _without_id(id: Any) -> str:
    if id is None:
        return "a work without an id; begin it with '- id: key'"
    return f"a work with the id {quoted(id)}; expected text without blanks, such as {FIELDS['id'].example}"


def reference_entries(records: Iterable[Record]) -> dict[str, apa.ReferenceEntry]:
    """The complete works as they are shown, by key, with labels told apart over the whole site."""
    complete = {record.id: {**record.data, "id": record.id} for record in records if not missing_from(record)}
    return apa.format_references(complete.values())


def missing_from(record: Record) -> list[str]:
    """What a work's record must hold and does not, in words; everything else may be unknown."""
    data, kind = record.data, str(record.data.get("type", ""))
    needs = {
        "a type": bool(kind),
        "a title": "title" in data,
        "an author or editor": not data.keys().isdisjoint(CREATORS),
        "a container-title": "container-title" in data or not _contained(kind),
        "a publisher or an ISBN": not data.keys().isdisjoint({"publisher", "ISBN"}) or kind != "book",
        "a URL": "URL" in data or kind != "webpage",
    }
    return [need for need, met in needs.items() if not met]


def _contained(kind: str) -> bool:
    return kind.startswith("article") or kind == "chapter"


def traits(record: Record) -> Iterator[tuple[str, ...]]:
    """What two records can share only if they are one work."""
    data = record.data
    if data.get("DOI"):
        yield "DOI", str(data["DOI"]).casefold()
    title = fold(rich_text.marked(str(data.get("title", ""))))
    if title and isinstance(data.get("issued"), Mapping):
        yield "title and year", title, str(data["issued"]["date-parts"][0][0]), str(data.get("author"))
