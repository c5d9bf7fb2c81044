"""Where help is to be found: the entries of `help.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import yaml

from essays.schema import TEXT, FieldType
from xref.entries import HelpEntry
from xref.reading.yaml_positions import node_position

FILE = "help.yml"
NEVER = "never"
SHELF_LIFE = timedelta(days=180)
"""After which an address is to be looked at again."""
CHECKED = FieldType("a date such as 2026-11-23, or never", lambda value: value == NEVER or type(value) is date)
FIELDS = {"name": TEXT, "kind": TEXT, "scope": TEXT, "purpose": TEXT, "address": TEXT, "checked": CHECKED}
"""Fields that every entry has; `seen_at`, where the page was seen, besides."""
OPTIONAL = {"seen_at": TEXT}


def parse(text: str) -> Iterator[HelpEntry]:
    """The entries in the order in which they stand; yaml.YAMLError for what is no YAML."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        data = yaml.SafeLoader("").construct_document(item)
        yield HelpEntry(data if isinstance(data, dict) else {}, node_position(item))
