"""Where an address leads, and what it tells on the way: judged as browsers read it.

See the URL standard on what is ignored in an address, and on what is read otherwise than it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote

from essays.values import short
from publish.guard import hosts, tracking
from publish.guard.unsafe import ADDRESS, SCRIPT, TRACKING
from xref.reading.source_positions import strip
from xref.urls import PLAIN, intended, split

Hazard = tuple[str, str, str]
"""Kind, message and the words that stand in the source."""
RUNNING = ("javascript", "vbscript")
EXPECTED = ("", "http", "https", "mailto")
"""Schemes of addresses that lead a reader somewhere."""
FILLED_IN = ("subject", "body")
"""Fields of a letter that an address may begin."""
SEEN = ("cc", "in-reply-to")
"""Those that archives of letters give besides, and that do no harm."""
EDGES = "".join(map(chr, range(33)))
"""What browsers take away at both ends of an address."""


def of_address(value: str) -> Iterator[Hazard]:
    """The hazards of an address, wherever it stands; most are a path and no more, and are passed over at once."""
    value = strip(value)
    if not PLAIN.fullmatch(value):
        yield from ((kind, f"address {short(value)!r} {words}", value) for kind, words in _hazards(value))


@lru_cache(10_000)
def _hazards(value: str) -> tuple[tuple[str, str], ...]:
    return tuple(_found(value))


def _found(value: str) -> Iterator[tuple[str, str]]:
    address = split(as_read(value))
    if not address:
        return  # no browser can read it either
    if address.scheme in RUNNING:
        yield SCRIPT, "runs a script; a page runs nothing of its own"
    elif deception := next(_deceptions(value, address), None):
        yield ADDRESS, deception
    elif told := tracking.told(address):
        yield TRACKING, told
    elif name := next(_other_fields(address), None):
        yield ADDRESS, f"fills in {name!r} of a letter; write {' and '.join(map(repr, FILLED_IN))} alone"


def _deceptions(value: str, address: SplitResult) -> Iterator[str]:
    """What an address hides of where it leads, in words."""
    written = split(value)
    if address.scheme not in EXPECTED and not intended(value):
        yield "is neither relative nor https, http or mailto"
    if address.netloc and not (written and (written.netloc or written.scheme)):
        yield "leads to another host: browsers read backslashes as slashes"
    if sign := hosts.hidden(unquote(value)):
        yield f"holds U+{ord(sign):04X}, which cannot be seen"
    if address.netloc and _has_control(value.strip(EDGES)):
        yield "holds a line break or another control character, which browsers leave out"
    if "@" in address.netloc:
        yield f"leads to {address.hostname!r}: what stands before '@' is no host"
    if address.scheme == "mailto" and (others := _other_boxes(address)):
        yield f"writes to {others!r} as well, which nobody sees; remove it"
    for host in _hosts(address):
        if disguise := hosts.disguise(host):
            yield f"leads to {hosts.in_ascii(hosts.readable(host))!r}: the host {disguise}"


def _has_control(text: str) -> bool:
    return any(unicodedata.category(sign) == "Cc" for sign in text)


def _hosts(address: SplitResult) -> list[str]:
    """The host that an address leads to, or those of the mailboxes."""
    if address.scheme == "mailto":
        return [box.rpartition("@")[2].strip() for box in unquote(address.path).split(",") if "@" in box]
    host = re.sub(r":\d*$", "", address.netloc.rpartition("@")[2])  # `hostname` has lost its capitals
    return [host] if host and not host.startswith("[") else []  # a number of the newer kind


def _fields(address: SplitResult) -> list[tuple[str, str]]:
    return parse_qsl(address.query.replace(";", "&"))


def _other_boxes(address: SplitResult) -> str:
    """The mailboxes to which a letter would go besides those that the address names before its `?`."""
    return ", ".join(
        value for name, value in _fields(address) if name.strip().lower() in ("to", "bcc") and value.strip()
    )


def _other_fields(address: SplitResult) -> Iterator[str]:
    """What a letter's writer may not see, or not understand: some programs add files for `attach`."""
    fields = _fields(address) if address.scheme == "mailto" else []
    names = (name.strip().lower() for name, _ in fields)
    yield from (name for name in names if name not in (*FILLED_IN, *SEEN))


def as_read(value: str) -> str:
    """An address as browsers read it: without what they ignore, and with slashes for backslashes before a query."""
    address = re.sub(r"[\t\n\r]", "", value).strip(EDGES)
    path = re.split("[?#]", address, maxsplit=1)[0]
    return path.replace("\\", "/") + address[len(path) :]
