"""What readers can download: the files, where they stand, and the sizes that pages give before the files exist."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FOLDER = "downloads"
PAGES, BOOK, CHECKSUMS = "four-essays.zip", "four-essays.epub", "SHA256SUMS"
SIZES = {PAGES: 0.4, BOOK: 0.2}
"""In megabytes, rounded: pages say them, and the zip holds the pages. Packing stops where they are no longer true."""
TOLERANCE = 0.1


class DownloadsError(Exception):
    """Pages give a size that is not true; the message says which."""


def links(address: str) -> list[dict[str, str]]:
    """For templates: each file's address on the web and its size, where the site knows its own address."""
    files = ((PAGES, "All pages, to read and search without a network"), (BOOK, "The series as a book, for e-readers"))
    return [
        {"href": f"{address}{FOLDER}/{name}", "name": name, "purpose": purpose, "size": f"about {SIZES[name]} MB"}
        for name, purpose in files
        if address
    ]


def check_sizes(files: Iterable[Path]) -> None:
    """Raise DownloadsError if a file is not as large as the pages say."""
    for file in files:
        if abs(megabytes(file) - SIZES[file.name]) > TOLERANCE:
            raise DownloadsError(
                f"{file.name}: has {megabytes(file):.2f} MB where pages say {SIZES[file.name]};"
                " change SIZES in scripts/publish/downloads.py"
            )


def megabytes(file: Path) -> float:
    """A file's size."""
    return file.stat().st_size / 1e6
