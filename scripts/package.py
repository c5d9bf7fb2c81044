"""Pack the built site for readers: a zip of its pages, the series as a book, and their checksums.

`python scripts/package.py` takes the site from site/ and writes site/downloads/, with a line for each file: the same
bytes for the same commit, environment and site.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from publish import archive, downloads, edition, epub, epub_chapter

PROJECT = Path(__file__).parent.parent
SITE = Path("site")


def main() -> str | None:
    try:
        _pack(SITE)
    except (epub.BookError, epub_chapter.ChapterError, downloads.DownloadsError, edition.EditionError) as error:
        return str(error)
    except OSError as error:
        return f"{error.filename or SITE}: {(error.strerror or str(error)).lower()}; nothing was packed"
    return None


def _pack(site: Path) -> None:
    """Write everything beside where it belongs, and put it there once it is whole and true."""
    moment = edition.timestamp(PROJECT)
    pages = archive.pages(site)
    chapters = epub.book(site, PROJECT, os.environ.get("SITE_URL", ""), moment)
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=".downloads-") as made:
        files = [Path(made, downloads.PAGES), Path(made, downloads.BOOK)]
        archive.write_zip(files[0], pages, moment)
        archive.write_zip(files[1], chapters, moment, stored=epub.STORED)
        archive.write_checksums(Path(made, downloads.CHECKSUMS), files)
        downloads.check_sizes(files)
        _replace(site / downloads.FOLDER, Path(made))
    for file in (site / downloads.FOLDER / made.name for made in files):
        print(f"{file}: {downloads.megabytes(file):.2f} MB")


def _replace(folder: Path, made: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    for file in sorted(made.iterdir()):
        os.replace(file, folder / file.name)


if __name__ == "__main__":
    sys.exit(main())
