"""Text that means harm, where templates draw it: it is shown as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sites import ADDRESS, build, copy_sample, pages_of

EVIL = "\"><script>evil{0}()</script><img src='https://evil.example/{0}.png' onerror='evil{0}()'>"
FRONT_MATTER = ("title", "description", "content_note", "short_title")
HELP = ("scope", "name", "purpose")
FIELDS = (*FRONT_MATTER, "heading", "work", "finding", *HELP, "synonym", "change", "correction")


def evil(field: str) -> str:
    return EVIL.format(f"_{field}")


def change(path: Path, mend: Callable[[Any], object]) -> None:
    data = yaml.safe_load(path.read_text())
    mend(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def plant(docs: Path) -> None:
    """Put markup of its own into every field that a template draws."""
    essay = docs / "essays/waiting.md"
    _, fields, text = essay.read_text().split("---\n", 2)
    fields = yaml.safe_load(fields) | {field: f"Harmless{evil(field)}" for field in FRONT_MATTER}
    text = text.replace("## What happens", f"## {evil('heading').replace('<', '&lt;')} What happens")
    essay.write_text(f"---\n{yaml.safe_dump(fields, sort_keys=False)}---\n{text}")
    change(docs / "references.yml", lambda data: data["references"][0].update(title=evil("work")))
    change(docs / "references.yml", lambda data: data["references"][0]["custom"].update(finding=evil("finding")))
    change(docs / "help.yml", lambda entries: entries[0].update({key: evil(key).removeprefix('">') for key in HELP}))
    change(docs / "verdict_changes.yml", lambda entries: entries[0].update(reason=evil("change")))
    change(docs / "corrections.yml", lambda entries: entries[0].update(what=evil("correction")))
    change(docs / "synonyms.yml", lambda groups: groups[0].append(evil("synonym")))


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_sample(tmp_path_factory.mktemp("planted"))
    plant(project / "docs")
    build(project, project / "site", SITE_URL=ADDRESS)  # which pages tell machines more
    return project / "site"


@pytest.mark.parametrize("field", FIELDS)
def test_markup_in_a_field_is_shown_and_does_not_work(planted: Path, field: str) -> None:
    pages = {name: (planted / name).read_text() for name in pages_of(planted)}
    scripts = (planted / "assets/previews.js").read_text() + (planted / "search/index.js").read_text()
    assert f"evil_{field}()" in "".join(pages.values()) + scripts
    for name, text in pages.items():
        assert f"<script>evil_{field}" not in text.replace("&gt;", ">"), (
            name
        )  # nor where its first letter is not escaped
        assert f"<img src='https://evil.example/_{field}" not in text, name


def test_a_comment_above_the_title_swallows_nothing(tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    essay = project / "docs/essays/heat.md"
    essay.write_text(essay.read_text().replace("\n# ", "\n<!-- was: <h1>Hot</h1> -->\n\n# ", 1))
    build(project, project / "site")
    page = (project / "site/essays/heat.html").read_text()
    comment, title, note = (
        page.index("was: <h1>"),
        page.index("</h1>", page.index("<h1 id")),
        page.index('<p class="content-note"'),
    )
    assert comment < title < note


def test_a_title_keeps_its_signs(tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    essay = project / "docs/essays/heat.md"
    essay.write_text(essay.read_text().replace("short_title: Heat", "short_title: Heat < 3 and > 2"))
    build(project, project / "site")
    assert "Heat &lt; 3 and &gt; 2" in (project / "site/references.html").read_text()
