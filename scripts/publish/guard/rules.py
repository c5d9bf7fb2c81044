"""What a proposed change could smuggle in: things that run, load from elsewhere, or tell somebody who reads.

Only for sites that are built with our hooks: elsewhere a script or a frame may be meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from essays import help_entries
from essays.addition import HOOKS
from essays.citing import bibliography
from essays.citing.bibliography import Bibliography
from essays.citing.facts import Citation
from essays.citing.wording import framed
from essays.corrections import Corrections
from essays.help_entries import Help
from essays.schema import PUBLISHED_FIELD
from publish.guard import files, unsafe
from publish.guard.addresses import of_address
from publish.guard.allowed import TEXT
from publish.guard.directions import Directions, read_directions
from publish.guard.files import Fault, Files
from publish.guard.let_pass import LetPass, as_found, unless_let_pass
from publish.guard.let_pass import read as read_let_pass
from publish.guard.link_texts import of_link
from publish.guard.located import located_refusals
from publish.guard.unsafe import UnsafeContent
from xref.additions import Addition, Attributes, Folder, Gatherer
from xref.checking import name
from xref.model import Finding, Rule, Site
from xref.position import Position
from xref.reading.source_positions import strip
from xref.rules.images import remote_image
from xref.urls import is_relative


class GuardGatherer(Gatherer):
    """Gathers what a page holds that is not on the list."""

    def page(self, html: str, marked: str) -> None:
        self.facts += located_refusals(html, marked, self.state.positions)

    def element(self, tag: str, attributes: Attributes) -> Collection[str]:
        return attributes.keys() - TEXT.get(tag, {}).keys()

    def comment(self, text: str) -> None:
        if strip(text).startswith((">", "->")):
            message = "comment that browsers end at once; what follows is part of the page"
            position = self.state.positions.of_words(f"<!--{strip(text)[:2]}") or self.state.last
            self.facts.append(UnsafeContent(unsafe.EMBEDDED, message, position))


def _of_kind(site: Site, kind: str) -> Iterator[Finding]:
    for path, found in _unsafe_content(site):
        if found.kind == kind:
            yield Fault(path, found.position, found.message).finding(site)


def _unsafe_content(site: Site) -> Iterator[tuple[str, UnsafeContent]]:
    for page in site.pages.values():
        yield from ((page.path, unsafe) for unsafe in page.gathered(UnsafeContent))
    for sheet in site.of(Files).sheets:
        yield sheet.path, UnsafeContent(unsafe.STYLE, sheet.message, sheet.position)
    for path, position, address, _ in _data_links(site):
        yield from ((path, UnsafeContent(kind, message, position)) for kind, message, _ in of_address(address))


def _data_links(site: Site) -> Iterator[tuple[str, Position, str, str]]:
    """The links that are drawn from data and the menu: file, place, address and words."""
    for record in site.of(Bibliography).records:
        for address in (record.data.get("URL"), framed("https://doi.org/{}", record.data.get("DOI"))):
            yield bibliography.FILE, record.position, str(address or ""), ""
    for entry in site.of(Help).entries:
        yield help_entries.FILE, entry.position, entry.address, entry.name
    for link in (entry for entry in site.navigation or () if not is_relative(entry.target)):
        yield "", link.position, link.target, link.title


def script_in_text(site: Site) -> Iterator[Finding]:
    """A text runs nothing: no script, no event attribute, no `javascript:` address, in pages and records.

    Take it out: a text needs nothing that runs.
    """
    yield from _of_kind(site, unsafe.SCRIPT)


def embedded_content(site: Site) -> Iterator[Finding]:
    """A text holds no frame, form or other element that another place could fill, and loads nothing from elsewhere.

    Take it out, and link to it instead.
    """
    yield from _of_kind(site, unsafe.EMBEDDED)


def style_in_text(site: Site) -> Iterator[Finding]:
    """Styles stand in the site's own sheets, not in a text, and no sheet loads anything from elsewhere.

    Take it out: Markdown and the style sheets give a text its form.
    """
    yield from _of_kind(site, unsafe.STYLE)


def unlisted_markup(site: Site) -> Iterator[Finding]:
    """A text holds what Markdown makes, and of HTML the elements, attributes and values that are listed.

    Write it in Markdown, or take it out.
    """
    yield from _of_kind(site, unsafe.MARKUP)


def unsafe_address(site: Site) -> Iterator[Finding]:
    """An address is relative, `https:`, `http:` or `mailto:`, and hides neither what it holds nor whose host it is.

    Write the address that the page itself has.
    """
    yield from _of_kind(site, unsafe.ADDRESS)


def tracking_link(site: Site) -> Iterator[Finding]:
    """A link goes straight to its page: no tracking parameter, redirector, short address, library proxy or `ping`.

    Write the page's own address, without what was added to it.
    """
    yield from _of_kind(site, unsafe.TRACKING)


def deceptive_link(site: Site) -> Iterator[Finding]:
    """A link whose words show an address leads to it.

    Write words, or the address to which the link leads.
    """
    links = [(page.path, link.position, link.target, link.text) for page in site.pages.values() for link in page.links]
    for path, position, address, words in (*links, *_data_links(site)):
        yield from (Fault(path, position, message).finding(site) for _, message, _ in of_link(address, words))


def turned_text(site: Site) -> Iterator[Finding]:
    """No invisible character turns the direction of a text: no override, and nothing begun that no character ends.

    Delete the invisible character: type the words anew.
    """
    yield from _of_kind(site, unsafe.DIRECTION)
    for path, found in site.of(Directions).items():
        yield from (site.finding(path, turn.position, turn.message) for turn in found)


def unsafe_picture(site: Site) -> Iterator[Finding]:
    """A picture is a whole PNG, JPEG, WebP or AVIF, or an SVG of shapes, words and colours that loads nothing.

    Save the picture anew, as plain SVG or as PNG; `--fix` takes out of an SVG what may not stand in it.
    """
    yield from (fault.finding(site) for fault in site.of(Files).pictures)


def unexpected_file(site: Site) -> Iterator[Finding]:
    """A file beside the pages is a picture, or plain data that `extra.files` names; nothing that a browser runs.

    Delete the file; if it is plain data that readers need, name it in `extra.files`.
    """
    yield from (fault.finding(site) for fault in site.of(Files).unexpected)


def idle_listing(site: Site) -> Iterator[Finding]:
    """A line of `extra.files` names a file that is there, and that needs to be named.

    Take the line out.
    """
    yield from (fault.finding(site) for fault in site.of(Files).listings)


def reserved_id(site: Site) -> Iterator[Finding]:
    """An id is not one of those of the page's own frame, which links and scripts would take for it.

    Give it another id.
    """
    for page in site.pages.values():
        drawn = {"content", "contents", "essay-list", "menu"}
        drawn |= {"notes"} if page.footnotes.used else set()
        drawn |= {"references"} if page.gathered(Citation) else set()
        drawn |= {"citation", "how-to-cite"} if page.field(PUBLISHED_FIELD) else set()
        drawn |= {"corrected"} if site.of(Corrections).of(page.path) else set()
        for anchor in (anchor for anchor in page.anchors if anchor.id in drawn):
            message = f"id {anchor.id!r} is one of the page's own frame; give another, as in {{#my-{anchor.id}}}"
            yield site.finding(page.path, anchor.position, message)


def let_pass(site: Site) -> Iterator[Finding]:
    """What `extra.let_pass` of the configuration lets pass is told in each run, and an entry of no use is removed.

    Take out what is no longer needed. The rest need not be touched in this change.
    """
    found = [as_found(site, name(rule), finding) for rule in GUARDING for finding in rule(site)]
    allowed = site.of(LetPass)
    passing = allowed.passing(found)
    for position, message in allowed.faults:
        yield site.setting(position, message)
    for entry in allowed.entries:
        key = entry.rule, entry.path, entry.message
        where = f"{entry.rule!r} in {entry.path!r}"
        told = f"{where} is let pass, times {entry.times}: {entry.message} ({entry.reason})"
        wrong = f"{found.count(key)} findings of {where} say {entry.message!r}, not {entry.times}; none passes"
        is_notice = key in passing
        yield replace(site.setting(entry.position, told if is_notice else wrong), is_notice=is_notice)


GUARDING: tuple[Rule, ...] = (
    *(script_in_text, embedded_content, style_in_text, unlisted_markup, unsafe_address, tracking_link),
    *(deceptive_link, turned_text, unsafe_picture, unexpected_file),
)
RULES: tuple[Rule, ...] = (*map(unless_let_pass, GUARDING), reserved_id, idle_listing, let_pass)


class Guard(Addition):
    """What nobody may put into a page, a picture or a style sheet."""

    hooks = HOOKS
    facts = (UnsafeContent,)
    gatherer = GuardGatherer
    rules = RULES
    unsuppressible = frozenset(map(name, (*GUARDING, remote_image)))
    allows_stray_links = False

    def __init__(self, folder: Folder):
        super().__init__(folder)
        self.result.data |= {
            Files: files.read(folder),
            Directions: read_directions(folder),
            LetPass: read_let_pass(folder.extra),
        }
