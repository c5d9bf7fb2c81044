"""What a site may add to the validator: Markdown extensions, facts of its own, data files, rules. By default, nothing.

An addition is a subclass of `Addition`, made anew for each reading of a site. The command and the build hand the
classes to `reading.site.load`; nothing in this package knows one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from markdown.extensions import Extension

from xref.facts import Facts
from xref.model import Anchor, Field, Finding, Page, Rule, Suppression
from xref.position import Position
from xref.reading.source_positions import SourcePositions

Attributes = Mapping[str, str | None]


@dataclass(frozen=True)
class Folder:
    """A site's documentation folder, as an addition sees it while the site is read."""

    path: Path
    shown_path: str
    """As an author would type it."""
    built: Mapping[str, str] = field(default_factory=dict)
    """Path of each published file in the folder -> its path in the built site."""
    assets: Sequence[str] = ()
    """Those of them that are no pages."""
    extra: Mapping[str, Field] = field(default_factory=dict)
    """What `extra` of the configuration says, for additions to read."""
    settings: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    """Key of the configuration file -> what stands right below it there."""
    configuration: Sequence[Path] = ()
    """The configuration file, and behind it those from which it inherits."""

    @property
    def project(self) -> Path:
        """The folder of the configuration."""
        return self.configuration[0].parent

    def shown(self, name: str) -> str:
        """The path of a file as an author would type it."""
        return f"{self.shown_path}/{name}" if self.shown_path != "." else name


class ParserState(Protocol):
    """What a gatherer may ask about the page that goes by."""

    facts: Facts
    """What was gathered so far; a gatherer may add anchors."""
    positions: SourcePositions
    last: Position
    """Where what was met last stands in the source, and the mark that says so."""
    last_mark: str

    @property
    def letters_so_far(self) -> int:
        """Letters of the current paragraph so far."""


class Gatherer:
    """Watches the HTML of one page go by and gathers facts of its own in `facts`."""

    def __init__(self, state: ParserState):
        self.state = state
        self.facts: list[Any] = []

    def page(self, html: str, marked: str) -> None:
        """Look at the page as a whole, as the build renders it and with the marks, before its elements go by."""

    def element(self, tag: str, attributes: Attributes) -> Collection[str]:
        """Look at a start tag; return the attributes that this gatherer answers for, so that nobody else need."""
        return ()

    def paragraph(self, text: str) -> None:
        """Look at the running text of a block."""

    def comment(self, text: str) -> None:
        """Look at a comment."""


@dataclass
class ReadResult:
    """What an addition found on its way: data for its rules, and what could not be read."""

    data: dict[type, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    """Each with its rule: `unreadable`, or one of the addition's."""
    suppressions: dict[str, tuple[Suppression, ...]] = field(default_factory=dict)
    """Comments in its files that suppress findings, by the file's shown path."""


class Addition:
    """One thing that a site adds. What is not overridden adds nothing."""

    hooks: Path | None = None
    """The hook file by which a site's build takes part: the addition is used where `hooks` of mkdocs.yml names it, and
    nowhere as long as this is None."""
    facts: tuple[type, ...] = ()
    """Named tuples that its gatherer gathers."""
    gatherer: Callable[[ParserState], Gatherer] | None = None
    rules: tuple[Rule, ...] = ()
    unsuppressible: frozenset[str] = frozenset()
    """Names of rules whose findings no comment suppresses."""
    generated_links: frozenset[str] = frozenset()
    """Classes of the links that its extensions draw: no author wrote them."""
    non_prose: frozenset[str] = frozenset()
    """Classes of the elements that its extensions draw into sentences: their words are not the sentence's."""
    allows_stray_links = True
    """Whether a symbolic link may lead out of the documentation folder, as many sites have one to their README."""
    allows_empty_anchors = True
    """Whether `[](){#id}` may stand for a place that others link to."""

    def __init__(self, folder: Folder):
        self.result = ReadResult()

    def extensions(self) -> Sequence[Extension]:
        """Markdown extensions, made anew at each call."""
        return ()

    def fingerprint(self) -> str:
        """Changes whenever the same text may give other facts."""
        return ""

    def check_fields(self, page: Page) -> Page:
        """The page with those fields marked that do not fit."""
        return page

    def generated_anchors(self, page: Page) -> Iterable[Anchor]:
        """The anchors that the build's templates will draw on a page."""
        return ()


Additions = Sequence[type[Addition]]
"""What the command and the build hand over."""
