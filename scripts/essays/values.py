"""Types of the values in data files and front matter: what an author would call each, an example, and its check."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from xref.reading.yaml_positions import Invalid
from xref.rules.suggestions import did_you_mean
from xref.urls import split

KeyPath = tuple[str | int, ...]
"""Where a value stands within another: ("author", 0, "family")."""
TEXT_NAME = "text"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no page may hold, as YAML writes one with `\\0`."""
FEW = 12
"""Fields that a message lists."""
LONGEST_QUOTE = 60
"""Letters of a value that a message shows."""
WRONG_TYPE, UNKNOWN_FIELD = "wrong-type", "unknown-field"
MARKUP = re.compile(
    r"""\*\*(?=\S)[^*]+(?<=\S)\*\* | (?<![\w*])\*(?=\w)[^*]+(?<=[\w.?!])\*(?![\w*])
    | (?<![\w/])_(?=[^\W_])[^_]+(?<!\s)_(?![\w/]) | (?<![\w=])==(?=\w)[^=]+==(?![\w=])
    | ~~(?=\w)[^~]+~~ | \^\^(?=\w)[^^]+\^\^ | \w([~^])\w+\1
    | (?<!\w)\+\+\w[\w+-]*\+\+(?!\w) | (?<![\w:]):[a-z][a-z0-9_-]+:(?![\w:])
    | \[[^][]*\]\([^\s()]+\) | \[(?:[^][]*\W)?@\w[^][]*\] | \[\^[^][\s]+\] | \{\#[^{}\s]+\} | `[^`]+`""",
    re.VERBOSE,
)
"""What a page would read as Markdown, and shows as typed where a field has it."""
TAGS = re.compile(r"<(a|b|code|em|i|kbd|mark|q|s|small|span|strong|su[bp]|u)\b[^<>]*>[^<>]*</\1>|\w<br\s*/?>")
"""What a page would read as HTML within a line; a single `<b>` may be what somebody writes about."""
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[\da-fA-F]{2,6});")
"""What HTML writes for a sign, and a field for nothing."""


class Mismatch(NamedTuple):
    """What does not fit in a value: where within it, which rule it breaks, and what is wrong."""

    path: KeyPath
    rule: str
    message: str

    def within(self, key: str | int) -> Mismatch:
        return self._replace(path=(key, *self.path))


Test = Callable[[Any], Iterator[Mismatch]]


@dataclass(frozen=True)
class ValueType:
    """A type of value: its name as an author would say it, an example as it is typed, and its check."""

    name: str
    example: str
    mismatches: Test

    def accepts(self, value: Any) -> bool:
        return next(self.mismatches(value), None) is None


def scalar(name: str, example: str, accepts: Callable[[Any], bool]) -> ValueType:
    """A type whose values fit as a whole or not at all."""

    def mismatches(value: Any) -> Iterator[Mismatch]:
        if isinstance(value, Invalid) or not accepts(value):
            yield type_mismatch(value, name, example)

    return ValueType(name, example, mismatches)


def type_mismatch(value: Any, name: str, example: str) -> Mismatch:
    hint = _how_to_write_text(value) if name == TEXT_NAME else _how_to_write_date(value, name)
    return Mismatch((), WRONG_TYPE, f"is {quoted(value)}; expected {name}, such as {example}{hint}")


def _how_to_write_text(value: Any) -> str:
    if value is None:
        return "; a text that begins with '#' or '&' stands between quotes"
    return "; as text it stands between quotes" if isinstance(value, (bool, int, float, date)) else ""


def _how_to_write_date(value: Any, name: str) -> str:
    is_quoted = name.startswith("a date") and isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return "; a date stands without quotes" if is_quoted else ""


def quoted(value: Any) -> str:
    """A value as a message quotes it."""
    if value is None:
        return "empty"
    if isinstance(value, Invalid):
        return f"{short(repr(value.text))} ({value.why})"
    if isinstance(value, (bool, date)):
        return str(value).lower()
    return short(repr(_as_written(value)))


def _as_written(value: Any) -> Any:
    """A value with the texts of those that cannot be used."""
    if isinstance(value, Invalid):
        return value.text
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    return {key: _as_written(item) for key, item in value.items()} if isinstance(value, dict) else value


def short(text: str) -> str:
    """A text, or as much of its beginning as a message shows."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}..."


def plain(kind: ValueType, *patterns: re.Pattern[str]) -> ValueType:
    """The values of a type that readers see as they are typed, and that therefore hold nothing of some patterns; where
    none is named, no Markdown, no tags and no entities."""

    def mismatches(value: Any) -> Iterator[Mismatch]:
        yield from kind.mismatches(value)
        if isinstance(value, str) and (said := shown_as_typed(value, *patterns)):
            yield Mismatch((), WRONG_TYPE, said)

    return ValueType(kind.name, kind.example, mismatches)


def shown_as_typed(text: str, *patterns: re.Pattern[str]) -> str:
    """What is wrong with a text of which readers would see something of these patterns as it is typed; else ""."""
    found = next(filter(None, (pattern.search(text) for pattern in patterns or (MARKUP, TAGS, ENTITY))), None)
    return f"holds {short(repr(found[0]))}, which is shown as typed; write words alone" if found else ""


def list_of(item_type: ValueType, name: str, example: str, at_least: int = 0) -> ValueType:
    """Lists of values of one type."""

    def mismatches(value: Any) -> Iterator[Mismatch]:
        if not isinstance(value, list) or len(value) < at_least:
            yield type_mismatch(value, name, example)
        else:
            yield from (mismatch.within(at) for at, item in enumerate(value) for mismatch in item_type.mismatches(item))

    return ValueType(name, example, mismatches)


def mapping(fields: Mapping[str, ValueType], name: str, example: str, any_of: Iterable[str] = ()) -> ValueType:
    """Mappings with some fields and no others; of `any_of`, if it names any, at least one is there."""
    wanted = set(any_of)

    def mismatches(value: Any) -> Iterator[Mismatch]:
        if not isinstance(value, dict) or (wanted and wanted.isdisjoint(value)):
            yield type_mismatch(value, name, example)
        else:
            yield from in_fields(value, fields)

    return ValueType(name, example, mismatches)


def in_fields(
    value: Mapping[str, Any], fields: Mapping[str, ValueType], aliases: Mapping[str, str] | None = None
) -> Iterator[Mismatch]:
    """What does not fit in a mapping, field by field; `aliases` are names of fields elsewhere, in small letters."""
    for key, item in value.items():
        if key not in fields:
            cut = "; a text with a comma in it stands between quotes here" if item is None and " " in key else ""
            yield Mismatch((key,), UNKNOWN_FIELD, f"{unknown(key, fields, aliases or {})}{cut}")
        else:
            yield from (mismatch.within(key) for mismatch in fields[key].mismatches(item))


def unknown(key: str, fields: Collection[str], aliases: Mapping[str, str] | None = None) -> str:
    """What a message says of a field that no schema has, with the name that was meant where that is likely."""
    meant = (aliases or {}).get(key.casefold())
    hint = f"; did you mean {meant!r}?" if meant else did_you_mean(key, fields)
    listed = f"; expected {', '.join(fields)}" if len(fields) <= FEW else ""
    return f"unknown field {key!r}{hint or listed}"


def can_be_seen(text: str) -> bool:
    """Whether a text holds more than blanks and signs that nobody sees, as U+200B is one."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and can_be_seen(value) and not CONTROLS.search(value)


def one_of(words: Iterable[str], name: str, example: str, aliases: Mapping[str, str] | None = None) -> ValueType:
    """One of some words, the nearest of which a message suggests."""
    known = tuple(words)

    def mismatches(value: Any) -> Iterator[Mismatch]:
        if value not in known:
            yield _with_hint(type_mismatch(value, name, example), value, known, aliases or {})

    return ValueType(name, example, mismatches)


def _with_hint(mismatch: Mismatch, value: Any, known: Collection[str], aliases: Mapping[str, str]) -> Mismatch:
    if not isinstance(value, str):
        return mismatch
    hint = f"; did you mean {aliases[value]!r}?" if value in aliases else did_you_mean(value, known)
    return mismatch._replace(message=mismatch.message + hint)


ANYTHING = ValueType("anything", "", lambda value: iter(()))
TEXT = scalar(TEXT_NAME, '"Some words"', _is_text)
PLAIN = plain(TEXT)
NUMBER = scalar("a whole number from 1 to 9999", "3", lambda value: type(value) is int and 0 < value < 10_000)
FLAG = scalar("true or false", "true", lambda value: isinstance(value, bool))
DATE = scalar("a date", "2026-11-23", lambda value: type(value) is date)
DATE_OR_NOTHING = scalar("a date or nothing", "2026-11-23", lambda value: value is None or type(value) is date)
HTTPS = scalar("an address with https", "https://example.org/page", lambda value: _is_text(value) and is_https(value))
WORDS = list_of(
    scalar("words", "hurts me", lambda text: isinstance(text, str) and any(map(str.isalnum, text))),
    "a list of words and phrases",
    "[burning, hurts me]",
    at_least=1,
)


def is_https(address: str) -> bool:
    return address.startswith("https://") and has_host(address)


def has_host(address: str) -> bool:
    """Whether a browser can tell from an address whom to ask."""
    parts = split(address)
    return bool(parts and parts.hostname) and not any(sign.isspace() for sign in address)
