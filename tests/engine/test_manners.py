"""What the world does to a command: streams that lead nowhere, disks without room, files that are none.

Right is one line on standard error, or silence where nobody is to be told, a status that says so, and whole files.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import check
import check_spelling
import check_xrefs
import environment
from essays.synonyms import Synonyms
from publish import previews, search
from publish.additions import ADDITIONS
from publish.faults import BuildFailedError
from sites import PROJECT, WriteSite
from xref import checking, cli, fixing, writing
from xref.model import Finding, Page
from xref.reading.page import Problem, Reader
from xref.reading.pages import Renderer, Source, read_in_turn
from xref.speed import CACHE_DIR, processes
from xref.watching import Watch

FRONT = "---\ntitle: A\ndescription: B\n---\n# A\n"
BROKEN = {"docs/index.md": FRONT + "[x](gone.md)\n"}
CERTAIN = {"docs/index.md": FRONT + "[x](Other.md)\n", "docs/other.md": FRONT}
CLEAN = {"docs/index.md": FRONT + "[x](other.md)\n", "docs/other.md": FRONT}
SAID = "docs/index.md:6:1: link to a missing page 'gone.md' [missing-page]\n"
VALIDATOR = [sys.executable, str(PROJECT / "scripts/check_xrefs.py")]

Output = pytest.CaptureFixture[str]


def check_all(patch: pytest.MonkeyPatch, code: str = "print('a.md:1:1: wrong [rule]')") -> int:
    """Run `make check` with a checker that is a short program."""
    checker = check.Checker("fake", ["python", "-c", code], check.checker_output.lines)
    patch.setattr(check, "CHECKERS", [checker])
    return check.main([])


def check_words(patch: pytest.MonkeyPatch) -> int:
    for name in ("OWN_WORDS", "MISSPELT"):
        patch.setattr(check_spelling, name, PROJECT / getattr(check_spelling, name))
    Path("words.md").write_text("A wocld.\n")
    return check_spelling.main(["words.md"])


COMMANDS: dict[str, Callable[[pytest.MonkeyPatch], int]] = {
    "check_xrefs": lambda _: check_xrefs.main([]),
    "check_xrefs --format json": lambda _: check_xrefs.main(["--format", "json"]),
    "check_xrefs --format github": lambda _: check_xrefs.main(["--format", "github"]),
    "check_xrefs --fix": lambda _: check_xrefs.main(["--fix"]),
    "check_xrefs --list-rules": lambda _: check_xrefs.main(["--list-rules"]),
    "check_xrefs --explain": lambda _: check_xrefs.main(["--explain", "missing-page"]),
    "check_xrefs --help": lambda _: check_xrefs.main(["--help"]),
    "check": check_all,
    "check_spelling": check_words,
}
every_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)


@every_command
def test_a_full_disk_behind_the_output_is_one_line(
    command: Callable[[pytest.MonkeyPatch], int], write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(BROKEN)
    with open("/dev/full", "w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert command(monkeypatch) == 2
    assert capsys.readouterr().err == "standard output: no space left on device; make room and try again\n"


def test_a_full_disk_is_told_where_nothing_is_buffered(write_site: WriteSite) -> None:
    write_site({"docs/index.md": FRONT + "[x](gone.md)\n\n" * 2000})
    with open("findings", "wb") as output:
        done = subprocess.run(
            VALIDATOR,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        )
    assert done.returncode == 2
    assert done.stderr == "standard output: file too large; raise the limit on the size of files\n"


@every_command
def test_who_reads_no_further_is_not_told(
    command: Callable[[pytest.MonkeyPatch], int], write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(BROKEN)
    read, written = os.pipe()
    os.close(read)
    with open(written, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert command(monkeypatch) == 2
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", [name for name in COMMANDS if "help" not in name])
def test_a_closed_output_is_one_line(
    name: str, write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(BROKEN)
    monkeypatch.setattr(sys, "stdout", None)
    assert COMMANDS[name](monkeypatch) == 2
    assert capsys.readouterr().err == "standard output: closed; let it lead somewhere\n"


@every_command
def test_a_working_folder_that_is_gone_is_one_line(
    command: Callable[[pytest.MonkeyPatch], int], tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_text", lambda *_: None)
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert command(monkeypatch) == 2
    assert capsys.readouterr() == ("", "the working folder is gone or cannot be read; change to another\n")


@pytest.mark.parametrize(
    ("streams", "status"),
    [(">&-", 2), (">/dev/full", 2), ("2>&-", 0), ("2>/dev/full", 0), ("<&-", 0), ("--nonsense 2>/dev/full", 2)],
)
def test_a_real_process_says_no_more_than_that(streams: str, status: int) -> None:
    """Python itself speaks at the end of streams that it could not empty."""
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = f'"{VALIDATOR[0]}" "{VALIDATOR[1]}" --list-rules {streams}'
    done = subprocess.run(["sh", "-c", command], env=buffered, capture_output=True, text=True)
    assert done.returncode == status
    assert done.stderr.count("\n") == (status == 2 and "2>" not in streams)
    assert done.stdout.startswith("missing-page ") == (status == 0)


def test_no_file_takes_the_place_of_a_closed_stream() -> None:
    """What a library or a child prints would land in it."""
    code = "import sys; from xref.command import run; sys.exit(run(lambda: open('/dev/null').fileno()))"
    command = f'"{sys.executable}" -c "{code}" <&- >&- 2>&-'
    done = subprocess.run(["sh", "-c", command], env=os.environ | {"PYTHONPATH": str(PROJECT / "scripts")})
    assert done.returncode > 2


def test_without_standard_error_trouble_does_not_land_in_the_output(
    write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(BROKEN)
    monkeypatch.setattr(sys, "stderr", None)
    assert check_xrefs.main(["--config", "no.yml"]) == 2
    assert capsys.readouterr().out == ""
    assert check_xrefs.main([]) == 1
    assert capsys.readouterr().out == SAID


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (MemoryError(), 2, "the system: out of memory; end other programs and try again\n"),
        (PermissionError(13, "Permission denied", f"{os.sep}a"), 2, "/a: permission denied; change the rights of "),
    ],
)
def test_whatever_else_ends_a_command_is_one_line_at_most(
    error: BaseException, status: int, said: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_check", fail)
    assert check_xrefs.main(["--no-cache"]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert err.count("\n") == (status == 2)


def test_a_fault_of_the_command_itself_is_no_finding(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_check", lambda *_: {}["amiss"])
    assert check_xrefs.main(["--no-cache"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("a fault of this command, not of the site (KeyError); please report it\n")


# Letters


def test_letters_that_the_terminal_lacks_are_escaped(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site({"docs/index.md": FRONT + "[x](é.md)\n"})
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed := io.BytesIO(), encoding="ascii"))
    assert check_xrefs.main([]) == 1
    assert printed.getvalue() == b"docs/index.md:6:1: link to a missing page '\\xe9.md' [missing-page]\n"
    printed.truncate(0)
    printed.seek(0)
    assert check_xrefs.main(["--format", "json"]) == 1
    assert json.loads(printed.getvalue())["findings"][0]["message"] == "link to a missing page 'é.md'"


@pytest.mark.parametrize("name", ["caf\udce9.md", "caf\udce9.svg", "caf\udce9/page.md"])
def test_a_name_that_is_not_utf8_is_a_finding_each_time(name: str, write_site: WriteSite, capsys: Output) -> None:
    write_site({"docs/index.md": FRONT, f"docs/{name}": FRONT})
    said = f"docs/{name}:1:1: its name is not UTF-8: rename it [unreadable]\n".replace("\udce9", "\\udce9")
    for _ in range(2):
        assert check_xrefs.main([]) == 1
        assert said in capsys.readouterr().out
    with pytest.raises(Abort, match="its name is not UTF-8"):
        build(load_config("mkdocs.yml"))


def test_a_name_of_two_lines_stays_in_one(write_site: WriteSite, capsys: Output) -> None:
    write_site({"docs/a\nb.md": FRONT + "[x](gone.md)\n"})
    assert check_xrefs.main([]) == 1
    assert "\ndocs/a\\nb.md:6:1: link to a missing page" in capsys.readouterr().out
    assert check_xrefs.main(["--config", "a\nb.yml"]) == 2
    assert capsys.readouterr().err.startswith("a\\nb.yml: no such file;")


def test_names_that_the_locale_misreads_are_no_findings(write_site: WriteSite) -> None:
    write_site({"docs/index.md": FRONT + "[x](é.md)\n", "docs/é.md": FRONT})
    locale = os.environ | {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    done = subprocess.run(VALIDATOR, env=locale, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "\\xe9.md: names are read as ascii here; set PYTHONUTF8=1 and try again\n"


# What is no file


def pipe(name: str) -> None:
    Path(name).unlink(missing_ok=True)
    os.mkfifo(name)


CONFIGURATIONS: dict[str, tuple[Callable[[], object], str]] = {
    "a folder": (lambda: (Path("mkdocs.yml").unlink(), Path("mkdocs.yml").mkdir()), "mkdocs.yml: is a directory; "),
    "a pipe": (lambda: pipe("mkdocs.yml"), "mkdocs.yml: neither a file nor a folder; put a file in its place"),
    "a device": (
        lambda: (Path("mkdocs.yml").unlink(), Path("mkdocs.yml").symlink_to("/dev/zero")),
        "mkdocs.yml: neither a file nor a folder; put a file in its place",
    ),
    "in another encoding": (
        lambda: Path("mkdocs.yml").write_bytes(b"site_name: a\n# caf\xe9"),
        "mkdocs.yml:2:6: not UTF-8: save the file as UTF-8",
    ),
    "in UTF-16": (
        lambda: Path("mkdocs.yml").write_text("site_name: a\n", "utf-16"),
        "mkdocs.yml:1:1: not UTF-8: save the file as UTF-8",
    ),
    "heir of a pipe": (
        lambda: (Path("mkdocs.yml").write_text("INHERIT: base.yml\n"), pipe("base.yml")),
        "base.yml: neither a file nor a folder; put a file in its place",
    ),
    "heir of a text in another encoding": (
        lambda: (Path("mkdocs.yml").write_text("INHERIT: b.yml\n"), Path("b.yml").write_bytes(b"a: \xe9")),
        "b.yml:1:4: not UTF-8: save the file as UTF-8",
    ),
    "heir of a name that is none": (lambda: Path("mkdocs.yml").write_text('INHERIT: "a\\0b"\n'), "mkdocs.yml: "),
    "with a hook that fails": (
        lambda: (Path("mkdocs.yml").write_text("site_name: a\nhooks: [h.py]\n"), Path("h.py").write_text("nothing")),
        "mkdocs.yml: h.py:1: NameError: name 'nothing' is not defined",
    ),
}


@pytest.mark.parametrize(("spoil", "said"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_configuration_that_is_no_text_is_one_line(
    spoil: Callable[[], object], said: str, write_site: WriteSite, capsys: Output
) -> None:
    write_site(BROKEN)
    spoil()
    assert check_xrefs.main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--config", "a" * 5_000], ["a" * 5_000]])
def test_a_name_that_is_too_long_is_one_line(arguments: list[str], write_site: WriteSite, capsys: Output) -> None:
    write_site(BROKEN)
    assert check_xrefs.main(arguments) == 2
    assert capsys.readouterr().err.endswith(("file name too long; give it a shorter one\n", "no such file or folder\n"))


NO_FILES: dict[str, tuple[str, Callable[[str], None], str]] = {
    "a page that is a pipe": ("docs/a.md", pipe, "Neither a file nor a folder"),
    "a picture that is a pipe": ("docs/a.svg", pipe, "Neither a file nor a folder"),
    "a script that is a pipe": ("docs/a.js", pipe, "Neither a file nor a folder"),
    "a bibliography that is a pipe": ("docs/references.yml", pipe, "Neither a file nor a folder"),
    "a picture without end": ("docs/a.svg", lambda name: Path(name).symlink_to("/dev/zero"), "Neither a file nor a"),
    "a picture that leads nowhere": ("docs/a.svg", lambda name: Path(name).symlink_to("b.svg"), "No such file"),
    "a picture that leads to itself": ("docs/a.svg", lambda name: Path(name).symlink_to("a.svg"), "Too many levels of"),
}


@pytest.mark.parametrize(("name", "make", "why"), NO_FILES.values(), ids=NO_FILES)
def test_what_cannot_be_read_is_a_finding_and_stops_the_build(
    name: str, make: Callable[[str], None], why: str, write_site: WriteSite, capsys: Output
) -> None:
    write_site(CLEAN)
    make(name)
    assert check_xrefs.main([]) == 1
    said = f"{name}:1:1: cannot be read: {why}"
    assert said in capsys.readouterr().out
    with pytest.raises(Abort, match=said):
        build(load_config("mkdocs.yml"))


@pytest.mark.parametrize("name", ["link.md", "link.csv", "link"])
def test_a_link_out_of_the_folder_stops_the_build(name: str, write_site: WriteSite) -> None:
    """Or a file of the machine that builds would be published."""
    write_site({**CLEAN, "outside/secret.md": FRONT}, f"nav: [index.md, {name}]\nextra: {{files: [link.csv]}}\n")
    Path("docs", name).symlink_to("../outside" if name == "link" else "../outside/secret.md")
    with pytest.raises(Abort, match=f"docs/{name}:1:1: symbolic link out of the documentation folder"):
        build(load_config("mkdocs.yml"))


def test_the_lock_of_an_editor_is_nobodys_business(write_site: WriteSite, capsys: Output) -> None:
    write_site(CLEAN)
    Path("docs/.#index.md").symlink_to("somebody@host.4711")
    assert check_xrefs.main([]) == 0
    build(load_config("mkdocs.yml"))


def test_a_picture_without_the_right_to_read_it_is_a_finding(
    write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({**CLEAN, "docs/a.css": ""})
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("a.css"))
    assert check_xrefs.main([]) == 1
    assert capsys.readouterr().out == "docs/a.css:1:1: cannot be read: Permission denied [unreadable]\n"


def close(folder: str, patch: pytest.MonkeyPatch) -> None:
    """Let nobody list a folder, not even root."""
    scandir = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    patch.setattr(os, "scandir", refuse)


def test_a_folder_that_cannot_be_listed_is_a_finding_and_stops_the_build(
    write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({**CLEAN, "docs/closed/page.md": FRONT})
    close("closed", monkeypatch)
    assert check_xrefs.main([]) == 1
    said = "docs/closed:1:1: cannot be read: Permission denied [unreadable]\n"
    assert capsys.readouterr().out == said
    with pytest.raises(Abort, match="docs/closed:1:1: cannot be read"):
        build(load_config("mkdocs.yml"))


def test_a_documentation_folder_that_cannot_be_listed_is_one_line(
    write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(CLEAN)
    close("docs", monkeypatch)
    assert check_xrefs.main([]) == 2
    assert capsys.readouterr() == ("", "docs: permission denied; change the rights of the file and its folder\n")


def test_a_picture_that_goes_while_it_is_looked_for_is_one_line(
    write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({**CLEAN, "docs/a.css": ""})
    read = Path.read_bytes

    def take_away(path: Path) -> bytes:
        path.unlink()
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", lambda path: take_away(path) if path.suffix == ".css" else read(path))
    assert check_xrefs.main([]) == 2
    said = "docs/a.css: no such file or directory; put it back, or try again without it\n"
    assert capsys.readouterr() == ("", said)


def test_folders_nested_too_deeply_are_one_line(
    write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk(*_: object, **__: object) -> Iterator[object]:
        raise RecursionError

    write_site(CLEAN)
    monkeypatch.setattr(os, "walk", walk)
    assert check_xrefs.main(["--no-cache"]) == 2
    said = "docs: folders nested too deeply to be read; bring them further up\n"
    assert capsys.readouterr() == ("", said)


def test_a_snippet_that_is_a_pipe_is_not_waited_for(write_site: WriteSite, capsys: Output) -> None:
    text = FRONT + '--8<-- "part.txt"\n'
    write_site({"docs/index.md": text}, "markdown_extensions: [pymdownx.snippets: {base_path: [.]}]\n")
    pipe("part.txt")
    assert check_xrefs.main([]) == 1
    assert "docs/index.md:1:1: cannot be rendered: OSError: [Errno 22] Neither a file" in capsys.readouterr().out


def test_a_move_of_a_name_that_is_not_utf8_is_followed(write_site: WriteSite, capsys: Output) -> None:
    write_site({"docs/index.md": FRONT + "[x](old.md)\n", "docs/old.md": FRONT, "docs/caf\udce9.md": "Text.\n"})
    moves = ["mv", "docs/old.md", "docs/elsewhere.md"], ["mv", "docs/caf\udce9.md", "docs/cafe.md"]
    for command in (["init"], ["add", "."], ["commit", "-m", "a"], *moves):
        git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run([*git, *command], check=True, capture_output=True)
    assert check_xrefs.main([]) == 1
    assert "link to a missing page 'old.md'; did you mean 'elsewhere.md'?" in capsys.readouterr().out


def test_what_goes_while_somebody_writes_has_no_time(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    configuration = write_site(BROKEN)
    monkeypatch.setattr(Path, "exists", lambda path: path.name == "index.md" or os.path.exists(path))
    watch = Watch()

    def read(sources: Sequence[Source], renderer: Renderer) -> Iterator[Page | Problem]:
        yield from read_in_turn(sources, renderer)
        Path("docs/index.md").unlink()

    assert [finding.rule for finding in watch.look(configuration, ADDITIONS, read)] == ["missing-page"]


def test_spelling_says_which_text_or_list_cannot_be_read(
    write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({"a.md": b"fine\ncaf\xe9", "words.txt": b"\xe9"})
    pipe("b.md")
    check_words(monkeypatch)
    capsys.readouterr()
    assert check_spelling.main(["a.md", "b.md", "gone.md"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "a.md:2:4: not UTF-8: save the file as UTF-8 [spelling]",
        "b.md:1:1: cannot be read: Neither a file nor a folder [spelling]",
        "gone.md:1:1: cannot be read: No such file or directory [spelling]",
    ]
    monkeypatch.setattr(check_spelling, "OWN_WORDS", Path("words.txt"))
    assert check_spelling.main(["a.md"]) == 2
    assert capsys.readouterr() == ("", "words.txt:1:1: not UTF-8: save the file as UTF-8\n")


# Disks without room, and files that stay whole


@contextmanager
def no_room() -> Iterator[None]:
    """Meanwhile no file can hold anything, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def everything() -> dict[str, bytes]:
    """All files below the working folder, hidden ones too."""
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


@pytest.mark.parametrize("is_linked", [False, True], ids=["one name", "two names"])
def test_a_fix_without_room_leaves_all_as_it_was(is_linked: bool, write_site: WriteSite, capsys: Output) -> None:
    write_site(CERTAIN)
    if is_linked:
        Path("second.md").hardlink_to("docs/index.md")
    before = everything()
    with no_room():
        assert check_xrefs.main(["--fix"]) == 2
    said = "docs/index.md: file too large; raise the limit on the size of files\n"
    assert capsys.readouterr() == ("", said)
    assert everything() == before


def test_what_was_fixed_before_is_told_and_whole(
    write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({**CERTAIN, "docs/z/index.md": FRONT + "[x](../Other.md)\n"})

    def rewrite(path: Path, contents: bytes) -> None:
        if path.parent.name == "z":
            raise OSError(28, "No space left on device", str(path))
        path.write_bytes(contents)

    monkeypatch.setattr(fixing, "rewrite", rewrite)
    assert check_xrefs.main(["--fix"]) == 2
    assert capsys.readouterr() == (
        "",
        "docs/index.md:6:1: fixed 'Other.md': it is 'other.md' now [missing-page]\n"
        "docs/z/index.md: no space left on device; make room and try again\n",
    )


def test_a_file_stays_the_file_that_it_is(write_site: WriteSite) -> None:
    content = b"\xef\xbb\xbf" + FRONT.replace("\n", "\r\n").encode() + b"[x](Other.md)\rend"
    write_site({**CERTAIN, "docs/index.md": content, "texts/linked.md": FRONT + "[x](Other.md)\n"})
    page, link, second = Path("docs/index.md"), Path("docs/linked.md"), Path("second.md")
    page.chmod(0o640)
    second.hardlink_to(page)
    link.symlink_to("../texts/linked.md")
    check_xrefs.main(["--fix"])
    assert page.read_bytes() == second.read_bytes() == content.replace(b"Other", b"other")
    assert page.samefile(second)
    assert page.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert Path("texts/linked.md").read_text().endswith("(other.md)\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="nobody but root can give a file to somebody else")
def test_a_file_stays_its_owners(write_site: WriteSite) -> None:
    write_site(CERTAIN)
    os.chown("docs/index.md", 12345, 12345)
    assert check_xrefs.main(["--fix"]) == 0
    there = Path("docs/index.md").stat()
    assert (there.st_uid, there.st_gid) == (12345, 12345)


def test_a_file_of_two_names_is_restored_if_it_cannot_be_written(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(CERTAIN)
    page, fill, tries = Path("docs/index.md"), writing._fill, []
    Path("second.md").hardlink_to(page)
    before = page.read_bytes()

    def fail_at_first(file: io.FileIO, contents: bytes) -> None:
        tries.append(contents)
        fill(file, contents if len(tries) > 1 else contents[:10])
        if len(tries) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(writing, "_fill", fail_at_first)
    assert check_xrefs.main(["--fix"]) == 130
    assert len(tries) == 2
    assert page.read_bytes() == before


def test_a_text_that_changed_meanwhile_is_left_alone(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(CERTAIN)
    changed = FRONT.encode() + b"caf\xe9 [x](Other.md)\r\n"
    within = checking.within

    def change(*arguments: Any) -> list[Finding]:
        Path("docs/index.md").write_bytes(changed)
        return within(*arguments)

    monkeypatch.setattr(checking, "within", change)
    assert check_xrefs.main(["--fix"]) == 1
    assert Path("docs/index.md").read_bytes() == changed


def test_a_name_as_long_as_names_can_be_is_fixed(write_site: WriteSite) -> None:
    page = f"docs/{'a' * 252}.md"
    write_site({page: CERTAIN["docs/index.md"], "docs/other.md": FRONT})
    assert check_xrefs.main(["--fix"]) == 0
    assert Path(page).read_text().endswith("(other.md)\n")


def folder_for(name: str) -> Path:
    CACHE_DIR.mkdir(parents=True, exist_ok=True)
    return CACHE_DIR / name


CACHES: dict[str, Callable[[], object]] = {
    "a file in place of the folder": lambda: Path(".cache").write_text(""),
    "a link to itself": lambda: Path(".cache").symlink_to(".cache"),
    "a folder in place of the files": lambda: (folder_for("pages").mkdir(), folder_for("clean").mkdir()),
    "a pipe in place of the pages": lambda: pipe(str(folder_for("pages"))),
    "a pipe in place of the memory": lambda: pipe(str(folder_for("clean"))),
    "a memory nested too deeply": lambda: folder_for("clean").write_text("[" * 100_000),
    "a memory of another kind": lambda: folder_for("clean").write_text('{"inputs": 3, "variables": []}'),
}


@pytest.mark.parametrize("spoil", CACHES.values(), ids=CACHES)
@pytest.mark.parametrize(("files", "status"), [(BROKEN, 1), (CLEAN, 0)], ids=["findings", "clean"])
def test_a_cache_that_is_none_is_no_trouble(
    spoil: Callable[[], object], files: dict[str, str], status: int, write_site: WriteSite, capsys: Output
) -> None:
    write_site(files)
    spoil()
    for _ in range(2):
        assert check_xrefs.main([]) == status
        assert capsys.readouterr().out == (SAID if status else "")
    assert list(Path(".cache").rglob("*.part")) == []


@pytest.mark.parametrize(("files", "status"), [(BROKEN, 1), (CLEAN, 0)], ids=["findings", "clean"])
def test_a_cache_without_room_is_no_trouble_and_leaves_no_piece(
    files: dict[str, str], status: int, write_site: WriteSite, capsys: Output
) -> None:
    write_site(files)
    before = everything()
    with no_room():
        assert check_xrefs.main([]) == status
    assert capsys.readouterr().out == (SAID if status else "")
    assert everything() == before


def test_a_pipe_in_the_theme_is_not_waited_for(write_site: WriteSite) -> None:
    write_site(CLEAN)
    pipe("theme/a.css")
    assert check_xrefs.main([]) == 0
    assert check_xrefs.main([]) == 0


# Processes


def killed(_: object, read: Callable[[object], object], sources: list[object], **__: object) -> Iterator[object]:
    yield read(sources[0])
    raise BrokenProcessPool


def not_started(*_: object, **__: object) -> Iterator[object]:
    raise BlockingIOError(11, "Resource temporarily unavailable")


@pytest.mark.parametrize("pool", [killed, not_started])
def test_pages_that_no_process_reads_are_read_here(
    pool: Callable[..., Iterator[object]], write_site: WriteSite, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site({f"docs/{name}.md": FRONT + "[x](gone.md)\n" for name in "abc"})
    check_xrefs.main(["--no-cache"])
    alone = capsys.readouterr()
    monkeypatch.setattr(processes, "PARALLEL_FROM", 2)
    monkeypatch.setattr(processes.os, "cpu_count", lambda: 2)
    seen: list[str] = []
    read = Reader.read
    monkeypatch.setattr(Reader, "read", lambda self, path, text: (seen.append(path), read(self, path, text))[1])
    monkeypatch.setattr(processes.ProcessPoolExecutor, "map", pool)
    assert check_xrefs.main(["--no-cache"]) == 1
    assert capsys.readouterr() == alone
    assert seen == ["a.md", "b.md", "c.md"]


def test_who_interrupts_many_processes_hears_of_none(many_processes: subprocess.Popen[str]) -> None:
    os.killpg(many_processes.pid, signal.SIGINT)
    assert many_processes.communicate(timeout=60) == ("", "")
    assert many_processes.returncode == 130


SLOW = "import time\ndef on_page_markdown(markdown, **_):\n    open('begun', 'w').close()\n    time.sleep(60)\n"


def test_who_is_asked_to_end_tidies_up(write_site: WriteSite, tmp_path_factory: pytest.TempPathFactory) -> None:
    hook = "theme: {name: null, custom_dir: theme}\nhooks: [hook.py]\n"
    write_site({"docs/index.md": FRONT, "hook.py": SLOW, "mkdocs.yml": f"site_name: A\n{hook}"})
    temporary = tmp_path_factory.mktemp("temporary")
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(PROJECT / "scripts")}
    with subprocess.Popen([sys.executable, "-m", "xref"], stdout=-1, stderr=-1, text=True, env=environment) as command:
        while command.poll() is None and not Path("begun").exists():
            time.sleep(0.01)
        command.terminate()
        assert command.communicate(timeout=60) == ("", "")
    assert command.returncode == 143
    assert list(temporary.iterdir()) == []


def test_of_a_command_that_was_killed_nothing_stays(many_processes: subprocess.Popen[str]) -> None:
    many_processes.kill()
    many_processes.communicate(timeout=60)  # the output ends when the last that could write to it has


@pytest.fixture
def many_processes(write_site: WriteSite) -> Iterator[subprocess.Popen[str]]:
    """A command that has just begun to read pages in processes of its own."""
    write_site({f"docs/{n}.md": FRONT + "*a* [b](c.md)\n\n" * 100 for n in range(processes.PARALLEL_FROM * 2)})
    command = subprocess.Popen([*VALIDATOR, "--no-cache"], stdout=-1, stderr=-1, text=True, process_group=0)
    children = Path(f"/proc/{command.pid}/task/{command.pid}/children")
    while command.poll() is None and not children.read_text():
        time.sleep(0.01)
    yield command
    with suppress(ProcessLookupError):
        os.killpg(command.pid, signal.SIGKILL)


# The build


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda: Path("docs/loop").symlink_to("."), "docs/loop: symbolic link in a circle; remove it"),
        (lambda: Path("site").write_text(""), "site: not a directory; see to that and try again"),
    ],
)
def test_a_build_that_cannot_be_done_is_one_line(
    spoil: Callable[[], object], said: str, write_site: WriteSite, capsys: Output
) -> None:
    write_site(CLEAN)
    spoil()
    with pytest.raises(BuildFailedError) as failed:
        build(load_config("mkdocs.yml"))
    assert failed.value.exit_code == 2
    failed.value.show()
    assert capsys.readouterr() == ("", f"{said}\n")


def test_a_full_disk_under_a_build_is_one_line(write_site: WriteSite) -> None:
    write_site(CLEAN)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "a file of the site: file too large; raise the limit on the size of files\n"


@pytest.mark.parametrize(
    "write", [lambda site: previews.write(site, {}), lambda site: search.write(site, [], {}, Synonyms(), {})]
)
def test_what_we_write_beside_the_pages_is_whole_or_not_there(write: Callable[[Path], None], tmp_path: Path) -> None:
    gathered = tmp_path / search.GATHERED
    gathered.parent.mkdir()
    gathered.write_text("{}")
    with no_room(), pytest.raises(OSError, match="File too large"):
        write(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [gathered]


# The environment


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "expected 'install LOCK' or 'port HOST:PORT'"),
        (["nothing", "lock.txt"], "expected 'install LOCK' or 'port HOST:PORT'"),
        (["port", "127.0.0.1:many"], "port 'many' is no number up to 65535; choose another: make serve PORT=8001"),
        (["port", "127.0.0.1:99999"], "port '99999' is no number up to 65535; choose another: make serve PORT=8001"),
        (["install", "lock.txt"], "could not make or use .venv/: "),
    ],
)
def test_what_cannot_be_set_up_is_one_line(
    arguments: list[str], said: str, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".venv").write_text("a file")
    monkeypatch.chdir(tmp_path)
    assert environment.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert err.count("\n") == 1
    assert (tmp_path / ".venv").read_text() == "a file"


def test_setting_up_says_nothing_where_nobody_hears(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert environment.main([]) == 2
    assert capsys.readouterr().out == ""
