"""From a folder to a `Site`: the only module that reads files.

The configuration is read by MkDocs itself, so that inheritance, environment variables, excluded files and extensions
mean here what they mean in the build.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, get_files, set_exclusions

from xref import apa
from xref.model import START, Anchor, Finding, NavigationEntry, Page, Place, Record, Site
from xref.read import FrontMatterError, Reader
from xref.schema import BIBLIOGRAPHY_FIELD, missing_from

BIBLIOGRAPHY = "references.yml"
"""The bibliography's path in the documentation folder."""
UNREADABLE = "unreadable"
"""Name of the rule for what cannot be read at all."""


class CannotLoad(Exception):
    """The site cannot be read; the message says what, where and what to do."""


class BibliographyError(ValueError):
    """A bibliography that is not CSL in YAML; `place` says where."""

    def __init__(self, message: str, place: Place = START):
        super().__init__(message)
        self.place = place


def load(configuration: Path) -> Site:
    """The site that a configuration file describes."""
    config = _configuration(configuration)
    root = _shown(Path(config.docs_dir))
    trouble: list[Finding] = []
    try:
        records = bibliography(Path(config.docs_dir))
    except BibliographyError as error:
        records = None
        trouble.append(Finding(_join(root, BIBLIOGRAPHY), error.place, str(error), UNREADABLE))
    reader = Reader(config.markdown_extensions, config.mdx_configs, references(records or ()))
    files = get_files(config)
    set_exclusions(files, config)
    published = [file for file in files if file.inclusion.is_included()]
    pages = {}
    for file in filter(File.is_documentation_page, published):
        page = _page(file, reader, root)
        if isinstance(page, Finding):
            trouble.append(page)
            page = Page(file.src_uri)
        pages[file.src_uri] = _with_works(page, records or ())
    return Site(
        root=root,
        configuration=_shown(configuration),
        pages=pages,
        files=frozenset(file.src_uri for file in published),
        unpublished=frozenset(file.src_uri for file in files if not file.inclusion.is_included()),
        navigation=tuple(_navigation(configuration)) if config.nav is not None else None,
        outside_navigation=frozenset(file.src_uri for file in published if file.inclusion.is_not_in_nav()),
        bibliography=records,
        bibliography_path=BIBLIOGRAPHY,
        trouble=tuple(trouble),
    )


def references(records: Iterable[Record]) -> dict[str, apa.Reference]:
    """The complete works as they are shown, by key, with labels told apart over the whole site."""
    complete = {record.id: {**record.data, "id": record.id} for record in records if not missing_from(record.data)}
    return apa.format_references(complete.values())


def bibliography(docs: Path) -> tuple[Record, ...]:
    """The works of `references.yml`, in its order; none where there is no such file. Raises BibliographyError."""
    path = docs / BIBLIOGRAPHY
    if not path.exists():
        return ()
    try:
        node = yaml.compose(_text(path), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(mark.line + 1, mark.column + 1) if mark else START
        raise BibliographyError(f"not YAML: {getattr(error, 'problem', error)}", place) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BibliographyError(_why(error)) from error
    return tuple(_record(item) for item in _items(node))


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    if node is None:
        return []
    entries = dict(_pairs(node))
    listed = entries.get("references")
    if not isinstance(listed, yaml.SequenceNode):
        raise BibliographyError("expected 'references:' and below it a list of works, each beginning with '- id: key'")
    return listed.value


def _pairs(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key.value, value) for key, value in node.value)


def _record(node: yaml.Node) -> Record:
    place = Place(node.start_mark.line + 1, node.start_mark.column + 1)
    id = dict(_pairs(node)).get("id")
    if not isinstance(id, yaml.ScalarNode):
        raise BibliographyError("a work without an id: begin it with '- id: key'", place)
    data = yaml.SafeLoader("").construct_document(node)
    return Record(id.value, data, Place(id.start_mark.line + 1, id.start_mark.column + 1))


def _configuration(path: Path) -> MkDocsConfig:
    if not path.is_file():
        raise CannotLoad(f"{path}: no such file; name the configuration with --config")
    with _mkdocs_log() as log:
        try:
            return load_config(str(path))
        except MkDocsException as error:
            # MkDocs logs each fault and then raises a summary of none of them.
            said = [record.getMessage() for record in log if record.levelno >= logging.ERROR] or [str(error)]
            raise CannotLoad(f"{path}: {' '.join('; '.join(said).split())}") from error


@contextmanager
def _mkdocs_log() -> Iterator[list[logging.LogRecord]]:
    """What MkDocs logs meanwhile, instead of on the terminal."""
    records: list[logging.LogRecord] = []
    handler, logger = logging.Handler(), logging.getLogger("mkdocs")
    handler.emit = records.append
    logger.addHandler(handler)
    try:
        yield records
    finally:
        logger.removeHandler(handler)


def _page(file: File, reader: Reader, root: str) -> Page | Finding:
    try:
        return reader.read(file.src_uri, _text(Path(file.abs_src_path)))
    except FrontMatterError as error:
        return Finding(_join(root, file.src_uri), error.place, str(error), UNREADABLE)
    except (OSError, UnicodeDecodeError) as error:
        return Finding(_join(root, file.src_uri), START, _why(error), UNREADABLE)


def _with_works(page: Page, records: Iterable[Record]) -> Page:
    """The page with an anchor for each work, if it is the page that lists them all."""
    if not any(field.name == BIBLIOGRAPHY_FIELD and field.value is True for field in page.fields):
        return page
    works = tuple(Anchor(record.id, START) for record in records)
    return Page(**{**vars(page), "anchors": page.anchors + works})


def _navigation(configuration: Path) -> Iterator[NavigationEntry]:
    for name, node in _pairs(yaml.compose(_text(configuration), Loader=yaml.CSafeLoader)):
        if name == "nav":
            yield from _entries(node)


def _entries(node: yaml.Node) -> Iterator[NavigationEntry]:
    if isinstance(node, yaml.ScalarNode):
        yield NavigationEntry(node.value, Place(node.start_mark.line + 1, node.start_mark.column + 1))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _entries(item)
    else:
        for _, value in _pairs(node):
            yield from _entries(value)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8: save the file as UTF-8"
    return f"cannot be read: {getattr(error, 'strerror', error)}"


def _shown(path: Path) -> str:
    """A path as an author would type it here."""
    return Path(os.path.relpath(path)).as_posix()


def _join(root: str, path: str) -> str:
    return path if root == "." else f"{root}/{path}"
