"""What `extra` of the configuration says of the site and of whom readers can tell: typed at the door.

extra:
  repository: https://github.com/someone/essays
  contact: mailto:essays@example.org
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from essays.addition import HOOKS
from essays.data_files import REPEATED_FIELD, repeated_keys
from essays.values import CONTROLS, MARKUP, can_be_seen, quoted, shown_as_typed
from publish import licences
from publish.guard.addresses import of_address
from xref.additions import Addition, Folder
from xref.command import CommandError
from xref.files import shown
from xref.model import Field, Finding, Site
from xref.reading.config import composed
from xref.reading.yaml_positions import key_text, node_position
from xref.rules.suggestions import did_you_mean

ADDRESS = re.compile(r"""https?://[^\s/@?#"'<>\\]+(?:/[^\s?#"<>\\]*)?""")
EXPECTED = {
    "repository": (ADDRESS, "the repository's https address"),
    "contact": (
        re.compile(r"https://[^\s/@]+(?:/\S*)?|mailto:[^\s@,?&]+@[^\s@,?&]+\.[^\s@,?&]+"),
        "an https address or `mailto:` with one mailbox",
    ),
    "language": (re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"), "the tag of a language, such as en-GB"),
    "short_name": (re.compile(r"[^\n]*\S[^\n]*"), "text on one line"),
    "branch": (re.compile(r"[^\s~^:?*\[\\]+"), "the name of a branch"),
    "book_identifier": (re.compile(r"(?i)[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"), "a UUID"),
}
"""Setting -> its form, and that form in words."""
SHOWN = ("site_name", "site_description", "site_author", "copyright")
"""Settings of MkDocs' own that readers see as text."""
NO_SIGN = re.compile(rf"{CONTROLS.pattern}|[\ud800-\udfff\ufffe\uffff]")
"""What YAML can write, and neither a page nor a book can hold."""
LEFT_OUT = "not_in_book"
LISTS = {LEFT_OUT: "a list of pages, as [privacy.html]"}
"""Setting that is a list of texts -> that in words."""


class SettingError(CommandError):
    """A setting does not fit; the message says why."""


class Settings(tuple[tuple[Field, str], ...]):
    """The settings that do not fit, each with what is wrong."""


def faults(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with settings: name and message. One that is missing or empty is not used."""
    for name, (form, words) in EXPECTED.items():
        value = settings.get(name)
        if value in (None, ""):
            continue
        if not (type(value) in (str, int) and form.fullmatch(str(value))):
            yield name, f"extra.{name} is {value!r}; expected {words}, or nothing"
        elif name in ("repository", "contact"):
            yield from ((name, f"extra.{name}: {message}") for _, message, _ in of_address(value))
    for name, words in LISTS.items():
        value = settings.get(name) or []
        if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            yield name, f"extra.{name} is {value!r}; expected {words}, or nothing"
    yield from ((licences.SETTING, fault) for fault in licences.faults(settings.get(licences.SETTING) or []))


def unknown_pages(folder: Folder) -> Iterator[tuple[Field, str]]:
    """The pages that a book is to do without and that the site has not, and why they stand there."""
    setting = folder.extra.get(LEFT_OUT)
    built = {path for path in folder.built.values() if path.endswith(".html")}
    names = setting.value if setting and isinstance(setting.value, list) else ()
    for nth, name in enumerate(names):
        if setting and isinstance(name, str) and name not in built:
            hint = did_you_mean(name, built)
            place = replace(setting, position=(setting.items or (setting.position,) * len(names))[nth])
            yield place, f"extra.{LEFT_OUT} names {name!r}, and no such page is published{hint}"


def typed(folder: Folder) -> Iterator[tuple[Field, str]]:
    """The settings that readers see as text and that hold Markdown, which is not read there."""
    shown = [(name, field) for name in SHOWN for field in folder.settings.get(name, ())]
    shown += [(f"extra.{name}", field) for name, field in folder.extra.items() if name == "short_name"]
    for name, field in shown:
        read = (MARKUP,) if name == "copyright" else ()  # whose tags and entities become plain text
        if isinstance(field.value, str) and (said := shown_as_typed(field.value, *read)):
            yield field, f"{name} {said}"


def require_site(config: MkDocsConfig) -> None:
    """Raise SettingError where the site has no name, or an address that is none, which MkDocs lets pass."""
    for name in SHOWN:
        if found := NO_SIGN.search(config[name] or ""):
            raise SettingError(f"mkdocs.yml: {name} holds {found[0]!r}, which no page may hold; type it anew")
    for path in config.extra_css:
        if not isinstance(path, str):
            raise SettingError(f"mkdocs.yml: extra_css names {path!r}; expected the path of a style sheet")
    if not can_be_seen(config.site_name):
        raise SettingError("mkdocs.yml: site_name is empty; every page and copy is called by it")
    if config.site_url and not ADDRESS.fullmatch(config.site_url):
        raise SettingError(
            f"mkdocs.yml: site_url is {config.site_url!r}; expected one as https://example.org/essays/, or nothing"
        )


def wrong_setting(site: Site) -> Iterator[Finding]:
    """A setting of `extra` has the form that is asked for, pages that it names are published, names are words alone.

    Correct the setting in the configuration, or leave it empty.
    """
    for field, message in site.of(Settings):
        yield site.setting(field.position, message)
    for entry in site.navigation or ():
        if said := shown_as_typed(entry.title):
            yield site.setting(entry.position, f"the title of this entry {said}")


def repeated(folder: Folder) -> Iterator[Finding]:
    """Settings that stand in the configuration already; MkDocs drops the first of two without a word."""
    for file in folder.configuration:
        node = composed(file)
        for key in repeated_keys(node) if node else ():
            message = f"field {quoted(key_text(key))} again, and what stood there before is lost"
            yield Finding(shown(file), node_position(key), message, REPEATED_FIELD)


class SettingRules(Addition):
    """Addresses and licences that every page shows."""

    hooks = HOOKS
    rules = (wrong_setting,)
    unsuppressible = frozenset({"wrong-setting"})

    def __init__(self, folder: Folder):
        super().__init__(folder)
        self.result.findings += repeated(folder)
        values = {name: field.value for name, field in folder.extra.items()}
        found = [(folder.extra[name], message) for name, message in faults(values)]
        self.result.data[Settings] = Settings([*found, *typed(folder), *unknown_pages(folder)])
