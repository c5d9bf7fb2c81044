"""Each rule of the text says who sees to it, and what it names is there."""

from __future__ import annotations

import re

from publish.additions import RULES as ADDED
from sites import PROJECT
from xref.checking import explain

STYLE = (PROJECT / "STYLE.md").read_text()
LINES = [" ".join(line.split()) for line in re.findall(r"^- .*(?:\n  .*)*", STYLE, re.MULTILINE)]


def test_each_line_says_whether_a_program_sees_to_it_or_a_person() -> None:
    assert len(LINES) > 20
    marked = re.compile(r"\((?:[^()]*\*by eye\*[^()]*|`[\w-]+`(?:[,;][^()]*)?)\)$")
    assert [line for line in LINES if not marked.search(line)] == []


def test_each_rule_and_test_that_is_named_is_there() -> None:
    code = "".join(path.read_text() for path in (PROJECT / "tests").rglob("test_*.py"))
    known = {*explain(ADDED), "spelling", *re.findall(r"def (test_\w+)\(", code)}
    named = {name for line in LINES for name in re.findall(r"`([\w-]+)`", line[line.rindex("(") :])}
    assert named
    assert named <= known
