"""A site as its own build had it: which files there were, and what their text was once all plugins had changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import is_markdown_file

from xref.building.passage import Passage
from xref.building.running import Builder as Builder
from xref.files import shown, text_of
from xref.model import Page
from xref.outcome import Outcome
from xref.reading import chosen
from xref.reading.originals import Originals
from xref.reading.page import Problem, body_of, sound_front_matter
from xref.reading.pages import Source
from xref.reading.yaml_positions import YamlError


@dataclass(frozen=True)
class AsBuilt:
    files: list[File]
    texts: Mapping[str, str]
    """Page -> its text as it was rendered, below the front matter of its file."""
    outcome: Outcome | None
    to_read: frozenset[str] | None = None
    """Pages; None for all."""

    def skimmed(self, source: Source) -> Page | None:
        """A page of which no more than the front matter is read; None where all is to be read.

        A notebook, which a plugin makes a page of, has none, and is judged by what was built alone.
        """
        if self.outcome and not is_markdown_file(source.path):
            return Page(source.path)
        if self.to_read is None or source.path in self.to_read or isinstance(source.text, Problem):
            return None
        try:
            return Page(source.path, sound_front_matter(source.text))
        except YamlError:
            return None

    def with_ids(self, page: Page) -> Page:
        return replace(page, built_ids=self.outcome.pages.text_ids(page.path)) if self.outcome else page


def unbuilt(found: list[File]) -> AsBuilt:
    """The files of the documentation folder, of a site that nothing but MkDocs makes."""
    return AsBuilt(found, {}, None)


def as_built(builder: Builder, config: MkDocsConfig, path: Path, found: Sequence[File]) -> AsBuilt:
    """What a build had, beside the files that were found in the documentation folder."""
    record, outcome = builder.build(path)
    files = [*record.files, *_left_out(record.files, found)]
    originals = Originals(path.parent, Path(config.docs_dir))
    texts, passages, places = {}, {}, {}
    for file in record.files:
        if file.is_documentation_page():
            original = originals.of(file)
            texts[file.src_uri], passage = _text(original, record.markdown.get(file.src_uri))
            if original and passage:
                passages[file.src_uri], places[file.src_uri] = passage.origin, shown(original)
    outcome = replace(outcome, texts=texts, origins=passages, places=places)
    return AsBuilt(files, texts, outcome, builder.pages(chosen.choice(config, path), record, outcome))


def _left_out(built: Sequence[File], found: Sequence[File]) -> Iterator[File]:
    """Files of the folder that some plugin took out."""
    names = {file.src_uri for file in built}
    for file in found:
        if file.src_uri not in names:
            file.inclusion = InclusionLevel.EXCLUDED
            yield file


def _text(original: Path | None, rendered: str | None) -> tuple[str, Passage | None]:
    """A page's text as it was rendered, and where it came from; of a page without a file, the text alone."""
    source = ""
    if original:
        with suppress(OSError, UnicodeDecodeError):
            source = text_of(original).replace("\r\n", "\n").replace("\r", "\n")
    if not source:
        return _below("", rendered or ""), None
    if rendered is None:
        return source, Passage(source, source)
    body = body_of(source)
    head = source[:body].rstrip("\n")
    # Front matter that cannot be read is text to MkDocs.
    if rendered.replace("\r\n", "\n").lstrip("\n") in (source[body:].lstrip("\n"), source):
        rendered = source
    elif not head or not rendered.startswith(head):
        above = len(source) - len(source[body:].lstrip("\n"))  # MkDocs takes blank lines out with the front matter
        rendered = _below(source[:above], rendered)
    return rendered, Passage(rendered, source)


def _below(head: str, rendered: str) -> str:
    """A text below front matter, and below one more blank line where its own beginning looks like lines of that, which
    MkDocs took out before plugins put this there."""
    whole = head + rendered
    is_text = whole.startswith("---") or not whole[len(head) : body_of(whole)].strip()
    return whole if is_text else f"{head}\n{rendered}"
