"""Why MkDocs does not take a configuration: in an author's words, and where in the file it stands."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from pathlib import Path

from xref.files import shown, text_of
from xref.position import Position
from xref.reading.yaml_positions import YamlError, compose, node_position, pairs

TOOL = Path(__file__).parents[1]
TRACE = re.compile(r'^(?:Traceback [^\n]*\n)? +File ".*^ [^\n]*\n(?=\S)', re.MULTILINE | re.DOTALL)
"""The lines of an account of what failed which show where in the code; what follows says why."""
ASKED_FOR_TEXT = re.compile(r"(?<=Expected type: )<class 'str'>")
QUOTED_TEXT = "text, between quotes where it looks like something else"
SETTING = re.compile(r"Config value '(\w+)'")
CLASS = re.compile(r"(?:an? )?<class '(?:\w+\.)*(\w+)'>")
WORDS = {
    "str": "text",
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "date": "a date",
    "datetime": "a date",
    "list": "a list",
    "dict": "lines of `name: value`",
    "NoneType": "nothing",
}
"""What Python calls a kind of value -> what an author does."""


def said(path: Path, faults: Iterable[str]) -> str:
    """All that is wrong, in one line that begins with the place of the first."""
    try:
        node = compose(text_of(path))
    except YamlError as error:
        return _placed(path, error.position, str(error))
    places = {name: node_position(value) for name, value in pairs(node)}
    found = [(places.get(name), plain(fault)) for fault in faults for name in SETTING.findall(fault)[:1] or [""]]
    return "; ".join([_placed(path, *found[0]), *(words for _, words in found[1:])])


def plain(fault: str) -> str:
    """What MkDocs or a plugin says, in one line, without Python's words."""
    words = ASKED_FOR_TEXT.sub(QUOTED_TEXT, " ".join(TRACE.sub("", fault).split()))
    return CLASS.sub(lambda found: WORDS.get(found[1], found[0]), words)


def raised(error: BaseException, folder: Path) -> str:
    """An error in one line, behind the place in the site's own code, such as a hook, that it came from last."""
    frames = traceback.walk_tb(error.__traceback__)
    places = ((Path(frame.f_code.co_filename), line) for frame, line in frames)
    own = [f"{shown(file)}:{line}: " for file, line in places if _is_own(file, folder.resolve())]
    return " ".join(f"{''.join(own[-1:])}{type(error).__name__}: {error}".split())


def _is_own(file: Path, folder: Path) -> bool:
    is_installed = "site-packages" in file.parts or file.is_relative_to(TOOL)
    return file.is_relative_to(folder) and not is_installed


def _placed(path: Path, position: Position | None, words: str) -> str:
    return f"{path}:{position.line}:{position.column}: {words}" if position else f"{path}: {words}"
