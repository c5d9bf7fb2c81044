"""Addresses: what they lead to, as far as they tell by themselves."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

TEXT_FRAGMENT = ":~:"
"""What follows it tells the browser which words to show; no page has an anchor for it."""

PLAIN = re.compile(r"((?!//)[a-zA-Z0-9_./-]*)(?:#([a-zA-Z0-9_.-]*))?")
"""A path and perhaps an anchor, as most addresses are: they need no more than this to be taken apart."""


@lru_cache(100_000)
def split(address: str) -> SplitResult | None:
    """The parts of an address; None for one that no browser can read."""
    if plain := PLAIN.fullmatch(address):
        return SplitResult("", "", plain[1], "", plain[2] or "")
    try:
        return urlsplit(address)
    except ValueError:
        return None


@lru_cache(100_000)
def is_relative(target: str) -> bool:
    """Whether an address leads from the page it stands on, and not from a host or its root."""
    address = split(target)
    return address is not None and not (address.scheme or address.netloc or target.startswith("/"))


def resolve(page: str, target: str) -> str:
    """The path, in the documentation folder, that a relative address on a page leads to."""
    return _resolved(_folder(page), target) or page


_folder = lru_cache(100_000)(posixpath.dirname)


@lru_cache(100_000)
def _resolved(folder: str, target: str) -> str:
    """From a folder, since the pages of one share many addresses; "" for an address without a path."""
    address = split(target)
    path = unquote(address.path) if address else ""
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


@lru_cache(100_000)
def anchor(target: str) -> str:
    """The id that an address leads to, or ""."""
    address = split(target)
    return unquote(address.fragment.split(TEXT_FRAGMENT)[0]) if address else ""
