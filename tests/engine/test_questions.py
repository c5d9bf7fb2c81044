"""What readers ask in words of their own is found, wherever it is said to lead."""

from __future__ import annotations

import json
from pathlib import Path

from essays.built_page import BuiltPage
from essays.questions import Questions
from essays.synonyms import Synonyms
from publish import search
from publish.sections import Section


def found_by(questions: tuple[Questions, ...], folder: Path) -> dict[str, str]:
    """Address of each section of a page -> the words by which it is found besides its own."""
    (folder / "search").mkdir()
    (folder / search.GATHERED).touch()
    sections = {"bread.md": [Section("", "Bread", ""), Section("rest", "Rest", "")]}
    search.write(folder, [BuiltPage("bread.md", "bread.html", "Bread", {})], sections, Synonyms((), questions), {})
    index = json.loads((folder / search.PLACE).read_text().partition(" = ")[2])
    return {address: others for address, *_, others in index["entries"]}


def test_all_that_is_asked_of_one_place_leads_there(tmp_path: Path) -> None:
    questions = (Questions("bread.md#rest", ("how long",)), Questions("bread.md#rest", ("how short", "when")))
    assert found_by(questions, tmp_path) == {"bread.html": "", "bread.html#rest": "how long · how short · when"}


def test_what_is_asked_of_a_place_without_a_section_leads_to_its_page(tmp_path: Path) -> None:
    """As of the page's title, which may have an id."""
    questions = (Questions("bread.md#bread", ("what is bread",)), Questions("bread.md", ("why bread",)))
    assert found_by(questions, tmp_path) == {"bread.html": "what is bread · why bread", "bread.html#rest": ""}
