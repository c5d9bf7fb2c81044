"""How findings are shown: as text, as JSON, and as annotations on a pull request."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from xref import __version__
from xref.command import in_one_line
from xref.model import Finding

VERSION = 1
"""Of the JSON form; a key added leaves it, a key changed or removed raises it."""


def text(finding: Finding) -> str:
    """`docs/index.md:3:5: link to a missing page 'x.md' [missing-page]`; a notice says that it is one."""
    return f"{_place(finding)}: {_said(finding)} [{finding.rule}]"


def _place(finding: Finding) -> str:
    return f"{in_one_line(finding.path)}:{finding.position.line}:{finding.position.column}"


def _said(finding: Finding) -> str:
    return f"notice: {finding.message}" if finding.is_notice else finding.message


def coloured(finding: Finding) -> str:
    """The same for a terminal: the place in bold, the rule dim."""
    return f"\033[1m{_place(finding)}:\033[0m {_said(finding)} \033[2m[{finding.rule}]\033[0m"


def as_text(findings: Sequence[Finding]) -> str:
    return "".join(f"{text(finding)}\n" for finding in findings)


def as_coloured_text(findings: Sequence[Finding]) -> str:
    return "".join(f"{coloured(finding)}\n" for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """`{"version", "tool", "findings": [{"path", "line", "column", "message", "rule", "notice"}]}`

    Lines and columns count from 1.
    """
    listed = [
        {
            "path": finding.path,
            "line": finding.position.line,
            "column": finding.position.column,
            "message": finding.message,
            "rule": finding.rule,
            "notice": finding.is_notice,
        }
        for finding in findings
    ]
    return json.dumps({"version": VERSION, "tool": f"check-xrefs {__version__}", "findings": listed}, indent=2) + "\n"


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands, which GitHub shows beside the line of the pull request."""
    return "".join(f"{_command(finding)}::{_data(finding.message)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    position = (
        f"file={_property(_from_the_checkout(finding.path))},line={finding.position.line},col={finding.position.column}"
    )
    return f"::{'warning' if finding.is_notice else 'error'} {position},title={_property(finding.rule)}"


def _from_the_checkout(path: str) -> str:
    """A path as GitHub counts it, wherever in the checkout the site is."""
    checkout, whole = os.environ.get("GITHUB_WORKSPACE"), Path(os.path.abspath(path))
    return whole.relative_to(checkout).as_posix() if checkout and whole.is_relative_to(checkout) else path


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_github}


def withheld(unknown_plugins: Sequence[str], configuration: str) -> str:
    """Said once, where plugins or hooks that are not known here could explain what is not reported."""
    names = ", ".join(map(repr, unknown_plugins))
    return f"{configuration}: {names} may change pages or the navigation; what this could explain is not reported"


def fixed(finding: Finding) -> str:
    """`docs/index.md:3:5: fixed 'X.md': it is 'x.md' now [missing-page]`"""
    return f"{_place(finding)}: fixed {_change(finding)} [{finding.rule}]\n"


def _change(finding: Finding) -> str:
    if finding.fix and isinstance(finding.fix[0], str):
        return f"'{finding.fix[0]}': it is '{finding.fix[1]}' now"
    return f"by cleaning the file: {finding.message}"


def count(findings: Sequence[Finding], pages: int) -> str:
    """`2 findings in 14 pages`"""
    return f"{_number(len(findings), 'finding')} in {_number(pages, 'page')}"


def _number(n: int, noun: str) -> str:
    return f"{n or 'no'} {noun}{'' if n == 1 else 's'}"
