"""The relations of a built site, read by lxml in both directions: what each passage leads to, and what is said to lead
to each page, term, claim and work."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html

Element = html.HtmlElement
Relation = tuple[str, str]
"""The page on which passages stand, and what they lead to: a page, or an entry as `page#id`."""

USES = "descendant::details[contains(@class, 'used-in')]"
DRAWN = frozenset(
    """
    used-in related references work evidence-box evidence-line content-note score files cite verdict-picture
    verdict-table letter-list dates corrected copy sidenote headerlink choices footnote-ref footnote-backref pager
    """.split()
)
"""Classes of what is no part of a page's own text."""
BLOCKS = ("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "summary")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
ENTRIES = {"glossary": ".//h2[@id]", "evidence": ".//h3[@class][@id]", "references": ".//section//h2[@id]"}
"""Class of an article -> the headings of its entries."""


@dataclass
class Site:
    """A site's passages as they stand in its texts, and as they are listed elsewhere."""

    pages: dict[str, Element] = field(default_factory=dict)
    """Path -> article."""
    entries: set[str] = field(default_factory=set)
    library: str = ""
    written: dict[Relation, list[Element]] = field(default_factory=lambda: defaultdict(list))
    listed: dict[Relation, list[Element]] = field(default_factory=lambda: defaultdict(list))

    def at(self, path: str, id: str) -> Element | None:
        return next(iter(self.pages[path].xpath("//*[@id=$id]", id=id)), None)


def read(folder: Path) -> Site:
    site = Site()
    for path in sorted(folder.rglob("*.html")):
        tree = html.document_fromstring(path.read_bytes(), html.HTMLParser(encoding="utf-8"))
        for article in tree.iter("article"):
            site.pages[path.relative_to(folder).as_posix()] = article
    for path, article in site.pages.items():
        kind = article.get("class")
        site.library = path if kind == "references" else site.library
        site.entries |= {f"{path}#{heading.get('id')}" for heading in article.xpath(ENTRIES.get(kind, "/.."))}
    for path in site.pages:
        _read_written(site, path)
        _read_listed(site, path)
    return site


def _read_written(site: Site, path: str) -> None:
    for link in site.pages[path].iterfind(".//a[@href]"):
        target = None if _is_drawn(link) else _target(site, path, link)
        if target and target not in (path, f"{path}#{section(link)[0]}"):
            site.written[path, target].append(link)


def _is_drawn(element: Element) -> bool:
    around = [one for one in (element, *element.iterancestors()) if one.tag != "article"]
    lists = any(one.tag == "ul" and "data-search-exclude" in one.attrib for one in around)  # such as all corrections
    return lists or any(not DRAWN.isdisjoint(one.get("class", "").split()) for one in around)


def _target(site: Site, path: str, link: Element) -> str | None:
    """A page or an entry of the site to which a link leads."""
    url = urlsplit(link.get("href"))
    if url.scheme or url.netloc:
        return None
    if "citation-reference" in link.get("class", ""):
        return f"{site.library}#{unquote(url.fragment).removeprefix('ref-')}"
    page = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(url.path))) if url.path else path
    entry = f"{page}#{unquote(url.fragment)}"
    return entry if entry in site.entries else page if page in site.pages else None


def _read_listed(site: Site, path: str) -> None:
    for box in site.pages[path].xpath(USES):
        for passage in box.xpath("ul/li/ul/li"):
            (link,) = passage.iter("a")
            source = posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(link.get("href")).path))
            site.listed[source, _place(path, box)].append(passage)


def _place(path: str, box: Element) -> str:
    """What a list of passages belongs to."""
    if "leads-here" in box.get("class"):
        return path
    (heading,) = box.xpath("(preceding::h2 | preceding::h3)[@id][last()]")
    return f"{path}#{heading.get('id')}"


def section(element: Element) -> tuple[str, str]:
    """The id and the words of the heading above an element; of what stands in a note, "" and its number."""
    for note in element.xpath("ancestor::li[ancestor::div[contains(@class, 'footnote')]][last()]"):
        return "", f"Note {1 + len(note.xpath('preceding-sibling::li'))}"
    above = element.xpath(
        "(ancestor-or-self::* | preceding::*)[self::h2 or self::h3 or self::h4 or self::h5][@id][last()]"
    )
    return (above[0].get("id"), said(above[0])) if above and not _is_in_title(element) else ("", "")


def _is_in_title(element: Element) -> bool:
    return bool(element.xpath("ancestor::h1"))


def said(element: Element) -> str:
    return " ".join(element.text_content().split())


def faults(site: Site) -> Iterator[str]:
    """Every relation that is shown in one direction alone, or is not what it is said to be."""
    for relation in sorted(site.written.keys() | site.listed.keys()):
        links, passages = site.written[relation], site.listed[relation]
        marked = Counter(said(mark) for passage in passages for mark in passage.iter("b"))
        if marked != Counter(filter(None, map(_marked, links))):
            yield f"{relation}: {len(links)} links, and passages that mark {dict(marked)}"
        for passage in passages:
            yield from _passage_faults(site, relation, passage, links)


def _marked(link: Element) -> str:
    """What a link says, without the shape of a verdict."""
    return said(link) or " ".join(picture.get("alt", "") for picture in link.iter("img"))


def _passage_faults(site: Site, relation: Relation, passage: Element, links: list[Element]) -> Iterator[str]:
    (way,) = passage.iter("a")
    link = site.at(relation[0], unquote(urlsplit(way.get("href")).fragment))
    if link not in links:
        yield f"{relation}: {way.get('href')} is no passage that leads there"
        return
    name, sentence = said(way), said(passage).removeprefix(said(way)).strip()
    if name != (section(link)[1] or "Beginning"):
        yield f"{relation}: {name!r} is not the section of {way.get('href')}"
    if sentence not in _line(link):
        yield f"{relation}: {sentence!r} does not stand in {_line(link)!r}"


def _line(link: Element) -> str:
    """What the block says in which a link stands, without what is drawn into it."""
    block = next(parent for parent in link.iterancestors() if parent.tag in BLOCKS)
    pieces = (piece for piece in block.xpath(".//text()") if not _is_drawn(_holder(piece)))
    return " ".join("".join(pieces).replace("\u2060", "").split())


def _holder(piece: Any) -> Element:
    """The element in which a text stands, and not the one behind which it does."""
    return piece.getparent().getparent() if piece.is_tail else piece.getparent()


def resting(site: Site, evidence: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Work -> the claims for which it is cited below them; and the claims that the page of all works says rest on it,
    with a "!" where it is the only source. Both by the claim's address."""
    cited: dict[str, set[str]] = defaultdict(set)
    claims = [entry for entry in site.entries if entry.startswith(f"{evidence}#")]
    for (path, work), links in site.written.items():
        for link in links if path == evidence and work.startswith(f"{site.library}#") else ():
            if (claim := f"{path}#{section(link)[0]}") in claims:
                cited[claim].add(work)
    by_work: dict[str, set[str]] = defaultdict(set)
    for claim, works in cited.items():
        for work in works:
            by_work[work].add(claim + "!" * (len(works) == 1))
    return by_work, _said_to_rest(site)


def _said_to_rest(site: Site) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for work in site.pages[site.library].xpath(".//section[contains(@class, 'work')]"):
        (heading,) = work.iter("h2")
        for item in work.xpath(".//details/ul/li[not(ul)]"):
            (link,) = item.iter("a")
            found[f"{site.library}#{heading.get('id')}"].add(link.get("href") + "!" * (item.find("i") is not None))
    return found
