"""Addresses, and ways to get one wrong or to write it differently: each `mutation(address, random)` gives another."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from urllib.parse import quote


@dataclass(frozen=True)
class Address:
    path: str
    query: str | None = None
    fragment: str | None = None

    def __str__(self) -> str:
        query = "" if self.query is None else f"?{self.query}"
        return f"{self.path}{query}{'' if self.fragment is None else f'#{self.fragment}'}"


def built(path: str, directory_urls: bool) -> str:
    """Where the build puts a file: `a.md` becomes `a.html` or `a/index.html`."""
    bare, ending = posixpath.splitext(path)
    if ending != ".md":
        return path
    if posixpath.basename(bare) in ("index", "README"):
        return posixpath.join(posixpath.dirname(path), "index.html")
    return f"{bare}/index.html" if directory_urls else f"{bare}.html"


def relative(page: str, path: str) -> str:
    """On `help/README.md`, `notes/one.md` is `../notes/one.md`."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


def encode(path: str, bare: str, random: Random) -> str:
    """Percent-encoded but for `bare`, for what is safe everywhere and, one time in two, for letters beyond ASCII."""
    bare += "/&+;:" + random.choice(("", "".join(letter for letter in path if not letter.isascii())))
    return "".join(letter if letter in bare else quote(letter) for letter in path)


def _path(change: Callable[[str], str]) -> Callable[[Address, Random], Address]:
    return lambda address, _: replace(address, path=change(address.path)) if address.path else address


def _fragment(change: Callable[[str], str]) -> Callable[[Address, Random], Address]:
    return lambda address, _: replace(address, fragment=change(address.fragment or ""))


def _one_letter(text: str, change: Callable[[str], str], random: Random) -> str:
    """The text with one letter changed, but none that belongs to an escape such as %C3."""
    letters = [match.start() for match in re.finditer(r"(?<!%)(?<!%\w)[^\W\d_]", text)]
    if not letters:
        return text
    at = random.choice(letters)
    return text[:at] + change(text[at]) + text[at + 1 :]


def _change_letter(change: Callable[[str], str]) -> Callable[[Address, Random], Address]:
    return lambda address, random: replace(address, path=_one_letter(address.path, change, random))


def _change_anchor_letter(change: Callable[[str], str]) -> Callable[[Address, Random], Address]:
    return lambda address, random: replace(
        address, fragment=_one_letter(address.fragment or "", change, random) or None
    )


def _encoded(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


MUTATIONS = {
    "misspell the path": _change_letter(lambda letter: letter * 2),
    "change the case of the path": _change_letter(str.swapcase),
    "encode a letter of the path": _change_letter(_encoded),
    "entity in the path": _change_letter(lambda letter: f"&#{ord(letter)};"),
    "drop the extension": _path(lambda path: posixpath.splitext(path)[0]),
    "extension in capitals": _path(lambda path: path.replace(".md", ".MD")),
    "built extension": _path(lambda path: path.replace(".md", ".html")),
    "folder": _path(lambda path: posixpath.dirname(path) + "/"),
    "folder without slash": _path(lambda path: posixpath.dirname(path) or "."),
    "slash at the end": _path(lambda path: f"{path}/"),
    "out of the root": _path(lambda path: f"../../../../{path}"),
    "one folder up": _path(lambda path: f"../{path}"),
    "one folder less": _path(lambda path: path.removeprefix("../")),
    "from the root": _path(lambda path: f"/{path.lstrip('./')}"),
    "backslash at the start": _path(lambda path: f"\\{path}"),
    "backslashes": _path(lambda path: path.replace("/", "\\")),
    "detour": _path(lambda path: f"./notes/../{path}"),
    "two slashes": _path(lambda path: path.replace("/", "//")),
    "encode twice": _path(lambda path: path.replace("%", "%25")),
    "decode": _path(lambda path: path.replace("%20", " ").replace("%26", "&")),
    "plus for space": _path(lambda path: path.replace("%20", "+")),
    "broken escape": _path(lambda path: f"{path}%zz"),
    "space at the end": _path(lambda path: f"{path}%20"),
    "full stop at the end": _path(lambda path: f"{path}."),
    "decompose the path": _path(_decomposed),
    "entity for ampersand": _path(lambda path: path.replace("&", "&amp;")),
    "escape": _path(lambda path: path.replace(".md", "\\.md").replace("_", "\\_")),
    "other host": _path(lambda path: f"https://example.org/{path}"),
    "other host, same scheme": _path(lambda path: f"//example.org/{path}"),
    "mail": lambda address, _: Address("someone@example.org"),
    "no path": lambda address, _: replace(address, path=""),
    "no query": lambda address, _: replace(address, query=None),
    "empty query": lambda address, _: replace(address, query=""),
    "nothing": lambda address, _: Address(""),
    "misspell the anchor": _change_anchor_letter(lambda letter: letter * 2),
    "change the case of the anchor": _change_anchor_letter(str.swapcase),
    "encode a letter of the anchor": _change_anchor_letter(_encoded),
    "entity in the anchor": _change_anchor_letter(lambda letter: f"&#{ord(letter)};"),
    "decompose the anchor": _fragment(_decomposed),
    "encode the anchor twice": _fragment(lambda anchor: anchor.replace("%", "%25")),
    "broken escape in the anchor": _fragment(lambda anchor: f"{anchor}%zz"),
    "no anchor": lambda address, _: replace(address, fragment=None),
    "empty anchor": _fragment(lambda _: ""),
    "anchor of another page": _fragment(lambda _: "setext-head"),
    "second of a name": _fragment(lambda anchor: f"{anchor}_1"),
    "text fragment": _fragment(lambda anchor: f"{anchor}:~:text=words"),
    "text fragment alone": _fragment(lambda _: ":~:text=words"),
    "top": _fragment(lambda _: "top"),
    "top in capitals": _fragment(lambda _: "Top"),
    "hash in the anchor": _fragment(lambda anchor: f"{anchor}#more"),
    "slash at the end of the anchor": _fragment(lambda anchor: f"{anchor}/"),
    "query after the anchor": _fragment(lambda anchor: f"{anchor}?x=1"),
}
