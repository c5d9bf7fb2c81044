"""What of Markdown can be left on a page as it was typed: how it looks there, and what was meant.

Each sign is one that no sentence holds: prices, times, remarks in brackets and anything within code are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from publish.constructs import icons

BOXES = (
    "note|abstract|summary|tldr|info|todo|tip|hint|important|success|check|done|question|help|faq|warning|caution"
    "|attention|failure|fail|missing|danger|error|bug|example|snippet|quote|cite"
)
"""What admonitions are called."""
FORMULA = r"""
    \$\$(?:\n|(?=\S))[^$]*\w[^$]*(?<=\S|\n)\$\$
    | \$[A-Za-z]\$
    | \$(?=[^\s\d$])[^$\n]{0,200}?[\\^_={}<>][^$\n]{0,200}?(?<=\S)\$"""
"""With what prose has not between two dollar signs; `$5 and $6` is two prices."""
CRITIC = r"\{(?:\+\+[^{}]*\+\+|(?:--|–)[^{}]*(?:--|–)|~~[^{}]*~~|==[^{}]*==|>>[^{}]*<<)\}"

ITEM = r"(?:[-*+]|\d+\.)[ \t]+"
"""How an item of a list begins in the source."""

Mend = str | Callable[[re.Match[str]], str | None]
"""What to do instead; where that hangs on the words, None says that nothing was meant."""


class Sign(NamedTuple):
    shown: re.Pattern[str]
    """In the text of a block without its code; the group `said` is what an author typed."""
    mend: Mend
    before: str = ""
    """What stands right before it in the source, as a pattern; `ITEM` for what begins an item of a list."""


def _sign(shown: str, mend: Mend, before: str = "") -> Sign:
    return Sign(re.compile(shown, re.MULTILINE | re.VERBOSE), mend, before)


class Shown(NamedTuple):
    """Something that is shown as typed."""

    at: int
    """Offset in the text of its block."""
    said: str
    mend: str
    before: str
    """What stands right before it in the source, as a pattern."""


def _icon(match: re.Match[str]) -> str | None:
    """The mend of a name between colons: certain where it begins as icons do, or is an emoji's but for a slip."""
    name = match["name"]
    known = icons.names(name.partition("-")[0]) if "-" in name else ()
    near = get_close_matches(name, known or icons.emoji_names(), 1, 0.8)
    hint = f"; did you mean ':{near[0]}:'?" if near else ""
    return f"there is no icon of this name{hint}" if known or near else None


SIGNS = (
    _sign(
        rf"^[ ]*(?P<said>(?:!!!|\?\?\?\+?)[ ]?(?:{BOXES})\b)",
        "a box is a line '!!! note \"Title\"', and below it the text, indented by four spaces",
    ),
    _sign(
        r"^[ ]*(?P<said>===[+!]*[ ]*[\"'“”‘’][^\n]*[\"'“”‘’])[ ]*$",
        "a tab is a line '=== \"Label\"', and below it the text, indented by four spaces",
    ),
    _sign(r"\A\s*(?P<said>\[[ xX]?\])(?![(\[:])", "a task is '- [ ] words' or '- [x] words'", ITEM),
    _sign(r"^[ ]*(?P<said>[-*+]\[[ xX]\])[ ]", "a task is '- [ ] words', with a space before the bracket"),
    _sign(r"(?<![\w:/])(?P<said>:(?P<name>[a-z0-9]+(?:[-_][a-z0-9]+)*):)(?![\w:/])", _icon),
    _sign(
        rf"(?<![\w$\\])(?P<said>{FORMULA})(?![\w$\{{])",
        "mathematics is not drawn here; write it in words, or as *x*^2^ and H~2~O",
    ),
    _sign(rf"(?P<said>{CRITIC})", "changes are not drawn here; write what is to be read"),
    _sign(
        r"^[ ]*(?P<said>`{3,}|~{3,})",
        "code begins with a line '```' or '```name', and ends with a line of the same signs",
    ),
)
HINT = re.compile(r"!!!|\?\?\?|===|\[|:[a-z0-9]|\$|\{|```|~~~")
"""Of which every sign holds one."""


def shown_as_typed(text: str, is_item: bool) -> Iterator[Shown]:
    """What the text of a block, without its code, holds of signs; `is_item` where an item of a list begins with it."""
    if not HINT.search(text):
        return
    for sign in SIGNS if is_item else (sign for sign in SIGNS if sign.before != ITEM):
        for match in sign.shown.finditer(text):
            mend = sign.mend if isinstance(sign.mend, str) else sign.mend(match)
            if mend:
                yield Shown(match.start("said"), match["said"], mend, sign.before)
