"""Files packed into one: the same bytes for the same contents."""

from __future__ import annotations

import hashlib
import time
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from publish.site_name import PICTURE
from xref.command import CommandError

NOT_PACKED = ("downloads/", "404.html", "sitemap.xml", "feed.xml", "robots.txt", PICTURE)
"""What a copy on a disk has no use for: itself, and what only a server or a search engine reads."""
READABLE = 0o644 << 16


def pages(site: Path) -> dict[str, bytes]:
    """What a copy of the site holds: name -> contents, in the order of names.

    Raises OSError for what cannot be read, and CommandError for a name that a zip cannot tell.
    """
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    for name in names:
        if any("\ud800" <= letter <= "\udfff" for letter in name):  # a byte that is no text, as Python shows it
            raise CommandError(f"{site / name}: its name is not UTF-8; rename it")
    return {name: (site / name).read_bytes() for name in names if not name.startswith(NOT_PACKED)}


def write_zip(path: Path, files: Mapping[str, bytes], moment: int, stored: Iterable[str] = ()) -> None:
    """Pack files in the order given, all of one moment (seconds since 1970); `stored` names those left uncompressed."""
    with zipfile.ZipFile(path, "w") as packed:
        for name, contents in files.items():
            packed.writestr(_entry(name, moment), contents, _method(name, stored), 9)


def write_checksums(path: Path, files: Iterable[Path]) -> None:
    """Write what `sha256sum --check` reads."""
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files))
    path.write_text("".join(lines), encoding="ascii")


def _entry(name: str, moment: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, time.gmtime(moment)[:6])
    entry.create_system = 3  # Unix, whatever this is built on
    entry.external_attr = READABLE
    return entry


def _method(name: str, stored: Iterable[str]) -> int:
    return zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
