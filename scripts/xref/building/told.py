"""What plugins say in a build's log of links that they read themselves, and that stand in no text of a page."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from xref.files import shown, text_of
from xref.outcome import Dead, Unmatched
from xref.position import START, Position, position_at
from xref.urls import written_on

POST = re.compile(
    r"Error reading metadata of post '(?P<post>[^'\n]+)' in '[^'\n]+':\n"
    r"Couldn't find (?:file for link '(?P<file>[^'\n]+)'|anchor '(?P<anchor>[^'\n]+)' in '(?P<page>[^'\n]+)')"
)
"""Material's blog, of the `links` of a post, which count from the documentation folder."""
SHOWN = re.compile(
    r"Documentation file '(?P<page>[^'\n]+)' contains Swagger UI scr to '(?P<file>[^'\n]+)' which is not found"
)
"""The plugin swagger-ui-tag, of the file that an element names; the word is its own."""
ALIAS = re.compile(r"Alias '(?P<alias>[^'\n]+)' not found in '(?P<page>[^'\n]+)'")
"""The plugin alias, of `[[words]]`, which it leaves as they were typed."""
ENTRY = re.compile(r"The nav item '(?P<entry>[^'\n]+)' doesn't match any files or directories \[(?P<file>[^\]\n]+)\]")
"""The plugin awesome-nav, of an entry in a file of its own."""

Log = Sequence[logging.LogRecord]


def dead(log: Log) -> Iterator[Dead]:
    """The addresses that lead nowhere."""
    for match in _matches(POST, log):
        target, anchor = match["file"] or match["page"], match["anchor"] or ""
        way = written_on(match["post"], target)
        address = f"{target}#{anchor}" if anchor else target
        yield Dead(match["post"], "anchor" if anchor else "page", address, target, way, anchor, "")
    for match in _matches(SHOWN, log):
        way = written_on(match["page"], match["file"])
        yield Dead(match["page"], "page", way, match["file"], way, "", "")
    for match in _matches(ALIAS, log):
        alias = match["alias"]
        yield Dead(match["page"], "page", alias, alias, alias, "", "")


def unmatched(log: Log, root: Path) -> Iterator[Unmatched]:
    """The entries of navigation files, in the documentation folder, to which nothing answers."""
    for match in _matches(ENTRY, log):
        path = root / match["file"]
        yield Unmatched(match["entry"], _place(match["entry"], path)._replace(path=shown(path)))


def _place(entry: str, path: Path) -> Position:
    """Where an entry stands in a file; the beginning of one that cannot be read, or has it otherwise."""
    found = None
    with suppress(OSError, UnicodeDecodeError):
        text = text_of(path)
        found = re.search(rf"(?<![^\s\"'\[,]){re.escape(entry)}(?![^\s\"'\],])", text)
    return position_at(text, found.start()) if found else START


def _matches(pattern: re.Pattern[str], log: Log) -> Iterator[re.Match[str]]:
    said = (record.getMessage() for record in log if record.levelno >= logging.WARNING)
    return filter(None, map(pattern.search, said))
