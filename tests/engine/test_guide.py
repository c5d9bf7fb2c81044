"""The contributor's guide says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from essays.schema import FIELDS
from publish.additions import ADDITIONS
from sites import PROJECT
from xref.checking import explain, name, norm
from xref.model import Rule
from xref.rules import RULES

ADDED = [rule for addition in ADDITIONS for rule in addition.rules]
GUIDE = (PROJECT / "CONTRIBUTING.md").read_text()


def rows(first_cell: str) -> list[str]:
    """The rows of the table whose heading begins with this cell."""
    table = GUIDE[GUIDE.index(f"| {first_cell} |") :]
    return re.findall(r"^ *\| `.*$", table[: re.search(r"\n *\n", table).start()], re.MULTILINE)


def test_the_guide_has_every_field_in_order() -> None:
    expected = [f"| `{f.name}` | {f.required} | {f.kind.name}: `{f.kind.example}` | {f.meaning} |" for f in FIELDS]
    assert [row.strip() for row in rows("field")] == expected


def test_the_guide_has_every_rule_in_order() -> None:
    assert rows("rule") == [f"| `{rule}` | {norm(said)} |" for rule, said in explain(ADDED).items()]


@pytest.mark.parametrize("rule", [*RULES, *ADDED], ids=name)
def test_a_rule_states_its_norm_in_a_sentence(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].*[.`]\.?", norm(rule.__doc__))


def test_every_command_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    for guide in ("README.md", "CONTRIBUTING.md"):
        named = re.findall(r"(?:`|^    )make ([a-z]+)", (PROJECT / guide).read_text(), re.MULTILINE)
        assert named
        assert set(named) <= targets


def test_workflows_run_nothing_but_make() -> None:
    for path in Path(PROJECT / ".github/workflows").glob("*.yml"):
        for job in yaml.safe_load(path.read_text())["jobs"].values():
            commands = [step["run"] for step in job["steps"] if "run" in step]
            assert all(command.startswith("make ") for command in commands)
