"""Notes what a build makes of each page, once all other plugins had their say."""

from __future__ import annotations

from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page

from xref.reading.snippets import appended
from xref.urls import base_of

LAST = -1000
NAVIGATION_FILES = {"literate-nav": "nav_file"}
"""Plugin -> its option that names pages which it reads as navigation."""
WIKI = {"roamlinks"}
"""Plugins that make links of `[[words]]`, and leave what they find no page for as it was typed."""


@dataclass
class Record:
    """What one build made; one that builds a site in several languages adds up."""

    markdown: dict[str, str] = field(default_factory=dict)
    """Path of a page -> its text as it was rendered, without front matter."""
    contents: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Path of a built page -> the path of the page, and its HTML without the theme."""
    navigated: set[str] = field(default_factory=set)
    """Pages that the navigation holds."""
    navigation_links: set[str] = field(default_factory=set)
    """Its addresses that are those of no page."""
    navigation_files: set[str] = field(default_factory=set)
    """Names of pages whose links to folders stand for the navigation of those."""
    has_wiki_links: bool = False
    base: str | None = None
    """The path that all addresses of the site begin with."""
    redirects: dict[str, str] = field(default_factory=dict)
    """Those of the redirects plugin, as hooks left them."""
    appended: list[str] = field(default_factory=list)
    """Texts that the renderer adds to every page."""
    _collections: list[Files] = field(default_factory=list)

    def note(self, files: Files) -> None:
        """Keep how a plugin looks files up now: one that builds several languages does so by that which it is at."""
        kept = copy(files)
        vars(kept).update({name: copy(value) for name, value in vars(files).items() if isinstance(value, BasePlugin)})
        self._collections.append(kept)

    @property
    def files(self) -> list[File]:
        """All files, each path once, as the first language has it."""
        return list({file.src_uri: file for files in reversed(self._collections) for file in files}.values())

    @property
    def published(self) -> frozenset[str]:
        """Paths in the built site of all files that the build knew, in every language; what is written last is none."""
        return frozenset(file.dest_uri for files in self._collections for file in files)

    def built(self, path: str) -> tuple[str, ...]:
        """Where a file is in the built site, as the build looks it up: a translation may stand for what is written."""
        with suppress(ValueError):  # plugins look it up by ways of their own, and not all paths can be
            found = (files.get_file_from_path(path) for files in self._collections)
            return tuple(dict.fromkeys(file.dest_uri for file in found if file))
        return ()

    def lacks(self, page: str, path: str) -> bool:
        """Whether no language that a page is built in has a file, though another may have it."""
        with suppress(ValueError):
            own = [files for files in self._collections if page in files.src_uris]
            return bool(own) and not any(files.get_file_from_path(path) for files in own)
        return False


class Recorder(BasePlugin):  # type: ignore[type-arg]  # it takes no options
    """The last of all plugins; it changes nothing."""

    def __init__(self) -> None:
        self.record = Record()

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, **_: Any) -> None:
        with suppress(OSError, ValueError):  # the renderer says so itself
            self.record.appended = appended(config.mdx_configs)
        self.record.base = base_of(config.site_url)
        self.record.has_wiki_links |= not WIKI.isdisjoint(config.plugins)
        plugins = [name for name in NAVIGATION_FILES if name in config.plugins]
        self.record.navigation_files |= {config.plugins[name].config[NAVIGATION_FILES[name]] for name in plugins}
        self.record.redirects |= _redirects(config)
        self.record.navigated |= {page.file.src_uri for page in nav.pages}
        self.record.navigation_links |= {item.url for item in _links(nav.items)}

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> None:
        self.record.markdown.setdefault(page.file.src_uri, markdown)

    @event_priority(LAST)
    def on_env(self, env: Any, files: Files, **_: Any) -> None:
        self.record.note(files)
        for file in files.documentation_pages():
            if file.page and file.page.content is not None:
                self.record.contents[file.dest_uri] = file.src_uri, file.page.content


def _redirects(config: MkDocsConfig) -> dict[str, str]:
    plugin = config.plugins.get("redirects")
    return {source: str(target) for source, target in plugin.config.get("redirect_maps", {}).items()} if plugin else {}


def _links(items: list[Any]) -> list[Link]:
    """The navigation's links, in whatever depth."""
    children = [link for item in items for link in _links(item.children or [])]
    return [*(item for item in items if isinstance(item, Link)), *children]
