"""Addresses that lead to a page by way of somebody else: redirectors, short addresses, libraries' proxies."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import SplitResult, parse_qsl, unquote

from publish.guard.hosts import readable
from publish.guard.tracking_data import known

ROUNDS = 5
"""How often an address may be encoded within another."""
WHOLE = re.compile(r"(?i)https?:/{1,2}[^\s/].*")
WITHIN = re.compile(rf"(?P<before>.?)(?P<address>{WHOLE.pattern.removeprefix('(?i)')})", re.IGNORECASE)
IN_BASE64 = re.compile(r"(?:a1)?(aHR0c[\w-]+)")
"""An address that begins with http, in base64; Bing puts two letters before it."""
PROOFPOINT_2 = re.compile("-(?=[0-9A-F]{2})")
"""What stands for "%" in the second form of Proofpoint's addresses, in which "_" stands for "/"."""
AMP = re.compile("/amp/(?:s/)?(?P<page>.+[.].+)")
"""A page that Google shows on its own host."""


def host_and_path(address: SplitResult) -> tuple[str, str]:
    """As they are looked up in lists."""
    return readable(address.hostname or ""), decode(address.path)


def decode(text: str) -> str:
    """A text without percent-encoding, however often that was done."""
    for _ in range(ROUNDS):
        text = unquote(text)
    return text


def detour(address: SplitResult) -> str | None:
    """What stands between a reader and the page, in words; None where nothing is known to."""
    host, path = host_and_path(address)
    if known().shorteners.hold(host, path):
        return f"is a short address by which {host} counts who follows it"
    if known().redirectors.hold(host, path) or _redirects(address, host):
        return f"passes {host}, which notes who follows it"
    if _is_proxy(host):
        return f"passes {host}, a library's proxy that lets its members through, and nobody else"
    return None


def _redirects(address: SplitResult, host: str) -> bool:
    """Whether a host that is not listed is told, in the usual way, to lead on to another."""
    last = address.path.rstrip("/").rpartition("/")[2].lower()
    given = parse_qsl(address.query) if last in known().redirecting_paths else []
    values = (decode(value).lower() for name, value in given if name.lower() in known().redirecting_parameters)
    return any(WHOLE.match(value) and host not in value for value in values)


def _is_proxy(host: str) -> bool:
    return known().proxies.hold(host) or any(word in host for word in known().proxy_words)


def destination(address: SplitResult) -> str:
    """Where a redirector or a proxy leads on to, as far as its address tells; "" where it does not."""
    rest = address._replace(scheme="", netloc="").geturl()
    if "/v2/url" in address.path:
        rest = PROOFPOINT_2.sub("%", rest).replace("_", "/")
    elif "/v3/__" in address.path:
        rest = rest.partition("__;")[0]
    return next(_destinations(address, rest), "")


def _destinations(address: SplitResult, rest: str) -> Iterator[str]:
    for piece in re.split("[/?&;#=]", rest):
        decoded = decode(piece)
        if WHOLE.fullmatch(decoded):
            yield decoded
        elif found := IN_BASE64.fullmatch(decoded):
            yield urlsafe_b64decode(f"{found[1]}===").decode(errors="replace")
    if found := WITHIN.search(decode(rest)):
        yield found["address"].partition("&")[0] if found["before"] == "=" else found["address"]
    if found := AMP.fullmatch(address.path):
        yield f"https://{found['page']}"
    if page := _behind_proxy(readable(address.hostname or "")):
        yield address._replace(netloc=page).geturl()


def _behind_proxy(host: str) -> str:
    """The host that a proxy's name holds: `doi-org.ezproxy.example.edu` or `doi.org.ezproxy.example.edu`."""
    if not _is_proxy(host):
        return ""
    labels = list(takewhile(lambda label: not any(word in label for word in known().proxy_words), host.split(".")))
    if known().proxies.hold(host) and "idm" in labels:
        labels = labels[: labels.index("idm") - 1]
    name = ".".join(labels)
    return name if "." in name else "-".join(part.replace("-", ".") for part in name.split("--")) if "-" in name else ""
