"""What search knows: the sections that Material's search plugin gathered, as one script that is loaded on first use.

A script, since a page read from a disk may load nothing else. It sets

    siteSearchIndex = {"entries": [["glossary.html#leaven", "Glossary", "Leaven", "What makes ...", "term"]],
                       "synonyms": [["sourdough", "levain"]]}

where an entry is its address from the site's root, the page's name, its own title, its text and its kind ("term",
"work" or "").
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from publish.text import plain

PLACE = "search/index.js"
GATHERED = "search/search_index.json"


def write(site: Path, names: Mapping[str, str], kinds: Mapping[str, str], synonyms: Iterable[Iterable[str]]) -> None:
    """Replace what the plugin gathered by our own index; `names` and `kinds` are by the address of a page."""
    gathered = site / GATHERED
    if not gathered.exists():
        return  # the plugin is off, and so is search
    sections = json.loads(gathered.read_text(encoding="utf-8"))["docs"]
    entries = [_entry(section, names, kinds) for section in sections]
    index = {"entries": entries, "synonyms": [list(group) for group in synonyms]}
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (site / PLACE).write_text(f"globalThis.siteSearchIndex = {written}\n", encoding="utf-8")
    gathered.unlink()


def _entry(section: Mapping[str, str], names: Mapping[str, str], kinds: Mapping[str, str]) -> list[str]:
    page, _, anchor = section["location"].partition("#")
    kind = kinds.get(page, "") if anchor else ""
    return [section["location"], names.get(page, ""), plain(section["title"]), plain(section["text"]), kind]
