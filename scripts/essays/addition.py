"""What a series of cited essays adds to the validator: citations, records, claims, terms, help, typed front matter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from markdown.extensions import Extension

from essays import corrections, help_entries, schema, synonyms, template, verdict_changes
from essays.citing import bibliography
from essays.citing.facts import BareKey, Citation, QuotedNumber
from essays.citing.markdown import CITATION, PROBLEM, REFERENCE, Citations
from essays.citing.typed import TypedCitation, known_works
from essays.gatherer import EssayGatherer
from essays.rules import RULES
from essays.template import Placeholder
from xref.additions import Addition, Folder
from xref.model import Anchor, Page
from xref.position import START

HOOKS = Path(__file__).resolve().parents[1] / "hooks.py"
"""Through which a site's build takes part in this."""


class Essays(Addition):
    """Citations and their records, claims, terms, help, relations, and front matter that has a schema."""

    hooks = HOOKS
    facts = (Citation, BareKey, TypedCitation, QuotedNumber, Placeholder)
    rules = RULES
    generated_links = frozenset({REFERENCE})
    non_prose = frozenset({CITATION, PROBLEM})
    allows_empty_anchors = False  # who steps from link to link would stop there

    def __init__(self, folder: Folder):
        super().__init__(folder)
        self.bibliography = bibliography.read(folder, self.result)
        self.help = help_entries.read(folder, self.result)
        self.synonyms = synonyms.read(folder, self.result)
        self.verdict_changes = verdict_changes.read(folder, self.result)
        self.corrections = corrections.read(folder, self.result)
        self.template = template.read(folder)
        self.entries = bibliography.reference_entries(self.bibliography.records)
        self.known = known_works(self.bibliography.records, self.entries)
        self.gatherer = partial(EssayGatherer, known=self.known, placeholders=self.template.placeholders)
        data = (self.bibliography, self.help, self.synonyms, self.verdict_changes, self.corrections, self.template)
        self.result.data |= {type(item): item for item in data}

    @property
    def are_entries_complete(self) -> bool:
        """Whether each record makes an entry of the list of references: none is incomplete, none repeated."""
        return len(self.entries) == len(self.bibliography.records) and self.bibliography.is_whole

    def extensions(self) -> list[Extension]:
        return [Citations(self.entries)]

    def fingerprint(self) -> str:
        shown = [(key, entry.names, entry.year, entry.sort_key) for key, entry in sorted(self.entries.items())]
        known = sorted(
            (cited, sorted((key, sorted(given)) for key, given in works.items())) for cited, works in self.known.items()
        )
        return hashlib.sha256(repr([shown, known, sorted(self.template.placeholders)]).encode()).hexdigest()

    def check_fields(self, page: Page) -> Page:
        checked = replace(page, fields=tuple(replace(entry, fits=schema.fits(entry)) for entry in page.fields))
        lacks_some = (checked.field(schema.HELP_FIELD) and not self.help.is_whole) or (
            checked.field(schema.BIBLIOGRAPHY_FIELD) and not self.bibliography.is_whole
        )
        return replace(checked, is_whole=checked.is_whole and not lacks_some)

    def generated_anchors(self, page: Page) -> Iterator[Anchor]:
        fields = {entry.name: page.field(entry.name) for entry in page.fields}
        return (Anchor(id, START) for id in self.generated_ids(fields))

    def generated_ids(self, fields: Mapping[str, Any]) -> Iterator[str]:
        """The ids that templates draw on a page with these fields of front matter."""
        if fields.get(schema.BIBLIOGRAPHY_FIELD) is True:
            yield from (record.id for record in self.bibliography.records)
        if fields.get(schema.HELP_FIELD) is True:
            yield from map(help_entries.kind_id, self.help.kinds)
