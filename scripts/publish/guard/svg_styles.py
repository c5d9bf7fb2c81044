"""The styles of a picture: what its sheets and its `style` attributes may say, and what remains of others.

Read by the grammar of CSS, as browsers do; a rule, a property or a value that is not allowed is a fault. No allowed
value can load anything, so that it matters little which rules a browser understands.
See https://www.w3.org/TR/css-syntax-3/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import tinycss2

from essays.values import short
from publish.guard.allowed_svg import PROPERTIES
from publish.guard.values import Token, address, nests_too_deep

SELECTING = {"ident", "hash", "whitespace", "comment", "string", "number", "percentage", "dimension"}
"""Kinds of token that a selector or the condition of `@media` may hold, besides these signs and functions."""
SIGNS = set(".>+~*:,=<")
FUNCTIONS = {"not", "is", "where", "has", "lang", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"}
IDLE = {"ident", "hash", "whitespace", "comment", "string", "number", "percentage", "dimension", "literal"}
"""Kinds of token that nothing comes of."""
NESTED = {"() block", "[] block"}


class Fault(NamedTuple):
    """Something in a style that is not allowed."""

    line: int
    """In the style, as is the column; both count from 1."""
    column: int
    what: str
    is_idle: bool = False
    """Whether it only has no place in a picture: a property of an editor, with a plain value."""


class Sifted(NamedTuple):
    """What is wrong with a style, and what remains of it without that."""

    faults: list[Fault]
    remainder: str


class Reference(NamedTuple):
    """What a rule of a sheet refers to."""

    classes: frozenset[str]
    """It holds for elements of one of these, or, where there is none, for any."""
    property: str
    id: str


TOO_DEEP = Sifted([Fault(1, 1, "style of too many brackets within each other")], "")


def of_attribute(text: str) -> Sifted:
    """What a `style` attribute says."""
    if nests_too_deep(text):
        return TOO_DEEP
    nodes, faults = _declarations(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))
    return Sifted(faults, tinycss2.serialize(nodes).removesuffix(";"))


def of_sheet(text: str) -> Sifted:
    """What a style sheet says."""
    if nests_too_deep(text):
        return TOO_DEEP
    nodes, faults = _rules(tinycss2.parse_stylesheet(text))
    return Sifted(faults, tinycss2.serialize(nodes))


def references(text: str) -> Iterator[Reference]:
    """What the rules of a sheet refer to that is allowed."""
    may_refer = "(" in text and not nests_too_deep(text)
    for node in tinycss2.parse_stylesheet(text) if may_refer else []:
        yield from _references(node)


def _references(node: Token) -> Iterator[Reference]:
    if node.type == "at-rule":
        for inner in tinycss2.parse_rule_list(node.content or []):
            yield from _references(inner)
    elif node.type == "qualified-rule":
        signs = zip(node.prelude, node.prelude[1:], strict=False)
        classes = frozenset(name.value for sign, name in signs if sign == "." and name.type == "ident")
        for declaration in tinycss2.parse_blocks_contents(node.content):
            if declaration.type == "declaration":
                named = filter(None, map(address, declaration.value))
                yield from (Reference(classes, declaration.lower_name, id.removeprefix("#")) for id in named)


def _rules(nodes: Iterable[Token]) -> tuple[list[Token], list[Fault]]:
    """The rules that remain, with what remains of them, and the faults."""
    kept, faults = [], []
    for node in nodes:
        if (what := _wrong_rule(node)) is not None:
            faults.append(Fault(node.source_line, node.source_column, what))
            continue
        kept.append(node)
        if node.type == "qualified-rule":
            node.content, found = _declarations(tinycss2.parse_blocks_contents(node.content))
            faults += found
        elif node.type == "at-rule":
            node.content, found = _rules(tinycss2.parse_rule_list(node.content))
            faults += found
    return kept, faults


def _wrong_rule(node: Token) -> str | None:
    """What is not allowed of a node of a sheet, besides what it may hold; None of one that is."""
    if node.type in ("whitespace", "comment"):
        return None
    if node.type == "at-rule" and (node.lower_at_keyword != "media" or node.content is None):
        return f"rule {'@' + node.at_keyword!r} in a style"
    if node.type == "error":
        return f"style that cannot be read ({node.message})"
    return None if _is_selecting(node.prelude) else f"selector {_shown(node.prelude)}"


def _is_selecting(tokens: Sequence[Token]) -> bool:
    """Whether tokens select elements, or say when a style holds, and no more."""
    return all(
        token.type in SELECTING
        or (token.type == "literal" and token.value in SIGNS)
        or (token.type in NESTED and _is_selecting(token.content))
        or (token.type == "function" and token.lower_name in FUNCTIONS and _is_selecting(token.arguments))
        for token in tokens
    )


def _declarations(nodes: Iterable[Token]) -> tuple[list[Token], list[Fault]]:
    """The declarations that remain, and the faults."""
    kept, faults = [], []
    for node in nodes:
        fault = None if node.type in ("whitespace", "comment") else _wrong_declaration(node)
        if fault:
            faults.append(fault)
        else:
            kept.append(node)
    return kept, faults


def _wrong_declaration(node: Token) -> Fault | None:
    if node.type != "declaration":
        return Fault(node.source_line, node.source_column, f"style {_shown([node])}")
    if node.lower_name not in PROPERTIES:
        is_idle = all(token.type in IDLE for token in node.value)
        shown = node.name if is_idle else f"style {_shown([node])}"
        return Fault(node.source_line, node.source_column, shown, is_idle)
    if PROPERTIES[node.lower_name].allows_tokens(node.value):
        return None
    return Fault(node.source_line, node.source_column, f"value {_shown(node.value)} of {node.name!r}")


def _shown(tokens: Sequence[Token]) -> str:
    try:
        return repr(short(tinycss2.serialize(tokens).strip()))
    except TypeError:  # a part cannot be read, and so not be written either
        return "that cannot be read"
