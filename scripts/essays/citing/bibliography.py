"""The bibliography: CSL in YAML, as `references.yml` holds it, becomes records and references."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from essays.citing import apa
from essays.schema import missing_from
from xref.entries import Record
from xref.position import START, Position
from xref.reading.yaml_positions import error_position, node_position, pairs

FILE = "references.yml"
"""The bibliography's path in the documentation folder."""


class BibliographyError(ValueError):
    """A bibliography that is not CSL in YAML; `place` says where."""

    def __init__(self, message: str, position: Position = START):
        super().__init__(message)
        self.position = position


def parse(text: str) -> tuple[Record, ...]:
    """The works in the order in which they stand; raises BibliographyError."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise BibliographyError(f"not YAML: {getattr(error, 'problem', error)}", error_position(error)) from error
    listed = dict(pairs(node)).get("references")
    if not isinstance(listed, yaml.SequenceNode):
        raise BibliographyError("expected 'references:' and below it a list of works, each beginning with '- id: key'")
    return tuple(map(_record, listed.value))


def _record(node: yaml.Node) -> Record:
    id = dict(pairs(node)).get("id")
    if not isinstance(id, yaml.ScalarNode):
        raise BibliographyError("a work without an id: begin it with '- id: key'", node_position(node))
    return Record(id.value, yaml.SafeLoader("").construct_document(node), node_position(id))


def reference_entries(records: Iterable[Record]) -> dict[str, apa.ReferenceEntry]:
    """The complete works as they are shown, by key, with labels told apart over the whole site."""
    complete = {record.id: {**record.data, "id": record.id} for record in records if not missing_from(record.data)}
    return apa.format_references(complete.values())
