"""What a proposed change could smuggle in: things that run, load from elsewhere, or tell somebody who reads."""

from __future__ import annotations

from collections.abc import Iterator

from essays import help_entries
from essays.citing import bibliography
from publish import guard
from xref.model import Finding, Site, UnsafeContent
from xref.position import START, Position
from xref.rules.images import PICTURES

EXPECTED = PICTURES | {"css", "js", "csv", "txt", "yml", "yaml", "json"}
"""Endings of files that may stand beside the pages."""


def _of_kind(site: Site, kind: str) -> Iterator[Finding]:
    for path, found in _unsafe_content(site):
        if found.kind == kind:
            yield site.finding(path, found.position, found.message)


def _unsafe_content(site: Site) -> Iterator[tuple[str, UnsafeContent]]:
    for page in site.pages.values():
        yield from ((page.path, unsafe) for unsafe in page.unsafe_content)
    for path, found in site.unsafe_content.items():
        yield from ((path, unsafe) for unsafe in found)
    for record in site.bibliography or ():
        yield from ((bibliography.FILE, unsafe) for unsafe in _of_entry(record.data.get("URL"), record.position))
    for entry in site.help:
        yield from ((help_entries.FILE, unsafe) for unsafe in _of_entry(entry.data.get("address"), entry.position))


def _of_entry(address: object, position: Position) -> Iterator[UnsafeContent]:
    for kind, message, _ in guard.of_address(str(address or "")):
        yield UnsafeContent(kind, message, position)


def script_in_text(site: Site) -> Iterator[Finding]:
    """A text runs nothing: no script, no event attribute, no `javascript:` address, in pages, pictures and records."""
    yield from _of_kind(site, guard.SCRIPT)


def embedded_content(site: Site) -> Iterator[Finding]:
    """A text holds no frame, form or other element that another place could fill, and loads nothing from elsewhere."""
    yield from _of_kind(site, guard.EMBEDDED)


def style_in_text(site: Site) -> Iterator[Finding]:
    """Styles stand in the site's own sheets, not in a text, and no sheet or picture loads anything from elsewhere."""
    yield from _of_kind(site, guard.STYLE)


def unsafe_address(site: Site) -> Iterator[Finding]:
    """An address is relative, `https:`, `http:` or `mailto:`; `data:` and the like hide what they hold."""
    yield from _of_kind(site, guard.ADDRESS)


def tracking_link(site: Site) -> Iterator[Finding]:
    """A link tells nobody who follows it: no tracking parameter, no shortened address, no `ping`."""
    yield from _of_kind(site, guard.TRACKING)


def unexpected_file(site: Site) -> Iterator[Finding]:
    """A file beside the pages is a picture, style sheet, script or plain data: others may run, or steer the host."""
    for path in sorted(site.files):
        name = path.rpartition("/")[2]
        if path not in site.pages and (name.rpartition(".")[2].lower() not in EXPECTED or "." not in name):
            yield site.finding(path, START, "is published as it is; write it in Markdown, or leave it out")


RULES = (script_in_text, embedded_content, style_in_text, unsafe_address, tracking_link, unexpected_file)
