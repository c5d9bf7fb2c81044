"""What leads nowhere in a built site: of each page, what its text holds and its file still shows."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from xref.building.markup import Address, Markup
from xref.building.recording import Record
from xref.outcome import Dead, Kind, Outcome
from xref.urls import anchor, is_alive_anchor, is_relative, resolve, split

WIKI_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")

Parse = Callable[[str], Markup]


def judge(record: Record, folder: Path, keep: object = None, parse: Parse = Markup) -> Outcome:
    """What came out of a build, whose files are in a folder, which must stay as long as what is kept."""
    judged = _Judge(record, folder, keep, parse)
    return Outcome(
        dead=tuple(dict.fromkeys(judged.dead())),
        built=record.built,
        lacks=record.lacks,
        sources={path: source for path, (source, _) in record.contents.items()},
        pages=judged,
        printed=tuple(judged.printed().elements()),
        navigated=frozenset(record.navigated),
        navigation_links=frozenset(record.navigation_links),
        redirects=record.redirects,
    )


class _Judge:
    """Knows the files of a built site; of its pages, the text at once, and all that is around it if that is asked."""

    def __init__(self, record: Record, folder: Path, keep: object, parse: Parse):
        self._record, self._folder, self._keep = record, folder, keep
        self._files = frozenset(_files(folder))
        self._texts = {path: parse(html) for path, (_, html) in record.contents.items() if path in self._files}
        self._built: dict[str, list[str]] = defaultdict(list)
        for path in self._texts:
            self._built[record.contents[path][0]].append(path)
        self._leads = cache(lambda path: frozenset(self._led_to(path)))
        self._text_ids = cache(lambda path: frozenset(self._texts[path].ids))
        self._all_ids = cache(lambda path: frozenset(self._whole(path).ids))
        self._is_locked = cache(self._lacks_its_text)
        self._shown = cache(lambda path: [self._whole(path), *([self._texts[path]] if self._is_locked(path) else [])])
        self._whole = cache(lambda path: parse((folder / path).read_text(encoding="utf-8", errors="replace")))

    def dead(self) -> Iterator[Dead]:
        for path, text in self._texts.items():
            source = self._record.contents[path][0]
            is_navigation = posixpath.basename(source) in self._record.navigation_files
            for address in text.addresses:
                kind = None if is_navigation and address.value.endswith("/") else self._fault(path, address)
                if kind and self._shows(path, address.value):  # what comes last may still have mended it
                    target = self._target(path, address.value)
                    way = posixpath.relpath(target, posixpath.dirname(path) or ".")
                    yield Dead(source, kind, address.value, target, way, anchor(address.value), address.before)

    def printed(self) -> Counter[tuple[str, str]]:
        """Pages and wiki links that stayed as they were typed -> how often, in the language that has the most."""
        found: Counter[tuple[str, str]] = Counter()
        for path, text in self._texts.items() if self._record.has_wiki_links else ():
            found |= Counter((self._record.contents[path][0], words) for words in WIKI_LINK.findall(text.prose))
        return found

    def _shows(self, path: str, address: str) -> bool:
        return any(address == other.value for markup in self._shown(path) for other in markup.addresses)

    def _lacks_its_text(self, path: str) -> bool:
        """Whether a script is to show the text of a page, as of one that is read with a password.

        Its headings may stand in the built page all the same, in the table of contents.
        """
        lines = {line.strip() for line in self._texts[path].words.splitlines()}
        shown = (line for line in lines if line in self._whole(path).words)
        return 2 * sum(map(len, shown)) < sum(map(len, lines))

    def _fault(self, path: str, address: Address) -> Kind | None:
        if not is_relative(address.value) or (address.kind == "page" and not address.value):
            return None
        target = self._target(path, address.value)
        if target not in self._files or (address.kind == "image" and target in self._texts):
            return address.kind
        is_to_anchor = address.kind == "page" and "#" in address.value and target in self._texts
        if not is_to_anchor or self._has(target, address.value) or (target != path and self._is_locked(target)):
            return None  # what leads to a locked page may be its password
        return "anchor"

    def _has(self, path: str, address: str) -> bool:
        return is_alive_anchor(address, self._text_ids(path)) or is_alive_anchor(address, self._all_ids(path))

    def _led_to(self, path: str) -> Iterator[str]:
        addresses = (address.value for address in self._texts[path].addresses)
        return (self._target(path, address) for address in addresses if is_relative(address))

    def _target(self, path: str, address: str) -> str:
        """The file of the site that an address on a built page leads to, whether it is there or not."""
        parts = split(address)
        if not parts or not parts.path:
            return path
        target = resolve(path, address, self._record.base)
        inside = posixpath.normpath(f"{target}/index.html")
        return inside if inside in self._files or parts.path.endswith(("/", "/.", "/..")) else target

    # What rules ask

    def texts(self, page: str) -> list[Markup]:
        return [self._texts[path] for path in self._built[page]]

    def text_ids(self, page: str) -> frozenset[str]:
        return frozenset(id for text in self.texts(page) for id in text.ids)

    def addresses(self, page: str) -> frozenset[str]:
        shown = (markup for path in self._built[page] for markup in self._shown(path))
        return frozenset(address.value for markup in shown for address in markup.addresses)

    def targets(self, page: str) -> list[frozenset[str]]:
        return [self._leads(path) for path in self._built[page]]

    def ids(self, page: str) -> frozenset[str]:
        return frozenset(id for path in self._built[page] for markup in self._shown(path) for id in markup.ids)

    def repeated_ids(self, page: str) -> frozenset[str]:
        counted = (Counter(markup.ids) for path in self._built[page] for markup in self._shown(path))
        return frozenset(id for counts in counted for id, times in counts.items() if times > 1)

    def words(self, page: str) -> str:
        return "".join(markup.words for path in self._built[page] for markup in self._shown(path))

    def lost(self, built: str) -> str | None:
        addresses = self._whole(built).addresses if built in self._files else ()
        return next((address.value for address in addresses if self._fault(built, address)), None)

    def may_hold(self, page: str, address: str) -> bool:
        built = self._built[page]
        return not built or any(self._is_locked(path) or self._has(path, address) for path in built)

    def holds(self, address: str) -> bool:
        return self._target("", address) in self._files

    def shown(self) -> frozenset[str]:
        pages = ((path, markup.addresses) for path in self._texts for markup in self._shown(path))
        return frozenset(chain.from_iterable((self._target(path, one.value) for one in all) for path, all in pages))


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name).relative_to(folder).as_posix() for name in names)
