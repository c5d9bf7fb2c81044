"""Run every checker, and list what all of them found in one form: `path:line:column: what is wrong [rule]`.

Findings go to standard output, their count to standard error. A checker that is missing or fails is a finding as well,
so that it hides nothing of what the others found. The site is written to site/ if it could be built, and only then.
With `--format github`, ten errors and ten warnings become annotations, those on lines that differ from `--base` first;
`--summary` lists all, with what to do, at the end of a file.
Exit status: 0 clean or notices alone, 1 findings, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from textwrap import shorten
from typing import NamedTuple

import changes
import checker_output
import push_report
from publish import workshop
from publish.additions import RULES
from xref import command, reporting
from xref.checking import mends
from xref.model import Finding
from xref.position import Position
from xref.reading import chosen

TOOLS = Path(sys.executable).parent
"""The environment's own, whatever else is installed."""
OUTSIDE = {"NO_COLOR": "1", "FORCE_COLOR": "", "COLUMNS": "500"}
"""What keeps colours and broken lines out of the output."""
TRACEBACK = "Traceback (most recent call last)"
XREFS = "xrefs"
VALIDATED = {rule for rules in chosen.RULES.values() for rule in rules} | {XREFS}
"""What MkDocs warns of too; the last, of a configuration that the validator cannot read."""
PLACED = re.compile(r"(?P<path>[^\s:]+)(?::(?P<line>\d+):(?P<column>\d+))?: (?P<message>.+)")
"""What a command of ours says that could not do its work: of which file, and perhaps where in it."""
ACTIONS = [path.as_posix() for path in sorted(Path(".github").glob("**/*.yml")) if path.parent.name != "ISSUE_TEMPLATE"]
LINTER = "Run `make format`, which mends the form of code; what is left is explained where {} lists its rules."
ADDRESS = "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/blob/{GITHUB_SHA}"


class Checker(NamedTuple):
    name: str
    command: Sequence[str]
    read: checker_output.Reader
    mend: str = ""
    """What to do about a finding of which no rule of ours tells."""


MADE = "{made}"
"""Stands in a command for the folder in which this run makes things."""
SITE, BUILT = Path("site"), Path(MADE) / "site"
BUILD = "mkdocs"
CHECKERS = (  # the slow ones first, so that the others run beside them
    Checker("mypy", ["mypy", "--show-column-numbers", "--no-error-summary"], checker_output.lines,
            "Make the types agree."),
    Checker(BUILD, ["mkdocs", "build", "--site-dir", str(BUILT)], checker_output.mkdocs, "Mend what it names."),
    Checker(XREFS, ["python", "scripts/check_xrefs.py"], checker_output.lines),
    Checker("spelling", ["python", "scripts/check_spelling.py"], checker_output.lines,
            "Correct the word; if it is right, add it to `tests/spelling.txt`, at its place in the alphabet."),
    Checker("vendored", ["python", "scripts/vendored.py"], checker_output.lines, "Run `make vendor`."),
    Checker("djlint", ["djlint", "--lint", "--quiet", "overrides"], checker_output.djlint, LINTER.format("djLint")),
    Checker("biome", ["biome", "check", "--max-diagnostics=none", "--reporter=github"], checker_output.biome,
            LINTER.format("Biome")),
    Checker("ruff", ["ruff", "check", "--output-format=sarif"], checker_output.sarif, LINTER.format("Ruff")),
    Checker("ruff-format", ["ruff", "format", "--check", "--output-format=sarif"], checker_output.sarif,
            "Run `make format`."),
    Checker("jactionlint", ["jactionlint", "--profile=correctness", "--shellcheck=", "--pyflakes=", "--format=sarif",
                            *ACTIONS], checker_output.sarif, LINTER.format("actionlint")),  # zizmor judges what is safe
    Checker("zizmor", ["zizmor", "--offline", "--quiet", "--strict-collection", "--persona=auditor", "--format=sarif",
                       *ACTIONS], checker_output.sarif, LINTER.format("zizmor")),
)  # fmt: skip


class Outcome(NamedTuple):
    checker: Checker
    findings: set[Finding]
    succeeded: bool


def main(arguments: Sequence[str] | None = None) -> int:
    return command.run(lambda: _check(arguments))


def _check(arguments: Sequence[str] | None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=reporting.FORMATS, default="text", help="how findings are shown")
    parser.add_argument("--base", default="", help="the commit that the change starts from, such as main")
    parser.add_argument("--summary", default="", help="the file that is to say it all in plain words")
    options = parser.parse_args(arguments)
    outcomes = _run_all()
    findings = sorted(without_repeats(set().union(*(outcome.findings for outcome in outcomes))))
    if options.format == "github":
        _show_on_github(_told(outcomes, findings, changes.changed_since(options.base)), options.summary)
    else:
        command.show(reporting.FORMATS[options.format](findings))
    command.say(f"{len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}\n")
    return 0 if all(finding.is_notice for finding in findings) else 1


def _run_all() -> list[Outcome]:
    with workshop.workshop(Path()) as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = [*pool.map(run, (_told_where(checker, folder) for checker in CHECKERS))]
        if any(outcome.checker.name == BUILD and outcome.succeeded for outcome in outcomes):
            workshop.put_folder(folder / BUILT.name, SITE)
    return outcomes


def _told_where(checker: Checker, folder: Path) -> Checker:
    return checker._replace(command=[part.replace(MADE, str(folder)) for part in checker.command])


def _told(outcomes: Sequence[Outcome], findings: Sequence[Finding], changed: changes.Changed) -> push_report.Report:
    ours = mends(RULES)
    besides = {finding: checker.mend for checker, found, _ in outcomes for finding in found}
    build = next((outcome for outcome in outcomes if outcome.checker.name == BUILD), None)
    is_built = build is None or build.succeeded
    return push_report.Report(
        findings,
        {finding: ours.get(finding.rule) or besides.get(finding, "") for finding in findings},
        changed,
        stopping=[] if is_built else stopping(build.findings if build else ()),
        pages=changes.changed_pages(changed, SITE) if is_built and changed else [],
        address=ADDRESS.format_map(os.environ) if os.environ.get("GITHUB_SHA") else "",
    )


def stopping(findings: Collection[Finding]) -> list[Finding]:
    """Of what a build said that stopped, why: what it says in the validator's form, if anything."""
    return sorted([finding for finding in findings if finding.rule != BUILD] or findings)


def _show_on_github(report: push_report.Report, path: str) -> None:
    command.show(push_report.as_annotations(report))
    if path:
        with open(path, "a", encoding="utf-8") as file:
            file.write(push_report.summary(report))


def run(checker: Checker) -> Outcome:
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
        said = f"cannot run: {error.strerror}: {error.filename}"
        return Outcome(checker, {trouble(checker, said)}, succeeded=False)
    except (ValueError, LookupError, TypeError):  # not the form that it promises
        return Outcome(checker, {failure(checker, done)}, succeeded=False)
    if done.returncode < 0 or (done.returncode and not found) or TRACEBACK in done.stderr:
        found.add(failure(checker, done))
    return Outcome(checker, found, done.returncode == 0)


def trouble(checker: Checker, said: str, place: tuple[str, int] = ("scripts/check.py", 1)) -> Finding:
    """That a checker did not do its work; by default, at the place where it is told what to do."""
    path, line = place
    return Finding(path, Position(line, 1), f"{checker.name} {said}", checker.name)


def failure(checker: Checker, done: subprocess.CompletedProcess[str]) -> Finding:
    """What it said: the last line of a traceback, at the last place in our files, or the beginning of anything else."""
    said = done.stderr.strip() or done.stdout.strip() or "nothing"
    if done.returncode == command.FAILED and (found := _with_place(said.splitlines()[-1], checker)):
        return found
    ours = []
    if TRACEBACK in said:
        frames = re.findall(r'File "([^"]+)", line (\d+)', said)
        ours = [(checker_output.from_root(path), int(line)) for path, line in frames if is_ours(Path(path))]
        said = said.splitlines()[-1]
    said = f"failed with exit status {done.returncode} and said: {shorten(said, 300, placeholder=' ...')}"
    return trouble(checker, said, *ours[-1:])


def _with_place(said: str, checker: Checker) -> Finding | None:
    if not (found := PLACED.fullmatch(said)) or not Path(found["path"]).is_file():
        return None
    return Finding(
        found["path"], Position(int(found["line"] or 1), int(found["column"] or 1)), found["message"], checker.name
    )


def is_ours(path: Path) -> bool:
    return path.is_file() and path.is_relative_to(Path.cwd()) and not path.is_relative_to(TOOLS.parent)


def without_repeats(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Leave out what MkDocs says of links and the navigation where the validator says it, and where it stands."""
    validated = {finding.path for finding in findings if finding.rule in VALIDATED}
    for finding in findings:
        is_repeat = finding.rule == "mkdocs" and checker_output.REPEATED.search(finding.message)
        if not (is_repeat and finding.path in validated):
            yield finding


if __name__ == "__main__":
    sys.exit(main())
