"""Run every checker, and list what all of them found in one form: `path:line:column: what is wrong [rule]`.

Findings go to standard output, their count to standard error. A checker that is missing or fails is a finding as well,
so that it hides nothing of what the others found.
Exit status: 0 clean or notices alone, 1 findings, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from textwrap import shorten
from typing import NamedTuple

import checker_output
from xref import command, reporting
from xref.model import Finding
from xref.position import Position

TOOLS = Path(sys.executable).parent
"""The environment's own, whatever else is installed."""
OUTSIDE = {"NO_COLOR": "1", "FORCE_COLOR": "", "COLUMNS": "500"}
"""What keeps colours and broken lines out of the output."""
TRACEBACK = "Traceback (most recent call last)"
VALIDATED = {
    "missing-page",
    "missing-anchor",
    "missing-image",
    "absolute-link",
    "missing-from-docs",
    "not-in-navigation",
}
"""What MkDocs warns of too."""
ACTIONS = [path.as_posix() for path in sorted(Path(".github").glob("**/*.yml")) if path.parent.name != "ISSUE_TEMPLATE"]


class Checker(NamedTuple):
    name: str
    command: Sequence[str]
    read: checker_output.Reader


CHECKERS = (  # the slow ones first, so that the others run beside them
    Checker("mypy", ["mypy", "--show-column-numbers", "--no-error-summary"], checker_output.lines),
    Checker("mkdocs", ["mkdocs", "build", "--strict"], checker_output.mkdocs),
    Checker("xrefs", ["python", "scripts/check_xrefs.py"], checker_output.lines),
    Checker("spelling", ["python", "scripts/check_spelling.py"], checker_output.lines),
    Checker("vendored", ["python", "scripts/vendored.py"], checker_output.lines),
    Checker("djlint", ["djlint", "--lint", "--quiet", "overrides"], checker_output.djlint),
    Checker("biome", ["biome", "check", "--max-diagnostics=none", "--reporter=github"], checker_output.biome),
    Checker("ruff", ["ruff", "check", "--output-format=sarif"], checker_output.sarif),
    Checker("ruff-format", ["ruff", "format", "--check", "--output-format=sarif"], checker_output.sarif),
    Checker("jactionlint", ["jactionlint", "--profile=correctness", "--shellcheck=", "--pyflakes=", "--format=sarif",
                            *ACTIONS], checker_output.sarif),  # zizmor judges what is safe
    Checker("zizmor", ["zizmor", "--offline", "--quiet", "--strict-collection", "--persona=auditor", "--format=sarif",
                       *ACTIONS], checker_output.sarif),
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    return command.run(lambda: _check(arguments))


def _check(arguments: Sequence[str] | None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=reporting.FORMATS, default="text", help="how findings are shown")
    options = parser.parse_args(arguments)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        findings = sorted(without_repeats(set().union(*pool.map(run, CHECKERS))))
    command.show(reporting.FORMATS[options.format](findings))
    command.say(f"{len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}\n")
    return 0 if all(finding.is_notice for finding in findings) else 1


def run(checker: Checker) -> set[Finding]:
    program, *arguments = checker.command
    try:
        done = subprocess.run(
            [TOOLS / program, *arguments],
            env=os.environ | OUTSIDE,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        found = {replace(finding, rule=finding.rule or checker.name) for finding in checker.read(done)}
    except OSError as error:
        return {trouble(checker, f"cannot run: {error.strerror}: {error.filename}")}
    except (ValueError, LookupError, TypeError):  # not the form that it promises
        return {failure(checker, done)}
    if done.returncode < 0 or (done.returncode and not found) or TRACEBACK in done.stderr:
        found.add(failure(checker, done))
    return found


def trouble(checker: Checker, said: str, place: tuple[str, int] = ("scripts/check.py", 1)) -> Finding:
    """That a checker did not do its work; by default, at the place where it is told what to do."""
    path, line = place
    return Finding(path, Position(line, 1), f"{checker.name} {said}", checker.name)


def failure(checker: Checker, done: subprocess.CompletedProcess[str]) -> Finding:
    """What it said: the last line of a traceback, at the last place in our files, or the beginning of anything else."""
    said = done.stderr.strip() or done.stdout.strip() or "nothing"
    ours = []
    if TRACEBACK in said:
        frames = re.findall(r'File "([^"]+)", line (\d+)', said)
        ours = [(checker_output.from_root(path), int(line)) for path, line in frames if is_ours(Path(path))]
        said = said.splitlines()[-1]
    said = f"failed with exit status {done.returncode} and said: {shorten(said, 300, placeholder=' ...')}"
    return trouble(checker, said, *ours[-1:])


def is_ours(path: Path) -> bool:
    return path.is_file() and path.is_relative_to(Path.cwd()) and not path.is_relative_to(TOOLS.parent)


def without_repeats(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Leave out what MkDocs says of links and the navigation where the validator says it, and where it stands."""
    validated = {finding.path for finding in findings if finding.rule in VALIDATED}
    for finding in findings:
        is_repeat = finding.rule == "mkdocs" and checker_output.LINK_OR_NAVIGATION.search(finding.message)
        if not (is_repeat and finding.path in validated):
            yield finding


if __name__ == "__main__":
    sys.exit(main())
