"""A page as the build has rendered it, and what a reader calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from essays.kinds import PageKind, kind_of
from essays.schema import ESSAY_FIELD, SHORT_TITLE_FIELD


@dataclass(frozen=True)
class Heading:
    id: str
    text: str
    level: int
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class BuiltPage:
    """A page as the build has rendered it."""

    path: str
    """In the documentation folder; below, from the site's root."""
    url: str
    title: str
    meta: Mapping[str, Any]
    links: tuple[str, ...] = ()
    """Addresses as they stand in the built page."""
    headings: tuple[Heading, ...] = ()
    cited: Mapping[str, int] = field(default_factory=dict)
    """Key of a work -> number of passages that cite it."""
    minutes: int = 1
    """How long it takes to read."""

    @property
    def kind(self) -> PageKind:
        return kind_of(self.meta)

    @property
    def part(self) -> int:
        """Place in the series; 0 for what is no essay."""
        return self.meta.get(ESSAY_FIELD) or 0

    @property
    def short_title(self) -> str:
        """What lists call the page."""
        return self.meta.get(SHORT_TITLE_FIELD) or self.title

    def words(self, form: str, parts: int = 0) -> str:
        """A text of the page's kind, such as its label, with the page's own words."""
        own = {"title": self.title, "short_title": self.short_title, "part": self.part, "parts": parts}
        return self.kind.of(form, own)

    @property
    def label(self) -> str:
        """What menus and search call the page, its place in the series included."""
        return self.words(self.kind.label)
