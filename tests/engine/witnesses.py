"""Three views of one site: what the validator finds, what MkDocs complains of, and what the built pages show."""

from __future__ import annotations

import logging
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from mkdocs.commands.build import build
from mkdocs.config import load_config

from built_site import DEAD, GOOD, BuiltSite, Shown
from random_address import built
from random_site import FILES, PAGES, Link, Site, plain, positions
from xref.building.running import Builder, ChoosePages, all_pages
from xref.building.running import built as build_site
from xref.checking import check
from xref.configured import Choice
from xref.model import Finding
from xref.reading.config import LoadError
from xref.reading.site import load
from xref.rules.choosing import ALL

CONFIGURATION = """\
site_name: Witnesses
theme: {{name: null, custom_dir: theme}}
plugins: []
use_directory_urls: {directory_urls}
exclude_docs: /hidden.md
validation: {{omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}}
markdown_extensions: [{extensions}]
hooks: [{hooks}]
"""


def write(site: Site, folder: Path) -> None:
    """Put the site on the disk, with a theme that draws nothing but the page."""
    settings = {"directory_urls": str(site.directory_urls).lower(), "extensions": ", ".join(site.extensions)}
    settings["hooks"] = "hook.py" if site.hook else ""
    theme = {"mkdocs.yml": CONFIGURATION.format(**settings), "theme/main.html": "{{ page.content }}"}
    theme["hook.py"] = site.hook
    files = {("theme/" if path.startswith("brand/") else "docs/") + path: "" for path in FILES}
    pages = {f"docs/{path}": plain(text) for path, text in site.pages.items()}
    for path, text in {**theme, **files, **pages}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline=site.newline)


# The validator

OURS = {"missing-page", "missing-anchor", "missing-image"}
ANSWERS = OURS | {"absolute-link", "missing-from-root", "undefined-footnote"}
"""Rules that may say of an address, or of a note's number, what MkDocs says."""


PRIVATE = re.compile("[\ue000-\uf8ff\ufffc\U000f0000-\U0010ffff]")
"""What no message shows: characters that stand for something to the validator alone."""


def findings(folder: Path) -> dict[tuple[str, int, int], set[str]]:
    """{(page, line, column): rules}"""
    found: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for finding in checked(folder, Choice((ALL,))):
        assert not PRIVATE.search(finding.message), finding
        place = posixpath.relpath(finding.path, "docs"), finding.position.line, finding.position.column
        found[place].add(finding.rule)
    return found


def checked(folder: Path, choice: Choice, pages: ChoosePages = all_pages) -> list[Finding]:
    """What the validator says of a site, by its own build if it has a hook."""
    with chdir(folder):
        return check(load(Path("mkdocs.yml"), builder=Builder(build_site, pages)), choice)


# The first witness

COMPLAINT = re.compile(
    r"Doc file '(.+?)' contains (an unrecognized relative link|an absolute link|a link) '(.*?)',? (.*)"
)


@dataclass(frozen=True)
class Complaint:
    page: str
    address: str
    about: str
    """The "path", the "anchor" or the "root", from which links should not lead."""


def complaints(folder: Path) -> list[Complaint]:
    """Build the site, and return what MkDocs' own validation says of its links."""
    records: list[logging.LogRecord] = []
    handler, logger = logging.Handler(), logging.getLogger("mkdocs")
    handler.emit = records.append
    logger.addHandler(handler)
    logger.propagate = False
    try:
        build(load_config(str(folder / "mkdocs.yml")))
    finally:
        logger.removeHandler(handler)
        logger.propagate = True
    return [complaint for record in records if (complaint := _complaint(record.getMessage()))]


def _complaint(message: str) -> Complaint | None:
    match = COMPLAINT.fullmatch(message)
    # Notes under test have a marker; the others only hold text.
    if not match or re.match("#fnref|#fn:(?!w)", match[3]):
        return None
    about = "root" if match[2] == "an absolute link" else "anchor" if "anchor" in match[4] else "path"
    return Complaint(match[1], match[3], about)


# What they say together

KNOWN_FALSE = {
    "browsers decode the anchor, MkDocs does not": lambda address: "%" in address.partition("#")[2],
    "a text fragment is no part of the anchor": lambda address: ":~:" in address,
    "#top is the top of any page": lambda address: address.lower().endswith("#top"),
    "browsers decode entities, MkDocs does not": lambda address: re.search(r"&#?\w+;", address),
}
"""Why MkDocs complains of a link that is good -> whether an address is of that kind."""


def disagreements(site: Site, folder: Path) -> dict[int, str]:
    """{number of a link, or 0 for none: on what validator and witnesses differ}"""
    write(site, folder)
    try:
        found = findings(folder)
    except LoadError:  # what a site's own build stops at
        found = {("", 0, 0): {"unreadable"}}
    try:
        about, fates = _testimony(site, folder)
    except RuntimeError:  # Python-Markdown stops at some notes within notes.
        return {} if any("unreadable" in rules for rules in found.values()) else {0: "only MkDocs cannot read the site"}
    differ = {}
    for page, text in site.pages.items():
        for number, position in positions(text).items():
            rules = found.pop((page, *position), set())
            differ[number] = _difference(site, site.links[number], rules, fates[number], about[number])
    strays = set().union(*found.values()) & OURS
    differ[0] = f"{_listed(strays | about[0])}, where no link begins" if strays | about[0] else ""
    return {number: why for number, why in differ.items() if why}


def _testimony(site: Site, folder: Path) -> tuple[Mapping[int, set[str]], Mapping[int, set[str]]]:
    """What MkDocs complains of, and what the built pages show, each {number of a link: words}."""
    complained, built_site = complaints(folder), BuiltSite(folder / "site")
    shown = [s for page in site.pages for s in built_site.shown(page, built(page, site.directory_urls))]
    about = _gathered((number, c.about) for c in complained for number in _numbers(site, shown, c))
    return about, _gathered((s.number, s.fate) for s in shown)


def _gathered(pairs: Iterable[tuple[int, str]]) -> Mapping[int, set[str]]:
    gathered = defaultdict(set)
    for number, value in pairs:
        gathered[number].add(value)
    return gathered


def _numbers(site: Site, shown: Iterable[Shown], complaint: Complaint) -> set[int]:
    """The links of which MkDocs may be speaking: left with this address, else written, marked or ending so, else 0.

    Of several that are written so, one that is seen with another ending is not meant, if one is not seen at all.
    """
    markdown = {n: link for n, link in site.links.items() if link.page == complaint.page and not link.form.raw}
    addressed = {n for n, link in markdown.items() if "{a}" in link.form.text + link.form.definition}
    left = {s.number for s in shown if s.page == complaint.page and s.address == complaint.address}
    written = {n for n, link in markdown.items() if _is_of(complaint, link)}
    marked = {int(number) for number in re.findall(r"w(\d+)w", complaint.address)}
    alike = {s.number for s in shown if s.page == complaint.page and _end(s.address) == _end(complaint.address)}
    unseen = written - {s.number for s in shown if s.page == complaint.page}
    found = left & written or left & markdown.keys() or written & alike or unseen or written
    return found or marked or alike & addressed or {0}


def _is_of(complaint: Complaint, link: Link) -> bool:
    """Whether a link is written as MkDocs has it, which in a link within a link sees numbers instead of entities, and
    nothing in their place behind a block of HTML."""
    seen = r"&#?\w+;".join(map(re.escape, re.split("\x02wzxhzdk:[0-9]+\x03", complaint.address)))
    written = (link.address, _unescaped(link.address), re.sub(r"&#?\w+;", "", link.address))
    return any(re.fullmatch(seen, address) for address in written)


def _end(address: str) -> str:
    """Query and anchor, which MkDocs leaves as they are."""
    return re.sub(r"^[^?#]*", "", address)


def _unescaped(address: str) -> str:
    return re.sub(r"\\([\\`*_{}\[\]()>#+.!-])", r"\1", address)


def _difference(site: Site, link: Link, rules: set[str], fates: set[str], about: set[str]) -> str:
    ours, good = rules & OURS, fates == {GOOD}
    is_known = any(known(link.address) for known in KNOWN_FALSE.values())
    falsely = not fates or (good and (is_known or (about == {"anchor"} and _may_miss_ids(site, link))))
    if about and not rules & {*ANSWERS, "built-address"} and not falsely:
        return f"MkDocs complains of the {_listed(about)}, the validator is silent, and the link {_listed(fates)}"
    if DEAD in fates and not rules & ANSWERS:
        return "the link is dead, and the validator is silent"
    # MkDocs leaves an address that names no source as it is, with a complaint; the built one may be right by luck.
    lucky = "path" in about and not _names_a_source(link)
    if ours and (good or not fates) and not lucky:
        return f"{_listed(ours)}, but the link {_listed(fates) or 'is not on the built page'}"
    return ""


def _names_a_source(link: Link) -> bool:
    return _source(link) in {*PAGES, *FILES, "index.md"}


def _source(link: Link) -> str:
    path = unquote(unescape(re.split("[?#]", _unescaped(unescape(link.address)))[0]))
    return posixpath.normpath(posixpath.join(posixpath.dirname(link.page), path)) if path else link.page


def _may_miss_ids(site: Site, link: Link) -> bool:
    """Whether MkDocs, which looks for ids of raw HTML in the source, may take a printed `<!--` for a comment."""
    return any(sign in site.pages.get(_source(link), "") for sign in ("<!--", "--8<--"))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
