"""What templates see of a page: the one place that knows these names.

`page.meta.page_data` is a `PageData`. What belongs into the text itself, so that search knows it too, is drawn by the
templates that the page's kind names in `kinds.py`, with the data of `publish.parts.Parts`. Addresses count from the
site's root; a template passes them through the `url` filter. `html` is markup; all other text is to be escaped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from essays.built_page import BuiltPage, Heading
from essays.citing.apa import ReferenceEntry
from essays.citing.bibliography import Record
from essays.citing.csl import READ
from essays.citing.markdown import passage_id, reference_id
from essays.corrections import ListedCorrection
from essays.kinds import PageKind
from essays.schema import CLAIM_LEVEL, EVIDENCE_FIELD, RELATED_FIELD, VERDICTS
from xref.urls import anchor, is_relative, resolve


@dataclass(frozen=True)
class PageLink:
    href: str
    title: str


@dataclass(frozen=True)
class Passage:
    """A way back from a reference to a passage that cites it."""

    href: str
    letter: str


@dataclass(frozen=True)
class ListedWork:
    """A work in a page's own list of references."""

    id: str
    html: str
    brief: str
    """What stands in the margin where it is first cited."""
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Work:
    """A work on the page of all references: what it found, on whom, with which limits, and who cites it."""

    id: str
    label: str
    html: str
    cited_by: tuple[PageLink, ...]
    sample: str = ""
    finding: str = ""
    limits: str = ""
    read: str = ""
    """How much of it was read, in words."""


@dataclass(frozen=True)
class Claim:
    id: str
    number: int
    """Of the claims of its page, from 1."""
    text: str
    verdict: str
    """One of `schema.VERDICTS`, and below the words that readers see."""
    words: str

    @property
    def href(self) -> str:
        return f"#{self.id}"


@dataclass(frozen=True)
class PageCitation:
    """How others may cite a page: as markup and as plain text, and the files that reference managers read."""

    html: str
    text: str
    files: tuple[PageLink, ...]


@dataclass(frozen=True)
class Verdict:
    name: str
    words: str
    claims: tuple[Claim, ...]


@dataclass
class PageData:
    """What the templates of one page see."""

    kind: PageKind
    tab: str
    """What the tab says, before the site's name."""
    label: str
    place: str = ""
    """Where in the series the page stands; "" where it does not count."""
    minutes: int = 1
    references: Sequence[ListedWork] = ()
    related: Sequence[PageLink] = ()
    verdicts: Sequence[Verdict] = ()
    """How the claims that the page links to were judged."""
    evidence_page: str = ""
    citation: PageCitation | None = None
    """How others may cite the page; None where it does not say when it was published."""
    corrections: Sequence[ListedCorrection] = ()
    changed: date | None = None
    """The last day on which the page changed in a way that it tells; None where it tells of none."""
    linked_data: str = ""
    """What the page says of itself to machines, as JSON-LD; "" where the site does not know its address."""
    faults: Sequence[str] = ()
    """What the validator says, while somebody writes."""
    head: str = ""
    """The page's text, as markup, up to the end of its title; "" where it has none."""
    lead: str = ""
    """Of an essay, the paragraphs that follow: its short answer. And the rest."""
    rest: str = ""
    spread: Sequence[str] = ()
    """Of a front page that lists essays, what stands between, in four parts: see `publish.front_page`."""
    styles: Sequence[str] = ()
    """Names of the style sheets that the text needs besides the site's own."""

    @property
    def claims(self) -> int:
        return sum(len(verdict.claims) for verdict in self.verdicts)


def in_order(pages: Iterable[BuiltPage]) -> list[BuiltPage]:
    """Essays in the order of the series, then other pages by title."""
    return sorted(pages, key=lambda page: (not page.part, page.part, page.title))


# References


def page_references(cited: Mapping[str, int], entries: Mapping[str, ReferenceEntry]) -> list[ListedWork]:
    """The works that one page cites, in the order of the reference list."""
    works = sorted((entries[key] for key in cited), key=lambda work: work.sort_key)
    return [
        ListedWork(
            reference_id(work.id),
            work.html,
            work.brief,
            f"{work.names}, {work.year}",
            _passages(work.id, cited[work.id]),
        )
        for work in works
    ]


def _passages(key: str, count: int) -> tuple[Passage, ...]:
    return tuple(Passage(f"#{passage_id(key, nth)}", _letters(nth)) for nth in range(1, count + 1))


def _letters(nth: int) -> str:
    """1 -> "a", 26 -> "z", 27 -> "aa"."""
    tens, ones = divmod(nth - 1, 26)
    return (_letters(tens) if tens else "") + chr(ord("a") + ones)


def works(records: Iterable[Record], entries: Mapping[str, ReferenceEntry], pages: Iterable[BuiltPage]) -> list[Work]:
    """Every work that some page cites, with what it found and the pages that cite it."""
    notes = {record.id: {**record.notes, "read": READ.get(record.read, "")} for record in records}
    citing: dict[str, list[PageLink]] = defaultdict(list)
    for page in in_order(pages):
        for key in page.cited:
            citing[key].append(PageLink(f"{page.url}#{reference_id(key)}", page.short_title))
    return [
        Work(work.id, f"{work.names} ({work.year})", work.html, tuple(citing[work.id]), **notes[work.id])
        for work in sorted(entries.values(), key=lambda work: work.sort_key)
        if work.id in citing
    ]


# Relations


def related(pages: Iterable[BuiltPage]) -> dict[str, list[PageLink]]:
    """Path of each page -> the pages that it names as related, and those that name it."""
    by_path = {page.path: page for page in pages}
    found: dict[str, dict[str, BuiltPage]] = defaultdict(dict)
    for page in by_path.values():
        for other in page.meta.get(RELATED_FIELD) or ():
            if other in by_path:
                found[page.path][other] = by_path[other]
                found[other][page.path] = page
    return {
        path: [PageLink(other.url, other.title) for other in in_order(others.values())]
        for path, others in found.items()
    }


def essays_by_anchor(pages: Iterable[BuiltPage]) -> dict[tuple[str, str], list[PageLink]]:
    """(address of a page, id) -> the essays that link there, in order, each once."""
    found: dict[tuple[str, str], dict[str, PageLink]] = defaultdict(dict)
    for page in in_order(page for page in pages if page.part):
        for link in filter(is_relative, page.links):
            target = resolve(page.url, link), anchor(link)
            found[target][page.url] = PageLink(page.url, page.short_title)
    return {target: list(essays.values()) for target, essays in found.items()}


# Claims


def claims_by_id(page: BuiltPage) -> dict[str, Claim]:
    """The claims of the evidence page, in order."""
    found = [
        item for item in page.headings if item.level == CLAIM_LEVEL and not VERDICTS.keys().isdisjoint(item.classes)
    ]
    return {heading.id: _claim(heading, number) for number, heading in enumerate(found, 1)}


def _claim(heading: Heading, number: int) -> Claim:
    name = next(name for name in heading.classes if name in VERDICTS)
    return Claim(heading.id, number, heading.text, name, VERDICTS[name])


def by_verdict(claims: Iterable[Claim]) -> list[Verdict]:
    """The five verdicts in order, each with its claims."""
    known = list(claims)
    return [
        Verdict(name, words, tuple(claim for claim in known if claim.verdict == name))
        for name, words in VERDICTS.items()
    ]


def evidence_behind(essay: BuiltPage, evidence: BuiltPage | None) -> list[Verdict]:
    """How the claims that an essay links to were judged; verdicts without one are left out."""
    if not evidence:
        return []
    linked = {anchor(link) for link in essay.links if is_relative(link) and resolve(essay.url, link) == evidence.url}
    claims = (claim for id, claim in claims_by_id(evidence).items() if id in linked)
    return [verdict for verdict in by_verdict(claims) if verdict.claims]


def evidence_page(pages: Iterable[BuiltPage]) -> BuiltPage | None:
    return next((page for page in pages if page.meta.get(EVIDENCE_FIELD)), None)
