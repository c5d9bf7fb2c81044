"""What a page's templates see: the one place that knows these keys.

`page.meta.xref` holds, where there is something to show:

    {"references": [{"id": "ref-fern2020", "html": "Fern, J. (2020)...", "label": "Fern, 2020",
                     "passages": [{"href": "#cite-fern2020-1", "letter": "a"}]}],
     "related": [{"href": "essays/earned-security.html", "title": "Earned Security ..."}],
     "minutes": 18,
     "evidence_page": "evidence.html",
     "verdicts": [{"name": "untested", "words": "Consistent but untested", "claims": [...]}]}

Parts that belong into the text itself, so that search knows them, are drawn by a template each: `bibliography.html` is
given `works`, `verdicts.html` is given `verdicts`, `help.html` is given `kinds`, `verdict.html`, below a claim's
heading, is given the claim, and `essays.html`, below each term and claim, is given `essays`. Addresses count from the
site's root; a template passes them through the `url` filter. Values are text, lists and mappings; `html` is markup, all
other text is to be escaped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from essays.citing.apa import ReferenceEntry
from essays.citing.markdown import passage_id, reference_id
from essays.schema import (
    BIBLIOGRAPHY_FIELD,
    CLAIM_LEVEL,
    ESSAY_FIELD,
    EVIDENCE_FIELD,
    GLOSSARY_FIELD,
    RELATED_FIELD,
    SHORT_TITLE_FIELD,
    VERDICTS,
)
from xref.entries import HelpEntry, Record
from xref.model import Anchor, Link
from xref.urls import anchor, is_relative, resolve

NOTES = ("sample", "finding", "limits")
"""What a record's `custom` says of the work, as far as it is shown."""

SECTION_END = re.compile(r'<h[1-6][ >]|<div class="footnote"')

Part = dict[str, Any]


@dataclass(frozen=True)
class BuiltPage:
    """A page as the build has rendered it."""

    path: str
    """In the documentation folder."""
    url: str
    """From the site's root."""
    title: str
    meta: Mapping[str, Any]
    links: tuple[Link, ...] = ()
    """Addresses as they stand in the built page."""
    anchors: tuple[Anchor, ...] = ()
    cited: Mapping[str, int] | None = None
    """Key of a work -> number of passages that cite it."""

    @property
    def part(self) -> int:
        """Place in the series; 0 for what is no essay."""
        return self.meta.get(ESSAY_FIELD) or 0

    @property
    def short_title(self) -> str:
        """What lists call the page."""
        return self.meta.get(SHORT_TITLE_FIELD) or self.title


def names(pages: Iterable[BuiltPage]) -> dict[str, str]:
    """Address of each page -> what lists call it where its place in the series counts."""
    return {page.url: f"Essay {page.part}: {page.short_title}" if page.part else page.title for page in pages}


def kinds(pages: Iterable[BuiltPage]) -> dict[str, str]:
    """Address of a page whose sections are of one kind -> that kind: "term" or "work"."""
    kinds = {GLOSSARY_FIELD: "term", BIBLIOGRAPHY_FIELD: "work"}
    return {page.url: kind for page in pages for field, kind in kinds.items() if page.meta.get(field)}


def in_order(pages: Iterable[BuiltPage]) -> list[BuiltPage]:
    """Essays in the order of the series, then other pages by title."""
    return sorted(pages, key=lambda page: (not page.part, page.part, page.title))


# References


def page_references(cited: Mapping[str, int], references: Mapping[str, ReferenceEntry]) -> list[Part]:
    """The works that one page cites, in the order of the reference list."""
    works = sorted((references[key] for key in cited), key=lambda work: work.sort_key)
    return [
        {
            "id": reference_id(work.id),
            "html": work.html,
            "label": f"{work.names}, {work.year}",
            "passages": [_passage(work.id, nth) for nth in range(1, cited[work.id] + 1)],
        }
        for work in works
    ]


def _passage(key: str, nth: int) -> Part:
    return {"href": f"#{passage_id(key, nth)}", "letter": _letters(nth)}


def _letters(nth: int) -> str:
    """1 -> "a", 26 -> "z", 27 -> "aa"."""
    tens, ones = divmod(nth - 1, 26)
    return (_letters(tens) if tens else "") + chr(ord("a") + ones)


def works(
    records: Iterable[Record], references: Mapping[str, ReferenceEntry], pages: Iterable[BuiltPage]
) -> list[Part]:
    """Every work that some page cites, with what it found and the pages that cite it."""
    pages = in_order(page for page in pages if page.cited)
    data = {record.id: record.data for record in records}
    found = (
        (work, [_citing(page, work.id) for page in pages if work.id in page.cited]) for work in references.values()
    )
    return [
        {
            "id": work.id,
            "label": f"{work.names} ({work.year})",
            "html": work.html,
            "cited_by": cited_by,
            **_notes(data[work.id]),
        }
        for work, cited_by in sorted(found, key=lambda pair: pair[0].sort_key)
        if cited_by
    ]


def _citing(page: BuiltPage, key: str) -> Part:
    return {"href": f"{page.url}#{reference_id(key)}", "title": page.short_title}


def _notes(data: Mapping[str, Any]) -> Part:
    custom = data.get("custom") or {}
    return {name: str(custom.get(name) or "") for name in NOTES}


# Relations


def related(page: BuiltPage, pages: Iterable[BuiltPage]) -> list[Part]:
    """The pages that this one names as related, and those that name it."""
    named = set(page.meta.get(RELATED_FIELD) or ())
    found = [other for other in pages if other.path in named or page.path in (other.meta.get(RELATED_FIELD) or ())]
    return [{"href": other.url, "title": other.title} for other in in_order(found)]


def essays_by_anchor(pages: Iterable[BuiltPage]) -> dict[tuple[str, str], list[Part]]:
    """(address of a page, id) -> the essays that link there, in order, each once."""
    found: dict[tuple[str, str], dict[str, Part]] = defaultdict(dict)
    for page in in_order(page for page in pages if page.part):
        for link in filter(lambda link: is_relative(link.target), page.links):
            target = resolve(page.url, link.target), anchor(link.target)
            found[target][page.url] = {"href": page.url, "title": page.short_title}
    return {target: list(essays.values()) for target, essays in found.items()}


# Parts of the text


def with_notes(html: str, level: int, note: Callable[[str], str], below_heading: Callable[[str], str]) -> str:
    """A page's markup with a note at the end of each section of a level, and another right below its heading.

    Both are given the section's id.
    """
    sections = re.split(rf"(?=<h{level}[ >])", html)
    return sections[0] + "".join(_with_note(section, note, below_heading) for section in sections[1:])


def _with_note(section: str, note: Callable[[str], str], below_heading: Callable[[str], str]) -> str:
    id = re.match(r'<h\d[^>]*\bid="([^"]+)"', section)
    if not id:
        return section
    heading, close, text = section.partition(f"{section[:3].replace('<', '</')}>")
    end = SECTION_END.search(text)
    own = text[: end.start()] if end else text
    return heading + close + below_heading(id[1]) + own + note(id[1]) + text[len(own) :]


def claims_by_id(page: BuiltPage) -> dict[str, Part]:
    """The claims of the evidence page: id -> `{"href", "number", "text"}` and the verdict's `name` and `words`."""
    claims = [item for item in page.anchors if item.level == CLAIM_LEVEL and set(item.classes) & VERDICTS.keys()]
    return {claim.id: _claim(claim, number) for number, claim in enumerate(claims, 1)}


def _claim(claim: Anchor, number: int) -> Part:
    name = next(name for name in claim.classes if name in VERDICTS)
    return {
        "href": f"#{claim.id}",
        "number": number,
        "text": claim.heading,
        "name": name,
        "words": VERDICTS[name],
    }


def verdicts(page: BuiltPage) -> list[Part]:
    """The five verdicts in order, each with its claims: `{"name", "words", "claims"}`."""
    return _by_verdict(claims_by_id(page).values())


def _by_verdict(claims: Iterable[Part]) -> list[Part]:
    claims = list(claims)
    return [
        {"name": name, "words": words, "claims": [claim for claim in claims if claim["name"] == name]}
        for name, words in VERDICTS.items()
    ]


def evidence_behind(essay: BuiltPage, pages: Iterable[BuiltPage]) -> Part:
    """How the claims that an essay links to were judged: `{"evidence_page", "verdicts"}`, or nothing."""
    evidence = next((page for page in pages if page.meta.get(EVIDENCE_FIELD)), None)
    if not evidence:
        return {}
    linked = {anchor(link.target) for link in essay.links if resolve(essay.url, link.target) == evidence.url}
    claims = [claim for id, claim in claims_by_id(evidence).items() if id in linked]
    found = [verdict for verdict in _by_verdict(claims) if verdict["claims"]]
    return {"evidence_page": evidence.url, "verdicts": found}


def help_by_kind(entries: Iterable[HelpEntry]) -> list[Part]:
    """Kinds of help in the order of their first entry: `{"kind", "entries": [the fields of each]}`."""
    kinds: dict[str, list[Part]] = defaultdict(list)
    for entry in entries:
        kinds[entry.data["kind"]].append(dict(entry.data))
    return [{"kind": kind, "entries": found} for kind, found in kinds.items()]


def addresses(page: BuiltPage, references: Iterable[str], is_bibliography: bool) -> Iterator[str]:
    """Ids that templates draw on a page, besides those of its text."""
    yield from map(reference_id, page.cited or ())
    if is_bibliography:
        yield from references
