"""The build stops at a citation that would leave a hole in a page, with the file, the line and the nearest key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sites import PROJECT, WriteSite

REFERENCES = """\
references:
  - {id: field2020, type: book, title: Crusts, author: [{family: Field}], publisher: Press}
"""
CASES = {
    "unknown": (
        "[@feild2020]",
        REFERENCES,
        "docs/index.md:3:6: no work 'feild2020' in references.yml; did you mean 'field2020'?",
    ),
    "malformed": ("[@field2020 ch. 4]", REFERENCES, "docs/index.md:3:6: malformed citation: '@field2020 ch. 4' is not"),
    "incomplete": (
        "[@field2020]",
        REFERENCES.replace(", publisher: Press", ""),
        "docs/references.yml:2:10: work 'field2020' lacks a publisher or an ISBN",
    ),
    "repeated": (
        "[@field2020]",
        REFERENCES + REFERENCES.splitlines()[1] + "\n",
        "docs/references.yml:3:10: work 'field2020' stands here a second time",
    ),
    "broken": ("[@field2020]", "references: [", "\ndocs/references.yml:2:1: not YAML:"),
}


ENDINGS = {
    "a page that may not be published": {"theme/main.html": "<iframe></iframe>{{ page.content }}"},
    "a warning in a strict build": {"docs/index.md": "# A\n\n[b](b.md)\n"},
    "an interruption": {"late.py": "def on_post_build(**_):\n    raise KeyboardInterrupt\n"},
    "no room for a file": {"late.py": "def on_post_build(**_):\n    raise OSError(28, 'No space left on device')\n"},
}
"""What ends a build when its pages are written."""


def mkdocs_build(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "mkdocs", "build", *options], capture_output=True, text=True)


@pytest.mark.parametrize(("text", "references", "said"), CASES.values(), ids=CASES)
def test_the_build_stops(text: str, references: str, said: str, write_site: WriteSite) -> None:
    write_site({"docs/index.md": f"# A\n\nText {text}.\n", "docs/references.yml": references})
    done = mkdocs_build()
    output = done.stdout + done.stderr
    assert done.returncode != 0
    assert said in output
    assert "Traceback" not in output
    assert not Path("site/index.html").exists()


def test_the_build_goes_on_where_all_is_well(write_site: WriteSite) -> None:
    write_site({"docs/index.md": "# A\n\nText [@field2020].\n", "docs/references.yml": REFERENCES})
    assert mkdocs_build().returncode == 0
    assert "(<a" in Path("site/index.html").read_text()


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_a_build_that_fails_late_leaves_nothing_that_looks_done(ending: dict[str, str], write_site: WriteSite) -> None:
    hooks = f"hooks: [{PROJECT}/scripts/hooks.py, late.py]"
    write_site({"docs/index.md": "# A\n\nText.\n", "late.py": "", "site/index.html": "Before", **ending}, hooks)
    assert mkdocs_build("--strict").returncode != 0
    assert list(Path("site").iterdir()) == []


def test_a_build_that_cannot_begin_leaves_the_site_of_before(write_site: WriteSite) -> None:
    write_site({"docs/index.md": "# A\n\nText.\n", "site/index.html": "Before"}, "site_url: 'no address'")
    assert mkdocs_build().returncode != 0
    assert Path("site/index.html").read_text() == "Before"


def test_a_site_without_a_bibliography_builds(write_site: WriteSite) -> None:
    write_site({"docs/index.md": "# A\n\nText.\n"})
    assert mkdocs_build().returncode == 0


@pytest.mark.parametrize("synonyms", ["- [one]", "- two", "- [one, 2]", "{", "distress: [{words: [a]}]", "offer: 5"])
def test_synonyms_that_make_no_sense_stop_the_build_with_one_line(synonyms: str, write_site: WriteSite) -> None:
    write_site({"docs/index.md": "# A\n\nText.\n", "docs/synonyms.yml": synonyms})
    done = mkdocs_build()
    said = [line for line in (done.stdout + done.stderr).splitlines() if "synonyms.yml" in line]
    assert done.returncode != 0
    assert len(said) == 1
    assert not Path("site/index.html").exists()


@pytest.mark.parametrize("setting", ["exclude_docs: |\n", "draft_docs: |\n"])
def test_a_page_that_is_left_out_is_told_and_stands_in_no_menu(
    setting: str, sample_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample_copy)
    settings = Path("mkdocs.yml").read_text()
    added = settings if setting in settings else settings + setting
    Path("mkdocs.yml").write_text(added.replace(setting, f"{setting}  /privacy.md\n"))
    done = mkdocs_build()
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert "'privacy.md' is included in the 'nav'" in done.stderr
    assert 'href="privacy.html"' not in Path("site/about.html").read_text()
