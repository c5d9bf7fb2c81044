"""Which rules a site is held to: by default, by the command, and by its own configuration."""

from __future__ import annotations

import re
from importlib.metadata import EntryPoint

import pytest
from mkdocs.config.defaults import MkDocsConfig

import check_xrefs
from publish.additions import ADDITIONS
from sites import ELSEWHERE, WriteSite
from xref import cli
from xref.checking import OTHERS, check, examples, name
from xref.configured import Choice
from xref.groups import GROUPS, RENAMED, SITE, group_of
from xref.reading.site import load
from xref.rules import RULES

ALL_KINDS = """\
[a](gone.md) [](b.md) ![](c.svg) [b](/b/)

## One {#a}

## Two {#a}

[unused]: b.md
"""
"""A fault of every group, and a rule of a house beside them."""
FILES = {"docs/index.md": ALL_KINDS, "docs/b.md": "text", "docs/c.svg": "<svg/>"}
BY_GROUP = {
    "broken": {"missing-page"},
    "ambiguous": {"duplicate-anchor"},
    "accessibility": {"wordless-link", "missing-alternative"},
    "house": {"absolute-link", "unused-definition"},
}


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin as an installed package has it."""
    entry = EntryPoint("xref", "xref.building.plugin:XrefPlugin", "mkdocs.plugins")
    monkeypatch.setitem(MkDocsConfig.plugins.installed_plugins, "xref", entry)


def found(capsys: pytest.CaptureFixture, *arguments: str) -> tuple[int, set[str]]:
    """The exit status of the command as others install it, and the rules that it names."""
    status = cli.main(arguments)
    return status, set(re.findall(r"\[([\w-]+)\]$", capsys.readouterr().out, re.MULTILINE))


def test_another_site_is_held_to_what_readers_meet(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({**FILES, "mkdocs.yml": ELSEWHERE})
    assert found(capsys) == (1, BY_GROUP["broken"] | BY_GROUP["ambiguous"])


@pytest.mark.parametrize("group", BY_GROUP)
def test_a_group_is_chosen_and_left_out_by_its_name(
    group: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({**FILES, "mkdocs.yml": ELSEWHERE})
    assert found(capsys, "--select", group) == (1, BY_GROUP[group])
    others = set().union(*BY_GROUP.values()) - BY_GROUP[group]
    assert found(capsys, "--select", "all", "--ignore", group) == (1, others)


def test_a_rule_is_chosen_and_left_out_by_its_name(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({**FILES, "mkdocs.yml": ELSEWHERE})
    assert found(capsys, "--select", "house,missing-page", "--ignore", "absolute-link") == (
        1,
        {"missing-page", "unused-definition"},
    )
    assert found(capsys, "--ignore", "missing-page,duplicate-anchor") == (0, set())


def test_an_unknown_name_is_told_in_one_line(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({**FILES, "mkdocs.yml": ELSEWHERE})
    assert cli.main(["--ignore", "ambigous"]) == 2
    assert capsys.readouterr().err == "no rule or group 'ambigous'; did you mean 'ambiguous'?\n"


def test_the_configuration_chooses_and_the_command_overrides_it(
    plugin: None, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    chosen = ELSEWHERE.replace("plugins: []", "plugins: [xref: {select: [house], ignore: [absolute-link]}]")
    write_site({**FILES, "mkdocs.yml": chosen})
    assert found(capsys) == (1, {"unused-definition"})
    assert found(capsys, "--select", "broken") == (1, {"missing-page"})
    assert found(capsys, "--select", "absolute-link") == (1, {"absolute-link"})
    assert found(capsys, "--ignore", "unused-definition") == (0, set())


@pytest.mark.parametrize("select", ["not-in-navigation", "house", "all"])
@pytest.mark.parametrize("level", ["info", "ignore"])
def test_who_selects_asks_for_findings_whatever_the_site_says(
    select: str, level: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    configuration = ELSEWHERE + f"validation: {{omitted_files: {level}}}\nnav: [index.md]\n"
    write_site({"docs/index.md": "text", "docs/b.md": "text", "mkdocs.yml": configuration})
    assert found(capsys, "--select", select)[0] == 1


def test_what_a_site_wants_as_a_notice_stays_one_though_it_selects_itself(
    plugin: None, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    chosen = ELSEWHERE.replace("plugins: []", "plugins: [xref: {select: [broken]}]")
    write_site({"docs/index.md": "[a](#q)", "mkdocs.yml": f"{chosen}validation: {{links: {{anchors: info}}}}\n"})
    assert found(capsys)[0] == 0


def test_an_option_that_is_given_twice_adds_up(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({**FILES, "mkdocs.yml": ELSEWHERE})
    assert found(capsys, "--select", "broken", "--select", "house") == (1, BY_GROUP["broken"] | BY_GROUP["house"])
    assert found(capsys, "--ignore", "missing-page", "--ignore", "duplicate-anchor") == (0, set())


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_option_that_names_nothing_is_refused(option: str, capsys: pytest.CaptureFixture) -> None:
    assert cli.main([option, " ,"]) == 2
    assert "names no rule or group; --list-rules lists them" in capsys.readouterr().err


@pytest.mark.parametrize("rule", ["", "broken", "nope"])
def test_what_is_no_rule_is_not_explained(rule: str, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["--explain", rule]) == 2
    assert capsys.readouterr().err == f"no rule {rule!r}; --list-rules lists them\n"


def test_this_site_is_held_to_every_rule(write_site: WriteSite) -> None:
    site = load(write_site(FILES), ADDITIONS)
    assert set().union(*BY_GROUP.values()) <= {finding.rule for finding in check(site)}


def test_a_comment_about_a_rule_that_was_not_asked_is_not_idle(write_site: WriteSite) -> None:
    text = "<!-- xref-ignore missing-alternative: it decorates -->\n![](c.svg)\n"
    site = load(write_site({"docs/index.md": text, "docs/c.svg": "<svg/>", "mkdocs.yml": ELSEWHERE}))
    assert check(site) == check(site, Choice(("accessibility", "unused-suppression"))) == []
    assert [finding.rule for finding in check(site, Choice(("house", "broken")))] == []


def test_every_rule_has_one_group() -> None:
    known = {*map(name, RULES), *OTHERS}
    listed = [rule for rules in GROUPS.values() for rule in rules]
    assert sorted(listed) == sorted(known)
    added = {name(rule) for addition in ADDITIONS for rule in addition.rules}
    assert {group_of(rule) for rule in added} == {SITE}


EXAMPLES = {rule: said.split("\nGood:\n") for rule, said in examples().items()}


def example(written: str) -> str:
    return re.sub(r"^    ", "", written.removeprefix("Bad:\n"), flags=re.MULTILINE) + "\n"


@pytest.mark.parametrize("rule", [*map(name, RULES)])
def test_the_examples_of_a_rule_are_bad_and_good(
    rule: str, write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = EntryPoint("redirects", "mkdocs.contrib.search:SearchPlugin", "mkdocs.plugins")
    monkeypatch.setitem(MkDocsConfig.plugins.installed_plugins, "redirects", stand_in)
    files = {"docs/page.md": "# Page\n\n## Part\n", "docs/picture.svg": "<svg/>"}
    for written, expected in zip(EXAMPLES[rule], ({rule}, set()), strict=True):
        text = example(written)
        is_setting = text.startswith(("nav:", "plugins:"))
        configuration = ELSEWHERE.replace("plugins: []\n", "") + "markdown_extensions: [attr_list, footnotes]\n"
        texts = {"docs/index.md": "text" if is_setting else text}
        write_site(files | texts | {"mkdocs.yml": configuration + (text if is_setting else "plugins: []\n")})
        assert {finding.rule for finding in check(load(cli.Path("mkdocs.yml")), Choice((rule,)))} == expected


def test_explain_shows_norm_group_and_examples(capsys: pytest.CaptureFixture) -> None:
    for command in (cli.main, check_xrefs.main):
        assert command(["--explain", "missing-anchor"]) == 0
        assert capsys.readouterr().out == (
            "A link with an anchor leads to an id that its page has once rendered.\n"
            "Take an id that the page has: a heading gives it as `{#id}`, or it is made of the heading's words.\n"
            "Group: broken\n"
            "Bad:\n    [part](page.md#prat)\nGood:\n    [part](page.md#part)\n"
        )


def test_a_notice_fails_nothing(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    level = "validation: {omitted_files: info}\nnav: [index.md]\n"
    write_site({"docs/index.md": "text", "docs/b.md": "text", "mkdocs.yml": ELSEWHERE + level})
    assert cli.main([]) == 0
    assert capsys.readouterr().out == (
        "docs/b.md:1:1: notice: page is not in the navigation of mkdocs.yml [not-in-navigation]\n"
    )


def test_a_renamed_rule_answers_to_its_old_name_with_a_notice(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RENAMED, "dead-page", "missing-page")
    text = "<!-- xref-ignore dead-page: it comes -->\n[a](soon.md)\n\n[b](gone.md)\n"
    write_site({"docs/index.md": text, "mkdocs.yml": ELSEWHERE})
    assert cli.main(["--select", "dead-page,unused-suppression"]) == 1
    assert capsys.readouterr() == (
        "docs/index.md:1:1: notice: the rule 'dead-page' is called 'missing-page' now; write that "
        "[unused-suppression]\n"
        "docs/index.md:4:1: link to a missing page 'gone.md' [missing-page]\n",
        "notice: the rule 'dead-page' is called 'missing-page' now; its old name goes with the next version\n"
        "2 findings in 1 page\n",
    )
    assert cli.main(["--explain", "dead-page"]) == 0
