"""What in a text would run, load or tell something: decided of elements and addresses, as browsers read them.

See the HTML standard on event handlers and embedded content, and the URL standard on what is ignored in an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from xref.elements import candidates
from xref.marks import strip
from xref.model import Hazard
from xref.place import Place

SCRIPT, EMBEDDED, STYLE, ADDRESS, TRACKING = "script", "embedded", "style", "address", "tracking"
"""Kinds of hazard."""

RUNNING = ("javascript", "vbscript")
EXPECTED = ("", "http", "https", "mailto")
"""Schemes of addresses that lead a reader somewhere."""
EMBEDDING = {
    *("iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe", "foreignobject"),
    *("form", "base", "meta", "link"),
}
LOADING = {("image", "href"), ("use", "href"), ("feimage", "href"), ("mpath", "href"), ("input", "src")}
LOADING |= {(tag, f"xlink:{name}") for tag, name in LOADING if name == "href"} | {(None, "background")}
"""Elements, None for any, and attributes by which they load what no reader chose, besides pictures and films."""
LEADING = {"href", "xlink:href", "src", "action", "formaction", "data", "poster", "cite"}
"""Attributes that hold an address."""
ANIMATING = {"animate", "set"}
"""Elements that may change an address."""
PARAMETERS = re.compile(
    r"(?i)utm_\w+|gclid|gbraid|wbraid|fbclid|dclid|msclkid|twclid|igshid|mc_[ce]id|yclid|_hsenc|mkt_tok"
)
SHORTENERS = {
    "bit.ly",
    "t.co",
    "tinyurl.com",
    "goo.gl",
    "ow.ly",
    "buff.ly",
    "is.gd",
    "lnkd.in",
    "rebrand.ly",
    "shorturl.at",
}
REMARKABLE = re.compile("[:?]|//")
"""What an address holds that is more than a path: most are no more, and are passed over at once."""
ELSEWHERE = re.compile(r"""(?ix) (?: url\( \s* ["']? | @import \s+ ["'] ) \s* (?: [a-z][a-z0-9+.-]*: )? // [^"')\s]*""")
"""What a style loads from another host."""


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
    if name == "ping":
        yield TRACKING, f"link tells {strip(value)!r} that it was followed; remove 'ping'", "ping="
    if (tag, name) in LOADING or (None, name) in LOADING:
        yield from _loaded(tag, name, value)
    if tag in ANIMATING and name in ("to", "from", "by", "values"):
        yield from of_address(value)
    for address in candidates(value) if name == "srcset" else [value] if name in LEADING else []:
        yield from of_address(address)


def _loaded(tag: str, name: str, value: str) -> Iterator[tuple[str, str, str]]:
    address = urlsplit(_as_read(strip(value)))
    if address.scheme or address.netloc:
        yield EMBEDDED, f"{tag} element loads {strip(value)!r}; keep a copy under assets/", value


def of_address(value: str) -> Iterator[tuple[str, str, str]]:
    """The hazards of an address, wherever it stands."""
    if not REMARKABLE.search(value):
        return
    value = strip(value)
    try:
        address = urlsplit(_as_read(value))
    except ValueError:
        return  # no browser can read it either
    if address.scheme in RUNNING:
        yield SCRIPT, f"address {_short(value)} runs a script; a page runs nothing of its own", value
    elif address.scheme not in EXPECTED:
        yield ADDRESS, f"address {_short(value)} is neither relative nor https, http or mailto", value
    if address.hostname in SHORTENERS:
        yield (
            TRACKING,
            f"shortened link {value!r} tells {address.hostname} who follows it; link to where it leads",
            value,
        )
    for parameter in filter(PARAMETERS.fullmatch, dict(parse_qsl(address.query, keep_blank_values=True))):
        yield TRACKING, f"link {value!r} tells how a reader came there; remove {parameter!r}", value


def _as_read(value: str) -> str:
    """An address without what browsers ignore in it."""
    return re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(33))))


def _short(value: str) -> str:
    return repr(value if len(value) < 60 else f"{value[:57]}...")


def in_style(text: str) -> Iterator[Hazard]:
    """The hazards of a style sheet."""
    for match in ELSEWHERE.finditer(text):
        line = text.count("\n", 0, match.start())
        place = Place(line + 1, match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1)
        yield Hazard(STYLE, f"style loads from elsewhere: {match[0]!r}; keep a copy under assets/", place)


def in_picture(text: str) -> list[Hazard]:
    """The hazards of an SVG picture, which may have a style of its own."""
    picture = _Picture()
    picture.feed(text)
    picture.close()
    return picture.found


class _Picture(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Hazard] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        found = [hazard for hazard in of_element(tag, dict(attrs)) if hazard[0] != STYLE]
        styled = [
            (STYLE, hazard.message, "") for name, value in attrs for hazard in in_style(value or "") if name != "href"
        ]
        self.found += [Hazard(kind, message, Place(line, column + 1)) for kind, message, _ in (*found, *styled)]

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        for hazard in in_style(data):
            beside = column if hazard.place.line == 1 else 0
            place = Place(line + hazard.place.line - 1, hazard.place.column + beside)
            self.found.append(Hazard(hazard.kind, hazard.message, place))
