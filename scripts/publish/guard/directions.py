"""Invisible characters that turn the direction of a text, so that it is read otherwise than it is written.

See UAX #9, on overrides, embeddings and isolates, and trojansource.codes on what is done with them. Marks such as
U+200F, which only lean a sign to one side, are needed among Arabic and Hebrew words and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from publish.guard.unsafe import DIRECTION, UnsafeContent
from xref.additions import Folder
from xref.files import shown
from xref.reading.page import FRONT_MATTER
from xref.reading.source_text import UNSEEN, SourceText

TEXTS = {".md", ".yml", ".yaml", ".json", ".csv", ".txt", ".svg", ".css", ".js", ".html"}
"""Endings of files that hold text."""
OVERRIDES = "\u202d\u202e"
ENDED_BY = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
"""What begins an embedding or an isolate -> what ends it."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
IN_MARKUP = re.compile(rf"{UNSEEN}|&#x0*(?P<hex>20[26][0-9a-f])\b|&#0*(?P<decimal>82[39]\d)\b", re.M | re.S | re.I)
IN_DATA = re.compile(r"\\(?:u\{?|U0000|)(?P<hex>20[26][0-9a-fA-F])")
"""Spellings of a character: in pages and pictures; in YAML, JSON, scripts and styles."""
BREAK = re.compile(r"\n[ \t]*\n")
"""Where a paragraph ends, and with it all turns."""


class Turn(NamedTuple):
    offset: int
    sign: str


class Directions(dict[str, tuple[UnsafeContent, ...]]):
    """What turns the direction of a text: path of the file -> what."""


def read_directions(folder: Folder) -> Directions:
    """What turns directions in the pages, the files beside them, the data and the configuration."""
    found = Directions()
    paths = {*folder.built, *(path.name for path in folder.path.glob("*.y*ml"))}
    for path in sorted(path for path in paths if PurePosixPath(path).suffix.lower() in TEXTS):
        if turns := _in_file(folder.path / path, path):
            found[path] = turns
    for file in folder.configuration:
        if turns := _in_file(file, shown(file)):
            found[str(file)] = tuple(_placed_in(shown(file), turn) for turn in turns)
    return found


def _in_file(file: Path, path: str) -> tuple[UnsafeContent, ...]:
    return tuple(in_text(file.read_bytes().decode(errors="replace"), path)) if file.is_file() else ()


def _placed_in(path: str, turn: UnsafeContent) -> UnsafeContent:
    """A turn outside the documentation folder, whose place names the file."""
    return turn._replace(position=turn.position._replace(path=path))


def in_text(text: str, path: str) -> Iterator[UnsafeContent]:
    """What turns the direction of a file's text beyond the paragraph's own words."""
    turns = sorted(_turns(text, path))
    source = SourceText("", text) if turns else None
    ends = [0, *(match.start() for match in BREAK.finditer(text)), len(text)] if turns else []
    for start, end in pairwise(ends):
        for turn in _left([turn for turn in turns if start <= turn.offset < end]):
            assert source
            yield UnsafeContent(DIRECTION, _message(turn.sign), source.at(turn.offset))


def _turns(text: str, path: str) -> Iterator[Turn]:
    """The characters that turn directions, as they are or spelt out."""
    yield from (Turn(match.start(), match[0]) for match in TURNING.finditer(text))
    is_markup = path.lower().endswith((".md", ".svg", ".html"))
    body = (front.end() if (front := FRONT_MATTER.match(text)) else 0) if is_markup else len(text)
    if "\\" in text:
        yield from _spelt(IN_DATA.finditer(text, 0, body))
    if "&#" in text:
        yield from _spelt(IN_MARKUP.finditer(text, body))


def _spelt(matches: Iterator[re.Match[str]]) -> Iterator[Turn]:
    for match in matches:
        groups = match.groupdict()
        code = int(groups["hex"], 16) if groups["hex"] else int(groups.get("decimal") or 0)
        if TURNING.fullmatch(chr(code)):
            yield Turn(match.start(), chr(code))


def _left(turns: list[Turn]) -> Iterator[Turn]:
    """Of the turns in a paragraph, the overrides and those that nothing ends."""
    begun: list[Turn] = []
    for turn in turns:
        if turn.sign in OVERRIDES:
            yield turn
        elif turn.sign in ENDED_BY:
            begun.append(turn)
        elif begun and turn.sign == ENDED_BY[begun[-1].sign]:
            begun.pop()
    yield from begun


def _message(sign: str) -> str:
    name = f"invisible character U+{ord(sign):04X}"
    if sign in OVERRIDES:
        return f"{name} turns the words after it, which are read otherwise than they are written; remove it"
    return f"{name} turns the words after it, and nothing ends that in its paragraph; U+{ord(ENDED_BY[sign]):04X} would"
