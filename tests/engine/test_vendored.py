"""Scripts and fonts of others: each is what the list says, and a command fetches them anew, or says why it cannot."""

from __future__ import annotations

import io
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import vendored
from sites import PROJECT

CODE = b"run()\n"
LIST = """\
# What this is.
- {{file: scripts/vendor/a.js, registry: npm, package: aa, version: "{version}", path: package/dist/a.js, sha256: "0"}}
- {{file: scripts/vendor/b.js, registry: PyPI, package: bb, version: "1.0", path: bb/b.js}}
"""
NPM = """\
#!/bin/sh
exec '{python}' - "$@" <<'END'
import pathlib, shutil, sys
if not sys.argv[-1].endswith("@2.0"):
    sys.exit("npm error 404 Not Found")
shutil.copy({archive!r}, pathlib.Path(sys.argv[sys.argv.index("--pack-destination") + 1], "aa-2.0.tgz"))
END
"""
WHEEL = {
    "bb/b.js": "run()\n",
    "bb-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: bb\nVersion: 1.0\n",
    "bb-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "bb-1.0.dist-info/RECORD": "",
}


SCRIPTS, FONTS = vendored.FOLDERS


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's own list and files, in which the command runs."""
    (tmp_path / vendored.LIST).parent.mkdir()
    shutil.copy(PROJECT / vendored.LIST, tmp_path / vendored.LIST)
    for folder in vendored.FOLDERS:
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsys: pytest.CaptureFixture, *arguments: str) -> str:
    status = vendored.main(arguments)
    said = capsys.readouterr().out
    assert bool(status) == bool(said)
    return said


def test_every_script_of_others_is_what_the_list_says(copy: Path, capsys: pytest.CaptureFixture) -> None:
    assert found(capsys) == ""


def test_what_is_changed_missing_or_strange_is_found(copy: Path, capsys: pytest.CaptureFixture) -> None:
    folder = SCRIPTS
    (folder / "base-stemmer.js").write_bytes((folder / "base-stemmer.js").read_bytes() + b"\n")
    (folder / "english-stemmer.js").unlink()
    (folder / "strange.js").write_text("1")
    (FONTS / "strange.woff2").write_text("1")
    assert found(capsys).splitlines() == [
        f"{folder}/base-stemmer.js:1:1: differs from what sphinx 9.0.4 has; `make vendor` fetches it anew [vendored]",
        f"{folder}/english-stemmer.js:1:1: missing; `make vendor` fetches it [vendored]",
        *(
            f"{path}:1:1: not listed in {vendored.LIST}, so that nobody knows where it comes from; "
            "list it, or move it away [vendored]"
            for path in (FONTS / "strange.woff2", folder / "strange.js")
        ),
    ]


@pytest.mark.parametrize("text", ["", "- a", "- {file: a.js}", "a: b", "[", "- {file: a.js, url: x}"])
@pytest.mark.parametrize("command", [(), ("renew",)], ids=["check", "renew"])
def test_a_list_that_is_none_is_said_in_a_line(
    copy: Path, capsys: pytest.CaptureFixture, text: str, command: tuple[str, ...]
) -> None:
    vendored.LIST.write_text(text)
    said = found(capsys, *command)
    assert said.startswith(f"{vendored.LIST}:1:1: not a list of entries with file, registry, package, ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "wrong", ["registry: elsewhere", "version: 7", "file: ../../a.js", "file: fonts/../a.js", "file: a.js", "file: [a]"]
)
def test_an_entry_that_does_not_fit_is_named(copy: Path, capsys: pytest.CaptureFixture, wrong: str) -> None:
    name, _, _ = wrong.partition(":")
    lines = vendored.LIST.read_text().splitlines()
    first = next(number for number, line in enumerate(lines) if line.strip("- ").startswith(f"{name}:"))
    lines[first] = lines[first][:2] + wrong
    vendored.LIST.write_text("\n".join(lines))
    assert found(capsys).startswith(f"{vendored.LIST}:1:1: entry ")


@pytest.fixture
def registries(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two registries with a package each, in place of those on the network."""
    with tarfile.open(copy / "aa.tgz", "w:gz") as archive:
        content = CODE + b"//# sourceMappingURL=a.js.map\n"
        member = tarfile.TarInfo("package/dist/a.js")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    with zipfile.ZipFile(copy / "bb-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in WHEEL.items():
            wheel.writestr(name, text)
    npm = copy / "bin/npm"
    npm.parent.mkdir()
    npm.write_text(NPM.format(python=sys.executable, archive=str(copy / "aa.tgz")))
    npm.chmod(0o755)
    for name, value in {"PATH": str(npm.parent), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(copy)}.items():
        monkeypatch.setenv(name, value)
    for folder in vendored.FOLDERS:
        shutil.rmtree(folder)
    return npm


def test_one_command_fetches_all_and_writes_their_checksums(registries: Path, capsys: pytest.CaptureFixture) -> None:
    vendored.LIST.write_text(LIST.format(version="2.0"))
    assert found(capsys, "renew") == ""
    assert {path.name: path.read_bytes() for path in SCRIPTS.iterdir()} == {"a.js": CODE, "b.js": CODE}
    assert vendored.LIST.read_text().startswith("# What this is.\n- file: scripts/vendor/a.js\n")
    assert found(capsys) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda npm: npm.unlink(), "aa 2.0 needs npm to be fetched; install it and try again"),
        (lambda npm: vendored.LIST.write_text(LIST.format(version="3.0")), "aa 3.0 cannot be fetched: npm said"),
        (lambda npm: vendored.LIST.write_text(LIST.format(version="2.0").replace("bb/", "cc/")), "holds no 'cc/b.js'"),
    ],
    ids=["no client", "no such version", "no such file"],
)
def test_what_cannot_be_fetched_is_said_in_a_line_and_nothing_is_written(
    registries: Path, capsys: pytest.CaptureFixture, change: object, said: str
) -> None:
    vendored.LIST.write_text(LIST.format(version="2.0"))
    change(registries)
    before = vendored.LIST.read_text()
    line = found(capsys, "renew")
    assert said in line
    assert line.count("\n") == 1
    assert vendored.LIST.read_text() == before
    assert not SCRIPTS.exists()
