"""Fixing what has one certain answer: an address in another case, without its ending, or of a page that moved.

A finding may bring the whole file as it should be instead; all findings of that file then bring the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from xref.model import Finding
from xref.position import Position
from xref.writing import rewrite

LONGEST = 2000
"""Letters of a link's text, at most."""
SIGNS = re.compile(r"\\.|[\[\]]", re.DOTALL)
"""A bracket, or an escaped letter."""


def fix(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Fix what can be fixed, a file at a time; the findings that were. Raises OSError for a file left as it is."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.fix:
            by_path[finding.path].append(finding)
    for path, found in by_path.items():
        yield from _fix_file(Path(path), found)


def _fix_file(path: Path, findings: list[Finding]) -> list[Finding]:
    whole = [finding.fix for finding in findings if finding.fix and isinstance(finding.fix[0], bytes)]
    return _replace_file(path, findings, *whole[0]) if whole else _fix_addresses(path, findings)


def _replace_file(path: Path, findings: list[Finding], old: bytes, new: bytes) -> list[Finding]:
    if path.read_bytes() != old:
        return []  # somebody saved it meanwhile
    rewrite(path, new)
    return findings


def _fix_addresses(path: Path, findings: list[Finding]) -> list[Finding]:
    text = path.read_bytes().decode(errors="surrogateescape")  # with its line ends, whatever has become of it
    fixed = []
    # From the end, so that what is still to do stays where it is.
    for finding in sorted(findings, key=lambda finding: finding.position, reverse=True):
        if finding.fix and (changed := _changed(text, finding.position, *finding.fix)):
            text = changed
            fixed.append(finding)
    if fixed:
        rewrite(path, text.encode(errors="surrogateescape"))
    return fixed[::-1]


def _changed(text: str, position: Position, old: str, new: str) -> str | None:
    """The text with the address of the link at a place exchanged; None where it is not written as expected."""
    begin = _offset(text, position)
    address = re.escape(old) + ("" if old.endswith(")") else r"(?![\w./#%-])")
    in_yaml = re.compile(rf"[\"']?{address}").match(text, begin)
    in_list = r"|,\s*" if text.startswith("<", begin) else ""  # of the sizes of a picture
    in_page = re.compile(rf"(?:\]\([ ]*<?|\]:[ \t]*<?|=[ ]*[\"']?{in_list}){address}")
    found = in_page.finditer(text, begin, begin + LONGEST + len(old))
    match = in_yaml or next((match for match in found if _is_of(text, begin, match.start())), None)
    return f"{text[: match.end() - len(old)]}{new}{text[match.end() :]}" if match else None


def _is_of(text: str, begin: int, end: int) -> bool:
    """Whether the tag, or the brackets, that begin at a place are still open at another."""
    if text.startswith("<", begin):
        return ">" not in text[begin:end]
    depth = 0
    for sign in SIGNS.finditer(text, begin, end):
        depth += {"[": 1, "]": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] == "]":
            return False
    return depth == 1


def _offset(text: str, position: Position) -> int:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text.removeprefix("\ufeff"))
    return sum(map(len, lines[: position.line - 1])) + position.column - 1 + text.startswith("\ufeff")
