"""Sites for tests: what they are built from, how they are built and how they are served."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import yaml
from playwright.sync_api import Page

PROJECT = Path(__file__).parent.parent
SAMPLE = PROJECT / "tests/engine/sample"
"""A small site on bread, written for the tests: whoever changes the project's own texts changes nothing here."""
ELSEWHERE = """\
site_name: Case
theme: {name: null, custom_dir: theme}
plugins: []
markdown_extensions: [attr_list, footnotes, smarty]
"""
"""A configuration with a theme that draws nothing, of somebody else's site: what is tested is what pages say."""
PLAIN = f"{ELSEWHERE}hooks: [{PROJECT}/scripts/hooks.py]\n"
"""The same of a site that is built with our hooks."""

ADDRESS = "https://someone.example/notes/"
REPOSITORY = "https://git.example/someone/fork"
CONTACT = "mailto:someone@someone.example"
"""Of a site that knows where it stands."""

WriteSite = Callable[..., Path]
OpenPage = Callable[..., Page]


def configuration(base: str, own: str) -> str:
    """A configuration with settings of its own below, which stand on the same lines wherever they replace one."""
    named = set(re.findall(r"^(\w+):", own, re.MULTILINE))
    return "".join("\n" if line.partition(":")[0] in named else line for line in base.splitlines(True)) + own


def copy_sample(folder: Path) -> Path:
    """Make a project of the sample in a folder, where a test may change its texts, and return the folder."""
    shutil.copytree(SAMPLE / "docs", folder / "docs")
    for part in ("scripts", "overrides"):
        (folder / part).symlink_to(PROJECT / part)
    (folder / "mkdocs.yml").write_text(sample_settings())
    return folder


def sample_settings() -> str:
    """The sample's configuration, for a folder that holds our code as well."""
    return (SAMPLE / "mkdocs.yml").read_text().replace("../../../", "")


def copy_project(folder: Path) -> Path:
    """Copy what the project holds, but for its history and what was made of it, and lend it the environment."""
    unwanted = shutil.ignore_patterns(".venv", ".git", "site", "__pycache__", ".*cache")
    shutil.copytree(PROJECT, folder, ignore=unwanted)
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def build(project: Path, site: Path, **environment: str) -> str:
    """Build a project strictly, with nothing in the environment but what is given; return what is said."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL", "CONTACT")}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=project, env=inherited | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def png(content: bytes = zlib.compress(b"\0\0")) -> bytes:
    """A picture of one dot, with these bytes for it."""
    parts = {b"IHDR": struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0), b"IDAT": content, b"IEND": b""}
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def pages_of(site: Path) -> list[str]:
    """Addresses of a built site's pages, from its root."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def front_matter(page: Path) -> dict[str, Any]:
    """What a page of the documentation folder says of itself."""
    text = page.read_text()
    return yaml.safe_load(text.split("---\n")[1]) if text.startswith("---\n") else {}


def essays_of(docs: Path) -> list[Path]:
    """The essays of a documentation folder, in the order of the series."""
    published = (page for page in docs.rglob("*.md") if "templates" not in page.relative_to(docs).parts)
    parts = {page: part for page in published if (part := front_matter(page).get("series_part"))}
    return sorted(parts, key=parts.__getitem__)


@contextmanager
def serve(
    folder: Path,
    headers: Mapping[str, str] = MappingProxyType({}),
    send: Callable[[str, BinaryIO, BinaryIO], None] = lambda _, source, reader: shutil.copyfileobj(source, reader),
) -> Iterator[str]:
    """A folder over http, with headers besides the usual ones; its address, with a slash at the end. `send` copies a
    file to the reader, from its path and its source."""

    class Quiet(SimpleHTTPRequestHandler):
        def copyfile(self, source: Any, outputfile: Any) -> None:
            send(self.path, source, outputfile)

        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    class Patient(ThreadingHTTPServer):
        def handle_error(self, *request: Any) -> None:
            if not isinstance(sys.exception(), ConnectionError):  # a browser that leaves a page hangs up
                super().handle_error(*request)

    server = Patient(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
