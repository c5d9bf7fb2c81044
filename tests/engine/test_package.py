"""The copies that readers download: unpacked elsewhere, read with no network, and the same whenever they are made."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

import package as packing
from books import ADDRESS, EPUBCHECK, checked, only, pack, package, unpack
from publish import downloads as downloads_module
from publish import pdf
from sites import copy_sample, png


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(copy_sample(tmp_path_factory.mktemp("packed")))


@pytest.fixture(scope="session")
def copy(downloads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked into a folder whose name is not easy."""
    return unpack(only(downloads, "zip"), tmp_path_factory.mktemp("elsewhere") / "Für später, 100% #1")


@pytest.fixture
def offline(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


def test_the_files_are_named_after_what_the_site_calls_itself_where_there_is_little_room(downloads: Path) -> None:
    names = {path.name for path in downloads.iterdir() if path.suffix != ".pdf"}
    assert names == {"bread-notes.zip", "bread-notes.epub", "SHA256SUMS"}
    documents = {path.name for path in downloads.glob("*.pdf")}
    assert documents == (set() if pdf.trouble() else {"bread-notes.pdf", *(f"bread-notes-{n}.pdf" for n in (1, 2, 3))})


def test_the_pages_are_those_that_are_published(downloads: Path, copy: Path) -> None:
    site = downloads.parent
    left_out = {
        "404.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "feed.xml",
        "robots.txt",
        "assets/preview.png",
        *(f"downloads/{file.name}" for file in downloads.iterdir()),
    }
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    unpacked = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert unpacked == published - left_out
    assert all((copy / name).read_bytes() == (site / name).read_bytes() for name in unpacked)


def test_the_copy_reads_searches_cites_and_previews_without_a_network(offline: Page, copy: Path) -> None:
    trouble: list[str] = []
    offline.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    offline.goto((copy / "index.html").as_uri())
    offline.get_by_role("link", name="Why Slow Dough Tastes Better").first.click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("Why Slow Dough Tastes Better")
    citation = offline.locator("article .citation-reference").first
    citation.hover()
    expect(offline.locator("#preview")).to_contain_text("What was found")
    citation.click()
    expect(offline.locator(":target")).to_be_in_viewport()
    offline.keyboard.press("/")
    offline.get_by_role("searchbox").fill("oven spring")
    offline.locator(".search-result-link").first.click()
    expect(offline.locator("#oven-spring")).to_be_in_viewport()
    assert trouble == []


def test_checksums_are_right(downloads: Path) -> None:
    lines = (downloads / "SHA256SUMS").read_text().splitlines()
    said = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = [path for path in downloads.iterdir() if path.name != "SHA256SUMS"]
    assert said == {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_two_builds_of_one_edition_are_the_same_to_the_byte(downloads: Path, tmp_path: Path) -> None:
    again = package(copy_sample(tmp_path / "another folder")).parent
    site = downloads.parent
    names = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert names == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert [name for name in names if (site / name).read_bytes() != (again / name).read_bytes()] == []


def test_another_edition_is_told_by_its_date(downloads: Path, tmp_path: Path) -> None:
    another = package(copy_sample(tmp_path / "later"), "--no-pdf", SOURCE_DATE_EPOCH="1900000000")
    book = only(another, "epub")
    assert book.read_bytes() != only(downloads, "epub").read_bytes()
    with zipfile.ZipFile(book) as packed:
        assert b"2030-03-17T17:46:40Z" in packed.read("EPUB/package.opf")


def megabytes_said(page: Path, name: str) -> float:
    """The size that a page gives a download beside the link that leads to it."""
    link = page.read_text().split(f'<a href="{ADDRESS}downloads/{name}">')[1]
    text = re.sub(r"<[^>]+>", "", link.partition("</li>")[0])
    number, unit = re.search(r"([\d.]+) ([kM])B", text).groups()
    return float(number) / (1000 if unit == "k" else 1)


def test_pages_lead_to_the_downloads_with_sizes_that_are_true(downloads: Path) -> None:
    for page in ("offline.html", "index.html"):
        for file in (path for path in downloads.iterdir() if path.name != "SHA256SUMS"):
            said = megabytes_said(downloads.parent / page, file.name)
            assert abs(said - file.stat().st_size / 1e6) <= 0.1


def test_a_size_is_true_also_when_much_is_added(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "large")
    (project / "docs/assets/pictures/large.png").write_bytes(png(os.urandom(900_000)))
    page = project / "docs/about.md"
    page.write_text(f"{page.read_text()}\n![A picture of nothing](assets/pictures/large.png)\n")
    downloads = package(project, "--no-pdf")
    said = megabytes_said(downloads.parent / "offline.html", only(downloads, "zip").name)
    assert abs(said - only(downloads, "zip").stat().st_size / 1e6) <= 0.1


def test_pages_that_do_not_know_their_address_lead_nowhere(built: Path) -> None:
    for page, says_how in (("offline.html", True), ("index.html", False)):
        text = (built / page).read_text()
        assert ("make package" in text) is says_how
        assert 'href="downloads' not in text


@pytest.mark.skipif(not EPUBCHECK, reason="epubcheck is not installed (it needs Java)")
def test_epubcheck_finds_nothing(downloads: Path) -> None:
    assert "0 fatals / 0 errors / 0 warnings" in checked(only(downloads, "epub"))


def test_entries_of_the_zip_are_relative_in_order_and_of_one_time(downloads: Path) -> None:
    entries = {ending: zipfile.ZipFile(only(downloads, ending)).infolist() for ending in ("zip", "epub")}
    for found in entries.values():
        assert len({entry.date_time for entry in found}) == 1
        assert not [entry.filename for entry in found if entry.filename.startswith("/") or ".." in entry.filename]
    names = [entry.filename for entry in entries["zip"]]
    assert names == sorted(names, key=lambda name: name.split("/"))
    assert entries["epub"][0].filename == "mimetype"


def test_without_a_site_one_line_says_what_to_do_and_nothing_is_written(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "unbuilt")
    before = sorted(project.iterdir())
    done = pack(project, "--no-pdf")
    assert done.returncode != 0
    assert done.stderr.strip() == "site/index.html: no such file or directory; build the site first: make site"
    assert sorted(project.iterdir()) == before


@pytest.fixture
def unpacked(sample: Path, built: Path, tmp_path: Path) -> Path:
    """A project with its built site, of which nothing is packed yet."""
    shutil.copytree(built, tmp_path / "project/site")
    shutil.copytree(sample, tmp_path / "project", dirs_exist_ok=True)
    return tmp_path / "project"


def test_a_page_without_an_article_stops_the_packing_before_anything_is_written(unpacked: Path) -> None:
    page = unpacked / "site/evidence.html"
    page.write_text(page.read_text().replace("<article", "<div").replace("</article", "</div"))
    done = pack(unpacked, "--no-pdf")
    assert (
        done.stderr.strip()
        == "evidence.html: has no article to make a chapter from; mkdocs.yml needs our hooks and theme"
    )
    assert not (unpacked / "site/downloads").exists()


def test_what_cannot_be_replaced_is_named_and_no_half_file_stays(unpacked: Path) -> None:
    (unpacked / "site/downloads").write_text("in the way")
    before = sorted(unpacked.iterdir())
    done = pack(unpacked, "--no-pdf")
    assert done.returncode != 0
    assert "site/downloads: not a directory; " in done.stderr
    assert (unpacked / "site/downloads").read_text() == "in the way"
    assert sorted(unpacked.iterdir()) == before


def ask_for_a_size(page: Path) -> None:
    place = '<p>Zip<span data-size-of="bread-notes.zip"></span>'
    page.write_text(page.read_text().replace("</article>", f"{place}</article>"))


def test_packing_again_gives_the_same_bytes(unpacked: Path) -> None:
    ask_for_a_size(unpacked / "site/about.html")
    first, second = ({path.name: path.read_bytes() for path in _packed(unpacked).iterdir()} for _ in range(2))
    assert first == second


def _packed(project: Path) -> Path:
    assert pack(project, "--no-pdf").returncode == 0
    return project / "site/downloads"


def test_a_size_next_to_where_it_rounds_stops_nothing(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each size told changed the size."""
    stated = iter(range(100))
    monkeypatch.setattr(downloads_module, "megabytes", lambda _: f"{next(stated)} MB")
    monkeypatch.chdir(unpacked)
    page = Path("site/about.html")
    ask_for_a_size(page)
    assert packing.main(["--config", "mkdocs.yml"]) == 0
    with zipfile.ZipFile("site/downloads/bread-notes.zip") as packed:
        assert packed.read("about.html") == page.read_bytes()


def test_a_name_that_no_zip_can_tell_is_named_and_nothing_is_packed(unpacked: Path) -> None:
    with open(os.fsencode(unpacked / "site") + b"/gr\xfcn.svg", "w"):
        done = pack(unpacked, "--no-pdf")
    assert (done.returncode, done.stderr) == (
        2,
        "site/gr\\udcfcn.svg: its name is not UTF-8; rename it\n",
    )
    assert not (unpacked / "site/downloads").exists()


def test_a_page_that_stands_where_the_copies_are_to_is_named_and_stays(unpacked: Path) -> None:
    page = unpacked / "site/downloads/index.html"
    page.parent.mkdir()
    shutil.copy(unpacked / "site/about.html", page)
    done = pack(unpacked, "--no-pdf")
    said = "site/downloads/index.html: the copies to download take this folder; let it stand in another\n"
    assert (done.returncode, done.stderr) == (2, said)
    assert page.is_file()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "not_in_book: privacy.html",
            "extra.not_in_book is 'privacy.html'; expected a list of pages, as [privacy.html]",
        ),
        ("book_identifier: 12", "extra.book_identifier is 12; expected a UUID, or nothing"),
    ],
)
def test_a_setting_of_the_book_that_is_none_is_named(unpacked: Path, line: str, said: str) -> None:
    configuration = unpacked / "mkdocs.yml"
    text = configuration.read_text().replace("  not_in_book: [privacy.html, offline.html]\n", "")
    configuration.write_text(text.replace("extra:\n", f"extra:\n  {line}\n"))
    done = pack(unpacked, "--no-pdf")
    assert (done.returncode, done.stderr) == (2, f"mkdocs.yml: {said}\n")


@pytest.mark.parametrize("moment", ["0", "soon", "99999999999999"])
def test_a_time_that_is_none_is_named(unpacked: Path, moment: str) -> None:
    done = pack(unpacked, "--no-pdf", SOURCE_DATE_EPOCH=moment)
    assert done.returncode != 0
    assert done.stderr.startswith(f"SOURCE_DATE_EPOCH is {moment!r}; expected seconds since 1970")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("address", [ADDRESS, ""], ids=["with an address", "without one"])
def test_a_copy_says_when_it_was_made_and_where_newer_ones_are(tmp_path: Path, address: str) -> None:
    folder = package(
        copy_sample(tmp_path / "dated"), "--no-pdf", SITE_URL=address, SOURCE_DATE_EPOCH="1580688000"
    )  # 3 February 2020
    with zipfile.ZipFile(only(folder, "zip")) as packed, zipfile.ZipFile(only(folder, "epub")) as book:
        page = LexborHTMLParser(packed.read("offline.html").decode()).css_first("p.edition")
        title = book.read("EPUB/title.xhtml").decode()
    newer = f" Newer ones, if there are any, are at {address}." if address else ""
    assert page.text() == f"These pages were made on 3 February 2020.{newer}"
    assert "Made on 3 February 2020" in title
    assert (f"Newer editions: {address}" in title) == ("Newer editions" in title) == bool(address)


def test_a_copy_whose_day_nothing_tells_names_none(downloads: Path) -> None:
    with zipfile.ZipFile(only(downloads, "zip")) as packed, zipfile.ZipFile(only(downloads, "epub")) as book:
        assert "1980" not in packed.read("offline.html").decode() + book.read("EPUB/title.xhtml").decode()


def test_no_name_of_a_site_is_too_long_for_a_file() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Bread and its crumb, " * 40})
    stem = downloads_module.names(config).stem
    assert len(stem) <= 100
    assert stem.startswith("bread-and-its-crumb-bread")
    assert not stem.endswith("-")
