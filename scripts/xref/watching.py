"""Findings while somebody writes: what is new since the last look, and all that a changed page still has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from xref.additions import Additions
from xref.checking import check
from xref.model import Finding, Site
from xref.reading.pages import ReadPages
from xref.reading.site import load


class Watch:
    """Looks at a site again and again; `is_on` says whether anybody asked it to."""

    def __init__(self) -> None:
        self.is_on = False
        self._times: dict[str, int] = {}
        self._known: set[Finding] = set()

    def look(self, configuration: Path, additions: Additions, read_pages: ReadPages) -> Iterator[Finding]:
        site = load(configuration, additions, read_pages)
        findings, times = check(site), dict(_times(site))
        changed = {path for path, time in times.items() if self._times.get(path) != time}
        yield from (finding for finding in findings if finding.path in changed or finding not in self._known)
        self._times, self._known = times, set(findings)


def _times(site: Site) -> Iterator[tuple[str, int]]:
    for path in map(site.source, site.files):
        with suppress(OSError):  # what is gone by now has no time
            yield path, Path(path).stat().st_mtime_ns


watch = Watch()
"""The one of this process: under `mkdocs serve` hooks are loaded anew for every build, this module is not."""
