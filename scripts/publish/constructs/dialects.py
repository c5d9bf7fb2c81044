"""What other programs write and Markdown does not read, as it looks on a page: wikis, forums, LaTeX, reStructuredText,
AsciiDoc, Textile, notebooks and text processors."""

from __future__ import annotations

from xref.reading.paragraphs import STANDS_FOR_CODE as CODE

ITEM = r"(?:[-*+]|\d+\.)[ \t]+"
"""How an item of a list begins in the source."""
LINE = r"^[ \t>]*"
"""How a line begins there."""
A_LINK = "a link is '[words](page.md)', a picture '![what it tells](file.svg)'"
A_TABLE = "a table begins after an empty line; below its first row stands '| --- | --- |'"
IN_MARKDOWN = "of {} nothing is drawn; write it in Markdown"
GREEK = "alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|pi|rho|sigma|tau|phi|chi|psi|omega"
READ_OTHERWISE = r"\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
"""What the second byte of a letter in UTF-8 is in the alphabet of Windows."""
DAMAGED = (
    r"[\ufffd\x00\x01\x04-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]"
    rf"|â€.|Ã[{READ_OTHERWISE}]|Â[\u00a0«»°§·]"
)
"""A sign for one that was lost, one that nobody sees, and letters whose bytes were read as others."""

DIALECTS: tuple[tuple[str, str, str], ...] = (
    (
        rf"(?P<said>\S{{0,20}}?(?:{DAMAGED})\S{{0,20}})",
        "a sign in it was lost or cannot be seen; type it anew",
        "",
    ),
    (r"(?P<said>Error![ ](?:Reference|Bookmark)[^.\n]*\.)", "a text processor left it; write what is to be read", ""),
    (r"\A[ ]*(?P<said>={2,6}[ ]+\w+|h[1-6]\.(?=[ ]\S))", "a heading is '## words'", LINE),
    (
        r"(?<![\w'’])(?P<said>['‘’]{2,3}(?=[^\s'‘’])[^'‘’\n]*(?<=\S)['‘’]{2,3})(?![\w'‘’])",
        "leaning words are '*words*', bold ones '**words**', and a quotation mark is '\"'",
        "",
    ),
    (r"(?<![\w`\\])(?P<said>`\w+)(?![^\n]*`)", "code ends with the sign that begins it; a quotation mark is '\"'", ""),
    (
        r"(?P<said>\[(?P<tag>(?i:b|i|u|s|url|img|quote|code|color|size|center|list|spoiler))(?:=[^\[\]\n]*)?\])"
        r"(?=[\s\S]{1,500}\[/(?P=tag)\])",
        "leaning words are '*words*', bold ones '**words**', a link is '[words](address)', and a quotation '> words'",
        "",
    ),
    (r"(?<![\w/])(?P<said>(?:link|image|xref|include|video|footnote|kbd)::?[^\s\[\]]*\[[^\[\]\n]*\])", A_LINK, ""),
    (
        r"(?P<said>\[https?://[^\s\[\],]+[ ]+[^\[\]\n]+\]|(?<![\w:/])https?://[^\s\[\]]+\[[^\[\]\n]+\])(?!\()",
        A_LINK,
        "",
    ),
    (r"(?P<said>[\"”]:https?://\S+)", A_LINK, ""),
    (
        r"^[ ]*(?P<said>\.\.[ ]+(?:[\w-]+::|_[^\n:]+:|\|[^|\n]+\|))",
        IN_MARKDOWN.format("reStructuredText"),
        LINE,
    ),
    (
        rf"(?P<said>\{{[a-z][\w:-]*\}}|(?<![\w:]):[a-z][\w:+-]*:)(?={CODE})",
        "nothing is made of it; a link is '[words](page.md)', a citation '[@key]'",
        "",
    ),
    (
        rf"(?<![\w:\\/$])(?P<said>\\(?:{GREEK}|times|pm|leq?|geq?|neq|approx|frac|sqrt|sum|ldots|item))(?!\w)",
        IN_MARKDOWN.format("LaTeX"),
        "",
    ),
    (r"(?P<said>>![^<>\n]+!<)", "nothing is hidden in a line; a box to open is '??? note \"Title\"'", ""),
    (r"\A\s*(?P<said>\[[-/<>]\])[ ]", "a task is '- [ ] words' or '- [x] words'", ITEM),
    (r"\A[ ]*(?P<said>[-*+])[\u00a0\u2007\u202f]", "behind it stands a space that does not break; type one anew", LINE),
    (r"^[ ]*(?P<said>\+(?:[-–—=:]+\+)+)[ ]*$(?:\n[ ]*[|+].*)*", A_TABLE, LINE),
    (r"^[ ]*(?P<said>[-–—]{2,}(?:[ ]{2,}[-–—]{2,})+)[ ]*$", A_TABLE, LINE),
    (r"(?P<said>\*\[[^\[\]\n]+\]:)", "an abbreviation has a line of its own, '*[HTML]: words'", ""),
)
"""How it is shown, with a group `said`; what to write instead; and what stands before it in the source."""
HINT = rf"h[1-6]\.|['‘’]{{2}}|`|[\"”]:h|\.\. |>!|Error!|{DAMAGED}"
"""What of these no other sign holds."""
