"""The copies that readers download: unpacked elsewhere, read with no network, and the same whenever they are made."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from sites import PROJECT, build

ADDRESS = "https://essays.example/here/"
NAMES = ("four-essays.zip", "four-essays.epub", "SHA256SUMS")
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
JAVA = shutil.which("java")
EPUBCHECK = JAVA and next(
    (path for path in ("/usr/bin/epubcheck", "/usr/share/java/epubcheck.jar") if Path(path).exists()), None
)


def package(folder: Path, moment: int | None = None) -> Path:
    """Build the project's site into a folder and pack it there; return the folder of downloads."""
    variables = {"SITE_URL": ADDRESS} | ({"SOURCE_DATE_EPOCH": str(moment)} if moment else {})
    build(PROJECT, folder / "site", **variables)
    done = pack(folder, **variables)
    assert done.returncode == 0, done.stderr
    return folder / "site/downloads"


def pack(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROJECT / "scripts/package.py")]
    return subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, text=True)


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("packed"))


@pytest.fixture(scope="session")
def copy(downloads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked into a folder whose name is not easy."""
    folder = tmp_path_factory.mktemp("elsewhere") / "Für später, 100% #1"
    with zipfile.ZipFile(downloads / NAMES[0]) as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def book(downloads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    with zipfile.ZipFile(downloads / NAMES[1]) as packed:
        packed.extractall(folder)
    return folder / "EPUB"


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


def test_the_pages_are_those_that_are_published(downloads: Path, copy: Path) -> None:
    site = downloads.parent
    left_out = {"404.html", "sitemap.xml", "sitemap.xml.gz", *(f"downloads/{name}" for name in NAMES)}
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    unpacked = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert unpacked == published - left_out
    assert all((copy / name).read_bytes() == (site / name).read_bytes() for name in unpacked)


def test_nothing_in_a_files_name_tells_the_subject(downloads: Path) -> None:
    assert {path.name for path in downloads.iterdir()} == set(NAMES)


def test_the_copy_reads_searches_cites_and_previews_without_a_network(reader: Page, copy: Path) -> None:
    trouble: list[str] = []
    reader.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    reader.goto((copy / "index.html").as_uri())
    reader.get_by_role("link", name="Compersion Is an Attachment Achievement").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Compersion Is an Attachment Achievement")
    citation = reader.locator("article .citation-reference").first
    citation.hover()
    expect(reader.locator("#preview")).to_contain_text("What was found")
    citation.click()
    expect(reader.locator(":target")).to_be_in_viewport()
    reader.keyboard.press("/")
    reader.get_by_role("searchbox").fill("dependency paradox")
    reader.locator(".search-result-link").first.click()
    expect(reader.locator("#dependency-paradox")).to_be_in_viewport()
    assert trouble == []


def test_checksums_are_right(downloads: Path) -> None:
    lines = (downloads / NAMES[2]).read_text().splitlines()
    said = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert said == {name: hashlib.sha256((downloads / name).read_bytes()).hexdigest() for name in NAMES[:2]}


def test_two_builds_of_one_commit_are_the_same_to_the_byte(downloads: Path, tmp_path: Path) -> None:
    again = package(tmp_path / "another folder")
    site = downloads.parent
    for path in sorted(site.rglob("*")):
        other = again.parent / path.relative_to(site)
        assert path.is_dir() or path.read_bytes() == other.read_bytes(), path.name


def test_another_edition_is_told_by_its_date(downloads: Path, tmp_path: Path) -> None:
    another = package(tmp_path, moment=1_900_000_000)
    assert (another / NAMES[1]).read_bytes() != (downloads / NAMES[1]).read_bytes()
    with zipfile.ZipFile(another / NAMES[1]) as packed:
        assert b"2030-03-17T17:46:40Z" in packed.read("EPUB/package.opf")


def test_pages_lead_to_the_downloads_with_sizes_that_are_true(downloads: Path) -> None:
    for page in ("offline.html", "index.html"):
        text = (downloads.parent / page).read_text()
        for name in NAMES[:2]:
            size = re.search(rf'<a href="{ADDRESS}downloads/{name}">.*?</a> \({name}, about ([\d.]+) MB\)', text)[1]
            assert abs(float(size) - (downloads / name).stat().st_size / 1e6) <= 0.1


def test_pages_that_do_not_know_their_address_lead_nowhere(built: Path) -> None:
    for page in ("offline.html", "index.html"):
        text = (built / page).read_text()
        assert "make package" in text
        assert 'href="downloads' not in text


@pytest.mark.skipif(not EPUBCHECK, reason="epubcheck is not installed (it needs Java)")
def test_epubcheck_finds_nothing(downloads: Path) -> None:
    command = [JAVA, "-jar", str(EPUBCHECK), "--failonwarnings", str(downloads / NAMES[1])]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr


def chapters(book: Path) -> dict[str, etree._Element]:
    return {path.name: etree.parse(path).getroot() for path in sorted(book.glob("*.xhtml"))}


def test_the_book_opens_with_its_cover_and_contents_and_goes_on_in_order(book: Path) -> None:
    package_document = etree.parse(book / "package.opf").getroot()
    order = [item.get("idref") for item in package_document.iter(f"{OPF}itemref")]
    essays = ["compersion", "secure-attachment", "earned-security", "attachment-repair"]
    assert order == ["cover", "nav", *essays, "evidence", "glossary", "references", "safety", "about"]
    contents = [link.get("href") for link in chapters(book)["nav.xhtml"].iter(f"{XHTML}a")]
    assert contents == [f"{name}.xhtml" for name in order[2:]]


def test_every_link_of_the_book_leads_somewhere(book: Path) -> None:
    trees = chapters(book)
    ids = {name: {element.get("id") for element in tree.iter() if element.get("id")} for name, tree in trees.items()}
    links = [(name, urlsplit(link.get("href"))) for name, tree in trees.items() for link in tree.iter(f"{XHTML}a")]
    within = [(name, link) for name, link in links if not link.scheme]
    assert len(within) > 500
    for name, link in within:
        target = unquote(link.path) or name
        assert target in trees, (name, link)
        assert not link.fragment or unquote(link.fragment) in ids[target], (name, link)


def test_every_note_of_the_book_is_marked_and_leads_back(book: Path) -> None:
    tree = chapters(book)["secure-attachment.xhtml"]
    marks = tree.xpath("//*[@role='doc-noteref']")
    notes = tree.xpath("//*[@*[local-name()='type']='footnote']")
    assert len(marks) == len(notes) > 2
    assert {mark.get("href") for mark in marks} == {f"#{note.get('id')}" for note in notes}
    assert len(tree.xpath("//*[@role='doc-backlink']")) == len(notes)


def test_the_book_loads_nothing_and_runs_nothing(book: Path) -> None:
    for name, tree in chapters(book).items():
        assert not tree.xpath("//*[local-name()='script']"), name
        loaded = tree.xpath("//@src | //*[local-name()='link']/@href")
        assert all((book / posixpath.normpath(path)).is_file() for path in loaded), name
        assert not tree.xpath("//*[contains(@class, 'sidenote') or contains(@class, 'headerlink')]"), name


def test_the_book_says_how_accessible_it_is(book: Path) -> None:
    text = (book / "package.opf").read_text()
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f'property="schema:{name}"' in text
    pictures = [picture for tree in chapters(book).values() for picture in tree.iter(f"{XHTML}img")]
    assert len(pictures) == 6
    assert all(picture.get("alt") for picture in pictures)


def test_without_a_site_one_line_says_what_to_do_and_nothing_is_written(tmp_path: Path) -> None:
    done = pack(tmp_path)
    assert done.returncode != 0
    assert done.stderr.strip() == "site/index.html: no such file or directory; build the site first: make site"
    assert list(tmp_path.iterdir()) == []


def test_a_page_without_an_article_stops_the_packing_before_anything_is_written(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "site")
    page = tmp_path / "site/evidence.html"
    page.write_text(page.read_text().replace("<article", "<div").replace("</article", "</div"))
    done = pack(tmp_path)
    assert done.stderr.strip() == "evidence.html: has no article to make a chapter from"
    assert not (tmp_path / "site/downloads").exists()


def test_what_cannot_be_replaced_is_named_and_no_half_file_stays(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "site")
    (tmp_path / "site/downloads").write_text("in the way")
    done = pack(tmp_path)
    assert done.returncode != 0
    assert "downloads: not a directory; nothing was packed" in done.stderr
    assert (tmp_path / "site/downloads").read_text() == "in the way"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("moment", ["0", "soon", "99999999999999"])
def test_a_time_that_is_none_is_named(built: Path, tmp_path: Path, moment: str) -> None:
    shutil.copytree(built, tmp_path / "site")
    done = pack(tmp_path, SOURCE_DATE_EPOCH=moment)
    assert done.returncode != 0
    assert done.stderr.startswith(f"SOURCE_DATE_EPOCH is {moment!r}; expected seconds since 1970")
    assert len(done.stderr.splitlines()) == 1


def test_entries_of_the_zip_are_relative_in_order_and_of_one_time(downloads: Path) -> None:
    for name in NAMES[:2]:
        with zipfile.ZipFile(downloads / name) as packed:
            entries = packed.infolist()
        assert len({entry.date_time for entry in entries}) == 1
        assert not [entry.filename for entry in entries if entry.filename.startswith("/") or ".." in entry.filename]
    names = [entry.filename for entry in zipfile.ZipFile(downloads / NAMES[0]).infolist()]
    assert names == sorted(names, key=lambda name: name.split("/"))
    assert zipfile.ZipFile(downloads / NAMES[1]).infolist()[0].filename == "mimetype"


def test_the_books_markup_has_plain_names(book: Path) -> None:
    for path in book.glob("*.xhtml"):
        text = path.read_text()
        assert not re.search(r"<(?:html|ns\d+|svg):|xmlns:(?!epub)", text), path.name
    assert (
        '<aside id="fn-fantasy" role="doc-footnote" epub:type="footnote">'
        in (book / "secure-attachment.xhtml").read_text()
    )


def test_a_size_that_is_no_longer_true_stops_the_packing(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "site")
    (tmp_path / "site/large.bin").write_bytes(os.urandom(600_000))
    done = pack(tmp_path)
    assert done.returncode != 0
    assert "where pages say" in done.stderr
    assert not (tmp_path / "site/downloads").exists()
    assert "SIZES in scripts/publish/downloads.py" in done.stderr
