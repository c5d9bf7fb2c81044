"""The parts that are drawn into a page's text, and the data that its templates see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from essays import corrections, page_data
from essays.addition import Essays
from essays.built_page import BuiltPage
from essays.citing.pages import is_citable
from essays.page_data import PageData, PageLink
from essays.schema import TERM_LEVEL
from publish import claims_data, downloads, drawing, exports, feed, linked_data, previews, sections
from publish.html_tree import Node, add_within
from publish.kept_addresses import Kept
from publish.moved import mark_ids
from publish.site_name import site_name
from xref.urls import anchor, resolve


class Parts:
    """What all pages together say about each, worked out once a build."""

    def __init__(
        self,
        config: MkDocsConfig,
        essays: Essays,
        kept: Kept,
        pages: Mapping[str, BuiltPage],
        env: Environment,
        faults: Sequence[str] = (),
    ):
        self.previews: dict[str, previews.Preview] = {}
        self.sections: dict[str, list[sections.Section]] = {}
        self._essays, self._kept, self._env, self._faults = essays, kept, env, faults
        self.exports: exports.Exports = {}
        self._site = site_name(config)
        self._pages, known = pages, list(pages.values())
        self._works = page_data.works(essays.bibliography.records, essays.entries, known)
        self._related = page_data.related(known)
        self._linking = page_data.essays_by_anchor(known)
        self._evidence = page_data.evidence_page(known)
        self._claims = page_data.claims_by_id(self._evidence) if self._evidence else {}
        glossaries = [page for page in known if page.kind.entry_type == "term"]
        self._terms = {(page.url, item.id) for page in glossaries for item in page.headings if item.level == TERM_LEVEL}
        self._minutes = {page.url: page.minutes for page in known if page.part}
        self._downloads = downloads.listed(config, len(self._minutes))
        self._files = dict(self._offered(known))

    def _offered(self, pages: Iterable[BuiltPage]) -> Iterator[tuple[str, tuple[PageLink, ...]]]:
        """Path of each page that holds data -> the files in which it offers them."""
        for page in pages:
            if page.kind.entry_type == "work" and self._works:
                yield page.path, exports.work_links(page.place)
        if self._evidence and self._claims:
            yield self._evidence.path, claims_data.links(self._evidence)

    def draw(self, page: Page, built: BuiltPage, body: Node) -> None:
        """Draw what belongs into the text, so that search knows it too, and hand the rest to the templates."""
        self._note_previews(built, body)
        if page.is_homepage:
            drawing.add_lengths(body, lambda address: self._minutes.get(resolve(built.url, address), 0))
        self.exports |= self._data_of(built, body)
        drawing.mark_links(body, lambda address: self._mark_of(page, built, address))
        drawn = {**drawing.DRAWN_ANYWHERE, **built.kind.drawn}
        drawing.fill(body, {selector: self._drawing(page, template) for selector, template in drawn.items()})
        drawing.add_verdicts(body, lambda address: self._verdict_at(built, address))
        if built.kind.level:
            self._add_notes(page, built, body)
        if built.kind.drawn_at_end:
            add_within(body, self._drawing(page, built.kind.drawn_at_end)())
        if built.kind.has_letters:
            drawing.add_letters(body, self._render(page, "letters", letters=drawing.letters(body)))
        mark_ids(body, page.file.dest_uri, self._kept.ids_moved_from(page.file.dest_uri))
        self.sections[built.path] = sections.of_page(body, built.title, built.meta)
        page.meta["page_data"] = self._data(page, built)

    def _data_of(self, built: BuiltPage, body: Node) -> exports.Exports:
        """The files that hold what a page holds as data."""
        if built.path not in self._files:
            return {}
        if built is not self._evidence:
            whole = (record for record in self._essays.bibliography.records if record.id in self._essays.entries)
            return exports.works(built.place, (record.data for record in whole))
        below = claims_data.reasons(body)
        entries = [self._claim_data(claim, below[id]) for id, claim in self._claims.items()]
        return claims_data.files(built, self._site, entries)

    def _data_files(self, built: BuiltPage) -> dict[str, str]:
        """Address of each file of a page's data set -> its media type."""
        places = claims_data.places(built) if built is self._evidence and self._claims else {}
        types = claims_data.MEDIA_TYPES
        return {self._site.address + places[name]: kind for name, kind in types.items() if name in places}

    def _days_of(self, built: BuiltPage) -> Iterator[date]:
        """The days on which data tell that a page changed."""
        yield from (correction.date for correction in self._essays.corrections.of(built.path))
        yield from (change.date for change in self._essays.verdict_changes.entries if built is self._evidence)

    def news(self) -> list[feed.Event]:
        """All that is dated, for a feed."""
        told = self._essays.verdict_changes, self._essays.corrections
        return feed.events(self._pages, self._evidence, self._claims, *told)

    def _claim_data(self, claim: page_data.Claim, below: claims_data.Reasons) -> dict[str, object]:
        essays = self._linking.get((self._evidence.url, claim.id), []) if self._evidence else []
        changes = self._essays.verdict_changes.of(claim.id)
        return claims_data.entry(claim, below, self._essays.entries, essays, changes)

    def _drawing(self, page: Page, template: str) -> Callable[[], str]:
        """Draws a template with what any of them may show."""
        return lambda: self._render(
            page,
            template,
            downloads=self._downloads,
            corrections=corrections.listed(self._essays.corrections.entries, self._pages),
            is_whole_list=True,
            files=self._files.get(page.file.src_uri, ()),
            kinds=self._essays.help.kinds,
            works=self._works,
            evidence_page=self._evidence.url if self._evidence else "",
            verdicts=page_data.by_verdict(self._claims.values()),
        )

    def _render(self, page: Page, template: str, **parts: object) -> str:
        return self._env.get_template(f"partials/{template}.html").render(page=page, base_url=".", **parts)

    def _add_notes(self, page: Page, built: BuiltPage, body: Node) -> None:
        """Each term or claim with the essays that link to it, and a claim with its verdict and how that changed."""
        claims = self._claims if built is self._evidence else {}
        linking = {id: essays for (url, id), essays in self._linking.items() if url == built.url}
        drawing.add_notes(
            body,
            built.kind.level,
            lambda id: self._render(page, "verdict", claim=claims[id]) if id in claims else "",
            lambda id: self._changes(page, claims.get(id)) + self._render(page, "essays", essays=linking.get(id, [])),
        )

    def _changes(self, page: Page, claim: page_data.Claim | None) -> str:
        changes = self._essays.verdict_changes.of(claim.id) if claim else ()
        return self._render(page, "verdict_changes", changes=changes)

    def _verdict_at(self, page: BuiltPage, address: str) -> str:
        """The verdict, in words, of the claim to which an address on a page leads; "" where it leads to none."""
        claim = self._claim_at(page, address)
        return claim.words.lower() if claim else ""

    def _claim_at(self, page: BuiltPage, address: str) -> page_data.Claim | None:
        is_there = self._evidence is not None and resolve(page.url, address) == self._evidence.url
        return self._claims.get(anchor(address)) if is_there else None

    def _mark_of(self, page: Page, built: BuiltPage, address: str) -> tuple[str, str]:
        """The class of a link to a term or a claim, and the shape of the claim's verdict."""
        if claim := self._claim_at(built, address):
            return "to-claim", self._render(page, "verdict_mark", claim=claim)
        return ("to-term" if (resolve(built.url, address), anchor(address)) in self._terms else "", "")

    def _note_previews(self, built: BuiltPage, body: Node) -> None:
        kind = built.kind
        if kind.previews == "text":
            self.previews.update(previews.of_sections(built.url, drawing.sections(body, kind.level), kind.link_words))
        elif kind.previews == "verdict":
            self.previews.update(previews.of_claims(built.url, page_data.claims_by_id(built).values(), kind.link_words))
        elif kind.previews == "finding":
            self.previews.update(previews.of_works(self._works, kind.link_words))

    def _data(self, page: Page, built: BuiltPage) -> PageData:
        kind = built.kind
        found = PageData(kind, built.words(kind.tab), built.label, built.words(kind.place, len(self._minutes)))
        found.faults, found.related = self._faults, self._related.get(built.path, ())
        found.minutes = built.minutes
        found.corrections = corrections.listed(self._essays.corrections.of(built.path), self._pages)
        found.changed = built.last_change(self._days_of(built))
        if is_citable(built):
            taken = [link.href for links in self._files.values() for link in links]
            found.citation, files = exports.of_page(built, self._site, taken)
            self.exports |= files
            if self._site.address:
                found.linked_data = linked_data.of_page(built, self._site, found.changed, self._data_files(built))
        if built.part and self._evidence:
            found.evidence_page = self._evidence.url
            found.verdicts = page_data.evidence_behind(built, self._evidence)
        if built.cited and not kind.drawn_at_end:
            found.references = page_data.page_references(built.cited, self._essays.entries)
            top = page.toc.items[0].children if page.toc.items else page.toc.items
            top.append(AnchorLink("References", "references", 2))
        return found
