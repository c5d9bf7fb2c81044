"""The template of an essay: the words in it that an author is to replace."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from essays.schema import HELP_FIELD
from essays.sentences import letters, spans
from xref.additions import Folder
from xref.files import text_of
from xref.position import START, Position
from xref.reading.page import front_matter
from xref.reading.source_positions import MARK, SourcePositions, strip
from xref.reading.yaml_positions import YamlError

FILE = "templates/essay.md"
"""Its path in the documentation folder."""
FEWEST_WORDS = 3
"""Fewer may be anybody's."""
NOT_SHOWN = re.compile(r"\]\([^()]*\)|\[-?@[^\]]*\]|\{[^{}]*\}|\[\^[^\]]*\]:?")
"""Of Markdown what no reader sees, and citations and notes, which are no words of a sentence."""
LINK = re.compile(r"\]\(([^()#\s]+)")


class Placeholder(NamedTuple):
    """A sentence or heading of a page that is the template's."""

    text: str
    position: Position


@dataclass(frozen=True)
class Template:
    placeholders: frozenset[str] = frozenset()
    """The letters of each sentence, heading and text of front matter that is to be replaced."""


def read(folder: Folder) -> Template:
    """The template of a documentation folder, empty where none can be read; what leads to help may stay."""
    try:
        text = text_of(folder.path / FILE)
        fields, body = front_matter(text)
    except (OSError, UnicodeDecodeError, YamlError):
        return Template()
    values = [entry.value for entry in fields if isinstance(entry.value, str)]
    found = [*values, *(line for line in _sentences(text[body:]) if not _leads_to_help(folder.path, line))]
    return Template(
        frozenset(letters(NOT_SHOWN.sub("", words)) for words in found if len(words.split()) >= FEWEST_WORDS)
    )


def _sentences(body: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", body):
        yield from (block[begin:end] for begin, end in spans(block))


def _leads_to_help(docs: Path, sentence: str) -> bool:
    return any(_is_help(docs / posixpath.normpath(f"essays/{address}")) for address in LINK.findall(sentence))


def _is_help(page: Path) -> bool:
    try:
        fields, _ = front_matter(text_of(page))
    except (OSError, ValueError):  # which a path with U+0000 is, a text that is not UTF-8, and what is no YAML
        return False
    return any(entry.name == HELP_FIELD and entry.value is True for entry in fields)


def left_in(paragraph: str, before: str, known: frozenset[str], positions: SourcePositions) -> Iterator[Placeholder]:
    """The sentences of a paragraph that are among these; `before` is the last mark before the paragraph."""
    for begin, end in spans(paragraph) if known else ():
        if letters(paragraph[begin:end]) in known:
            text = " ".join(strip(paragraph[begin:end]).split()).rstrip("#↩ ")
            words = r"\s+".join(map(re.escape, text.split()[:FEWEST_WORDS]))
            mark = (MARK.findall(paragraph[:begin]) or [before])[-1]
            position = positions.of_next(mark, f"(?P<words>{words})", "template") or positions.of(mark) or START
            yield Placeholder(text, position)
