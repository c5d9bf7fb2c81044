"""Words as XML has them: without the characters that it may not hold. See https://www.w3.org/TR/xml/#charsets."""

from __future__ import annotations

import re
from html import escape

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def content(words: str) -> str:
    """Words between tags."""
    return escape(allowed(words), quote=False)


def value(words: str) -> str:
    """Words in the quotes of an attribute."""
    return escape(allowed(words))


def allowed(words: str) -> str:
    return FORBIDDEN.sub("", words)
