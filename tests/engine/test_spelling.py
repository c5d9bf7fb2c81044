"""Spelling: slips are found where they stand, markup is left alone, and a list of one's own is known too."""

from __future__ import annotations

from pathlib import Path

import pytest

import check_spelling
from sites import PROJECT, WriteSite

SLIPS = """\
---
title: A tite
---
# Prpoer {#wocld}

Hartle’s `wocld` isn't <b id="wocld">here</b>, [@wocld] [nor](wocld.md#wocld) at https://wocld.example/,
but a wocld[^wocld] is, as ++wocld++, <i lang="de">Wocld <b>wocld</b></i> and *wocld*{ lang=de } are,
[see @wocld-wocld; cf. @wocld] and @wocld [p. 4], <i lang="en">wocld</i>.
"""
NOTES = """\
references:
  - id: wocld
    title: Wocld
    custom:
      finding: A wocld.
"""


@pytest.fixture(autouse=True)
def list_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words.txt").write_text("# Names\nHartle\n")
    monkeypatch.setattr(check_spelling, "OWN_WORDS", tmp_path / "words.txt")
    monkeypatch.setattr(check_spelling, "MISSPELT", PROJECT / "tests/misspelt.txt")


def found(path: Path, text: str) -> list[str]:
    path.write_text(text)
    known = check_spelling.own_words() | check_spelling.dictionary()
    return [finding.removeprefix(f"{path.as_posix()}:") for finding in check_spelling.check(path, known)]


def test_slips_are_found_where_they_stand_and_markup_is_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path / "page.md", SLIPS) == [
        "2:10: 'tite' is in no word list; did you mean 'time'? [spelling]",
        "4:3: 'Prpoer' is in no word list; did you mean 'proper'? [spelling]",
        "7:7: 'wocld' is in no word list; did you mean 'would'? [spelling]",
        "8:64: 'wocld' is in no word list; did you mean 'would'? [spelling]",
    ]


WITHOUT_NOTES = NOTES + "  - id: alast\n    title: Wocld\n    author: [{family: Wocldy}]\n"


def test_a_work_without_notes_at_the_end_is_no_prose(tmp_path: Path) -> None:
    assert [line[:5] for line in found(tmp_path / "works.yml", WITHOUT_NOTES)] == ["5:18:"]


def test_what_a_service_is_called_is_no_prose(tmp_path: Path) -> None:
    text = "- name: Die Dargebotene Hand\n  scope: Switzerland\n  purpose: anyone in a crsis\n"
    assert [line[:5] for line in found(tmp_path / "help.yml", text)] == ["3:24:"]


def test_of_a_work_only_the_notes_are_read(tmp_path: Path) -> None:
    assert [line[:5] for line in found(tmp_path / "works.yml", NOTES)] == ["5:18:"]


@pytest.mark.parametrize(
    ("tag", "pages"),
    [
        ("en-GB", ["README.md", "docs/index.md", "docs/index.md"]),
        ("en-US", ["README.md", "docs/index.md"]),
        ("de", []),
    ],
)
def test_a_text_is_held_to_the_language_of_its_site(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], tag: str, pages: list[str]
) -> None:
    write_site(
        {"docs/index.md": "# Brot\n\nThe brotlaib and its color.\n", "README.md": "A wocld.\n"},
        f"extra: {{language: {tag}}}",
    )
    check_spelling.main([])
    found = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in found if "Brot" not in line] == pages
