"""Hold the scripts and fonts of others against overrides/vendored.yml, which says what they are.

`renew` fetches them anew, in the versions that stand there; `newest` in those that their registries have now.
Findings, and what could not be fetched, go to standard output as `path:line:column: what is wrong [vendored]`. Exit
status: 0 clean, 1 findings, or something could not be fetched, and nothing was written.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

LIST = Path("overrides/vendored.yml")
FOLDERS = (Path("overrides/assets/scripts/vendor"), Path("overrides/assets/fonts"), Path("tests/vendor"))
"""Where nothing else stands; only the last is not published."""
FETCH = {
    "npm": ["npm", "pack", "--silent", "--pack-destination", "{folder}", "{package}@{version}"],
    "PyPI": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
             "--dest", "{folder}", "{package}=={version}"],
}  # fmt: skip
"""Registry -> its ordinary client, told to put one package into a folder."""
ASK = {
    "npm": ["npm", "view", "{package}", "version"],
    "PyPI": [sys.executable, "-m", "pip", "index", "versions", "{package}"],
}
"""The same, asked for the newest version, which stands in its first line, alone or in brackets."""
VERSION = re.compile(r"^(?:\S+ \()?(\d[\w.+-]*)\)?$", re.MULTILINE)
MAP = re.compile(rb"^//# sourceMappingURL=.*\n?", re.MULTILINE)


class VendoredError(Exception):
    """What is wrong with the list, or could not be fetched, in one line."""


@dataclass(frozen=True)
class Vendored:
    """One file of others: where it stands in a package, and the SHA-256 of what we have of it."""

    file: str
    """Its path from the project's root."""
    registry: str
    package: str
    version: str
    path: str
    sha256: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", nargs="?", choices=("check", "renew", "newest"), default="check")
    options = parser.parse_args(arguments)
    try:
        files = read(LIST)
        if options.command != "check":
            renew(files if options.command == "renew" else newest(files))
            return 0
        found = [f"{place}:1:1: {message} [vendored]" for place, message in check(files)]
    except VendoredError as error:
        print(f"{LIST}:1:1: {error} [vendored]")
        return 1
    print("".join(f"{line}\n" for line in found), end="")
    return 1 if found else 0


def read(path: Path) -> list[Vendored]:
    """The list; raises VendoredError where it is none."""
    try:
        files = [Vendored(**entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    except (OSError, UnicodeError, yaml.YAMLError, TypeError):
        raise VendoredError(f"not a list of entries with {', '.join(Vendored.__annotations__)}") from None
    for file in files:
        if not all(isinstance(value, str) for value in vars(file).values()) or file.registry not in FETCH:
            raise VendoredError(f"entry {file.file!r}: all values are text, and registry is {' or '.join(FETCH)}")
        if Path(file.file).parent not in FOLDERS or ".." in file.file:
            raise VendoredError(f"entry {file.file!r}: file is the path of a file in {' or '.join(map(str, FOLDERS))}")
    return files


def check(files: Iterable[Vendored]) -> Iterator[tuple[Path, str]]:
    """Place and message of each file that is not what the list says."""
    listed = {Path(file.file): file for file in files}
    for path, file in listed.items():
        if not path.is_file():
            yield path, "missing; `make vendor` fetches it"
        elif _sha256(path.read_bytes()) != file.sha256:
            yield path, f"differs from what {file.package} {file.version} has; `make vendor` fetches it anew"
    there = {path for folder in FOLDERS if folder.exists() for path in folder.iterdir()}
    for path in sorted(there - listed.keys()):
        yield path, f"not listed in {LIST}, so that nobody knows where it comes from; list it, or move it away"


def newest(files: Sequence[Vendored]) -> list[Vendored]:
    """The files in the newest versions; raises VendoredError."""
    packages = {(file.registry, file.package) for file in files}
    versions = {package: _newest(*package) for package in sorted(packages)}
    return [replace(file, version=versions[file.registry, file.package]) for file in files]


def _newest(registry: str, package: str) -> str:
    command = [part.format(package=package) for part in ASK[registry]]
    done = _run(command, f"the newest version of {package}")
    version = VERSION.search(done.stdout)
    if done.returncode or not version:
        raise VendoredError(f"the newest version of {package} cannot be told: {command[0]} said {_last_line(done)!r}")
    return version[1]


def _run(command: Sequence[str], wanted: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        raise VendoredError(f"{wanted} needs {command[0]} to be fetched; install it and try again") from None


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]


def renew(files: Sequence[Vendored]) -> None:
    """Fetch all files and write them and their checksums; raises VendoredError before anything is written."""
    packages = {(file.registry, file.package, file.version): Path() for file in files}
    with tempfile.TemporaryDirectory() as folder:
        for number, package in enumerate(packages):
            packages[package] = fetch(*package, Path(folder, str(number)))
        fetched = {file: _content(file, packages[file.registry, file.package, file.version]) for file in files}
    for file, content in fetched.items():
        Path(file.file).parent.mkdir(parents=True, exist_ok=True)
        Path(file.file).write_bytes(content)
    entries = [vars(file) | {"sha256": _sha256(content)} for file, content in fetched.items()]
    head = "".join(takewhile(lambda line: line.startswith("#"), LIST.read_text(encoding="utf-8").splitlines(True)))
    LIST.write_text(head + yaml.safe_dump(entries, sort_keys=False), encoding="utf-8")


def fetch(registry: str, package: str, version: str, folder: Path) -> Path:
    """The folder with what a package holds, by its registry's client."""
    folder.mkdir()
    command = [part.format(folder=folder, package=package, version=version) for part in FETCH[registry]]
    done = _run(command, f"{package} {version}")
    archives = list(folder.iterdir())
    if done.returncode or len(archives) != 1:
        raise VendoredError(f"{package} {version} cannot be fetched: {command[0]} said {_last_line(done)!r}")
    kind = "zip" if archives[0].suffix == ".whl" else None
    # Python 3.11.4 learned to refuse what would be written elsewhere (PEP 706).
    limits: dict[str, Any] = {} if kind or not hasattr(tarfile, "data_filter") else {"filter": "data"}
    shutil.unpack_archive(archives[0], folder / "unpacked", kind, **limits)
    return folder / "unpacked"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _content(file: Vendored, package: Path) -> bytes:
    try:
        return MAP.sub(b"", (package / file.path).read_bytes())
    except OSError:
        raise VendoredError(f"{file.package} {file.version} holds no {file.path!r}; look where it is now") from None


if __name__ == "__main__":
    sys.exit(main())
