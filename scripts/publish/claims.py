"""The claims of the evidence page, with what each rests on and what rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from essays import page_data
from essays.addition import Essays
from essays.built_page import BuiltPage
from essays.citing.pages import SiteName
from essays.library import Work
from essays.page_data import Claim, PageLink, Verdict
from publish import claims_data
from publish.backlinks import Backlinks
from publish.exports import Exports
from publish.html_tree import Node
from xref.urls import anchor


@dataclass(frozen=True)
class Resting:
    """A claim that rests on a work."""

    claim: Claim
    is_sole_source: bool
    """Whether the work is the only one that the claim names."""


class Claims:
    """The claims of a site; none where it has no page of evidence."""

    def __init__(self, essays: Essays, pages: Iterable[BuiltPage], bodies: Mapping[str, Node]):
        """`bodies` are the rendered texts by path, before anything is drawn into them."""
        self.page = page_data.evidence_page(pages)
        self.by_id = page_data.claims_by_id(self.page) if self.page else {}
        self._essays = essays
        self._reasons = claims_data.reasons(bodies[self.page.path]) if self.page else {}
        self._resting: dict[str, list[Resting]] = defaultdict(list)
        for claim in self.by_id.values():
            sources = self._reasons[claim.id].cited
            for key in sources:
                self._resting[key].append(Resting(claim, len(sources) == 1))

    @property
    def url(self) -> str:
        return self.page.url if self.page else ""

    @property
    def by_verdict(self) -> list[Verdict]:
        return page_data.by_verdict(self.by_id.values())

    def resting_on(self, work: str) -> list[Resting]:
        """The claims that would stand weaker without a work."""
        return self._resting.get(work, [])

    def cited_below(self, works: Iterable[Work]) -> list[tuple[Claim, list[Work]]]:
        """Each claim that names sources, with them."""
        known = {work.id: work for work in works}
        found = ((claim, [known[key] for key in self._reasons[id].cited]) for id, claim in self.by_id.items())
        return [(claim, cited) for claim, cited in found if cited]

    def at(self, page: BuiltPage, address: str) -> Claim | None:
        """The claim to which an address on a page leads."""
        is_there = self.page is not None and page.target(address) == self.page.address
        return self.by_id.get(anchor(address)) if is_there else None

    def verdict_at(self, page: BuiltPage, address: str) -> str:
        """Its verdict in words; "" where the address leads to no claim."""
        claim = self.at(page, address)
        return claim.words.lower() if claim else ""

    def files(self, site: SiteName, backlinks: Backlinks) -> Exports:
        """The claims as data."""
        entries = [self._entry(claim, backlinks.essays(self.url, claim.id)) for claim in self.by_id.values()]
        return claims_data.files(self.page, site, entries) if self.page else {}

    def _entry(self, claim: Claim, essays: Iterable[BuiltPage]) -> dict[str, object]:
        leading = [PageLink(page.url, page.short_title) for page in essays]
        changes = self._essays.verdict_changes.of(claim.id)
        return claims_data.entry(claim, self._reasons[claim.id], self._essays.entries, leading, changes)
