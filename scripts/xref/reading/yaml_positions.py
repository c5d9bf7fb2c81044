"""YAML as authors write it: composed within bounds, every value with its position, every fault with its mend.

What the C parser of PyYAML cannot take (nesting that overflows its stack) or what would never end (aliases of aliases)
is refused before it does harm. See https://yaml.org/spec/1.1/, the version that PyYAML reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple, NoReturn

import yaml

from xref.position import Position, position_at

DEEPEST = 60
"""Levels of nesting; no author needs ten."""
DEEPEST_TO_PARSE = 200
"""Brackets or indents in a row, be they text; the C parser overflows its stack at some tens of thousands of levels."""
LARGEST = 200_000
"""Values, counting each as often as aliases repeat it."""
MENDS = (
    (r"mapping values are not allowed", "put a text that holds ': ' between quotes, and fields right below each other"),
    (r"cannot start any token", "a text that begins with {letter!r} stands between quotes"),
    (r"undefined alias|expected alphabetic or numeric", "a text that begins with '*' or '&' stands between quotes"),
    (r"did not find expected key", "a quote or bracket ends before its value does: put the whole value between "
     "double quotes, or write an apostrophe within single quotes twice"),
    (r"unexpected end of stream", "a quote is never closed"),
    (r"block sequence entries are not allowed", "begin the list on the next line, or put the text between quotes"),
    (r"did not find expected comment or line break", "a text that begins with '|' or '>' stands between quotes"),
    (r"did not find expected ',' or '[]}]'",
     "close each bracket once, and write an apostrophe within single quotes twice"),
    (r"but found another document", "put everything into one, without a line --- between"),
    (r"escape c|expected hexdecimal", "write a backslash within double quotes twice, or use single quotes"),
    (r"expected '-' indicator", "begin the line with '-', in the column of those above it"),
    (r"could not find expected ':'", "a line is no 'name: value'; indent it below the one that it belongs to"),
)  # fmt: skip
"""What PyYAML says -> what an author should do."""
LEFT_IN = (
    (
        r"(?m)^(?:<{7}|>{7}) ",
        "two versions stood here that git could not join; keep one, and delete its lines of signs",
    ),
    (r"(?mi)^[ ]*@[a-z]+[ ]*\{", "this is BibTeX; write an entry like those above it"),
)
"""What no YAML holds, but a text that people pasted or took over may -> what to do."""
ITEM = "begin every entry of a list in the column of those above it"
PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
"""A number that is read as it looks; 022 is 18, 1:30 is 90."""
DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
DATE = "tag:yaml.org,2002:timestamp"
TEXT, LIST, MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
CUT = "!cut"
"""Tag of a text without quotes that one blank and '#' follow: in prose that is no comment, and would be lost.
Before a comment stand two blanks, or nothing."""
TOO_DEEP = f"nested deeper than {DEEPEST} levels; put a text that holds brackets between quotes"
TAB = "indent with spaces, not with a tab"


class YamlError(ValueError):
    """A text that is no YAML, or not within bounds; the message says what to do, `position` where."""

    def __init__(self, message: str, position: Position):
        super().__init__(message)
        self.position = position


class Extent(NamedTuple):
    """How many values a node holds, aliases written out, and how deep."""

    size: int
    depth: int


Loader: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one written in C, where PyYAML has it."""


class AliasLoader(yaml.SafeLoader):
    """Puts what an alias stands for, if that is no list or mapping, where the alias stands."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        alias: Any = self.peek_event() if self.check_event(yaml.AliasEvent) else None  # type: ignore[no-untyped-call]
        node = super().compose_node(parent, index)
        if alias and isinstance(node, yaml.ScalarNode):
            return yaml.ScalarNode(node.tag, node.value, alias.start_mark, alias.end_mark)
        return node


def compose(text: str, above: int = 0) -> yaml.Node | None:
    """The nodes of a YAML text that has so many lines above it in its file; None of an empty one; raises YamlError."""
    depth = _deepest(text)
    if depth > DEEPEST_TO_PARSE:
        raise YamlError(TOO_DEEP, Position(1 + above, 1))
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.reader.ReaderError as error:
        position = position_at(text, error.position)
        raise YamlError(f"not YAML: {_unreadable(error)}", position._replace(line=position.line + above)) from error
    except yaml.MarkedYAMLError as error:
        raise YamlError(f"not YAML: {_said(error, text)}", error_position(error, above)) from error
    is_certain = depth <= DEEPEST and len(text) <= LARGEST and "*" not in text  # so is most front matter
    if node and not is_certain:
        _Bounds(above).extent(node)
    if node and " #" in text:
        _mark_cut(node, text)
    return node


def _mark_cut(node: yaml.Node, text: str) -> None:
    """Give the texts that end before a single blank and '#' a tag that says so."""
    if isinstance(node, yaml.ScalarNode) and node.tag == TEXT and not node.style:
        node.tag = CUT if text.startswith(" #", node.end_mark.index) else TEXT
    for child in children(node):
        _mark_cut(child, text)


def _deepest(text: str) -> int:
    """At least as many levels as the text nests: those of brackets, or of signs and blanks at the start of a line."""
    steps = (1 if sign in "[{" else -1 for sign in re.findall(r"[][{}]", text))
    brackets = max(accumulate(steps), default=0)
    starts = re.finditer(r"^(?:[ ]|[-?:](?=[ \t\n]))+", text, re.MULTILINE)
    lines = max((len(re.findall(r"[-?:]", start[0])) + start[0].count(" ") // 2 for start in starts), default=0)
    return max(brackets, lines)


class _Bounds:
    """Raises YamlError where a text nests too deep, or where aliases repeat too much, or within themselves."""

    def __init__(self, above: int):
        self._above = above
        self._extents: dict[int, Extent | None] = {}

    def extent(self, node: yaml.Node) -> Extent:
        """How far a node extends, each worked out once."""
        if isinstance(node, yaml.ScalarNode):
            return Extent(1, 1)
        if id(node) not in self._extents:
            self._extents[id(node)] = None
            self._extents[id(node)] = self._measured(node)
        found = self._extents[id(node)]
        return found or self._refuse(node, "an alias within what it stands for; write out what is meant")

    def _measured(self, node: yaml.Node) -> Extent:
        inner = list(map(self.extent, children(node)))
        found = Extent(1 + sum(each.size for each in inner), 1 + max((each.depth for each in inner), default=0))
        if found.size > LARGEST:
            self._refuse(node, "aliases of aliases, too many to be read; write out what is meant")
        return found if found.depth <= DEEPEST else self._refuse(node, TOO_DEEP)

    def _refuse(self, node: yaml.Node, message: str) -> NoReturn:
        raise YamlError(message, node_position(node, self._above))


def children(node: yaml.Node) -> Iterator[yaml.Node]:
    """The nodes right below: items, or keys and values."""
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair


def _said(error: yaml.MarkedYAMLError, text: str) -> str:
    """What PyYAML says of a fault, and how to mend it where that is known."""
    problem = str(error.problem or error)
    letter = _letter(text, error.problem_mark)
    if letter == "\t":
        return f"{problem}; {TAB}"
    if letter == "-" and "expected key" in problem:
        return f"{problem}; {ITEM}"
    known = (*((re.search(pattern, text), mend) for pattern, mend in LEFT_IN),
             *((re.search(pattern, problem), mend) for pattern, mend in MENDS))  # fmt: skip
    mend = next((mend for found, mend in known if found), "")
    return f"{problem}; {mend.format(letter=letter)}" if mend else problem


def _letter(text: str, mark: yaml.Mark | None) -> str:
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1] if mark else ""


def _unreadable(error: yaml.reader.ReaderError) -> str:
    return f"character {error.character!r} cannot stand in a text; remove it"


class Invalid(NamedTuple):
    """Stands for a value that cannot be used as it is written: `text`, and why."""

    text: str
    why: str
    is_forbidden: bool = True
    """Whether YAML's own rules forbid it, such as the date 2026-02-30; else it is only read otherwise than it looks."""


def value(node: yaml.Node) -> Any:
    """The value of a composed node in plain Python types, with `Invalid` where there is none."""
    if isinstance(node, yaml.SequenceNode) and node.tag == LIST:
        return [value(item) for item in node.value]
    if isinstance(node, yaml.MappingNode) and node.tag == MAPPING:
        return {key_text(key): value(item) for key, item in node.value}
    if not isinstance(node, yaml.ScalarNode):
        return Invalid(node.tag, f"the tag {node.tag!r} is not known here")
    if node.tag == TEXT:
        return node.value
    if node.tag == CUT:
        why = "what follows ' #' is a comment; put all of it between quotes, or two blanks before a comment"
        return Invalid(node.value, why, is_forbidden=False)
    try:
        found = yaml.constructor.SafeConstructor().construct_document(node)
    except yaml.MarkedYAMLError:
        return Invalid(node.value, f"the tag {node.tag!r} is not known here")
    except Exception as error:  # PyYAML converts what a tag says it is, and raises whatever comes of it
        is_day = node.tag == DATE and DAY.match(node.value)
        return Invalid(
            node.value, str(error) if is_day else "not what it seems to be; as text it stands between quotes"
        )
    is_misread = type(found) is int and not PLAIN_NUMBER.fullmatch(node.value)
    why = "a number that YAML reads otherwise; as text it stands between quotes"
    return Invalid(node.value, why, is_forbidden=False) if is_misread else found


def key_text(key: yaml.Node) -> str:
    """A key as text; one that is a list or a mapping is shown as what it begins with."""
    if isinstance(key, yaml.ScalarNode):
        return str(key.value)
    return "[" if isinstance(key, yaml.SequenceNode) else "{"


def pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Keys and values of a mapping; nothing of anything else."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key_text(key), value) for key, value in node.value)


def node_position(node: yaml.Node, above: int = 0) -> Position:
    """Where a node begins, in a file that has so many lines above the YAML."""
    return Position(node.start_mark.line + 1 + above, node.start_mark.column + 1)


def error_position(error: yaml.MarkedYAMLError, above: int = 0) -> Position:
    """Where a fault begins, as far as the parser tells."""
    is_open = "quoted scalar" in (error.context or "")  # the parser gives up at the next quote, or at the end
    mark = error.context_mark if is_open else error.problem_mark
    return Position(mark.line + 1 + above, mark.column + 1) if mark else Position(1 + above, 1)
