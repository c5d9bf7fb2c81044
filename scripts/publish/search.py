"""What search knows: the sections of all pages, as one script that is loaded on first use.

A script, since a page read from a disk may load nothing else. It sets

    siteSearchIndex = {"entries": [["glossary.html#leaven", "Glossary", "Leaven", "What makes ...", "term", [], ""]],
                       "synonyms": [["sourdough", "levain"]],
                       "help": {"place": "help.html", "title": "Help", "offer": "If it burns:",
                                "someone": ["he", "she"], "words": [[["burning", "hurts me"], ["heart burning"]]]}}

where an entry is its address from the site's root, the page's name, its own title, its text, its kind ("term", "claim",
"work" or ""), its notes as [address, text], and other words by which it is found and that are not shown. `help` is null
where no page lists places to find help, or no words of distress lead there; each of its `words` is a list of these and
one of exceptions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from essays.built_page import BuiltPage
from essays.schema import HELP_FIELD
from essays.synonyms import Synonyms
from publish.sections import Section
from publish.text import plain
from xref import writing

PLACE = "search/index.js"
GATHERED = "search/search_index.json"

Sections = Mapping[str, Sequence[Section]]
"""Path of each page in the documentation folder -> its sections."""
People = Mapping[str, Sequence[str]]
"""Id of a work -> who made it, in full."""


def write(site: Path, pages: Iterable[BuiltPage], sections: Sections, synonyms: Synonyms, people: People) -> None:
    """Replace what a search plugin gathered by our own index."""
    gathered = site / GATHERED
    if not gathered.exists():
        return  # the plugin is off, and so is search
    known = list(pages)
    index = {
        "entries": [entry for page in known for entry in _entries(page, sections.get(page.path, ()), people)],
        "synonyms": synonyms.groups,
        "help": _help(known, synonyms),
    }
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    writing.write(site / PLACE, f"globalThis.siteSearchIndex = {written}\n")
    gathered.unlink()


def _entries(page: BuiltPage, sections: Iterable[Section], people: People) -> Iterator[list[Any]]:
    for section in sections:
        place = f"{page.url}#{section.anchor}" if section.anchor else page.url
        kind = page.kind.entry_type if page.kind.begins_entry(section.level) else ""
        notes = [[f"{page.url}#{note.anchor}", note.text] for note in section.notes]
        others = ", ".join(people.get(section.anchor, ())) if kind == "work" else _description(page, section)
        yield [place, plain(page.label), section.title, section.text, kind, notes, others]


def _description(page: BuiltPage, section: Section) -> str:
    """What the front matter says of the page, for the section that stands for it."""
    return "" if section.anchor else str(page.meta.get("description") or "")


def _help(pages: Iterable[BuiltPage], synonyms: Synonyms) -> dict[str, Any] | None:
    page = next((page for page in pages if page.meta.get(HELP_FIELD)), None)
    if not page or not synonyms.distress:
        return None
    return {
        "place": page.url,
        "title": plain(page.title),
        "offer": synonyms.offer,
        "someone": synonyms.someone,
        "words": [[entry.words, entry.unless] for entry in synonyms.distress],
    }
