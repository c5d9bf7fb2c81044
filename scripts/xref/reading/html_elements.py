"""What the elements of a rendered page are to whoever gathers its facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from xref.urls import is_relative

NOT_PROSE = {"code", "pre", "script", "style", "svg", "math", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
WITHIN_A_PARAGRAPH = {
    *("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "u"),
}
FETCHED = {
    *(("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("video", "src")),
    *(("video", "poster"), ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data"), ("input", "src")),
    *(("image", "href"), ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href")),
    *(("image", "src"), ("image", "srcset")),  # which is an `img` to browsers
}
"""Elements and the attributes by which they fetch what they show."""
DESCRIBED = {("img", "src"), ("input", "src")}
"""Of these, those that need a text alternative."""
EMBEDDED = {("embed", "src"), ("object", "data")}
"""Of those that fetch, the ones that may fetch a page as well."""
TAKEN_IN = {("iframe", "src"), ("script", "src"), ("link", "href")} | EMBEDDED
"""Elements and the attributes by which they take in a page or a file."""
OURS = {"headerlink", "footnote-backref"}
"""Links that the renderer adds to what authors wrote."""
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')#][^"')]*)""", re.IGNORECASE)
"""An address in a style."""
CANDIDATE = re.compile(r"[\s,]*(?P<address>[^\s,]\S*)(?:(?<!,)[^,]*)?")
"""An address and, unless a comma ends it, how large the picture is."""
EMOJI = {"twemoji", "emojione", "gemoji"}
"""Classes of the pictures that the emoji extension makes of `:words:`."""
FORMULA = "arithmatex"
"""Class of what holds a formula as it is typed; a script draws it in the reader's browser."""
FOOTNOTE_LINK = "footnote-ref"
NAMES = ("aria-labelledby", "aria-label", "title")
"""Attributes by which a picture has words where it has no `alt` (HTML-AAM 1.0, 4.1.10)."""


def alternative(attributes: Mapping[str, str | None]) -> str | None:
    """The words that stand for a picture; "" where none are to be said, None where nobody thought of them."""
    if "alt" in attributes:
        return attributes["alt"] or ""
    return next((attributes[name] for name in NAMES if attributes.get(name)), None)


def is_unheard(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element says that it adds nothing for who hears a page."""
    return attributes.get("aria-hidden") == "true" or attributes.get("role") in ("presentation", "none")


def is_place(target: str, own_id: str) -> bool:
    """Whether a link with that address and id leads to itself: some write [](){#id}, or number lines of code."""
    return bool(own_id) and target in ("", f"#{own_id}")


def fetched(tag: str, name: str, value: str, plain: Callable[[str], str] = str) -> Iterator[str]:
    """The addresses that an attribute has a browser fetch and show; not parts of the drawing itself.

    `plain` takes out what was put into a value that is taken apart.
    """
    if name == "style":
        yield from IN_STYLE.findall(plain(value))
    elif (tag, name) not in FETCHED or ((tag, name) in EMBEDDED and is_relative(plain(value))):
        return  # or a page, perhaps
    elif name == "srcset":
        yield from candidates(plain(value))
    elif not (name.endswith("href") and plain(value).startswith("#")):
        yield value


def candidates(srcset: str) -> Iterator[str]:
    """The addresses of `srcset="a.png, b.png 2x"`, parted as the HTML standard says: commas may stand within one."""
    return (match["address"].rstrip(",") for match in CANDIDATE.finditer(srcset))
