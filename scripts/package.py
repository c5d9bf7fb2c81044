"""Pack the built site for readers: a zip of its pages, the series as a book, and their checksums.

`python scripts/package.py` takes the site from site/ and writes site/downloads/, with a line for each file: the same
bytes for the same commit, environment and site.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from publish import archive, book, chapter, downloads, edition

PROJECT = Path(__file__).parent.parent
SITE = Path("site")


def main() -> str | None:
    try:
        _pack(SITE)
    except (book.BookError, chapter.ChapterError, downloads.DownloadsError) as error:
        return str(error)
    except OSError as error:
        return f"{error.filename}: {error.strerror.lower()}; nothing was packed"
    return None


def _pack(site: Path) -> None:
    moment = edition.timestamp(PROJECT)
    pages = archive.pages(site)
    chapters = book.book(site, PROJECT, os.environ.get("SITE_URL", ""), moment)
    folder = site / downloads.FOLDER
    folder.mkdir(exist_ok=True)
    files = [folder / downloads.PAGES, folder / downloads.BOOK]
    archive.write_zip(files[0], pages, moment)
    archive.write_zip(files[1], chapters, moment, stored=book.STORED)
    archive.write_checksums(folder / downloads.CHECKSUMS, files)
    downloads.check_sizes(files)
    for file in files:
        print(f"{file}: {downloads.megabytes(file):.2f} MB")


if __name__ == "__main__":
    sys.exit(main())
