"""A page of the site as a work that others cite: its record, in the form of the bibliography's own.

The author is the site itself, as a body; the day is the page's `published`, so that nothing depends on who built it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from essays.built_page import BuiltPage
from essays.citing import apa
from essays.citing.works import Record
from essays.schema import PUBLISHED_FIELD


@dataclass(frozen=True)
class SiteName:
    """What the records of a site's pages share."""

    title: str
    address: str = ""
    """With a slash at the end; "" where the site does not know it."""
    language: str = "en"
    licence: str = ""
    """The address of that of its text; and what the site says of all its licences."""
    rights: str = ""


def is_citable(page: BuiltPage) -> bool:
    return page.meta.get(PUBLISHED_FIELD) is not None


def page_record(page: BuiltPage, site: SiteName) -> dict[str, Any]:
    """The CSL record of a page that says when it was published."""
    day = page.meta[PUBLISHED_FIELD]
    record = {
        "id": unquote(page.place).replace("/", "-"),
        "type": "webpage",
        "title": page.title,
        "author": [{"literal": site.title}],
        "container-title": site.title,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "language": site.language,
        "URL": site.address and site.address + page.url,
    }
    return {name: value for name, value in record.items() if value}


def page_entry(record: Record) -> apa.ReferenceEntry:
    """How a page is cited in the style of APA."""
    return apa.format_references([record])[record["id"]]
