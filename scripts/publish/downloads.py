"""What readers can download: the files, named after the site, and the sizes that pages state once they are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from selectolax.lexbor import LexborHTMLParser

FOLDER = "downloads"
CHECKSUMS = "SHA256SUMS"
LONGEST = 100
"""Letters of a name: with an ending, and on the way there, no file system finds it too long."""
UNMADE = "[data-size-of]:empty"
"""What was to state the size of a file, once all that were made have stated theirs."""


@dataclass(frozen=True)
class Names:
    """The names of the files in `downloads/`, which begin alike."""

    stem: str

    @property
    def pages(self) -> str:
        return f"{self.stem}.zip"

    @property
    def book(self) -> str:
        return f"{self.stem}.epub"

    def document(self, part: int = 0) -> str:
        """The PDF of an essay; without its number, of the series."""
        return f"{self.stem}-{part}.pdf" if part else f"{self.stem}.pdf"


@dataclass(frozen=True)
class Download:
    """One of them, as a template draws it."""

    href: str
    name: str
    purpose: str
    parts: tuple[Download, ...] = ()
    """Several of one purpose, in place of `href` and `name`."""


def short_name(config: MkDocsConfig) -> str:
    """What the site calls itself where there is little room."""
    return str(config.extra.get("short_name") or config.site_name)


def names(config: MkDocsConfig) -> Names:
    """After the site's short name: a file on somebody's disk says as little as that does."""
    letters = unicodedata.normalize("NFKD", short_name(config)).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", letters)) or "site"
    return Names(stem[:LONGEST].rstrip("-"))


def listed(config: MkDocsConfig, essays: int) -> list[Download]:
    """For templates: each file, where the site knows its own address; `essays` is how many there are."""
    if not config.site_url:
        return []
    known, folder = names(config), f"{config.site_url}{FOLDER}/"
    files = (
        (known.pages, "All pages, to read and search without a network"),
        (known.book, "The series as a book, for e-readers"),
        (known.document(), "The series as a PDF, for paper"),
    )
    alone = [(known.document(part), f"Essay {part}") for part in range(1, essays + 1)]
    parts = tuple(Download(folder + name, name, label) for name, label in alone)
    whole = [Download(folder + name, name, purpose) for name, purpose in files]
    return [*whole, Download("", "", "One essay as a PDF", parts)] if parts else whole


def stating(file: bytes, sizes: Mapping[str, int]) -> bytes:
    """A file of the site, which states how large the downloads are if it asks for that: name -> bytes.

    A line that leads to a file that was not made is taken out.
    """
    if not asks_for_sizes(file):
        return file
    document = LexborHTMLParser(file.decode())
    for place in document.css("[data-size-of]"):
        size = sizes.get(place.attributes["data-size-of"] or "")
        if size is not None:
            place.inner_html = f", {megabytes(size)}"
    for line in document.css(f"li:has({UNMADE})"):
        line.decompose()
    return str(document.html).encode()


def asks_for_sizes(file: bytes) -> bool:
    return file.startswith(b"<!DOCTYPE html>") and b"data-size-of=" in file


def megabytes(size: int) -> str:
    """A size as a reader would say it: "0.4 MB", and "0.04 MB" for what is small."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e6:.2f} MB"
