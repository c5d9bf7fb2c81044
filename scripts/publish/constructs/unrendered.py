"""What of Markdown was not rendered, or is not drawn here: judged on what the page shows, placed in its source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from textwrap import shorten
from typing import NamedTuple

from essays.values import MARKUP, TAGS
from publish.constructs.dialects import LINE
from publish.constructs.extension import NO_ROW, SURPLUS
from publish.constructs.misplaced import BEGINS, CLOSED, GOES_ON, LISTS
from publish.constructs.signs import Shown, shown_as_typed
from xref.additions import Attributes, Gatherer, ParserState
from xref.model import Finding, Site
from xref.position import Position
from xref.reading.html_elements import WITHIN_A_PARAGRAPH
from xref.reading.source_positions import MARK, strip

NOT_DRAWN = {
    "grid": ("a grid is not drawn here; write a list or a table", r"(?P<words><\w+[^<>]*\bgrid\b)"),
    "md-button": ("a link is not drawn as a button here; remove '.md-button'", r"(?P<words>\{[^{}]*\.md-button)"),
    "annotate": ("annotations are not drawn here; write footnotes, as [^1]", r"(?P<words>\{[^{}]*\.annotate)"),
    "arithmatex": ("mathematics is not drawn here; write it in words, or as *x*^2^ and H~2~O", r"(?P<words>\$)"),
    "critic": ("changes are not drawn here; write what is to be read", r"(?P<words>\{(?:\+\+|~~|==)(?=\S))"),
    "mermaid": (
        "a diagram is not drawn here; keep it as a picture: ![what it shows](assets/pictures/diagram.svg)",
        r"(?P<words>(?:`{3,}|~{3,})[ \t{.]*mermaid)",
    ),
}
"""Class of what only Material draws -> what to do instead, and how its source begins."""
PLAIN = ("alt", "title", "aria-label")
"""Attributes that readers see or hear as they are."""
WORDS_ALONE = "a text alternative, a title and an abbreviation are words alone"
OF_ONE_SCHEME = r"#(?:only|gh)-(?:light|dark)(?:-mode-only)?"
"""How the address of a picture ends that elsewhere is shown in the light alone, or in the dark."""
SHOWN_IN_BOTH = "a picture is shown in the light and in the dark alike; show one, such as an SVG with colours for both"
HALF_RENDERED = re.compile(r'\{<(?:del|ins|mark|span class="keys")>[^{}\n]{0,500}</(?:del|ins|mark|span)>\}')
"""Changes in braces, of which other extensions took what is within."""
IN_LINE = re.compile(r"<p><code[^<>]*>([^<>\n]+)\n")
"""Code within a line that begins a paragraph and does not end with the line."""
UNCLOSED = "code that is never closed takes in what follows; put a line like that which opens it below it"
ROWS = {
    SURPLUS: (
        "this row has more cells than its table has columns; a '|' that parts none is written '\\|'",
        r"\|[ \t]*",
    ),
    NO_ROW: ("a line right below a table becomes a row of it; put an empty line between", r"(?<=\n)[ \t>]*"),
}
"""Class of a cell -> what is wrong with its row, and what stands before its words."""
EMPTY = re.compile(
    r'<(?:div class="admonition|details class=") ?(?P<box>\w+)[^>]*>\s*'
    r'(?:<(?P<tag>p class="admonition-title"|summary)>(?P<title>[^<]*)</\w+>\s*)?</(?:div|details)>'
    r'|<p class="tab-label[^"]*">(?P<label>[^<]*)</p>\s*<div class="tab">\s*</div>'
)
HOLDS_NOTHING = "nothing stands in this; its text is indented by four spaces"
NOTE = re.compile(r"<p>\s*(\[[1-9]\d{0,2}\])\s")
"""A paragraph that begins as a note of a text processor does."""
NO_NOTE = "is shown as typed: a note is '[^1]' in the text, and '[^1]: words' below it"
SENTENCE = re.compile(r"[“\"‘]?[^\W\d_a-z]\w*[, ][^\n{}<>=;|`]{20,}[.?!…][”\"’)]?")
SET_AS_CODE = "these words are set as code, since they are indented; a paragraph begins at the edge, code after '```'"
BELOW = r"\n(?:[ \t>]*\n)*(?P=indent)"
"""What stands between a line and one below it that is indented further."""
ESCAPED = "\\#"
HEADING = re.compile(r"(?s)<h[1-6]\b.*?</h[1-6]>")
LISTING = re.compile(r'(?s)<div class="toc">.*?</div>')
BLOCK = re.compile(r"(?s)<pre\b.*?</pre>")
TAG = re.compile(r"<[^<>]*>")
FENCE_WITHIN = re.compile(r"^[ ]*(?P<fence>`{3,}|~{3,})[ ]*\{?\w", re.MULTILINE)
SWALLOWED = (
    r"(?P<indent>[ \t>]*)(?P<words>(?P<opening>`{3,}|~{3,})[^`\n]*\n"
    r"(?:(?!(?P=indent)[ ]{0,3}(?P=opening))[^\n]*\n)+?(?P=indent)[ ]{0,3}(?P=opening)[`~]*[ ]*\{?\w)"
)
"""At the beginning of a line, a fence in which one of no more letters opens, which nothing closed before."""
LOOSE = {'"': '["“”]', "“": '["“”]', "”": '["“”]', "'": "['‘’]", "‘": "['‘’]", "’": "['‘’]"}
LOOSE |= {"–": "(?:–|--)", "—": "(?:—|---)", "…": r"(?:…|\.\.\.)", " ": r"\s+", "\n": r"\s+"}
"""Letter of a page -> what may have been typed for it."""
BETWEEN = r"[*_~^=\\\[]*"
"""What may have been typed between two letters: emphasis, a link, and what says that a sign is meant as it stands."""
LONGEST = 60
"""Letters that a message quotes."""
FROM_THE_TOP = "top of what is shown"
"""No mark, for searches of their own."""


class Unrendered(NamedTuple):
    """Something that is shown as typed."""

    message: str
    position: Position


class UnrenderedGatherer(Gatherer):
    """Gathers what stayed as it was typed."""

    def __init__(self, state: ParserState):
        super().__init__(state)
        self._mark = ""
        self._listed: list[str] = []
        self._opened = ("", "")
        self._row = ""

    def page(self, html: str, marked: str) -> None:
        self._listed = [mark for listing in LISTING.finditer(marked) for mark in MARK.findall(listing[0])]
        for empty in EMPTY.finditer(html):
            self._note_empty(*(strip(unescape(empty[name] or "")) for name in ("box", "title", "label")))
        self._note_lists(strip(unescape(TAG.sub("", BLOCK.sub("", html).replace("<li", f"{BEGINS}<li")))))
        self._note_closed([strip(unescape(TAG.sub("", heading[0]))) for heading in HEADING.finditer(html)])
        for _ in HALF_RENDERED.finditer(html):
            self._note(*NOT_DRAWN["critic"])
        for begin in IN_LINE.finditer(html):
            first = re.escape(unescape(begin[1]))
            self._note(UNCLOSED, rf"(?:(?<=\n)|\A)[ \t>]*(?P<words>`{{3,}}\s*{first})")
        for code in BLOCK.finditer(html):
            self._note_code(strip(unescape(TAG.sub("", code[0]))).strip("\n"))
        self._note_notes(strip(unescape(html)))

    def element(self, tag: str, attributes: Attributes) -> Collection[str]:
        if tag not in WITHIN_A_PARAGRAPH:
            self._opened = (self._opened[1], tag)
        self._row = attributes["class"] or "" if attributes.get("class") in ROWS else self._row
        if tag == "img" and re.search(f"{OF_ONE_SCHEME}$", attributes.get("src") or ""):
            self._note(SHOWN_IN_BOTH, rf"(?P<words>[^\s()<>\"'=]*{OF_ONE_SCHEME})")
        for said in filter(None, map(attributes.get, PLAIN)):
            self._note_plain(strip(said))
        for name in (attributes.get("class") or "").split() if "class" in attributes else ():
            if name in NOT_DRAWN:
                self._note(*NOT_DRAWN[name])
        return ()

    def _note_plain(self, said: str) -> None:
        """Note Markdown in words of which none is read."""
        if found := MARKUP.search(said) or TAGS.search(said):
            self._note(f"{found[0]!r} is shown as typed: {WORDS_ALONE}", rf"(?P<words>{re.escape(found[0])})")

    def _note_code(self, said: str) -> None:
        """Note code that takes in what follows it, and a sentence that is set as code."""
        first = re.escape(said.partition("\n")[0].strip())
        if FENCE_WITHIN.search(said):
            self._note(UNCLOSED, rf"^(?=[^\n]*\n[ \t>]*{first}){SWALLOWED}")
        if all(SENTENCE.fullmatch(part.strip()) for part in re.split(r"\n\s*\n", said)):
            self._note(SET_AS_CODE, rf"(?:\A|\n[ \t>]*\n)[ >]*(?:[ ]{{4}}|\t)[ \t]*(?P<words>{first})")

    def _note_notes(self, html: str) -> None:
        """Note a paragraph that begins with a number in brackets, if a word has the same behind it."""
        for note in NOTE.finditer(html):
            number = re.escape(note[1])
            if re.search(rf"[^\W\d_][.,;:!?”’)]*{number}", html):
                self._note(f"{note[1]!r} {NO_NOTE}", rf"{LINE}(?P<words>{number})(?=[ \t])")

    def _note_lists(self, prose: str) -> None:
        """Note what stands where no list has it; not in code."""
        for pattern, message in LISTS.items():
            while found := self.state.positions.next_written(FROM_THE_TOP, pattern, pattern, outside=True):
                first, *others = found[1].split()[:4]
                begins = rf"{BEGINS}\W*" if message == GOES_ON else ""
                if re.search(begins + r"\W+".join(re.findall(r"\w+", " ".join(others or [first]))), prose):
                    said = " ".join([first, *others[:1]])
                    self.facts.append(Unrendered(f"{said!r} {message}", found[0]))

    def _note_closed(self, headings: Collection[str]) -> None:
        """Note a heading without the signs that its last word ends in."""
        while found := self.state.positions.next_written(FROM_THE_TOP, CLOSED, CLOSED, outside=True):
            word, signs = found[1].rstrip("#"), found[1].count("#")
            if any(heading.rstrip("#\n ").endswith(word) for heading in headings):
                message = (
                    f"the end of {found[1]!r} closes the heading, and is not shown; write '{word}{signs * ESCAPED}'"
                )
                self.facts.append(Unrendered(message, found[0]))

    def _note_empty(self, box: str, title: str, label: str) -> None:
        """Note a box or a tab without a text; of a box with a title of its own, only if one was meant."""
        opening = r"===[+!]*[ ]*[\"'][^\n]*" if label else rf"(?:!!!|\?\?\?\+?)[ ]?{re.escape(box)}\b[^\n]*"
        is_whole = not label and title.casefold() != box.casefold()
        meant = rf"(?={BELOW}[ ]{{1,3}}\S|\n(?P=indent)(?!!!!|\?\?\?)[^\s>])"
        opening += r"[\"“][^\n]*" if is_whole else ""
        after = meant if is_whole else rf"(?!{BELOW}[ ]{{4}})"
        self._note(HOLDS_NOTHING, rf"^(?P<indent>[ \t>]*)(?P<words>{opening})${after}")

    def _note(self, message: str, written: str, mark: str = FROM_THE_TOP) -> None:
        """Note what is written somewhere, if it is; the pattern has a group `words`."""
        if position := self.state.positions.of_next(mark, written, written):
            self.facts.append(Unrendered(message, position))

    def paragraph(self, text: str) -> None:
        if self._row and text.strip():
            message, before = ROWS[self._row]
            self._row = ""
            first = re.escape((strip(text).split() or "[")[0])  # of a citation no words are in its text
            mark = (MARK.findall(text) or [self._mark])[0]
            self._note(message, rf"{before}{BETWEEN}(?P<words>{first})", mark)
        is_item = self._opened[1] == "li" or self._opened == ("li", "p")
        for shown in shown_as_typed(strip(text), is_item):
            message = f"{shorten(shown.said, LONGEST, placeholder='...')!r} is shown as typed: {shown.mend}"
            if position := self._position(shown, _mark_before(text, shown.at) or self._mark):
                self.facts.append(Unrendered(message, position))
        if text.strip():
            self._opened = ("", "")
            self._pass(MARK.findall(text))

    def _pass(self, marks: Collection[str]) -> None:
        """Go on behind the last of some marks; those that a list of contents repeats are still to come."""
        for mark in marks:
            if mark in self._listed:
                self._listed.remove(mark)
            else:
                self._mark = mark

    def _position(self, shown: Shown, mark: str) -> Position | None:
        """Where it was typed; nowhere, if with a backslash or an entity, which says that it is meant as it stands."""
        for said in dict.fromkeys((shown.said, *_beginnings(shown))):
            written = BETWEEN.join(LOOSE.get(letter) or re.escape(letter) for letter in said)
            pattern = f"{shown.before}(?P<words>(?-i:\\\\?{written}))"
            is_fence = said.startswith(("```", "~~~"))  # what stands in it is code to all but the renderer
            # Each has a search of its own, since what two signs find does not stand in the order of the signs.
            if found := self.state.positions.next_written(mark, pattern, said, outside=not is_fence):
                return None if found[1].count("\\") > said.count("\\") else found[0]
        return None


def _beginnings(shown: Shown) -> Iterator[str]:
    """What to look for where the rest was typed otherwise, as a citation is: the first word, or what begins a line."""
    yield from re.findall(r"\A\W*\w+", shown.said)
    if shown.before == LINE:
        yield from re.findall(r"\A\S", shown.said)


def _mark_before(text: str, at: int) -> str:
    """The last mark of a text before an offset that does not count marks."""
    mark = ""
    for letter in text:
        if MARK.match(letter):
            mark = letter
        elif at == 0:
            break
        else:
            at -= 1
    return mark


def unrendered_syntax(site: Site) -> Iterator[Finding]:
    """A page shows no Markdown as it was typed, and uses none that is not drawn here.

    Write it as the message says, or put a backslash before it, or code around it, if it is meant as it stands.
    """
    for page in site.pages.values():
        for found in page.gathered(Unrendered):
            yield site.finding(page.path, found.position, found.message)
