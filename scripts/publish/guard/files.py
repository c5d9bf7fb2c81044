"""Which files may stand beside the pages, and what each may hold.

A file in the folder is published as it is, and anybody can open it by itself, where no policy of a page holds. So pages
and pictures stand there without further ado; plain data does if `extra.files` of the configuration names it, a style
sheet also if `extra_css` does; and what a browser would run is not let in by that either: it belongs to the theme,
which its maintainers write.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from essays import corrections, help_entries, questions, synonyms, verdict_changes
from essays.citing import bibliography
from publish import kept_addresses
from publish.guard import raster, style_sheets, svg
from xref.additions import Folder
from xref.files import why_unreadable
from xref.model import Field, Finding, Fix, Site
from xref.position import START, Position

SETTING = "files"
"""Of `extra`: a list of paths, in which a star stands for any letters."""
READ = {
    *(bibliography.FILE, help_entries.FILE, kept_addresses.FILE, verdict_changes.FILE, corrections.FILE),
    *(questions.FILE, synonyms.FILE, synonyms.DISTRESS, synonyms.ORDINARY),
}
"""Files of the folder that the build reads by itself, and that say what the pages say."""
DATA = {
    *("csv", "tsv", "txt", "json", "yml", "yaml", "toml", "bib", "ris", "ics", "vcf", "geojson", "md5", "sha256"),
    *("pdf", "epub", "zip", "gz", "odt", "ods", "odp", "docx", "xlsx", "pptx", "tex"),
    *("gif", "bmp", "tif", "tiff", "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "mp4", "webm", "vtt", "srt"),
    *("woff", "woff2", "ttf", "otf", "css"),
}
"""Endings of what a browser shows or saves, and does not run."""
NAMED = {"CNAME", "LICENSE", ".nojekyll"}
"""Files without an ending that hosts and readers look for."""
RUN = {"html", "htm", "xhtml", "xht", "shtml", "mhtml", "js", "mjs", "cjs", "wasm", "svg", "xml"}
"""Endings of what a browser runs, wherever in a name they stand: some hosts go by the first that they know."""
CONVERTIBLE = {"gif", "bmp", "tif", "tiff", "svgz", "ico", "heic", "jxl"}
INSTEAD = {
    **dict.fromkeys(("html", "htm", "xhtml", "xht", "shtml", "mhtml"), "write it as a page in Markdown"),
    **dict.fromkeys(("js", "mjs", "cjs", "wasm", "map"), "scripts are the theme's: assets/ of `theme.custom_dir`"),
    **dict.fromkeys(("md", "markdown", "mkd", "mkdn"), "the name of a page ends in .md, in small letters"),
    **dict.fromkeys(CONVERTIBLE, "save the picture as SVG, PNG, JPEG, WebP or AVIF"),
}
"""Endings of what no line of the configuration lets in, and what to do instead."""


class Fault(NamedTuple):
    """What is wrong in a file."""

    path: str
    """From the documentation folder; "" is the configuration."""
    position: Position
    message: str
    fix: Fix | None = None

    def finding(self, site: Site) -> Finding:
        if self.path:
            return site.finding(self.path, self.position, self.message, self.fix)
        return site.setting(self.position, self.message, self.fix)


class Files(NamedTuple):
    """What was found of a folder's files besides pages."""

    pictures: tuple[Fault, ...]
    """What pictures hold that they may not."""
    sheets: tuple[Fault, ...]
    unexpected: tuple[Fault, ...]
    """Files that may not stand in the folder."""
    listings: tuple[Fault, ...]
    """Lines of `extra.files` that say nothing."""


def read(folder: Folder) -> Files:
    """What is wrong with the files of a folder."""
    listing = Listing(folder.extra.get(SETTING))
    named = {setting.name for setting in folder.settings.get("extra_css", ())}
    pictures = [fault for path in folder.assets if is_picture(path) for fault in _held(folder, path, _of_picture)]
    sheets = [fault for path in folder.assets if ending(path) == "css" for fault in _held(folder, path, _of_sheet)]
    unexpected = [Fault(path, START, said) for path in folder.assets if (said := _unexpected(path, listing, named))]
    return Files(tuple(pictures), tuple(sheets), tuple(unexpected), tuple(listing.faults(folder.assets)))


class Listing:
    """The files that the configuration lets in besides pages and pictures."""

    def __init__(self, setting: Field | None):
        value = setting.value if setting else []
        self._is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
        self._setting = setting
        self._patterns: list[str] = value if self._is_list else []

    def holds(self, path: str) -> bool:
        """Whether the configuration names a path."""
        return any(_matches(path, pattern) for pattern in self._patterns)

    def faults(self, paths: Iterable[str]) -> Iterator[Fault]:
        """What is wrong with the list itself."""
        if not self._setting:
            return
        if not self._is_list:
            yield Fault("", self._setting.position, f"extra.{SETTING} is no list of paths; write `[assets/data.csv]`")
        others = [path for path in paths if not is_picture(path) and path not in READ]
        places = self._setting.items or (self._setting.position,) * len(self._patterns)
        for pattern, position in zip(self._patterns, places, strict=False):
            if not any(_matches(path, pattern) for path in others):
                yield Fault("", position, f"{pattern!r} names no file that needs to be named; remove it")


def _matches(path: str, pattern: str) -> bool:
    parts, patterns = path.split("/"), pattern.split("/")
    return path == pattern or (len(parts) == len(patterns) and all(map(fnmatchcase, parts, patterns)))


def ending(path: str) -> str:
    """Of a name, in small letters, as hosts tell kinds of files apart; none is ""."""
    return PurePosixPath(path).suffix.removeprefix(".").lower()


def is_picture(path: str) -> bool:
    """Whether a name promises a picture of a kind that needs no line in the configuration."""
    return ending(path) in {"svg", *raster.EXTENSIONS}


def picture_size(path: Path) -> tuple[float, float] | None:
    """Width and height of a picture's file; None if that is none, or does not say; raises OSError and ValueError."""
    if not is_picture(path.name) or not path.is_file():
        return None
    data = path.read_bytes()
    if ending(path.name) == "svg":
        return svg.size(data)
    found = raster.read(data)
    return found.size if found else None


def _held(folder: Folder, path: str, of_content: Callable[[str, bytes], Iterator[Fault]]) -> Iterator[Fault]:
    """What is wrong with the content of a file."""
    try:
        data = (folder.path / path).read_bytes()
    except OSError as error:
        yield Fault(path, START, why_unreadable(error))
    else:
        yield from of_content(path, data)


def _of_picture(path: str, data: bytes) -> Iterator[Fault]:
    if ending(path) == "svg":
        found = svg.check(data)
        fix = (data, found.cleaned) if found.cleaned is not None else None
        yield from (Fault(path, position, message, fix) for position, message in found.faults)
    elif said := raster.fault(data, ending(path)):
        yield Fault(path, START, said)


def _of_sheet(path: str, data: bytes) -> Iterator[Fault]:
    for position, message in style_sheets.faults(data.decode(errors="replace")):
        yield Fault(path, position, message)


def _unexpected(path: str, listing: Listing, named: Container[str]) -> str | None:
    """Why a file may not stand in the folder; None where it may."""
    if is_picture(path) or path in READ:
        return None
    name = PurePosixPath(path)
    running = next((part for part in name.name.lower().split(".")[1:] if part in RUN), "")
    if running or (ending(path) not in DATA and name.name not in NAMED):
        instead = INSTEAD.get(running or ending(path), "leave it out, or save it as plain data such as .csv or .pdf")
        return f"is published as it is, and a browser may run what it holds; {instead}"
    if listing.holds(path) or path in named:
        return None
    instead = f", or {INSTEAD[ending(path)]}" if ending(path) in INSTEAD else ""
    return f"is published as it is; if that is meant, add {path!r} to extra.{SETTING} of the configuration{instead}"
