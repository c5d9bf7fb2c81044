"""Under which licences the site's text and code are: `extra.licences` of the configuration, and their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from essays.data_files import part_name
from essays.values import HTTPS, TEXT, WRONG_TYPE, Mismatch, list_of, mapping
from publish.guard.addresses import of_address
from publish.text import plain
from xref.command import CommandError

SETTING = "licences"
FIELDS = {"name": TEXT, "spdx": TEXT, "address": HTTPS, "file": TEXT}
SCHEMA = list_of(mapping(FIELDS, "a licence", "{name: MIT, ...}"), "a list of licences", "[{name: MIT, ...}]")


class LicenceError(CommandError):
    """The setting does not fit; the message says why."""


@dataclass(frozen=True)
class Licence:
    name: str
    """As it stands in the configuration's `copyright`."""
    spdx: str
    """Its identifier in the list of SPDX, https://spdx.org/licenses/."""
    address: str
    file: str
    """The file that holds its text, from the project's folder."""
    text: str

    @property
    def published(self) -> str:
        """Where its text stands on the site, from the site's root."""
        return f"{Path(self.file).name.removesuffix('.txt')}.txt"


def read(config: MkDocsConfig) -> tuple[Licence, ...]:
    """The licences of a site, its text's own first; none where the configuration names none.

    Raises LicenceError.
    """
    found = config.extra.get(SETTING) or []
    for fault in faults(found):
        raise LicenceError(f"mkdocs.yml: {fault}")
    for entry in found:
        if entry["name"] not in _copyright(config):
            raise _error(f": {entry['name']!r} is not named in 'copyright'; readers would not hear of it")
    known = tuple(_licence(entry, Path(config.config_file_path).parent) for entry in found)
    texts = {(licence.published, licence.text) for licence in known}
    if len({name for name, _ in texts}) < len(texts):
        raise _error(": two of the files have the same name, of which the site could publish one; rename one of them")
    return known


def faults(setting: Any) -> Iterator[str]:
    """What is wrong with the setting by itself."""
    mismatches = list(SCHEMA.mismatches(setting))
    yield from (f"extra.{SETTING}: {_where(mismatch)}{mismatch.message}" for mismatch in mismatches)
    for nth, entry in enumerate([] if mismatches else setting, 1):
        if missing := [name for name in FIELDS if name not in entry]:
            yield f"extra.{SETTING}: licence {nth} lacks {', '.join(missing)}"
        yield from (f"extra.{SETTING}: {message}" for _, message, _ in of_address(entry.get("address", "")))


def _where(mismatch: Mismatch) -> str:
    """Which field does not fit, unless the message says that itself."""
    name = part_name(mismatch.path)
    return f"{name} " if name and mismatch.rule == WRONG_TYPE else ""


def rights(config: MkDocsConfig) -> str:
    """The configuration's `copyright` as plain text, with the address of each licence behind its name."""
    return "".join(f"{words} ({licence.address})" if licence else words for words, licence in pieces(config))


def pieces(config: MkDocsConfig) -> Iterator[tuple[str, Licence | None]]:
    """The configuration's `copyright` as plain text, parted where it names a licence first; of names within each other
    it is the longest that is meant."""
    unnamed = {licence.name: licence for licence in read(config)}
    names = "|".join(map(re.escape, sorted(unnamed, key=len, reverse=True)))
    for words in re.split(f"({names})", _copyright(config)) if names else [_copyright(config)]:
        yield words, unnamed.pop(words, None)


def _copyright(config: MkDocsConfig) -> str:
    return plain(config.copyright or "")


def _licence(entry: Mapping[str, Any], project: Path) -> Licence:
    try:
        # No file of whoever builds is published: neither one from elsewhere nor one that git or an editor keeps here.
        path = (project / entry["file"]).resolve().relative_to(project.resolve())
        if any(part.startswith(".") for part in path.parts):
            raise ValueError
        text = (project / path).read_text(encoding="utf-8")
    except (OSError, ValueError):  # which a path is that holds U+0000, and a text that is not UTF-8
        raise _error(f": {entry['file']!r} is no file of text in the project's folder") from None
    return Licence(**entry, text=text)


def _error(said: str) -> LicenceError:
    return LicenceError(f"mkdocs.yml: extra.{SETTING}{said}")
