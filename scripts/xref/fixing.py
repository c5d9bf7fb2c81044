"""Mending what has one certain answer: an address in another case, without its ending, or of a page that moved."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from xref.model import Finding
from xref.place import Place


def mend(findings: Iterable[Finding]) -> list[Finding]:
    """Mend what can be mended, a file at a time; the findings that were."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.mend:
            by_path[finding.path].append(finding)
    return [finding for path, found in by_path.items() for finding in _mend_file(Path(path), found)]


def _mend_file(path: Path, findings: list[Finding]) -> list[Finding]:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    mended = []
    # From the end, so that what is still to do stays where it is.
    for finding in sorted(findings, key=lambda finding: finding.place, reverse=True):
        changed = _changed(text, finding.place, *finding.mend)
        if changed:
            text = changed
            mended.append(finding)
    if mended:
        _write(path, text)
    return mended[::-1]


def _changed(text: str, place: Place, old: str, new: str) -> str | None:
    """The text with the address of the link at a place exchanged; None where it is not written as expected."""
    begin = _offset(text, place)
    address = rf"{re.escape(old)}(?![\w./#%-])"
    in_yaml = re.compile(rf"[\"']?{address}").match(text, begin)
    in_page = re.compile(rf"(?:\]\([ ]*<?|\]:[ \t]*<?|=[ ]*[\"']?){address}")
    match = in_yaml or in_page.search(text, begin, begin + 2000 + len(old))
    return f"{text[: match.end() - len(old)]}{new}{text[match.end() :]}" if match else None


def _offset(text: str, place: Place) -> int:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text.removeprefix("\ufeff"))
    return sum(map(len, lines[: place.line - 1])) + place.column - 1 + text.startswith("\ufeff")


def _write(path: Path, text: str) -> None:
    """The whole text or none of it, with the rights that the file had."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
