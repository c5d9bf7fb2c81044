"""The licence goes where the text goes: named with its address on every page, and with its words in every copy."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from books import only, pack
from publish import licences
from publish.licences import LicenceError
from sites import ADDRESS, REPOSITORY, SAMPLE, WriteSite, copy_sample, pages_of

LICENCE = "https://licence.example/crumb/1.0/"
WORDS = (SAMPLE / "docs/templates/crumb.LICENSE.txt").read_text()


def test_every_page_names_the_licence_at_its_foot_with_its_address(built: Path) -> None:
    for path in pages_of(built):
        foot = LexborHTMLParser((built / path).read_text()).css_first("footer > p")
        assert foot.text() == "Notes Crumb 1.0. Invented for tests. Nothing here was baked.", path
        assert [link.attributes for link in foot.css("a")] == [{"href": LICENCE, "rel": "license"}]


def test_a_page_may_list_the_licences_with_their_texts_and_where_the_site_is_made(built: Path, addressed: Path) -> None:
    page = LexborHTMLParser((addressed / "about.html").read_text())
    name, text = page.css(".licences a")
    assert (name.attributes["href"], (addressed / text.attributes["href"]).read_text()) == (LICENCE, WORDS)
    assert [link.attributes["href"] for link in page.css(".repository a")] == [REPOSITORY, f"{REPOSITORY}/issues"]
    assert 'class="repository"' not in (built / "about.html").read_text()


def test_zip_and_book_name_the_licence_and_hold_its_words(addressed: Path, tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    (project / "site").symlink_to(addressed)
    assert pack(project, SITE_URL=ADDRESS).returncode == 0
    with zipfile.ZipFile(only(addressed / "downloads", "zip")) as packed:
        assert packed.read("crumb.LICENSE.txt").decode() == WORDS
    with zipfile.ZipFile(only(addressed / "downloads", "epub")) as packed:
        chapter = etree.fromstring(packed.read("EPUB/licence.xhtml"))
        assert LICENCE in packed.read("EPUB/package.opf").decode()
    said = " ".join("".join(chapter.itertext()).split())
    assert " ".join(WORDS.split()) in said
    assert LICENCE in said


WHOLE = "{name: A, spdx: A, address: 'https://a.example/', file: mkdocs.yml}"


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("A", ": is 'A'; expected a list of licences, such as [{name: MIT, ...}]"),
        ("[{name: A, spdx: A, file: mkdocs.yml}]", ": licence 1 lacks address"),
        (
            f"[{WHOLE.replace('https', 'http')}]",
            ": 'address' is 'http://a.example/'; expected an address with https, such as",
        ),
        (f"[{WHOLE.replace('mkdocs.yml', 'gone')}]", ": 'gone' is no file of text in the project's folder"),
        (
            f"[{WHOLE.replace('mkdocs.yml', '/etc/passwd')}]",
            ": '/etc/passwd' is no file of text in the project's folder",
        ),
        (
            f"[{WHOLE.replace('mkdocs.yml', '.git/config')}]",
            ": '.git/config' is no file of text in the project's folder",
        ),
        (f"[{WHOLE}]".replace("mkdocs.yml", '"a\\0b"'), ": 'file' is 'a\\x00b'; expected text, such as"),
        (
            f"[{WHOLE}, {WHOLE.replace('mkdocs.yml', 'docs/mkdocs.yml')}]",
            ": two of the files have the same name, of which",
        ),
        (f"[{WHOLE.replace('name: A', 'name: B')}]", ": 'B' is not named in 'copyright'; readers would not hear of it"),
        (f"[{WHOLE.replace('spdx', 'spxd')}]", ": unknown field 'spxd'; did you mean 'spdx'?"),
    ],
)
def test_a_setting_that_does_not_fit_is_said_in_a_line(write_site: WriteSite, setting: str, said: str) -> None:
    files = {"docs/index.md": "# A\n", "docs/mkdocs.yml": "Other words.\n"}
    write_site(files, f"copyright: Text A.\nextra: {{licences: {setting}}}\n")
    with pytest.raises(LicenceError) as raised:
        licences.read(load_config("mkdocs.yml"))
    assert str(raised.value).startswith(f"mkdocs.yml: extra.licences{said}")


@pytest.mark.parametrize(
    "locate", [str, os.path.relpath, lambda _: ".git/config"], ids=["from the root", "up", "hidden"]
)
def test_no_file_of_whoever_builds_is_published(write_site: WriteSite, locate: Callable[[str], str]) -> None:
    write_site({".git/config": "[user]\n", "docs/index.md": "# A\n"})
    licence = WHOLE.replace("mkdocs.yml", locate(__file__))
    write_site({}, f"copyright: Text A.\nextra: {{licences: [{licence}]}}\n")
    with pytest.raises(LicenceError, match="is no file of text in the project's folder"):
        licences.read(load_config("mkdocs.yml"))


def test_of_names_within_each_other_each_has_its_own_address(write_site: WriteSite) -> None:
    both = f"{WHOLE}, {WHOLE.replace('name: A', 'name: LA').replace('a.example', 'b.example')}"
    write_site({"docs/index.md": "# A\n"}, f"copyright: Text LA, code A.\nextra: {{licences: [{both}]}}\n")
    assert licences.rights(load_config("mkdocs.yml")) == "Text LA (https://b.example/), code A (https://a.example/)."
