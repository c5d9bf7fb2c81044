"""The parts that are drawn into a page's text, and the data that its templates see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from essays import corrections, library, page_data
from essays.addition import Essays
from essays.built_page import BuiltPage
from essays.citing.pages import is_citable
from essays.page_data import PageData
from essays.schema import VERDICTS
from publish import choices, downloads, drawing, edition, exports, feed, linked_data, previews, sections
from publish.backlinks import Backlinks
from publish.choices import Choices
from publish.claims import Claims
from publish.data_sets import DataSets
from publish.html_tree import Node, add_within, text
from publish.kept_addresses import Kept
from publish.moved import mark_ids
from publish.site_name import site_name
from publish.typography import in_two_parts
from xref.urls import anchor

HOME = {".", "index.html"}
"""Addresses of the front page, in the form in which addresses are compared."""


class Parts:
    """What all pages together say about each, worked out once a build."""

    def __init__(
        self,
        config: MkDocsConfig,
        essays: Essays,
        kept: Kept,
        pages: Mapping[str, BuiltPage],
        bodies: Mapping[str, Node],
        env: Environment,
        faults: Sequence[str] = (),
    ):
        self.previews: dict[str, previews.Preview] = {}
        self.sections: dict[str, list[sections.Section]] = {}
        self._essays, self._kept, self._env, self._faults = essays, kept, env, faults
        self.exports: exports.Exports = {}
        self._site, self._pages, known = site_name(config), pages, list(pages.values())
        self._works = library.works(essays.bibliography.records, essays.entries, known)
        self._related = page_data.related(known)
        self._claims = Claims(essays, known, bodies)
        self._say_verdicts(bodies)  # before any of these sentences is quoted
        self._backlinks = Backlinks(known, bodies, [work.id for work in self._works])
        self._minutes = {page.address: page.minutes for page in known if page.part}
        self._scenes = self._scenes_of(next((page for page in known if page.address in HOME), None), bodies)
        self._day = edition.day(edition.timestamp(Path(config.config_file_path)) or edition.OLDEST)
        self._downloads = downloads.listed(config, len(self._minutes))
        self._data_sets = DataSets(self._site, essays, known, self._claims, self._backlinks)

    @cached_property
    def _terms(self) -> set[tuple[str, str]]:
        """The address of the page and the id of each term."""
        pages = (page for page in self._pages.values() if page.kind.entry_type == "term")
        return {(page.address, id) for page in pages for id in page.entries}

    def _say_verdicts(self, bodies: Mapping[str, Node]) -> None:
        for page in self._pages.values():
            drawing.add_verdicts(bodies[page.path], partial(self._claims.verdict_at, page))

    def _scenes_of(self, home: BuiltPage | None, bodies: Mapping[str, Node]) -> dict[str, str]:
        """Address of each essay -> the words with which the front page invites to it."""
        found = drawing.scenes(bodies[home.path]) if home else ()
        return {home.target(address): text([scene]) for address, scene in found if home}

    def draw(self, page: Page, built: BuiltPage, body: Node) -> None:
        """Draw what belongs into the text, so that search knows it too, and hand the rest to the templates."""
        self._note_previews(built, body)
        if page.is_homepage:
            drawing.exclude_scenes(body)
            drawing.add_lengths(body, lambda address: self._minutes.get(built.target(address), 0))
        self.exports |= self._data_sets.files(built)
        drawing.mark_links(body, lambda address: self._mark_of(page, built, address))
        if (name := built.kind.holds) and not body.css(f".{name}"):
            add_within(body, f'<div class="{name}"></div>')
        drawing.sign_legend(body, partial(self._sign_of, page))
        drawn = {**drawing.DRAWN_ANYWHERE, **built.kind.drawn}
        drawing.fill(body, {selector: self._drawing(page, template) for selector, template in drawn.items()})
        if built.kind.level:
            self._add_notes(page, built, body)
        if built is self._claims.page:
            self._offer_claims(page, built, body)
        if built.kind.drawn_at_end:
            add_within(body, self._drawing(page, built.kind.drawn_at_end)())
        if built.kind.has_letters:
            drawing.add_letters(body, self._render(page, "letters", letters=drawing.letters(body)))
        mark_ids(body, page.file.dest_uri, self._kept.ids_moved_from(page.file.dest_uri))
        self.sections[built.path] = sections.of_page(body, built.title, built.meta)
        page.meta["page_data"] = self._data(page, built)

    def _days_of(self, built: BuiltPage) -> Iterator[date]:
        """The days on which data tell that a page changed."""
        yield from (correction.date for correction in self._essays.corrections.of(built.path))
        yield from (change.date for change in self._essays.verdict_changes.entries if built is self._claims.page)

    def news(self) -> list[feed.Event]:
        """All that is dated, for a feed."""
        told = self._essays.verdict_changes, self._essays.corrections
        return feed.events(self._pages, self._claims.page, self._claims.by_id, *told)

    def _drawing(self, page: Page, template: str) -> Callable[[], str]:
        """Draws a template with what any of them may show."""
        built = self._pages[page.file.src_uri]
        return lambda: self._render(
            page,
            template,
            downloads=self._downloads,
            day=self._day,
            address=self._site.address,
            corrections=corrections.listed(self._essays.corrections.entries, self._pages),
            is_whole_list=True,
            files=self._data_sets.links(built),
            kinds=self._essays.help.kinds,
            works=self._works,
            choices=self._choices(built),
            sources=self._claims.cited_below(self._works),
            citing=lambda work: self._backlinks.to(page.url, work),
            resting_on=self._claims.resting_on,
            evidence_page=self._claims.url,
            verdicts=self._claims.by_verdict,
        )

    def _render(self, page: Page, template: str, **parts: object) -> str:
        return self._env.get_template(f"partials/{template}.html").render(page=page, base_url=".", **parts)

    def _add_notes(self, page: Page, built: BuiltPage, body: Node) -> None:
        """Each term or claim with the passages that use it, and a claim with its verdict and how that changed."""
        claims = self._claims.by_id if built is self._claims.page else {}
        drawing.add_notes(
            body,
            built.kind.level,
            lambda id: self._render(page, "verdict", claim=claims[id]) if id in claims else "",
            lambda id: self._changes(page, claims.get(id)) + self._uses(page, built, id),
        )

    def _offer_claims(self, page: Page, built: BuiltPage, body: Node) -> None:
        """Let a reader choose among the claims, above the first of them."""
        offered = self._choices(built)
        drawing.wrap_entries(body, built.kind.level, offered.classes)
        drawing.add_above(body, "section.choice", self._render(page, "choices", choices=offered))

    def _choices(self, built: BuiltPage) -> Choices:
        if built is self._claims.page:
            return choices.of_claims(self._claims, self._pages.values(), self._backlinks)
        return choices.of_works(self._works)

    def _uses(self, page: Page, built: BuiltPage, id: str) -> str:
        name = next(heading.text for heading in built.headings if heading.id == id)
        return self._render(
            page, "backlinks", backlinks=self._backlinks.to(built.url, id), said="Used in {}", name=name
        )

    def _changes(self, page: Page, claim: page_data.Claim | None) -> str:
        changes = self._essays.verdict_changes.of(claim.id) if claim else ()
        return self._render(page, "verdict_changes", changes=changes)

    def _mark_of(self, page: Page, built: BuiltPage, address: str) -> tuple[str, str]:
        """The class of a link to a term or a claim, and the shape of the claim's verdict."""
        if claim := self._claims.at(built, address):
            return "to-claim", self._render(page, "verdict_mark", claim=claim)
        return ("to-term" if (built.target(address), anchor(address)) in self._terms else "", "")

    def _sign_of(self, page: Page, words: str) -> str:
        name = next((name for name, said in VERDICTS.items() if said == words), "")
        return self._render(page, "verdict_sign", name=name) if name else ""

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
        found.minutes, found.scene = built.minutes, self._scenes.get(built.address, "")
        found.title = in_two_parts(escape(built.title))
        found.corrections = corrections.listed(self._essays.corrections.of(built.path), self._pages)
        found.changed = built.last_change(self._days_of(built))
        if is_citable(built):
            found.citation, files = exports.of_page(built, self._site, self._data_sets.taken)
            self.exports |= files
            if self._site.address:
                addresses = self._data_sets.addresses(built)
                found.linked_data = linked_data.of_page(built, self._site, found.changed, addresses)
        found.backlinks = self._backlinks.to(built.url)
        if built.part and self._claims.page:
            found.evidence_page = self._claims.url
            found.verdicts = page_data.evidence_behind(built, self._claims.page)
        if built.cited and not kind.drawn_at_end:
            samples = {work.id: work.sample for work in self._works}
            library = self._backlinks.library
            found.references = page_data.page_references(built.cited, self._essays.entries, library, samples)
            top = page.toc.items[0].children if len(page.toc.items) == 1 else page.toc.items
            top.append(AnchorLink("References", "references", 2))
        return found
