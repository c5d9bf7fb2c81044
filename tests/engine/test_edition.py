"""The day of an edition: the environment's choice, else that of the project's own last commit, else none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from books import pack
from publish import edition
from sites import build, copy_sample

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
MOMENT = 1_700_000_000


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in (edition.VARIABLE, "GIT_DIR"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "above/project").mkdir(parents=True)
    (tmp_path / "above/project/mkdocs.yml").write_text("site_name: A\n")
    return tmp_path / "above/project"


def commit(folder: Path, moment: int | str, *files: str) -> None:
    """Make a repository of a folder, with one commit that holds these files."""
    environment = os.environ | {"GIT_AUTHOR_DATE": f"@{moment} +0000", "GIT_COMMITTER_DATE": f"@{moment} +0000"}
    for command in (("init", "--quiet"), ("add", *files), ("commit", "--quiet", "--message=a")):
        subprocess.run([*GIT, *command], cwd=folder, env=environment, check=True)


def test_the_environment_chooses_first(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(project, MOMENT, "mkdocs.yml")
    assert edition.timestamp(project / "mkdocs.yml") == MOMENT
    monkeypatch.setenv(edition.VARIABLE, "1800000000")
    assert edition.timestamp(project / "mkdocs.yml") == 1_800_000_000


def test_a_project_within_a_repository_has_its_day(project: Path) -> None:
    commit(project.parent, MOMENT, "project/mkdocs.yml")
    assert edition.timestamp(project / "mkdocs.yml") == MOMENT


def test_a_repository_further_up_that_does_not_hold_the_project_tells_nothing(project: Path) -> None:
    (project.parent / "other").write_text("other")
    commit(project.parent, MOMENT, "other")
    assert edition.timestamp(project / "mkdocs.yml") is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_repository_of_another_owner_tells_the_day_where_it_is_the_projects_own(project: Path) -> None:
    commit(project, MOMENT, "mkdocs.yml")
    give_away(project)
    assert edition.timestamp(project / "mkdocs.yml") == MOMENT


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_repository_of_another_owner_further_up_is_not_read(project: Path) -> None:
    commit(project.parent, MOMENT, "project/mkdocs.yml")
    give_away(project.parent)
    assert edition.timestamp(project / "mkdocs.yml") is None


def give_away(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 12345, 12345)


def test_a_shallow_clone_knows_the_day(project: Path, tmp_path: Path) -> None:
    commit(project, 1_600_000_000, "mkdocs.yml")
    (project / "other").write_text("other")
    commit(project, MOMENT, "other")
    source, clone = project.as_uri(), tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", source, clone], check=True)
    assert edition.timestamp(clone / "mkdocs.yml") == MOMENT


def test_a_hook_of_git_that_points_elsewhere_is_not_followed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(project, MOMENT, "mkdocs.yml")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mkdocs.yml").write_text("site_name: B\n")
    commit(tmp_path / "elsewhere", 1_600_000_000, "mkdocs.yml")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere/.git"))
    assert edition.timestamp(project / "mkdocs.yml") == MOMENT


@pytest.mark.parametrize("harm", ["no git", "no commit", "broken"])
def test_without_history_there_is_no_day(project: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if harm == "no git":
        commit(project, MOMENT, "mkdocs.yml")
        monkeypatch.setenv("PATH", str(project))
    elif harm == "no commit":
        subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    else:
        (project / ".git").write_text("gitdir: /nowhere\n")
    assert edition.timestamp(project / "mkdocs.yml") is None


def test_a_commit_of_a_day_that_no_zip_can_tell_has_the_nearest(project: Path) -> None:
    commit(project, "1000", "mkdocs.yml")
    assert edition.timestamp(project / "mkdocs.yml") == edition.OLDEST


def test_who_builds_or_packs_without_a_day_is_told_what_will_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a strict build goes on."""
    monkeypatch.delenv(edition.VARIABLE, raising=False)
    project = copy_sample(tmp_path / "project")
    said = build(project, project / "site")
    assert edition.UNDATED in said
    assert pack(project, "--no-pdf").stderr == f"{edition.UNDATED}\n"
    assert all(name in edition.UNDATED for name in (edition.VARIABLE, "1980-01-01", "sitemap.xml", "zip", "book"))
    dated = {edition.VARIABLE: str(MOMENT)}
    assert edition.UNDATED not in build(project, project / "site", **dated)
    assert pack(project, "--no-pdf", **dated).stderr == ""
