"""Where help is to be found: entries that are whole, and looked at again in time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essays import synonyms
from essays.help_entries import FILE, INCOMPLETE, SHELF_LIFE, Help
from essays.schema import HELP_FIELD
from essays.synonyms import Synonyms
from xref.model import Finding, Site

PHONE = re.compile(r"(?<![\w/.-])\+?\(?\d[\d\s()./-]{5,}\d(?![\w/-])|\b(?:call|dial|text)\s+\d{3,}", re.IGNORECASE)
_YEAR = r"(?:19|20)\d\d"
_HOUR = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_WHEN = rf"(?:24/7|{_YEAR}-\d\d-\d\d|{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)|{_HOUR}\s?[-–]\s?{_HOUR})"
TIMES = re.compile(rf"(?<![\d+./:-])(?<!\d\s){_WHEN}(?:\s+{_WHEN})*(?![./:-]?\d|\s\d\d?[-\s])")
"""Hours, days and spans of years, which are as long as a phone number; none that is part of a longer one."""


def incomplete_help(site: Site) -> Iterator[Finding]:
    """A help entry has a name, a kind, a scope, a purpose, an https address, and the day it was checked or `never`.

    Add what is missing to the entry.
    """
    yield from (finding for finding in site.mismatches if finding.rule == INCOMPLETE)


def help_overdue(site: Site) -> Iterator[Finding]:
    """A help entry was checked within 180 days (a notice).

    Open the page, see whether the entry still holds, and set the day. It need not be done in this change.
    """
    for entry in site.of(Help).entries:
        if entry.checked and site.today - entry.checked > SHELF_LIFE:
            message = f"{entry.name!r} was last checked on {entry.checked}"
            yield Finding(site.source(FILE), entry.position, message, is_notice=True)


def phone_number(site: Site) -> Iterator[Finding]:
    """A help entry holds no phone number: numbers change, and a wrong one is worse than none.

    Take the number out; the address leads to it.
    """
    for entry in site.of(Help).entries:
        for value in (entry.name, entry.kind, entry.scope, entry.purpose, entry.address, entry.seen_at):
            if PHONE.search(TIMES.sub(",", value)):
                yield Finding(site.source(FILE), entry.position, f"{value!r} looks like a phone number")


def distress_without_help(site: Site) -> Iterator[Finding]:
    """Words of distress, and entries of `help.yml`, have a page to lead to, or to stand on: it says `help: true`.

    Say `help: true` in the front matter of the page that tells where help is, or take the words or the entries out.
    """
    if any(page.field(HELP_FIELD) is True for page in site.pages.values()):
        return
    say = "say 'help: true' in the front matter of the page with help"
    if (listed := site.of(Synonyms)).distress:
        yield Finding(site.source(synonyms.FILE), listed.position, f"words of distress lead nowhere; {say}")
    if entries := site.of(Help).entries:
        yield Finding(site.source(FILE), entries[0].position, f"no page lists these entries; {say}")


RULES = (incomplete_help, help_overdue, phone_number, distress_without_help)
