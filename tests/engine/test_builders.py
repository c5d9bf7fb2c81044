"""The site is the same whoever builds it: with Material or without, by MkDocs or by what goes on from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from publish.html_tree import parse
from publish.sections import Note, Section, of_page
from same_bytes import assert_same
from sites import PROJECT, WriteSite, build

PROPERDOCS = pytest.mark.skipif(not find_spec("properdocs"), reason="properdocs is not installed")
WITHOUT_MKDOCS = """\
import runpy, sys
sys.modules["mkdocs"] = None  # as if it were not installed
sys.argv = sys.argv[1:]
sys.path.insert(0, {scripts!r})
runpy.run_path(sys.argv[0], run_name="__main__")
"""
IN_THE_REPOSITORY = pytest.mark.skipif(not (PROJECT / ".git").exists(), reason="the project is no git repository")


@pytest.fixture
def without_material(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample in which one line of the configuration is another."""
    copy = shutil.copytree(sample, tmp_path / "copy")
    with_material = (sample / "mkdocs.yml").read_text()
    assert with_material.count("name: material") == 1
    (copy / "mkdocs.yml").write_text(with_material.replace("name: material", "name: null"))
    return copy


def test_leaving_material_is_one_line_and_changes_no_byte(built: Path, without_material: Path, tmp_path: Path) -> None:
    """Of pages, the one for lost addresses among them, and of what search knows, which MkDocs' own plugin turns on."""
    build(without_material, tmp_path / "site")
    assert (tmp_path / "site/404.html").is_file()
    assert (tmp_path / "site/search/index.js").is_file()
    assert_same(built, tmp_path / "site")


def properdocs(project: Path, site: Path, **environment: str) -> None:
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", str(site)]
    inherited = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")}
    done = subprocess.run(command, cwd=project, env=inherited | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@PROPERDOCS
def test_properdocs_builds_the_same_bytes(built: Path, sample: Path, tmp_path: Path) -> None:
    properdocs(sample, tmp_path / "site")
    assert_same(built, tmp_path / "site")


@PROPERDOCS
def test_properdocs_without_material_builds_the_same_bytes(built: Path, without_material: Path, tmp_path: Path) -> None:
    properdocs(without_material, tmp_path / "site")
    assert_same(built, tmp_path / "site")


@PROPERDOCS
def test_the_validator_says_the_same_where_mkdocs_is_not_installed(write_site: WriteSite, tmp_path: Path) -> None:
    write_site({"docs/index.md": "# A\n\n[b](gone.md) [@doe2020]\n", "docs/references.yml": "references: []\n"})
    (tmp_path / "run.py").write_text(WITHOUT_MKDOCS.format(scripts=str(PROJECT / "scripts")))
    validator = [str(PROJECT / "scripts/check_xrefs.py"), "--no-cache"]
    said = [
        subprocess.run([sys.executable, *command], capture_output=True, text=True)
        for command in (validator, ["run.py", *validator])
    ]
    assert "gone.md" in said[0].stdout
    assert [(done.returncode, done.stdout, done.stderr) for done in said[1:]] == [
        (said[0].returncode, said[0].stdout, said[0].stderr)
    ]


@IN_THE_REPOSITORY
def test_a_clone_that_asks_for_windows_line_ends_holds_the_same_bytes(tmp_path: Path) -> None:
    """The build copies scripts and pictures as they are, and pages show what templates hold."""
    for name, setting in (("plain", "false"), ("windows", "true")):
        command = ["git", "clone", "--quiet", "-c", f"core.autocrlf={setting}", str(PROJECT), str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True)
        shutil.rmtree(tmp_path / name / ".git")
    assert_same(tmp_path / "plain", tmp_path / "windows")


# What search knows of a page


def test_a_section_begins_at_each_heading_with_an_id() -> None:
    markup = (
        '<h1 id="a">A <em>b</em><a class="headerlink" href="#a">#</a></h1>\n<p>One &amp; two.</p><p>Three.</p>\n'
        "<h2>No id</h2><p>Four.</p>\n"
        '<section><h2 id="c">C</h2><table><tr><td>d</td><td>e</td></tr></table></section>\n'
    )
    assert of_page(parse(markup), "Title", {}) == [
        Section("", "A b", "One & two. Three. No id · Four."),
        Section("c", "C", "d · e", 2),
    ]


def test_what_stands_before_the_first_heading_is_called_by_the_pages_title() -> None:
    markup = '<p>Before.</p>\n<h1 id="a">A</h1>\n<p>After.</p>'
    assert of_page(parse(markup), "The &amp; title", {}) == [
        Section("", "The & title", "Before."),
        Section("a", "A", "After.", 1),
    ]
    assert of_page(parse('<h2 id="b">B</h2>'), "Title", {}) == [Section("", "Title", ""), Section("b", "B", "", 2)]


def test_lines_are_parted_and_notes_belong_to_the_place_that_leads_to_them() -> None:
    markup = (
        '<h1 id="a">A</h1><p>One<br>two.</p><ul><li>three</li><li>four</li></ul>'
        '<h2 id="b">B<sup><a class="footnote-ref" href="#fn:y">2</a></sup></h2>'
        '<p>Five.<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">1</a></sup> Six x<sup>2</sup>.</p>'
        '<h2 id="c">C</h2><p>See<sup><a class="footnote-ref" href="#fn:x">1</a></sup></p>'
        '<div class="footnote"><hr><ol><li id="fn:x"><p>Seven <a class="footnote-backref" href="#fnref:x">↩</a></p>'
        '<p>eight</p></li><li id="fn:y"><p>Nine</p></li><li id="fn:z"><p>Unused</p></li></ol></div>'
    )
    assert of_page(parse(markup), "A", {}) == [
        Section("", "A", "One · two. three · four"),
        Section("b", "B", "Five. Six x2.", 2, (Note("fn:y", "Nine"), Note("fn:x", "Seven · eight"))),
        Section("c", "C", "See", 2),
    ]


def test_a_heading_above_others_says_what_they_are_called() -> None:
    markup = '<h1 id="a">A</h1><h2 id="b">B</h2><h3 id="c">C</h3><p>d</p><h3 id="e">E</h3><h2 id="f">F</h2>'
    assert [section.text for section in of_page(parse(markup), "A", {})] == ["", "C · E", "d", "", ""]


def test_what_search_is_told_to_pass_over_is_in_no_section() -> None:
    markup = (
        '<h1 id="a">A</h1><p>In.</p><div data-search-exclude><div>Out.</div>Out.<br>Out.</div><p>In.</p>'
        "<script>out()</script><style>out</style>"
        '<h2 id="b" data-search-exclude>B</h2><p>Out.</p><h2 id="c">C</h2><p>In.</p>'
    )
    assert of_page(parse(markup), "A", {}) == [Section("", "A", "In. In."), Section("c", "C", "In.", 2)]
    assert of_page(parse(markup), "A", {"search": {"exclude": True}}) == []
    assert of_page(parse(markup), "A", {"search": {"exclude": False}}) == of_page(parse(markup), "A", {"search": "odd"})


@pytest.mark.parametrize("plugins", ["[search]", "[]"])
def test_a_site_has_search_if_the_plugin_is_on(plugins: str, write_site: WriteSite) -> None:
    configuration = write_site({"docs/index.md": "# A\n\nText.\n"})
    configuration.write_text(configuration.read_text().replace("plugins: []", f"plugins: {plugins}"))
    build(Path.cwd(), Path("site"))
    assert Path("site/search/index.js").exists() == (plugins == "[search]")
    assert not Path("site/search/search_index.json").exists()
