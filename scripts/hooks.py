"""MkDocs' events, each handed on: nothing but this file, and the reading of the configuration, knows MkDocs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from xref import load, parts, report
from xref.bibliography import BibliographyError, references
from xref.check import citations, run
from xref.citations import Citations, reference_id
from xref.read import extensions
from xref.schema import BIBLIOGRAPHY_FIELD


class _Build:
    """What one build gathers on its way from page to page."""

    def __init__(self, config: MkDocsConfig):
        self.records = load.read_bibliography(Path(config.docs_dir))
        self.references = references(self.records)
        self.extensions = extensions(self.references)
        self.citations = next(item for item in self.extensions if isinstance(item, Citations))
        self.citing: dict[str, parts.CitingPage] = {}
        self.sound = len(self.references) == len(self.records)  # none incomplete, none repeated

    def gather(self, page: Page) -> None:
        self.sound = self.sound and not self.citations.problems
        if self.citations.cited:
            self.citing[page.file.src_uri] = parts.CitingPage(page.url, page.title, dict(self.citations.cited))

    def cited_on(self, page: Page) -> Iterable[str]:
        citing = self.citing.get(page.file.src_uri)
        return citing.cited if citing else ()


_build: _Build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _build
    try:
        _build = _Build(config)
    except BibliographyError:
        _stop(config)
    config.markdown_extensions = [*config.markdown_extensions, *_build.extensions]
    if repository := config.extra.get("repository"):
        config.edit_uri_template = f"{repository}/edit/main/docs/{{path}}"
    return config


def on_page_content(html: str, page: Page, **_) -> str:
    _build.gather(page)
    _announce_anchors(page)
    return html


def _announce_anchors(page: Page) -> None:
    """Tell MkDocs of the ids that templates will draw, so that it does not miss them."""
    drawn = {reference_id(key) for key in _build.cited_on(page)}
    if page.meta.get(BIBLIOGRAPHY_FIELD):
        drawn |= _build.references.keys()
    page.present_anchor_ids = (page.present_anchor_ids or set()) | drawn


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """All pages are rendered, none is drawn yet: the moment at which each can be told of the others."""
    if not _build.sound:
        _stop(config)
    for page in (file.page for file in files.documentation_pages() if file.page):
        _hand_over(page, env)
    return env


def _hand_over(page: Page, env: Environment) -> None:
    if page.meta.get(BIBLIOGRAPHY_FIELD):
        works = parts.works(_build.records, _build.references, _build.citing.values())
        # Into the content itself, so that search knows the works too.
        page.content += env.get_template("partials/bibliography.html").render(works=works, page=page, base_url=".")
    elif citing := _build.citing.get(page.file.src_uri):
        page.meta["xref"] = {"references": parts.page_references(citing.cited, _build.references)}
        top = page.toc.items[0].children if page.toc.items else page.toc.items
        top.append(AnchorLink("References", "references", 2))


def _stop(config: MkDocsConfig) -> None:
    """End the build with what the validator says of its citations."""
    site = load.load(Path(config.config_file_path))
    findings = sorted({*site.trouble, *run(site, citations.STOP_THE_BUILD)})
    raise Abort("\n".join(map(report.text, findings)))
