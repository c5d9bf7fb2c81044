"""The Markdown extension for citations: `[@doe2020]`, `[@doe2020, ch. 4]`, `[@a; @b]`, and `[-@doe2020]`.

The form is pandoc's; a bare `@word` is never a citation. In-text citations follow APA 7, section 8: works of one
bracket stand in the order of the reference list, and works by the same authors share their names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from essays.citing.apa import ReferenceEntry

BRACKET = r"\[(-?@[^\[\]]*)\](?![\[(])"
"""Not before a bracket or parenthesis: `[@someone](https://...)` is a link."""
ITEM = re.compile(r"\s*(?P<year_only>-?)@(?P<key>[\w][\w:.#$%&+?<>~/-]*?)\s*(?:,\s*(?P<locator>\S.*?))?\s*", re.DOTALL)
CITATION = "citation"
"""Class of a citation, brackets included."""
PROBLEM = "citation-problem"
"""Class of a bracket that could not be turned into a citation: the validator finds it, the build stops at it."""
REFERENCE = "citation-reference"
"""Class of a link from a citation to its reference."""
PRIORITY = 172
"""After code and escapes, before reference links."""


@dataclass(frozen=True)
class Item:
    """One work within a bracket."""

    key: str
    locator: str = ""
    year_only: bool = False


def reference_id(key: str) -> str:
    """Id of a work's entry in a page's list of references."""
    return f"ref-{key}"


def passage_id(key: str, nth: int) -> str:
    """Id of the nth passage, from 1, of a page that cites a work."""
    return f"cite-{key}-{nth}"


def parse(bracket: str) -> list[Item]:
    """The works cited by what stands between the brackets; ValueError says what is wrong with its form."""
    items = [_item(part) for part in bracket.split(";")]
    if again := next((item for nth, item in enumerate(items) if item in items[:nth]), None):
        raise ValueError(f"cites {again.key!r} twice")
    return items


def _item(part: str) -> Item:
    match = ITEM.fullmatch(part)
    if match and re.match(r"-?@\w", match["locator"] or ""):
        raise ValueError(f"{part.strip()!r} names two works; put ';' between them")
    if match:
        return Item(match["key"], match["locator"] or "", bool(match["year_only"]))
    if not part.strip():
        raise ValueError("nothing between two semicolons")
    if "@" not in part:
        raise ValueError(f"{part.strip()!r} has no @key")
    raise ValueError(f"{part.strip()!r} is not '@key' or '@key, locator'")


class Citations(Extension):
    """Turns citations into links to the page's references, and remembers what each page cites."""

    def __init__(self, references: Mapping[str, ReferenceEntry]):
        super().__init__()
        self.references = references
        self.cited: Counter[str] = Counter()
        """Key -> number of passages that cite it, in order of first citation, on the page rendered last."""
        self.problems: list[str] = []
        """Brackets of the page rendered last that are no citation."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        md.inlinePatterns.register(_Processor(BRACKET, md, self), "citation", PRIORITY)

    def reset(self) -> None:
        self.cited = Counter()
        self.problems = []


class _Processor(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, citations: Citations):
        super().__init__(pattern, md)
        self.citations = citations

    def handleMatch(  # type: ignore[override]  # as Python-Markdown has it of every InlineProcessor
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        try:
            items = parse(m[1])
        except ValueError as error:
            return self._problem(m, str(error)), m.start(0), m.end(0)
        unknown = [item.key for item in items if item.key not in self.citations.references]
        element = self._problem(m, "", unknown) if unknown else self._span(items)
        return element, m.start(0), m.end(0)

    def _problem(self, m: re.Match[str], problem: str, keys: Iterable[str] = ()) -> Element:
        self.citations.problems.append(m[0])
        element = Element("span", {"class": PROBLEM, "data-problem": problem, "data-keys": " ".join(keys)})
        element.text = AtomicString(m[0])
        return element

    def _span(self, items: list[Item]) -> Element:
        span = Element("span", {"class": CITATION})
        _append(span, "(")
        for piece in _pieces(items, self.citations.references):
            if isinstance(piece, str):
                _append(span, piece)
            else:
                span.append(self._link(*piece))
        _append(span, ")")
        return span

    def _link(self, key: str, text: str) -> Element:
        self.citations.cited[key] += 1
        passage = passage_id(key, self.citations.cited[key])
        link = Element("a", {"class": REFERENCE, "href": f"#{reference_id(key)}", "id": passage})
        link.text = AtomicString(text)
        return link


def _pieces(items: list[Item], references: Mapping[str, ReferenceEntry]) -> Iterator[str | tuple[str, str]]:
    """Plain text, and (key, text) for what becomes a link."""
    ordered = sorted(items, key=lambda item: references[item.key].sort_key)
    for nth, (names, works) in enumerate(groupby(ordered, key=lambda item: _names(item, references))):
        if nth:
            yield "; "
        for place, item in enumerate(works):
            shown = f"{names}, " if names and not place else ""
            if place:
                yield ", "
            yield item.key, shown + references[item.key].year
            if item.locator:
                yield f", {_locator(item.locator)}"


def _names(item: Item, references: Mapping[str, ReferenceEntry]) -> str:
    return "" if item.year_only else references[item.key].names


def _locator(text: str) -> str:
    """A locator with typographic ranges: `pp. 4-7` becomes `pp. 4–7`."""
    return re.sub(r"(?<=\d)-(?=\d)", "–", " ".join(text.split()))


def _append(parent: Element, text: str) -> None:
    """Add text after what the element already holds."""
    if len(parent):
        parent[-1].tail = AtomicString((parent[-1].tail or "") + text)
    else:
        parent.text = AtomicString((parent.text or "") + text)
