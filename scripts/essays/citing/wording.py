"""How pieces of a reference are put together: white space, full stops, quotation marks, letters and their order."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from essays.citing.rich_text import CLOSING

END = re.compile(rf"""[.?!]['"”’]?[{CLOSING}]*$""")


def joined(separator: str, *parts: str | None) -> str:
    """Those of the parts that are there, with the separator between."""
    return separator.join(part for part in parts if part)


def framed(form: str, text: str | None) -> str:
    """The text in its form, if there is any."""
    return form.format(text) if text else ""


def sentences(*parts: str | None) -> str:
    """Those of the parts that are there, each with a full stop unless it has an end of its own."""
    return " ".join(part if END.search(part) else f"{part}." for part in parts if part)


def curly(text: str) -> str:
    """Straight quotation marks made typographic, pairs as double ones (6.7)."""
    return re.sub(r"(?<!\w)(['\"])(?=\S)(.+?)(?<=\S)\1(?!\w)", r"“\2”", text).replace("'", "’")


PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"})
"""Letters that no norm takes apart, as an English alphabet has them."""


def fold(text: str) -> str:
    """Letters and digits only, without case, strokes or accents: the order of the list (9.44)."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum()).translate(PLAIN)


def letters(nth: int) -> str:
    """By which things of one name are told apart: 1 -> "a", 26 -> "z", 27 -> "aa"."""
    before, last = divmod(nth - 1, 26)
    return (letters(before) if before else "") + chr(ord("a") + last)


HOST = re.compile(r"\w+://[^/]*/?")
BETWEEN_PARTS = re.compile(r"(?<=/)(?=[^/])|(?<=[^\W\d_])(?=\.\w)|(?<=\w)(?=[-_?&=])")


def to_itself(address: str) -> str:
    """A link that shows its address, and where a line may end in it: behind a slash, or before another mark."""
    host = HOST.match(address)
    start = host[0] if host else ""
    parts = filter(None, (start, *BETWEEN_PARTS.split(address[len(start) :])))
    return address and f'<a href="{escape(address)}">{"<wbr>".join(map(escape, parts))}</a>'
