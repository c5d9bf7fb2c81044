"""What an author may have meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches


def did_you_mean(written: str, known: Iterable[str], compared: Callable[[str], str] = str) -> str:
    """The ending of a message that names the nearest known value, or "" where none is near.

    `compared` picks the part of a value that an author could have mistyped.
    """
    nearest = {compared(value).lower(): value for value in sorted(set(known), reverse=True)}
    matches = get_close_matches(compared(written).lower(), nearest, n=1, cutoff=0.6)
    return f"; did you mean {nearest[matches[0]]!r}?" if matches else ""


def stem(path: str) -> str:
    """A path without its ending, which would make all pages look alike."""
    return path.rpartition(".")[0] or path
