"""What is new, for readers who want to hear of it: an Atom feed, whose entries and days come from data alone.

See https://www.rfc-editor.org/rfc/rfc4287. An entry is known by an identifier that stays the same wherever the site
stands, made of what it tells of and not of its words; so no reader is told anything twice. A site of which nothing is
dated has no feed, since a feed has to say when it changed.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from essays.built_page import BuiltPage
from essays.citing.pages import SiteName, is_citable
from essays.citing.wording import framed, sentences
from essays.corrections import Correction, Corrections
from essays.page_data import Claim
from essays.schema import PUBLISHED_FIELD
from essays.verdict_changes import VerdictChange, VerdictChanges
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
    of: str
    """What it tells of; with the day, what tells one event from others."""


def events(
    pages: Mapping[str, BuiltPage],
    evidence: BuiltPage | None,
    claims: Mapping[str, Claim],
    changes: VerdictChanges,
    corrections: Corrections,
) -> list[Event]:
    """All that is dated; `pages` are those of the site, by path, and `claims` those of the evidence page, by id."""
    return [*corrected(pages, corrections), *judged(evidence, claims, changes), *published(pages.values())]


def published(pages: Iterable[BuiltPage]) -> list[Event]:
    return [
        Event(page.meta[PUBLISHED_FIELD], plain(page.title), str(page.meta.get("description") or ""), page.url, "page")
        for page in pages
        if is_citable(page)
    ]


def judged(evidence: BuiltPage | None, claims: Mapping[str, Claim], changes: VerdictChanges) -> list[Event]:
    """How claims changed."""
    return [
        Event(
            change.date,
            f"Claim {claims[change.claim].number}: {change.new_words}",
            _told(claims[change.claim], change),
            evidence.at(change.claim),
            change.new if change.is_of_verdict else "wording",
        )
        for change in changes.entries
        if evidence and change.claim in claims
    ]


def _told(claim: Claim, change: VerdictChange) -> str:
    """Of which claim, unless its wording is what changed; and why."""
    of_claim = f"“{claim.text}”" if change.is_of_verdict else ""
    return sentences(of_claim, framed("Before: {}", change.old_words), change.reason)


def corrected(pages: Mapping[str, BuiltPage], corrections: Corrections) -> list[Event]:
    """What was put right."""
    return [
        Event(one.date, f"Correction: {plain(page.title)}", _with_thanks(one), page.at(one.anchor), "correction")
        for one in corrections.entries
        if (page := pages.get(one.page))
    ]


def _with_thanks(correction: Correction) -> str:
    return sentences(correction.what, correction.why, framed("Noticed by {}", correction.noticed_by))


def atom(site: SiteName, identifier: uuid.UUID, events: Sequence[Event]) -> str:
    """The feed of a site that knows its address; `identifier` is the site's own, whatever its address.

    At least one event is to be told.
    """
    latest = sorted(_identified(identifier, events), key=lambda told: told[1].day, reverse=True)[:AT_MOST]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    _add(feed, title=site.title, id=identifier.urn, updated=_moment(latest[0][1].day), rights=site.rights)
    _add(ET.SubElement(feed, "author"), name=site.title)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": site.address + PLACE})
    ET.SubElement(feed, "link", {"href": site.address})
    if site.licence:
        ET.SubElement(feed, "link", {"rel": "license", "href": site.licence})  # RFC 4946
    for own, event in latest:
        entry = ET.SubElement(feed, "entry")
        _add(entry, title=event.title, id=own.urn, updated=_moment(event.day), summary=event.summary)
        ET.SubElement(entry, "link", {"href": site.address + event.address})
    ET.indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _identified(identifier: uuid.UUID, events: Iterable[Event]) -> Iterator[tuple[uuid.UUID, Event]]:
    """Each with an identifier; several of one place, day and kind are told apart by their order."""
    seen: Counter[str] = Counter()
    for event in events:
        known = f"{event.day} {event.address} {event.of}"
        seen[known] += 1
        yield uuid.uuid5(identifier, f"{known} {seen[known]}"), event


def _add(parent: ET.Element, **texts: str) -> None:
    """Elements of these names with these texts, but for those that are empty."""
    for name, text in texts.items():
        if text:
            ET.SubElement(parent, name).text = allowed(text)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
