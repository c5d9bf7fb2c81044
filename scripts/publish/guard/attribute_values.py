"""What the value of an attribute may be: a kind says what it expects, and whether a value is that."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from publish.guard.addresses import as_read
from xref.urls import split


class ValueKind(NamedTuple):
    expected: str
    """As in "expected a whole number"."""
    fits: Callable[[str], bool]
    leads: bool = False
    """Whether it is an address that a reader may follow: these are judged one by one, as addresses."""


def choice(*words: str) -> ValueKind:
    """One of some words."""
    return ValueKind(" or ".join(map(repr, words)), lambda value: value in words)


def all_of(*words: str) -> ValueKind:
    """Any of some words, with spaces between them."""
    return ValueKind(f"one or more of {', '.join(map(repr, words))}", lambda value: set(value.split()) <= set(words))


def none_of(words: Collection[str]) -> ValueKind:
    """Any words but these."""
    return ValueKind(
        "other classes than those of the page's own frame", lambda value: set(words).isdisjoint(value.split())
    )


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 6


def _is_name(value: str) -> bool:
    return bool(value) and not any(letter.isspace() for letter in value)


def _is_of_this_site(value: str) -> bool:
    address = split(as_read(value))
    return bool(address and address.path) and not (address and (address.scheme or address.netloc))


ANY = ValueKind("words", lambda value: True)
NAME = ValueKind("a name without spaces", _is_name)
NUMBER = ValueKind("a whole number", _is_number)
LINK = ValueKind("an address", lambda value: True, leads=True)
OWN_FILE = ValueKind("the path of a file of this site", _is_of_this_site, leads=True)
HERE = ValueKind("the id of something on the page, as in '#shape'", lambda value: value.startswith("#"))
