"""The one reader: a page's text becomes its facts, by way of the renderer that builds the site.

What counts as a link, an anchor, a footnote or a citation is what Python-Markdown, with the extensions of
`mkdocs.yml` and those of the site's additions, turns into one. Nothing here parses Markdown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from mkdocs.utils.meta import get_data

from xref.additions import Addition
from xref.model import Field, Footnotes, Page, Suppression
from xref.position import START, Position
from xref.reading.html_facts import SUPPRESSION, Collector
from xref.reading.markdown_probes import WatchedFootnotes, unmark_ids, unmark_slugs, watch_addresses, watch_references
from xref.reading.snippets import marked_snippets
from xref.reading.source_positions import SourcePositions, strip
from xref.reading.yaml_positions import Invalid, YamlError, compose, key_text, node_position, value

FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
"""As MkDocs delimits it."""
AMISS = re.compile(r"(?s)(?P<above>(?:\s|<!--(?:(?!-->).)*-->)*)-{3}[ \t]*\n[ \t]*[A-Za-z_]\w*:(?:\s|\Z)")
WITHOUT_START = re.compile(r"(?:[-=_*]+[ \t]*\n)?(?:[A-Za-z_]\w*:(?:[ \t][^\n]*)?\n){2,}-{3}[ \t]*(?:\n|\Z)")
"""What was meant to be front matter and is delimited otherwise; MkDocs would print it, or take a part of it."""


@dataclass(frozen=True)
class Problem:
    """Why a page could not be read, or not as it was meant; and what it is to MkDocs then, if anything."""

    position: Position
    message: str
    page: Page | None = None


class Reader:
    """Reads pages with the extensions named in the site's configuration, and with those of the site's additions."""

    def __init__(
        self, names: Sequence[str | Extension], configs: Mapping[str, Any], additions: Sequence[Addition] = ()
    ):
        added = [extension for addition in additions for extension in addition.extensions()]
        self.additions = additions
        self.markdown = Markdown(extensions=[*names, *added], extension_configs=configs)
        self.collector = Collector
        unmark_ids(self.markdown)
        unmark_slugs(self.markdown)
        self._definitions = watch_references(self.markdown)
        self._addresses = watch_addresses(self.markdown)
        self._footnotes = WatchedFootnotes(self.markdown)

    def read(self, path: str, text: str) -> Page | Problem:
        """The facts of one page, or why it has none."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        try:
            fields, body = front_matter(text)
            if self.additions:
                refuse_amiss(text)
            else:
                _refuse_invalid(fields)
        except YamlError as error:
            as_text = self._rendered(path, text, (), 0) if not self.additions and _is_text_to_mkdocs(text) else None
            return Problem(error.position, str(error), as_text if isinstance(as_text, Page) else None)
        return self._rendered(path, text, fields, body)

    def _rendered(self, path: str, text: str, fields: tuple[Field, ...], body: int) -> Page | Problem:
        """The facts of a page whose body begins at an offset, or why it cannot be rendered."""
        try:
            positions = SourcePositions()
            marked = positions.add(text, body=body).lstrip("\n")
            plain = self.markdown.reset().convert(strip(marked)) if self.additions and positions.are_in_tags else None
            self._addresses.seen.clear()
            with marked_snippets(self.markdown, positions):
                html = self.markdown.reset().convert(marked)
            page = self._page(path, fields, self._collect(html, plain, positions), positions)
        except RecursionError:
            return Problem(START, "nested too deeply to be rendered")
        except Exception as error:
            return Problem(START, f"cannot be rendered: {type(error).__name__}: {' '.join(str(error).split())}")
        return replace(page, suppressions=(*yaml_suppressions(text[:body]), *page.suppressions))

    def _collect(self, html: str, plain: str | None, positions: SourcePositions) -> Collector:
        """Read the HTML of a page, in which the marks stand; `plain` is the same without them, where that differs."""
        read = self.collector(positions, self._addresses.seen, self._footnotes.prefix, self.additions)
        for gatherer in read.gatherers:
            gatherer.page(strip(html) if plain is None else plain, html)
        read.feed(html)
        read.close()
        return read

    def _page(self, path: str, fields: tuple[Field, ...], read: Collector, positions: SourcePositions) -> Page:
        found = read.facts
        return Page(
            path,
            fields,
            links=tuple(found.links),
            images=tuple(found.images),
            anchors=tuple(found.anchors),
            definitions=self._definitions.definitions(positions),
            undefined=tuple(found.undefined),
            mistyped=tuple(found.mistyped),
            footnotes=Footnotes(
                defined=tuple(found.footnotes_defined),
                used=tuple(found.footnotes_used),
                undefined=tuple(found.footnotes_undefined),
                overridden=self._footnotes.overridden(positions),
                empty=self._footnotes.empty,
                prefix=self._footnotes.prefix,
            ),
            suppressions=tuple(found.suppressions),
            added=_by_kind(fact for gatherer in read.gatherers for fact in gatherer.facts),
        )


def yaml_suppressions(text: str) -> Iterator[Suppression]:
    """The comments of a YAML text that suppress a finding: `# xref-ignore rule: reason`."""
    for number, line in enumerate(text.split("\n"), 1):
        comment = line.partition("#")
        if not comment[0].strip() and (match := SUPPRESSION.fullmatch(comment[2])):
            yield Suppression(match["rule"], match["reason"], Position(number, len(comment[0]) + 1))


def front_matter(text: str) -> tuple[tuple[Field, ...], int]:
    """The fields of a page's front matter, each with its place, and the offset at which the body begins.

    What stands between two rules, and is no mapping, is text to MkDocs; to an author too if an empty line comes first.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        return (), body_of(text)
    is_rule = match[1].startswith("\n")
    try:
        node = compose(match[1], above=1)
    except YamlError as error:
        if is_rule:
            return (), 0
        joint = " is " if str(error).startswith("not ") else ": "
        raise YamlError(f"front matter{joint}{error}", error.position) from error
    if node and not isinstance(node, yaml.MappingNode):
        if is_rule:
            return (), 0
        raise YamlError("front matter is not a list of 'name: value'", node_position(node, 1))
    return tuple(_field(key, value) for key, value in (node.value if node else ())), match.end()


def body_of(text: str) -> int:
    """The offset at which a page's body begins to MkDocs, which drops the lines `name: value` at the top of a page
    without front matter, whatever stands in them, and the blank lines below."""
    match = FRONT_MATTER.match(text)
    return match.end() if match else len(text) - len(get_data(text)[0])


def refuse_amiss(text: str) -> None:
    """Raise YamlError for front matter that does not begin in the first line, or never ends."""
    if FRONT_MATTER.match(text):
        return
    if WITHOUT_START.match(text):
        raise YamlError("front matter has no beginning; let the first line be '---'", START)
    found = AMISS.match(text)
    if found:
        if found["above"]:
            raise YamlError("front matter begins at the first letter of a page; remove what is above it", START)
        raise YamlError("front matter has no end; put a line '---' below it", START)


def _field(key: yaml.Node, node: yaml.Node) -> Field:
    items = node.value if isinstance(node, yaml.SequenceNode) else ()
    places = tuple(node_position(item, 1) for item in items)
    return Field(key_text(key), value(node), node_position(key, 1), places)


def sound_front_matter(text: str) -> tuple[Field, ...]:
    """The fields of a page's front matter; raises YamlError for what MkDocs cannot read."""
    fields, _ = front_matter(text)
    _refuse_invalid(fields)
    return fields


def _refuse_invalid(fields: Sequence[Field]) -> None:
    """Raise YamlError for a value that makes MkDocs drop all front matter in silence."""
    for entry in fields:
        if isinstance(entry.value, Invalid) and entry.value.is_forbidden:
            raise YamlError(f"front matter: {entry.name!r} is {entry.value.text!r}: {entry.value.why}", entry.position)


def _is_text_to_mkdocs(text: str) -> bool:
    """Whether a build renders front matter that cannot be used, and the page below it, as one text."""
    return bool(get_data(text)[0] == text)


def _by_kind(facts: Iterable[Any]) -> dict[type, tuple[Any, ...]]:
    found: dict[type, list[Any]] = defaultdict(list)
    for fact in facts:
        found[type(fact)].append(fact)
    return {kind: tuple(those) for kind, those in found.items()}
