"""Where an address leads, and what it tells on the way: judged as browsers read it.

See the URL standard on what is ignored in an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.guard.unsafe import ADDRESS, SCRIPT, TRACKING
from xref.reading.source_positions import strip
from xref.urls import split

RUNNING = ("javascript", "vbscript")
EXPECTED = ("", "http", "https", "mailto")
"""Schemes of addresses that lead a reader somewhere."""
PARAMETERS = re.compile(
    r"(?i)utm_\w+|gclid|gbraid|wbraid|fbclid|dclid|msclkid|twclid|igshid|mc_[ce]id|yclid|_hsenc|mkt_tok"
)
SHORTENERS = {
    *("bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "is.gd", "lnkd.in", "rebrand.ly", "shorturl.at"),
}
REMARKABLE = re.compile(r"[:?;#\\]|//")
"""What an address holds that is more than a path: most are no more, and are passed over at once."""


def of_address(value: str) -> Iterator[tuple[str, str, str]]:
    """The hazards of an address, wherever it stands."""
    if not REMARKABLE.search(value):
        return
    value = strip(value)
    address, written = split(as_read(value)), split(value)
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


def as_read(value: str) -> str:
    """An address as browsers read it: without what they ignore, and with slashes for backslashes before a query."""
    address = re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(33))))
    path, mark, rest = address.partition("?")
    return path.replace("\\", "/") + mark + rest


def _short(value: str) -> str:
    return repr(value if len(value) < 60 else f"{value[:57]}...")
