"""What search knows: the sections of all pages, as one script that is loaded on first use.

A script, since a page read from a disk may load nothing else. It sets

    siteSearchIndex = {"entries": [["glossary.html#leaven", "Glossary", "Leaven", "What makes ...", "term", [], ""]],
                       "synonyms": [["sourdough", "levain"]],
                       "help": {"place": "help.html", "title": "Help", "offer": "If it burns:",
                                "alike": [["burning", "ablaze"]],
                                "leanings": {"": -20, "ash": 21, "my ash": 34},
                                "words": [[["hurts me"], "help.html#fire"]]}}

where an entry is its address from the site's root, its page's name (of a claim, how it was judged), its own title, its
text, its kind ("term", "claim", "work" or ""), its notes as [address, text], and other words by which it is found and
that are not shown. `help` is null where no page lists places to find help, or no words of distress lead there; each of
its `words` is a list of phrases, and the address that they lead to besides, or "". Its `leanings` are those of
`leanings.py`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from essays.built_page import BuiltPage
from essays.page_data import claims_by_id
from essays.questions import Questions
from essays.schema import HELP_FIELD, claim_number
from essays.synonyms import Synonyms
from publish.leanings import leanings
from publish.sections import Section
from publish.text import plain
from xref import writing

PLACE = "search/index.js"
GATHERED = "search/search_index.json"

Sections = Mapping[str, Sequence[Section]]
"""Path of each page in the documentation folder -> its sections."""
OtherWords = Callable[[BuiltPage, Section, str], Iterator[str]]
"""What finds a section, of a kind, besides its own words."""
People = Mapping[str, Sequence[str]]
"""Id of a work -> who made it, in full; of a place that is asked for, what is asked."""


def write(site: Path, pages: Iterable[BuiltPage], sections: Sections, synonyms: Synonyms, people: People) -> None:
    """Replace what a search plugin gathered by our own index."""
    gathered = site / GATHERED
    if not gathered.exists():
        return  # the plugin is off, and so is search
    known = list(pages)
    places = {_place(path, section) for path, those in sections.items() for section in those}
    others = partial(_other_words, people=people, asked=_asked(synonyms.questions, places))
    index = {
        "entries": [entry for page in known for entry in _entries(page, sections.get(page.path, ()), others)],
        "synonyms": synonyms.groups,
        "help": _help(known, synonyms),
    }
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    writing.write(site / PLACE, f"globalThis.siteSearchIndex = {written}\n")
    gathered.unlink()


def _asked(questions: Iterable[Questions], places: Container[str]) -> dict[str, list[str]]:
    """Place -> all that is asked of it; what is asked of a place at which no section begins is asked of its page."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in questions:
        found[one.where if one.where in places else one.where.partition("#")[0]] += one.asked
    return found


def _entries(page: BuiltPage, sections: Iterable[Section], others: OtherWords) -> Iterator[list[Any]]:
    claims = claims_by_id(page) if page.kind.entry_type == "claim" else {}
    for section in sections:
        place = _place(page.url, section)
        kind = page.kind.entry_type if page.kind.begins_entry(section.level) else ""
        claim = claims.get(section.anchor)
        name = claim.words.lower() if claim else plain(page.label)
        notes = [[f"{page.url}#{note.anchor}", note.text] for note in section.notes]
        words = " · ".join(filter(None, others(page, section, kind)))
        yield [place, name, section.title, section.text, kind, notes, words]


def _place(path: str, section: Section) -> str:
    return f"{path}#{section.anchor}" if section.anchor else path


def _other_words(page: BuiltPage, section: Section, kind: str, people: People, asked: People) -> Iterator[str]:
    """Who made a work; a claim's number and id; what the front matter says of a page, for what stands for it; what is
    asked of a place."""
    if kind == "work":
        yield ", ".join(people.get(section.anchor, ()))
    if kind == "claim" and (number := claim_number(section.anchor)):
        yield from (f"claim {number}", section.anchor)
    if not section.anchor:
        yield str(page.meta.get("description") or "")
    yield from asked.get(_place(page.path, section), ())


def _help(pages: Iterable[BuiltPage], synonyms: Synonyms) -> dict[str, Any] | None:
    known = {page.path: page for page in pages}
    page = next((page for page in known.values() if page.meta.get(HELP_FIELD)), None)
    if not page or not synonyms.distress:
        return None
    return {
        "place": page.url,
        "title": plain(page.title),
        "offer": synonyms.offer,
        "alike": synonyms.alike,
        "leanings": leanings(synonyms.in_distress, synonyms.ordinary),
        "words": [[entry.words, _address(known, entry.where)] for entry in synonyms.distress],
    }


def _address(pages: Mapping[str, BuiltPage], where: str) -> str:
    """From the site's root, of a place in the documentation folder; "" where that has no such page."""
    path, sign, anchor = where.partition("#")
    return f"{pages[path].url}{sign}{anchor}" if path in pages else ""
