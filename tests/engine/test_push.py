"""What a push tells its author, once and in plain words: beside the lines, and in one summary."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

import check
import check_xrefs
import checker_output
import told
from changes import changed_since, nearness, read_diff
from push_report import MOST_ANNOTATIONS, Report, as_annotations, plain, summary
from sites import PROJECT
from xref.checking import explain, mends
from xref.model import Finding
from xref.position import Position
from xref.rules import RULES

SLIPS = """\
---
title: Slips of many kinds  | title-mismatch 13
descripton: One of every kind.  | unknown-field
series_part: 4  | unlisted-essay
content_note: Adult subject, not explicit.
published: yesterday  | wrong-type
reviewed:
review_due: 2027-13-01  | wrong-type
related:
  - essays/nowhere.md  | missing-relation
---

# Slips of many sorts

A wocld of colors,  | spelling spelling
and [gone](gone.md) and [lost](../index.md#no-such-place).  | missing-page missing-anchor

See [@nobody2000].  | unknown-citation

This [way](https://example.org/?utm_source=x).  | tracking-link

<script>alert(1)</script>  | script-in-text

A note[^lost] here.  | undefined-footnote

![](../assets/pictures/none.svg)  | missing-image missing-alternative

![Seen from far](https://example.org/x.png)  | remote-image

<iframe src="https://example.org/"></iframe>  | embedded-content

<p style="color: red">Red.</p>  | style-in-text

An [absolute](/essays/) and an [empty]().  | absolute-link empty-link

A [bad](javascript:alert) and [one.example.org](https://two.example.org/).  | script-in-text deceptive-link

An [undefined][label] there.  | undefined-reference

## Twice

## Twice  | repeated-heading

[^unused]: A note that nobody refers to.  | unused-footnote

<center>middle</center>  | unlisted-markup
"""
"""A page, and behind its lines what is wrong with each, and where that is told if not there."""
EXPECTED = [
    (int(there) if there else line, rule)
    for line, text in enumerate(SLIPS.splitlines(), 1)
    for rule, there in re.findall(r"([a-z-]+) ?(\d+)?", text.partition("  | ")[2])
]
COMMAND = re.compile(r"::(\w+) file=([^,]+),line=(\d+),col=\d+,title=([^:]+)::(.+)")
ITEM = re.compile(r"- (?:\*First\* · )?line (\d+): .+ \*\*.+\*\* \((.+)\)")
ON_TEXTS = {check.BUILD, "xrefs"}
SOMEONE = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org"]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *SOMEONE, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(sample_copy: Path) -> Path:
    """A copy of the project, with the sample for its texts, as a repository with one commit."""
    git(sample_copy, "init", "--quiet")
    git(sample_copy, "add", "--all")
    git(sample_copy, "commit", "--quiet", "--message", "Begin")
    return sample_copy


def push(folder: Path) -> tuple[list[tuple[str, ...]], str]:
    """Commit what is there, run what a pull request runs, and return its annotations and its summary."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Change")
    written = folder / ".cache/summary.md"
    written.parent.mkdir(exist_ok=True)
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "GITHUB_"))}
    named = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(written)}
    command = ["make", "check", "BASE=HEAD^1"]
    done = subprocess.run(command, cwd=folder, env=outside | named, capture_output=True, text=True)
    return COMMAND.findall(done.stdout), written.read_text()


def test_an_imperfect_essay_is_told_everything_at_once(repository: Path) -> None:
    """Each of its slips once, on its line, with what to do; ten of them beside the lines."""
    page = "docs/essays/slips.md"
    (repository / page).write_text(re.sub(r"  \| .*$", "", SLIPS, flags=re.MULTILINE))
    commands, text = push(repository)
    listed = text.split(f"### {plain(page)}\n")[1].split("\n### ")[0]
    told_of = [(int(line), rule) for line, rule in ITEM.findall(listed)]
    assert len(EXPECTED) >= 25
    assert sorted(told_of) == sorted([*EXPECTED, (1, "not-in-navigation")])
    assert [place[:2] for place in commands] == [("error", page)] * MOST_ANNOTATIONS
    assert all("%0A" in message for *_, message in commands)
    assert "no site to look at yet" in text
    assert not (repository / "site").exists()


def test_a_change_that_can_be_looked_at_says_where(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with a link that is broken, and once mended."""
    monkeypatch.chdir(repository)
    monkeypatch.setattr(check, "CHECKERS", [checker for checker in check.CHECKERS if checker.name in ON_TEXTS])
    page = repository / "docs/index.md"
    text = page.read_text()
    for words, status, opening in (
        ("[Gone](gone.md)", 1, "One place needs"),
        ("A line more.", 0, "Nothing to correct"),
    ):
        Path("summary.md").unlink(missing_ok=True)
        page.write_text(f"{text}\n{words}\n")
        assert check.main(["--format", "github", "--base", "HEAD", "--summary", "summary.md"]) == status
        told_of = Path("summary.md").read_text()
        assert told_of.startswith(f"## {opening}")
        assert told_of.count("- line ") == status
        assert "Pages that you changed: **index.html**." in told_of
        assert words.split("]")[0].strip("[") in Path("site/index.html").read_text()


def found(path: str, line: int, message: str = "wrong", is_notice: bool = False) -> Finding:
    return Finding(path, Position(line, 1), message, "rule", is_notice)


def test_lines_that_changed_come_first_and_no_more_than_are_shown() -> None:
    findings = [found("a.md", line, is_notice=kind) for line in range(1, 31) for kind in (False, True)]
    report = Report(findings, changed={"a.md": frozenset({29, 30}), "b.md": frozenset()})
    lines = as_annotations(report).splitlines()
    assert len(lines) == len(findings)
    assert lines[20:] == [f"a.md:{line}:1: {'notice: ' * kind}wrong [rule]" for line in range(9, 29) for kind in (0, 1)]
    for kind, own in (("error", lines[:10]), ("warning", lines[10:20])):
        assert len(own) == MOST_ANNOTATIONS
        assert all(line.startswith(f"::{kind} ") for line in own)
        assert [re.search(r"line=(\d+)", line)[1] for line in own] == ["29", "30", *map(str, range(1, 9))]


def test_files_that_changed_come_before_others() -> None:
    changed = {"z.md": frozenset({7})}
    assert [nearness(found(*place), changed) for place in (("z.md", 7), ("z.md", 8), ("a.md", 7))] == [0, 1, 2]
    text = summary(Report([found("a.md", 7), found("z.md", 8)], changed=changed))
    assert text.index("### z.md") < text.index("### a.md")


def test_a_finding_leads_to_its_line() -> None:
    text = summary(Report([found("docs/a b#.md", 7)], address="https://example.org/me/it/blob/abc"))
    assert "[line 7](https://example.org/me/it/blob/abc/docs/a%20b%23.md?plain=1#L7)" in text


def test_no_words_of_a_finding_are_markup() -> None:
    text = summary(Report([found("a.md", 1, "<img> [x](y) `z` @me #1 www.example.org https://example.org\n# Title")]))
    item = next(line for line in text.splitlines() if line.startswith("- "))
    assert not set("<>[`@#") & set(item.replace("&#", ""))
    assert "www." not in item
    assert "://" not in item
    assert "# Title" not in text


def test_warnings_alone_need_nothing() -> None:
    text = summary(Report([found("a.md", 1, is_notice=True)]))
    assert "Nothing to correct" in text
    assert "- *For later* · line 1" in text


def test_a_summary_stays_within_what_is_taken() -> None:
    findings = [*(found("a.md", line) for line in range(1, 5000)), found("z.md", 1)]
    text = summary(Report(findings, changed={"z.md": frozenset({1})}))
    assert len(text.encode()) < 2**20
    assert "And 4000 more" in text
    assert "### z.md" in text


DIFF = """\
diff --git a.md a.md
--- a.md
+++ a.md
@@ -1 +1,2 @@
-old
+++ not-a-file.md
+@@ -9 +9 @@
@@ -7,0 +9 @@ heading
+new
diff --git gone.md gone.md
--- gone.md
+++ /dev/null
@@ -1 +0,0 @@
-old
"""


def test_changed_lines_are_read_whatever_the_lines_hold() -> None:
    assert read_diff(DIFF) == {"a.md": {1, 2, 9}}


@pytest.mark.parametrize("base", ["", "no-such-commit", "--output=made", "HEAD"])
def test_where_no_change_can_be_told_nothing_is(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert changed_since(base) == {}
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("PATH", "")
    assert changed_since(base) == {}


def test_only_what_stops_the_build_is_called_that() -> None:
    stop, warning = found("a.md", 1), Finding("b.md", Position(1, 1), "warned of", check.BUILD)
    assert check.stopping({stop, warning}) == [stop]
    assert check.stopping({warning}) == [warning]


def test_every_rule_and_checker_says_what_to_do() -> None:
    assert [name for name, mend in mends([*RULES, *check.RULES]).items() if not mend] == []
    named = {checker.name for checker in check.CHECKERS if checker.mend}
    assert named | {"xrefs"} == {checker.name for checker in check.CHECKERS}


def test_a_rule_tells_what_to_do_when_asked(capsys: pytest.CaptureFixture) -> None:
    check_xrefs.main(["--explain", "missing-page"])
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [explain(RULES)["missing-page"], mends(RULES)["missing-page"]]


def test_a_checker_that_stops_leaves_the_site_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for status, there in ((1, []), (0, ["new.html"]), (1, ["new.html"])):
        made = f"import os; os.mkdir({str(check.BUILT)!r}); open({str(check.BUILT / 'new.html')!r}, 'w')"
        code = f"{made}; raise SystemExit({status})"
        monkeypatch.setattr(
            check, "CHECKERS", [check.Checker(check.BUILD, ["python", "-c", code], checker_output.lines)]
        )
        check.main([])
        assert [path.name for path in Path("site").glob("*")] == there


TESTS = """\
import pytest

@pytest.fixture(scope="session")
def site():
    raise ValueError("no site: x < y")

def test_a_page_is_kind(site): ...
def test_a_page_is_short(site): ...
@pytest.mark.parametrize("page", ["home"])
def test_a_page_is_true(page): assert page == "away"
def test_all_is_well(): ...
"""


def test_failed_tests_are_told_in_words_and_a_reason_once(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS)
    (tmp_path / "conftest.py").write_text(
        f"import sys\nsys.path[:0] = {[str(PROJECT / 'tests'), str(PROJECT / 'scripts')]}\n"
        "from told import pytest_terminal_summary\n"
    )
    written = tmp_path / "summary.md"
    command = [check.TOOLS / "pytest", "-n0", "-c", PROJECT / "pyproject.toml", "--rootdir", tmp_path, tmp_path]
    environment = os.environ | {"GITHUB_STEP_SUMMARY": str(written)}
    subprocess.run([*command, "-p", "no:cacheprovider"], cwd=tmp_path, env=environment, capture_output=True)
    assert [line for line in written.read_text().splitlines() if line.startswith("- ")] == [
        "- **A page is true** (home, in test&#95;it.py): AssertionError&#58; assert 'home' == 'away'",
        "- **A page is kind** (in test&#95;it.py); **A page is short** (in test&#95;it.py): "
        "ValueError&#58; no site&#58; x &#60; y",
    ]


def test_who_runs_a_share_of_the_tests_leaves_the_telling_to_who_dealt_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    report = SimpleNamespace(nodeid="a.py::test_a", longrepr="why")
    for config, is_told in ((SimpleNamespace(workerinput={}), False), (SimpleNamespace(), True)):
        told.pytest_terminal_summary(SimpleNamespace(stats={"failed": [report]}), config)
        assert (tmp_path / "summary.md").exists() == is_told


def test_shares_of_the_tests_are_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    tests = [SimpleNamespace(path=Path(name)) for name in ("a.py", "a.py", "b.py", "c.py")]
    config = SimpleNamespace(hook=SimpleNamespace(pytest_deselected=lambda items: None))
    shares = []
    for share in ("1/2", "2/2"):
        monkeypatch.setenv("SHARE", share)
        told.pytest_configure()
        shares.append(tests[:])
        told.pytest_collection_modifyitems(config, shares[-1])
    assert [[item.path.stem for item in share] for share in shares] == [["a", "a", "c"], ["b"]]
    monkeypatch.setenv("SHARE", "3/2")
    with pytest.raises(pytest.UsageError, match="as in 1/2"):
        told.pytest_configure()
