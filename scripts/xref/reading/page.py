"""The one reader: a page's text becomes its facts, by way of the renderer that builds the site.

What counts as a link, an anchor, a footnote or a citation is what Python-Markdown, with the extensions of
`mkdocs.yml` and ours, turns into one. Nothing here parses Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml
from markdown import Markdown
from markdown.extensions import Extension

from essays.citing.apa import ReferenceEntry
from essays.citing.markdown import Citations
from xref.model import Field, Footnotes, Page, Suppression
from xref.position import START, Position
from xref.reading.html_facts import SUPPRESSION, collect
from xref.reading.markdown_probes import unmark_ids, watch_addresses, watch_footnotes, watch_references
from xref.reading.snippets import marked_snippets
from xref.reading.source_positions import SourcePositions
from xref.reading.yaml_positions import error_position, node_position
from xref.speed.renderer_patch import speed_up

FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
"""As MkDocs delimits it."""


def extensions(references: Mapping[str, ReferenceEntry]) -> list[Extension]:
    """Our own Markdown extensions, for the build and for the validator alike."""
    return [Citations(references)]


@dataclass(frozen=True)
class Problem:
    """Why a page could not be read."""

    position: Position
    message: str


class FrontMatterError(ValueError):
    """Front matter that is not a YAML mapping; `place` says where."""

    def __init__(self, message: str, position: Position):
        super().__init__(message)
        self.position = position


class Reader:
    """Reads pages with the extensions named in the site's configuration."""

    def __init__(
        self,
        names: Sequence[str | Extension],
        configs: Mapping[str, Any],
        references: Mapping[str, ReferenceEntry] | None,
    ):
        """Without `references`, our own extensions are left out, as they are from the site's build."""
        ours = [] if references is None else extensions(references)
        self._with_unsafe_content = references is not None  # on sites of others, texts are not ours to judge
        self._markdown = Markdown(extensions=[*names, *ours], extension_configs=configs)
        speed_up(self._markdown)
        unmark_ids(self._markdown)
        self._definitions = watch_references(self._markdown)
        self._addresses = watch_addresses(self._markdown)
        self._overridden_footnotes = watch_footnotes(self._markdown)

    def read(self, path: str, text: str) -> Page | Problem:
        """The facts of one page, or why it has none."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        try:
            fields, body = front_matter(text)
            positions = SourcePositions()
            self._addresses.seen.clear()
            with marked_snippets(self._markdown, positions):
                html = self._markdown.reset().convert(positions.add(text, body=body).lstrip("\n"))
        except FrontMatterError as error:
            return Problem(error.position, str(error))
        except RecursionError:
            return Problem(START, "nested too deeply to be rendered")
        except Exception as error:
            return Problem(START, f"cannot be rendered: {type(error).__name__}: {error}")
        page = self._page(path, fields, html, positions)
        return replace(page, suppressions=(*yaml_suppressions(text[:body]), *page.suppressions))

    def _page(self, path: str, fields: tuple[Field, ...], html: str, positions: SourcePositions) -> Page:
        found = collect(html, positions, self._addresses.seen, self._with_unsafe_content)
        return Page(
            path,
            fields,
            links=tuple(found.links),
            images=tuple(found.images),
            anchors=tuple(found.anchors),
            definitions=self._definitions.definitions(positions),
            undefined=tuple(found.undefined),
            footnotes=Footnotes(
                defined=tuple(found.footnotes_defined),
                used=tuple(found.footnotes_used),
                undefined=tuple(found.footnotes_undefined),
                overridden=self._overridden_footnotes(positions),
            ),
            citations=tuple(found.citations),
            quoted_numbers=tuple(found.quoted_numbers),
            suppressions=tuple(found.suppressions),
            unsafe_content=tuple(found.unsafe_content),
        )


def yaml_suppressions(text: str) -> Iterator[Suppression]:
    """The comments of a YAML text that suppress a finding: `# xref-ignore rule: reason`."""
    for number, line in enumerate(text.split("\n"), 1):
        comment = line.partition("#")
        if not comment[0].strip() and (match := SUPPRESSION.fullmatch(comment[2])):
            yield Suppression(match["rule"], match["reason"], Position(number, len(comment[0]) + 1))


def front_matter(text: str) -> tuple[tuple[Field, ...], int]:
    """The fields of a page's front matter, each with its place, and the offset at which the body begins."""
    match = FRONT_MATTER.match(text)
    if not match:
        return (), 0
    try:
        node = yaml.compose(match[1], Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise FrontMatterError(
            f"front matter is not YAML: {getattr(error, 'problem', error)}", error_position(error, 1)
        ) from error
    if node and not isinstance(node, yaml.MappingNode):
        raise FrontMatterError("front matter is not a list of 'name: value'", node_position(node, 1))
    return tuple(_field(key, value) for key, value in (node.value if node else ())), match.end()


_VALUES = yaml.SafeLoader("")


def _field(key: yaml.Node, value: yaml.Node) -> Field:
    items = value.value if isinstance(value, yaml.SequenceNode) else ()
    return Field(
        str(key.value),
        _VALUES.construct_document(value),
        node_position(key, 1),
        tuple(node_position(item, 1) for item in items),
    )
