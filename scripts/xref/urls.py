"""Addresses: what they lead to, as far as they tell by themselves."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urlsplit

TEXT_FRAGMENT = ":~:"
"""What follows it tells the browser which words to show; no page has an anchor for it."""
LINES = re.compile(r"(__codelineno-.+):\d+")
"""Of a fragment that names some lines of code, which Material's script marks, that for the first of them."""

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


WITHOUT_SCHEME = re.compile(r"(?i)www\.[\w-]+\.[\w.-]+(?:[/?#:].*)?")
MAILBOX = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+(?!(?:md|html?|svg|png|pdf)$)[a-zA-Z]{2,}")
DOI = re.compile(r"(?i)(?:doi:\s*|(?:(?:dx|www)\.)?doi\.org/)?(10\.\d{4,9}/\S+)")
WITHIN = re.compile(r"\((https?://[^\s()]+)\)|https?://(https?://\S+)")
MISTYPED = re.compile(
    r"(?P<scheme>[a-zA-Z]{3,7})(?::/{0,3}|;/{1,3}|/{2,3}:?)(?P<rest>(?:[\w-]+\.)+[a-zA-Z]{2,}(?:[/?#:].*)?)"
)
ALIKE = 0.7
"""From which likeness on a scheme is one that was mistyped: `htp` and `ttps` are, `ftp` and `hxxp` are not."""


def intended(address: str) -> str | None:
    """The whole address that was certainly meant: one without its scheme, with a misspelt or a second one, or in
    parentheses."""
    if doi := DOI.fullmatch(address):
        return f"https://doi.org/{doi[1]}"
    if inside := WITHIN.fullmatch(address):
        return inside[1] or inside[2]
    if WITHOUT_SCHEME.fullmatch(address):
        return f"https://{address}"
    if MAILBOX.fullmatch(address):
        return f"mailto:{address}"
    mistyped = None if _is_whole(address) else MISTYPED.fullmatch(address)
    if mistyped and get_close_matches(mistyped["scheme"].lower(), ["http", "https"], cutoff=ALIKE):
        return f"https://{mistyped['rest']}"
    return None


def is_malformed(address: str) -> bool:
    """Whether no browser can read an address, or reads it otherwise than it was meant."""
    parts = split(address)
    is_without_host = parts is not None and parts.scheme in ("http", "https") and not parts.netloc
    return parts is None or is_without_host or bool(parts.scheme and intended(address))


def _is_whole(address: str) -> bool:
    parts = split(address)
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)


ON_A_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
"""The beginning of a path on somebody's own Windows machine."""


@lru_cache(100_000)
def is_relative(target: str) -> bool:
    """Whether an address leads from the page it stands on, and not from a host or its root; or was meant to, from a
    drive, of which browsers take the letter for a scheme."""
    if ON_A_DRIVE.match(target):
        return True
    address = split(target)
    return address is not None and not (address.scheme or address.netloc or target.startswith("/"))


UNSAFE = re.compile(r"[^\w\x80-\U0010ffff./~,+=!-]|\s")


def encoded(words: str) -> str:
    """A path or an id as authors write it in an address: only what would mean something else there is encoded."""
    return UNSAFE.sub(lambda letter: quote(letter[0]), words)


def tidy(address: str) -> str:
    """A path as MkDocs looks it up: `sub/a.md` for `./sub//a.md`; other addresses as they are."""
    if not address or not is_relative(address.lstrip("/")) or address.startswith("//"):
        return address
    return PurePosixPath(address).as_posix()


def base_of(site_url: str | None) -> str | None:
    """The path that all addresses of a site begin with; None where nobody said."""
    return f"/{urlsplit(site_url).path.strip('/')}/".replace("//", "/") if site_url else None


def resolve(page: str, target: str, base: str | None = None) -> str:
    """The path, in the documentation folder, that a relative address on a page leads to.

    Where a built site begins at the root of its host, browsers climb no higher than that (URL standard, 4.4).
    """
    path = _resolved(_folder(page), target) or page
    return (ABOVE.sub("", path) or ".") if base == "/" else path


def target_of(page: str, address: str) -> str:
    """The path, in the documentation folder, that an address in the Markdown of a page leads to."""
    if address.startswith("\\"):
        return address  # which MkDocs leaves as it is: no page
    return resolve("", address.lstrip("/")) if address.startswith("/") else resolve(page, address)


def written_on(page: str, path: str) -> str:
    """A path as it would be written on a page."""
    return posixpath.relpath(path, _folder(page) or ".")


ABOVE = re.compile(r"^(?:\.\.(?:/|$))+")

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


def is_alive_anchor(target: str, ids: Collection[str]) -> bool:
    """Whether an address leads to one of a page's ids. Browsers look for the fragment as it is written, then decoded;
    and every page has a top (HTML, 7.4.2.3)."""
    wanted, written = anchor(target), target.partition("#")[2].split(TEXT_FRAGMENT)[0]
    if not wanted or wanted in ids or written in ids:  # as nearly all are
        return True
    return wanted.casefold() == "top" or LINES.sub(r"\1", wanted) in ids
