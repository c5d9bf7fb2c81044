"""What an author may have meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from functools import lru_cache
from heapq import nsmallest
from itertools import chain, pairwise
from posixpath import basename, dirname, splitext

from xref.model import Image, Link, Page, Site
from xref.urls import target_of

LONG = 10
"""Letters from which on two values must be more alike: of words in common, long ones have many."""
LIKELY = 50
"""Values to compare in earnest, which takes a thousand times as long as to count the letters they have in common."""


def did_you_mean(written: str, known: Collection[str], compared: Callable[[str], str] = str) -> str:
    """The ending of a message that names the nearest known value, or "" where none is near."""
    meant = nearest(written, known, compared)
    return f"; did you mean {meant!r}?" if meant is not None else ""


def nearest(written: str, known: Collection[str], compared: Callable[[str], str] = str) -> str | None:
    """The known value that is most like what is written; `compared` picks the part that could have been mistyped."""
    values, holders = _index(frozenset(known), compared)
    wanted = compared(written).lower()
    common = Counter(chain.from_iterable(holders.get(pair, ()) for pair in _pairs_of_letters(wanted)))
    likely = nsmallest(LIKELY, common, key=lambda key: (-common[key], key))
    matches = get_close_matches(wanted, likely, n=1, cutoff=_cutoff(wanted))
    return values[matches[0]] if matches else None


def _cutoff(written: str) -> float:
    """Found by 149 anchors and paths that people corrected: below it, most of what was suggested was wrong."""
    return 0.7 if len(written) >= LONG else 0.6


def nearest_path(written: str, known: Collection[str]) -> str | None:
    """The one file of the same name, or else the one whose path is most like what is written, if its name is, too.

    Of several of the same name, as `Permissions.md` may stand in every folder, it is one whose folders are alike; and
    the page of a folder, `index.md`, is known by that alone.
    """
    if (found := only(written, known, basename)) and not (is_index(found) and _is_of_other_folder(written, found)):
        return found
    near = nearest(written, known, stem)
    name = _file_name(written)
    if not near or not _is_alike(name, _file_name(near)):
        return None
    return near if name != _file_name(near) or _are_folders_alike(written, near) else None


def _is_of_other_folder(written: str, index: str) -> bool:
    """Whether what is written names a folder, and that is another than the one whose page this is."""
    folder = basename(dirname(written))
    return bool(folder) and not _is_alike(folder, basename(dirname(index)))


def one_folder_off(page: Page, thing: Link | Image, known: Collection[str]) -> str | None:
    """The file that an address leads to from the folder above its page's, or from the one below, as one does whose page
    was moved, or that was copied from another."""
    tries = () if thing.raw else (f"../{thing.target}", thing.target.removeprefix("../"))
    found = [target_of(page.path, address) for address in tries]
    return next((path for path in found if path in known and path != target_of(page.path, thing.target)), None)


def _are_folders_alike(written: str, path: str) -> bool:
    """Whether two paths of one depth have folders of about the same names; of others, the whole path must do."""
    ours, theirs = dirname(written).lower().split("/"), dirname(path).lower().split("/")
    return len(ours) != len(theirs) or all(map(_is_alike, ours, theirs))


def _is_alike(written: str, known: str) -> bool:
    return bool(get_close_matches(written, [known], cutoff=_cutoff(written)))


def nearest_file(site: Site, written: str) -> str | None:
    """The file whose path is most like what is written, or the page of such a folder: no picture, where what is written
    has the ending of a page, or none."""
    near = nearest_path(written, site.pages if splitext(written)[1] in ("", ".md") else site.files)
    return near or _nearest_folder(site, written)


def titled(site: Site, link: Link) -> str | None:
    """The one page whose title a link gives; that may be the title of another page meanwhile."""
    found = site.titled(" ".join(link.text.split()))
    return found[0] if len(found) == 1 else None


def is_called(path: str, written: str) -> bool:
    """Whether a page has the name that is written: that of its file, or of the folder whose page it is."""
    return _page_name(path) == _page_name(written.rstrip("/"))


def _page_name(path: str) -> str:
    return basename(dirname(path)).lower() if is_index(path) else _file_name(path)


def _nearest_folder(site: Site, written: str) -> str | None:
    """The page of the folder whose path is most like what is written."""
    return _folders(site).get(nearest_path(written, _folders(site)) or "")


@lru_cache(maxsize=1)
def _folders(site: Site) -> Mapping[str, str]:
    """Folders that have a page of their own, each with that."""
    return {dirname(page): page for page in site.pages if "/" in page and is_index(page)}


def is_index(path: str) -> bool:
    """Whether a file is built as the page of its folder."""
    return stem(basename(path)).lower() in ("index", "readme")


def _file_name(path: str) -> str:
    return basename(stem(path)).lower()


def page_meant(site: Site, written: str) -> tuple[str, str | None]:
    """The ending of a message that names the page meant by the path of none; and its path where that is certain."""
    written = written.replace("\\", "/")
    found = only(written, site.pages, str.casefold) or site.moved(written)
    certain = found if found in site.pages else None
    meant = certain or nearest_path(written, site.pages)
    return f"; did you mean {meant!r}?" if meant else "", certain


def only(written: str, known: Collection[str], compared: Callable[[str], str]) -> str | None:
    """The one known value that is the same as what is written; None if none is, or several are."""
    values = _alike(frozenset(known), compared).get(compared(written), ())
    return values[0] if len(values) == 1 else None


@lru_cache(maxsize=16)
def _alike(known: frozenset[str], compared: Callable[[str], str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = defaultdict(list)
    for value in known:
        values[compared(value)].append(value)
    return values


@lru_cache(maxsize=16)
def _index(known: frozenset[str], compared: Callable[[str], str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """What is compared -> its value, the first of several; and two letters -> all that hold them."""
    values = {compared(value).lower(): value for value in sorted(known, reverse=True)}
    holders: dict[str, list[str]] = defaultdict(list)
    for key in values:
        for pair in _pairs_of_letters(key):
            holders[pair].append(key)
    return values, holders


def _pairs_of_letters(word: str) -> set[str]:
    return {"".join(pair) for pair in pairwise(f" {word} ")}


def stem(path: str) -> str:
    """A path without its ending, which would make all pages look alike."""
    return path.rpartition(".")[0] or path
