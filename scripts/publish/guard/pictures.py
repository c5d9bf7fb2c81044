"""What a picture or a style sheet would run or load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from publish.guard.elements import ELSEWHERE, of_element
from publish.guard.unsafe import EMBEDDED, STYLE, UnsafeContent
from xref.position import START, Position

CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def in_style(text: str) -> Iterator[UnsafeContent]:
    """The hazards of a style sheet."""
    seen = CSS_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for match in ELSEWHERE.finditer(seen):
        line = seen.count("\n", 0, match.start())
        position = Position(line + 1, match.start() - (seen.rfind("\n", 0, match.start()) + 1) + 1)
        yield UnsafeContent(
            STYLE, f"style loads from elsewhere: {match[0].strip()!r}; keep a copy under assets/", position
        )
    decoded = CSS_ESCAPE.sub(lambda escape: chr(min(int(escape[1], 16), 0x10FFFF)), seen)
    if len(ELSEWHERE.findall(decoded)) > len(ELSEWHERE.findall(seen)):
        yield UnsafeContent(STYLE, "style loads from elsewhere, hidden in escapes; keep a copy under assets/", START)


def in_picture(data: bytes) -> list[UnsafeContent]:
    """The hazards of an SVG picture, read as XML, since that is what browsers do with it; it may have a style."""
    picture = _Picture()
    try:
        picture.parser.Parse(data, True)
    except expat.ExpatError as error:
        picture.found.append(
            UnsafeContent(EMBEDDED, f"not well-formed: {error}", Position(error.lineno, error.offset + 1))
        )
    return picture.found


class _Picture:
    def __init__(self) -> None:
        self.found: list[UnsafeContent] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = lambda target, _: self._note(EMBEDDED, f"instruction {target!r}")
        self.parser.StartDoctypeDeclHandler = lambda *_: self._note(EMBEDDED, "document type; a picture needs none")

    def _note(self, kind: str, message: str, beside: Position = START) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        position = Position(line + beside.line - 1, beside.column + (column if beside.line == 1 else 0))
        self.found.append(UnsafeContent(kind, message, position))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(" ")[2].lower(): value for key, value in attributes.items()}
        for kind, message, _ in of_element(name.rpartition(" ")[2].lower(), local):
            if kind != STYLE or message.startswith("style loads"):
                self._note(kind, message)
        for unsafe in in_style(local.get("style", "").join("()")):
            self._note(unsafe.kind, unsafe.message)

    def _text(self, text: str) -> None:
        for unsafe in in_style(text):
            self._note(unsafe.kind, unsafe.message, unsafe.position)
