"""The validator as a command: what it prints where, and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from check_xrefs import main
from sites import ELSEWHERE, PLAIN, PROJECT, WriteSite
from xref import __version__, cli
from xref.checking import check
from xref.configured import Choice
from xref.reading.site import load
from xref.rules.choosing import ALL

FRONT = "---\ntitle: A\ndescription: B\n---\n# A\n"


def test_a_clean_site_exits_0_and_says_so_on_stderr(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT + "Text.\n"})
    assert main([]) == 0
    assert capsys.readouterr() == ("", "no findings in 1 page\n")


@pytest.mark.parametrize(("configuration", "is_ours"), [(ELSEWHERE, False), (PLAIN, True)], ids=["other", "ours"])
def test_a_site_without_hooks_waits_for_nothing_that_this_project_adds(
    configuration: str, is_ours: bool, write_site: WriteSite
) -> None:
    write_site({"docs/index.md": FRONT + "Text.\n", "mkdocs.yml": configuration})
    program = "import sys, check_xrefs; check_xrefs.main([]); print(*sys.modules)"
    path = {"PYTHONPATH": str(PROJECT / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, env=os.environ | path
    )
    assert ("essays" in done.stdout.split()) == is_ours


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


UNTAKEN = {
    "site_name: 2024": (
        "mkdocs.yml:1:12: Config value 'site_name': Expected type: text, between quotes where it looks like something "
        "else but received: a number\n"
    ),
    "site_name: A\nuse_directory_urls: maybe": (
        "mkdocs.yml:2:21: Config value 'use_directory_urls': Expected type: true or false but received: text\n"
    ),
    "site_name: A\nextra_css: a.css": (
        "mkdocs.yml:2:12: Config value 'extra_css': Expected type: a list but received: text\n"
    ),
    "site_name: A\nnav: {Home: index.md}": "mkdocs.yml:2:6: Config value 'nav': Expected nav to be a list, got dict",
    "site_name: A\nvalidation:\n  anchors: yes": "mkdocs.yml:3:3: Config value 'validation': Sub-option ",
    "theme: {name: null}": "mkdocs.yml: Config value 'site_name': Required configuration not provided.\n",
    "site_name: A: B": (
        "mkdocs.yml:1:13: not YAML: mapping values are not allowed in this context; put a text that holds ': ' between "
        "quotes, and fields right below each other\n"
    ),
    "site_name: A\nextra:\n\tcontact: x": "mkdocs.yml:3:1: not YAML: ",
    'site_name: "A': "mkdocs.yml:1:12: not YAML: found unexpected end of stream; a quote is never closed\n",
    "site_name: !mine A": "mkdocs.yml: ",
}


@pytest.mark.parametrize(("configuration", "said"), UNTAKEN.items(), ids=range(len(UNTAKEN)))
def test_a_configuration_that_does_not_fit_is_said_at_its_place_and_without_pythons_words(
    configuration: str, said: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": "", "mkdocs.yml": configuration})
    assert main([]) == 2
    trouble = capsys.readouterr().err
    assert trouble.startswith(said)
    assert trouble.count("\n") == 1
    assert "<class" not in trouble


def test_no_configuration_exits_2_in_one_line(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({})
    assert main(["--config", "other.yml"]) == 2
    assert capsys.readouterr().err == "other.yml: no such file; name the configuration with --config\n"


def test_a_page_that_is_not_utf8_is_a_finding(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT.encode() + b"caf\xe9"})
    assert main([]) == 1
    assert "docs/index.md:6:4: not UTF-8: save the file as UTF-8 [unreadable]\n" in capsys.readouterr().out


def findings_of(write_site: WriteSite, capsys: pytest.CaptureFixture, configuration: str, text: str) -> tuple[str, str]:
    write_site({"mkdocs.yml": configuration, "docs/index.md": text})
    main([])
    return capsys.readouterr()


def test_another_sites_front_matter_and_brackets_are_its_own(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    plain = "site_name: A\ntheme: {name: null, custom_dir: theme}\nplugins: []\n"
    found, _ = findings_of(write_site, capsys, plain, "---\nauthor: B\n---\n\n[@c] ![alt](d.svg)\n")
    assert found == "docs/index.md:5:6: missing picture 'd.svg' [missing-image]\n"


ELSEWHERE = "site_name: A\ntheme: {name: null, custom_dir: theme}\n"
CHANGES_PAGES = "def on_page_markdown(markdown, **_): ...\n"


def withheld_from(configuration: Path) -> tuple[set[str], bool]:
    """The rules that find something where nothing can be built, as amid a build; and whether a plugin is named."""
    site = load(configuration)
    return {finding.rule for finding in check(site, Choice((ALL,)))}, bool(site.unknown_plugins)


def test_where_nothing_can_be_built_a_plugin_that_may_make_pages_explains_missing_ones(write_site: WriteSite) -> None:
    text = "[a](made.md) [b]() [c][made]\n"
    other = f"{ELSEWHERE}plugins: [search]\nhooks: [hook.py]\n"
    path = write_site({"mkdocs.yml": other, "hook.py": CHANGES_PAGES, "docs/index.md": text})
    assert withheld_from(path) == ({"empty-link"}, True)


@pytest.mark.parametrize(
    ("plugins", "rules", "is_named"),
    [
        ("[material/tags]", {"missing-page", "undefined-reference"}, True),
        ("[material/blog]", {"undefined-reference"}, True),
        ("[material/blog: {enabled: false}]", {"missing-page", "missing-anchor", "undefined-reference"}, False),
    ],
)
def test_a_plugin_that_is_known_to_do_less_explains_less(
    plugins: str, rules: set[str], is_named: bool, write_site: WriteSite
) -> None:
    text = "[a](gone.md) [b](#tag:b) [c][gone]\n"
    path = write_site({"mkdocs.yml": f"{ELSEWHERE}plugins: {plugins}\n", "docs/index.md": text})
    assert withheld_from(path) == (rules, is_named)


@pytest.mark.parametrize(
    ("hook", "is_named"),
    [
        ("def on_pre_template(template, **_): ...\ndef on_serve(server, config, builder): ...\n", False),
        ("def on_post_build(config): ...\n", True),
        (f"def on_serve(server, **_): ...\n{CHANGES_PAGES}", True),
        ("import markdown\n", True),
    ],
)
def test_a_hook_that_runs_when_all_files_are_made_explains_none(
    hook: str, is_named: bool, write_site: WriteSite
) -> None:
    other = f"{ELSEWHERE}plugins: []\nhooks: [hook.py]\n"
    path = write_site({"mkdocs.yml": other, "hook.py": hook, "docs/index.md": "[a](gone.md)\n"})
    assert withheld_from(path) == (set() if is_named else {"missing-page"}, is_named)


def test_configuration_may_be_inherited_and_take_values_from_the_environment(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCS", "pages")
    base = "site_name: A\ndocs_dir: !ENV [DOCS, docs]\ntheme: {name: null, custom_dir: theme}\nplugins: []\n"
    slugify = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}"
    extension = f"markdown_extensions:\n  - toc:\n      slugify: {slugify}\n"
    nav = "use_directory_urls: false\nnot_in_nav: /draft.md\nnav: [index.md, gone.md]\n"
    write_site(
        {
            "base.yml": base + nav,
            "mkdocs.yml": "INHERIT: base.yml\n" + extension,
            "pages/index.md": "# Title Case\n\n[a](#Title-Case) [b](#title-case)\n",
            "pages/draft.md": "text",
        }
    )
    assert main([]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "base.yml:7:17: navigation names a missing page 'gone.md' [missing-from-docs]",
        "pages/index.md:3:18: 'index.md' has no anchor 'title-case'; did you mean 'Title-Case'? [missing-anchor]",
    ]


def test_paths_narrow_what_is_reported_but_not_what_is_read(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site(
        {"docs/index.md": FRONT + "[b](gone.md) [c](a/c.md#x)\n", "docs/a/c.md": FRONT + "## X\n\n[d](gone.md)\n"}
    )
    assert main(["docs/a"]) == 1
    assert capsys.readouterr().out == "docs/a/c.md:8:1: link to a missing page 'gone.md' [missing-page]\n"
    Path("elsewhere").symlink_to("docs/a")
    Path("docs/link.md").symlink_to("../LINK.md")
    Path("LINK.md").write_text(FRONT + "[x](lost.md)\n")
    lost = "docs/link.md:6:1: link to a missing page 'lost.md' [missing-page]\n"
    assert main(["elsewhere"]) == 1
    assert capsys.readouterr().out == "docs/a/c.md:8:1: link to a missing page 'gone.md' [missing-page]\n"
    for path in ("LINK.md", "docs"):
        assert main([path]) == 1
        assert lost in capsys.readouterr().out
    assert main(["docs/a/nothing.md"]) == 2
    assert capsys.readouterr().err == "docs/a/nothing.md: no such file or folder\n"


def test_json_is_versioned_and_whole(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT + "[é](gone.md)\n"})
    assert main(["--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "tool": f"check-xrefs {__version__}",
        "findings": [
            {
                "path": "docs/index.md",
                "line": 6,
                "column": 1,
                "message": "link to a missing page 'gone.md'",
                "rule": "missing-page",
                "notice": False,
            }
        ],
    }


def test_github_annotations_are_escaped(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT + "[x](100%.md)\n"})
    main(["--format", "github"])
    assert capsys.readouterr().out == (
        "::error file=docs/index.md,line=6,col=1,title=missing-page::link to a missing page '100%25.md'\n"
    )


@pytest.mark.parametrize(("checkout", "path"), [("..", "site/docs/index.md"), ("elsewhere", "docs/index.md")])
def test_github_annotations_count_paths_from_the_checkout(
    checkout: str, path: str, write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({"docs/index.md": FRONT + "[x](y.md)\n"})
    monkeypatch.setenv("GITHUB_WORKSPACE", str(Path(checkout).resolve()))
    main(["--format", "github"])
    assert f"file={path.replace('site', Path.cwd().name)}," in capsys.readouterr().out


NOISY = """\
import subprocess
print("imported")
subprocess.run(["echo", "started"])
def on_page_markdown(markdown, **_):
    print("built")
    subprocess.run(["echo", "begun"])
"""


def test_what_hooks_print_is_not_among_the_findings(write_site: WriteSite, capfd: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": "[x](y.md)\n", "mkdocs.yml": ELSEWHERE + "hooks: [hook.py]\n", "hook.py": NOISY})
    assert cli.main(["--format", "json"]) == 1
    out, err = capfd.readouterr()
    assert [finding["rule"] for finding in json.loads(out)["findings"]] == ["missing-page"]
    assert "started" in err
    assert "begun" in err


def test_text_has_colour_on_a_terminal_alone(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({"docs/index.md": FRONT + "[a](gone.md)\n"})
    main([])
    assert "\033" not in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    main([])
    assert "\033[1m" in capsys.readouterr().out
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            main([])
        assert "\033" not in capsys.readouterr().out


def test_a_rule_explains_itself(capsys: pytest.CaptureFixture) -> None:
    assert main(["--explain", "missing-page"]) == 0
    assert capsys.readouterr().out.startswith("A link leads to a file that the build publishes")
    assert main(["--explain", "missing-pages"]) == 2
    assert capsys.readouterr().err == "no rule 'missing-pages'; did you mean 'missing-page'?\n"
    assert main(["--list-rules"]) == 0
    listed = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert listed[:2] == [["missing-page", "broken"], ["built-address", "house"]]
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"check-xrefs {__version__}\n"
