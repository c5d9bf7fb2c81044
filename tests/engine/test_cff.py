"""The file that tells hosts of a repository how to cite it is as its format has it, whatever a site is called."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

import citation_file
from exported import citation_faults
from sites import WriteSite

LICENCE = "{name: A, spdx: MIT, address: 'https://a.example/', file: mkdocs.yml}"


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ('"Brot" & 酵母, {x}: 50% <dough> 😀; # Co', f"copyright: A.\nextra: {{licences: [{LICENCE}]}}\n"),
        ("- no: list", "site_description: 'yes'\n"),
        ("2020", ""),
    ],
)
def test_any_name_makes_a_valid_file(write_site: WriteSite, tmp_path: Path, name: str, settings: str) -> None:
    write_site({"docs/index.md": "# A\n"}, settings)
    config = load_config("mkdocs.yml")
    config.site_name = name
    file = tmp_path / citation_file.FILE
    file.write_text(citation_file.text(config))
    assert citation_faults(file) == ""
    assert yaml.safe_load(file.read_text())["authors"] == [{"name": name}]


def test_what_is_missing_would_be_noticed(tmp_path: Path) -> None:
    file = tmp_path / citation_file.FILE
    file.write_text("cff-version: 1.2.0\nmessage: Cite.\ntitle: A\nauthors: []\n")
    assert "authors" in citation_faults(file)
