"""What is new, for readers who want to hear of it: an Atom feed, whose entries and days come from data alone.

See https://www.rfc-editor.org/rfc/rfc4287. An entry is known by an identifier that stays the same wherever the site
stands, made of what it tells; so no reader is told anything twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from essays.built_page import BuiltPage
from essays.citing.pages import SiteName, is_citable
from essays.corrections import Corrections
from essays.page_data import Claim
from essays.schema import PUBLISHED_FIELD
from essays.verdict_changes import VerdictChanges
from publish.text import plain
from publish.xml_text import allowed

PLACE = "feed.xml"
AT_MOST = 100
"""Entries, the latest ones."""
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Event:
    """Something new on a day."""

    day: date
    title: str
    summary: str
    address: str
    """From the site's root."""


def published(pages: Iterable[BuiltPage]) -> list[Event]:
    return [
        Event(page.meta[PUBLISHED_FIELD], plain(page.title), str(page.meta.get("description") or ""), page.url)
        for page in pages
        if is_citable(page)
    ]


def judged(evidence: BuiltPage | None, claims: Mapping[str, Claim], changes: VerdictChanges) -> list[Event]:
    """How claims changed; `claims` are those of the evidence page, by id."""
    return [
        Event(
            change.date,
            f"Claim {claims[change.claim].number}: {change.new_words}",
            " ".join(filter(None, (change.old_words and f"Before: {change.old_words}.", change.reason))),
            f"{evidence.url}#{change.claim}",
        )
        for change in changes.entries
        if evidence and change.claim in claims
    ]


def corrected(pages: Mapping[str, BuiltPage], corrections: Corrections) -> list[Event]:
    """What was put right; `pages` are those of the site, by path."""
    return [
        Event(one.date, f"Correction: {plain(page.title)}", f"{one.what} {one.why}", page.at(one.anchor))
        for one in corrections.entries
        if (page := pages.get(one.page))
    ]


def atom(site: SiteName, identifier: uuid.UUID, events: Iterable[Event]) -> str:
    """The feed of a site that knows its address; `identifier` is the site's own, whatever its address."""
    latest = sorted(events, key=lambda event: event.day, reverse=True)[:AT_MOST]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language or "en"})
    day = latest[0].day if latest else date.min
    _add(feed, title=site.title, id=identifier.urn, updated=_moment(day), rights=site.licence)
    _add(ET.SubElement(feed, "author"), name=site.title)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": site.address + PLACE})
    ET.SubElement(feed, "link", {"href": site.address})
    for event in latest:
        entry = ET.SubElement(feed, "entry")
        own = uuid.uuid5(identifier, f"{event.day} {event.address} {event.title} {event.summary}")
        _add(entry, title=event.title, id=own.urn, updated=_moment(event.day), summary=event.summary)
        ET.SubElement(entry, "link", {"href": site.address + event.address})
    ET.indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _add(parent: ET.Element, **texts: str) -> None:
    """Elements of these names with these texts, but for those that are empty."""
    for name, text in texts.items():
        if text:
            ET.SubElement(parent, name).text = allowed(text)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
