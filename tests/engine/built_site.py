"""The second witness: a built site, read as a browser reads it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import html

NAMES = {"a": ["href"], "area": ["href"], "img": ["src", "srcset"], "source": ["srcset"], "video": ["poster"]}
"""Elements and their attributes that hold addresses."""
UNSEEN = re.compile(rb"<!--.*?(-->|\Z)|<textarea.*?(</textarea>|\Z)", re.DOTALL)
"""Where a browser takes tags for text or for a remark, as lxml does not."""
GOOD, DEAD, UNKNOWN = "is good", "is dead", "hangs on where the site stands"


@dataclass(frozen=True)
class Shown:
    """What became of a link: an element of a built page."""

    number: int
    page: str
    address: str
    fate: str


class BuiltSite:
    """The pages as the HTML and URL standards have them read, but for one thing: a backslash is no slash."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._trees = {path.relative_to(folder).as_posix(): _tree(path) for path in folder.rglob("*.html")}
        self._ids = {path: set(_ids(tree)) for path, tree in self._trees.items()}

    def shown(self, page: str, file: str) -> Iterator[Shown]:
        """Every numbered link of a page, which was built into this file if it was built at all."""
        for element in self._trees[file].iter(html.etree.Element) if file in self._trees else ():
            for name in NAMES.get(element.tag, ()) if (number := _number(element)) else ():
                for url in _urls(name, element.get(name)):
                    yield Shown(number, page, url, self._fate(file, url, picture=name != "href"))

    def _fate(self, page: str, url: str, picture: bool) -> str:
        path, _, fragment = re.fullmatch(r"([^?#]*)(\?[^#]*)?(?:#(.*))?", url).groups()
        if path.startswith("/"):
            return UNKNOWN
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
            return GOOD
        target = self._file(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
        if target in self._trees:
            return GOOD if not picture and self._has(target, fragment or "") else DEAD
        return GOOD if target else DEAD

    def _file(self, path: str) -> str | None:
        """The file that a server would send for a path, if any."""
        target = posixpath.normpath(path)
        is_folder = path.endswith(("/", "/.", "/..")) or path in ("", ".", "..")
        candidates = [posixpath.normpath(f"{target}/index.html"), *([] if is_folder else [target])]
        inside = not target.startswith("..")
        return next((path for path in candidates if inside and (self._folder / path).is_file()), None)

    def _has(self, target: str, fragment: str) -> bool:
        wanted = fragment.split(":~:")[0]
        return bool({wanted, unquote(wanted)} & self._ids[target]) or unquote(wanted).lower() in ("", "top")


def _tree(path: Path) -> html.HtmlElement:
    markup = b"<title></title>" + UNSEEN.sub(b"", path.read_bytes())
    return html.document_fromstring(markup, html.HTMLParser(encoding="utf-8"))


def _ids(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iter(html.etree.Element):
        yield from filter(None, (element.get("id"), element.get("name") if element.tag == "a" else None))


def _number(element: html.HtmlElement) -> int:
    """Number of the link that an element came from, or 0."""
    words = element.text_content() if element.tag == "a" else element.get("alt", "")
    match = re.search(r"w(\d+)w", f"{element.get('title')} {words} {element.get('href')}")
    return int(match[1]) if match and element.get("class") not in ("footnote-backref", "headerlink") else 0


def _first_words(srcset: str) -> list[str]:
    """The address of each candidate, by the steps of the HTML standard (4.8.4.2.2)."""
    found = []
    while rest := srcset.lstrip(" \t\n\f\r,"):
        word = re.split(r"[ \t\n\f\r]", rest, maxsplit=1)[0]
        found.append(word.rstrip(","))
        rest = rest[len(word) :]
        srcset = rest if word.endswith(",") else rest.partition(",")[2]
    return found


def _urls(name: str, value: str | None) -> list[str]:
    """The addresses of an attribute, without the white space that browsers ignore."""
    if name == "srcset":
        return _first_words(value or "")
    return [] if value is None else [re.sub(r"[\t\n]", "", value.strip(" \t\n"))]
