"""The rules of a series of cited essays, a file a family."""

from __future__ import annotations

from essays.rules import (
    citations,
    claims,
    corrections,
    front_matter,
    glossary,
    help,
    oversights,
    quoted_numbers,
    relations,
    search,
    titles,
    verdict_changes,
)
from xref.model import Rule

STOP_THE_BUILD: tuple[Rule, ...] = (
    *(front_matter.unknown_field, front_matter.wrong_type, front_matter.repeated_field),
    *(help.incomplete_help, verdict_changes.incomplete_change, corrections.incomplete_correction),
    *citations.STOP_THE_BUILD,
)
"""What would leave a hole in the pages, or does not fit at the door."""

RULES: tuple[Rule, ...] = (
    *front_matter.RULES,
    *citations.RULES,
    *quoted_numbers.RULES,
    *relations.RULES,
    *glossary.RULES,
    *claims.RULES,
    *verdict_changes.RULES,
    *corrections.RULES,
    *titles.RULES,
    *oversights.RULES,
    *help.RULES,
    *search.RULES,
)
