"""Where things stand: invisible marks that a text carries through the renderer.

Python-Markdown keeps no line numbers. So before rendering, one private-use character is put at each spot where a
link, heading, footnote or citation might be written; what comes out of the renderer then carries the character of the
very spot it came from. Whether the spot was a link at all is never decided here, only by the renderer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, product

from xref.position import Position
from xref.reading.source_brackets import FOLLOWED, ends_of_pairs, is_escaped, paired
from xref.reading.source_text import UNSEEN, SourceText

FIRST = 0xF0000
"""Start of Unicode's plane 15: private use, neither letter nor digit, so that heading slugs drop it."""
CAPACITY = 0xFFFD

NEARBY = 2000
"""Characters, about a long paragraph."""

MARK = re.compile(f"[{chr(FIRST)}-{chr(FIRST + CAPACITY)}]")

NESTED = r"(?:[ \t>]|[-*+][ \t]|\d+\.[ \t])*"
"""What may stand before a block within quotations, lists and admonitions."""
AT_LINE_START = re.compile(
    rf"""^(?:{NESTED}(?:
      (?P<definition>[*]?\[(?P<foot>\^)?[^\]\n]+\]:[ \t]*(?:\n[ \t>]*(?=[^\s>]))?(?(foot)|<?))
                                                          # [label]: <address; [^note]: text, or a tag
    | \#{{1,6}}(?P<heading>[ \t]*))                      # ## Heading
    | (?P<settings>[ \t]*/{{3,}}[ \t]*\w[^\n]*)         # /// html | div[id="a"], which a mark would spoil
    | (?P<underlined>(?=(?:\w|\*\*|__|`(?!``))[^\n]*\n(?:=+|-+)[ \t]*$)))  # Heading, with a line of = or - below
    """,
    re.MULTILINE | re.VERBOSE,
)
WITHIN_LINE = re.compile(
    r"""
      \](?:(?P<address>\([ ]*(?:<[^<>\n]*(?=>)|<?))     # [text](address
          | (?P<bracket>(?![\[({])))                    # [text][label]
    | \[(?:(?P<citation>(?=-?@))                         # before [@key
          | (?P<behind>(?:(?<=>\[)|(?<=>[ ]\[))(?P<caret>\^)?[^\]\n]{1,500}\]:[ \t]*(?(caret)|<?))
                                                          # <!-- a comment --> [label]: address
          | (?P<note>\^[^\]\n]{1,500}\](?![{(]|\[(?!\^))))   # after [^note]
    | <!--(?P<comment>[ ]*(?=xref-ignore))               # a comment that suppresses a finding
    """,
    re.VERBOSE,
)
ATTRIBUTE = re.compile(r"""(?<=[\s"'])(?P<attribute>(?i:(?:xlink:)?href|src|srcset|poster|data|id|name)\s*=\s*["']?)""")
VALUES = re.compile(r"""(?:\n[ \t]*(?:>[ ])+|[^<>"']|"[^"]*"|'[^']*')*""")
"""What stands in a tag, in a quotation the signs before its further lines too."""
TAG = re.compile(f"<[a-zA-Z]{VALUES.pattern}")
"""As far as it is whole: to its end, or to a quotation mark that nothing closes."""

LEFT_ALONE = re.compile(r"\[(?:[ xX]\]|(?<=^\[)TOC\](?=[ \t]*$))", re.MULTILINE)
"""Brackets whose meaning hangs on what stands beside them: check boxes and the place of a table of contents."""


class SourcePositions:
    """The marks put into one page: its own text and the snippets that it takes in."""

    def __init__(self) -> None:
        self._sources: list[SourceText] = []
        self._spots: list[tuple[SourceText, int, str, int]] = []
        self._found: dict[tuple[SourceText, str], int] = {}

    def add(self, text: str, path: str = "", body: int = 0) -> str:
        """Mark a text from the offset `body` on; `path` names a snippet's file, "" the page itself."""
        source = SourceText(path, MARK.sub("\ufffd", text))
        self._sources.append(source)
        attributes = dict(_attributes(source.text, body))
        openings = paired(source.text, body) | {spot.start(): tag for spot, tag in attributes.items()}
        pieces, done = [], body
        for spot in islice(_spots(source.text, body, openings, attributes), CAPACITY - len(self._spots)):
            at = spot.start() if spot.lastgroup == "citation" else spot.end()
            pieces += source.text[done:at], chr(FIRST + len(self._spots))
            self._spots.append((source, _origin(source.text, spot, openings), _kind(spot, openings), at))
            done = at
        return "".join([*pieces, source.text[done:]])

    def of(self, rendered: str) -> Position | None:
        """Where the first mark in a rendered text was put."""
        spot = self._spot(rendered)
        return spot[0].at(spot[1]) if spot else None

    def kind(self, rendered: str) -> str:
        """What that spot was taken for: a group of the patterns above, or "pair" for the end of `[text][label]`."""
        spot = self._spot(rendered)
        return spot[2] if spot else ""

    def written(self, rendered: str) -> str:
        """What the source has from where that thing begins to its mark."""
        spot = self._spot(rendered)
        return spot[0].text[spot[1] : spot[3]] if spot else ""

    def near(self, rendered: str, words: str) -> Position | None:
        """Where such words stand next to the last mark in a rendered text: before it, or else after."""
        positions = MARK.findall(rendered)
        spot = self._spot(positions[-1]) if positions else None
        if not spot:
            return None
        source, offset, *_ = spot
        found = source.text.rfind(words, max(0, offset - NEARBY), offset)
        found = found if found >= 0 else source.text.find(words, offset, offset + NEARBY)
        return source.at(found if found >= 0 else offset)

    def of_id(self, mark: str, id: str) -> Position | None:
        """Where a list of attributes gives an id, next after a mark and not where it was found before."""
        if not self._sources:
            return None
        source, after = self._after(mark, f"#{id}")
        offsets = source.named(id)
        nth = bisect_left(offsets, after)
        if nth == len(offsets):
            return None
        self._found[source, f"#{id}"] = offsets[nth] + 1
        return source.at(offsets[nth])

    def of_next(self, mark: str, words: str) -> Position | None:
        """Where such words stand next after a mark, outside code and comments and not where they were found before."""
        if not self._sources:
            return None
        source, after = self._after(mark, words)
        pattern = re.compile(rf"{UNSEEN}|(?P<words>{re.escape(words)})", re.MULTILINE | re.DOTALL | re.IGNORECASE)
        for match in pattern.finditer(source.text):
            if match["words"] and match.start() >= after:
                self._found[source, words] = match.end()
                return source.at(match.start())
        return None

    def _after(self, mark: str, words: str) -> tuple[SourceText, int]:
        """The source that a mark stands in, and the offset from which on words may be found there."""
        spot = self._spot(mark)
        source, after = (spot[0], spot[3]) if spot else (self._sources[-1], 0)
        return source, max(after, self._found.get((source, words), 0))

    def _spot(self, rendered: str) -> tuple[SourceText, int, str, int] | None:
        match = MARK.search(rendered)
        number = ord(match[0]) - FIRST if match else len(self._spots)
        return self._spots[number] if number < len(self._spots) else None

    def of_words(self, rendered: str) -> Position | None:
        """Where such words stand, in angles or else bare, next after the last time: for what carries no mark."""
        words = strip(rendered)
        for source, written in product(self._sources if words else (), (f"<{words}>", words)):
            offset = source.text.find(written, self._found.get((source, written), 0))
            if offset >= 0:
                self._found[source, written] = offset + 1
                return source.at(offset)
        return None


def strip(rendered: str) -> str:
    """A rendered text without its marks."""
    return MARK.sub("", rendered)


def _spots(
    source: str, body: int, openings: Mapping[int, int], attributes: Iterable[re.Match[str]]
) -> Iterator[re.Match[str]]:
    """Candidates in order, but for escaped ones and brackets that a mark would change."""
    left_alone = {match.end() for match in LEFT_ALONE.finditer(source)}
    ends = ends_of_pairs(source)
    for spot in _candidates(source, body, attributes):
        if spot.lastgroup == "bracket" and (spot.end() in left_alone or spot.start() not in openings):
            continue
        parts_pair = FOLLOWED.match(source, spot.start()) and spot.start() not in ends
        if not parts_pair and not is_escaped(source, spot.start()):
            yield spot


def _candidates(source: str, body: int, attributes: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Matches in order, without those within an earlier one; two patterns, since each alone is many times faster."""
    found = chain(AT_LINE_START.finditer(source, body), WITHIN_LINE.finditer(source, body), attributes)
    done = body
    for spot in sorted(found, key=re.Match.start):
        if spot.start() >= done:
            done = spot.end()
            if spot.lastgroup != "settings":
                yield spot


def _attributes(source: str, body: int) -> Iterator[tuple[re.Match[str], int]]:
    """Attributes of tags, but not what looks like one within another's value, and where the tag begins."""
    for tag in TAG.finditer(source, body):
        done = tag.start() + 1
        for spot in ATTRIBUTE.finditer(source, *tag.span()):
            if VALUES.fullmatch(source, done, spot.start()):
                done = spot.start()
                yield spot, tag.start()


def _origin(source: str, spot: re.Match[str], openings: Mapping[int, int]) -> int:
    """Offset at which an author would say that the thing begins."""
    kind = spot.lastgroup
    if kind in ("address", "attribute"):
        return openings.get(spot.start(), spot.start())
    if kind == "bracket":
        return _first_of_pair(source, openings[spot.start()], openings)
    if kind in ("citation", "note"):
        return spot.start()
    if kind == "heading":
        return spot.start() + spot[0].index("#")
    return spot.start(kind) if kind in ("definition", "underlined") else _after_blanks(source, spot.start())


def _after_blanks(source: str, offset: int) -> int:
    while source[offset : offset + 1] in (" ", "\t"):
        offset += 1
    return offset


def _first_of_pair(source: str, opening: int, openings: Mapping[int, int]) -> int:
    """Of `[text][label]`, the offset of the text; a note or citation after a bracket is not paired with it."""
    if source[opening + 1 : opening + 2] in ("^", "@", "-"):
        return opening
    return openings.get(opening - 1, opening)


def _kind(spot: re.Match[str], openings: Mapping[int, int]) -> str:
    is_pair = spot.lastgroup == "bracket" and openings[spot.start()] - 1 in openings
    return "pair" if is_pair else spot.lastgroup
