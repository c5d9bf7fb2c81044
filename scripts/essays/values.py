"""Kinds of values that data files and front matter hold: what an author would call each, an example, and its test."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from xref.reading.yaml_positions import Invalid
from xref.rules.suggestions import did_you_mean

Path = tuple[str | int, ...]
"""Where a value stands within another: ("author", 0, "family")."""
TEXT_NAME = "text"
SHOWN = 60
"""Letters of a value that a message shows."""
WRONG_TYPE, UNKNOWN_FIELD = "wrong-type", "unknown-field"
ALIASES = {
    **dict.fromkeys(("journal", "booktitle", "journaltitle", "website"), "container-title"),
    **dict.fromkeys(("year", "date", "published"), "issued"),
    "pages": "page",
    "authors": "author",
    "editors": "editor",
    "doi": "DOI",
    "isbn": "ISBN",
    "url": "URL",
    "link": "URL",
    "address": "publisher-place",
}
"""What other formats call a field, in small letters -> what it is called here."""


class Misfit(NamedTuple):
    """What does not fit in a value: where within it, which rule it breaks, and what is wrong."""

    path: Path
    rule: str
    message: str

    def within(self, key: str | int) -> Misfit:
        return self._replace(path=(key, *self.path))


Test = Callable[[Any], Iterator[Misfit]]


@dataclass(frozen=True)
class Kind:
    """A kind of value: its name as an author would say it, an example as it is typed, and what in a value misfits."""

    name: str
    example: str
    misfits: Test

    def accepts(self, value: Any) -> bool:
        return next(self.misfits(value), None) is None


def plain(name: str, example: str, accepts: Callable[[Any], bool]) -> Kind:
    """A kind of value that fits as a whole or not at all."""

    def misfits(value: Any) -> Iterator[Misfit]:
        if isinstance(value, Invalid) or not accepts(value):
            yield wrong(value, name, example)

    return Kind(name, example, misfits)


def wrong(value: Any, name: str, example: str) -> Misfit:
    hint = "; a text that begins with '#' stands between quotes" if value is None and name == TEXT_NAME else ""
    return Misfit((), WRONG_TYPE, f"is {shown(value)}; expected {name}, such as {example}{hint}")


def shown(value: Any) -> str:
    """A value as a message quotes it."""
    if value is None:
        return "empty"
    if isinstance(value, Invalid):
        return f"{_short(repr(value.text))} ({value.why})"
    return _short(str(value).lower() if isinstance(value, bool) else repr(value))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."


def list_of(kind: Kind, name: str, example: str, at_least: int = 0, at_most: int | None = None) -> Kind:
    """Lists of one kind of value."""

    def misfits(value: Any) -> Iterator[Misfit]:
        if not isinstance(value, list) or len(value) < at_least or len(value[at_most or len(value) :]):
            yield wrong(value, name, example)
        else:
            yield from (misfit.within(at) for at, item in enumerate(value) for misfit in kind.misfits(item))

    return Kind(name, example, misfits)


def mapping(fields: Mapping[str, Kind], name: str, example: str, required: Iterable[str] = ()) -> Kind:
    """Mappings with some fields and no others; of `required`, at least one is there."""
    wanted = set(required)

    def misfits(value: Any) -> Iterator[Misfit]:
        if not isinstance(value, dict) or (wanted and wanted.isdisjoint(value)):
            yield wrong(value, name, example)
        else:
            yield from in_fields(value, fields)

    return Kind(name, example, misfits)


def in_fields(value: Mapping[str, Any], fields: Mapping[str, Kind]) -> Iterator[Misfit]:
    """What in a mapping misfits, field by field."""
    for key, item in value.items():
        if key not in fields:
            yield Misfit((key,), UNKNOWN_FIELD, unknown(key, fields))
        else:
            yield from (misfit.within(key) for misfit in fields[key].misfits(item))


def unknown(key: str, fields: Collection[str]) -> str:
    """What a message says of a field that no schema has, with the name that was meant where that is likely."""
    meant = ALIASES.get(key.casefold(), "")
    hint = f"; did you mean {meant!r}?" if meant in fields else did_you_mean(key, fields)
    return f"unknown field {key!r}{hint}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def one_of(words: Iterable[str], name: str, example: str, aliases: Mapping[str, str] | None = None) -> Kind:
    """One of some words, the nearest of which a message suggests."""
    known = tuple(words)

    def misfits(value: Any) -> Iterator[Misfit]:
        if value not in known:
            yield _with_hint(wrong(value, name, example), value, known, aliases or {})

    return Kind(name, example, misfits)


def _with_hint(misfit: Misfit, value: Any, known: Collection[str], aliases: Mapping[str, str]) -> Misfit:
    if not isinstance(value, str):
        return misfit
    hint = f"; did you mean {aliases[value]!r}?" if value in aliases else did_you_mean(value, known)
    return misfit._replace(message=misfit.message + hint)


TEXT = plain(TEXT_NAME, '"Some words"', _is_text)
NUMBER = plain("a whole number from 1", "3", lambda value: type(value) is int and 0 < value < 10_000)
FLAG = plain("true or false", "true", lambda value: isinstance(value, bool))
DATE = plain("a date", "2026-11-23", lambda value: type(value) is date)
DATE_OR_NOTHING = plain("a date or nothing", "2026-11-23", lambda value: value is None or type(value) is date)
WORDS = list_of(TEXT, "a list of text", "[first, second]")
HTTPS = plain("an address with https", "https://example.org/page", lambda value: _is_text(value) and is_https(value))


def is_https(address: str) -> bool:
    rest = address.removeprefix("https://")
    return rest != address and bool(rest.split("/")[0]) and not any(sign.isspace() for sign in address)
