"""The guides say what the code does, and lead somewhere."""

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
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]*))?\)")


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
    norm, _, mend = rule.__doc__.partition("\n\n")
    assert re.fullmatch(r"[A-Z].*[.`]\.?", norm)
    assert re.fullmatch(r"[A-Z].*[.`]\.?", mend.strip())


def test_every_command_of_the_guides_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    named = {
        command for guide in GUIDES for command in re.findall(r"(?:`|^    )make ([a-z-]+)", guide.read_text(), re.M)
    }
    assert len(named) > 5
    assert named <= targets


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_link_of_a_guide_leads_to_a_file_and_a_heading(guide: Path) -> None:
    for path, anchor in LINK.findall(re.sub(r"^```.*?^```|`[^`\n]*`", "", guide.read_text(), flags=re.M | re.S)):
        if path.startswith("../../"):  # a page of the repository on GitHub
            continue
        target = guide.parent / path if path else guide
        assert target.exists(), path
        assert not anchor or anchor in anchors(target.read_text()), f"{path}#{anchor}"


def anchors(text: str) -> set[str]:
    """The ids of headings, those that GitHub makes of their words among them."""
    headings = re.findall(r"^#+ (.+?)(?: \{#([\w-]+).*\})?$", text, re.MULTILINE)
    return {id or re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for words, id in headings}


def test_every_folder_at_the_top_is_in_the_table_of_the_readme() -> None:
    table = (PROJECT / "README.md").read_text().split("## Where things are")[1].split("\n\n| to change")[0]
    ignored = {line.strip("/") for line in (PROJECT / ".gitignore").read_text().splitlines()}
    folders = {path.name for path in PROJECT.iterdir() if path.is_dir()} - ignored - {".git"}
    assert {folder for folder in folders if f"| `{folder}/" not in table} == set()


def test_the_form_for_corrections_has_the_field_that_pages_fill_in() -> None:
    form = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE/correction.yml").read_text())
    assert "page" in {field.get("id") for field in form["body"]}
