"""A clean site that has not changed is not read again; whatever could change the answer makes it be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from check_xrefs import main
from sites import PLAIN, WriteSite
from xref import checking, cli
from xref.speed import clean_site

FRONT = "---\ntitle: A\ndescription: B\n---\n# A\n"
SITE = {
    "docs/index.md": FRONT + "## Home\n\n[a](a.md#x) ![A path](a.svg)\n",
    "docs/a.md": FRONT + "## X\n",
    "docs/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "base.yml": "site_description: A\nremote_branch: !ENV [BASE, x]\n",
}
MORE = """\
INHERIT: base.yml
site_author: !ENV [SOMEBODY, ""]
copyright: !ENV somebody
extra: {short_name: !ENV [S, other, ""]}
"""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each time that a site is read in earnest."""
    seen: list[str] = []
    run = cli._check
    monkeypatch.setattr(cli, "_check", lambda *arguments: (seen.append("read"), run(*arguments))[1])
    return seen


def test_the_second_look_at_a_clean_site_reads_nothing(
    write_site: WriteSite, read: list[str], capsys: pytest.CaptureFixture
) -> None:
    write_site(SITE, MORE)
    assert main([]) == 0
    first = capsys.readouterr()
    assert main([]) == 0
    assert capsys.readouterr() == first
    assert read == ["read"]
    assert main(["--format", "json"]) == 0
    assert '"findings": []' in capsys.readouterr().out
    assert read == ["read"]


def rewrite(name: str, old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    def change(_: pytest.MonkeyPatch) -> None:
        path = Path(name)
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    return change


def tomorrow(patch: pytest.MonkeyPatch) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2026, 1, 1) + timedelta(days=400)

    patch.setattr(clean_site, "date", Tomorrow)


CHANGES = {
    "a link breaks": rewrite("docs/index.md", "a.md#x", "a.md#y"),
    "an anchor goes": rewrite("docs/a.md", "# X", "# Z"),
    "a page goes": lambda _: Path("docs/a.md").unlink(),
    "a picture comes": lambda _: Path("docs/b.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a picture changes": rewrite("docs/a.svg", "/>", "><script/></svg>"),
    "the bibliography comes": lambda _: Path("docs/references.yml").write_text("references: []\n"),
    "the configuration changes": rewrite("mkdocs.yml", "site_name: Case", "site_name: Other"),
    "what it inherits changes": rewrite("base.yml", "A", "B"),
    "a variable that it names changes": lambda patch: patch.setenv("SOMEBODY", "else"),
    "a variable in small letters changes": lambda patch: patch.setenv("somebody", "else"),
    "a variable of one letter changes": lambda patch: patch.setenv("S", "else"),
    "a variable named after another changes": lambda patch: patch.setenv("other", "else"),
    "a variable of the inherited file changes": lambda patch: patch.setenv("BASE", "else"),
    "the theme changes": lambda _: Path("theme/main.html").write_text("other"),
    "the day changes": tomorrow,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_makes_it_be_read(
    write_site: WriteSite,
    read: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch], None],
) -> None:
    for name in ("SOMEBODY", "somebody", "S", "other", "BASE"):
        monkeypatch.delenv(name, raising=False)
    write_site(SITE, MORE)
    main([])
    change(monkeypatch)
    main([])
    assert read == ["read", "read"]


NOT_REMEMBERED = {
    "a site with findings": ({**SITE, "docs/b.md": FRONT + "[x](gone.md)\n"}, MORE),
    "a page that takes in a file": (
        {**SITE, "docs/a.md": FRONT + '# X\n\n--8<-- "part.txt"\n', "part.txt": "Part"},
        "markdown_extensions: [pymdownx.snippets]\n",
    ),
    "files added to every page": (
        {**SITE, "part.txt": "Part"},
        "markdown_extensions: [pymdownx.snippets: {auto_append: [part.txt]}]\n",
    ),
    "hooks that may make pages": ({**SITE, "own.py": ""}, f"hooks: [{PLAIN.split('[')[1].split(']')[0]}, own.py]\n"),
}


@pytest.mark.parametrize(("files", "configuration"), NOT_REMEMBERED.values(), ids=NOT_REMEMBERED)
def test_what_cannot_be_told_is_read_each_time(
    write_site: WriteSite, read: list[str], files: dict[str, str], configuration: str
) -> None:
    write_site(files, configuration)
    main([])
    main([])
    assert read == ["read", "read"]


def test_each_configuration_is_remembered_for_itself(write_site: WriteSite, read: list[str]) -> None:
    write_site({**SITE, "other/index.md": FRONT + "[x](gone.md)\n"}, MORE)
    Path("other.yml").write_text(Path("mkdocs.yml").read_text() + "docs_dir: other\n")
    assert main([]) == 0
    assert main(["--config", "other.yml"]) == 1
    assert read == ["read", "read"]


def test_what_was_saved_while_it_was_read_is_read_again(
    write_site: WriteSite, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(SITE)
    check = checking.check
    late = FRONT + "## Home\n\n[a](gone.md)\n"
    with monkeypatch.context() as patch:
        patch.setattr(checking, "check", lambda *known: (check(*known), Path("docs/index.md").write_text(late))[0])
        assert main([]) == 0
    assert main([]) == 1


def test_a_site_without_pages_is_refused_each_time(write_site: WriteSite) -> None:
    write_site({"docs/a.txt": "", "mkdocs.yml": "site_name: A\n"})
    assert [cli.main([]), cli.main([])] == [2, 2]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"digest": 1}', "\udcff"])
def test_a_damaged_memory_is_ignored(write_site: WriteSite, read: list[str], damage: str) -> None:
    write_site(SITE)
    main([])
    Path(".cache/xref/clean").write_bytes(damage.encode("utf-8", "surrogateescape"))
    assert main([]) == 0
    assert read == ["read", "read"]


def test_nothing_is_remembered_where_nothing_may_be(write_site: WriteSite, read: list[str]) -> None:
    write_site(SITE)
    main(["--no-cache"])
    main(["--no-cache"])
    assert read == ["read", "read"]
    assert not Path(".cache").exists()
