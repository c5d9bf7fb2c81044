"""From a folder to a `Site`: the only module that reads files.

The configuration is read by MkDocs itself, so that inheritance, environment variables, excluded files and extensions
mean here what they mean in the build.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, get_files, set_exclusions

from xref import bibliography
from xref.bibliography import BibliographyError, references
from xref.model import START, UNREADABLE, Anchor, Finding, NavigationEntry, Page, Record, Redirect, Silence, Site
from xref.nodes import at, pairs
from xref.read import FrontMatterError, Reader, yaml_silences
from xref.schema import BIBLIOGRAPHY_FIELD

NAMING = {".yml", ".yaml", ".css", ".js", ".html", ".json", ".webmanifest"}
"""Endings of files, besides pages, that may name a picture."""
FILE_NAME = re.compile(r"[\w.@~+-]+\.\w{2,5}")


class LoadError(Exception):
    """The site cannot be read; the message says what, where and what to do."""


def load(configuration: Path) -> Site:
    """The site that a configuration file describes; raises LoadError."""
    config = _configuration(configuration)
    root = _shown(Path(config.docs_dir))
    trouble: list[Finding] = []
    records = _bibliography(Path(config.docs_dir), root, trouble)
    works = references(records or ())
    reader = Reader(config.markdown_extensions, config.mdx_configs, works, _open_snippet)
    files = get_files(config)
    set_exclusions(files, config)
    published: list[File] = [file for file in files if file.inclusion.is_included()]
    pages = (_page(file, reader, root, trouble) for file in published if file.is_documentation_page())
    return Site(
        root=root,
        configuration=_shown(configuration),
        pages={page.path: _with_works(page, records or ()) for page in pages},
        files=frozenset(file.src_uri for file in published),
        unpublished=frozenset(file.src_uri for file in files if not file.inclusion.is_included()),
        used_elsewhere=frozenset(_named_outside_pages(published, config, configuration)),
        navigation=None if config.nav is None else tuple(_navigation(_text(configuration))),
        outside_navigation=frozenset(file.src_uri for file in published if file.inclusion.is_not_in_nav()),
        redirects=tuple(_redirects(_text(configuration))),
        bibliography=records,
        silences=dict(_silences(configuration, Path(config.docs_dir) / bibliography.FILE)),
        trouble=tuple(trouble),
    )


def _silences(*paths: Path) -> Iterator[tuple[str, tuple[Silence, ...]]]:
    for path in paths:
        with suppress(OSError, UnicodeDecodeError):  # reported where it is read in earnest
            yield _shown(path), tuple(yaml_silences(_text(path)))


def within(paths: Iterable[Path], findings: Iterable[Finding]) -> list[Finding]:
    """The findings in some files and folders; all of them where none is named."""
    wanted = [_shown(path) for path in paths]
    for path, name in zip(paths, wanted, strict=True):
        if not path.exists():
            raise LoadError(f"{name}: no such file or folder")
    return [
        finding
        for finding in findings
        if not wanted or any(name in (".", finding.path) or finding.path.startswith(f"{name}/") for name in wanted)
    ]


def read_bibliography(docs: Path) -> tuple[Record, ...]:
    """The works of a documentation folder, none where it has no bibliography; raises BibliographyError."""
    path = docs / bibliography.FILE
    try:
        return bibliography.parse(_text(path)) if path.exists() else ()
    except (OSError, UnicodeDecodeError) as error:
        raise BibliographyError(_why(error)) from error


def _named_outside_pages(files: Iterable[File], config: MkDocsConfig, configuration: Path) -> Iterator[str]:
    """Files whose name stands in the configuration, a style sheet, a script or a template."""
    custom = [Path(folder) for folder in config.theme.dirs[:-1] if "site-packages" not in folder]
    templates = (path for folder in custom for path in folder.rglob("*") if path.is_file())
    assets = (Path(file.abs_src_path) for file in files if not file.is_documentation_page())
    named: set[str] = set()
    for path in (configuration, *templates, *assets):
        if path.suffix in NAMING:
            named.update(FILE_NAME.findall(path.read_text(encoding="utf-8", errors="replace")))
    return (file.src_uri for file in files if file.name + Path(file.src_uri).suffix in named)


def _bibliography(docs: Path, root: str, trouble: list[Finding]) -> tuple[Record, ...] | None:
    try:
        return read_bibliography(docs)
    except BibliographyError as error:
        trouble.append(Finding(_join(root, bibliography.FILE), error.place, str(error), UNREADABLE))
        return None


def _configuration(path: Path) -> MkDocsConfig:
    if not path.is_file():
        raise LoadError(f"{path}: no such file; name the configuration with --config")
    with _mkdocs_log() as log:
        try:
            return load_config(str(path))
        except MkDocsException as error:
            # MkDocs logs each fault and then raises a summary of none of them.
            said = [record.getMessage() for record in log if record.levelno >= logging.ERROR] or [str(error)]
            raise LoadError(f"{path}: {' '.join('; '.join(said).split())}") from error


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


def _page(file: File, reader: Reader, root: str, trouble: list[Finding]) -> Page:
    try:
        return reader.read(file.src_uri, _text(Path(file.abs_src_path)))
    except FrontMatterError as error:
        place, message = error.place, str(error)
    except (OSError, UnicodeDecodeError) as error:
        place, message = START, _why(error)
    trouble.append(Finding(_join(root, file.src_uri), place, message, UNREADABLE))
    return Page(file.src_uri)


def _with_works(page: Page, records: Iterable[Record]) -> Page:
    """The page with an anchor for each work, if it is the page that lists them all."""
    if not any(field.name == BIBLIOGRAPHY_FIELD and field.value is True for field in page.fields):
        return page
    works = tuple(Anchor(record.id, START) for record in records)
    return Page(**{**vars(page), "anchors": page.anchors + works})


def _navigation(configuration: str) -> Iterator[NavigationEntry]:
    for name, node in pairs(yaml.compose(configuration, Loader=yaml.CSafeLoader)):
        if name == "nav":
            yield from _entries(node)


def _redirects(configuration: str) -> Iterator[Redirect]:
    """The `redirect_maps` of the redirects plugin."""
    plugins = dict(pairs(yaml.compose(configuration, Loader=yaml.CSafeLoader))).get("plugins")
    listed = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for options in (dict(pairs(item)).get("redirects") for item in listed if item):
        for source, target in pairs(dict(pairs(options)).get("redirect_maps")):
            yield Redirect(source, str(target.value), at(target))


def _entries(node: yaml.Node) -> Iterator[NavigationEntry]:
    if isinstance(node, yaml.ScalarNode):
        yield NavigationEntry(node.value, at(node))
    items = node.value if isinstance(node, yaml.SequenceNode) else (value for _, value in pairs(node))
    for item in items:
        yield from _entries(item)


def _open_snippet(path: str) -> tuple[str, str]:
    return _shown(Path(path)), _text(Path(path))


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
