"""Kinds of value that an attribute or a property of a picture may have, each a list of what is allowed.

Values are read as browsers read them, by the tokens of CSS, so that no escape, comment or line break hides anything.
See https://www.w3.org/TR/css-syntax-3/ and https://www.w3.org/TR/SVG2/types.html.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2 import color5

Token = Any
"""A node of tinycss2: what it has besides `type` depends on that."""
UNITS = {"em", "ex", "ch", "rem", "px", "pt", "pc", "cm", "mm", "in", "q", "vw", "vh"}
ANGLES = {"deg", "grad", "rad", "turn"}
TRANSFORMS = set("matrix translate translatex translatey scale scalex scaley rotate skewx skewy".split())
SHORT_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,9})?")
"""What most values are: seen at a glance."""
ANYWHERE = frozenset({"inherit", "initial", "unset"})
"""Words that every property takes."""


def _is_finite(token: Token, of_type: str) -> bool:
    return token.type == of_type and math.isfinite(token.value)


def _is_length(token: Token) -> bool:
    is_dimension = _is_finite(token, "dimension") and token.lower_unit in UNITS
    return is_dimension or _is_finite(token, "number") or _is_finite(token, "percentage")


def address(token: Token) -> str | None:
    """What url() names, be it in quotes or not; None of another token."""
    if token.type == "url":
        return str(token.value)
    if token.type != "function" or token.lower_name != "url":
        return None
    return str(token.arguments[0].value) if [part.type for part in token.arguments] == ["string"] else None


def _is_transform(token: Token) -> bool:
    if token.type != "function" or token.lower_name not in TRANSFORMS:
        return False
    return all(any(TOKENS[kind](part) for kind in ("length", "angle", ",")) for part in _meant(token.arguments))


TOKENS: dict[str, Callable[[Token], bool]] = {
    "number": lambda token: _is_finite(token, "number"),
    "length": _is_length,
    "angle": lambda token: _is_finite(token, "dimension") and token.lower_unit in ANGLES,
    "colour": lambda token: color5.parse_color(token) is not None,
    "reference": lambda token: REFERENCE.allows(address(token) or ""),
    "transform": _is_transform,
    "name": lambda token: token.type == "ident",
    "string": lambda token: token.type == "string",
    ",": lambda token: token == ",",
    "/": lambda token: token == "/",
}
"""Kinds of token: name -> whether a token is of this kind."""


MEANINGS = {
    "number": "a number",
    "length": "a length",
    "angle": "an angle",
    "colour": "a colour",
    "reference": "url(#id)",
    "transform": "transforms with numbers",
    "name": "a name",
    "string": "a text in quotes",
}
"""Kinds of token in words."""


@dataclass(frozen=True)
class Tokens:
    """A value that is so many tokens, each of one of these kinds or one of these words."""

    kinds: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    at_most: int = 1

    @property
    def meaning(self) -> str:
        """What may be written, in words."""
        meant = [*(MEANINGS[kind] for kind in self.kinds if kind in MEANINGS), *sorted(self.words)]
        return " or ".join(", ".join(meant).rsplit(", ", 1))

    def allows(self, value: str) -> bool:
        """Whether an attribute may have this value."""
        return ("length" in self.kinds and SHORT_NUMBER.fullmatch(value) is not None) or _allows(self, value)

    def allows_tokens(self, value: Iterable[Token]) -> bool:
        """Whether a property may have this value."""
        tokens = _meant(value)
        return 0 < len(tokens) <= self.at_most and all(map(self._allows_token, tokens))

    def _allows_token(self, token: Token) -> bool:
        if token.type == "ident" and token.lower_value in self.words | ANYWHERE:
            return True
        return any(TOKENS[kind](token) for kind in self.kinds)


@lru_cache(maxsize=10_000)
def _allows(kind: Tokens, value: str) -> bool:
    return not nests_too_deep(value) and kind.allows_tokens(tinycss2.parse_component_value_list(value))


def nests_too_deep(text: str) -> bool:
    """Whether a style has more brackets within each other than anybody writes; they are looked at one in another."""
    open_brackets: list[str] = []
    for sign in re.findall(r"[][(){}]", text):
        if sign in CLOSING:
            open_brackets.append(CLOSING[sign])
        elif open_brackets and open_brackets[-1] == sign:
            open_brackets.pop()
        if len(open_brackets) > DEEPEST:
            return True
    return False


def _meant(tokens: Iterable[Token]) -> Sequence[Token]:
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


@dataclass(frozen=True)
class Pattern:
    """A value that is no list of tokens: as a whole it is of this form."""

    form: str
    meaning: str

    def allows(self, value: str) -> bool:
        return re.fullmatch(self.form, value) is not None


@dataclass(frozen=True)
class ViewBox:
    """Four numbers, the last two greater than none."""

    meaning = "four numbers, the last two greater than 0"

    def allows(self, value: str) -> bool:
        return self.numbers(value) is not None

    def numbers(self, value: str) -> list[float] | None:
        """The numbers, or None where they are none."""
        tokens = _meant(tinycss2.parse_component_value_list(value))
        numbers = [token.value for token in tokens if TOKENS["number"](token)]
        others = [token for token in tokens if token.type != "number" and token != ","]
        return numbers if len(numbers) == 4 and min(numbers[2:]) > 0 and not others else None


Kind = Tokens | Pattern | ViewBox
CLOSING = {"(": ")", "[": "]", "{": "}"}
DEEPEST = 30
"""Brackets within each other."""
MANY = 100_000
"""Tokens of a list: bounded by the size of the file alone."""


def words(text: str, at_most: int = 1) -> Tokens:
    """One of these words, or several of them."""
    return Tokens(words=frozenset(text.split()), at_most=at_most)


def tokens(kinds: str, names: str = "", at_most: int = 1) -> Tokens:
    """Tokens of these kinds, or one of these words."""
    return Tokens(tuple(kinds.split()), frozenset(names.split()), at_most)


TEXT = Pattern(r"[\s\S]*", "a text")
ID = Pattern(r"""[^\s"'()<>#&\\]+""", "letters and digits without blanks")
REFERENCE: Pattern = Pattern(r"""#[^\s"'()<>#&\\]+""", "'#' and an id of the same file")
"""The id of something in the same file."""
PATH = Pattern(r"[MmZzLlHhVvCcSsQqTtAa0-9eE+\-.,\s]*|none", "path data: letters and numbers")
VIEW_BOX = ViewBox()
NUMBER = tokens("number")
NUMBERS = tokens("number ,", at_most=MANY)
LENGTH = tokens("length", "auto")
LENGTHS = tokens("length ,", at_most=MANY)
SHARE = tokens("length")
ANGLE = tokens("number angle", "auto auto-start-reverse")
COLOUR = tokens("colour", "currentcolor")
PAINT = tokens("colour reference", "none currentcolor context-fill context-stroke", at_most=2)
LINK = tokens("reference", "none")
TRANSFORM = tokens("transform", "none", at_most=200)
DASHES = tokens("length ,", "none", at_most=MANY)
FONTS = tokens("name string ,", at_most=100)
FONT = tokens("name string number length , /", at_most=100)
