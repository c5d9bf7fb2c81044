"""The kinds of page that a series has: one entry each says what makes it one, and how it is drawn, searched, previewed.

To add a kind: its field in `schema.py`; an entry here; for what is drawn into it, a template in `overrides/partials/`,
the data that the template sees in `publish/parts.py`, and in `addition.py` the ids that others may link to; and a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from essays.schema import (
    BIBLIOGRAPHY_FIELD,
    CLAIM_LEVEL,
    ESSAY_FIELD,
    EVIDENCE_FIELD,
    GLOSSARY_FIELD,
    HELP_FIELD,
    TERM_LEVEL,
)


@dataclass(frozen=True)
class PageKind:
    """What holds of all pages of one kind."""

    name: str
    front_matter: str = ""
    """The field of front matter that makes a page one; "" for pages of no other kind."""
    label: str = "{title}"
    """What menus and search call a page, of its `title`, `short_title` and `part`."""
    tab: str = "{title}"
    """What a tab, a history entry or a shared screen shows of it."""
    place: str = ""
    """What stands above its title, of its `part` and of how many there are."""
    drawn: Mapping[str, str] = field(default_factory=dict)
    """Element of the text into which something is drawn, as a selector -> the template that draws it."""
    holds: str = ""
    """Class of an element into which its entries are drawn; a text that has none gets one at its end."""
    drawn_at_end: str = ""
    """The template that draws what follows its text."""
    level: int = 0
    """Level of the headings that begin its entries, if essays link to them."""
    entry_type: str = ""
    """What search calls its entries; of a kind without a level, all its sections."""
    has_letters: bool = False
    """Whether its sections stand in the order of the alphabet, so that letters lead into it."""
    previews: str = ""
    """What links to its entries show before they are followed: their "text", their "verdict", or their "finding"."""
    link_words: str = ""
    """The words of the link by which a preview leads there."""
    in_footer: bool = False
    """Whether the footer and the page for lost readers lead to it."""
    on_404_page: bool = False

    def begins_entry(self, level: int) -> bool:
        """Whether a heading of that level begins an entry; 0 is the page itself."""
        return level == self.level if self.level else level > 0


KINDS = (
    PageKind(
        "essay",
        ESSAY_FIELD,
        label="Essay {part}: {short_title}",
        tab="Essay {part}",
        place="Essay {part} of {parts}",
    ),
    PageKind(
        "evidence",
        EVIDENCE_FIELD,
        drawn={".verdict-summary": "verdicts"},
        level=CLAIM_LEVEL,
        entry_type="claim",
        previews="verdict",
        link_words="To the claim",
        on_404_page=True,
    ),
    PageKind(
        "glossary",
        GLOSSARY_FIELD,
        level=TERM_LEVEL,
        entry_type="term",
        has_letters=True,
        previews="text",
        link_words="To the glossary",
        on_404_page=True,
    ),
    PageKind(
        "references",
        BIBLIOGRAPHY_FIELD,
        drawn_at_end="bibliography",
        entry_type="work",
        has_letters=True,
        previews="finding",
        link_words="To the references",
    ),
    PageKind(
        "help", HELP_FIELD, drawn={".help-entries": "help"}, holds="help-entries", in_footer=True, on_404_page=True
    ),
    PageKind("plain"),
)


def kind_of(fields: Mapping[str, Any]) -> PageKind:
    """The kind of the page with these fields of front matter."""
    return next(kind for kind in KINDS if not kind.front_matter or fields.get(kind.front_matter))
