"""What search knows: the sections of all pages, as one script that is loaded on first use.

A script, since a page read from a disk may load nothing else. It sets

    siteSearchIndex = {"entries": [["glossary.html#leaven", "Glossary", "Leaven", "What makes ...", "term"]],
                       "synonyms": [["sourdough", "levain"]]}

where an entry is its address from the site's root, the page's name, its own title, its text and its kind ("term",
"work" or "").
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from essays.built_page import BuiltPage
from publish.sections import Section
from publish.text import plain
from xref import writing

PLACE = "search/index.js"
GATHERED = "search/search_index.json"

Sections = Mapping[str, Sequence[Section]]
"""Path of each page in the documentation folder -> its sections."""


def write(site: Path, pages: Iterable[BuiltPage], sections: Sections, synonyms: Iterable[Iterable[str]]) -> None:
    """Replace what a search plugin gathered by our own index."""
    gathered = site / GATHERED
    if not gathered.exists():
        return  # the plugin is off, and so is search
    entries = [entry for page in pages for entry in _entries(page, sections.get(page.path, ()))]
    index = {"entries": entries, "synonyms": [list(group) for group in synonyms]}
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    writing.write(site / PLACE, f"globalThis.siteSearchIndex = {written}\n")
    gathered.unlink()


def _entries(page: BuiltPage, sections: Iterable[Section]) -> Iterator[list[str]]:
    for anchor, title, text in sections:
        place, kind = (f"{page.url}#{anchor}", page.kind.entry_type) if anchor else (page.url, "")
        yield [place, plain(page.label), title, text, kind]
