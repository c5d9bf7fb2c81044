"""What a style sheet beside the pages would load from another host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import tinycss2

from publish.guard.addresses import as_read
from publish.guard.values import Token, nests_too_deep
from xref.position import START, Position
from xref.urls import split

NESTED = {"() block", "[] block", "{} block"}


def faults(text: str) -> Iterator[tuple[Position, str]]:
    """Each address on another host, be it in url(), image-set() or behind @import, however it is written."""
    if nests_too_deep(text):
        yield START, "style sheet of too many brackets within each other"
        return
    for token in _addresses(tinycss2.parse_component_value_list(text)):
        if _is_elsewhere(token.value):
            message = f"style loads from elsewhere: {token.value!r}; keep a copy under assets/"
            yield Position(token.source_line, token.source_column), message


def _addresses(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens that may be addresses: url(), and strings within functions or behind @import."""
    is_import = False
    for token in tokens:
        if token.type == "url" or (token.type == "string" and is_import):
            yield token
        elif token.type == "function":
            yield from _addresses(token.arguments)
            yield from (part for part in token.arguments if part.type == "string")
        elif token.type in NESTED:
            yield from _addresses(token.content)
        if token.type == "at-keyword":
            is_import = token.lower_value == "import"
        elif token == ";":
            is_import = False


def _is_elsewhere(value: str) -> bool:
    address = split(as_read(value))
    return address is not None and (address.scheme not in ("", "data") or bool(address.netloc))
