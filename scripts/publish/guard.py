"""What in a text would run, load or tell something: decided of elements and addresses, as browsers read them.

See the HTML standard on event handlers and embedded content, and the URL standard on what is ignored in an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from xref.position import START, Position
from xref.reading.html_elements import candidates
from xref.reading.source_positions import strip
from xref.urls import split


class UnsafeContent(NamedTuple):
    """Something in a text that would run, load or tell something."""

    kind: str
    message: str
    position: Position


SCRIPT, EMBEDDED, STYLE, ADDRESS, TRACKING = "script", "embedded", "style", "address", "tracking"
"""Kinds of hazard."""

RUNNING = ("javascript", "vbscript")
EXPECTED = ("", "http", "https", "mailto")
"""Schemes of addresses that lead a reader somewhere."""
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
PARAMETERS = re.compile(
    r"(?i)utm_\w+|gclid|gbraid|wbraid|fbclid|dclid|msclkid|twclid|igshid|mc_[ce]id|yclid|_hsenc|mkt_tok"
)
SHORTENERS = {
    *("bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "is.gd", "lnkd.in", "rebrand.ly", "shorturl.at"),
}
REMARKABLE = re.compile(r"[:?;#\\]|//")
"""What an address holds that is more than a path: most are no more, and are passed over at once."""
ELSEWHERE = re.compile(r"""(?i)(?<=["'(])\s*(?:(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}|https?:)[^"')\s]*""")
"""What a style loads from another host, be it in url(), image-set() or behind @import."""
CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


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
    address = split(_as_read(strip(value)))
    return address is not None and bool(address.scheme or address.netloc)


def of_address(value: str) -> Iterator[tuple[str, str, str]]:
    """The hazards of an address, wherever it stands."""
    if not REMARKABLE.search(value):
        return
    value = strip(value)
    address, written = split(_as_read(value)), split(value)
    if not (address and written):
        return  # no browser can read it either
    if address.scheme in RUNNING:
        yield SCRIPT, f"address {_short(value)} runs a script; a page runs nothing of its own", value
    elif address.scheme not in EXPECTED:
        yield ADDRESS, f"address {_short(value)} is neither relative nor https, http or mailto", value
    elif address.netloc and not written.netloc:
        yield ADDRESS, f"address {_short(value)} leads to another host: browsers read backslashes as slashes", value
    yield from _tracking(value, (address.hostname or "").removeprefix("www.").rstrip("."))


def _tracking(value: str, host: str) -> Iterator[tuple[str, str, str]]:
    if host in SHORTENERS:
        yield TRACKING, f"shortened link {value!r} tells {host} who follows it; link to where it leads", value
    for parameter in filter(PARAMETERS.fullmatch, re.findall(r"[?&;#]([\w.-]+)", value)):
        yield TRACKING, f"link {value!r} tells how a reader came there; remove {parameter!r}", value


def _as_read(value: str) -> str:
    """An address as browsers read it: without what they ignore, and with slashes for backslashes before a query."""
    address = re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(33))))
    path, mark, rest = address.partition("?")
    return path.replace("\\", "/") + mark + rest


def _short(value: str) -> str:
    return repr(value if len(value) < 60 else f"{value[:57]}...")


def in_style(text: str) -> Iterator[UnsafeContent]:
    """The hazards of a style sheet."""
    seen = CSS_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for match in ELSEWHERE.finditer(seen):
        line = seen.count("\n", 0, match.start())
        position = Position(line + 1, match.start() - (seen.rfind("\n", 0, match.start()) + 1) + 1)
        yield UnsafeContent(
            STYLE, f"style loads from elsewhere: {match[0].strip()!r}; keep a copy under assets/", position
        )
    decoded = CSS_ESCAPE.sub(lambda escape: chr(min(int(escape[1], 16), 0x10FFFF)), seen)
    if len(ELSEWHERE.findall(decoded)) > len(ELSEWHERE.findall(seen)):
        yield UnsafeContent(STYLE, "style loads from elsewhere, hidden in escapes; keep a copy under assets/", START)


def in_picture(data: bytes) -> list[UnsafeContent]:
    """The hazards of an SVG picture, read as XML, since that is what browsers do with it; it may have a style."""
    picture = _Picture()
    try:
        picture.parser.Parse(data, True)
    except expat.ExpatError as error:
        picture.found.append(
            UnsafeContent(EMBEDDED, f"not well-formed: {error}", Position(error.lineno, error.offset + 1))
        )
    return picture.found


class _Picture:
    def __init__(self) -> None:
        self.found: list[UnsafeContent] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = lambda target, _: self._note(EMBEDDED, f"instruction {target!r}")
        self.parser.StartDoctypeDeclHandler = lambda *_: self._note(EMBEDDED, "document type; a picture needs none")

    def _note(self, kind: str, message: str, beside: Position = START) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        position = Position(line + beside.line - 1, beside.column + (column if beside.line == 1 else 0))
        self.found.append(UnsafeContent(kind, message, position))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(" ")[2].lower(): value for key, value in attributes.items()}
        for kind, message, _ in of_element(name.rpartition(" ")[2].lower(), local):
            if kind != STYLE or message.startswith("style loads"):
                self._note(kind, message)
        for unsafe in in_style(local.get("style", "").join("()")):
            self._note(unsafe.kind, unsafe.message)

    def _text(self, text: str) -> None:
        for unsafe in in_style(text):
            self._note(unsafe.kind, unsafe.message, unsafe.position)
