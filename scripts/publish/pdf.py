"""The series, and each essay of it, as a PDF for paper: the book's chapters, laid out by WeasyPrint.

See https://www.iso.org/standard/64599.html, PDF/UA-1, for what a reader who does not see the pages needs.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
import mimetypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from publish import epub
from publish.epub_chapter import Chapter
from publish.epub_pictures import Picture
from publish.lettering import FACES, FOLDER
from publish.pdf_text import Text, joined

INSIDE = "book:///"
"""Where a document's files seem to stand: nothing is loaded from a disk or a network."""
CONFORMING = "pdf/ua-1"
ESSAY = "essay"
"""The kind of page that has a document of its own."""


def trouble() -> str:
    """Why no document can be laid out here; "" where one can."""
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # where many lines would say it
            importlib.import_module("weasyprint")
    except ImportError:
        return "WeasyPrint is missing; requirements-package.txt names it"
    except OSError:
        return "WeasyPrint finds no Pango; on Debian or Ubuntu, apt install libpango-1.0-0 libpangoft2-1.0-0"
    return ""


def documents(site: Path, config: MkDocsConfig, moment: int) -> Iterator[bytes]:
    """The series, then each essay in its order; `moment` is when the edition was made, in seconds since 1970."""
    address = config.site_url or ""
    names = epub.pages(site, config)
    whole = epub.gathered(site, names, address)
    yield _document(site, config, *whole, moment)
    for name in names:
        alone = epub.gathered(site, [name], address)
        if alone[0][0].kind == ESSAY:
            yield _document(site, config, *alone, moment)


def _document(site: Path, config: MkDocsConfig, chapters: list[Chapter], pictures: list[Picture], moment: int) -> bytes:
    draw = epub.drawer(config, site, chapters, pictures, moment)
    texts = joined(chapters)
    html = draw("pdf.html", texts=texts, heading=_name(texts, config))
    files = {picture.file: picture.contents for picture in pictures}
    files |= {"pdf.css": (epub.TEMPLATES / "pdf.css").read_bytes()}
    files |= {name: (Path(config.theme.custom_dir or ".") / FOLDER / name).read_bytes() for name in FACES.values()}
    return _laid_out(html, files)


def _name(texts: list[Text], config: MkDocsConfig) -> str:
    return texts[0].title if len(texts) == 1 else config.site_name


def _laid_out(html: bytes, files: Mapping[str, bytes]) -> bytes:
    weasyprint = importlib.import_module("weasyprint")
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    page = weasyprint.HTML(string=html.decode(), base_url=INSIDE, url_fetcher=_fetcher(files))
    identifier = hashlib.sha256(html).hexdigest()[:32].encode()
    return bytes(page.write_pdf(pdf_variant=CONFORMING, pdf_identifier=identifier))


def _fetcher(files: Mapping[str, bytes]) -> Callable[[str], Any]:
    urls = importlib.import_module("weasyprint.urls")

    class Inside(urls.URLFetcher):  # type: ignore[misc,name-defined]  # mypy runs where WeasyPrint is not installed
        def fetch(self, url: str, headers: object = None) -> object:
            if url.startswith("data:"):
                return super().fetch(url)
            name = url.removeprefix(INSIDE)
            type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return urls.URLFetcherResponse(url, files[name], {"Content-Type": type})

    return Inside(allowed_protocols=("data",), fail_on_errors=True)
