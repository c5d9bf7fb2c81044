"""`make check` lists what all its checkers find, once, in one form; what a checker cannot say is a finding too."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import check
import check_spelling
import checker_output
from sites import PROJECT

FAULTS = {
    "docs/index.md": "\nThe color of a wocld, [gone](gone.md), [@nobody2000].\n",
    "overrides/assets/scripts/search.js": "const unused = [1,2];\n",
    "overrides/assets/styles/search.css": "a { colr: red }\n",
    "overrides/404.html": '<img src="x">\n',
    "scripts/package.py": 'import  os\nnumber: int = "one"\n',
    "mkdocs.yml": "no_such_setting: 1\n",
    ".github/workflows/check.yml": "        no-such-key: 1\n      - uses: actions/checkout@v4\n",
}
"""What is added to the ends of files."""
FOUND = {
    *([("docs/index.md", "spelling")] if check_spelling.site_language().startswith("en") else []),
    ("docs/index.md", "missing-page"),
    ("docs/index.md", "unknown-citation"),
    ("overrides/assets/scripts/search.js", "correctness/noUnusedVariables"),
    ("overrides/assets/scripts/search.js", "format"),
    ("overrides/assets/styles/search.css", "correctness/noUnknownProperty"),
    ("overrides/404.html", "H013"),
    ("scripts/package.py", "E402"),
    ("scripts/package.py", "unformatted"),
    ("scripts/package.py", "assignment"),
    ("mkdocs.yml", "mkdocs"),
    (".github/workflows/check.yml", "workflow-syntax"),
    (".github/workflows/check.yml", "zizmor/unpinned-uses"),
}
FORM = re.compile(r"([^:]+):(\d+):(\d+): .+ \[([\w/-]+)\]")


def test_all_that_all_checkers_find_stands_in_one_list(own_copy: Path) -> None:
    for name, fault in FAULTS.items():
        path = own_copy / name
        path.write_text(path.read_text() + fault)
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "GITHUB_"))}
    done = subprocess.run(["make", "check"], cwd=own_copy, env=outside, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    assert done.returncode != 0
    assert [line for line in lines if not FORM.fullmatch(line)] == []
    found = [FORM.fullmatch(line) for line in lines]
    assert {(match[1], match[4]) for match in found} >= FOUND
    places = [(match[1], int(match[2]), int(match[3])) for match in found]
    assert places == sorted(places)
    assert len(set(lines)) == len(lines)
    assert f"{len(lines)} findings\n" in done.stderr


def test_code_that_a_text_shows_stays_as_its_author_wrote_it(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text((PROJECT / "pyproject.toml").read_text())
    (tmp_path / "docs").mkdir()
    for name in ("docs/page.md", "GUIDE.md"):
        (tmp_path / name).write_text("```python\nrise  = 'slow'\n```\n")
    command = [check.TOOLS / "ruff", "format", "--check", "--no-cache"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout
    assert ("page.md" in said, "GUIDE.md" in said) == (False, True)


def run_fakes(monkeypatch: pytest.MonkeyPatch, *fakes: tuple[str, checker_output.Reader], options: str = "") -> int:
    """Check with checkers that are short programs."""
    checkers = [check.Checker(f"fake{n}", ["python", "-c", code], read) for n, (code, read) in enumerate(fakes)]
    monkeypatch.setattr(check, "CHECKERS", checkers)
    return check.main(options.split())


def printing(line: str, status: int = 1) -> tuple[str, checker_output.Reader]:
    return f"print({line!r}); raise SystemExit({status})", checker_output.lines


def test_findings_are_sorted_and_named_once(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture) -> None:
    same = printing("b.md:10:1: twice [rule]")
    assert run_fakes(monkeypatch, same, printing("b.md:9:2: first [rule]"), same) == 1
    assert capfd.readouterr() == ("b.md:9:2: first [rule]\nb.md:10:1: twice [rule]\n", "2 findings\n")


MKDOCS_SAYS = {
    "built-address": "Doc file 'a.md' contains an unrecognized relative link 'b/', it was left as is.",
    "absolute-in-navigation": "An absolute path to '/b/' is included in the 'nav' configuration, which is not known.",
}


@pytest.mark.parametrize(("rule", "words"), MKDOCS_SAYS.items(), ids=MKDOCS_SAYS)
def test_what_the_validator_says_mkdocs_does_not_say_again(
    rule: str, words: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
) -> None:
    said = f"a.md:3:1: what is wrong [{rule}]"
    assert run_fakes(monkeypatch, printing(said), printing(f"a.md:1:1: {words} [mkdocs]")) == 1
    assert capfd.readouterr().out == f"{said}\n"


def test_nothing_found_is_no_output_and_success(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture) -> None:
    assert run_fakes(monkeypatch, printing("all is well", 0)) == 0
    assert capfd.readouterr() == ("", "no findings\n")


def test_a_notice_fails_nothing(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture) -> None:
    assert run_fakes(monkeypatch, printing("a.md:1:1: notice: is due [rule]", 0)) == 0
    assert capfd.readouterr().out == "a.md:1:1: notice: is due [rule]\n"


BROKEN = {
    "raises": (
        "1 / 0",
        checker_output.lines,
        "failed with exit status 1 and said: ZeroDivisionError: division by zero",
    ),
    "says why": (
        "import sys; sys.exit('no\\nluck')",
        checker_output.lines,
        "failed with exit status 1 and said: no luck",
    ),
    "is silent": ("raise SystemExit(3)", checker_output.sarif, "failed with exit status 3 and said: nothing"),
    "is cut off": ("print('{')", checker_output.sarif, "failed with exit status 0 and said: {"),
    "is killed": (
        "import os; os.kill(os.getpid(), 9)",
        checker_output.lines,
        "failed with exit status -9 and said: nothing",
    ),
}


@pytest.mark.parametrize(("code", "read", "said"), BROKEN.values(), ids=BROKEN)
def test_a_checker_that_fails_is_a_finding_and_hides_no_other(
    code: str,
    read: checker_output.Reader,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture,
) -> None:
    assert run_fakes(monkeypatch, (code, read), printing("z.md:1:1: found [rule]")) == 1
    assert capfd.readouterr().out == f"scripts/check.py:1:1: fake0 {said} [fake0]\nz.md:1:1: found [rule]\n"


def test_a_failure_stands_where_it_came_from(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hook.py").write_text("\n1 / 0\n")
    assert (
        run_fakes(monkeypatch, ("print('a.md:1:1: found [rule]', flush=True); import hook", checker_output.lines)) == 1
    )
    assert capfd.readouterr().out.splitlines() == [
        "a.md:1:1: found [rule]",
        "hook.py:2:1: fake0 failed with exit status 1 and said: ZeroDivisionError: division by zero [fake0]",
    ]


def test_a_configuration_that_cannot_be_read_is_said_once_and_at_its_place(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
) -> None:
    logged = "ERROR   -  Config value 'site_name': Expected type: <class 'str'> but received: <class 'int'>"
    programs = {
        "mkdocs": (f"import sys; sys.exit({logged!r})", checker_output.mkdocs),
        "xrefs": ("import sys; print('mkdocs.yml:4:12: no text', file=sys.stderr); sys.exit(2)", checker_output.lines),
        "other": (
            "import sys; print('INFO\\nmkdocs.yml: no name', file=sys.stderr); sys.exit(2)",
            checker_output.lines,
        ),
    }
    monkeypatch.chdir(PROJECT)
    checkers = [check.Checker(name, ["python", "-c", code], read) for name, (code, read) in programs.items()]
    monkeypatch.setattr(check, "CHECKERS", checkers)
    assert check.main([]) == 1
    assert capfd.readouterr().out == "mkdocs.yml:1:1: no name [other]\nmkdocs.yml:4:12: no text [xrefs]\n"


def test_a_missing_checker_is_named(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture) -> None:
    missing = check.Checker("spelt", ["no-such-tool"], checker_output.lines)
    monkeypatch.setattr(check, "CHECKERS", [missing])
    assert check.main([]) == 1
    tool = Path(sys.executable).parent / "no-such-tool"
    said = f"scripts/check.py:1:1: spelt cannot run: No such file or directory: {tool} [spelt]\n"
    assert capfd.readouterr().out == said


LINK = "Doc file 'index.md' contains a link 'gone.md', but the target is not found among documentation files."
LOGGED = f"import sys; sys.exit({f'WARNING -  {LINK}'!r})", checker_output.mkdocs


def test_what_a_build_says_has_the_place_of_the_file_it_names(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(PROJECT)
    assert run_fakes(monkeypatch, LOGGED) == 1
    assert capfd.readouterr().out == f"docs/index.md:1:1: {LINK.removesuffix('.')} [mkdocs]\n"


def test_of_a_broken_link_the_one_that_says_where_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(PROJECT)
    run_fakes(monkeypatch, LOGGED, printing("docs/index.md:7:1: link to a missing page [missing-page]"))
    assert capfd.readouterr().out == "docs/index.md:7:1: link to a missing page [missing-page]\n"


def test_columns_count_from_one(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture) -> None:
    run_fakes(monkeypatch, ("print('a.html|3:0|H013|No alt.')", checker_output.djlint))
    assert capfd.readouterr().out == "a.html:3:1: No alt [H013]\n"


def test_findings_annotate_a_pull_request(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture) -> None:
    assert run_fakes(monkeypatch, printing("a.md:3:5: 100% wrong [rule]"), options="--format github") == 1
    assert capfd.readouterr().out == "::error file=a.md,line=3,col=5,title=rule::100%25 wrong\n"


SPELLINGS = {
    "color": "should be 'colour'",
    "Organization’s": "should be 'organisation'",
    "analyzing": "should be 'analysing'",
    "theater": "is in no word list; did you mean 'theatre'?",
    "colour": "",
    "sized": "",
    "prize": "",
    "citizens": "",
    "Bowlby": "",
}


@pytest.mark.parametrize(("word", "said"), SPELLINGS.items())
def test_spelling_is_british(word: str, said: str) -> None:
    assert check_spelling.fault(word, check_spelling.own_words() | check_spelling.dictionary()) == said


def test_a_word_of_the_projects_own_list_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_spelling.fault("color", check_spelling.dictionary() | {"color": check_spelling.OWN}) == ""
