"""Remembers that a site was clean: of one that has not changed since, nothing need be read but its files' bytes.

What is remembered is a digest of everything that could change the answer: the files of the site's folders and of its
configuration, the environment variables that the configuration names, the day, the packages that are installed and
the source of this one. A site of which that cannot be told (see `Site.inputs`) is never remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from xref.files import require_file, text_of
from xref.speed import SOURCE
from xref.writing import write

if TYPE_CHECKING:  # where nothing changed it is never loaded
    from xref.model import Site

FILE = "clean"
"""Of the memory."""


def pages_of_clean_site(memory: Path, configuration: Path) -> int | None:
    """The number of pages of the site that this folder remembers, if it was clean and is unchanged."""
    try:
        known = json.loads(text_of(memory / FILE))
        # Times and sizes tell at once that something changed, and contents alone that nothing did.
        inputs, variables = known["inputs"], known["variables"]
        same = known["configuration"] == os.path.abspath(configuration) and known["glance"] == glance(inputs)
        return int(known["pages"]) if same and known["digest"] == digest(inputs, variables) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def remember(memory: Path, site: Site, began: int) -> None:
    """Note that a site was clean; a folder that cannot be written is no trouble.

    `began`: the time, in nanoseconds, before it was read. A file that was saved since may not be what was read.
    """
    inputs, variables = list(site.inputs), list(site.variables)
    with suppress(OSError):
        if any(changed >= began for _, _, changed in _stats(inputs)):
            return
        known = {"configuration": os.path.abspath(site.configuration), "inputs": inputs, "variables": variables}
        digests = {"glance": glance(inputs), "digest": digest(inputs, variables)}
        write(memory / FILE, json.dumps(known | digests | {"pages": len(site.pages)}))


def glance(inputs: Iterable[str]) -> str:
    """A digest of names, sizes and times; raises OSError where something cannot be seen."""
    return hashlib.sha256(repr(list(_stats(inputs))).encode()).hexdigest()


def _stats(inputs: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Each file's path, size and time of its last change, in nanoseconds."""
    for place in inputs:
        for path in _files(place) if os.path.isdir(place) else [place]:
            stat = os.stat(path)
            yield path, stat.st_size, stat.st_mtime_ns


def digest(inputs: Iterable[str], variables: Iterable[str]) -> str:
    """Of all that an answer depends on; raises OSError where something cannot be read."""
    whole = hashlib.sha256()
    for part in _parts(inputs, variables):
        whole.update(part)
        whole.update(b"\0")
    return whole.hexdigest()


def _parts(inputs: Iterable[str], variables: Iterable[str]) -> Iterator[bytes]:
    yield f"{date.today()} {Path.cwd()} {sys.version}".encode()
    yield "\n".join(sorted(name for path in sys.path if os.path.isdir(path) for name in os.listdir(path))).encode()
    yield repr([(name, os.environ.get(name)) for name in variables]).encode()
    yield from _contents(path for path in _files(str(SOURCE)) if path.endswith((".py", ".toml")))
    for path in inputs:
        if os.path.isdir(path):
            yield from _contents(_files(path))
        else:
            yield _bytes_of(path)


def _contents(paths: Iterable[str]) -> Iterator[bytes]:
    for path in paths:
        yield os.fsencode(path)
        yield os.fsencode(os.readlink(path)) if os.path.islink(path) else b""
        yield _bytes_of(path)


def _bytes_of(path: str) -> bytes:
    require_file(path)
    with open(path, "rb") as file:
        return file.read()


def _files(folder: str) -> list[str]:
    """The files of a folder in order: as text, since a thousand paths take longer to make than to look at."""
    return sorted(os.path.join(place, name) for place, _, names in os.walk(folder, followlinks=True) for name in names)
