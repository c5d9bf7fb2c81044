"""What the site's own build adds to the rules: what leads nowhere in it, whoever wrote that, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xref.groups import group_of
from xref.model import Finding, Page, Site
from xref.outcome import Dead, Key, Kind
from xref.position import START, Position
from xref.urls import anchor, resolve

NOTE = "; a plugin put it there, near this line"


def is_dead(site: Site, kind: Kind, page: Page, address: str, there: str | None) -> bool:
    """Whether a link or picture of a page leads nowhere in the built site; False where nothing was built."""
    return bool(site.outcome and site.outcome.is_dead(kind, page.path, _keys(site, address, there)))


def _keys(site: Site, address: str, there: str | None) -> set[Key]:
    """An address as it may stand in the built page: as typed only if it leads to no file, else the build rewrote it."""
    built = site.outcome.built if site.outcome else {}
    key = built.get(there or "", ""), anchor(address)
    return {key} if there in site.files else {key, address}


def reads(site: Site, page: Page, written: str) -> bool:
    """Whether the built page shows what was written as it was typed; True where nothing was built."""
    return not site.outcome or written in site.outcome.pages.words(page.path)


def made(site: Site, kind: Kind) -> Iterator[tuple[Page, Position, Dead]]:
    """What leads nowhere and stands in no page's text: its page, the nearest place there, and the address."""
    for dead in site.outcome.dead_of(kind) if site.outcome else ():
        page = site.pages.get(dead.page)
        if page and not set(dead.keys) & _written(site, page):
            yield page, _near(site, dead), dead


def _written(site: Site, page: Page) -> set[Key]:
    """All addresses of a page's text, as they may stand in the built page."""
    left = {link.target for link in page.links if link.raw} | {image.source for image in page.images if image.raw}
    addresses = {link.target for link in page.links} | {image.source for image in page.images}
    addresses |= {f"#fn:{note.label}" for note in page.footnotes.used}
    return left.union(*(_keys(site, address, resolve(page.path, address)) for address in addresses))


def _near(site: Site, dead: Dead) -> Position:
    """Where the last words before an address stand in the text of its page."""
    text = site.outcome.texts.get(dead.page, "") if site.outcome else ""
    words = dead.before.split()
    tries = (" ".join(words[end - size : end]) for size in (4, 2, 1) for end in range(len(words), size - 1, -1))
    offset = next((text.index(some) for some in tries if some in text), 0)
    return Position(text.count("\n", 0, offset) + 1, 1)


def in_files(site: Site, findings: Iterable[Finding]) -> list[Finding]:
    """Findings in pages as they were rendered, placed in the files that authors see.

    What a plugin put into a page is reported if a reader meets it, and no question of style.
    """
    if not site.outcome:
        return list(findings)
    pages = {site.source(path): path for path in site.outcome.texts}
    placed = (_in_file(site, finding, pages.get(finding.path)) for finding in findings)
    return sorted({finding for finding in placed if finding})


def _in_file(site: Site, finding: Finding, path: str | None) -> Finding | None:
    if path is None or not site.outcome:
        return finding
    is_broken = group_of(finding.rule) == "broken"
    if path not in site.outcome.origins:
        message = f"in {path!r}, which a plugin made: {finding.message}"
        return Finding(site.configuration, START, message, finding.rule) if is_broken else None
    position, is_there = site.outcome.origins[path](finding.position)
    if is_there:
        return replace(finding, position=position)
    message = finding.message.removesuffix(NOTE) + NOTE
    return replace(finding, position=position, message=message, fix=None) if is_broken else None
