"""The guides of this project lead somewhere, and name what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sites import PROJECT

GUIDES = sorted(PROJECT.glob("*.md"))
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]*))?\)")


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
