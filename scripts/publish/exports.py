"""Files beside the pages that say what pages say, for programs: how a page is cited, and what it holds as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from essays.built_page import BuiltPage
from essays.citing.formats import FORMATS
from essays.citing.pages import SiteName, page_entry, page_record
from essays.citing.works import Record
from essays.page_data import PageCitation, PageLink
from xref import writing

Exports = dict[str, str]
"""Address from the site's root -> what the file holds."""


def works(place: str, records: Iterable[Record]) -> Exports:
    """Works in each format that reference managers read."""
    known = list(records)
    return {f"{place}.{ending}": write(known) for ending, (_, write) in FORMATS.items()}


def work_links(place: str) -> tuple[PageLink, ...]:
    return tuple(PageLink(f"{place}.{ending}", words) for ending, (words, _) in FORMATS.items())


def of_page(page: BuiltPage, site: SiteName, taken: Collection[str]) -> tuple[PageCitation, Exports]:
    """How others may cite a page that says when it was published; `taken` are the addresses of the files of data."""
    record = page_record(page, site)
    entry = page_entry(record)
    place = page.place if not any(link.href in taken for link in work_links(page.place)) else f"{page.place}-page"
    return PageCitation(entry.html, entry.text, work_links(place)), works(place, [record])


def write(site: Path, docs: Path, files: Mapping[str, str]) -> None:
    """Write them into the site; a file of the documentation folder with such a name stays what it is."""
    for name, text in ((unquote(address), text) for address, text in files.items()):
        if not (docs / name).exists():
            writing.write(site / name, text)
