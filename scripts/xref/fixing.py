"""Fixing what has one certain answer: an address in another case, without its ending, or of a page that moved.

A finding may bring the whole file as it should be instead; all findings of that file then bring the same.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from xref.model import Finding
from xref.position import Position


def fix(findings: Iterable[Finding]) -> list[Finding]:
    """Fix what can be fixed, a file at a time; return the findings that were."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.fix:
            by_path[finding.path].append(finding)
    return [finding for path, found in by_path.items() for finding in _fix_file(Path(path), found)]


def _fix_file(path: Path, findings: list[Finding]) -> list[Finding]:
    whole = [finding.fix for finding in findings if finding.fix and isinstance(finding.fix[0], bytes)]
    return _replace_file(path, findings, *whole[0]) if whole else _fix_addresses(path, findings)


def _replace_file(path: Path, findings: list[Finding], old: bytes, new: bytes) -> list[Finding]:
    if path.read_bytes() != old:
        return []  # somebody saved it meanwhile
    _write(path, new)
    return findings


def _fix_addresses(path: Path, findings: list[Finding]) -> list[Finding]:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    fixed = []
    # From the end, so that what is still to do stays where it is.
    for finding in sorted(findings, key=lambda finding: finding.position, reverse=True):
        if finding.fix and (changed := _changed(text, finding.position, *finding.fix)):
            text = changed
            fixed.append(finding)
    if fixed:
        _write(path, text.encode())
    return fixed[::-1]


def _changed(text: str, position: Position, old: str, new: str) -> str | None:
    """The text with the address of the link at a place exchanged; None where it is not written as expected."""
    begin = _offset(text, position)
    address = rf"{re.escape(old)}(?![\w./#%-])"
    in_yaml = re.compile(rf"[\"']?{address}").match(text, begin)
    in_page = re.compile(rf"(?:\]\([ ]*<?|\]:[ \t]*<?|=[ ]*[\"']?){address}")
    match = in_yaml or in_page.search(text, begin, begin + 2000 + len(old))
    return f"{text[: match.end() - len(old)]}{new}{text[match.end() :]}" if match else None


def _offset(text: str, position: Position) -> int:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text.removeprefix("\ufeff"))
    return sum(map(len, lines[: position.line - 1])) + position.column - 1 + text.startswith("\ufeff")


def _write(path: Path, data: bytes) -> None:
    """The whole file or none of it, with the rights that the file had."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
