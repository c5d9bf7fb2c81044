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
from itertools import groupby

from essays.built_page import BuiltPage, Heading
from essays.citing.apa import ReferenceEntry
from essays.citing.markdown import passage_id, reference_id
from essays.citing.wording import letters
from essays.corrections import ListedCorrection
from essays.kinds import PageKind
from essays.library import beside
from essays.schema import CLAIM_LEVEL, EVIDENCE_FIELD, PLURALS, RELATED_FIELD, VERDICTS, claim_number
from xref.urls import anchor


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
    beside: str
    """What stands in the margin, as markup, where it is first cited and has room."""
    label: str
    passages: tuple[Passage, ...]
    notes: str = ""
    """Where the page of all works tells what it found; "" where there is no such page."""


@dataclass(frozen=True)
class Backlink:
    """A passage that leads to a page, a term, a claim or a work."""

    page: BuiltPage
    section: str
    """What a reader calls the section of the page; "" before the first."""
    id: str
    sentence: tuple[tuple[str, bool], ...]
    """Its words in pieces, each with whether it is the link."""

    @property
    def href(self) -> str:
        return self.page.at(self.id)


@dataclass(frozen=True)
class Claim:
    id: str
    number: int
    """By which it is called, from its id."""
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

    @property
    def tally(self) -> str:
        """How many claims were judged so, as in "5 supported"."""
        number = len(self.claims)
        return f"{number} {(self.words if number == 1 else PLURALS.get(self.name, self.words)).lower()}"


@dataclass
class PageData:
    """What the templates of one page see."""

    kind: PageKind
    tab: str
    """What the tab says, before the site's name."""
    label: str
    place: str = ""
    """Where in the series the page stands; "" where it does not count."""
    title: str = ""
    """As markup, with what stands behind a colon as a subtitle."""
    minutes: int = 1
    scene: str = ""
    """The words with which the front page invites to it; "" where it has none."""
    references: Sequence[ListedWork] = ()
    related: Sequence[PageLink] = ()
    verdicts: Sequence[Verdict] = ()
    """How the claims that the page links to were judged."""
    backlinks: Sequence[Backlink] = ()
    """The passages of other pages that lead to the page, but for those that lead to a term, a claim or a work on it."""
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
    notes: str = ""
    """The text's footnotes."""
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


def by_page(backlinks: Iterable[Backlink]) -> list[tuple[BuiltPage, list[Backlink]]]:
    """Passages in the order of their pages -> each page with its own."""
    grouped = (list(passages) for _, passages in groupby(backlinks, lambda passage: passage.page.url))
    return [(passages[0].page, passages) for passages in grouped]


# References


def page_references(
    cited: Mapping[str, int],
    entries: Mapping[str, ReferenceEntry],
    library: str = "",
    samples: Mapping[str, str] | None = None,
) -> list[ListedWork]:
    """The works that one page cites, in the order of the list.

    `library` is the address of the page of all works; `samples` are who or what each studied, id -> words.
    """
    works = sorted((entries[key] for key in cited), key=lambda work: work.sort_key)
    return [
        ListedWork(
            reference_id(work.id),
            work.html,
            beside(work, (samples or {}).get(work.id, "")),
            f"{work.names}, {work.year}",
            _passages(work.id, cited[work.id]),
            f"{library}#{work.id}" if library else "",
        )
        for work in works
    ]


def _passages(key: str, count: int) -> tuple[Passage, ...]:
    return tuple(Passage(f"#{passage_id(key, nth)}", letters(nth)) for nth in range(1, count + 1))


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


# Claims


def claims_by_id(page: BuiltPage) -> dict[str, Claim]:
    """The claims of the evidence page, in order; what has no number or no verdict is none."""
    found = (item for item in page.headings if item.level == CLAIM_LEVEL and claim_number(item.id))
    return {heading.id: _claim(heading) for heading in found if not VERDICTS.keys().isdisjoint(heading.classes)}


def _claim(heading: Heading) -> Claim:
    name = next(name for name in heading.classes if name in VERDICTS)
    return Claim(heading.id, claim_number(heading.id), heading.text, name, VERDICTS[name])


def by_verdict(claims: Iterable[Claim]) -> list[Verdict]:
    """The five verdicts in order, each with its claims by number."""
    known = sorted(claims, key=lambda claim: claim.number)
    return [
        Verdict(name, words, tuple(claim for claim in known if claim.verdict == name))
        for name, words in VERDICTS.items()
    ]


def evidence_behind(essay: BuiltPage, evidence: BuiltPage | None) -> list[Verdict]:
    """How the claims that an essay links to were judged; verdicts without one are left out."""
    if not evidence:
        return []
    linked = {anchor(link) for link in essay.links if essay.target(link) == evidence.address}
    claims = (claim for id, claim in claims_by_id(evidence).items() if id in linked)
    return [verdict for verdict in by_verdict(claims) if verdict.claims]


def evidence_page(pages: Iterable[BuiltPage]) -> BuiltPage | None:
    return next((page for page in pages if page.meta.get(EVIDENCE_FIELD)), None)
