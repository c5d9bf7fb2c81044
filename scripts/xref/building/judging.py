"""What leads nowhere in a built site: of each page, what its text holds and its file still shows."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from xref.building.recording import Record
from xref.outcome import Dead, Kind, Outcome
from xref.reading import html_elements
from xref.urls import anchor, is_alive_anchor, is_relative, split

BEFORE = 200
"""Letters of the text before a link that are kept: enough to find it by."""
LINKS = {("a", "href"), ("area", "href")} | html_elements.TAKEN_IN


class Address(NamedTuple):
    kind: Kind
    value: str
    before: str


class _Page(HTMLParser):
    """Gathers the addresses, the ids and the words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[Address] = []
        self.ids: list[str] = []
        self._words: list[str] = []
        self._last = ""
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        return "".join(self._words)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag, name) == ("a", "name"):
                self.ids.append(value or "")
            for kind, address in _addresses(tag, name, value or ""):
                self.addresses.append(Address(kind, address.strip(), self._last))

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        self._last = (self._last + data)[-BEFORE:]


def _addresses(tag: str, name: str, value: str) -> Iterator[tuple[Kind, str]]:
    if (tag, name) in LINKS:
        yield "page", value
    else:
        yield from (("image", address) for address in html_elements.fetched(tag, name, value))


def judge(record: Record, folder: Path) -> Outcome:
    """What came out of a build, whose files are in a folder."""
    files = frozenset(_files(folder))
    whole = {path: _Page(_text(folder / path)) for path in record.contents if path in files}
    ids = {path: frozenset(page.ids) for path, page in whole.items()}
    judged = _Judge(files, ids)
    sources = {path: source for path, (source, _) in record.contents.items()}
    return Outcome(
        dead=tuple(dict.fromkeys(judged.dead(record, whole))),
        files=files,
        built=record.built,
        sources=sources,
        shown=frozenset(judged.target(path, address.value) for path in whole for address in whole[path].addresses),
        ids=_by_source(ids, sources),
        repeated_ids=_by_source({path: _repeated(page.ids) for path, page in whole.items()}, sources),
        words={sources[path]: page.words for path, page in whole.items()},
        navigated=frozenset(record.navigated),
        navigation_links=frozenset(record.navigation_links),
    )


class _Judge:
    """Knows the files of a built site, and the ids of those of its pages that have a source."""

    def __init__(self, files: frozenset[str], ids: Mapping[str, frozenset[str]]):
        self._files, self._ids = files, ids

    def dead(self, record: Record, whole: Mapping[str, _Page]) -> Iterator[Dead]:
        for path, page in whole.items():
            source, html = record.contents[path]
            shown = {address.value for address in page.addresses}  # what comes last may still have mended it
            is_navigation = posixpath.basename(source) in record.navigation_files
            for address in _Page(html).addresses:
                is_entry = is_navigation and address.value.endswith("/")
                if address.value in shown and not is_entry and (kind := self._fault(path, address)):
                    target = self.target(path, address.value)
                    way = posixpath.relpath(target, posixpath.dirname(path) or ".")
                    yield Dead(source, kind, address.value, target, way, anchor(address.value), address.before)

    def _fault(self, path: str, address: Address) -> Kind | None:
        if not address.value or not is_relative(address.value):
            return None
        target = self.target(path, address.value)
        if target not in self._files:
            return address.kind
        ids = self._ids.get(target)
        is_missing = "#" in address.value and ids is not None and not is_alive_anchor(address.value, ids)
        return "anchor" if is_missing and address.kind == "page" else None

    def target(self, path: str, address: str) -> str:
        """The file of the site that an address on a built page leads to, whether it is there or not."""
        parts = split(address)
        if not parts or not parts.path:
            return path
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        inside = posixpath.normpath(f"{target}/index.html")
        return inside if inside in self._files or parts.path.endswith("/") else target


def _by_source(values: Mapping[str, frozenset[str]], sources: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """What was gathered by built page, by the page that it was built from."""
    found: dict[str, frozenset[str]] = {}
    for path, value in values.items():
        found[sources[path]] = found.get(sources[path], frozenset()) | value
    return found


def _repeated(ids: Sequence[str]) -> frozenset[str]:
    return frozenset(id for id, times in Counter(ids).items() if times > 1)


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name).relative_to(folder).as_posix() for name in names)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
