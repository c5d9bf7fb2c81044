"""The copies to download, as tests make them and take them apart."""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from sites import build

ADDRESS = "https://notes.example/here/"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
JAVA = shutil.which("java")
EPUBCHECK = JAVA and next(
    (path for path in ("/usr/bin/epubcheck", "/usr/share/java/epubcheck.jar") if Path(path).exists()), None
)
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java then spends nothing on what pays only after minutes: half the processor's time for the same findings."""

Chapters = dict[str, etree._Element]


def package(project: Path, *options: str, **environment: str) -> Path:
    """Build a project into its own folder and pack it there; return the folder of downloads."""
    variables = {"SITE_URL": ADDRESS, **environment}
    build(project, project / "site", **variables)
    done = pack(project, *options, **variables)
    assert done.returncode == 0, done.stderr
    return project / "site/downloads"


def pack(project: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "scripts/package.py"), *options]
    return subprocess.run(command, cwd=project, env=os.environ | environment, capture_output=True, text=True)


def only(folder: Path, ending: str) -> Path:
    """The one file of a folder with this ending."""
    (found,) = folder.glob(f"*.{ending}")
    return found


def unpack(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder


def chapters_of(book: Path) -> Chapters:
    return {path.name: etree.parse(path).getroot() for path in sorted(book.glob("*.xhtml"))}


def reading_order(book: Path) -> list[str]:
    """Names of the files of a book, in its order."""
    document = etree.parse(book / "package.opf").getroot()
    files = {item.get("id"): Path(item.get("href")).stem for item in document.iter(f"{OPF}item")}
    return [files[item.get("idref")] for item in document.iter(f"{OPF}itemref")]


def contents_of(book: Path) -> etree._Element:
    """The contents of a book, as its reader's menu shows them."""
    (found,) = chapters_of(book)["nav.xhtml"].xpath("//*[local-name()='nav'][@*[local-name()='type']='toc']")
    return found


def lines_of(contents: etree._Element) -> list[tuple[int, str]]:
    """How deep each line of the contents stands, from 1, and where it leads."""
    links = contents.iter(f"{XHTML}a")
    return [(len(list(link.iterancestors(f"{XHTML}ol"))), link.get("href")) for link in links]


def links_of(chapters: Chapters) -> list[tuple[str, str]]:
    """Chapter and address of each link within the book."""
    links = [(name, link.get("href")) for name, tree in chapters.items() for link in tree.iter(f"{XHTML}a")]
    return [(name, link) for name, link in links if not urlsplit(link).scheme]


def dead_links(chapters: Chapters) -> list[tuple[str, str]]:
    """The links within the book that lead nowhere."""
    ids = {name: {element.get("id") for element in tree.iter()} for name, tree in chapters.items()}

    def is_dead(name: str, link: str) -> bool:
        path, _, fragment = link.partition("#")
        target = unquote(path) or name
        return target not in ids or bool(fragment and unquote(fragment) not in ids[target])

    return [(name, link) for name, link in links_of(chapters) if is_dead(name, link)]


def foreign_parts(book: Path) -> list[tuple[str, str]]:
    """What a book should not hold: scripts, what it would have to load, and what only a screen has a use for."""
    found = []
    for name, tree in chapters_of(book).items():
        loaded = tree.xpath("//@src | //*[local-name()='link']/@href")
        found += [(name, path) for path in loaded if not (book / posixpath.normpath(path)).is_file()]
        query = "//*[local-name()='script' or contains(@class, 'sidenote') or contains(@class, 'headerlink')]"
        found += [(name, element.tag) for element in tree.xpath(query)]
    return found


def pictures_of(book: Path) -> list[etree._Element]:
    """The pictures of its chapters."""
    trees = {name: tree for name, tree in chapters_of(book).items() if name != "cover.xhtml"}
    return [picture for tree in trees.values() for picture in tree.iter(f"{XHTML}img")]


def checked(epub: Path) -> str:
    """What epubcheck says of a book."""
    command = [JAVA, *SHORT_LIVED, "-jar", str(EPUBCHECK), "--failonwarnings", str(epub)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout + done.stderr
