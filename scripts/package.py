"""Pack the built site for readers: a zip of its pages, the series as a book, and their checksums.

`python scripts/package.py` takes the site from site/ and writes site/downloads/, with a line for each file: the same
bytes for the same commit, environment and site. Pages that lead to the files are told how large they are.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from publish import archive, downloads, edition, epub, epub_chapter
from xref.reading import config as configuration

PROJECT = Path(__file__).parent.parent
SITE = Path("site")
LEADS_TO_FOLDERS = "{}: its links lead to folders and open no page on a disk; set 'use_directory_urls: false'"
ROUNDS = 5
"""A size that pages state may change the size; more than a round or two has never been needed."""


def main(arguments: Sequence[str] | None = None) -> str | None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=PROJECT / "mkdocs.yml", help="the site's configuration file")
    try:
        _pack(SITE, configuration.read(parser.parse_args(arguments).config))
    except (epub.BookError, epub_chapter.ChapterError, edition.EditionError, configuration.LoadError) as error:
        return str(error)
    except OSError as error:
        return f"{error.filename or SITE}: {(error.strerror or str(error)).lower()}; nothing was packed"
    return None


def _pack(site: Path, config: MkDocsConfig) -> None:
    """Write everything beside where it belongs, and put it there once it is whole and true."""
    moment = edition.timestamp(Path(config.config_file_path).parent)
    names = downloads.names(config)
    chapters = epub.book(site, config, config.site_url or "", moment)
    pages = archive.pages(site)
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=".downloads-") as made:
        files = [Path(made, names.pages), Path(made, names.book)]
        archive.write_zip(files[1], chapters, moment, stored=epub.STORED)
        pages = _pack_pages(files, pages, moment)
        archive.write_checksums(Path(made, downloads.CHECKSUMS), files)
        _write_stated(site, pages)
        _replace(site / downloads.FOLDER, Path(made))
    if config.use_directory_urls:
        print(LEADS_TO_FOLDERS.format(names.pages), file=sys.stderr)
    for file in (site / downloads.FOLDER / made.name for made in files):
        print(f"{file}: {downloads.megabytes(file.stat().st_size)}")


def _pack_pages(files: Sequence[Path], pages: dict[str, bytes], moment: int) -> dict[str, bytes]:
    """Zip the pages, which state how large the files are, until what they state is true; return the pages."""
    for _ in range(ROUNDS):
        archive.write_zip(files[0], pages, moment)
        sizes = {file.name: file.stat().st_size for file in files}
        stated = {name: downloads.stating(contents, sizes) for name, contents in pages.items()}
        if stated == pages:
            return pages
        pages = stated
    raise OSError(0, "no size is true that pages could state", str(files[0].name))


def _write_stated(site: Path, pages: dict[str, bytes]) -> None:
    for name, contents in pages.items():
        if downloads.asks_for_sizes(contents):
            (site / name).write_bytes(contents)


def _replace(folder: Path, made: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    for file in sorted(made.iterdir()):
        os.replace(file, folder / file.name)


if __name__ == "__main__":
    sys.exit(main())
