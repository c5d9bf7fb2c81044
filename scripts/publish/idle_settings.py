"""Settings of `mkdocs.yml` that do nothing here, most of them of Material's theme, whose look is not ours.

What does something is listed, or named in a template of the theme's folder, or in a hook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from essays.addition import HOOKS
from xref.additions import Addition, Folder
from xref.model import Field, Finding, Rule, Site
from xref.position import Position
from xref.urls import split

USED = {
    "theme": {"name", "custom_dir", "static_templates", "language"},
    "extra": {
        "language",
        "repository",
        "branch",
        "book_identifier",
        "licences",
        "not_in_book",
        "short_name",
        "files",
        "let_pass",
        "contact",
        "drawings",
    },
}
"""What Python reads of a section; what templates read is found in them."""
INSTEAD = {
    "theme.features": "menu, contents, search and code have one form",
    "theme.palette": "light and dark follow each reader's system, and the colours stand at the top of site.css",
    "theme.font": "letters are each reader's own; which, stands at the top of site.css",
    "theme.logo": "the header says the site's name",
    "theme.favicon": "replace assets/favicon.svg in the theme's folder",
    "theme.icon": "icons stand in texts, as :material-account:",
    "extra.social": "write links into a page",
    "extra.analytics": "no page tells anybody who reads it",
    "extra.consent": "no page keeps anything of its reader that would have to be asked for",
    "extra.homepage": "the site's name leads to the first page",
    "plugins.offline": "every copy can be read from a disk",
    "plugins.privacy": "no page loads anything from elsewhere",
    "plugins.social": "pages have no cards",
    "plugins.tags": "pages have no tags",
    "plugins.typeset": "headings are set as they are written",
}
"""Setting -> what there is instead."""
REPOSITORY = "the links to correct a page are made of 'extra.repository' and 'extra.branch'"
OF_MKDOCS = {
    **dict.fromkeys(("repo_url", "repo_name", "edit_uri", "edit_uri_template", "remote_branch"), REPOSITORY),
    "google_analytics": INSTEAD["extra.analytics"],
}
"""Settings of MkDocs itself -> what there is instead."""
IDLE_PLUGINS = {name.removeprefix("plugins.") for name in INSTEAD if name.startswith("plugins.")}
NOTHING = {("theme", "font"): False}
"""Settings that ask for nothing if they have this value."""

Fault = tuple[Position, str]


class IdleSettings(tuple[Fault, ...]):
    """What is wrong with the settings of a site."""


def is_own_file(path: object) -> bool:
    """Whether a style sheet or script of the configuration is a file of the site, by its address."""
    address = split(str(path))
    return bool(address and address.path and not address.scheme and not address.netloc)


def faults(folder: Folder) -> Iterator[Fault]:
    """The settings of a site that do nothing, in no order."""
    read = _reading(folder)
    for section, used in USED.items():
        for setting in folder.settings.get(section, ()):
            if setting.name not in {*used, section} and not _is_read(section, setting, read):
                yield setting.position, _message(f"{section}.{setting.name}")
    for name, instead in OF_MKDOCS.items():
        for setting in folder.settings.get(name, ()):
            if setting.value and not re.search(rf"\bconfig\.{name}\b", read):
                yield setting.position, f"{name!r} does nothing here: {instead}; remove it"
    for plugin in folder.settings.get("plugins", ()):
        yield from _of_plugin(plugin)
    for section in ("extra_css", "extra_javascript"):
        for setting in folder.settings.get(section, ()):
            yield from _of_file(folder, section, setting)


def _message(setting: str) -> str:
    return f"{setting!r} does nothing here: {INSTEAD.get(setting, 'nothing reads it')}; remove it"


def _reading(folder: Folder) -> str:
    """The texts of what may read settings: templates of the theme's folder, and hooks besides our own."""
    hooks = [folder.project / hook.name for hook in folder.settings.get("hooks", ())]
    own = [hook for hook in hooks if hook.resolve() != HOOKS and hook.is_file()]
    templates = [path for path in _theme(folder).rglob("*") if path.suffix in (".html", ".xml")]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in (*templates, *own))


def _theme(folder: Folder) -> Path:
    settings = {setting.name: setting.value for setting in folder.settings.get("theme", ())}
    return folder.project / str(settings.get("custom_dir") or "no such folder")


def _is_read(section: str, setting: Field, read: str) -> bool:
    asks_nothing = (section, setting.name) in NOTHING and setting.value == NOTHING[section, setting.name]
    return asks_nothing or bool(re.search(rf"\b{section}(?:\.|\[[\"']|\.get\([\"']){re.escape(setting.name)}\b", read))


def _of_plugin(plugin: Field) -> Iterator[Fault]:
    name = plugin.name.removeprefix("material/")
    if name in IDLE_PLUGINS:
        yield plugin.position, _message(f"plugins.{name}")
    elif name == "search" and isinstance(plugin.value, Mapping):
        for option in plugin.value:
            message = f"option {option!r} of search does nothing here: the search is the site's own; remove it"
            yield plugin.position, message


def _of_file(folder: Folder, section: str, setting: Field) -> Iterator[Fault]:
    path = str(setting.value) if setting.name == "path" else setting.name
    if section == "extra_javascript" and setting.name in ("type", "async", "defer"):
        return
    if not is_own_file(path):
        yield (
            setting.position,
            f"{section} names {path!r}, which no page loads; keep a copy in assets/ of the theme's folder",
        )
    elif path not in folder.built and not (_theme(folder) / path).is_file():
        yield setting.position, f"{section} names {path!r}, and no such file is published"


def idle_setting(site: Site) -> Iterator[Finding]:
    """A setting of the site or of its theme does something; `extra_css` and `extra_javascript` name own files.

    Remove the setting; the message says what there is instead.
    """
    for position, message in site.of(IdleSettings):
        yield site.setting(position, message)


RULES: tuple[Rule, ...] = (idle_setting,)


class IdleSettingRules(Addition):
    """What of a site's configuration is of no use."""

    hooks = HOOKS
    rules = RULES

    def __init__(self, folder: Folder):
        super().__init__(folder)
        self.result.data[IdleSettings] = IdleSettings(faults(folder))
