"""On generated sites with many defects and traps, the validator reports every defect in its place, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from generate import Defect, write_project
from xref.checking import RULES, check, name
from xref.configured import Choice
from xref.model import Finding
from xref.reading.site import load
from xref.rules.choosing import ALL

RULE_OF = {
    "built-address": "missing-page",  # with an ending it names a file, which the build misses
    "duplicate-anchor-within": "duplicate-anchor",
    "excluded-page": "missing-page",
    "missing-anchor-by-definition": "missing-anchor",
    "missing-anchor-here": "missing-anchor",
    "missing-anchor-in-markup": "missing-anchor",
    "missing-anchor-there": "missing-anchor",
    "missing-image-by-definition": "missing-image",
    "missing-image-of-a-set": "missing-image",
    "missing-page-by-definition": "missing-page",
    "missing-page-by-definition-over-lines": "missing-page",
    "missing-page-by-definition-within": "missing-page",
    "missing-page-in-markup": "missing-page",
    "missing-page-in-odd-markup": "missing-page",
    "missing-page-with-code": "missing-page",
    "repeated-heading-within": "repeated-heading",
    "source-in-markup": "missing-page",
    "undefined-footnotes-together": "undefined-footnote",
    "unused-definition-within": "unused-definition",
    "unused-footnote-within": "unused-footnote",
    "wrong-case-anchor": "missing-anchor",
    "wrong-case-file": "missing-page",
}
"""Kind of defect -> the rule that reports it, if its name is another; nothing is expected of a rule not yet there."""


@pytest.mark.parametrize("seed", range(8))
def test_every_defect_is_reported_where_it_stands_and_nothing_else(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = write_project(tmp_path, 40, seed, defects=160, traps=120, theme=None)
    monkeypatch.chdir(tmp_path)
    expected, found = Counter(_expected(truth)), Counter(map(_report, check(load(Path("mkdocs.yml")), Choice((ALL,)))))
    wrong = [f"missed: {report}" for report in expected - found] + [f"false: {report}" for report in found - expected]
    assert not wrong, "\n".join(sorted(wrong))


def test_a_site_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first, second, other = (_written(tmp_path / str(number), seed) for number, seed in enumerate((1, 1, 2)))
    assert first == second != other


def _expected(truth: Iterable[Defect]) -> Iterator[str]:
    known = {name(rule) for rule in RULES}
    for defect in truth:
        rule = RULE_OF.get(defect.kind, defect.kind)
        if rule in known:
            yield f"{defect.path}:{defect.line}:{defect.column} {rule}"


def _report(finding: Finding) -> str:
    return f"{finding.path}:{finding.position.line}:{finding.position.column} {finding.rule}"


def _written(folder: Path, seed: int) -> tuple[list[Defect], dict[Path, bytes]]:
    truth = write_project(folder, 8, seed, defects=40, traps=40)
    return truth, {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
