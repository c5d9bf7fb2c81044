"""What the checkers print, read into findings; the rule is empty where a checker has but one."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import unquote, urlsplit

from xref.model import Finding
from xref.position import Position

Done = CompletedProcess[str]
Reader = Callable[[Done], Iterator[Finding]]

LINE = re.compile(
    r"^(?P<path>[^\s:][^:\n]*):(?P<line>\d+):(?:(?P<column>\d+):)? "
    r"(?!note: )(?:error: )?(?P<notice>notice: )?(?P<message>.+?)\s+\[(?P<rule>[\w-]+)\]$",
    re.MULTILINE,
)
DJLINT = re.compile(r"^(?P<path>[^|\n]+)\|(?P<line>\d+):(?P<column>\d+)\|(?P<rule>\w+)\|(?P<message>.*)$", re.MULTILINE)
WORKFLOW_COMMAND = re.compile(
    r"^::\w+ title=(?P<rule>[^,]+),file=(?P<path>[^,]+),line=(?P<line>\d+),"
    r"endLine=\d+,col=(?P<column>\d+),endColumn=\d+::(?P<message>.*)$",
    re.MULTILINE,
)
MKDOCS = re.compile(r"^(?:WARNING|ERROR|Error)(?: +-|:) +(?P<message>.+(?:\n+ .+|\nexpected .+)*)", re.MULTILINE)
REPEATED = re.compile(
    r"""\bcontains an? .*\blink '|['"]nav['"] configuration|^Config value '|^MkDocs encountered an error parsing"""
)
"""What MkDocs says of links, the navigation and a configuration that it does not take."""
POSITION = re.compile(r"\bline (\d+)(?:, column (\d+))?")
FILE_NAME = re.compile(r"[\w./-]+\.\w+")
FOLDERS = (Path(), Path("docs"), Path("overrides"))
"""Where a file may stand that MkDocs names."""


def sarif(done: Done) -> Iterator[Finding]:
    """The form that most linters can write: Static Analysis Results Interchange Format."""
    for result in (result for run in json.loads(done.stdout)["runs"] for result in run["results"]):
        place = result["locations"][0]["physicalLocation"]
        region = place.get("region", {})
        position = Position(region.get("startLine", 1), region.get("startColumn", 1))
        path = from_root(unquote(urlsplit(place["artifactLocation"]["uri"]).path))
        yield Finding(path, position, one_line(result["message"]["text"]), result.get("ruleId", ""))


def biome(done: Done) -> Iterator[Finding]:
    """Workflow commands: of Biome's forms the one that always says where."""
    for match in WORKFLOW_COMMAND.finditer(done.stdout):
        rule = match["rule"].removeprefix("lint/")
        if rule == "format":
            yield Finding(match["path"], Position(1, 1), "not formatted as `make format` would", "format")
        else:
            position = Position(int(match["line"]), int(match["column"]))
            yield Finding(match["path"], position, one_line(unquote(match["message"])), rule)


def lines(done: Done) -> Iterator[Finding]:
    """Lines in the form in which findings are listed; mypy's come near, and its notes belong to the line before."""
    for match in LINE.finditer(done.stdout):
        position = Position(int(match["line"]), int(match["column"] or 1))
        yield Finding(from_root(match["path"]), position, match["message"], match["rule"], bool(match["notice"]))


def djlint(done: Done) -> Iterator[Finding]:
    """Lines as pyproject.toml tells djlint to write them; its columns count from 0."""
    for match in DJLINT.finditer(done.stdout):
        position = Position(int(match["line"]), int(match["column"]) + 1)
        yield Finding(from_root(match["path"]), position, match["message"].rstrip("."), match["rule"])


def mkdocs(done: Done) -> Iterator[Finding]:
    """What the build stops at, which has the form, and what MkDocs logs, which seldom says where."""
    yield from lines(done)
    yield from lines(CompletedProcess(done.args, done.returncode, done.stderr))
    for match in MKDOCS.finditer(done.stderr):
        message = one_line(match["message"])
        line, column = (POSITION.findall(message) or [(1, 1)])[-1]
        yield Finding(named_file(message), Position(int(line), int(column or 1)), message, "mkdocs")


def named_file(message: str) -> str:
    """The first file of the project that a message names, or the configuration."""
    for name in FILE_NAME.findall(message):
        if path := next((folder / name for folder in FOLDERS if (folder / name).is_file()), None):
            return from_root(str(path))
    return "mkdocs.yml"


def from_root(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".:")
