"""What other sites' configurations say, and the validator takes as MkDocs does."""

from __future__ import annotations

import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ELSEWHERE, PROJECT, WriteSite
from xref import cli

INDEX = {"docs/index.md": "# Home\n", "docs/sub/a.md": "# A\n"}


def found(capsys: pytest.CaptureFixture, *arguments: str) -> list[str]:
    assert cli.main(arguments) in (0, 1), capsys.readouterr().err
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("nav", "wrong"),
    [
        ("[./index.md, sub//a.md]", []),
        ("[index.md, !ENV [PAGE, other.md]]", []),
        ("[index.md, !ENV [NO_SUCH_PAGE, other.md]]", ["mkdocs.yml:4:17: navigation names a missing page 'other.md'"]),
        ("[index.md, {A: [{B: ./sub//b.md}]}]", ["mkdocs.yml:4:26: navigation names a missing page 'sub/b.md'"]),
        ("[&gone gone.md, index.md, *gone]", ["mkdocs.yml:4:7: navigation", "mkdocs.yml:4:32: navigation"]),
    ],
)
def test_navigation_is_read_as_the_build_reads_it(
    nav: str, wrong: list[str], write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGE", "sub/a.md")
    head = ELSEWHERE.replace("markdown_extensions: [attr_list, footnotes, smarty]\n", "")
    write_site({**INDEX, "mkdocs.yml": f"{head}nav: {nav}\n"})
    assert head.count("\n") == 3
    shown = found(capsys, "--select", "missing-from-docs")
    assert [line[: len(start)] for line, start in zip(shown, wrong, strict=True)] == wrong


def test_what_is_wrong_in_an_inherited_file_stands_there(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    base = f"{ELSEWHERE}nav:\n  - index.md\n  - sub/A.md\n"
    write_site({**INDEX, "base.yml": base, "mkdocs.yml": "INHERIT: base.yml\nsite_name: B\n"})
    line = base.count("\n")
    assert found(capsys) == [
        f"base.yml:{line}:5: navigation names a missing page 'sub/A.md'; did you mean 'sub/a.md'? [missing-from-docs]"
    ]
    assert cli.main(["--fix"]) == 0
    assert Path("base.yml").read_text() == base.replace("A.md", "a.md")


@pytest.mark.parametrize("written", ["!ENV BASE", "!ENV [NOBODY, BASE, gone.yml]", "!ENV [NOBODY, base.yml]"])
def test_what_is_inherited_may_be_named_by_the_environment(
    written: str, write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASE", "base.yml")
    monkeypatch.delenv("NOBODY", raising=False)
    base = f"{ELSEWHERE}nav:\n  - index.md\n  - gone.md\n"
    write_site({**INDEX, "base.yml": base, "mkdocs.yml": f"INHERIT: {written}\nsite_name: B\n"})
    line = base.count("\n")
    assert found(capsys) == [f"base.yml:{line}:5: navigation names a missing page 'gone.md' [missing-from-docs]"]


def test_the_same_is_suggested_each_time(write_site: WriteSite) -> None:
    ids = ["tainteffect", *(f"{one}{two}qzvxwrfacpq{one}{two}" for one in string.ascii_lowercase for two in "abcde")]
    text = "[a](#interfac)\n\n" + "\n\n".join(f"## A {{#{id}}}" for id in ids)
    write_site({"docs/index.md": text, "mkdocs.yml": ELSEWHERE})
    command = [sys.executable, "-m", "xref", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "scripts")}
    seeds = ({"PYTHONHASHSEED": str(seed)} for seed in range(1, 6))
    said = {subprocess.run(command, env=environment | seed, capture_output=True).stdout for seed in seeds}
    assert len(said) == 1


def test_a_symbolic_link_to_a_file_above_is_a_page(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({**INDEX, "CONTRIBUTING.md": "[a](index.md) [b](gone.md)\n", "mkdocs.yml": ELSEWHERE})
    Path("docs/contributing.md").symlink_to("../CONTRIBUTING.md")
    assert found(capsys) == ["docs/contributing.md:1:15: link to a missing page 'gone.md' [missing-page]"]


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
def test_the_configuration_is_found_from_a_folder_below(
    name: str, write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({"docs/index.md": "[a](gone.md)", "docs/sub/a.md": "[b](gone.md)", name: ELSEWHERE})
    if name != "mkdocs.yml":
        Path("mkdocs.yml").unlink()
    monkeypatch.chdir("docs/sub")
    assert found(capsys, ".") == ["docs/sub/a.md:1:1: link to a missing page 'gone.md' [missing-page]"]


def test_no_configuration_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main([]) == 2
    assert capsys.readouterr().err == (
        "no mkdocs.yml here or in a folder above; name the configuration with --config\n"
    )


def test_a_site_without_pages_is_not_called_clean(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/a.txt": "text", "mkdocs.yml": ELSEWHERE})
    assert cli.main([]) == 2
    assert capsys.readouterr() == (
        "",
        "docs: holds no page, so that nothing was judged; name another folder as docs_dir\n",
    )


LEVELS = {
    "omitted_files: warn": ("not-in-navigation", False),
    "nav: {omitted_files: warn}": ("not-in-navigation", False),
    "links: {absolute_links: warn}": ("absolute-link", False),
    "links: {unrecognized_links: warn}": ("built-address", False),
    "anchors: info": ("missing-anchor", True),
    "links: {not_found: info}": ("missing-page", True),
}
TEXT = "[a](sub/a.md#gone) [b](gone.md) [c](/sub/a/) [d](sub/a/)\n"


@pytest.mark.parametrize(("setting", "expected"), LEVELS.items(), ids=LEVELS)
def test_the_sites_own_validation_counts(
    setting: str, expected: tuple[str, bool], write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site(
        {**INDEX, "docs/index.md": TEXT, "mkdocs.yml": f"{ELSEWHERE}validation: {{{setting}}}\nnav: [index.md]\n"}
    )
    rule, is_notice = expected
    shown = [line for line in found(capsys) if line.endswith(f"[{rule}]")]
    assert len(shown) == 1
    assert (": notice: " in shown[0]) is is_notice


def test_what_the_site_ignores_is_not_told(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    ignored = "validation: {links: {not_found: ignore, anchors: ignore}}\n"
    write_site({**INDEX, "docs/index.md": TEXT, "mkdocs.yml": ELSEWHERE + ignored})
    assert found(capsys) == []
    assert len(found(capsys, "--select", "broken")) == 2


def test_the_documentation_folder_is_known_in_an_address_from_wherever_one_looks(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "site_url: https://example.org/\n"
    write_site({**INDEX, "docs/index.md": "[a](/docs/sub/a/)", "mkdocs.yml": ELSEWHERE + address})
    for place, configuration in ((".", "mkdocs.yml"), ("docs", "../mkdocs.yml")):
        monkeypatch.chdir(place)
        assert len(found(capsys, "--config", configuration, "--select", "missing-from-root")) == 1, place


def test_pages_outside_navigation_and_drafts_are_what_the_site_says(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    settings = "nav: [index.md]\nnot_in_nav: sub/\nexclude_docs: out.md\ndraft_docs: draft.md\n"
    files = {"docs/index.md": "[a](out.md) [b](draft.md) [c](sub/a.md)\n", "docs/out.md": "", "docs/draft.md": ""}
    write_site({**INDEX, **files, "mkdocs.yml": ELSEWHERE + settings})
    assert found(capsys, "--select", "missing-page,not-in-navigation") == [
        "docs/index.md:1:1: link to a page that is left out of the build 'out.md' [missing-page]",
        "docs/index.md:1:13: link to a page that is left out of the build 'draft.md' [missing-page]",
    ]


def test_a_strict_site_with_an_odd_setting_is_read(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({**INDEX, "mkdocs.yml": f"{ELSEWHERE}strict: true\nno_such_setting: 1\n"})
    assert found(capsys) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("__version__ = '1.5.3'", "MkDocs 1.5.3 is installed, and 1.6 is needed; pip install 'mkdocs>=1.6,<2'\n"),
        ("raise ModuleNotFoundError", "MkDocs is not installed beside this command; install both in one environment\n"),
    ],
)
def test_a_builder_that_is_too_old_or_not_there_is_told_in_one_line(
    code: str, said: str, write_site: WriteSite, tmp_path: Path
) -> None:
    write_site({**INDEX, "mkdocs.yml": ELSEWHERE, "old/mkdocs/__init__.py": code, "old/properdocs/__init__.py": code})
    path = f"{tmp_path}/old:{PROJECT}/scripts"
    command = [sys.executable, "-m", "xref", "--no-cache"]
    done = subprocess.run(command, env={"PYTHONPATH": path}, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


REFUSER = """\
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Refuse(Preprocessor):
    def run(self, lines):
        raise ValueError("made ill")

class makeExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Refuse(md), "refuse", 1)
"""
INCLUDER = """\
import re
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Include(Preprocessor):
    def run(self, lines):
        return re.sub(r"{!(.*?)!}", lambda match: open(match[1]).read(), "\\n".join(lines)).split("\\n")

class makeExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Include(md), "include", 101)
"""


def test_what_another_extension_takes_in_is_told_in_its_own_file(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As markdown_include and mdx_include do, which name their preprocessors thus."""
    files = {
        "mkdocs.yml": "site_name: A\nmarkdown_extensions: [includer]\n",
        "docs/index.md": "# A\n\n{!parts/part.md!}\n\n[a](gone.md)\n",
        "parts/part.md": "## Part\n\nWords and [b](gone.md).",
        "includer.py": INCLUDER,
    }
    write_site(files)
    monkeypatch.syspath_prepend(".")
    cli.main([])
    assert capsys.readouterr().out.splitlines() == [
        "docs/index.md:5:1: link to a missing page 'gone.md' [missing-page]",
        "parts/part.md:3:11: link to a missing page 'gone.md' [missing-page]",
    ]


TELLING = """\
def told(*_, **__):
    return '<a id="d" href="B/">b</a> <i id="d"></i> <img src="gone.png" alt="c">'
"""
TOLD = """\
site_name: A
markdown_extensions:
  - pymdownx.superfences: {custom_fences: [{name: told, class: told, format: !!python/name:telling.told }]}
"""
"""What makes links of no text, as mkdocs-click does of what a program says of itself."""


def test_what_an_extension_makes_of_no_text_is_told_near_and_never_fixed(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# A\n\nText and [b](b.md).\n\n```told\n```\n"
    write_site({"mkdocs.yml": TOLD, "docs/index.md": text, "docs/b.md": "# B", "telling.py": TELLING})
    monkeypatch.syspath_prepend(".")
    cli.main(["--fix"])
    where = "; an extension put it there, near this line"
    assert capsys.readouterr().out.splitlines() == [
        f"docs/index.md:3:1: id 'd' stands on this page already, on line 3{where} [duplicate-anchor]",
        f"docs/index.md:3:1: link to a missing page 'B/'; did you mean 'b/index.html'?{where} [missing-page]",
        f"docs/index.md:3:1: missing picture 'gone.png'{where} [missing-image]",
    ]


def test_what_an_extension_makes_on_a_page_that_a_plugin_made_is_near_no_line(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'made.md', content='```told\\n```'))\n"
    )
    settings = f"{TOLD}hooks: [hook.py]\n"
    write_site({"mkdocs.yml": settings, "docs/index.md": "text", "hook.py": hook, "telling.py": TELLING})
    monkeypatch.syspath_prepend(".")
    cli.main([])
    assert capsys.readouterr().out.splitlines() == [
        "mkdocs.yml:1:1: in 'made.md', which a plugin made: link to a missing page 'B/' [missing-page]",
        "mkdocs.yml:1:1: in 'made.md', which a plugin made: missing picture 'gone.png' [missing-image]",
    ]


def test_the_ids_of_what_an_extension_draws_twice_are_no_authors(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    fences = "{custom_fences: [{name: drawn, class: drawn, format: !!python/name:drawing.drawn }]}"
    files = {
        "mkdocs.yml": f"site_name: A\nmarkdown_extensions: [pymdownx.superfences: {fences}]\n",
        "docs/index.md": "```drawn\na\n```\n\n```drawn\na\n```\n\n[a](#a)\n\n<svg id='b'></svg> <svg id='b'></svg>\n",
        "drawing.py": "def drawn(*_, **__):\n    return '<svg><clipPath id=\"a\"></clipPath></svg>'\n",
    }
    write_site(files)
    monkeypatch.syspath_prepend(".")
    cli.main([])
    found = "docs/index.md:11:20: id 'b' stands on this page already, on line 11 [duplicate-anchor]\n"
    assert capsys.readouterr().out == found


INSTALL = "; install what the site is built with beside this command\n"
BAD = {
    "plugin": ("plugins: [nothere]\n", 'The "nothere" plugin is not installed', INSTALL),
    "theme": ("theme: nothere\n", "Unrecognised theme name: 'nothere'", INSTALL),
    "extension": ("markdown_extensions: [nothere]\n", "Failed to load extension 'nothere'", INSTALL),
    "function": ("extra: {a: !!python/name:nothere.a }\n", "cannot find module 'nothere'", INSTALL),
    "hook that needs something": ("hooks: [needs.py]\n", "No module named 'nothere'", INSTALL),
    "hook that ends the program": ("hooks: [exits.py]\n", "SystemExit: 0", "\n"),
    "extension that throws": (
        "markdown_extensions: [thrower]\n",
        "Failed to load extension 'thrower'. ValueError: made ill",
        "\n",
    ),
    "extension that throws at every page": (
        "markdown_extensions: [refuser]\n",
        "no page could be judged: each cannot be rendered: ValueError: made ill",
        "; see which of markdown_extensions does that\n",
    ),
}


@pytest.mark.parametrize(("setting", "what", "end"), BAD.values(), ids=BAD)
def test_a_configuration_that_cannot_be_used_is_one_line_and_status_2(
    setting: str,
    what: str,
    end: str,
    write_site: WriteSite,
    capsys: pytest.CaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {
        "needs.py": "import nothere\n",
        "exits.py": "raise SystemExit(0)\n",
        "thrower.py": "def makeExtension():\n    raise ValueError('made\\nill')\n",
        "refuser.py": REFUSER,
    }
    write_site({**files, "docs/index.md": "text", "docs/b.md": "more", "mkdocs.yml": f"site_name: A\n{setting}"})
    monkeypatch.syspath_prepend(".")
    assert cli.main([]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert re.match(r"mkdocs\.yml(:\d+:\d+)?: ", said)
    assert what in said
    assert said.endswith(end)
    assert said.count("\n") == 1
