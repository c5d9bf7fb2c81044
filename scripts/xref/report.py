"""How findings are shown."""

from __future__ import annotations

from collections.abc import Sequence

from xref.model import Finding


def text(finding: Finding) -> str:
    """`docs/index.md:3:5: link to a missing page 'x.md' [missing-page]`"""
    place = f"{finding.place.line}:{finding.place.column}"
    return f"{finding.path}:{place}: {finding.message} [{finding.rule}]"


def count(findings: Sequence[Finding], pages: int) -> str:
    """`2 findings in 14 pages`"""
    return f"{_number(len(findings), 'finding')} in {_number(pages, 'page')}"


def _number(n: int, noun: str) -> str:
    return f"{n or 'no'} {noun}{'' if n == 1 else 's'}"
