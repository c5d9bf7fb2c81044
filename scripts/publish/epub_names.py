"""Names that every reading system can keep: of a book's files, and of the places within them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

NO_LETTER = re.compile(r"[^A-Za-z0-9_]+")
NO_PART_OF_ID = re.compile(r"[^A-Za-z0-9_.-]")
"""What an id of XML may not hold, or what an address would have to encode."""
RESERVED = ("nav", "cover", "title")
"""Pages that every book begins with."""


def chapter_files(pages: Iterable[str]) -> dict[str, str]:
    """Path of each page -> its chapter's file, which its folder tells from another's where they share a name."""
    whole = {page: page.removesuffix(".html").removesuffix("/index") for page in pages}
    stems = [_plain(PurePosixPath(path).name) for path in whole.values()]
    wanted = [
        stem if stems.count(stem) == 1 else _plain(path) for stem, path in zip(stems, whole.values(), strict=True)
    ]
    return {page: f"{name}.xhtml" for page, name in zip(whole, distinct(wanted, RESERVED), strict=True)}


def picture_file(path: str, ending: str, taken: Iterable[str]) -> str:
    """Where a book keeps a picture of the site, beside others that already have a place."""
    name = str(PurePosixPath(path).with_suffix("")).removeprefix("assets/").removeprefix("pictures/")
    return f"pictures/{next(distinct([_plain(name)], (PurePosixPath(file).stem for file in taken)))}{ending}"


def xml_ids(ids: Iterable[str]) -> dict[str, str]:
    """Each id of a page -> the id of its chapter: the same, if XML takes it."""
    known = dict.fromkeys(filter(None, ids))
    kept = {id: id for id in known if _xml_id(id) == id}
    others = [id for id in known if id not in kept]
    return kept | dict(zip(others, distinct(map(_xml_id, others), kept), strict=True))


def distinct(wanted: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """Each name as it is wanted, or with a number where another has it: capitals tell nothing apart."""
    known = {name.lower() for name in taken}
    for name in wanted:
        numbered = (f"{name}-{number}" for number in range(2, len(known) + 3))
        free = next(one for one in (name, *numbered) if one.lower() not in known)
        known.add(free.lower())
        yield free


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return NO_LETTER.sub("-", letters).strip("-") or "page"


def _xml_id(id: str) -> str:
    name = NO_PART_OF_ID.sub("-", id)
    return name if name[0].isalpha() or name[0] == "_" else f"id-{name}"
