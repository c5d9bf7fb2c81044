"""`make new-essay` begins an essay that needs nothing but its text, or changes nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

import new_essay
from sites import SAMPLE, front_matter

TEMPLATE = (
    "---\n# Its title.\ntitle: Old\nseries_part: 9\npublished: 2000-01-01\nreview_due: 2000-01-01\n---\n\n# Old\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for path in (SAMPLE / "docs/essays").glob("*.md"):
        (tmp_path / "docs/essays").mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs/essays" / path.name).write_text(path.read_text())
    (tmp_path / "docs/templates").mkdir()
    (tmp_path / "docs/templates/essay.md").write_text(TEMPLATE)
    (tmp_path / "mkdocs.yml").write_text((SAMPLE / "mkdocs.yml").read_text())
    return tmp_path


def begin(monkeypatch: pytest.MonkeyPatch, name: str, title: str) -> int:
    monkeypatch.setenv("NAME", name)
    monkeypatch.setenv("TITLE", title)
    return new_essay.main()


def test_an_essay_begins_with_what_can_be_known(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    title = r'On salt: a "pinch" \d or two'
    assert begin(monkeypatch, "on-salt", title) == 0
    essay = project / "docs/essays/on-salt.md"
    fields = front_matter(essay)
    assert (fields["title"], fields["series_part"]) == (title, 4)
    assert fields["review_due"].year == fields["published"].year + 1
    assert essay.read_text().endswith(f"\n# {title}\n")
    settings = (project / "mkdocs.yml").read_text()
    assert "      - essays/heat.md\n      - essays/on-salt.md\n  - Evidence" in settings
    assert f"4. [{title}](essays/on-salt.md)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("", "Salt", "NAME is ''; it becomes the address"),
        ("../salt", "Salt", "NAME is '../salt'"),
        ("On Salt", "Salt", "NAME is 'On Salt'"),
        ("salt", " ", "TITLE is ''; expected the title in one line"),
        ("salt", "Salt\n---", "TITLE is 'Salt"),
        ("water", "Water", "docs/essays/water.md: is there already"),
    ],
)
def test_what_does_not_fit_is_one_line_and_changes_nothing(
    name: str, title: str, said: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert begin(monkeypatch, name, title) == 2
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.count("\n") == 1
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_navigation_without_essays_is_told_and_a_folder_without_a_template(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    (project / "mkdocs.yml").write_text("site_name: A\n")
    assert begin(monkeypatch, "salt", "Salt") == 2
    assert "add it by hand" in capsys.readouterr().err
    (project / "docs/templates/essay.md").unlink()
    assert begin(monkeypatch, "salt", "Salt") == 2
    assert capsys.readouterr().err.startswith("docs/templates/essay.md: ")
    assert not (project / "docs/essays/salt.md").exists()


def test_a_navigation_may_stand_last_and_end_without_a_line_break(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text("site_name: A\nnav:\n  - essays/heat.md")
    assert begin(monkeypatch, "salt", "Salt") == 0
    assert settings.read_text().endswith("  - essays/heat.md\n  - essays/salt.md\n")


def test_who_interrupts_it_has_no_half_of_an_essay(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: Path, contents: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(new_essay.writing, "rewrite", interrupt)
    assert begin(monkeypatch, "salt", "Salt") == 130
    assert not (project / "docs/essays/salt.md").exists()


def test_make_hands_over_whatever_stands_between_the_quotes(sample_copy: Path) -> None:
    title = 'It\'s "salt"; `date` & $HOME, $(more) of $$5'
    (sample_copy / "docs/templates").mkdir(exist_ok=True)
    (sample_copy / "docs/templates/essay.md").write_text(TEMPLATE)
    done = subprocess.run(
        ["make", "new-essay", "NAME=salt", f"TITLE={title}"], cwd=sample_copy, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    text = (sample_copy / "docs/essays/salt.md").read_text()
    assert yaml.safe_load(text.split("---\n")[1])["title"] == title
