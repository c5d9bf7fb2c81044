"""Who replaces the texts and the configuration has a site of their own: nothing of it speaks of ours."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config

from publish.site_name import edit_address, runs_to_left
from sites import PROJECT, WriteSite

FRONT = "---\ntitle: {0}\ndescription: On {0}.\n---\n\n# {0}\n\n"
PAGES = {
    "index.md": FRONT.format("Bread") + "Begin with [rye](rye.md#crumb).\n",
    "rye.md": FRONT.format("Rye") + "## Crumb\n\nDense.\n\n## Crust\n\nHard.\n",
}
CONFIGURATION = """\
site_name: Bread
site_description: Two pages on bread.
site_url: https://bread.example/
theme: {{name: material, custom_dir: overrides}}
use_directory_urls: {folders}
nav: [index.md, rye.md]
plugins: [search]
hooks: [scripts/hooks.py]
"""
OURS = re.compile(rb"(?i)attachment|compersion|cuckold|jealous|monogam|four.essays|polysecure|\bfern\b|couple")
"""Words of the series; in `overrides/` and `scripts/` they stand in comments alone."""
COMPRESSED = {".png", ".gz", ".zip", ".epub"}


@pytest.fixture(scope="module", params=["false", "true"], ids=["files", "folders"])
def fork(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fork") / "bread"
    for name in ("scripts", "overrides"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "mkdocs.yml").write_text(CONFIGURATION.format(folders=request.param))
    (folder / "docs").mkdir()
    for name, text in PAGES.items():
        (folder / "docs" / name).write_text(text)
    return folder


def run(folder: Path, *command: str) -> str:
    """What a command prints, which must go well."""
    variables = {"PATH": "/usr/bin:/bin", "SITE_URL": "https://bread.example/", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([sys.executable, *command], cwd=folder, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def said(fork: Path) -> str:
    """What validator, build and packing say, one after the other."""
    commands = (("scripts/check_xrefs.py",), ("-m", "mkdocs", "build", "--strict"), ("scripts/package.py", "--no-pdf"))
    return "".join(run(fork, *command) for command in commands)


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that was built, unpacked."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".zip", ".epub"):
            with zipfile.ZipFile(path) as packed:
                yield from ((f"{path.name}/{name}", packed.read(name)) for name in packed.namelist())
        if path.is_file() and path.suffix not in COMPRESSED and "vendor" not in path.parts:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_nothing_built_printed_or_packed_speaks_of_ours(fork: Path, said: str) -> None:
    assert not OURS.search(said.encode())
    texts = ((name, text) for name, text in contents(fork / "site") if "vendor" not in name)
    found = {name: match[0] for name, text in texts if (match := OURS.search(text))}
    assert found == {}


@pytest.mark.parametrize("path", [*(PROJECT / "overrides").rglob("*.html")], ids=lambda path: path.name)
def test_no_template_says_a_word_of_ours(path: Path) -> None:
    said = re.sub(rb"(?s)\{#.*?#\}", b"", path.read_bytes())
    assert not re.search(rb"(?i)\b(?:night|evening|partner)s?\b", said)
    assert not OURS.search(said)


def test_downloads_and_book_have_the_forks_own_names(fork: Path, said: str) -> None:
    names = {path.name for path in (fork / "site/downloads").iterdir()}
    assert names == {"bread.zip", "bread.epub", "SHA256SUMS"}
    with zipfile.ZipFile(fork / "site/downloads/bread.epub") as book:
        assert b"<dc:title>Bread</dc:title>" in book.read("EPUB/package.opf")
        assert "EPUB/rye.xhtml" in book.namelist()


def test_pages_carry_no_series_where_there_is_none(fork: Path, said: str) -> None:
    head, body = (fork / "site/index.html").read_text().split("<body>")
    assert "<title>Bread</title>" in head
    assert "Essay" not in body


def test_what_is_not_set_is_not_printed(fork: Path, said: str) -> None:
    """No copyright, no repository, no description: `None` would stand for each."""
    assert {path.name for path in (fork / "site").rglob("*.html") if re.search(r"\bNone\b", path.read_text())} == set()


def test_no_list_is_empty(fork: Path, said: str) -> None:
    empty = re.compile(r"<(ul|ol|nav|section)[^>]*>\s*</\1>")
    assert {
        path.name: match[0] for path in (fork / "site").rglob("*.html") if (match := empty.search(path.read_text()))
    } == {}


def test_who_packs_links_to_folders_is_told(fork: Path, said: str) -> None:
    assert ("links lead to folders" in said) == ((fork / "site/rye/index.html").exists())


@pytest.mark.parametrize(
    ("tag", "is_so"),
    [("ar", True), ("fa-IR", True), ("pa-Arab-PK", True), ("en-GB", False), ("ar-Latn", False), ("de-1996", False)],
)
def test_the_tag_of_a_language_says_where_its_lines_begin(tag: str, is_so: bool) -> None:
    assert runs_to_left(tag) == is_so


@pytest.mark.parametrize(
    ("project", "edited"),
    [
        ("https://github.com/baker/bread", "https://github.com/baker/bread/edit/main/docs/{path}"),
        ("https://gitlab.com/baker/bread/", "https://gitlab.com/baker/bread/edit/main/docs/{path}"),
        ("https://codeberg.org/baker/bread", "https://codeberg.org/baker/bread/_edit/main/docs/{path}"),
        ("https://gitea.bread.example/baker/bread", "https://gitea.bread.example/baker/bread/_edit/main/docs/{path}"),
        ("", None),
    ],
)
def test_a_page_is_edited_where_its_host_lets_it(write_site: WriteSite, project: str, edited: str | None) -> None:
    written = write_site({"docs/index.md": "# A\n"}, f"extra: {{repository: '{project}'}}")
    assert edit_address(load_config(str(written))) == edited


def test_pages_and_book_in_arabic_begin_at_the_right(fork: Path, tmp_path: Path) -> None:
    project = shutil.copytree(fork, tmp_path / "bread", ignore=shutil.ignore_patterns("site"))
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write("extra: {language: ar}\n")
    run(project, "-m", "mkdocs", "build", "--strict")
    run(project, "scripts/package.py", "--no-pdf")
    found = dict(contents(project / "site"))
    begins = {name: re.findall(rb"<html[^>]*>", text) for name, text in found.items() if name.endswith("html")}
    assert {name for name, tags in begins.items() if any(b' dir="rtl"' not in tag for tag in tags)} == set()
    assert b'page-progression-direction="rtl"' in found["bread.epub/EPUB/package.opf"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("site_url: https://bread.example/our notes", "site_url is 'https://bread.example/our notes/'"),
        ("site_url: https://bread.example/?page=1#top", "site_url is 'https://bread.example/?page=1#top'"),
        ("site_url: javascript://bread.example/%0aalert(1)", "site_url is 'javascript://bread.example/%0aalert(1)/'"),
        ("site_url: https://me:word@bread.example/", "site_url is 'https://me:word@bread.example/'"),
        ("site_url: 'https://bread.example/\"><b>'", "site_url is 'https://bread.example/\"><b>/'"),
        ("site_url: 'https://bread.example/\\rye'", "site_url is 'https://bread.example/"),
        ('site_name: " "', "site_name is empty"),
        (r'site_name: "\u200b\u00ad"', "site_name is empty"),
        (r'site_name: "Rye \ud800"', r"site_name holds '\ud800', which no page may hold; type it anew"),
        (r'copyright: "Rye \0"', r"copyright holds '\x00', which no page may hold; type it anew"),
        ("extra_css: [2]", "extra_css names 2; expected the path of a style sheet"),
    ],
)
def test_a_name_or_an_address_that_is_none_stops_the_build(setting: str, said: str, write_site: WriteSite) -> None:
    project = write_site({"docs/index.md": PAGES["rye.md"]}).parent
    lines = (project / "mkdocs.yml").read_text().splitlines()
    kept = [line for line in lines if line.partition(":")[0] != setting.partition(":")[0]]
    (project / "mkdocs.yml").write_text("\n".join([*kept, setting]))
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert done.returncode
    (line,) = (line for line in done.stderr.splitlines() if "INFO" not in line)
    assert said in line


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        (
            "{name: material, custom_dir: overrides, language: mt}",
            "theme.language is 'mt', a language of which the theme",
        ),
        ("{name: material}", "no folder of the theme has 'partials/downloads.html'; say 'custom_dir: overrides'"),
    ],
)
def test_a_theme_without_what_it_is_asked_for_is_one_line(theme: str, said: str, sample_copy: Path) -> None:
    configuration = sample_copy / "mkdocs.yml"
    settings = re.sub(r"^theme:\n(?: .*\n)+", f"theme: {theme}\n", configuration.read_text(), flags=re.MULTILINE)
    configuration.write_text(f"{settings}\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=sample_copy, capture_output=True, text=True)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert done.stderr.startswith(f"mkdocs.yml: {said}")
