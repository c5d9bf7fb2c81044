"""One build of the site: what is gathered on the way from page to page, drawn into them, and written beside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from selectolax.lexbor import LexborHTMLParser

from essays import page_data, schema
from essays.addition import Essays
from essays.built_page import BuiltPage
from essays.citing import bibliography, wording
from essays.citing.markdown import Citations, reference_id
from essays.help_entries import kind_id
from publish import csp, drawing, edition, exports, feed, front_page, licences, previews, search, settings, typography
from publish.constructs import drawing as constructs
from publish.constructs.extension import Constructs
from publish.faults import fits, require_no_circle, said_by_validator
from publish.guard.allowed import FORWARDING, PAGE, Allowed
from publish.guard.watch import Guard
from publish.html_tree import Node, parse, parted, write
from publish.idle_settings import is_own_file
from publish.kept_addresses import KeptAddresses
from publish.lettering import add_type
from publish.menu import Item, Menu, MenuEntry
from publish.moved import address_from
from publish.parts import Parts
from publish.site_name import PICTURE, identifier, language, repository, runs_to_left, site_name
from xref import writing
from xref.additions import Folder
from xref.files import shown
from xref.reading.folders import closed_folders, stray_links
from xref.reading.site import folder_of, unusable


class Build:
    """Everything that one build knows besides what MkDocs does."""

    def __init__(self, config: MkDocsConfig, is_serving: bool):
        self.config = config
        self.docs = Path(config.docs_dir)
        require_no_circle(self.docs)
        settings.require_site(config)
        self.is_serving = is_serving
        self.licences = licences.read(config)
        self.essays = Essays(Folder(self.docs, shown(self.docs)))
        self.citations = Citations(self.essays.entries)
        self.extensions = (self.citations, Constructs())
        self.faults: list[object] = [*self.essays.result.findings, *settings.faults(config.extra)]
        """What stops the build, as it is found; in words, the validator says it."""
        if not self.essays.are_entries_complete:
            self.faults.append(bibliography.FILE)
        self.guard: Guard  # once MkDocs has found the files
        self.moves: KeptAddresses
        self.parts: Parts  # once it has rendered all pages
        self.pages: dict[str, BuiltPage] = {}
        self.bodies: dict[str, Node] = {}
        self.policies: dict[str, csp.PagePolicy] = {}
        self._picture_size = cache(typography.picture_size)  # of this build alone: the next may find another picture
        self._menu: Menu | None = None
        self._footer_pages: list[Page] | None = None
        self._redirect_template: Template | None = None

    # The door

    def check_input(self, files: Files) -> None:
        """Look at the front matter of all pages before MkDocs uses it; stop where something does not fit."""
        folder = folder_of(self.config, files)
        self.guard = Guard(folder)
        self.moves = KeptAddresses(folder)
        paths = (Path(file.abs_src_path) for file in files.documentation_pages() if file.abs_src_path)
        without = dict(unusable(files))
        self.faults += [*self.moves.result.findings, *self.guard.refused_files, *itertools.filterfalse(fits, paths)]
        self.faults += [*without, *closed_folders(self.docs), *stray_links(self.docs)]
        self.stop_if_invalid()
        least = InclusionLevel.DRAFT if self.is_serving else InclusionLevel.NOT_IN_NAV
        for file in (*without, *[file for file in files if file.inclusion.value < least.value]):
            files.remove(file)  # to what is left out, MkDocs would have the menu lead

    @property
    def is_valid(self) -> bool:
        return not self.faults and not self.guard.texts

    def stop_if_invalid(self) -> None:
        """End the build with what the validator says; while somebody writes, the pages say it instead."""
        if not self.is_valid and not self.is_serving:
            raise Abort("\n".join(["", *said_by_validator(self.config, self.guard.texts)]))

    def drop_invalid_fields(self, page: Page) -> None:
        """Leave to templates only those fields of front matter that fit."""
        page.meta = schema.fitting(page.meta)

    def remove_theme_files(self, files: Files) -> Files:
        """Publish what the documentation folder holds and our templates use, and none of the theme's own files."""
        own = f"{self.config.theme.custom_dir or ''}"
        for file in [file for file in files if file.src_dir in self.config.theme.dirs]:
            if file.src_dir != own or not file.src_uri.startswith("assets/"):
                files.remove(file)
        return files

    # Page by page

    def gather(self, page: Page, html: str) -> None:
        """Note what a page holds, while its citations are known."""
        self.faults += self.citations.problems
        body = self.bodies[page.file.src_uri] = parse(html)
        self.guard.clean(page.file.src_uri, body)
        typography.close_quotations(body)  # before anything quotes the text
        facts = drawing.links(body), drawing.headings(body), dict(self.citations.cited), typography.minutes(body)
        built = BuiltPage(page.file.src_uri, page.url, str(page.title), page.meta, *facts)
        self.pages[built.path] = built
        # MkDocs would miss the anchors that templates draw.
        page.present_anchor_ids = (page.present_anchor_ids or set()).union(self._generated_ids(built))

    def _generated_ids(self, page: BuiltPage) -> Iterator[str]:
        yield from map(reference_id, page.cited)
        yield from self.essays.generated_ids(page.meta)
        yield from self.moves.kept.ids_moved_from(self.moves.built.get(page.path, ""))

    def draw(self, env: Environment, files: Files) -> None:
        """All pages are rendered, none is drawn yet: the moment at which each can be told of the others."""
        self.stop_if_invalid()
        self._equip(env)
        faults = () if self.is_valid else tuple(said_by_validator(self.config, self.guard.texts))
        self.parts = Parts(self.config, self.essays, self.moves.kept, self.pages, self.bodies, env, faults)
        has_feed = self.config.site_url and self.parts.news()
        env.globals["feed"] = f"{self.config.site_url}{feed.PLACE}" if has_feed else ""
        for page in (file.page for file in files.documentation_pages(inclusion=InclusionLevel.all) if file.page):
            self._draw_page(page, self.pages[page.file.src_uri], self.bodies.pop(page.file.src_uri))

    def _equip(self, env: Environment) -> None:
        """Tell the templates of what is the same on all pages."""
        env.globals |= {"config": self.config, "licences": self.licences, "rights": [*licences.pieces(self.config)]}
        env.globals |= {"picture": PICTURE, "language": language(self.config), "repository": repository(self.config)}
        env.globals["runs_to_left"] = runs_to_left(language(self.config))
        env.filters |= {"trim_css": typography.trim_css, "help_id": kind_id, "csp": self._policy}
        env.filters |= {"by_page": page_data.by_page, "day": edition.written, "sentences": wording.sentences}
        env.tests["own_file"] = self._is_own_file
        self._redirect_template = env.get_template("moved.html") if self.moves.kept.moved else None

    def _draw_page(self, page: Page, built: BuiltPage, body: Node) -> None:
        self.parts.draw(page, built, body)
        data = page.meta["page_data"]
        works = {work.id: work.beside for work in data.references}
        typography.apply(body, lambda address: self._picture_size(self.docs / built.target(address)), works)
        constructs.draw(body)
        page.content = write(body)
        data.head, data.lead, data.rest, data.notes = parted(body, has_lead=bool(built.part))
        if page.is_homepage:
            data.spread, data.rest = front_page.opened(parse(data.rest))
        data.styles = constructs.styles(body)

    def _is_own_file(self, path: object) -> bool:
        """Whether a style sheet or script is one that the site's author wrote, and none that a plugin names."""
        folders = self.docs, Path(self.config.theme.custom_dir or self.docs)
        return is_own_file(path) and any((folder / str(path)).is_file() for folder in folders)

    def _policy(self, style: str, *scripts: str) -> str:
        """For templates: the policy of pages with these inline; none while somebody writes, when pages reload."""
        return "" if self.is_serving else csp.policy(style, *scripts)

    def menu(self, nav: Navigation, page: Page | None) -> list[MenuEntry]:
        """The menu as a page shows it."""
        if self._menu is None:
            self._menu = Menu(nav, self._menu_entry)
        return self._menu.on(page)

    def footer_pages(self, nav: Navigation) -> list[Page]:
        """Those to which every page leads at its foot: of a kind that asks for it, and all of the last section.

        Looked for once, since what is looked for on every page takes a series of 800 essays 800 times.
        """
        if self._footer_pages is None:
            last = nav.items[-1:]  # none of a site without pages
            self._footer_pages = [page for page in nav.pages if self._is_in_footer(page) or page.parent in last]
        return self._footer_pages

    def _is_in_footer(self, page: Page) -> bool:
        return self.pages[page.file.src_uri].kind.in_footer

    def _menu_entry(self, item: Item) -> MenuEntry:
        address = item.url or ""
        built = self.pages.get(item.file.src_uri) if isinstance(item, Page) else None
        if not built:
            title = str(item.title or address)  # of an address in `nav` that nobody named
            return MenuEntry(address, title, title)
        is_help = bool(built.meta.get(schema.HELP_FIELD))
        return MenuEntry(address, built.title, built.short_title, built.part, is_help)

    def check_policy(self, name: str, output: str) -> str:
        """Hold a drawn page against its policy, and write it as the browser reads it."""
        document = LexborHTMLParser(output)
        self._look_at(name, document)
        return str(document.html)

    def _look_at(self, name: str, document: LexborHTMLParser, allowed: Allowed = PAGE) -> None:
        """The last look at a page before it is published."""
        self.policies[name] = csp.check_policy(document, leads_on=allowed is FORWARDING)
        self.guard.look_at(name, document, allowed)

    # The end

    def finish(self) -> None:
        """Write what belongs beside the pages, and stop where a page holds what its policy forbids."""
        site = Path(self.config.site_dir)
        previews.write(site, self.parts.previews)
        people = {record.id: record.people for record in self.essays.bibliography.records}
        search.write(site, self.pages.values(), self.parts.sections, self.essays.synonyms, people)
        texts = {licence.published: licence.text for licence in self.licences}
        exports.write(site, self.docs, {**self.parts.exports, **texts, **self._for_the_web()})
        add_type(site)
        self._write_redirects(site)
        self._check_copied_pages(site)
        if faults := [*self.guard.pages, *csp.faults(self.policies)]:
            raise Abort("\n".join(["", *faults]))

    def _for_the_web(self) -> exports.Exports:
        """What needs the site's address: what is new, and what programs that gather pages may read, which is all."""
        if not (address := self.config.site_url):
            return {}
        found = {"robots.txt": f"User-agent: *\nDisallow:\n\nSitemap: {address}sitemap.xml\n"}
        if news := self.parts.news():
            found[feed.PLACE] = feed.atom(site_name(self.config), identifier(self.config), news)
        return found

    def _write_redirects(self, site: Path) -> None:
        """Put a page that leads on at the address of each page that moved."""
        for old, new in self.moves.kept.pages_moved(self.moves.built).items():
            assert self._redirect_template
            target, root = address_from(old, new), address_from(old, ".")
            html = self._redirect_template.render(config=self.config, page=None, base_url=root, target=target)
            page = LexborHTMLParser(html)
            self._look_at(old, page, FORWARDING)
            writing.write(site / old, str(page.html))

    def _check_copied_pages(self, site: Path) -> None:
        """Pages that MkDocs copied as they were."""
        for path in site.rglob("*.html"):
            name = path.relative_to(site).as_posix()
            if name not in self.policies:
                self._look_at(name, LexborHTMLParser(path.read_text(encoding="utf-8", errors="replace")))
