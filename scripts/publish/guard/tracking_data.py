"""What `tracking.toml` knows, as values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("tracking.toml")
LABELS = 6
"""Last parts of a host's name that are looked up: no more are listed."""


class Places:
    """Hosts, perhaps with the beginning of a path, as the data writes them."""

    def __init__(self, written: str):
        self._paths: dict[str, list[str]] = {}
        for host, slash, path in (place.partition("/") for place in written.split()):
            self._paths.setdefault(host, []).append(f"{slash}{path}".rstrip("/"))

    def hold(self, host: str, path: str = "") -> bool:
        """Whether a host, or one above it, is listed, and with it the beginning of a path."""
        return any(f"{path}/".startswith(f"{start}/") for key in _keys(host) for start in self._paths.get(key, ()))


def _keys(host: str) -> Iterator[str]:
    """What a host may be listed as: itself, one above it, or a service in one of its countries."""
    labels = host.split(".")[-LABELS:]
    for start in range(len(labels)):
        yield ".".join(labels[start:])
        if len(labels) - start in (2, 3):
            yield f"{labels[start]}.*"


@dataclass(frozen=True)
class Parameters:
    """Names of parameters, in small letters, and the hosts on which they tell; None where they do on all."""

    names: re.Pattern[str]
    hosts: Places | None


@dataclass(frozen=True)
class Known:
    """All of the data; what each part means stands beside it."""

    parameters: tuple[Parameters, ...]
    redirectors: Places
    redirecting_paths: frozenset[str]
    redirecting_parameters: frozenset[str]
    shorteners: Places
    proxies: Places
    proxy_words: tuple[str, ...]
    archives: Places


@cache
def known() -> Known:
    """The data, read once."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return Known(
        tuple(map(_parameters, data["parameters"])),
        Places(" ".join(group["hosts"] for group in data["redirectors"])),
        frozenset(data["redirecting"]["paths"].split()),
        frozenset(data["redirecting"]["parameters"].split()),
        Places(data["shorteners"]["hosts"]),
        Places(data["proxies"]["hosts"]),
        tuple(data["proxies"]["words"].split()),
        Places(data["archives"]["hosts"]),
    )


def _parameters(group: dict[str, Any]) -> Parameters:
    names = "|".join(re.escape(name).replace(r"\*", ".+") for name in group["names"].split())
    return Parameters(re.compile(names), Places(group["hosts"]) if "hosts" in group else None)
