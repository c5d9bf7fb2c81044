"""The parts that are drawn into a page's text, and the data that its templates see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from essays import page_data
from essays.addition import Essays
from essays.built_page import BuiltPage
from essays.page_data import PageData
from essays.schema import TERM_LEVEL
from publish import downloads, drawing, previews, sections
from publish.html_tree import Node, add_within
from publish.kept_addresses import Kept
from publish.moved import mark_ids
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
        known = list(pages.values())
        self._works = page_data.works(essays.bibliography.records, essays.entries, known)
        self._related = page_data.related(known)
        self._linking = page_data.essays_by_anchor(known)
        self._evidence = page_data.evidence_page(known)
        self._claims = page_data.claims_by_id(self._evidence) if self._evidence else {}
        glossaries = [page for page in known if page.kind.entry_type == "term"]
        self._terms = {(page.url, item.id) for page in glossaries for item in page.headings if item.level == TERM_LEVEL}
        self._minutes = {page.url: page.minutes for page in known if page.part}
        self._downloads = downloads.listed(config, len(self._minutes))

    def draw(self, page: Page, built: BuiltPage, body: Node) -> None:
        """Draw what belongs into the text, so that search knows it too, and hand the rest to the templates."""
        self._note_previews(built, body)
        if page.is_homepage:
            drawing.add_lengths(body, lambda address: self._minutes.get(resolve(built.url, address), 0))
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

    def _drawing(self, page: Page, template: str) -> Callable[[], str]:
        """Draws a template with what any of them may show."""
        return lambda: self._render(
            page,
            template,
            downloads=self._downloads,
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
        if built.part and self._evidence:
            found.evidence_page = self._evidence.url
            found.verdicts = page_data.evidence_behind(built, self._evidence)
        if built.cited and not kind.drawn_at_end:
            found.references = page_data.page_references(built.cited, self._essays.entries)
            top = page.toc.items[0].children if page.toc.items else page.toc.items
            top.append(AnchorLink("References", "references", 2))
        return found
