"""Citations typed by hand, such as `(Doe & Roe, 2020, p. 4)` or `Doe (2020)`, of works that the bibliography has.

What stands in a link, in emphasis, in a quotation or in code is a title, or somebody else's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from essays.citing.apa import ReferenceEntry
from essays.citing.bibliography import Record
from essays.citing.names import surname
from essays.citing.people import creators, series
from xref.position import START, Position
from xref.reading.source_positions import MARK, SourcePositions, strip

YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
PARENTHESES = re.compile(rf"\((?P<inner>(?:[^()]*\s(?:{MARK.pattern})?)?{YEAR}(?:[,;][^()]*)?)\)")
MAY_HOLD_ONE = re.compile(rf"\([^()<>]{{0,200}}{YEAR}")
BLOCK_END = re.compile(r"(?=</(?:p|li|t[dh]|d[dt]|h[1-6]|div|summary|figcaption)>)")
OF_OTHERS = "a, em, i, cite, q, blockquote, code, pre, kbd, samp, script, style, svg, .citation, .citation-problem"
QUOTED = re.compile(r'“[^“”]*”|"[^"]*"|‘[^‘’]*’(?!\w)')
BEFORE = 300
"""Characters before parentheses in which names may stand."""

PREFIX = r"(?P<prefix>(?:(?:also |but )?see(?: also)? |cf\. |e\.g\.,? )?)"
REST = rf"(?:, (?P<rest>(?!{YEAR}\b)[^@\[\]]+))?"
NAMED = re.compile(rf"{PREFIX}(?P<names>\S.*?),? (?P<year>{YEAR}){REST}")
IN_SENTENCE = re.compile(rf"(?P<year>{YEAR}){REST}")
NOT_THE_WHOLE = re.compile(r"(?:\band|&|,)\s$|\w$")
"""What stands before a name that others go before."""
CAPITALISED = re.compile(r"(?<!\w)([A-Z][\w.-]*)\s$")
OPENERS = frozenset("Although And As Both But By For From Here If In Later So Then To When While With Yet".split())
"""Words that begin a sentence and are nobody's given name."""

Known = Mapping[tuple[str, str], Mapping[str, Set[str]]]
"""(names, year) -> keys of the works that are cited so, each with the given names of the first author."""


class TypedCitation(NamedTuple):
    """Parentheses as they are written, and the citation that is meant by them."""

    written: str
    meant: str
    position: Position


def known_works(records: Iterable[Record], entries: Mapping[str, ReferenceEntry]) -> Known:
    """The works of a bibliography, by each way in which an author may name them."""
    found: defaultdict[tuple[str, str], dict[str, Set[str]]] = defaultdict(dict)
    for record in (record for record in records if record.id in entries):
        people = creators(record.data)
        surnames = [surname(name) for name in people]
        entry = entries[record.id]
        for names in {entry.names, series(surnames), *[f"{name} and colleagues" for name in surnames[:1]]}:
            given = frozenset(people[0].get("given", "").split() if people else ())
            found[_same(names), entry.year.rpartition("/")[2].removeprefix("ca. ")][record.id] = given
    return found


def _same(names: str) -> str:
    """What names have in common that are joined and quoted in several ways."""
    return re.sub(r",? (?:and|&) (?!colleagues)", " & ", names).replace("’", "'")


def typed_citations(marked: str, positions: SourcePositions, known: Known) -> Iterator[TypedCitation]:
    """Those of a page's HTML, in which the marks stand."""
    mark = ""
    for block in _blocks(marked) if known and MAY_HOLD_ONE.search(marked) else ():
        for match in PARENTHESES.finditer(QUOTED.sub("\ufffd", block)):
            before = match.string[max(0, match.start() - BEFORE) : match.start()]
            inner = _even(match["inner"])
            mark = (MARK.findall(before) or [mark])[-1]
            if meant := _in_brackets(inner, known) or _in_sentence(_even(before), inner, known):
                yield TypedCitation(f"({inner})", meant, _position(inner, mark, positions))
        mark = (MARK.findall(block) or [mark])[-1]


def _blocks(marked: str) -> list[str]:
    """The text of each block, without what is not the author's own."""
    body = LexborHTMLParser(BLOCK_END.sub("\x1e", marked)).body
    assert body is not None  # the parser makes one of any text
    for node in body.css(OF_OTHERS):
        node.replace_with("\ufffd")
    return body.text(deep=True).split("\x1e")


def _even(text: str) -> str:
    return " ".join(strip(text).split())


def _position(inner: str, mark: str, positions: SourcePositions) -> Position:
    words = r"\s+".join(map(re.escape, inner.split()))
    found = positions.of_next(mark, rf"(?P<words>\({words}\))", "typed citation")
    return found or positions.of(mark) or START


# Whose works they are


def _in_brackets(inner: str, known: Known) -> str:
    """`[see @doe2020, p. 4; @roe2021]` for `see Doe, 2020, p. 4; Roe, 2021`; "" unless each part is certain."""
    parts = [NAMED.fullmatch(part.strip()) for part in inner.split(";")]
    items = [_item(f"{part['prefix']}@", part, _only(part["names"], part["year"], known)) for part in parts if part]
    return f"[{'; '.join(items)}]" if all(items) and all(parts) else ""


def _only(names: str, year: str, known: Known) -> str:
    """The key of the one work that is cited so, or ""."""
    keys = known.get((_same(names), year), {})
    return next(iter(keys)) if len(keys) == 1 else ""


def _item(begin: str, part: re.Match[str], key: str) -> str:
    return f"{begin}{key}{', ' if part['rest'] else ''}{part['rest'] or ''}" if key else ""


def _in_sentence(before: str, inner: str, known: Known) -> str:
    """`[-@doe2020, p. 4]` for the parentheses of `Doe (2020, p. 4)`; "" where other names may belong to these."""
    part = IN_SENTENCE.fullmatch(inner)
    if not part:
        return ""
    before = re.sub(r"'s$", "", _same(before))
    names = max(
        (names for names, year in known if year == part["year"] and before.endswith(names)), key=len, default=""
    )
    key = _only(names, part["year"], known)
    if not key or _has_more_names(before.removesuffix(names), known[names, part["year"]][key]):
        return ""
    return f"[{_item('-@', part, key)}]"


def _has_more_names(before: str, given: Set[str]) -> bool:
    """Whether words before a surname may be names of others, or of somebody else of that surname."""
    capitalised = CAPITALISED.search(before)
    return bool(NOT_THE_WHOLE.search(before) or (capitalised and capitalised[1] not in OPENERS | given))
