"""What pages hold as data, in files beside them: works on the page of all references, claims on that of evidence."""

from __future__ import annotations

from collections.abc import Sequence

from essays.addition import Essays
from essays.built_page import BuiltPage
from essays.citing.pages import SiteName
from essays.page_data import PageLink
from publish import claims_data, exports
from publish.backlinks import Backlinks
from publish.claims import Claims


class DataSets:
    """The data sets of a site's pages."""

    def __init__(
        self, site: SiteName, essays: Essays, pages: Sequence[BuiltPage], claims: Claims, backlinks: Backlinks
    ):
        self._site, self._essays = site, essays
        self._claims, self._backlinks = claims, backlinks
        self._has_works = any(page.cited for page in pages)
        self.taken = [link.href for page in pages for link in self.links(page)]
        """Where these files stand: nothing else may stand there."""

    def links(self, page: BuiltPage) -> tuple[PageLink, ...]:
        """The files in which a page offers what it holds."""
        if self._holds_claims(page):
            return claims_data.links(page)
        return exports.work_links(page.place) if self._holds_works(page) else ()

    def files(self, page: BuiltPage) -> exports.Exports:
        """The same with what they hold."""
        if self._holds_claims(page):
            return self._claims.files(self._site, self._backlinks)
        known = self._essays.bibliography.records if self._holds_works(page) else ()
        whole = [record.data for record in known if record.id in self._essays.entries]
        return exports.works(page.place, whole) if whole else {}

    def addresses(self, page: BuiltPage) -> dict[str, str]:
        """Address of each file of a page's claims -> its media type."""
        places = claims_data.places(page) if self._holds_claims(page) else {}
        types = claims_data.MEDIA_TYPES
        return {self._site.address + places[name]: kind for name, kind in types.items() if name in places}

    def _holds_claims(self, page: BuiltPage) -> bool:
        return page is self._claims.page and bool(self._claims.by_id)

    def _holds_works(self, page: BuiltPage) -> bool:
        return page.kind.entry_type == "work" and self._has_works
