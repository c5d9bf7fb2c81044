"""What the site's own build adds to the rules: what leads nowhere in it, whoever wrote that, and where it stands."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, product

from xref.groups import group_of
from xref.model import Finding, Image, Link, Page, Site
from xref.outcome import Dead, Key, Kind, Outcome, Unresolved
from xref.position import NEAR, START, Position, position_at
from xref.reading.source_text import UNSEEN
from xref.reference_links import SIGNS, place_of
from xref.urls import anchor, target_of

SOON = 1000
"""Letters between the words of a text and what follows them: of a notebook, much between two cells is not shown."""
Found = tuple[Finding, str | None]
"""With the page that it is in, if it is in one."""
NOTE = "; a plugin put it there, near this line"
FOLDERS = re.compile(r"""(?:(?<=\]\()|(?<=\]:\s)|(?<==["']))(?:[^()\s"'/]*/)+(?=[^)\s"'/])""")
"""Of the address of a link or picture as it is written, of a definition, or in raw HTML."""
HINT = re.compile(r"; did you mean .*\?")


def dead_at(outcome: Outcome, kind: Kind, page: Page, thing: Link | Image) -> Dead | None:
    """What leads nowhere in the built site, if a link or picture of a page does."""
    if not outcome.has_dead(kind, page.path):
        return None
    found = (outcome.dead_at(kind, page.path, key) for key in _keys_of(outcome, page, thing))
    return next(filter(None, found), None)


def _keys_of(outcome: Outcome, page: Page, thing: Link | Image) -> Iterator[Key]:
    """How built pages have an address: MkDocs rewrites one that leads to a file, and leaves any other as it is.

    Which of the two, may differ between the languages that a page is built in.
    """
    address = thing.target
    here, there = (() if thing.raw else outcome.built(path) for path in (page.path, target_of(page.path, address)))
    if not here or any(targets.isdisjoint(there) for targets in outcome.pages.targets(page.path)):
        yield address
    for begin, end in product(here, there):
        yield posixpath.relpath(end, posixpath.dirname(begin) or "."), anchor(address)


def reads(site: Site, page: Page, written: str) -> bool:
    """Whether the built page shows what was written as it was typed; True where nothing was built."""
    return not site.outcome or written in site.outcome.pages.words(page.path)


def ids(site: Site, page: Page) -> frozenset[str]:
    """The ids of a page, those too that its theme gives."""
    return page.ids | site.outcome.pages.ids(page.path) if site.outcome else page.ids


def made(site: Site, kind: Kind) -> Iterator[tuple[Page, Position, Dead]]:
    """What leads nowhere and stands in no page's text: its page, the nearest place there, and the address."""
    for dead in site.outcome.dead_of(kind) if site.outcome else ():
        page = site.pages.get(dead.page)
        if page and _written(site)[page.path].isdisjoint(dead.keys):
            yield page, _near(site, dead), dead


def printed(site: Site) -> Iterator[tuple[Page, Position, str]]:
    """Links `[[words]]` that a plugin found nothing for: the page, the place there, and the link."""
    for (path, words), times in Counter(site.outcome.printed).items() if site.outcome else ():
        if (page := site.pages.get(path)) and site.outcome:
            text = site.outcome.texts.get(path, "")
            for offset in list(_typed(words, text))[:times] or [max(0, text.find(words))]:
                yield page, position_at(text, offset), words


def _typed(words: str, text: str) -> Iterator[int]:
    """Where some words stand in a text, and not in code or a comment there."""
    found = re.finditer(rf"{UNSEEN}|(?P<words>{re.escape(words)})", text, re.MULTILINE | re.DOTALL)
    return (match.start() for match in found if match["words"])


def unresolved(site: Site) -> Iterator[tuple[Unresolved, bool]]:
    """References that lead nowhere beside those of a page's text, and whether one stands where it is said to."""
    if not (outcome := site.outcome):
        return
    for reference in dict.fromkeys(outcome.unresolved):
        page = site.pages.get(reference.page)
        if page and _bare(reference.label) not in {_bare(written.label) for written in page.undefined}:
            text = "" if reference.position.path else outcome.texts.get(reference.page, "")
            place = place_of(reference.label, text)
            yield reference._replace(position=place or reference.position), bool(place or reference.position.path)


def _bare(label: str) -> str:
    return SIGNS.sub("", label)


@lru_cache(maxsize=1)
def _written(site: Site) -> Mapping[str, frozenset[Key]]:
    """Page of which something leads nowhere -> all addresses of its text, as they stand in the built page."""
    if not (outcome := site.outcome):
        return {}
    pages = [site.pages[path] for path in {dead.page for dead in outcome.dead} if path in site.pages]
    return {page.path: frozenset(_keys(outcome, page)) for page in pages}


def _keys(outcome: Outcome, page: Page) -> Iterator[Key]:
    things: tuple[Link | Image, ...] = (*page.links, *page.images)
    yield from (key for thing in things for key in _keys_of(outcome, page, thing))
    yield from (f"#{page.footnotes.prefix}{note.label}" for note in page.footnotes.used)


def _near(site: Site, dead: Dead) -> Position:
    """Where the last words before an address stand in the text of its page, or soon after them itself."""
    text = site.outcome.texts.get(dead.page, "") if site.outcome else ""
    words = dead.before.split()
    tries = (" ".join(words[end - size : end]) for size in (4, 2, 1) for end in range(len(words), size - 1, -1))
    offset = next((text.index(some) for some in tries if some in text), 0)
    address = re.compile(rf"""[("'<\[\s]{re.escape(dead.address)}[)"'>\],|\s\\]""")  # as in a notebook, or in YAML
    found = address.search(text, offset, offset + SOON)
    return position_at(text, found.start() if found else offset)._replace(column=1)


def in_files(site: Site, findings: Iterable[Finding]) -> list[Finding]:
    """Findings in pages as they were rendered, placed in the files that authors see; each once, however its file is
    come by: as a page, or as a snippet of one.

    What a plugin put into a page is reported if a reader meets it, and no question of style.
    """
    pages = {site.source(path): path for path in site.outcome.texts} if site.outcome else {}
    # A snippet is read as its file has it.
    found = [(finding, None if finding.position.path else pages.get(finding.path)) for finding in findings]
    placed = (_in_file(site, finding, path) for finding, path in _uncopied(site, found))
    told = {replace(finding, position=finding.position._replace(path="")) for finding in placed if finding}
    return _agreed(_with_certain_fix(site, finding) for finding in told)


def _uncopied(site: Site, found: Sequence[Found]) -> Iterator[Found]:
    """All but what stands in a copy that a plugin put in of another page, where the same is found."""
    signs = {_sign(site, *one) for one in found if _is_there(site, *one)}
    return (one for one in found if not _is_put_in(site, *one) or _sign(site, *one) not in signs)


def _is_there(site: Site, finding: Finding, path: str | None) -> bool:
    origin = site.outcome.origins.get(path or "") if site.outcome else None
    return origin is not None and origin(finding.position)[1]


def _is_put_in(site: Site, finding: Finding, path: str | None) -> bool:
    """Whether it stands in a page of an author's, and the author did not write it there."""
    return bool(site.outcome and path in site.outcome.origins) and not _is_there(site, finding, path)


def _sign(site: Site, finding: Finding, path: str | None) -> tuple[str, ...]:
    """By what a finding is known on another page, on which a plugin may indent it and add folders to its address."""
    lines = site.outcome.texts.get(path or "", "").split("\n")[finding.position.line - 1 :] if site.outcome else ()
    line = lines[0] if lines else ""
    before = line[: finding.position.column - 1]
    return finding.rule, *(FOLDERS.sub("", text).strip() for text in (before, line))


def _with_certain_fix(site: Site, finding: Finding) -> Finding:
    """Without a fix in a file that several pages are read from: what mends it on one may break it on another."""
    is_shared = finding.fix and len(_readers(site).get(os.path.realpath(finding.path), ())) > 1
    return replace(finding, fix=None) if is_shared else finding


@lru_cache(maxsize=1)
def _readers(site: Site) -> Mapping[str, set[str]]:
    """File -> the pages that are read from it, which may take it in, or know it by the name of a symbolic link."""
    readers: dict[str, set[str]] = defaultdict(set)
    for page in site.pages.values():
        taken_in = {thing.position.path for thing in chain[Link | Image](page.links, page.images)} - {""}
        for path in (site.source(page.path), *taken_in):
            readers[os.path.realpath(path)].add(page.path)
    return readers


def _agreed(findings: Iterable[Finding]) -> list[Finding]:
    """What is found of one address on several pages that take it in, once: what one of them means is wrong on another,
    so that nothing is certain where they differ."""
    found: dict[Finding, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[replace(finding, message=HINT.sub("", finding.message), fix=None)].append(finding)
    return sorted(same[0] if len(same) == 1 else bare for bare, same in found.items())


def _in_file(site: Site, finding: Finding, path: str | None) -> Finding | None:
    if path is None or not site.outcome:
        return finding
    is_broken = group_of(finding.rule) == "broken"
    bare = finding.message.removesuffix(NOTE).removesuffix(NEAR)
    if path not in site.outcome.origins:
        message = f"in {path!r}, which a plugin made: {bare}"
        return Finding(site.configuration, START, message, finding.rule) if is_broken else None
    position, is_there = site.outcome.origins[path](finding.position)
    placed = replace(finding, path=site.outcome.places[path], position=position)
    if is_there:
        return placed
    return replace(placed, message=f"{bare}{NOTE}", fix=None) if is_broken else None
