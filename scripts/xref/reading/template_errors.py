"""Pages of which readers see an error alone: the macros plugin writes it instead of the text, and the build goes on."""

from __future__ import annotations

import re
from pathlib import Path

from xref.files import shown, text_of
from xref.position import Position
from xref.reading.page import FRONT_MATTER, Problem

ERROR = re.compile(
    r"# _Macro (?:Rendering|Syntax) Error_\s+_File_: `.*`\s+"
    r"(?:_Line (?P<line>\d+) in Markdown file:_ \*\*(?P<fault>.*)\*\*|_(?P<kind>\w+)_: (?P<why>.*))"
)
IN_TEMPLATE = re.compile(r'File "<template>", line (\d+)')


def template_error(rendered: str, path: Path) -> Problem | None:
    """Why a page holds no more than an error of its template, and where that is; None where it holds its text."""
    if not (error := ERROR.match(rendered, _body(rendered))):
        return None
    line = error["line"] or [*IN_TEMPLATE.findall(rendered, error.end()), "1"][0]
    source = text_of(path)
    above = source.count("\n", 0, _body(source))
    why = error["fault"] or f"{error['kind']}: {error['why']}"
    place = Position(above + int(line), 1, shown(path))  # its file is not what was rendered
    return Problem(place, f"readers see an error of the macros plugin instead: {why.strip()}")


def _body(text: str) -> int:
    """Where the text of a page begins, as MkDocs hands it on: without front matter and blank lines before it."""
    match = FRONT_MATTER.match(text)
    begin = match.end() if match else 0
    return begin + len(text[begin:]) - len(text[begin:].lstrip("\n"))
