"""What no author means to write: one clear line, never a traceback, never a hang, nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from check_xrefs import main
from sites import PROJECT, WriteSite, png
from xref import cli
from xref.reading import config, pages
from xref.time_limit import TIME_LIMIT, time_limit

FRONT = b"---\ntitle: A\ndescription: B\n---\n# A\n"
START = "docs/index.md:1:1:"
GONE = "docs/index.md:{}:1: link to a missing page 'gone.md' [missing-page]\n"
PAGES = {
    "not UTF-8": (FRONT + b"caf\xe9", "docs/index.md:6:4: not UTF-8: save the file as UTF-8 [unreadable]\n"),
    "over 2 MB": (
        FRONT + b"word " * 500_000,
        f"{START} larger than 2 MB, so not read; split the page [unreadable]\n",
    ),
    "ten thousand links": (FRONT + b"[a](index.md) " * 10_000, ""),
    "deep brackets": (FRONT + b"[" * 3_000 + b"a" + b"](b)" * 3_000, None),
    "deep quotes": (FRONT + b">" * 3_000 + b" a", None),
    "deep lists": (FRONT + b"".join(b"    " * n + b"- a\n" for n in range(400)), None),
    "marks of our own": (FRONT + "\U000f0000\U000f0001 [a](\U000f0002gone.md)".encode(), None),
    "a byte order mark": (
        b"\xef\xbb\xbf" + FRONT + b"[x](gone.md)",
        GONE.format(6),
    ),
    "windows line endings": (
        FRONT.replace(b"\n", b"\r\n") + b"\r\n[x](gone.md)",
        GONE.format(7),
    ),
    "no front matter end": (b"---\ntitle: A\n", None),
    "nothing": (b"", None),
    "what Python's parser of HTML cannot take": (FRONT + b"<div><![ x</div>", None),
    "zero bytes": (FRONT + b"\x00\x01[x](gone.md)", None),
}


@pytest.mark.parametrize(("content", "said"), PAGES.values(), ids=PAGES)
def test_a_page(content: bytes, said: str | None, write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": content})
    before = Path("docs/index.md").read_bytes()
    assert main(["--fix"]) in (0, 1)
    out = capsys.readouterr().out
    assert said is None or out == said
    assert all(line.startswith("docs/index.md:") for line in out.splitlines())
    assert Path("docs/index.md").read_bytes() == before


@pytest.mark.parametrize("opening", ["[", "![", "[@", "[a\n", "[a][b", "[^"])
@pytest.mark.parametrize("closing", ["", "]", "](b)"])
def test_thousands_of_brackets_are_read_at_once(
    opening: str, closing: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": FRONT + (opening * 10_000 + closing * 10_000).encode()})
    main([])
    assert "[unreadable]" not in capsys.readouterr().out


def test_thousands_of_lines_of_code_are_read_at_once(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "TIME_LIMIT", 8)
    highlight = "pymdownx.highlight: {anchor_linenums: true, line_spans: __span}"
    extensions = f"markdown_extensions: [pymdownx.superfences, {highlight}]\n"
    code = b"```python\n" + b"x = [1, 2]  # a remark that is as long as most of them are\n" * 8_000 + b"```\n"
    write_site(
        {
            "docs/index.md": code,
            "mkdocs.yml": f"site_name: A\ntheme: {{name: null, custom_dir: theme}}\nplugins: []\n{extensions}",
        }
    )
    assert cli.main(["--no-cache"]) == 0


def test_a_page_that_takes_too_long_is_a_finding_and_the_next_is_read(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "TIME_LIMIT", 0.5)
    write_site({"docs/a.md": FRONT + b"> - > " + b"[a](" * 20_000, "docs/b.md": FRONT + b"[x](gone.md)"})
    assert main([]) == 1
    slow, *rest = capsys.readouterr().out.splitlines()
    assert slow.startswith("docs/a.md:1:1: not rendered after 0.5 seconds; split the page, close brackets")
    assert rest == ["docs/b.md:6:1: link to a missing page 'gone.md' [missing-page]"]


def test_a_page_after_one_nested_too_deeply_is_read_as_ever(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    deep = b"> " * 50 + b"".join(b"    " * n + b"- a\n" for n in range(400))
    write_site({"docs/a.md": FRONT + deep, "docs/b.md": FRONT + b"[x](gone.md)"})
    assert main([]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/a.md:1:1: nested too deeply to be rendered [unreadable]",
        "docs/b.md:6:1: link to a missing page 'gone.md' [missing-page]",
    ]


def test_a_symbolic_link_out_of_the_folder_is_a_finding(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT, "secret.md": FRONT})
    Path("docs/link.md").symlink_to("../secret.md")
    assert main([]) == 1
    assert "docs/link.md:1:1: symbolic link out of the documentation folder [unreadable]\n" in capsys.readouterr().out


@pytest.mark.parametrize("target", [".", "..", "../../docs"])
def test_a_symbolic_link_in_a_circle_is_one_line(
    target: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/a/index.md": FRONT})
    Path("docs/a/loop").symlink_to(target)
    assert main([]) == 2
    assert capsys.readouterr().err == "docs/a/loop: symbolic link in a circle; remove it\n"


def test_a_dangling_symbolic_link_is_a_finding(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT})
    Path("docs/gone.md").symlink_to("nowhere.md")
    assert main([]) in (1, 2)
    assert "docs/gone.md" in "".join(capsys.readouterr())


@pytest.mark.parametrize("name", ["help.yml", "synonyms.yml", "distress_queries.txt"])
def test_a_data_file_that_is_a_dangling_link_is_a_finding(
    name: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": FRONT}, f"exclude_docs: /{name}\n")
    Path("docs", name).symlink_to("nowhere")
    assert main([]) == 1
    assert f"docs/{name}:1:1: cannot be read: No such file or directory [unreadable]\n" in capsys.readouterr().out


def test_a_page_that_cannot_be_read_is_a_finding(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({"docs/index.md": FRONT})
    read = Path.read_text

    def refuse(path: Path, *arguments, **options) -> str:
        if path.name == "index.md":
            raise PermissionError(13, "Permission denied")
        return read(path, *arguments, **options)

    monkeypatch.setattr(Path, "read_text", refuse)
    assert main([]) == 1
    assert "docs/index.md:1:1: cannot be read: Permission denied [unreadable]\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["references: 3", "- a", "references: [3]", "references: [{title: A}]", "a: [", "\x00"]
)
def test_a_bibliography(text: str, write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT + b"[@a]", "docs/references.yml": text})
    assert main([]) == 1
    assert "docs/references.yml:" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["3", "- a", "- {name: A}", "a: [", "- {name: [1]}"])
def test_help_entries(text: str, write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT, "docs/help.yml": text})
    assert main([]) in (0, 1)
    capsys.readouterr()


@pytest.mark.parametrize("text", ["3", "- a", "- {claim: c01}", "a: [", "- {date: [1]}", "- {claim: c01, old: a}"])
def test_changes_of_verdicts(text: str, write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT, "docs/verdict_changes.yml": text})
    assert main([]) == 1
    assert capsys.readouterr().out.startswith("docs/verdict_changes.yml:")


def test_a_configuration_nested_too_deeply_is_one_line(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    write_site({"docs/index.md": FRONT}, "extra: " + "[" * 3_000 + "]" * 3_000)
    assert main([]) == 2
    assert capsys.readouterr().err == "mkdocs.yml: nested too deeply to be read\n"


def test_a_configuration_that_holds_itself_is_one_line(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    site = "site_name: A\ntheme: {name: null, custom_dir: theme}\nplugins: []\nextra: &a {b: *a}\n"
    write_site({"docs/index.md": FRONT, "mkdocs.yml": site})
    assert cli.main([]) == 2
    said = "the configuration: something in it is nested too deeply, or within itself; write it out\n"
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize("written", ["extra: {search:, other:}\n", "\ufeffsite_author: A\n"])
def test_a_configuration_that_mkdocs_can_read_is_read(
    written: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": FRONT + b"[x](gone.md)\n"}, written)
    assert cli.main([]) == 1
    assert capsys.readouterr().out == GONE.format(6)


def test_where_yaml_has_nothing_in_c_it_reads_all_the_same(write_site: WriteSite) -> None:
    write_site({"docs/index.md": FRONT + b"[x](gone.md)\n"})
    code = "import sys, yaml; del yaml.CSafeLoader; import xref.cli; sys.exit(xref.cli.main())"
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "scripts")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout) == (1, GONE.format(6))


def test_a_configuration_that_takes_too_long_is_one_line(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "TIME_LIMIT", 1)
    aliases = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    write_site({"docs/index.md": FRONT}, f"extra:\n  a0: &a0 [index.md]\n{aliases}nav: *a11\n")
    assert main([]) == 2
    assert capsys.readouterr().err == "mkdocs.yml: not read after 1 seconds; look for aliases of aliases\n"


def test_an_extension_that_fails_is_one_line_without_its_trace(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": FRONT})
    plain = Path("mkdocs.yml").read_text().replace("[attr_list,", "[pymdownx.emoji: {emoji_index: nothing}, attr_list,")
    Path("mkdocs.yml").write_text(plain)
    assert main([]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        "mkdocs.yml:4:22: Config value 'markdown_extensions': Failed to load extension 'pymdownx.emoji'"
    )
    assert said.endswith("'str' object is not callable\n")
    assert "File" not in said


def test_a_script_of_one_long_word_is_looked_through_at_once(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": FRONT, "theme/a.js": "a" * 2_000_000 + " b.png", "docs/b.png": png()})
    with time_limit(TIME_LIMIT):
        assert main([]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("link", ["[a](gone{}.md)", "[a](#gone{})", "![a](gone{}.png)", "[a][gone{}]"])
def test_thousands_of_broken_links_are_reported_at_once(
    link: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    pictures = {f"docs/picture{n}.png": b"" for n in range(500)}
    page = "".join(f"{link.format(n)}\n\n" for n in range(5_000)) + "".join(f"## Here {n}\n\n" for n in range(500))
    write_site({"docs/index.md": FRONT + page.encode(), **pictures})
    with time_limit(TIME_LIMIT):
        assert main([]) == 1
    assert "docs/index.md:6:1:" in capsys.readouterr().out
