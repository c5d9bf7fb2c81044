"""The Markdown extension for citations: `[see @doe2020, ch. 4; @roe2004]`, `[-@doe2020]`, and `@doe2020 [p. 3]`.

The form is pandoc's, but a bare `@word` is never a citation, and what follows a key in brackets begins with a comma.
In-text citations follow APA 7, section 8: works of one bracket stand in the order of the reference list, and works by
the same authors share their names. A work with words before it or a remark after it keeps its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from essays.citing.apa import ReferenceEntry
from essays.citing.items import KEY, NAMED, Item, parse, parse_after
from essays.citing.locators import locator
from essays.citing.sequence import Piece, pieces
from xref.reading.source_positions import MARK

BEFORE = r"[^\[\]@]*(?:\[[^\[\]@]*\][^\[\]@]*)*"
INSIDE = r"[^\[\]]*(?:\[[^\[\]@]*\][^\[\]]*)*"
"""What may stand in a bracket; a bracket within it names no work."""
NO_LABEL = rf"(?!\(|(?:{MARK.pattern})?\[(?!(?:[^\[\]]*\W)?-?@))"
"""Not before a bracket or parenthesis, `[@someone](https://...)` is a link; but before another citation."""
BRACKET = rf"\[(?!\^)({BEFORE}@{INSIDE})\]{NO_LABEL}"
IN_SENTENCE = rf"(?<![\w.@/-])(-?)@({KEY})\s?{MARK.pattern}?\[(?!\^)(\s*[^\s\[\]]{INSIDE})\]{NO_LABEL}"
ANOTHER = re.compile(rf"(?:{MARK.pattern})?\[([^\[\]]*@[^\[\]]*)\]")
SIDE_BY_SIDE = "two brackets side by side; write {!r}"
ALWAYS_MEANT = re.compile(r"-?@")
"""The beginning of a bracket that can be meant as nothing else."""
CITATION = "citation"
"""Class of a citation, brackets included."""
PROBLEM = "citation-problem"
"""Class of a bracket that could not be turned into a citation: the validator finds it, the build stops at it."""
REFERENCE = "citation-reference"
"""Class of a link from a citation to its reference."""
PRIORITY = 172
"""After code and escapes, before reference links."""
AFTER_WORDS = 15
"""Priority of what looks at blocks whose words are read."""

MARKS = re.compile(rf"{MARK.pattern}(?=-?@)")


def reference_id(key: str) -> str:
    """Id of a work's entry in a page's list of references."""
    return f"ref-{key}"


def cited_key(address: str | None) -> str:
    """The key of the work to whose entry a citation's link leads."""
    return (address or "").removeprefix(f"#{reference_id('')}")


def passage_id(key: str, nth: int) -> str:
    """Id of the nth passage, from 1, of a page that cites a work."""
    return f"cite-{key}-{nth}"


class Citations(Extension):
    """Turns citations into links to the page's references, and remembers what each page cites."""

    def __init__(self, references: Mapping[str, ReferenceEntry]):
        super().__init__()
        self.references = references
        self.cited: Counter[str] = Counter()
        """Key -> number of passages that cite it, in order of first citation, on the page rendered last."""
        self.problems: list[str] = []
        """Brackets of the page rendered last that are no citation."""
        self.written: dict[Element, str] = {}
        """What was typed for each citation of that page."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        md.ESCAPED_CHARS.append("@")  # what stands behind a backslash is meant as it is
        md.inlinePatterns.register(_InSentence(IN_SENTENCE, md, self), "citation_in_sentence", PRIORITY + 0.5)
        md.inlinePatterns.register(_Bracket(BRACKET, md, self), "citation", PRIORITY)
        md.treeprocessors.register(_Passages(md, self), "citation_passages", AFTER_WORDS)

    def reset(self) -> None:
        self.cited = Counter()
        self.problems = []
        self.written = {}

    def refuse(self, element: Element, written: str, problem: str, keys: Iterable[str] = ()) -> None:
        """Let an element hold what was typed, and why that is no citation."""
        self.problems.append(written)
        element[:], element.text = [], AtomicString(written)
        element.attrib |= {"class": PROBLEM, "data-problem": problem, "data-keys": " ".join(keys)}


Match = re.Match[str]
Replacement = tuple[Element, int, int] | tuple[None, None, None]
AS_TYPED: Replacement = None, None, None


class _Processor(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, citations: Citations):
        super().__init__(pattern, md)
        self.md: Markdown = md
        self.citations = citations
        self.references = citations.references

    def _is_link(self, bracket: str) -> bool:
        """Whether the page defines the bracket as the label of a link."""
        return " ".join(bracket.split()).lower() in self.md.references

    def _problem(self, m: Match, problem: str, keys: Iterable[str] = ()) -> Replacement:
        element = Element("span")
        self.citations.refuse(element, m[0], problem, keys)
        return element, m.start(0), m.end(0)

    def _cite(self, m: Match, items: Callable[[], list[Item]], names: str = "") -> Replacement:
        try:
            cited = items()
        except ValueError as error:
            return self._problem(m, str(error))
        if unknown := [item.key for item in cited if item.key not in self.references]:
            return self._problem(m, "", unknown)
        shown = pieces(cited, self.references, keeps_first=bool(names))
        before = [AtomicString(names), " "] if names else []
        span = self._span([*before, "(", *shown, ")"])
        self.citations.written[span] = m[0]
        return span, m.start(0), m.end(0)

    def _span(self, parts: Iterable[Piece]) -> Element:
        span = Element("span", {"class": CITATION})
        for part in parts:
            if isinstance(part, AtomicString):
                SubElement(span, "span").text = part
            elif isinstance(part, str):
                _append(span, part)
            else:
                key, text = part
                link = SubElement(span, "a", {"class": REFERENCE, "href": f"#{reference_id(key)}"})
                link.text = AtomicString(text)
        return span


class _Bracket(_Processor):
    """`[see @doe2020, p. 4]`, a citation for certain if it opens with the key, or names a work that is known."""

    def handleMatch(self, m: Match, data: str) -> Replacement:  # type: ignore[override]  # as of every InlineProcessor
        bracket = MARKS.sub("", m[1])
        if another := ANOTHER.match(data, m.end(0)):
            return AS_TYPED if self._is_link(another[1]) else self._problem(m, SIDE_BY_SIDE.format("[@one; @two]"))
        if ALWAYS_MEANT.match(bracket):
            return self._cite(m, lambda: parse(bracket))
        if not NAMED.search(bracket) or self._is_link(bracket):
            return AS_TYPED
        try:
            items = parse(bracket)
        except ValueError as error:
            is_known = any(key in self.references for key in NAMED.findall(bracket))
            return self._problem(m, str(error)) if is_known else AS_TYPED
        return self._cite(m, lambda: items)


class _InSentence(_Processor):
    """`@doe2020 [p. 3]`: the names in the sentence, and the rest in parentheses."""

    def handleMatch(self, m: Match, data: str) -> Replacement:  # type: ignore[override]  # as of every InlineProcessor
        sign, key, bracket = m[1], m[2], MARKS.sub("", m[3])
        if self._is_link(bracket):
            return AS_TYPED
        if key not in self.references:
            return self._problem(m, "", [key]) if locator(bracket).has_label else AS_TYPED
        if ANOTHER.match(data, m.end(0)):
            return self._problem(m, SIDE_BY_SIDE.format("@one [p. 1; @two]"))
        names = "" if sign else self.references[key].names_in_sentence
        return self._cite(m, lambda: parse_after(key, bracket), names)


class _Passages(Treeprocessor):
    """Counts the passages that cite a work in the order in which readers meet them, which is not that of rendering."""

    def __init__(self, md: Markdown, citations: Citations):
        super().__init__(md)
        self.citations = citations

    def run(self, root: Element) -> None:
        links = list(root.iter("a"))
        for span in (span for link in links for span in list(link.iter("span")) if span in self.citations.written):
            self.citations.refuse(span, self.citations.written[span], "no citation stands in the words of a link")
        for link in root.iter("a"):
            if link.get("class") == REFERENCE:
                key = cited_key(link.get("href"))
                self.citations.cited[key] += 1
                link.set("id", passage_id(key, self.citations.cited[key]))


def _append(parent: Element, text: str) -> None:
    """Add text after what the element already holds; other patterns are still to be tried on it."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
