"""Pack the built site for readers: a zip of its pages, the series as a book and as PDFs, and their checksums.

`python scripts/package.py` takes the site from site/ and writes site/downloads/, with a line for each file: the same
bytes for the same commit, environment and site. Pages that lead to the files are told how large they are.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from publish import archive, downloads, edition, epub, pdf
from publish.guard.watch import Guard
from publish.workshop import put_folder, workshop
from xref.command import CommandError, run, say, show
from xref.reading import config as configuration
from xref.reading.site import folder as folder_of_site

PROJECT = Path(__file__).parent.parent
SITE = Path("site")
LEADS_TO_FOLDERS = "{}: its links lead to folders and open no page on a disk; set 'use_directory_urls: false'"
ROUNDS = 5
"""How often pages are told a size that telling them may change: two rounds do, unless it is next to where it rounds to
another, and then either is as true.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    return run(lambda: _main(arguments))


def _main(arguments: Sequence[str] | None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=PROJECT / "mkdocs.yml", help="the site's configuration file")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the PDFs, which take the longest")
    options = parser.parse_args(arguments)
    _pack(SITE, configuration.read(options.config), with_documents=not options.no_pdf)
    return 0


def _pack(site: Path, config: MkDocsConfig, with_documents: bool) -> None:
    """Make everything beside where it belongs, and put it there once it is whole and true."""
    known = edition.timestamp(Path(config.config_file_path))
    moment = known or edition.OLDEST
    names = downloads.names(config)
    _require_room(site / downloads.FOLDER, names)
    pages = archive.pages(site)
    _stop_at_refused(pages, config)
    chapters = epub.book(site, config, config.site_url or "", moment)
    with workshop(site.parent) as folder:
        made = folder / downloads.FOLDER
        made.mkdir()
        files = [made / names.pages, made / names.book]
        archive.write_zip(files[1], chapters, moment, stored=epub.STORED)
        files += _write_documents(made, site, config, moment) if with_documents else ()
        pages = _pack_pages(files, pages, moment)
        archive.write_checksums(made / downloads.CHECKSUMS, files)
        stating = list(_write_stating(folder / "pages", pages))
        put_folder(made, site / downloads.FOLDER)
        for name in stating:
            os.replace(folder / "pages" / name, site / name)
    if known is None:
        say(f"{edition.UNDATED}\n")
    _tell(config, names, [site / downloads.FOLDER / made.name for made in files])


def _require_room(folder: Path, names: downloads.Names) -> None:
    """Raise CommandError for what else stands where the copies are to: they take the whole folder."""
    for path in sorted(folder.rglob("*")):
        if not path.name.startswith((names.stem, downloads.CHECKSUMS)):
            raise CommandError(f"{path}: the copies to download take this folder; let it stand in another")


def _tell(config: MkDocsConfig, names: downloads.Names, files: Iterable[Path]) -> None:
    """Say what was made, and of what use it is not."""
    if config.use_directory_urls:
        say(f"{LEADS_TO_FOLDERS.format(names.pages)}\n")
    for file in files:
        show(f"{file}: {downloads.megabytes(file.stat().st_size)}\n")


def _write_documents(folder: Path, site: Path, config: MkDocsConfig, moment: int) -> Iterator[Path]:
    """Write the PDFs, if they can be laid out here; say why not otherwise."""
    names = downloads.names(config)
    if missing := pdf.trouble():
        show(f"{names.document()}: not made: {missing}\n")
        return
    for part, contents in enumerate(pdf.documents(site, config, moment)):
        (folder / names.document(part)).write_bytes(contents)
        yield folder / names.document(part)


def _stop_at_refused(pages: dict[str, bytes], config: MkDocsConfig) -> None:
    """Pack nothing that the build would not have written: somebody may have changed the site since."""
    guard = Guard(folder_of_site(config))
    guard.look_at_site(pages)
    if guard.pages:
        more = f", and {len(guard.pages) - 1} more" if len(guard.pages) > 1 else ""
        raise epub.BookError(f"{guard.pages[0]}{more}; build the site anew: make site")


def _pack_pages(files: Sequence[Path], pages: dict[str, bytes], moment: int) -> dict[str, bytes]:
    """Zip the pages, which state how large the files are, until what they state is true; return the pages."""
    stated = pages
    for _ in range(ROUNDS):
        pages = stated
        archive.write_zip(files[0], pages, moment)
        sizes = {file.name: file.stat().st_size for file in files}
        stated = {name: downloads.stating(contents, sizes) for name, contents in pages.items()}
        if stated == pages:
            break
    return pages


def _write_stating(folder: Path, pages: dict[str, bytes]) -> Iterator[str]:
    """Write the pages that state sizes, and say which they are."""
    for name, contents in pages.items():
        if downloads.asks_for_sizes(contents):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(contents)
            yield name


if __name__ == "__main__":
    sys.exit(main())
