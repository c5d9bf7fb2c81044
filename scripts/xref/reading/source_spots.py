"""The spots of a Markdown source at which marks are inserted: at what may be a link, heading, footnote or citation.

A mark must not change what is rendered. So it is inserted into an address, or before or after running text, but never
among the characters by which Python-Markdown recognises a block or a tag.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from xref.reading.source_brackets import BETWEEN, FOLLOWED, ends_of_pairs, is_escaped, paired, parentheses
from xref.reading.source_tags import Span, attributes_of_tags
from xref.reading.source_text import HTML_BLOCK

NESTING = r"(?:[ \t>]|[-*+:][ \t]|\d+\.[ \t])"
NESTED = rf"{NESTING}*(?!{NESTING})"
"""All that stands before a block that is nested in quotations, lists, definition lists or admonitions. `*+` would say
so, and goes wrong before Python 3.11.5, where it is about a group."""

PARTING = r"(?:[ ]|[ ]?\n[ \t>]*)"
"""A space or the end of a line between the two halves of what was meant as a link."""
LONE_SIGN = r"(?:[*_]+(?![^\s*_])|`(?![^`\n]+`))"
"""A `*`, `_` or backtick that opens nothing on its line, and so may close what a line above opened."""
OPENING = r"""(?:[*_=^~]++(?=[^\w\s])["']?+|"(?=[^\s"'])|'(?=[^\s"'\d]))"""
OPENING_SIGNS = rf"(?:{OPENING}|(?!{OPENING}))"
"""Signs before which a mark would keep them from opening emphasis, since a quotation mark or the like follows, or would
turn a quotation mark into one that closes."""
NO_TEXT = rf"""(?:
    \Z | [\s>|:{{=\#] | ```|~~~|!!!|\?\?\?|///                  # nothing, or a sign that begins another kind of block
    | [-=]+[ \t]*$ | (?:[-*_][ ]*){{3}}                          # the line below a heading, or a rule
    | \$\$ | \\\[ | \\begin\{{                                 # a formula
    | ;*-+8<-                                                  # a snippet
    | {LONE_SIGN}                                              # a sign that may end emphasis or code
    | \[TOC\] | [*]?\[[^\[\]]*\]:                              # a table of contents, or another definition
    | <[!?] | (?<!\]:)(?<!\]:[ ])</?[a-zA-Z])"""
"""Beginnings of a footnote before which a mark would change the HTML; the last is a tag that may begin a block."""
FIRST_BLOCK = r"[ \t]*(?:\n[ \t>]*(?:(?:\n[ \t>]*)+(?:[ ]{4}|\t)[ \t]*)?)?"
"""The space before a footnote's first block, which may begin on the next line or, indented, after empty lines."""

NEXT_LINE = r"""(?:\n[ \t>]*+(?!
    [*+:]\s | ```|~~~|!!!|\?\?\?|===|/// | [|\[]
    | (?:(?<=[\n>])|(?<=>[ ]))\# | [-=]+[ \t]*$ | <(?:[!?/]|\w+(?:/?>|\s))))"""
"""A line break and the indentation after it, unless a block of another kind begins there."""
IN_ANGLES = r"""<(?!!--|!\[|\?[^<>\n]*\?>|[^<>\n]*\s[^<>\n]*=>)
    (?:[^</>\n"'][^<>\n"']*(?<![@ /])(?=/+>) | [^<>\n"']*(?<![@ ])(?=[ ]*>))"""
"""An address in angle brackets, up to the end, or to slashes there, which make of it a tag that is closed at once; not
what may be a comment or a tag with quoted values; to be compiled as verbose."""
END = r"""[ \t]*(?:(?:"[^\n]*"|'[^\n]*'|\([^\n]*\))[ \t]*)?$"""
"""The rest of a definition's line after the address: nothing, or a title."""
ADDRESS = rf"""(?:(?=[^\s<("'`|*_]|[*_]+[^\s*_])|(?=<\S*>{END}){IN_ANGLES})"""
"""The spot for the mark in a definition: before the address, or at its end where it is in angle brackets."""

AT_LINE_START = re.compile(
    rf"""^(?:{NESTED}(?:
      # [^note]: text
      (?P<footnote>\[\^[^\]]{{0,500}}\]:{FIRST_BLOCK}{NESTED}(?!{NO_TEXT}){OPENING_SIGNS})
      # [label]: address
    | (?P<definition>\[(?!\^)[^\[\]]{{0,500}}\]:[ \t]*(?:{NEXT_LINE}(?=\S+{END}))?{ADDRESS})
      # *[abbreviation]: words, or a definition without an address, or a footnote without text
    | (?P<unmarked>(?:(?:[*]?\[[^\[\]]{{0,500}}|\[\^[^\]]{{0,500}})\]:[ \t]*)+)
      # ## Heading
    | (?<!^[ ])(?<!^[ ]{{2}})(?<!^[ ]{{3}})\#{{1,6}}+(?![ \t]*{LONE_SIGN})(?P<heading>[ \t]*(?=\S){OPENING_SIGNS}|)
      # Heading, with a line of = or - below
    | (?P<underlined>(?=(?:[^\W_]|[*_]{{1,3}}[^\s*_]|(?<![^\n]\n)`[^`\n]+`)[^\n]*
                     \n(?:[ ]{{4}}|\t|[ ]{{0,3}}>[ ]?)*(?:=+|-+)[ \t]*$){OPENING_SIGNS}))
      # /// html | div[id="a"], and lines of YAML below
    | (?P<settings>{HTML_BLOCK}))
    """,
    re.MULTILINE | re.VERBOSE,
)
OPENERS = r"""\s(*_;"'“‘—–"""
"""What may stand right before a key among words; in an address, a mark would be seen."""
NAMED = r"(?=[^\[\]]{0,500}?(?:\[[^\[\]@]{0,500}\][^\[\]]{0,500}?){0,9}(?<![\w.\\])@\w)"
"""What stands in a bracket up to a key."""
FILE = r"(?:[\w.%-]*/)*[\w.%-]+\.(?:md|html?|svg|png|jpe?g|webp|avif|pdf)(?:\#[^\s()\[\]]*)?"
PLACE = rf"(?:{FILE}|\#[A-Za-z][\w-]*)"
"""An address as no sentence holds it in brackets."""
LIST = r"\{:?[ ]*[\w.#][^{}\[\]<>\n]*\}"
"""An attribute list, which belongs to what stands right before it, so that a mark must come behind."""
WITHIN_LINE = re.compile(
    rf"""
      # [text](address
      \](?:(?P<address>\([ ]*(?:{NEXT_LINE}(?=\S+\s*[)"'(]))?
          (?:{IN_ANGLES}(?=/*[ ]*>\s*[)"'])|(?=[^<\s]|<[^<>\n]+>[ ]\()))
      # [text] (address), which is no link, on one line or on two
          | (?P<parted>{PARTING}\({PLACE}\)(?![\[({{]))
      # [text][label], or [text][label]{{ attributes }}
          | (?P<bracket>(?:{LIST})?(?![\[({{])))
      # (text)[address], which is no link
    | \)(?P<turned>\[(?:{PLACE}|https?://[^\s\[\]]+|mailto:[^\s\[\]]+)\](?![\[({{]))
      # <!-- a comment --> [label]: address
    | \[(?:(?P<behind>(?:(?<=>\[)|(?<=>[ ]\[))(?:
              \^[^\]\n]{{1,500}}\]:[ \t]*(?!{NO_TEXT}) | [^\]\n]{{1,500}}\]:[ \t]*{ADDRESS}))
      # before [@key, but not where it is the text of a link
          | (?P<citation>(?=-?@)(?<!<\[)(?!(?:(?<=[\]!]\[)|(?<=\]\s\[))[^\]]{{0,500}}\]\s?[\[(])(?!(?<=>\[)[^\]\n]*\]:))
      # before [words @key, in the same way
          | (?P<prefixed>(?!\^){NAMED}(?<![<>!]\[)(?!(?:(?<=\]\[)|(?<=\]\s\[))[^\]]{{0,500}}\]\s?[\[(]))
      # after [^note]
          | (?P<note>\^[^\]\n]{{1,500}}\](?![{{(])))
    # @key among words
    | @(?<![^{OPENERS}]@)(?P<key>(?=\w)) | -@(?<![^{OPENERS}]-@)(?P<year>(?=\w))
      # a comment that suppresses a finding
    | <!--(?P<comment>[ ]*(?=xref-ignore))
    """,
    re.MULTILINE | re.VERBOSE,
)
ATTRIBUTES = re.compile(r"[ \t>]*\{[^{}\n]*\}")
"""An attribute list at the beginning of a line."""
LABEL = re.compile(rf"{BETWEEN}?\[([^\]]*)\]")
"""The label in `[text][label]` or `[text] [label]`."""
ROW = re.compile(rf"(?:{LABEL.pattern})*")
DEFINED = re.compile(rf"^{NESTED}\[([^\]]{{0,500}})\]:", re.MULTILINE)
CITATIONS = ("citation", "prefixed", "key", "year")
"""Groups at whose beginning a citation begins."""
UNMARKED = ("settings", "unmarked")
"""Groups that match text without any spot, so that no other pattern finds one in it."""


class Spot(NamedTuple):
    """One place for a mark."""

    at: int
    """Offset of the mark."""
    origin: int
    """Offset at which an author would say that the link, heading, footnote or citation begins."""
    kind: str
    """The group of the patterns above that matched, or "pair" for `[text][label]`."""


def spots(source: str, body: int) -> Iterator[Spot]:
    """The places for marks in a source from the offset `body` on, in order."""
    attributes, tags = attributes_of_tags(source, body)
    openings = paired(source, body) | parentheses(source) | {match.start(): tag for match, tag in attributes.items()}
    for match in _matches(source, body, openings, attributes, tags):
        kind = "pair" if match.lastgroup == "bracket" else str(match.lastgroup)
        kind = "citation" if kind in CITATIONS else kind
        at = match.start() if kind == "citation" else match.end()
        spot = Spot(at, _origin(source, match, openings), kind)
        if kind not in ("citation", "note", "pair") or not _is_behind_attributes(source, spot.origin):
            yield spot


def _matches(
    source: str, body: int, openings: Mapping[int, int], attributes: Iterable[re.Match[str]], tags: Sequence[Span]
) -> Iterator[re.Match[str]]:
    """Matches in order, except escaped ones and those at which a mark would change what is rendered."""
    ends = ends_of_pairs(source)
    for match in _candidates(source, body, attributes, tags):
        parts_pair = FOLLOWED.match(source, match.start()) and match.start() not in ends
        if (parts_pair and not _ends_picture(source, match.start(), openings)) or is_escaped(source, match.start()):
            continue
        if match.lastgroup == "bracket" and openings.get(match.start(), 0) - 1 not in openings:
            continue  # a bracket that is no label
        if match.lastgroup in ("parted", "turned") and match.start() not in openings:
            continue
        if match.lastgroup == "address" and "@" in match[0] and match.start() not in openings:
            continue  # a mailbox in angle brackets
        if match.lastgroup == "prefixed" and _is_label(source, match.start()):
            continue
        if match.lastgroup != "note" or not _is_text_of_link(source, match):
            yield match


def _candidates(
    source: str, body: int, attributes: Iterable[re.Match[str]], tags: Sequence[Span]
) -> Iterator[re.Match[str]]:
    """Matches in order, except those within an earlier one. One pattern instead of two would be many times slower."""
    at_line_start = (match for match in AT_LINE_START.finditer(source, body) if not _is_within(tags, match.start()))
    done = body
    for match in sorted(chain(at_line_start, WITHIN_LINE.finditer(source, body), attributes), key=re.Match.start):
        if match.start() >= done:
            done = match.end()
            if match.lastgroup not in UNMARKED:
                yield match


def _is_within(tags: Sequence[Span], offset: int) -> bool:
    before = tags[bisect_left(tags, (offset, 0)) - 1] if tags else (0, 0)
    return before[0] < offset < before[1]


def _is_behind_attributes(source: str, offset: int) -> bool:
    """Whether only `{ attributes }` stand before an offset in its line; a mark would make them part of the text."""
    line = source[source.rfind("\n", 0, offset) + 1 : offset] if source.startswith("}", offset - 1) else ""
    return bool(ATTRIBUTES.fullmatch(line))


def _is_text_of_link(source: str, note: re.Match[str]) -> bool:
    """Whether `[^note]` may be the text of a link, `[^note] [label]`: nothing defines it, but something a label."""
    own = source[note.start() + 1 : note.end() - 1].lower()
    return own not in _defined(source) and _precedes_link(source, note.end())


def _ends_picture(source: str, offset: int, openings: Mapping[int, int]) -> bool:
    """Whether a bracket ends `![text][label]`, and no link may begin with `[label]`."""
    first = openings.get(openings.get(offset, 0) - 1)
    return first is not None and source[first] == "!" and not _precedes_link(source, offset + 1)


def _precedes_link(source: str, offset: int) -> bool:
    """Whether one of the brackets from an offset on, in a row, holds a label. Then a mark there might change which two
    of them the renderer takes together, though what stands before were no link."""
    row = ROW.match(source, offset)
    labels = {label[1].lower() for label in LABEL.finditer(source, *row.span())} if row else set()
    return any(not label.startswith("^") for label in labels & _defined(source))


def _is_label(source: str, offset: int) -> bool:
    """Whether a bracket, right behind another, is the label of a link that something defines."""
    if "]" not in source[max(0, offset - 2) : offset]:
        return False
    label = LABEL.match(source, offset)
    return label is not None and label[1].lower() in _defined(source)


@lru_cache(maxsize=1)
def _defined(source: str) -> frozenset[str]:
    """The labels, in lower case, of what look like definitions and footnotes; those of the latter begin with "^"."""
    return frozenset(match[1].lower() for match in DEFINED.finditer(source))


def _origin(source: str, match: re.Match[str], openings: Mapping[int, int]) -> int:
    """Offset at which the link, heading, footnote or citation begins for an author."""
    kind = match.lastgroup
    if kind in ("address", "attribute", "parted", "turned"):
        return openings.get(match.start(), match.start())
    if kind == "bracket":
        return _first_of_pair(source, openings[match.start()], openings)
    if kind == "heading":
        return match.start() + match[0].index("#")
    return match.start(kind) if kind in ("definition", "footnote", "underlined") else match.start()


def _first_of_pair(source: str, opening: int, openings: Mapping[int, int]) -> int:
    """Of `[text][label]`, the offset of the text; a note or citation after a bracket is not paired with it."""
    if source[opening + 1 : opening + 2] in ("^", "@", "-"):
        return opening
    return openings.get(opening - 1, opening)
