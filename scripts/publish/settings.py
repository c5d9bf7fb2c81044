"""What `extra` of the configuration says of whom readers can tell: typed at the door, since every page shows it.

extra:
  repository: https://github.com/someone/essays
  contact: mailto:essays@example.org
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from essays.addition import HOOKS
from publish import licences
from publish.guard.addresses import of_address
from xref.additions import Addition, Folder
from xref.model import Field, Finding, Site

EXPECTED = {
    "repository": (re.compile(r"https?://[^\s/@?#]+(?:/[^\s?#]*)?"), "the repository's https address"),
    "contact": (
        re.compile(r"https://[^\s/@]+(?:/\S*)?|mailto:[^\s@,?&]+@[^\s@,?&]+\.[^\s@,?&]+"),
        "an https address or `mailto:` with one mailbox",
    ),
}
"""Setting -> its form, and that form in words."""


class Settings(tuple[tuple[Field, str], ...]):
    """The settings that do not fit, each with what is wrong."""


def faults(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with settings: name and message. One that is missing or empty is not used."""
    for name, (form, words) in EXPECTED.items():
        value = settings.get(name)
        if value in (None, ""):
            continue
        if not (isinstance(value, str) and form.fullmatch(value)):
            yield name, f"extra.{name} is {value!r}; expected {words}, or nothing"
        else:
            yield from ((name, f"extra.{name}: {message}") for _, message, _ in of_address(value))
    yield from ((licences.SETTING, fault) for fault in licences.faults(settings.get(licences.SETTING) or []))


def wrong_setting(site: Site) -> Iterator[Finding]:
    """If `extra.repository` is set it is an https address, `extra.contact` that or `mailto:`, `extra.licences` a list.

    Correct the setting in the configuration, or leave it empty.
    """
    for field, message in site.of(Settings):
        yield site.setting(field.position, message)


class SettingRules(Addition):
    """Addresses and licences that every page shows."""

    hooks = HOOKS
    rules = (wrong_setting,)
    unsuppressible = frozenset({"wrong-setting"})

    def __init__(self, folder: Folder):
        super().__init__(folder)
        values = {name: field.value for name, field in folder.extra.items()}
        self.result.data[Settings] = Settings((folder.extra[name], message) for name, message in faults(values))
