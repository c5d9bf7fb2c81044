"""Text that means harm, where templates draw it: it is shown as text."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import PROJECT, build

EVIL = "\"><script>evil()</script><img src='https://evil.example/x.png' onerror='evil()'>"
SHOWN = "evil()"


def in_front_matter(field: str) -> Callable[[Path], None]:
    def plant(docs: Path) -> None:
        page = docs / "essays/compersion.md"
        lines = page.read_text().splitlines()
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{field}:"))
        quoted = EVIL.replace("'", "''")
        lines[at] = f"{field}: 'Harmless{quoted}'"
        page.write_text("\n".join(lines))

    return plant


def in_file(name: str, old: str, new: str) -> Callable[[Path], None]:
    def plant(docs: Path) -> None:
        path = docs / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))

    return plant


QUOTED = "'" + EVIL.replace("'", "''") + "'"
PLANTED = {
    **{field: in_front_matter(field) for field in ("title", "description", "content_note", "short_title")},
    "heading": in_file(
        "essays/compersion.md", "## What compersion is", f"## {EVIL.replace('<', '&lt;')} What compersion is"
    ),
    "work": in_file("references.yml", "title: 'Polysecure: ", f"title: {QUOTED} # '"),
    "finding": in_file("references.yml", "finding: ", f"finding: {QUOTED} # "),
    "help": in_file("help.yml", "purpose: ", f"purpose: {QUOTED} # "),
    "synonym": in_file("synonyms.yml", "- [offline, ", f"- [{QUOTED}, "),
}


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_markup_in_a_field_is_shown_and_does_not_work(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    project = tmp_path / "project"
    for part in ("docs", "overrides", "scripts"):
        shutil.copytree(PROJECT / part, project / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "mkdocs.yml", project)
    plant(project / "docs")
    build(project, tmp_path / "site")
    pages = {path.name: path.read_text() for path in (tmp_path / "site").rglob("*.html")}
    scripts = (tmp_path / "site/assets/previews.js").read_text() + (tmp_path / "site/search/index.js").read_text()
    assert SHOWN in "".join(pages.values()) + scripts
    for name, text in pages.items():
        assert "<script>evil" not in text, name
        assert "<img src='https://evil" not in text, name
