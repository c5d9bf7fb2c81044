"""The running text of one block: what was meant as a link or a note, and stayed plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xref.facts import Facts
from xref.model import Footnote
from xref.position import START
from xref.reading.source_positions import MARK, SourcePositions, strip
from xref.reading.source_spots import LIST, PLACE
from xref.reference_links import MistypedLink, ReferenceLink

STANDS_FOR_CODE = "\ufffc"

FOOTNOTE = re.compile(rf"\[\^(?![ ]*\])([^\]\n]{{1,500}})\]({MARK.pattern})")
"""A reference that stayed plain text. The mark tells it from an escaped bracket, which gets none; and a label is more
than the blank of a pattern, `[^ ]`."""
UNDEFINED = re.compile(
    rf"""(?<![\w)\]]) \[ ( (?:[^\[\]]|\[[^\[\]]*\]){{1,500}} | (?<=!\[)(?=\]\[[^\s\]]) ) \]
    \[ ([^\[\]^@]*) \] (?:{LIST})? ({MARK.pattern})""",
    re.VERBOSE,
)
"""`[text][label]` that stayed plain text, or `![][label]`, as only a picture has no text; not after a letter, where it
indexes something: a[i][j]."""
HALF = re.compile(rf"(?<=[^\]\s])\[[^\[\]^@]+\]({MARK.pattern})")
"""The label of `[text][label]` that stayed plain text, behind a text that is the label of another definition."""
REMARK = re.compile(r"#?\d+|sic|\.\.\.|…")
"""What writers put into brackets, one after another, and mean as it stands: [1][2], [sic][1987], [#12][name]."""
NOTATION = re.compile(r"[-,:|=+]|\$\W")
"""What begins no label, but a further part of a command or a pattern: [-a][-b], [,a][,b], [[:alpha:][:space:]]; or of
the format of a number, as spreadsheets have it: [>100][$₹]#,##0, [Red][$-409]0.00."""
RANGE = re.compile("a-z|A-Z|[01]-9")
"""Of letters or digits, as a pattern has it: two of them side by side are no link, [a-zA-Z_][a-zA-Z0-9_]*."""
IN_LINK = re.compile(r"(?<!!)\[[^\[\]]*\](?=\[)")
TURNED = re.compile(rf"\((?P<words>[^()\[\]]{{1,500}})\)\[(?P<address>[^()\[\]]+)\](?P<mark>{MARK.pattern})")
PARTED = re.compile(
    rf"(?P<image>!?)\[(?P<words>[^\[\]]{{1,500}})\](?:[ ]|[ ]?\n[ ]*)"
    rf"\((?P<address>[^()\[\]]+)\)(?P<mark>{MARK.pattern})"
)
UNCLOSED = re.compile(
    rf"(?P<image>!?)\[(?P<words>[^\[\]]{{1,500}})\]\((?P<mark>{MARK.pattern})"
    rf"(?P<twice>\()?(?P<address>(?>{PLACE}|https?://[^\s()\[\]]+))(?(twice)\)|(?!\s*\S*\)|\s+[\"']))"
)
"""A link whose brackets were turned round, parted or never closed; the last neither with a title, nor after what the
renderer may have taken for another link, or else with a bracket that was opened twice."""
TYPED = rf"(?:{PLACE}|(?:https?:/|\.\.?)/[^\s()\[\]]+)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
"""The address of a whole link, a title if there is one, and the closing bracket."""
WHOLE = re.compile(rf"!?\[[^\[\]]{{1,500}}\]\((?P<mark>{MARK.pattern})(?P<address>(?={TYPED})[^\s()]+)")
"""A link or a picture as Markdown has it, within another link or in raw HTML, where it is not read."""

WRITTEN = re.compile(r"!?[(\[](?P<words>.*)(?:\)\[|\][\s>]*\()", re.DOTALL)
"""A mistyped link up to its mark, in the source."""


def of_link(words: str) -> str:
    """The words of a link, in which no other can stand: what looks like `[text][label]` is meant as it stands."""
    return IN_LINK.sub(rf"\g<0>{STANDS_FOR_CODE}", words)


def collect(text: str, positions: SourcePositions, facts: Facts) -> None:
    """Add the facts of a paragraph."""
    if "[" in text:
        facts.mistyped += _mistyped(text, positions)
        facts.footnotes_undefined += _undefined_footnotes(text, positions)
        facts.undefined += _undefined_references(text, positions)


def _undefined_footnotes(text: str, positions: SourcePositions) -> Iterator[Footnote]:
    # Beside the blank of a pattern, `[^ ]`, what looks like a note is a pattern too.
    for match in FOOTNOTE.finditer(text) if "[^ ]" not in text else ():
        yield Footnote(match[1], positions.of(match[2]) or START)


def _undefined_references(text: str, positions: SourcePositions) -> Iterator[ReferenceLink]:
    for match in UNDEFINED.finditer(text):
        if positions.kind(match[3]) == "pair" and not _is_as_it_stands(strip(match[1]), strip(match[2])):
            yield ReferenceLink(_label(positions.written(match[3])), positions.of(match[3]) or START)
    for match in HALF.finditer(text):
        words, _, label = positions.written(match[1]).removeprefix("[").partition("][")
        is_link = positions.kind(match[1]) == "pair" and strip(text[: match.start()]).endswith(words)
        label = label.removesuffix("]")
        if is_link and not _is_as_it_stands(words, label) and (label.isdigit() or not REMARK.fullmatch(label)):
            yield ReferenceLink(label, positions.of(match[1]) or START)


def _is_as_it_stands(words: str, label: str) -> bool:
    """Whether `[words][label]` is meant as it stands."""
    is_pattern = RANGE.search(words) and RANGE.search(label)
    return bool(REMARK.fullmatch(words) or NOTATION.match(label) or is_pattern)


def _mistyped(text: str, positions: SourcePositions) -> Iterator[MistypedLink]:
    for kind, pattern in (("turned", TURNED), ("parted", PARTED), ("address", UNCLOSED)):
        for match in _links(text, positions, kind, pattern):
            words, address = _words(match, positions), strip(match["address"]).rstrip(".,;:")
            meant = f"{match.groupdict().get('image', '')}[{words}]({address})"
            if not REMARK.fullmatch(words):
                yield MistypedLink(meant, address, positions.of(match["mark"]) or START)
    for match in _links(text, positions, "address", WHOLE):
        yield MistypedLink("", strip(match["address"]), positions.of(match["mark"]) or START)


def _links(text: str, positions: SourcePositions, kind: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What a pattern finds that was written as such; not in a fence, of which an extension may make a drawing."""
    for match in pattern.finditer(text):
        is_ours = positions.kind(match["mark"]) == kind and positions.written(match["mark"])[:1] in "([!"
        if is_ours and not positions.is_fenced(match["mark"]):
            yield match


def _words(match: re.Match[str], positions: SourcePositions) -> str:
    """The words of a mistyped link: as they are shown, or, where code is among them, as they are written."""
    words = strip(match["words"])
    if STANDS_FOR_CODE in words and (written := WRITTEN.match(positions.written(match["mark"]))):
        words = written["words"]
    return " ".join(words.split())


def _label(written: str) -> str:
    """The label of `[text][label]`, which is the text where it is empty."""
    text, _, label = written.rpartition("[")
    return label.rpartition("]")[0] or text.rstrip().removesuffix("]").removeprefix("![").removeprefix("[")
