"""What a link tells on its way, as `tracking.toml` has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult

from publish.guard.detours import decode, destination, detour, host_and_path
from publish.guard.tracking_data import known

NAME = re.compile(r"[?&;#!/]([^?&;#!/=]+)=")
"""A parameter's name, wherever it may stand: in the query, in the fragment, in a part of the path."""


def told(address: SplitResult) -> str | None:
    """What an address, as browsers read it, tells on the way, and what to do about it, in words."""
    if known().archives.hold(*host_and_path(address)):
        return None  # what they keep stands under the very address that it once had
    if passed := detour(address):
        page = destination(address)
        return f"{passed}; link to {repr(page) if page else 'where it leads'}"
    names = dict.fromkeys(_tracking_names(address))
    return f"tells how a reader came there; remove {', '.join(map(repr, names))}" if names else None


def _tracking_names(address: SplitResult) -> Iterator[str]:
    host, _ = host_and_path(address)
    for name in NAME.findall(decode(address._replace(scheme="", netloc="").geturl())):
        plain = name.strip().lower()
        if any(
            group.names.fullmatch(plain) and (group.hosts is None or group.hosts.hold(host))
            for group in known().parameters
        ):
            yield name
