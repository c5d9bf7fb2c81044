"""MkDocs' events, each handed on: what happens at them stands in `publish.build`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory

from publish import edition
from publish.additions import ADDITIONS
from publish.build import Build
from publish.faults import BuildFailedError, without_template
from publish.site_name import edit_address
from xref import reporting
from xref.command import CommandError, explained
from xref.reading.pages import ReadPages, read_in_turn
from xref.watching import watch

LOG = get_plugin_logger("xref")

_build: Build
_has_begun = False
"""Whether MkDocs has taken away the pages of before, and writes new ones."""


def on_startup(command: str, **_: Any) -> None:
    watch.is_on = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _build
    try:
        moment = edition.timestamp(Path(config.config_file_path))
    except edition.EditionError as error:
        raise Abort(str(error)) from None
    if moment is None:
        LOG.info(edition.UNDATED)  # a warning would stop every strict build of a copy without its history
    # So that two builds of one commit are the same to the byte: MkDocs dates what it writes by this.
    os.environ[edition.VARIABLE] = str(moment or edition.OLDEST)
    _build = Build(config, watch.is_on)
    config.markdown_extensions = [*config.markdown_extensions, *_build.extensions]  # type: ignore[list-item]  # MkDocs types names alone and takes both
    config.edit_uri_template = edit_address(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    global _has_begun
    _has_begun = True
    _build.check_input(files)
    return _build.remove_theme_files(files)


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    _build.drop_invalid_fields(page)
    return markdown


def on_page_content(html: str, page: Page, **_: Any) -> str:
    _build.gather(page, html)
    return html


def on_env(env: Environment, files: Files, **_: Any) -> Environment:
    _build.draw(env, files)
    return env


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    nav = context["nav"]
    return context | {"menu": _build.menu(nav, None), "footer_pages": _build.footer_pages(nav)}


def on_page_context(context: dict[str, Any], page: Page, nav: Navigation, **_: Any) -> dict[str, Any]:
    return context | {"menu": _build.menu(nav, page), "footer_pages": _build.footer_pages(nav)}


def on_post_page(output: str, page: Page, **_: Any) -> str:
    return _build.check_policy(page.file.dest_uri, output)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    return _build.check_policy(template_name, output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    _build.finish()
    if watch.is_on:
        path = Path(config.config_file_path)
        for finding in watch.look(path, ADDITIONS, _reader(path.parent)):
            LOG.warning(reporting.text(finding))


def on_build_error(error: Exception, **_: Any) -> None:
    if isinstance(error, CommandError):
        raise BuildFailedError(str(error)) from None
    if isinstance(error, TemplateNotFound):
        raise BuildFailedError(without_template(str(error.name))) from None
    if isinstance(error, OSError):
        raise BuildFailedError(explained(error, otherwise="a file of the site")) from None


def on_shutdown() -> None:
    """Leave no pages that look done where a build failed, or somebody interrupted it, amid them."""
    if sys.exception() and _has_begun and not watch.is_on:  # who serves has a folder that MkDocs takes away
        with suppress(OSError):  # of what stopped the build it was told, and that may stop this as well
            clean_directory(_build.config.site_dir)


def _reader(project: Path) -> ReadPages:
    """The quick way through the pages, or the plain one where that was taken out."""
    try:
        from xref.speed import CACHE_DIR
        from xref.speed.processes import Pages
    except ImportError:
        return read_in_turn
    return Pages(project / CACHE_DIR).read
