"""A page as the build has rendered it, and what a reader calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

from essays.kinds import PageKind, kind_of
from essays.schema import ESSAY_FIELD, PUBLISHED_FIELD, REVIEWED_FIELD, SHORT_TITLE_FIELD
from xref.urls import is_relative, resolve


def comparable(address: str) -> str:
    """An address from the site's root in one form: decoded, without a slash at its end, and "." for the root itself."""
    return normpath(unquote(address))


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

    def last_change(self, others: Iterable[date]) -> date | None:
        """The latest of the days that its front matter names, and of others; None where there is none."""
        named = (self.meta.get(PUBLISHED_FIELD), self.meta.get(REVIEWED_FIELD))
        return max(filter(None, (*named, *others)), default=None)

    @property
    def address(self) -> str:
        """Its address from the site's root in the form in which addresses can be compared."""
        return comparable(self.url)

    def target(self, link: str) -> str:
        """The address, in that form, of what a link on the page leads to; "" where that is no part of the site."""
        return comparable(resolve(unquote(self.url), link)) if is_relative(link) else ""

    def at(self, anchor: str) -> str:
        """The address of a section, or of the page where the id is ""."""
        return f"{self.url}#{anchor}" if anchor else self.url

    @property
    def place(self) -> str:
        """Its address from the site's root, without the ending: where files that tell of the page stand beside it."""
        return self.url.removesuffix(".html") if self.url.endswith(".html") else f"{self.url.removesuffix('./')}index"

    @property
    def kind(self) -> PageKind:
        return kind_of(self.meta)

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of its terms or claims; none where others link to no part of such a page."""
        level = self.kind.level
        return tuple(item.id for item in self.headings if item.level == level)

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
        return form.format(title=self.title, short_title=self.short_title, part=self.part, parts=parts)

    @property
    def label(self) -> str:
        """What menus and search call the page, its place in the series included."""
        return self.words(self.kind.label)
