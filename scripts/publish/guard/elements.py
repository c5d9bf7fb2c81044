"""What an element in a text would run, load or tell: decided as browsers read it.

See the HTML standard on event handlers and embedded content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publish.guard.addresses import as_read, of_address
from publish.guard.unsafe import EMBEDDED, SCRIPT, STYLE, TRACKING
from xref.reading.html_elements import candidates
from xref.reading.source_positions import strip
from xref.urls import split

EMBEDDING = {
    *("iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe", "foreignobject"),
    *("form", "base", "meta", "link"),
}
LOADING: set[tuple[str | None, str]] = {
    ("image", "href"),
    ("use", "href"),
    ("feimage", "href"),
    ("mpath", "href"),
    ("input", "src"),
}
LOADING |= {(tag, "xlink:href") for tag, name in LOADING if name == "href"} | {(None, "background"), ("image", "src")}
"""Elements, None for any, and attributes by which they load what no reader chose, besides pictures and films."""
LEADING = {"href", "xlink:href", "src", "action", "formaction", "data", "poster", "cite"}
"""Attributes that hold an address."""
PAINTING = {"fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker-start", "marker-mid", "marker-end"}
"""Attributes of drawings that may name something to load, as styles do."""
ANIMATING = {"animate", "set"}
"""Elements that may change an address."""
ELSEWHERE = re.compile(r"""(?i)(?<=["'(])\s*(?:(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}|https?:)[^"')\s]*""")
"""What a style loads from another host, be it in url(), image-set() or behind @import."""


def of_element(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str, str]]:
    """Kind, message and the words that stand in the source, for each hazard of an element in a text."""
    if tag == "script":
        yield SCRIPT, "script element; a page runs nothing of its own", "<script"
    if tag in EMBEDDING:
        yield EMBEDDED, f"{tag} element; a page holds nothing that another place fills or changes", f"<{tag}"
    if tag == "style":
        yield STYLE, "style element; styles stand in the site's own sheet", "<style"
    for name, value in attributes.items():
        yield from _of_attribute(tag, name, value or "")


def _of_attribute(tag: str, name: str, value: str) -> Iterator[tuple[str, str, str]]:
    if name.startswith("on") or name == "srcdoc":
        yield SCRIPT, f"attribute {name!r}; a page runs nothing of its own", f"{name}="
    if name == "style":
        yield STYLE, "style attribute; styles stand in the site's own sheet", "style="
    elif name in PAINTING and (found := ELSEWHERE.search(strip(value))):
        yield STYLE, f"style loads from elsewhere: {found[0]!r}; keep a copy under assets/", f"{name}="
    if name in ("ping", "attributionsrc"):
        yield TRACKING, f"link tells {strip(value)!r} that it was followed; remove {name!r}", f"{name}="
    if loads_from_elsewhere(tag, name, value):
        yield EMBEDDED, f"{tag} element loads {strip(value)!r}; keep a copy under assets/", value
    if tag in ANIMATING and name in ("to", "from", "by", "values"):
        yield from of_address(value)
    for address in candidates(value) if name == "srcset" else [value] if name in LEADING else []:
        yield from of_address(address)


def loads_from_elsewhere(tag: str, name: str, value: str) -> bool:
    """Whether an attribute has a browser load, besides pictures and films, what another host holds."""
    if LOADING.isdisjoint({(tag, name), (None, name)}):
        return False
    address = split(as_read(strip(value)))
    return address is not None and bool(address.scheme or address.netloc)
