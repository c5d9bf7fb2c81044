"""Which share of the tests a run does, and what it tells of failures to whoever never opens its log."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from push_report import plain

ALL = "1/1"
FAILED = """\
## What the tests found

Tests look at the built pages as a reader meets them. Each line below is a promise of the site that no longer holds, and
what was found instead. If a line makes no sense to you, say so in the pull request; somebody will help.
"""


def pytest_configure() -> None:
    share = os.environ.get("SHARE", ALL)
    if not re.fullmatch(r"[1-9]/[1-9]", share) or share[0] > share[2]:
        raise pytest.UsageError(f"SHARE is {share!r}; expected two digits of which the second is no less, as in 1/2")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the files of tests that are in the share, since the tests of a file use the same sites."""
    number, of = map(int, os.environ.get("SHARE", ALL).split("/"))
    mine = set(sorted({item.path for item in items})[number - 1 :: of])
    config.hook.pytest_deselected(items=[item for item in items if item.path not in mine])
    items[:] = [item for item in items if item.path in mine]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):  # whoever handed out the work tells it
        return
    failed = [report for kind in ("failed", "error") for report in terminalreporter.stats.get(kind, [])]
    if failed and (path := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(summary([(report.nodeid, reason(report)) for report in failed]))


def summary(failed: Sequence[tuple[str, str]]) -> str:
    """A line for each reason, with the tests (their ids) that failed for it."""
    groups = groupby(sorted(failed, key=lambda test: test[::-1]), key=lambda test: test[1])
    lines = [f"- {'; '.join(promise(id) for id, _ in tests)}: {plain(why)}" for why, tests in groups]
    return "\n".join([FAILED, *lines, ""])


def promise(id: str) -> str:
    """`tests/a.py::test_a_page_is_kind[b]` promises "**A page is kind** (b, in tests/a.py)"."""
    path, _, name = id.partition("::")
    words, _, case = name.rpartition("::")[2].removeprefix("test_").partition("[")
    said = words.replace("_", " ")
    return f"**{plain(said[:1].upper() + said[1:])}** ({plain(f'{case[:-1]}, in {path}' if case else f'in {path}')})"


def reason(report: Any) -> str:
    """The first line of what was found."""
    crash = getattr(report.longrepr, "reprcrash", None)
    return ((crash.message if crash else str(report.longrepr)).strip().splitlines() or ["no reason"])[0][:300]
