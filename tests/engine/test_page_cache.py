"""The cache makes the second run fast and never wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from check_xrefs import main
from sites import WriteSite
from xref.reading.page import Reader
from xref.speed import CACHE_DIR, processes

CACHE = CACHE_DIR / processes.CACHE
FRONT = "---\ntitle: A\ndescription: B\npublished: 2026-01-01\n---\n# A\n"
OWN = """\
from markdown.extensions import Extension

class Own(Extension):
    def extendMarkdown(self, md): pass

makeExtension = Own
"""
SITE = {
    "docs/index.md": FRONT + "# Home\n\n[a](a.md#x) [b](gone.md)\n",
    "docs/a.md": FRONT + "# X\n\n[c](gone.md)[^n]\n\n[^n]: N.\n",
}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were rendered, in order."""
    seen: list[str] = []
    read = Reader.read
    monkeypatch.setattr(Reader, "read", lambda self, path, text: (seen.append(path), read(self, path, text))[1])
    return seen


def run(capsys: pytest.CaptureFixture) -> str:
    main([])
    return capsys.readouterr().out


def test_a_second_run_renders_nothing_and_finds_the_same(
    write_site: WriteSite, rendered: list[str], capsys: pytest.CaptureFixture
) -> None:
    write_site(SITE)
    first = run(capsys)
    assert sorted(rendered) == ["a.md", "index.md"]
    assert first.count("gone.md") == 2
    rendered.clear()
    assert run(capsys) == first
    assert rendered == []


def test_a_changed_page_is_rendered_alone(
    write_site: WriteSite, rendered: list[str], capsys: pytest.CaptureFixture
) -> None:
    write_site(SITE)
    run(capsys)
    rendered.clear()
    Path("docs/a.md").write_text(FRONT + "# Y\n")
    assert "has no anchor 'x'" in run(capsys)
    assert rendered == ["a.md"]


@pytest.mark.parametrize(
    "change",
    ["markdown_extensions: [toc: {separator: _}]\n", "markdown_extensions: [footnotes, admonition]\n"],
)
def test_another_configuration_renders_all_anew(
    change: str, write_site: WriteSite, rendered: list[str], capsys: pytest.CaptureFixture
) -> None:
    configuration = write_site(SITE)
    run(capsys)
    rendered.clear()
    configuration.write_text(configuration.read_text() + change)
    run(capsys)
    assert sorted(rendered) == ["a.md", "index.md"]


def test_another_bibliography_renders_all_anew(
    write_site: WriteSite, rendered: list[str], capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": FRONT + "[@a]\n"})
    assert "unknown-citation" in run(capsys)
    work = "{id: a, type: book, title: A, author: [{family: A}], publisher: P, custom: {read: whole}}"
    Path("docs/references.yml").write_text(f"references: [{work}]\n")
    assert run(capsys) == ""


def test_an_author_renamed_renders_all_anew(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    """The name stands in the heading, and so in the id that the heading is given."""
    rest = "publisher: P, issued: {{date-parts: [[2020]]}}, custom: {{read: whole}}"
    records = "references: [{{id: a, type: book, title: A, author: [{{family: {}}}], " + rest + "}}]\n"
    text = FRONT + "## On [@a]\n\n[here](#on-doe-2020)\n"
    write_site({"docs/index.md": text, "docs/references.yml": records.format("Doe")})
    assert run(capsys) == ""
    Path("docs/references.yml").write_text(records.format("Roe"))
    said = "docs/index.md:9:1: 'index.md' has no anchor 'on-doe-2020'; did you mean 'on-roe-2020'? [missing-anchor]\n"
    assert run(capsys) == said


def test_another_version_of_a_renderer_renders_all_anew(
    write_site: WriteSite, rendered: list[str], capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(SITE)
    run(capsys)
    rendered.clear()
    monkeypatch.setattr(processes, "version", lambda name: "0")
    run(capsys)
    assert len(rendered) == 2


def test_a_page_that_takes_in_other_files_is_always_rendered(
    write_site: WriteSite, rendered: list[str], capsys: pytest.CaptureFixture
) -> None:
    configuration = "markdown_extensions: [pymdownx.snippets: {base_path: [.]}]\n"
    write_site({"docs/index.md": FRONT + '--8<-- "part.txt"\n', "part.txt": "[a](index.md)"}, configuration)
    assert run(capsys) == ""
    Path("part.txt").write_text("[x](gone.md)")
    assert run(capsys) == "part.txt:1:1: link to a missing page 'gone.md' [missing-page]\n"


def test_a_text_added_to_every_page_is_watched(
    write_site: WriteSite, rendered: list[str], capsys: pytest.CaptureFixture
) -> None:
    configuration = "markdown_extensions: [pymdownx.snippets: {base_path: [.], auto_append: [end.txt]}]\n"
    write_site({"docs/index.md": FRONT + "[a]\n", "end.txt": "[a]: index.md"}, configuration)
    assert run(capsys) == ""
    Path("end.txt").write_text("[a]: gone.md")
    assert "gone.md" in run(capsys)


def test_an_extension_that_is_not_known_is_never_remembered(
    write_site: WriteSite, rendered: list[str], capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({**SITE, "own.py": OWN})
    monkeypatch.syspath_prepend(str(Path.cwd()))
    Path("mkdocs.yml").write_text(Path("mkdocs.yml").read_text() + "markdown_extensions: [footnotes, own]\n")
    run(capsys)
    rendered.clear()
    run(capsys)
    assert len(rendered) == 2


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"\xff\x00" + data, lambda _: b"{}"]
)
def test_a_damaged_cache_is_ignored(damage, write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site(SITE)
    first = run(capsys)
    CACHE.write_bytes(damage(CACHE.read_bytes()))
    assert run(capsys) == first


@pytest.mark.parametrize("old", ["[", "null", '"gone.md"', "true", "3"])
def test_a_cache_with_foreign_values_is_ignored_and_mended(
    old: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site(SITE)
    first = run(capsys)
    whole = CACHE.read_text()
    CACHE.write_text("\n".join(f"{line.split()[0]} [[{old}], {old}]" for line in whole.splitlines()))
    assert run(capsys) == first
    assert CACHE.read_text() == whole


def test_a_folder_that_cannot_be_written_is_no_trouble(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site(SITE)
    Path(".cache").write_text("a file")
    assert "gone.md" in run(capsys)


def test_many_pages_are_rendered_in_parallel_to_the_same_end(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# A\n\n[a](page-0.md#a) [b](gone.md)[^n]\n\n[^n]: N. [@x]\n"
    write_site({f"docs/page-{n}.md": FRONT + text for n in range(80)} | {"docs/bad.md": "---\na: [\n---\n"})
    main(["--no-cache"])
    together = capsys.readouterr()
    monkeypatch.setattr(processes, "PARALLEL_FROM", 1000)
    main(["--no-cache"])
    assert capsys.readouterr() == together
    assert together.out.count("missing-page") == 80
