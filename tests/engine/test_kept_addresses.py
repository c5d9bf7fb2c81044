"""An address that a reader kept leads on when its page or passage has moved: from a disk and without scripts, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sites import build, copy_sample, serve

MOVED = """\
published:
  old/notes.html: [flour]
  glossary.html: [gone]
moved:
  old/notes.html: essays/water.html
  essays/water.html#earlier: essays/water.html#references-of-old
  glossary.html#gone: evidence.html
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a page and two passages that moved."""
    project = copy_sample(tmp_path_factory.mktemp("moved"))
    (project / "docs/published.yml").write_text(MOVED.replace("references-of-old", "here-now"))
    essay = project / "docs/essays/water.md"
    essay.write_text(essay.read_text() + "\n\n## A passage {#here-now}\n\nWords.\n")
    configuration = project / "mkdocs.yml"
    configuration.write_text(configuration.read_text().replace("  /help.yml\n", "  /help.yml\n  /published.yml\n"))
    build(project, project / "site")
    return project / "site"


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, moved: Path) -> Iterator[str]:
    if request.param == "file":
        yield moved.as_uri() + "/"
        return
    with serve(moved) as served:
        yield served


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_a_page_that_moved_leads_to_the_new_one(page: Page, address: str) -> None:
    page.goto(address + "old/notes.html")
    page.wait_for_url("**/essays/water.html*")


def test_a_page_that_moved_keeps_the_id_that_was_asked_for(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + "old/notes.html#here-now")
    page.wait_for_url("**/essays/water.html#here-now")
    context.close()


def test_an_old_id_stands_where_its_passage_is_now(page: Page, address: str) -> None:
    page.goto(address + "essays/water.html#earlier")
    expect(page.locator("#here-now")).to_be_in_viewport()


def test_an_old_id_of_a_passage_on_another_page_leads_there(page: Page, address: str) -> None:
    page.goto(address + "glossary.html#gone")
    link = page.locator("#gone a")
    expect(link).to_be_in_viewport()
    link.click()
    page.wait_for_url("**/evidence.html")


def test_a_page_that_leads_on_has_a_policy_and_no_subject_in_its_tab(moved: Path) -> None:
    text = (moved / "old/notes.html").read_text()
    assert "Content-Security-Policy" in text
    assert "<title>This page has moved - " in text


@pytest.mark.parametrize(
    "old", ["../out.html", "{outside}/out.html", "essays", "essays/water.html/old.html", f"{'a' * 300}.html"]
)
def test_nothing_is_written_beyond_the_site(old: str, tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    (project / "docs/published.yml").write_text(f"moved:\n  {old.format(outside=tmp_path)}: glossary.html\n")
    with pytest.raises(AssertionError, match=r"docs/published.yml:2:\d+: .*\[wrong-type\]"):
        build(project, tmp_path / "inner/site")
    assert not list(tmp_path.rglob("out.html"))
