"""What search knows: the sections that Material's search plugin gathered, as one script that is loaded on first use.

A script, since a page read from a disk may load nothing else. It sets

    siteSearchIndex = {"entries": [["glossary.html#compersion", "Glossary", "Compersion", "Gladness ...", "term"]],
                       "synonyms": [["consensual non-monogamy", "CNM"]]}

where an entry is its address from the site's root, the page's name, its own title, its text and its kind ("term",
"work" or "").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import yaml

from publish.text import plain

PLACE = "search/index.js"
GATHERED = "search/search_index.json"

Synonyms = list[list[str]]


class SynonymsError(Exception):
    """The file of synonyms cannot be used; the message says why."""


def read_synonyms(path: Path) -> Synonyms:
    """Groups of words and phrases that stand for one another; none where there is no file."""
    if not path.exists():
        return []
    try:
        groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SynonymsError(f"{path}: cannot be read: {' '.join(str(error).split())}") from None
    if not isinstance(groups, list) or not all(map(_is_group, groups)):
        raise SynonymsError(f"{path}: is not a list of groups such as [consensual non-monogamy, CNM]")
    return groups


def _is_group(group: object) -> bool:
    return isinstance(group, list) and len(group) > 1 and all(isinstance(words, str) and words for words in group)


def write(site: Path, names: Mapping[str, str], kinds: Mapping[str, str], synonyms: Synonyms) -> None:
    """Replace what the plugin gathered by our own index; `names` and `kinds` are by the address of a page."""
    gathered = site / GATHERED
    if not gathered.exists():
        return  # the plugin is off, and so is search
    sections = json.loads(gathered.read_text(encoding="utf-8"))["docs"]
    entries = [_entry(section, names, kinds) for section in sections]
    index = json.dumps({"entries": entries, "synonyms": synonyms}, ensure_ascii=False, separators=(",", ":"))
    (site / PLACE).write_text(f"globalThis.siteSearchIndex = {index}\n", encoding="utf-8")
    gathered.unlink()


def _entry(section: Mapping[str, str], names: Mapping[str, str], kinds: Mapping[str, str]) -> list[str]:
    page, _, anchor = section["location"].partition("#")
    kind = kinds.get(page, "") if anchor else ""
    return [section["location"], names.get(page, ""), plain(section["title"]), plain(section["text"]), kind]
