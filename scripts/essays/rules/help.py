"""Where help is to be found: entries that are whole, and looked at again in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from essays.help_entries import FIELDS, FILE, OPTIONAL, SHELF_LIFE
from xref.entries import HelpEntry
from xref.model import Finding, Site
from xref.rules.suggestions import did_you_mean

PHONE = re.compile(r"(?<![\w/.-])\+?\(?\d[\d\s()./-]{5,}\d(?![\w/-])|\b(?:call|dial|text)\s+\d{3,}", re.IGNORECASE)


def incomplete_help(site: Site) -> Iterator[Finding]:
    """A help entry has a name, a kind, a scope, a purpose, an https address, and the day it was checked or `never`."""
    known = {**FIELDS, **OPTIONAL}
    for entry in site.help:
        for name, kind in FIELDS.items():
            if not kind.accepts(entry.data.get(name)):
                yield _finding(site, entry, f"{name!r} is {entry.data.get(name)!r}; expected {kind.name}")
        for name in entry.data.keys() - known.keys():
            yield _finding(site, entry, f"unknown field {name!r}{did_you_mean(name, known)}")
        if not str(entry.data.get("address", "")).startswith("https://"):
            yield _finding(site, entry, f"address {entry.data.get('address')!r} is not https")


def help_overdue(site: Site) -> Iterator[Finding]:
    """A help entry was checked within 180 days (a notice)."""
    for entry in site.help:
        checked = entry.data.get("checked")
        if type(checked) is date and site.today - checked > SHELF_LIFE:
            message = f"{entry.data.get('name')!r} was last checked on {checked}"
            yield Finding(site.source(FILE), entry.position, message, is_notice=True)


def phone_number(site: Site) -> Iterator[Finding]:
    """A help entry holds no phone number: numbers change, and a wrong one is worse than none."""
    for entry in site.help:
        for value in (str(value) for name, value in entry.data.items() if name != "checked"):
            if PHONE.search(value):
                yield _finding(site, entry, f"{value!r} looks like a phone number")


def _finding(site: Site, entry: HelpEntry, message: str) -> Finding:
    return Finding(site.source(FILE), entry.position, message)


RULES = (incomplete_help, help_overdue, phone_number)
