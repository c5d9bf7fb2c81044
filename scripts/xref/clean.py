"""Remembers that a site was clean: of one that has not changed since, nothing need be read but its files' bytes.

What is remembered is a digest of everything that could change the answer: the files of the site's folders and of its
configuration, the environment variables that the configuration may name, the day, the packages that are installed and
the source of this one. A site of which that cannot be told (see `Site.inputs`) is never remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

VARIABLE = re.compile(rb"[A-Z][A-Z0-9_]+")
"""What may be the name of an environment variable in a configuration file."""
SOURCE = Path(__file__).parent.parent


def pages_of_clean_site(memory: Path) -> int | None:
    """The number of pages of the site that this file remembers, if it was clean and is unchanged."""
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
        # Times and sizes tell at once that something changed, and contents alone that nothing did.
        same = known["glance"] == glance(known["inputs"]) and known["digest"] == digest(known["inputs"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return known["pages"] if same else None


def remember(memory: Path, inputs: Sequence[str], pages: int) -> None:
    """Note that the site read from these files and folders was clean; a folder that cannot be written is no trouble."""
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        beside = memory.with_suffix(f".{os.getpid()}")
        known = {"glance": glance(inputs), "digest": digest(inputs), "inputs": list(inputs), "pages": pages}
        beside.write_text(json.dumps(known))
        beside.replace(memory)
    except OSError:
        return


def glance(inputs: Iterable[str]) -> str:
    """A digest of names, sizes and times; raises OSError where something cannot be seen."""
    paths = [path for place in map(Path, inputs) for path in (sorted(_files(place)) if place.is_dir() else [place])]
    stats = ((path, path.stat()) for path in paths)
    return hashlib.sha256(
        repr([(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats]).encode()
    ).hexdigest()


def digest(inputs: Iterable[str]) -> str:
    """Of all that an answer depends on; raises OSError where something cannot be read."""
    whole = hashlib.sha256()
    for part in _parts(inputs):
        whole.update(part)
        whole.update(b"\0")
    return whole.hexdigest()


def _parts(inputs: Iterable[str]) -> Iterator[bytes]:
    yield f"{date.today()} {Path.cwd()} {sys.version}".encode()
    yield "\n".join(sorted(name for path in sys.path if os.path.isdir(path) for name in os.listdir(path))).encode()
    yield from _contents(sorted(SOURCE.rglob("*.py")))
    for path in map(Path, inputs):
        if path.is_dir():
            yield from _contents(sorted(_files(path)))
        else:
            text = path.read_bytes()
            yield text
            yield repr([os.environ.get(name.decode()) for name in sorted(set(VARIABLE.findall(text)))]).encode()


def _contents(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        yield os.fsencode(path)
        yield os.fsencode(os.readlink(path)) if path.is_symlink() else b""
        yield path.read_bytes()


def _files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder, followlinks=True):
        yield from (Path(place, name) for name in names)
