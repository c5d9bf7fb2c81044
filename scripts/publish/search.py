"""What search knows: the sections of all pages, as one script that is loaded on first use.

A script, since a page read from a disk may load nothing else. It sets

    siteSearchIndex = {"entries": [["glossary.html#compersion", "Glossary", "Compersion", "Gladness ...", "term"]],
                       "synonyms": [["consensual non-monogamy", "CNM"]]}

where an entry is its address from the site's root, the page's name, its own title, its text and its kind ("term",
"work" or "").
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from publish.sections import Section
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


def write(
    site: Path,
    sections: Mapping[str, Sequence[Section]],
    names: Mapping[str, str],
    kinds: Mapping[str, str],
    synonyms: Synonyms,
) -> None:
    """Replace what a search plugin gathered by our own index; `sections`, `names`, `kinds` are by address of a page."""
    gathered = site / GATHERED
    if not gathered.exists():
        return  # the plugin is off, and so is search
    entries = [
        [f"{page}#{anchor}" if anchor else page, plain(names[page]), title, text, kinds.get(page, "") if anchor else ""]
        for page, found in sections.items()
        for anchor, title, text in found
    ]
    index = json.dumps({"entries": entries, "synonyms": synonyms}, ensure_ascii=False, separators=(",", ":"))
    (site / PLACE).write_text(f"globalThis.siteSearchIndex = {index}\n", encoding="utf-8")
    gathered.unlink()
