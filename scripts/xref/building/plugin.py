"""The plugin `xref`: a site's own build judges what it made, and `mkdocs.yml` says by which rules."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from xref import reporting
from xref.building.judging import Parse, judge
from xref.building.markup import Markup
from xref.building.recording import LAST, Recorder
from xref.building.running import Builder, ChoosePages, all_pages
from xref.checking import asked, check
from xref.command import CommandError
from xref.reading.chosen import choice
from xref.reading.site import load

parse: Parse = Markup
choose_pages: ChoosePages = all_pages
with suppress(ImportError):  # whoever took the folder out waits longer
    from xref.speed.html_parser import QuickMarkup
    from xref.speed.suspects import suspects

    parse, choose_pages = QuickMarkup, suspects

LOG = get_plugin_logger("xref")


class Options(Config):
    select = ListOfItems(Type(str), default=[])
    """Rules and groups to look for, instead of the usual ones."""
    ignore = ListOfItems(Type(str), default=[])


class XrefPlugin(BasePlugin[Options]):
    """`plugins: [xref: {select: [broken, house], ignore: [missing-anchor]}]`

    Findings are warnings, so that a strict build fails; notices are information.
    """

    def __init__(self) -> None:
        self._recorder = Recorder()
        self._told: set[str] = set()

    def on_config(self, config: MkDocsConfig) -> None:
        if not config.config_file_path:
            raise PluginError("plugin 'xref': standard input names no folder of pages; build with --config-file FILE")
        try:
            asked(choice(config, Path(config.config_file_path)))
        except CommandError as error:
            raise PluginError(f"plugin 'xref': {error}") from None

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, **_: Any) -> None:
        self._recorder.on_nav(nav, config)

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> None:
        self._recorder.on_page_markdown(markdown, page)

    @event_priority(LAST)
    def on_env(self, env: Any, files: Files, **_: Any) -> None:
        self._recorder.on_env(env, files)

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        record, self._recorder = self._recorder.record, Recorder()
        outcome = judge(record, Path(config.site_dir), parse=parse)
        try:
            settings = {"use_directory_urls": config.use_directory_urls}
            builder = Builder(lambda _: (record, outcome), choose_pages, settings)
            site = load(Path(config.config_file_path), builder=builder)
            findings = check(site)
        except (CommandError, OSError) as error:
            LOG.error(str(error))
            return
        for finding in findings:
            if (text := reporting.text(finding)) not in self._told:  # by the build of another language
                LOG.log(logging.INFO if finding.is_notice else logging.WARNING, text)
                self._told.add(text)
