"""Where in a Markdown source marks are put: behind whatever may be a link, a heading, a footnote or a citation.

A mark must change nothing of what is rendered. So it stands within an address, or in front of or behind running text,
and nowhere in the signs by which the renderer tells one block or tag from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from xref.reading.source_brackets import BETWEEN, FOLLOWED, ends_of_pairs, is_escaped, paired

NESTED = r"(?:[ \t>]|[-*+:][ \t]|\d+\.[ \t])*+"
"""What may stand before a block within quotations, lists, definition lists and admonitions."""
QUOTED = r"(?:[ \t]*>)*[ ]?"
"""The signs of a quotation, if there are any."""

LONE_SIGN = r"(?:[*_]+(?![^\s*_])|`(?![^`\n]+`))"
"""A sign of emphasis or code that opens none on its line, but may close one."""
NO_TEXT = rf"""(?:
    \Z | [\s>|:{{=\#] | ```|~~~|!!!|\?\?\?|///                  # nothing, or a sign that begins another kind of block
    | [-=]+[ \t]*$ | (?:[-*_][ ]*){{3}}                          # the line below a heading, or a rule
    | {LONE_SIGN}                                              # a sign that may end emphasis or code
    | \[TOC\] | [*]?\[[^\[\]]*\]:                              # a table of contents, or another definition
    | <[!?] | (?<!\]:)(?<!\]:[ ])</?[a-zA-Z])"""
"""What a mark in front would spoil at the beginning of a footnote; the last line is a tag that may begin a block."""
FIRST_BLOCK = r"[ \t]*(?:\n[ \t>]*(?:(?:\n[ \t>]*)+(?:[ ]{4}|\t)[ \t]*)?)?"
"""Blanks before the first block of a footnote: it may begin on the next line, or after empty lines if indented."""

NEXT_LINE = r"""(?:\n[ \t>]*+(?!
    [*+:]\s | ```|~~~|!!!|\?\?\?|===|/// | [|\[]
    | (?:(?<=[\n>])|(?<=>[ ]))\# | [-=]+[ \t]*$ | <(?:[!?/]|\w+(?:/?>|\s))))"""
"""The end of a line, if the next line does not begin another kind of block."""
IN_ANGLES = r"""<(?![!?]|/\w+>)[^<>\n"']*(?<![=@ ])(?=>)"""
"""An address in angle brackets, without the closing one; nothing that may be a comment or a tag with values."""
END = r"""[ \t]*(?:(?:"[^\n]*"|'[^\n]*'|\([^\n]*\))[ \t]*)?$"""
"""The end of a definition's line, perhaps with a title."""
ADDRESS = rf"""(?:(?=[^\s<("'`|*_]|[*_]+[^\s*_])|(?=<\S*>{END}){IN_ANGLES})"""
"""The address of a definition: nothing before its first character, or all that stands in angle brackets."""

AT_LINE_START = re.compile(
    rf"""^(?:{NESTED}(?:
      # [^note]: text
      (?P<footnote>\[\^[^\]]{{0,500}}\]:{FIRST_BLOCK}{NESTED}(?!{NO_TEXT}))
      # [label]: address
    | (?P<definition>\[(?!\^)[^\[\]]{{0,500}}\]:[ \t]*(?:{NEXT_LINE}(?=\S+{END}))?{ADDRESS})
      # *[abbreviation]: words, or a definition without an address, or a footnote without text
    | (?P<unmarked>(?:(?:[*]?\[[^\[\]]{{0,500}}|\[\^[^\]]{{0,500}})\]:[ \t]*)+)
      # ## Heading
    | (?<!^[ ])(?<!^[ ]{{2}})(?<!^[ ]{{3}})\#{{1,6}}+(?![ \t]*{LONE_SIGN})(?P<heading>[ \t]*(?=\S)|)
      # Heading, with a line of = or - below
    | (?P<underlined>(?=(?:[^\W_]|[*_]{{1,3}}[^\s*_]|(?<![^\n]\n)`[^`\n]+`)[^\n]*
                     \n(?:[ ]{{4}}|\t|[ ]{{0,3}}>[ ]?)*(?:=+|-+)[ \t]*$)))
      # /// html | div[id="a"], and lines of YAML below
    | (?P<settings>{QUOTED}(?P<indent>[ \t]*)/{{3,}}[ \t]*\w[^\n]*(?:\n{QUOTED}(?P=indent)[ ]{{4}}[ ]*\S[^\n]*)*))
    """,
    re.MULTILINE | re.VERBOSE,
)
WITHIN_LINE = re.compile(
    rf"""
      # [text](address
      \](?:(?P<address>\([ ]*(?:{NEXT_LINE}(?=\S+\s*[)"'(]))?(?:{IN_ANGLES}(?=>\s*[)"'])|(?=[^<\s])))
      # [text][label]
          | (?P<bracket>(?![\[({{])))
      # <!-- a comment --> [label]: address
    | \[(?:(?P<behind>(?:(?<=>\[)|(?<=>[ ]\[))(?:
              \^[^\]\n]{{1,500}}\]:[ \t]*(?!{NO_TEXT}) | [^\]\n]{{1,500}}\]:[ \t]*{ADDRESS}))
      # before [@key, but not where it is the text of a link
          | (?P<citation>(?=-?@)(?<!<\[)(?!(?:(?<=[\]!]\[)|(?<=\]\s\[))[^\]]{{0,500}}\]\s?[\[(])(?!(?<=>\[)[^\]\n]*\]:))
      # after [^note]
          | (?P<note>\^[^\]\n]{{1,500}}\](?![{{(]|\[(?!\^))))
      # a comment that suppresses a finding
    | <!--(?P<comment>[ ]*(?=xref-ignore))
    """,
    re.MULTILINE | re.VERBOSE,
)
ATTRIBUTE = re.compile(
    r"""(?<=[\s"'])
    (?P<attribute>(?i:(?:xlink:)?href|src|srcset|poster|data|id|name)\s*=\s*(?:["']|(?=[^\s"'=<>])))""",
    re.VERBOSE,
)
VALUES = re.compile(r"""(?:\n[ \t]*(?:>[ ])+|[^<>"']|"[^"]*"|'[^']*')*""")
"""What stands in a tag; where the tag is in a quotation, the signs before its further lines too."""
TAG = re.compile(f"<[a-zA-Z]{VALUES.pattern}")
"""A tag up to its closing sign, or to a quotation mark that nothing closes."""
ATTRIBUTES = re.compile(r"[ \t>]*\{[^{}\n]*\}")
LABEL = re.compile(rf"{BETWEEN}?\[([^\]]*)\]({BETWEEN}?\[)?")
"""The label after a text, as in `[text][label]` and `[text] [label]`, and whether another bracket follows."""
UNMARKED = ("settings", "unmarked")
"""Groups of the patterns above in which a mark would change what is rendered."""


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
    attributes, tags = _attributes(source, body)
    openings = paired(source, body) | {match.start(): tag for match, tag in attributes.items()}
    for match in _matches(source, body, openings, attributes, tags):
        kind = "pair" if match.lastgroup == "bracket" else match.lastgroup
        at = match.start() if kind == "citation" else match.end()
        spot = Spot(at, _origin(source, match, openings), kind)
        if kind not in ("citation", "note", "pair") or not _is_behind_attributes(source, spot.origin):
            yield spot


Span = tuple[int, int]


def _attributes(source: str, body: int) -> tuple[dict[re.Match[str], int], list[Span]]:
    """Attributes that may hold an address or an id, with the offset of their tag; and the tags of several lines.

    What looks like an attribute within another's value is none.
    """
    attributes, tags = {}, []
    for tag in TAG.finditer(source, body):
        done = tag.start() + 1
        for match in ATTRIBUTE.finditer(source, *tag.span()):
            if VALUES.fullmatch(source, done, match.start()):
                done = match.start()
                attributes[match] = tag.start()
        if "\n" in tag[0] and source.startswith(">", tag.end()):
            tags.append(tag.span())
    return attributes, tags


def _matches(
    source: str, body: int, openings: Mapping[int, int], attributes: Iterable[re.Match[str]], tags: Iterable[Span]
) -> Iterator[re.Match[str]]:
    """Matches in order, without those that are escaped and those at which a mark would change what is rendered."""
    ends = ends_of_pairs(source)
    for match in _candidates(source, body, attributes, tags):
        parts_pair = FOLLOWED.match(source, match.start()) and match.start() not in ends
        if parts_pair or is_escaped(source, match.start()):
            continue
        if match.lastgroup == "bracket" and openings.get(match.start(), 0) - 1 not in openings:
            continue  # a bracket that is no label
        if match.lastgroup == "address" and "@" in match[0] and match.start() not in openings:
            continue  # a mailbox in angle brackets
        if match.lastgroup != "note" or not _is_text_of_link(source, match):
            yield match


def _candidates(
    source: str, body: int, attributes: Iterable[re.Match[str]], tags: Iterable[Span]
) -> Iterator[re.Match[str]]:
    """Matches in order, without those within an earlier one; two patterns, since each alone is many times faster."""
    at_line_start: Iterable[re.Match[str]] = AT_LINE_START.finditer(source, body)
    for start, end in tags:
        at_line_start = [match for match in at_line_start if not start < match.start() < end]
    done = body
    for match in sorted(chain(at_line_start, WITHIN_LINE.finditer(source, body), attributes), key=re.Match.start):
        if match.start() >= done:
            done = match.end()
            if match.lastgroup not in UNMARKED:
                yield match


def _is_behind_attributes(source: str, offset: int) -> bool:
    """Whether a line begins with `{ attributes }` up to an offset; such a list counts only while no text follows."""
    line = source[source.rfind("\n", 0, offset) + 1 : offset] if source.startswith("}", offset - 1) else ""
    return bool(ATTRIBUTES.fullmatch(line))


def _is_text_of_link(source: str, note: re.Match[str]) -> bool:
    """Whether `[^note]` is the text of a link, `[^note] [label]`: nothing defines the note, but something the label."""
    follows = LABEL.match(source, note.end())
    if not follows or re.search(rf"^{NESTED}{re.escape(note[0])}:", source, re.MULTILINE):
        return False
    label = follows[1] or source[note.start() + 1 : note.end() - 1]
    return bool(follows[2]) or (label[0] != "^" and f"[{label}]:".lower() in source.lower())


def _origin(source: str, match: re.Match[str], openings: Mapping[int, int]) -> int:
    """Offset at which an author would say that the thing begins."""
    kind = match.lastgroup
    if kind in ("address", "attribute"):
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
