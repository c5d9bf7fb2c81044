"""Every recipe of the contributor's guide, followed to the letter, leaves a site in which nothing is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

import guides
from sites import PROJECT, essays_of, front_matter

GUIDE = (PROJECT / "CONTRIBUTING.md").read_text()
BLOCK = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = (
    "roe2026",
    "A word that ends",
    "Kettle rule",
    "kettle rule",
    "kettle-rule",
    "two-chairs",
    "first-talk",
    "my-essay",
)
"""Names of what the recipes make."""
FILES = [*PROJECT.glob("docs/**/*.*")]
HELD = "".join(path.read_text() for path in FILES if path.suffix in (".md", ".yml"))
TAKEN = {name for name in EXAMPLES if name in HELD or name in {path.stem for path in FILES}}
"""Those that the site has already, from somebody who followed a recipe to the letter."""


def free(recipe: str) -> str:
    """A recipe with other names for what the site has already."""
    for name in TAKEN:
        recipe = recipe.replace(name, f"{name}s")
    return recipe


RECIPES = {
    section.partition("\n")[0]: BLOCK.findall(free(section))
    for section in GUIDE.split("\n\n## ")[1:]
    if BLOCK.search(section)
}
"""Title of a recipe -> files and what is added to each."""
RECORD = re.compile(r"^\n  - id: (.+)$", re.MULTILINE)


def add(path: Path, block: str) -> None:
    """Do what a recipe says: at the end of a file, in the alphabet, or where lines of this kind stand."""
    text = path.read_text() if path.exists() else ""
    if path.name == "mkdocs.yml":
        kind = re.match(r" *- (?:essays/)?", block)[0]
        last = [*re.finditer(rf"^{kind}.*\.md\n", text, re.MULTILINE)][-1].end()
    elif path.suffix == ".md" and path.exists() and front_matter(path).get("glossary"):
        terms = re.finditer(r"^## .*$", text, re.MULTILINE)
        last = next((term.start() for term in terms if term[0].casefold() > block.casefold()), len(text))
        block = f"{block}\n" if text[last:] else f"\n{block}"
    elif path.name == "references.yml":
        key = RECORD.match(block)[1]
        last = next((record.start() for record in RECORD.finditer(text) if record[1] > key), len(text))
    else:
        last = len(text)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text[:last] + block + text[last:])


VALIDATOR, SPELLING = ("scripts/check_xrefs.py", "--no-cache"), ("scripts/check_spelling.py",)


def findings(copy: Path, *checks: tuple[str, ...]) -> str:
    """What these checks of a copy say, or both."""
    commands = [[sys.executable, *check] for check in checks or (VALIDATOR, SPELLING)]
    runs = [subprocess.run(command, cwd=copy, capture_output=True, text=True) for command in commands]
    assert {run.returncode for run in runs} <= {0, 1}
    return "".join(run.stdout for run in runs)


def test_there_are_recipes_for_what_people_ask_for() -> None:
    assert set(RECIPES) >= {"A source", "A term", "A picture", "A page", "An essay"}


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_that_is_followed_leaves_nothing_to_correct(recipe: str, own_copy: Path) -> None:
    if recipe == "An essay":
        (own_copy / free("docs/essays/my-essay.md")).write_text(written(new_essay()))
    for path, block in RECIPES[recipe]:
        add(own_copy / path, block)
    assert findings(own_copy) == ""


def test_a_word_that_is_right_is_let_in_by_the_list(own_copy: Path) -> None:
    page, words = own_copy / "docs/index.md", own_copy / "tests/spelling.txt"
    page.write_text(page.read_text() + "\nThey call it zorbling.\n")
    assert "'zorbling' is in no word list" in findings(own_copy, SPELLING)
    words.write_text(words.read_text() + "zorbling\n")
    assert findings(own_copy, SPELLING) == ""


def written(template: str) -> str:
    """An essay for which its author has replaced all words of the template."""
    front, _, _ = template.partition("\n---\n")
    own = {
        "title": "My Own Title",
        "description": "What I argue here.",
        "content_note": "Nothing of note.",
        "series_part": len(essays_of(PROJECT / "docs")) + 1,
    }
    for field, value in own.items():
        front = re.sub(rf"^{field}: .*$", f"{field}: {value}", front, flags=re.MULTILINE)
    return f"{front}\n---\n\n# My Own Title\n\nMy answer is short.\n"


def new_essay() -> str:
    """What GitHub's editor opens with."""
    address = urlsplit(re.search(r"^\[new essay\]: (.*)$", GUIDE, re.MULTILINE)[1])
    query = parse_qs(address.query)
    assert address.path == "../../new/main/docs/essays"
    assert query["filename"] == ["my-essay.md"]
    return query["value"][0]


def test_the_new_file_holds_the_template() -> None:
    """If not, `make rules` writes the link anew."""
    template = (PROJECT / "docs/templates/essay.md").read_text()
    assert new_essay() == template
    assert guides.with_link(GUIDE, template) == GUIDE


def test_a_source_stands_where_the_guide_puts_it(own_copy: Path) -> None:
    """Where `make source` would put it, too."""
    path = own_copy / "docs/references.yml"
    add(path, RECIPES["A source"][0][1])
    keys = [record["id"] for record in yaml.safe_load(path.read_text())["references"]]
    at = keys.index(free("roe2026"))
    assert keys[at - 1] < keys[at] < keys[at + 1]
    assert "at its place in the alphabet of keys" in GUIDE.partition("## A source")[2].partition("```")[0]


def test_recipes_half_followed_are_told(own_copy: Path) -> None:
    """Or the tests above would pass whatever the recipes say."""
    for recipe in ("A source", "A term", "A picture", "A page"):
        path, block = RECIPES[recipe][0]
        add(own_copy / path, block)
    found = findings(own_copy, VALIDATOR)
    for rule in ("uncited-record", "unused-term", "unused-image", "not-in-navigation"):
        assert f"[{rule}]" in found


def test_what_one_change_asks_is_read_on_one_screen() -> None:
    sections = GUIDE.split("\n\n## ")
    assert [section.partition("\n")[0] for section in sections if section.count("\n") > 43] == []
