"""What of Markdown can be left on a page as it was typed: how it looks there, and what was meant.

Each sign is one that no sentence holds: prices, times, remarks in brackets and anything within code are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from publish.constructs import dialects, icons
from publish.constructs.dialects import A_LINK, A_TABLE, IN_MARKDOWN, ITEM, LINE
from xref.reading.paragraphs import STANDS_FOR_CODE, TYPED

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

EMPHASIS = r"""
    (?<![\w*{])\*\*(?=\S)[^*\n]*\*\*(?!\*)
    | (?<!\S)\*\*[ ][^*\n]*[^\s*]\*\*(?![\w*])
    | (?<![\w*])\*(?=[\w"“‘])[^*\n]*(?<=[\w.?!,"”’])\*(?![\w*])
    | (?<![\w={])(?P<pair>==|~~|\^\^)(?=[^\s=~^])[^=~^\n]*[^\s=~^](?P=pair)(?![\w=}])"""
"""A single asterisk with a space on its inner side may be a mark or a product."""
ATTRIBUTES = r"""\{:?[ ]*(?:[#.][A-Za-z]
    |(?:align|alt|aria-\w+|class|dir|height|id|lang|loading|rel|start|style|target|title|width)=[^\s{}])[^{}]*\}?"""
TABLE = r"""
    (?P<said>\|[^\n]*\||[^\n|]+\|[^\n]*(?=\n[ |:–—-]*[–—-][ |:–—-]*$))(?:\n[^\n]*\|[^\n]*)+"""
"""Rows between bars, or a row above a line of dashes."""
LIST = r"""
    (?:(?<=:\n)|(?=[ ]*(?:(?P<kind>[-*+])[ ].*\n[ ]*(?P=kind)|\d\d?\.[ ].*\n[ ]*\d\d?\.|[-*+][ ]\[[ xX]\])[ ]))
    [ ]*(?P<said>(?:[-*+]|\d\d?\.)[ ]+\S+)(?:.*\n[ ]*(?:[-*+]|\d\d?\.)[ ])*"""
"""A single line that begins as an item does may go on with a sentence, unless it follows a colon."""

RUN_ON = rf"^(?![^\n]*(?:[ ]{{2}}|\\|<br[ ]?/?>)[ ]*$){LINE[1:]}"
"""How a line begins that no author ended, so that the next goes on with it."""

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


A_BOX = "a box is a line '!!! note \"Title\"', and below it the text, indented by four spaces"

A_CONFLICT = "two versions stood here that git could not join; keep one, and delete its lines of signs"

SIGNS = (
    _sign(r"^[ ]*(?P<said><{7})(?=[ ]|$)", A_CONFLICT, LINE),
    _sign(rf"^[ ]*(?P<said>(?:!!!|\?\?\?\+?)[ ]?(?:{BOXES})\b)", A_BOX),
    _sign(r"^[ ]*(?P<said>(?:!!!|\?\?\?\+?)[ ]?[\"“][^\n\"”]*[\"”])[ ]*$", A_BOX),
    _sign(rf"^[ ]*(?P<said>\[!(?i:important|{BOXES})\])", A_BOX),
    _sign(r"(?<![^\s\\:])(?P<said>[^\s\\:]+\\)(?=\n)", "a line that is to end ends with two spaces, or with <br>"),
    _sign(r"^[ ]*(?P<said>\d\d?\)[ ]+\S+)(?:.*\n[ ]*\d\d?\)[ ])+", "a list of numbers is '1. words'", RUN_ON),
    _sign(
        r"\A[ ]*(?P<said>(?P<one>[AI]|i)[.)][ ]+\S+).*\n[ ]*(?:B|(?P=one){2})[.)][ ]",
        "a list of letters is not drawn; write '1. words'",
        RUN_ON,
    ),
    _sign(
        r"^[ ]*(?P<said>[a-z][.)][ ]+\S+)(?:.*\n[ ]*[a-z][.)][ ])+",
        "a list of letters is not drawn; write '1. words'",
        RUN_ON,
    ),
    _sign(
        r"^[ ]*(?P<said>(?:[•‣▪●◦]|\((?:\d\d?|[a-z])\))[ ]+\S+)(?:.*\n[ ]*(?:[•‣▪●◦]|\((?:\d\d?|[a-z])\))[ ])+",
        "a list is '- words' or '1. words'",
        RUN_ON,
    ),
    _sign(
        r"^[ ]*(?P<said>[–—][ ]+\S+)(?:.*\n[ ]*[–—][ ])+",
        "a list is '- words'; a line of dialogue ends with two spaces, or with <br>",
        RUN_ON,
    ),
    _sign(r"(?P<said>%%[^%\n]+%%)", "a comment is '<!-- words -->'"),
    _sign(
        r"(?P<said>\\(?:begin|end|textbf|textit|emph|cite[pt]?|footnote|section|label|ref)\{[^{}\n]*\})",
        IN_MARKDOWN.format("LaTeX"),
    ),
    _sign(r"^[ ]*(?P<said>\\(?:newpage|pagebreak|clearpage))[ ]*$", "there are no pages to part; remove it", LINE),
    _sign(
        r"^(?P<said>\|[ ]+[^|\s]+)[^|\n]*(?:\n\|[ ][^|\n]*)+$",
        "a line of verse ends with two spaces, or with <br>",
        RUN_ON,
    ),
    _sign(
        r"^[ ]*(?P<said>===[+!]*[ ]*[\"'“”‘’][^\n]*[\"'“”‘’])[ ]*$",
        "a tab is a line '=== \"Label\"', and below it the text, indented by four spaces",
    ),
    _sign(r"\A\s*(?P<said>\[[ xX]?\])(?![(\[:])", "a task is '- [ ] words' or '- [x] words'", ITEM),
    _sign(r"^[ ]*(?P<said>[-*+]\[[ xX]\])[ ]", "a task is '- [ ] words', with a space before the bracket"),
    _sign(rf"(?<![\w:/])(?P<said>:(?P<name>[a-z0-9]+(?:[-_][a-z0-9]+)*):)(?![\w:/{STANDS_FOR_CODE}])", _icon),
    _sign(
        rf"(?<![\w$\\])(?P<said>{FORMULA})(?![\w$\{{])",
        "mathematics is not drawn here; write it in words, or as *x*^2^ and H~2~O",
    ),
    _sign(rf"(?P<said>{CRITIC})", "changes are not drawn here; write what is to be read"),
    _sign(
        r"^[ ]*(?P<said>`{3,}|~{3,})(?:(?:.*\n){1,200}?[ ]*(?P=said)[ ]*$)?",
        "code begins with a line '```' or '```name', and ends with a line of the same signs",
        LINE,
    ),
    _sign(
        rf"(?P<said>{EMPHASIS})",
        "no space stands inside; between tags of HTML, it is read if the first says 'markdown', as <div markdown>",
    ),
    _sign(r"^[ ]*(?P<said>\#{2,6})(?=[ ]+\w)", "between tags of HTML, it is read if the first says 'markdown'", LINE),
    _sign(
        rf"(?<!\{{)(?P<said>{ATTRIBUTES})",
        "such braces stand once at the end of a heading, or right behind a link, a picture or emphasis",
    ),
    _sign(rf"^[ ]*{TABLE}", A_TABLE, LINE),
    _sign(rf"^{LIST}", "a list begins after an empty line", LINE),
    _sign(r"(?P<said>\^\[[^\[\]\n]*\s[^\[\]\n]*\])", "a note is '[^1]' in the text, and '[^1]: words' below it"),
    _sign(r"(?P<said>!?\[\[[^\[\]\n]+\]\])", A_LINK),
    _sign(
        rf"(?P<said>!?\[[^\[\]\n]*\]\((?!{TYPED})[^\s()]*[./\#][^\s()]*\))",  # of those, mistyped-link tells
        "no link stands within another; between tags of HTML, it is read if the first says 'markdown'",
    ),
    _sign(
        r"^[ ]*(?P<said>:::+)(?=[ ]*(?:\{|\w|$))(?:.*\n)*[ ]*(?::::+)?",
        A_BOX,
        LINE,
    ),
    _sign(r"^[ ]*(?P<said>///+[ ]*[a-z]+)", "of these, '/// caption' is drawn, and nothing else", LINE),
    _sign(
        r"(?P<said>\{\{[^{}\n]+\}\}|\{%[^{}\n]+%\}|\{![^{}\n]+!\}|(?:--|–)8<(?:--|–))",
        "nothing is filled in here; write what is to be read",
    ),
    _sign(r"(?<![\w+])(?P<said>\+\+[a-z0-9-]+(?:\+[a-z0-9-]+)*\+\+)(?![\w+])", "there is no key of this name"),
    _sign(r"(?P<said><!(?:--|–))", "a comment ends with '-->'"),
    *(_sign(*one) for one in dialects.DIALECTS),
)
HINT = re.compile(
    r"!!!|\?\?\?|===|\[|%%|\\[a-z]|:[a-z0-9]|\$|\{|```|~~~|\#\#|\*|==|~~|\^\^|\||\\$"
    r"|^[ ]*(?:[-+•‣▪●◦(–—]|\d|[a-zAI][.)]|:::|///)|\+\+|<!|<{7}|8<"
    rf"|{dialects.HINT}",
    re.MULTILINE,
)
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
