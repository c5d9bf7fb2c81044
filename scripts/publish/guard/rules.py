"""What a proposed change could smuggle in: things that run, load from elsewhere, or tell somebody who reads.

Only for sites that are built with our hooks: elsewhere a script or a frame may be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from essays import help_entries
from essays.addition import HOOKS
from essays.citing import bibliography
from essays.citing.bibliography import Bibliography
from essays.help_entries import Help
from publish.guard import addresses, elements, files, unsafe
from publish.guard.files import Fault, Files
from publish.guard.unsafe import UnsafeContent
from xref.additions import Addition, Attributes, Folder, Gatherer
from xref.model import Finding, Rule, Site
from xref.position import Position
from xref.reading.html_elements import TAKEN_IN
from xref.reading.source_positions import strip


class GuardGatherer(Gatherer):
    """Gathers what in a page would run, load or tell something."""

    def element(self, tag: str, attributes: Attributes) -> set[str]:
        for kind, message, words in elements.of_element(tag, attributes):
            self.facts.append(UnsafeContent(kind, message, self._position(words, attributes)))
        return {
            name
            for name, value in attributes.items()
            if (tag, name) in TAKEN_IN or elements.loads_from_elsewhere(tag, name, value or "")
        }

    def _position(self, words: str, attributes: Attributes) -> Position:
        state = self.state
        marked = next(filter(None, (state.positions.of(value) for value in attributes.values() if value)), None)
        return marked or state.positions.of_next(state.last_mark, strip(words)) or state.last

    def comment(self, text: str) -> None:
        if strip(text).startswith((">", "->")):
            message = "comment that browsers end at once; what follows is part of the page"
            position = self.state.positions.of_words(f"<!--{strip(text)[:2]}") or self.state.last
            self.facts.append(UnsafeContent(unsafe.EMBEDDED, message, position))


def _of_kind(site: Site, kind: str) -> Iterator[Finding]:
    for path, found in _unsafe_content(site):
        if found.kind == kind:
            yield site.finding(path, found.position, found.message)


def _unsafe_content(site: Site) -> Iterator[tuple[str, UnsafeContent]]:
    for page in site.pages.values():
        yield from ((page.path, unsafe) for unsafe in page.gathered(UnsafeContent))
    for sheet in site.of(Files).sheets:
        yield sheet.path, UnsafeContent(unsafe.STYLE, sheet.message, sheet.position)
    for record in site.of(Bibliography).records:
        yield from ((bibliography.FILE, unsafe) for unsafe in _of_entry(record.data.get("URL"), record.position))
    for entry in site.of(Help).entries:
        yield from ((help_entries.FILE, unsafe) for unsafe in _of_entry(entry.address, entry.position))


def _of_entry(address: object, position: Position) -> Iterator[UnsafeContent]:
    for kind, message, _ in addresses.of_address(str(address or "")):
        yield UnsafeContent(kind, message, position)


def script_in_text(site: Site) -> Iterator[Finding]:
    """A text runs nothing: no script, no event attribute, no `javascript:` address, in pages and records."""
    yield from _of_kind(site, unsafe.SCRIPT)


def embedded_content(site: Site) -> Iterator[Finding]:
    """A text holds no frame, form or other element that another place could fill, and loads nothing from elsewhere."""
    yield from _of_kind(site, unsafe.EMBEDDED)


def style_in_text(site: Site) -> Iterator[Finding]:
    """Styles stand in the site's own sheets, not in a text, and no sheet loads anything from elsewhere."""
    yield from _of_kind(site, unsafe.STYLE)


def unsafe_address(site: Site) -> Iterator[Finding]:
    """An address is relative, `https:`, `http:` or `mailto:`; `data:` and the like hide what they hold."""
    yield from _of_kind(site, unsafe.ADDRESS)


def tracking_link(site: Site) -> Iterator[Finding]:
    """A link tells nobody who follows it: no tracking parameter, no shortened address, no `ping`."""
    yield from _of_kind(site, unsafe.TRACKING)


def unsafe_picture(site: Site) -> Iterator[Finding]:
    """A picture is a whole PNG, JPEG, WebP or AVIF, or an SVG of shapes, words and colours that loads nothing."""
    yield from _faults(site, site.of(Files).pictures)


def unexpected_file(site: Site) -> Iterator[Finding]:
    """A file beside the pages is a picture, or plain data that `extra.files` names; nothing that a browser runs."""
    yield from _faults(site, site.of(Files).unexpected)


def idle_listing(site: Site) -> Iterator[Finding]:
    """A line of `extra.files` names a file that is there, and that needs to be named."""
    yield from _faults(site, site.of(Files).listings)


def _faults(site: Site, faults: Iterable[Fault]) -> Iterator[Finding]:
    for fault in faults:
        path = site.source(fault.path) if fault.path else site.configuration
        yield Finding(path, fault.position, fault.message, fix=fault.fix)


OF_FILES: tuple[Rule, ...] = (unsafe_picture, unexpected_file)
"""What may not be published beside the pages: the build stops."""

RULES: tuple[Rule, ...] = (
    *(script_in_text, embedded_content, style_in_text, unsafe_address, tracking_link),
    *(*OF_FILES, idle_listing),
)


class Guard(Addition):
    """What nobody may put into a page, a picture or a style sheet."""

    hooks = HOOKS
    facts = (UnsafeContent,)
    gatherer = GuardGatherer
    rules = RULES

    def __init__(self, folder: Folder):
        super().__init__(folder)
        self.result.data[Files] = files.read(folder)
