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


@dataclass(frozen=True)
class Names:
    """The names of the files in `downloads/`."""

    pages: str
    book: str


@dataclass(frozen=True)
class Download:
    """One of them, as a template draws it."""

    href: str
    name: str
    purpose: str


def short_name(config: MkDocsConfig) -> str:
    """What the site calls itself where there is little room."""
    return str(config.extra.get("short_name") or config.site_name)


def names(config: MkDocsConfig) -> Names:
    """After the site's short name: a file on somebody's disk says as little as that does."""
    letters = unicodedata.normalize("NFKD", short_name(config)).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", letters)) or "site"
    return Names(f"{stem}.zip", f"{stem}.epub")


def listed(config: MkDocsConfig) -> list[Download]:
    """For templates: each file, where the site knows its own address."""
    known, address = names(config), config.site_url
    files = (
        (known.pages, "All pages, to read and search without a network"),
        (known.book, "The series as a book, for e-readers"),
    )
    return [Download(f"{address}{FOLDER}/{name}", name, purpose) for name, purpose in files if address]


def stating(file: bytes, sizes: Mapping[str, int]) -> bytes:
    """A file of the site, which states how large the downloads are if it asks for that: name -> bytes."""
    if not asks_for_sizes(file):
        return file
    document = LexborHTMLParser(file.decode())
    for place in document.css("[data-size-of]"):
        size = sizes.get(place.attributes["data-size-of"] or "")
        place.inner_html = "" if size is None else f", {megabytes(size)}"
    return str(document.html).encode()


def asks_for_sizes(file: bytes) -> bool:
    return file.startswith(b"<!DOCTYPE html>") and b"data-size-of=" in file


def megabytes(size: int) -> str:
    """A size as a reader would say it: "0.4 MB", and "0.04 MB" for what is small."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e6:.2f} MB"
