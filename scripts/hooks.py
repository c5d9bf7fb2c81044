"""MkDocs' events, each handed on: nothing but this file, and the reading of the configuration, knows MkDocs."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from posixpath import dirname, join

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from essays import page_data
from essays.citing.bibliography import BibliographyError, reference_entries
from essays.citing.markdown import Citations
from essays.page_data import BuiltPage
from essays.rules import citations
from essays.schema import (
    BIBLIOGRAPHY_FIELD,
    CLAIM_LEVEL,
    EVIDENCE_FIELD,
    GLOSSARY_FIELD,
    HELP_FIELD,
    TERM_LEVEL,
)
from publish import csp, downloads, edition, previews, search, sections, typography
from publish.typography import minutes, picture_size, trim_css
from xref import reporting
from xref.checking import run
from xref.reading.html_facts import collect
from xref.reading.page import extensions
from xref.reading.site import load, read_bibliography, read_help
from xref.reading.source_positions import SourcePositions
from xref.watching import watch

LOG = get_plugin_logger("xref")
SYNONYMS = "synonyms.yml"
VERDICTS_GO_HERE = '<div class="verdict-summary"></div>'
DOWNLOADS_GO_HERE = '<div class="downloads"></div>'
HELP_GOES_HERE = '<div class="help-entries"></div>'


class _Build:
    """What one build gathers on its way from page to page."""

    def __init__(self, config: MkDocsConfig):
        self.records = read_bibliography(Path(config.docs_dir))
        self.help = read_help(Path(config.docs_dir))
        self.references = reference_entries(self.records)
        self.extensions = extensions(self.references)
        self.citations = next(item for item in self.extensions if isinstance(item, Citations))
        self.pages: dict[str, BuiltPage] = {}
        self.previews: dict[str, previews.Preview] = {}
        self.sections: dict[str, list[sections.Section]] = {}
        self.synonyms = search.read_synonyms(Path(config.docs_dir) / SYNONYMS)
        self.sound = len(self.references) == len(self.records)  # none incomplete, none repeated

    def gather(self, page: Page, html: str) -> BuiltPage:
        self.sound = self.sound and not self.citations.problems
        found = collect(html, SourcePositions())
        facts = tuple(found.links), tuple(found.anchors), dict(self.citations.cited)
        built = BuiltPage(page.file.src_uri, page.url, page.title, page.meta, *facts)
        self.pages[built.path] = built
        return built


_build: _Build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _build
    # So that two builds of one commit are the same to the byte: MkDocs dates what it writes by this.
    try:
        os.environ[edition.VARIABLE] = str(edition.timestamp(Path(config.config_file_path).parent))
        _build = _Build(config)
    except BibliographyError:
        _stop(config)
    except (search.SynonymsError, edition.EditionError) as error:
        raise Abort(str(error)) from None
    config.markdown_extensions = [*config.markdown_extensions, *_build.extensions]
    if repository := config.extra.get("repository"):
        config.edit_uri_template = f"{repository}/edit/main/docs/{{path}}"
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish what the documentation folder holds: pages use none of the theme's own files."""
    for file in [file for file in files if file.src_dir in config.theme.dirs]:
        files.remove(file)
    return files


def on_startup(command: str, **_) -> None:
    watch.is_on = command == "serve"


def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    previews.write(site, _build.previews)
    pages = _build.pages.values()
    search.write(site, _build.sections, page_data.names(pages), page_data.kinds(pages), _build.synonyms)
    _keep_csp(site)
    if watch.is_on:
        for finding in watch.look(Path(config.config_file_path)):
            LOG.warning(reporting.text(finding))


def on_page_content(html: str, page: Page, **_) -> str:
    built = _build.gather(page, html)
    # MkDocs would miss the anchors that templates draw.
    drawn = page_data.addresses(built, _build.references, bool(page.meta.get(BIBLIOGRAPHY_FIELD)))
    page.present_anchor_ids = (page.present_anchor_ids or set()).union(drawn)
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """All pages are rendered, none is drawn yet: the moment at which each can be told of the others."""
    if not _build.sound:
        _stop(config)
    env.filters["trim_css"] = trim_css
    env.filters["csp"] = _csp
    env.filters["typography"] = partial(_typography, docs=Path(config.docs_dir))
    for page in (file.page for file in files.documentation_pages() if file.page):
        _add_parts_of_the_text(page, env, downloads.links(config.site_url or ""))
        _add_parts_below_the_text(page)
        _build.sections[page.url] = sections.of_page(page.content, page.title, page.meta)
    return env


def _add_parts_of_the_text(page: Page, env: Environment, links: list[dict[str, str]]) -> None:
    """Into the content itself, so that search knows them too."""

    def draw(template: str, **part: object) -> str:
        return env.get_template(f"partials/{template}.html").render(page=page, base_url=".", **part)

    built = _build.pages[page.file.src_uri]
    if DOWNLOADS_GO_HERE in page.content:
        page.content = page.content.replace(DOWNLOADS_GO_HERE, draw("downloads", links=links))
    if page.meta.get(BIBLIOGRAPHY_FIELD):
        works = page_data.works(_build.records, _build.references, _build.pages.values())
        _build.previews.update(previews.works(works))
        page.content += draw("bibliography", works=works)
    if page.meta.get(HELP_FIELD):
        page.content = page.content.replace(HELP_GOES_HERE, draw("help", kinds=page_data.help_by_kind(_build.help)))
    if page.meta.get(GLOSSARY_FIELD):
        _build.previews.update(previews.terms(page.url, page.content))
        page.content = _with_essays(built, page.content, TERM_LEVEL, draw)
    if page.meta.get(EVIDENCE_FIELD):
        _build.previews.update(previews.claims(page.url, page_data.claims_by_id(built).values()))
        summary = draw("verdicts", verdicts=page_data.verdicts(built))
        page.content = _with_essays(built, page.content, CLAIM_LEVEL, draw).replace(VERDICTS_GO_HERE, summary)


def _with_essays(page: BuiltPage, html: str, level: int, draw: Callable[..., str]) -> str:
    """Each term or claim with the essays that link to it, and a claim with its verdict."""
    essays = page_data.essays_by_anchor(_build.pages.values())
    claims = page_data.claims_by_id(page)

    def below_heading(id: str) -> str:
        return draw("verdict", **claims[id]) if id in claims else ""

    def note(id: str) -> str:
        return draw("essays", essays=essays.get((page.url, id), []))

    return page_data.with_notes(html, level, note, below_heading)


def _add_parts_below_the_text(page: Page) -> None:
    built = _build.pages[page.file.src_uri]
    found = {"related": page_data.related(built, _build.pages.values()), "minutes": minutes(page.content)}
    if built.part:
        found |= page_data.evidence_behind(built, _build.pages.values())
    if built.cited and not page.meta.get(BIBLIOGRAPHY_FIELD):
        found["references"] = page_data.page_references(built.cited, _build.references)
        top = page.toc.items[0].children if page.toc.items else page.toc.items
        top.append(AnchorLink("References", "references", 2))
    page.meta["xref"] = found


def _typography(html: str, page: Page, docs: Path) -> str:
    """For templates: a page's content as it is read."""

    def size(address: str) -> str:
        path = docs / join(dirname(page.file.src_uri), address)
        return picture_size(path) if path.is_file() else ""

    is_essay = _build.pages[page.file.src_uri].part
    return typography.apply(html, size, page.meta["xref"].get("references", []) if is_essay else None)


def _csp(style: str) -> str:
    """For templates: the policy of pages with this style; none under `make serve`, where it would forbid reloading."""
    return "" if watch.is_on else csp.policy(style)


def _keep_csp(site: Path) -> None:
    try:
        csp.check(site)
    except csp.PolicyError as error:
        raise Abort(str(error)) from None


def _stop(config: MkDocsConfig) -> None:
    """End the build with what the validator says of its citations."""
    site = load(Path(config.config_file_path))
    findings = sorted({*site.trouble, *run(site, citations.STOP_THE_BUILD)})
    raise Abort("\n".join(map(reporting.text, findings)))
