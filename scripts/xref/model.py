"""What a site is, as values: no input or output, no Markdown, no MkDocs.

What a page holds by the dozen are named tuples, which are made, sent and remembered several times as fast as other
objects. Paths are relative to the documentation folder and always use "/".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from xref.configured import USUAL, Choice, NavigationEntry, Redirect
from xref.outcome import Outcome
from xref.position import NEAR, Position
from xref.reference_links import Definition, MistypedLink, ReferenceLink

Fact = TypeVar("Fact", bound=tuple[Any, ...])
Data = TypeVar("Data")

UNREADABLE, REPEATED_ADDRESS = "unreadable", "repeated-address"
"""Name that a finding carries where a file could not be read at all."""
Fix = tuple[str, str] | tuple[bytes, bytes]
"""An address as written and as it was meant; or, as bytes, a whole file as it is and as it should be."""


@dataclass(frozen=True, order=True)
class Finding:
    """Something that an author should change."""

    path: str
    """Path of the file as an author would type it, from the project's root."""
    position: Position
    message: str
    """Lower case, no full stop, the value quoted."""
    rule: str = ""
    """The rule's name, which `checking.run` fills in."""
    is_notice: bool = False
    """Whether it only says that time has passed: a notice fails nothing."""
    fix: Fix | None = field(default=None, compare=False)


class Link(NamedTuple):
    target: str
    """The address as written, still percent-encoded."""
    position: Position
    empty: bool = False
    """Whether it holds nothing that a reader could see or hear."""
    text: str = ""
    raw: bool = False
    """Whether it is raw HTML, whose addresses the build leaves as they are."""


class Image(NamedTuple):
    """Anything that the browser fetches and shows: a picture, one of its sizes, a film."""

    target: str
    """As that of a link."""
    position: Position
    alternative: str | None = None
    """None where there is no such attribute, "" where it is empty."""
    needs_alternative: bool = True
    raw: bool = False


class Anchor(NamedTuple):
    id: str
    position: Position
    heading: str = ""
    """The heading's text, if a heading has this id."""
    level: int = 0
    """1 for `h1` to 6 for `h6`; 0 for what is no heading."""
    classes: tuple[str, ...] = ()
    """Of a heading, as in `## Heading {#id .class}`."""
    is_given: bool = False
    """Whether an attribute list gives a heading its id."""
    is_drawn: bool = False
    """Whether it stands in a drawing that an extension made, so that nobody wrote it."""


class Footnote(NamedTuple):
    label: str
    position: Position


class Footnotes(NamedTuple):
    defined: tuple[Footnote, ...] = ()
    used: tuple[Footnote, ...] = ()
    undefined: tuple[Footnote, ...] = ()
    """References that stayed plain text, since nothing defines them."""
    overridden: tuple[Footnote, ...] = ()
    """Definitions whose place a later one of the same label takes."""
    empty: tuple[str, ...] = ()
    """Labels of definitions without text."""
    prefix: str = "fn:"
    """What stands before a label in the id of its note."""


class Suppression(NamedTuple):
    """A comment that suppresses one finding on the line after it: `<!-- xref-ignore rule: reason -->`."""

    rule: str
    reason: str
    position: Position


@dataclass(frozen=True)
class Field:
    """One entry of a page's front matter."""

    name: str
    value: Any
    position: Position
    items: tuple[Position, ...] = ()
    """Where each item of a list stands."""
    fits: bool = True
    """Whether the value is one that the site's schema allows; nothing but the finding that says so looks at others."""


@dataclass(frozen=True)
class Page:
    path: str
    fields: tuple[Field, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    definitions: tuple[Definition, ...] = ()
    undefined: tuple[ReferenceLink, ...] = ()
    mistyped: tuple[MistypedLink, ...] = ()
    footnotes: Footnotes = field(default_factory=Footnotes)
    suppressions: tuple[Suppression, ...] = ()
    added: Mapping[type, tuple[Any, ...]] = field(default_factory=dict)
    """What additions gathered: kind of fact -> the facts, in order."""
    is_read: bool = True
    """False where the file could not be read, so that nothing is known of the page but its path."""
    is_whole: bool = True
    """False where it may have more anchors than are known: it, or data that is drawn into it, could not be read."""
    built_ids: frozenset[str] = frozenset()
    """Ids of the built page, where that was looked at, whoever gave them."""

    def field(self, name: str) -> Any:
        """The value of a front matter field, or None where there is none that fits."""
        return next((entry.value for entry in self.fields if entry.name == name and entry.fits), None)

    def gathered(self, kind: type[Fact]) -> tuple[Fact, ...]:
        """The facts of one kind that an addition gathered."""
        return self.added.get(kind, ())

    @cached_property
    def ids(self) -> frozenset[str]:
        return self.built_ids.union(anchor.id for anchor in self.anchors)


@dataclass(frozen=True, eq=False)
class Site:
    """All that the rules may ask about. Compared by identity, and so hashable: what follows from it can be cached."""

    root: str
    """Path of the documentation folder, as in "docs"; below, that of the configuration file."""
    configuration: str
    pages: Mapping[str, Page] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    """Everything that the build publishes from the folder, pages included."""
    built: Mapping[str, str] = field(default_factory=dict)
    """Path of each published file, and of each that redirects come from -> its path in the built site."""
    unpublished: frozenset[str] = frozenset()
    """Files of the folder that the configuration leaves out of the build."""
    used_elsewhere: frozenset[str] = frozenset()
    """Files that the configuration or a style sheet names."""
    navigation: tuple[NavigationEntry, ...] | None = None
    """None where the configuration has no navigation of its own."""
    outside_navigation: frozenset[str] = frozenset()
    """Pages that the configuration says may be missing from the navigation."""
    redirects: tuple[Redirect, ...] = ()
    today: date = field(default_factory=date.today)
    moved: Callable[[str], str | None] = lambda path: None
    """Where a file that is gone stands now, as far as the history tells."""
    rules: tuple[Rule, ...] = ()
    """Those that additions bring along; comments suppress no finding of those that are named below."""
    unsuppressible: frozenset[str] = frozenset()
    data: Mapping[type, Any] = field(default_factory=dict)
    """What additions read besides the pages: type of the data -> the data."""
    base: str | None = None
    """The path that all its addresses begin with on its host, as in "/project/"; None where nobody says."""
    is_root_docs: bool = False
    """Whether the build takes an address from the root for one from the documentation folder."""
    has_attribute_lists: bool = True
    """Whether `{#id}` is read."""
    choice: Choice = USUAL
    """Which rules its configuration chooses."""
    unknown_plugins: tuple[str, ...] = ()
    """Plugins that may change pages or the navigation, so that some findings may be explained by them."""
    outcome: Outcome | None = None
    """What its own build made, where that was asked because of such plugins; then they explain nothing."""
    suppressions: Mapping[str, tuple[Suppression, ...]] = field(default_factory=dict)
    """Comments that suppress findings in files that are no pages, by path."""
    inputs: tuple[str, ...] = ()
    """The files and folders in which all stands that it was read from; none where that cannot be told."""
    variables: tuple[str, ...] = ()
    """Names of the environment variables that its configuration may take values from."""
    trouble: tuple[Finding, ...] = ()
    """What could not be read at all."""
    mismatches: tuple[Finding, ...] = ()
    """What did not fit its schema in the files of additions, each with its rule."""

    def of(self, kind: type[Data]) -> Data:
        """What an addition read of the site, by its type; KeyError on a site without that addition."""
        return cast(Data, self.data[kind])

    @cached_property
    def has_unread_pages(self) -> bool:
        """Whether some page could not be read, so that nothing can be concluded from what no page holds."""
        return not all(page.is_read for page in self.pages.values())

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Path in the built site -> path of the published file."""
        return {built: path for path, built in self.built.items()}

    def titled(self, title: str) -> Sequence[str]:
        """The paths of the pages with this title, in whatever case."""
        return self._titles.get(title.casefold(), ())

    @cached_property
    def _titles(self) -> Mapping[str, list[str]]:
        titles: dict[str, list[str]] = {}
        for page in self.pages.values():
            if title := page.field("title"):
                titles.setdefault(str(title).casefold(), []).append(page.path)
        return titles

    def finding(self, path: str, position: Position, message: str, fix: Fix | None = None) -> Finding:
        """A finding in a documentation file, or in the snippet that the place names."""
        if position.is_near:
            message, fix = f"{message}{NEAR}", None
        return Finding(position.path or self.source(path), position, message, fix=fix)

    def setting(self, position: Position, message: str, fix: Fix | None = None) -> Finding:
        """A finding in the configuration, or in the file that the place names, from which it inherits."""
        return Finding(position.path or self.configuration, position, message, fix=fix)

    def source(self, path: str) -> str:
        """The path of a documentation file as an author would type it."""
        return f"{self.root}/{path}" if self.root != "." else path


Rule = Callable[[Site], Iterator[Finding]]
"""Its docstring is the norm, a blank line and what to do; its name says what it finds: "missing-page"."""
