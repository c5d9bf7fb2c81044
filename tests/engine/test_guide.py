"""The guides say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import guides
from publish.additions import RULES as ADDED
from sites import PROJECT
from xref.checking import name
from xref.command import CommandError
from xref.model import Rule
from xref.rules import RULES

GUIDES = sorted(PROJECT.glob("*.md"))
FORMS = [path for path in (PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"]


def test_the_tables_are_those_of_the_code() -> None:
    """If not, `make rules` writes them."""
    text = (PROJECT / "RULES.md").read_text()
    assert guides.with_tables(text) == text
    assert guides.with_tables(re.sub(r"^\| `.*\n", "", text, flags=re.MULTILINE)) == text


def test_a_table_that_lost_its_place_is_missed() -> None:
    with pytest.raises(CommandError, match="no table begins with"):
        guides.with_tables("# Rules\n")


@pytest.mark.parametrize("rule", [*RULES, *ADDED], ids=name)
def test_a_rule_states_its_norm_in_a_sentence_and_what_to_do(rule: Rule) -> None:
    norm, mend, *_ = rule.__doc__.split("\n\n")
    assert re.fullmatch(r"[A-Z].*[.`]\.?", norm)
    assert re.fullmatch(r"[A-Z].*[.`]\.?", mend.strip())


def test_every_command_of_the_guides_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    named = {
        command for guide in GUIDES for command in re.findall(r"(?:`|^    )make ([a-z-]+)", guide.read_text(), re.M)
    }
    assert len(named) > 5
    assert named <= targets


def test_the_form_for_corrections_has_the_field_that_pages_fill_in() -> None:
    form = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE/correction.yml").read_text())
    assert "page" in {field.get("id") for field in form["body"]}


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_little_and_says_that_it_is_public(form: Path) -> None:
    content = yaml.safe_load(form.read_text())
    assert content.keys() == {"name", "description", "title", "body"}
    note, *fields = content["body"]
    assert "public" in note["attributes"]["value"]
    assert len(fields) <= 4
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["type"] in {"input", "textarea"} and field["attributes"]["label"] for field in fields)
