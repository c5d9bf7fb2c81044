"""Which part of the code may know of which: the validator for any site knows nothing of this one."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from essays.kinds import KINDS
from essays.schema import FIELDS
from sites import PROJECT

SCRIPTS = PROJECT / "scripts"
MAY_USE = {
    "xref": {"xref"},
    "essays": {"xref", "essays"},
    "publish": {"xref", "essays", "publish"},
}
"""Floor of the house -> the floors that it may stand on."""
WORDS = {"front_matter", "help", "search", "hide", "title", "description", "published"}
"""Names of fields that any site may have, or that are plain words."""


def files(folder: str) -> list[Path]:
    return sorted((SCRIPTS / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The first part of each module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("floor", MAY_USE)
def test_no_floor_leans_on_one_above_it(floor: str) -> None:
    wrong = {
        path.relative_to(SCRIPTS).as_posix(): sorted(above)
        for path in files(floor)
        if (above := set(imported(path)) & MAY_USE.keys() - MAY_USE[floor])
    }
    assert wrong == {}


def test_nothing_but_the_command_and_the_plugin_knows_of_speed() -> None:
    known = {
        path.relative_to(SCRIPTS / "xref").as_posix()
        for path in files("xref")
        if "xref.speed" in path.read_text() and path.parent.name != "speed"
    }
    assert known == {"cli.py", "building/plugin.py"}


def test_the_validator_names_no_field_of_ours() -> None:
    names = (
        {field.name for field in FIELDS}
        | {kind.name for kind in KINDS}
        | {"references.yml", "help.yml", "verdict_changes.yml", "corrections.yml"}
    )
    quoted = {
        (path.name, word)
        for path in files("xref")
        for word in re.findall(r'["\'](\w[\w.]*)["\']', path.read_text())
        if word in names - WORDS - {"plain"}
    }
    assert quoted == set()


def test_the_validator_works_without_its_folder_of_speed(tmp_path: Path) -> None:
    shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(tmp_path / "scripts/xref/speed")
    for name, text in {"mkdocs.yml": "site_name: A\nplugins: []\n", "docs/index.md": "# A\n\n[b](b.md)\n"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    command = [sys.executable, "scripts/check_xrefs.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "docs/index.md:3:1: link to a missing page 'b.md' [missing-page]\n", done.stderr
    assert not (tmp_path / ".cache").exists()


def test_a_file_is_read_at_one_sitting_and_a_function_at_one_glance() -> None:
    sizes, functions = {}, {}
    for path in [*SCRIPTS.glob("*.py"), *(path for floor in MAY_USE for path in files(floor))]:
        text, name = path.read_text(), path.relative_to(SCRIPTS).as_posix()
        sizes[name] = text.count("\n")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions[f"{name}:{node.lineno}:{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    assert {name: lines for name, lines in sizes.items() if lines > 250} == {}
    assert {name: lines for name, lines in functions.items() if lines > 25} == {}
    assert sorted(functions.values())[len(functions) // 2] <= 8


def test_no_page_walks_through_all_others() -> None:
    """What each of 800 pages looks for among 800 takes 640,000 steps; the page for lost readers is there once."""
    overrides = PROJECT / "overrides"
    walking = {path for path in overrides.rglob("*.html") if "nav.pages" in path.read_text()}
    assert walking <= {overrides / "404.html"}
