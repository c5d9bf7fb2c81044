"""From a folder to a `Site`. Only this module and the cache read files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions

from essays import help_entries
from essays.citing import bibliography
from essays.citing.bibliography import BibliographyError, reference_entries
from essays.schema import BIBLIOGRAPHY_FIELD
from publish import guard
from xref.entries import HelpEntry, NavigationEntry, Record
from xref.model import UNREADABLE, Anchor, Finding, Page, Site, Suppression, UnsafeContent
from xref.position import START
from xref.reading import config as configuration
from xref.reading import git_renames
from xref.reading.config import LoadError
from xref.reading.page import Problem, yaml_suppressions
from xref.reading.yaml_positions import error_position
from xref.speed.page_cache import Cache
from xref.speed.processes import Renderer, Source, read_pages

LARGEST = 2_000_000
"""Bytes of a page: one that is larger was made by a program, and would take minutes."""
NAMING = {".yml", ".yaml", ".css", ".js", ".html", ".json", ".webmanifest"}
"""Endings of files, besides pages, that may name a picture."""
FILE_NAME = re.compile(r"(?<![\w.@~+-])[\w.@~+-]+\.\w{2,5}")
"""From where it begins: minified scripts hold runs of letters so long that a try from each would take minutes."""


def load(path: Path, cache: Path | None = None) -> Site:
    """The site that a configuration file describes, with the help of what a cache file remembers; raises LoadError."""
    config = configuration.read(path)
    docs = Path(config.docs_dir)
    trouble = [*_stray_links(docs)]
    records = _bibliography(docs, trouble)
    ours = configuration.is_ours(config)
    files = _files(config)
    works = reference_entries(records or ()) if ours else None
    renderer = Renderer(tuple(config.markdown_extensions), config.mdx_configs, works)
    remembered = Cache(cache)
    pages = list(_pages(files, renderer, remembered, trouble))
    return Site(
        pages={page.path: _with_works(page, records or ()) for page in pages},
        inputs=configuration.inputs(config, path) if remembered.holds(len(pages)) else (),
        bibliography=records,
        help=_help(docs, trouble) if ours else (),
        suppressions=dict(_suppressions(path, docs / bibliography.FILE, docs / help_entries.FILE)),
        moved=git_renames.moves(docs),
        unsafe_content=dict(_unsafe_content(_published(files))) if ours else {},
        is_ours=ours,
        **_configured(config, path),
        **_on_disk(files, config, path),
        trouble=tuple(trouble),
    )


def _files(config: MkDocsConfig) -> list[File]:
    with configuration.mkdocs_log():
        files = get_files(config)
        set_exclusions(files, config)
    return list(files)


def _published(files: Iterable[File]) -> list[File]:
    return [file for file in files if file.inclusion.is_included()]


def _themed(config: MkDocsConfig) -> Iterator[str]:
    """Files, besides templates, that the site's own theme folder publishes."""
    custom = config.theme.custom_dir
    for path in Path(custom).rglob("*") if custom else ():
        if path.is_file() and path.suffix not in {".html", ".py", ".pyc"} and not path.name.startswith("."):
            yield path.relative_to(custom).as_posix()


def _configured(config: MkDocsConfig, path: Path) -> dict[str, Any]:
    """The fields of a site that its configuration decides."""
    return {
        "root": shown(Path(config.docs_dir)),
        "configuration": shown(path),
        "navigation": _navigation(config, path),
        "redirects": tuple(configuration.redirects(_text(path))),
        "unknown_plugins": tuple(configuration.unknown_plugins(config)),
    }


def _on_disk(files: Sequence[File], config: MkDocsConfig, path: Path) -> dict[str, Any]:
    """The fields of a site that say which files there are."""
    published = _published(files)
    return {
        "files": frozenset(file.src_uri for file in published) | frozenset(_themed(config)),
        "built": {file.src_uri: file.dest_uri for file in published} | {path: path for path in _themed(config)},
        "unpublished": frozenset(file.src_uri for file in files if not file.inclusion.is_included()),
        "used_elsewhere": frozenset(_named_outside_pages(published, config, path)) | frozenset(_themed(config)),
        "outside_navigation": frozenset(file.src_uri for file in published if file.inclusion.is_not_in_nav()),
    }


def within(paths: Sequence[Path], findings: Iterable[Finding]) -> list[Finding]:
    """The findings in some files and folders, all of them where none is named; LoadError for one that is not there."""
    for path in paths:
        if not path.exists():
            raise LoadError(f"{path}: no such file or folder")
    wanted = [shown(path) for path in paths]
    return [finding for finding in findings if not wanted or any(_is_within(finding.path, name) for name in wanted)]


def _is_within(path: str, name: str) -> bool:
    return name in (".", path) or path.startswith(f"{name}/")


# Pages


def _pages(files: Sequence[File], renderer: Renderer, cache: Cache, trouble: list[Finding]) -> Iterator[Page]:
    files = [file for file in _published(files) if file.is_documentation_page()]
    sources = [_source(file) for file in files]
    for file, page in zip(files, read_pages(sources, renderer, cache), strict=True):
        if isinstance(page, Problem):
            trouble.append(Finding(shown(Path(file.abs_src_path)), page.position, page.message, UNREADABLE))
            page = Page(file.src_uri, is_read=False)
        yield page
    cache.save()


def _source(file: File) -> Source:
    path = Path(file.abs_src_path)
    try:
        if path.stat().st_size > LARGEST:
            return Source(file.src_uri, Problem(START, "larger than 2 MB, so not read; split the page"))
        return Source(file.src_uri, _text(path))
    except (OSError, UnicodeDecodeError) as error:
        return Source(file.src_uri, Problem(START, _why(error)))


def _with_works(page: Page, records: Iterable[Record]) -> Page:
    """The page with an anchor for each work, if it is the page that lists them all."""
    if page.field(BIBLIOGRAPHY_FIELD) is not True:
        return page
    works = tuple(Anchor(record.id, START) for record in records)
    return replace(page, anchors=page.anchors + works)


# What stands beside the pages


def read_bibliography(docs: Path) -> tuple[Record, ...]:
    """The works of a documentation folder, none where it has no bibliography; raises BibliographyError."""
    path = docs / bibliography.FILE
    try:
        return bibliography.parse(_text(path)) if path.exists() else ()
    except (OSError, UnicodeDecodeError) as error:
        raise BibliographyError(_why(error)) from error


def _bibliography(docs: Path, trouble: list[Finding]) -> tuple[Record, ...] | None:
    try:
        return read_bibliography(docs)
    except BibliographyError as error:
        trouble.append(Finding(shown(docs / bibliography.FILE), error.position, str(error), UNREADABLE))
        return None


def read_help(docs: Path) -> tuple[HelpEntry, ...]:
    """Where help is to be found, as a documentation folder has it; raises ValueError, OSError or yaml.YAMLError."""
    path = docs / help_entries.FILE
    return tuple(help_entries.parse(_text(path))) if path.exists() else ()


def _help(docs: Path, trouble: list[Finding]) -> tuple[HelpEntry, ...]:
    try:
        return read_help(docs)
    except yaml.YAMLError as error:
        position, message = error_position(error), f"not YAML: {getattr(error, 'problem', error)}"
    except (OSError, UnicodeDecodeError) as error:
        position, message = START, _why(error)
    trouble.append(Finding(shown(docs / help_entries.FILE), position, message, UNREADABLE))
    return ()


def _navigation(config: MkDocsConfig, path: Path) -> tuple[NavigationEntry, ...] | None:
    if config.nav is None:
        return None
    placed = tuple(configuration.navigation(_text(path)))
    return placed or tuple(configuration.navigation_without_places(config.nav))


def _unsafe_content(files: Sequence[File]) -> Iterator[tuple[str, tuple[UnsafeContent, ...]]]:
    """What pictures and style sheets hold that would run or load something."""
    ways = {".svg": guard.in_picture, ".css": lambda data: guard.in_style(data.decode(errors="replace"))}
    for file in files:
        path = Path(file.abs_src_path)
        if way := ways.get(path.suffix.lower()):
            yield file.src_uri, tuple(way(path.read_bytes()))


def _suppressions(*paths: Path) -> Iterator[tuple[str, tuple[Suppression, ...]]]:
    for path in paths:
        with suppress(OSError, UnicodeDecodeError):  # reported where it is read in earnest
            yield shown(path), tuple(yaml_suppressions(_text(path)))


def _stray_links(docs: Path) -> Iterator[Finding]:
    """Symbolic links that lead out of the folder; LoadError for one in a circle, which MkDocs would follow."""
    for folder, folders, names in os.walk(docs):
        for path in filter(Path.is_symlink, (Path(folder, name) for name in (*folders, *names))):
            target = Path(os.path.realpath(path))
            if path.parent.resolve().is_relative_to(target):
                raise LoadError(f"{shown(path)}: symbolic link in a circle; remove it")
            if not target.is_relative_to(docs.resolve()):
                yield Finding(shown(path), START, "symbolic link out of the documentation folder", UNREADABLE)


def _named_outside_pages(files: Sequence[File], config: MkDocsConfig, path: Path) -> Iterator[str]:
    """Files whose name stands in the configuration, a style sheet, a script or a template."""
    custom = [Path(folder) for folder in config.theme.dirs[:-1] if "site-packages" not in folder]
    templates = (item for folder in custom for item in folder.rglob("*") if item.is_file())
    assets = (Path(file.abs_src_path) for file in files if not file.is_documentation_page())
    named: set[str] = set()
    for source in (path, *templates, *assets):
        if source.suffix in NAMING:
            named.update(FILE_NAME.findall(source.read_text(encoding="utf-8", errors="replace")))
    return (file.src_uri for file in files if file.name + Path(file.src_uri).suffix in named)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8: save the file as UTF-8"
    return f"cannot be read: {getattr(error, 'strerror', error)}"


def shown(path: Path) -> str:
    """A path as an author would type it here."""
    return Path(os.path.relpath(path)).as_posix()
