"""The validator as a command: what it prints where, and how it exits."""

from __future__ import annotations

import pytest

from check_xrefs import main
from conftest import WriteSite

FRONT = "---\ntitle: A\ndescription: B\n---\n\n"


def test_a_clean_site_exits_0_and_says_so_on_stderr(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT + "# A\n"})
    assert main([]) == 0
    assert capsys.readouterr() == ("", "no findings in 1 page\n")


def test_findings_exit_1_and_go_to_stdout_in_order(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT + "[b](gone.md)\n\n[a](lost.md)\n", "docs/c.md": FRONT + "[^x]\n"})
    assert main([]) == 1
    found, count = capsys.readouterr()
    assert found.splitlines() == [
        "docs/c.md:6:1: no footnote 'x' on this page [undefined-footnote]",
        "docs/index.md:6:1: link to a missing page 'gone.md' [missing-page]",
        "docs/index.md:8:1: link to a missing page 'lost.md' [missing-page]",
    ]
    assert count == "3 findings in 2 pages\n"


@pytest.mark.parametrize(
    ("configuration", "words"),
    [
        ("docs_dir: nowhere\n", "nowhere"),
        ("markdown_extensions: [no_such_extension]\n", "no_such_extension"),
        ("nav: {a: [b\n", "mkdocs.yml"),
    ],
)
def test_a_site_that_cannot_be_read_exits_2_in_one_line(
    configuration: str, words: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": "", "mkdocs.yml": "site_name: A\n" + configuration})
    assert main([]) == 2
    found, trouble = capsys.readouterr()
    assert found == ""
    assert words in trouble
    assert trouble.count("\n") == 1


def test_no_configuration_exits_2_in_one_line(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({})
    assert main(["--config", "other.yml"]) == 2
    assert capsys.readouterr().err == "other.yml: no such file; name the configuration with --config\n"


def test_a_page_that_is_not_utf8_is_a_finding(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT.encode() + b"caf\xe9"})
    assert main([]) == 1
    assert "docs/index.md:1:1: not UTF-8: save the file as UTF-8 [unreadable]\n" in capsys.readouterr().out
