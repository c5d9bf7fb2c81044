"""From a folder to a `Site`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions

from xref.additions import Addition, Additions, Folder
from xref.files import shown, text_of, where_unreadable, why_closed, why_misnamed, why_unreadable
from xref.model import UNREADABLE, Finding, Page, Site, Suppression
from xref.position import START
from xref.reading import addressed, chosen, git_renames
from xref.reading import config as configuration
from xref.reading.as_built import AsBuilt, Builder, as_built, unbuilt
from xref.reading.folders import closed_folders, displaced, overwritten, stray_links, unreadable
from xref.reading.page import Problem, yaml_suppressions
from xref.reading.pages import ReadPages, Renderer, Source, read_in_turn
from xref.reading.template_errors import template_error
from xref.urls import base_of

LARGEST = 2_000_000
"""Bytes of a page: one that is larger was made by a program, and would take minutes."""
NAMING = {".yml", ".yaml", ".css", ".js", ".html", ".json", ".webmanifest"}
"""Endings of files, besides pages, that may name a picture."""
FILE_NAME = re.compile(r"(?<![\w.@~+-])[\w.@~+-]+\.\w{2,5}")
"""From where it begins: minified scripts hold runs of letters so long that a try from each would take minutes."""


def load(
    path: Path, additions: Additions = (), read_pages: ReadPages = read_in_turn, builder: Builder | None = None
) -> Site:
    """The site that a configuration file describes, with what is added to it; raises LoadError and OSError.

    The builder is asked for what a site with unknown plugins comes to; without it, that stays unknown.
    """
    config = configuration.read(path, **(builder.settings if builder else {}))
    files, trouble = _files(config, additions)
    is_built = configuration.unknown_plugins(config, additions)
    built = as_built(builder, config, path, files) if builder and is_built else unbuilt(files)
    folder = folder_of(config, built.files)
    added = tuple(make(folder) for make in configuration.used(config, additions))
    renderer = Renderer(configuration.extensions(config), config.mdx_configs, added)
    pages = [_with_checked_fields(built.with_ids(page), added) for page in _pages(built, renderer, read_pages, trouble)]
    return Site(
        pages={page.path: page for page in pages},
        outcome=built.outcome,
        inputs=configuration.inputs(config, path),
        variables=tuple(sorted(configuration.variables(path))),
        moved=git_renames.moves(Path(config.docs_dir)),
        **_added(added, path, [*trouble, *overwritten(Path(config.docs_dir), built.files)]),
        **_configured(config, path, additions),
        **_on_disk(built.files, folder, config, path, _named(pages)),
    )


def _added(added: Sequence[Addition], path: Path, trouble: Sequence[Finding]) -> dict[str, Any]:
    """The fields of a site that its additions decide, and what could not be read."""
    readings = [addition.result for addition in added]
    found = [finding for result in readings for finding in result.findings]
    return {
        "rules": tuple(rule for addition in added for rule in addition.rules),
        "unsuppressible": frozenset().union(*(addition.unsuppressible for addition in added)),
        "data": {kind: data for result in readings for kind, data in result.data.items()},
        "suppressions": dict(chain([_suppressions(path)], *(result.suppressions.items() for result in readings))),
        "trouble": (*trouble, *(finding for finding in found if finding.rule == UNREADABLE)),
        "mismatches": tuple(finding for finding in found if finding.rule != UNREADABLE),
    }


def folder(config: MkDocsConfig) -> Folder:
    """The documentation folder of a site, outside a build."""
    return folder_of(config, _files(config)[0])


def folder_of(config: MkDocsConfig, files: Iterable[File]) -> Folder:
    """The documentation folder as additions see it; MkDocs knows which of its files are published."""
    docs = Path(config.docs_dir)
    published = [file for file in _published(files) if file.src_dir == config.docs_dir]
    built = {file.src_uri: file.dest_uri for file in published}
    without = dict(unusable(published))
    assets = [file.src_uri for file in published if not file.is_documentation_page() and file not in without]
    written = [*configuration.files(Path(config.config_file_path))]
    return Folder(
        docs, shown(docs), built, assets, configuration.extra(config), configuration.settings(config), written
    )


def unusable(files: Iterable[File]) -> Iterator[tuple[File, str]]:
    """Files that would be published and cannot be, and why: no address can name them, or nobody can open them."""
    for file in _published(files):
        if why := why_misnamed(file.src_uri) or (why_closed(file.abs_src_path) if file.abs_src_path else ""):
            yield file, why


def _with_checked_fields(page: Page, additions: Iterable[Addition]) -> Page:
    """A page with its fields judged, and with the anchors that templates will draw."""
    for addition in additions:
        page = addition.check_fields(page)
        page = replace(page, anchors=(*page.anchors, *addition.generated_anchors(page)))
    return page


def _files(config: MkDocsConfig, additions: Additions = ()) -> tuple[list[File], list[Finding]]:
    """The files of the documentation folder, and what cannot be read there, or may not."""
    docs = Path(config.docs_dir)
    stray = list(stray_links(docs))
    allowed = all(addition.allows_stray_links for addition in configuration.used(config, additions))
    trouble = [*(() if allowed else stray), *closed_folders(docs)]
    with configuration.mkdocs_log() as log:
        files = get_files(config)
        set_exclusions(files, config)
    trouble.extend(displaced(docs, log))
    trouble.extend(unreadable(_path_of(file), why) for file, why in unusable(files))
    return list(files), trouble


def _published(files: Iterable[File]) -> list[File]:
    return [file for file in files if file.inclusion.is_included()]


def _themed(config: MkDocsConfig) -> Iterator[str]:
    """Files, besides templates, that the site's own theme folder publishes."""
    custom = config.theme.custom_dir or ""
    for path in Path(custom).rglob("*") if custom else ():
        if path.is_file() and path.suffix not in {".html", ".py", ".pyc"} and not path.name.startswith("."):
            yield path.relative_to(custom).as_posix()


def _configured(config: MkDocsConfig, path: Path, additions: Additions) -> dict[str, Any]:
    """The fields of a site that its configuration decides."""
    return {
        "root": shown(Path(config.docs_dir)),
        "configuration": shown(path),
        "navigation": addressed.navigation(config, path, chosen.is_root_docs(path, "nav")),
        "redirects": tuple(addressed.redirects(path)),
        "base": base_of(config.site_url),
        "is_root_docs": chosen.is_root_docs(path),
        "has_attribute_lists": "attr_list" in config.markdown_extensions,
        "choice": chosen.choice(config, path),
        "unknown_plugins": tuple(configuration.unknown_plugins(config, additions)),
    }


def _on_disk(
    files: Sequence[File], folder: Folder, config: MkDocsConfig, path: Path, named: set[str]
) -> dict[str, Any]:
    """The fields of a site that say which files there are."""
    published = _published(files)
    return {
        "files": frozenset(file.src_uri for file in published) | frozenset(_themed(config)),
        "built": {
            **_redirected(config, path),
            **{path: path for path in (*_themed(config), *config.theme.static_templates, "sitemap.xml.gz")},
            **{file.src_uri: file.dest_uri for file in published},
        },
        "unpublished": frozenset(file.src_uri for file in files if not file.inclusion.is_included()),
        "used_elsewhere": frozenset(_used_elsewhere(published, folder, config, path, named))
        | frozenset(_themed(config))
        | frozenset(file.src_uri for file in published if not _path_of(file).is_relative_to(config.docs_dir)),
        "outside_navigation": frozenset(file.src_uri for file in published if file.inclusion.is_not_in_nav()),
    }


def _redirected(config: MkDocsConfig, path: Path) -> dict[str, str]:
    """The pages that the redirects plugin makes, none of which can be linked by its source."""
    sources = (redirect.source for redirect in addressed.redirects(path))
    return {source: File(source, "", "", config.use_directory_urls).dest_uri for source in sources}


# Pages


def _pages(built: AsBuilt, renderer: Renderer, read_pages: ReadPages, trouble: list[Finding]) -> Iterator[Page]:
    files = [file for file in _published(built.files) if file.is_documentation_page()]
    sources = [_source(file, built.texts) for file in files]
    pages: dict[str, Page | Problem] = {}
    pages.update((source.path, skimmed) for source in sources if (skimmed := built.skimmed(source)))
    wanted = [source for source in sources if source.path not in pages]
    pages.update(zip([source.path for source in wanted], read_pages(wanted, renderer), strict=True))
    for file in files:
        page = pages[file.src_uri]
        if isinstance(page, Problem):
            trouble.append(Finding(shown(_path_of(file)), page.position, page.message, UNREADABLE))
            page = page.page or Page(file.src_uri, is_read=False, is_whole=False)
        yield page


def _path_of(file: File) -> Path:
    return Path(file.abs_src_path or "")  # none has only what a plugin makes in memory, and none runs here


def _source(file: File, texts: Mapping[str, str]) -> Source:
    """A page's text; one of `texts` counts before that of its file."""
    path = _path_of(file)
    try:
        if (rendered := texts.get(file.src_uri)) is not None:
            return Source(file.src_uri, template_error(rendered, path) or rendered)
        if why := why_misnamed(file.src_uri):
            return Source(file.src_uri, Problem(START, why))
        if path.stat().st_size > LARGEST:
            return Source(file.src_uri, Problem(START, "larger than 2 MB, so not read; split the page"))
        return Source(file.src_uri, text_of(path))
    except (OSError, UnicodeDecodeError) as error:
        return Source(file.src_uri, Problem(where_unreadable(error), why_unreadable(error)))


# What stands beside the pages


def _suppressions(configuration: Path) -> tuple[str, tuple[Suppression, ...]]:
    return shown(configuration), tuple(yaml_suppressions(text_of(configuration)))


def _named(pages: Iterable[Page]) -> set[str]:
    """Names of files in front matter."""
    return {name for page in pages for entry in page.fields for name in FILE_NAME.findall(str(entry.value))}


def _used_elsewhere(
    files: Sequence[File], folder: Folder, config: MkDocsConfig, path: Path, named: set[str]
) -> Iterator[str]:
    """Files whose name stands in front matter, the configuration, a style sheet, a script or a template."""
    custom = [Path(place) for place in config.theme.dirs[:-1] if "site-packages" not in place]
    templates = (item for place in custom for item in place.rglob("*") if item.is_file())
    named = set(named)
    for source in (path, *templates, *(folder.path / name for name in folder.assets)):
        if source.suffix in NAMING:
            named.update(FILE_NAME.findall(source.read_text(encoding="utf-8", errors="replace")))
    return (file.src_uri for file in files if file.name + Path(file.src_uri).suffix in named)
