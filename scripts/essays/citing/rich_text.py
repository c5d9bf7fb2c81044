"""The markup that CSL-JSON has within a field, such as `<i>` in a title, as marks until all else has been escaped.

See https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html. Tags without their counterpart are text.
"""

from __future__ import annotations

import re
from html import escape

TAGS = {name: (chr(0xE000 + 2 * nth), chr(0xE001 + 2 * nth)) for nth, name in enumerate(("i", "b", "sub", "sup"))}
"""Element -> the private-use characters that stand for its two tags."""
DEEPEST = 5
"""Pairs of tags within each other; more are text."""
ITALIC = "{}".join(TAGS["i"])
CLOSING = "".join(closing for _, closing in TAGS.values())
_HTML = {
    ord(mark): form % name for name, pair in TAGS.items() for mark, form in zip(pair, ("<%s>", "</%s>"), strict=True)
}
_WITHOUT = dict.fromkeys(_HTML)
_NAMES = "|".join(TAGS)
_PAIR = re.compile(rf"<({_NAMES})>((?:(?!</?(?:{_NAMES})>).)*)</\1>", re.DOTALL)
_SPAN = re.compile(
    r'<span (?:class="nocase"|style="font-variant: ?small-caps;?")>((?:(?!</?span).)*)</span>', re.DOTALL
)
"""What keeps a style from changing capitals, or asks for small ones; no title is changed here, and there are none."""
_SPECIAL = re.compile(f"[<{''.join(map(chr, _HTML))}]")


def marked(text: str) -> str:
    """The text of a field with marks for tags, from the innermost pair to the outermost."""
    if not _SPECIAL.search(text):
        return text
    text = _SPAN.sub(r"\1", text.translate(_WITHOUT))
    for _ in range(DEEPEST):
        text = _PAIR.sub(lambda pair: pair[2].join(TAGS[pair[1]]), text)
    return text


def html(marked_text: str) -> str:
    """The markup of a text with marks."""
    return escape(marked_text, quote=False).translate(_HTML)


def plain(marked_text: str) -> str:
    """The words of a text with marks."""
    return marked_text.translate(_WITHOUT)
