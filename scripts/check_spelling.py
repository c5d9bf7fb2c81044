"""Check spelling: every word of the texts stands in an English dictionary or in the project's own list, and is British.

What `extra.language` of mkdocs.yml says is heeded: with `en-US`, American words are right, and no text is read of a
site in another language.
Exit status: 0 clean, 1 findings, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from string import ascii_lowercase

from publish.site_name import language
from xref.command import run, say, show
from xref.files import required_text_of, text_of, where_unreadable, why_unreadable
from xref.reading import config

TEXTS = (
    "*.md",
    "docs/**/*.md",
    "docs/references.yml",
    "docs/help.yml",
    "docs/verdict_changes.yml",
    "docs/corrections.yml",
)
SETTINGS = Path("mkdocs.yml")
NOT_BRITISH = ("en-us", "en-ca", "en-ph")
OWN_WORDS = Path("tests/spelling.txt")
MISSPELT = Path("tests/misspelt.txt")
DICTIONARY = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
WORD = re.compile(r"\w+(?:['’]\w+)*")
AMERICAN = re.compile(
    r"(?!(?:cap|down|mid|out|over|re|right|super|un|under|up)?siz|(?:ap)?priz|assiz|baiz|maiz|seiz|beliz)"
    r"(?P<stem>\w{2,}[iy])z(?P<ending>e[drs]?|ers|ing(?:ly)?|ations?|ational(?:ly)?|abl[ey])"
)
"""A verb in -ize or -yze, and what is made of it, but for those that are written so everywhere."""
OWN = 0
"""How often a word of the project's own list is met, as far as the dictionary knows."""

ADDRESS = r"\w+://\S+ | [\w-]+(?:[./]+[\w-]+)+"
OTHERS_SPELLING = r"World[ ]Health[ ]Organization | also[ ]spelt[ ]\w+"
FOREIGN = r"""[^<>{}\n]*\blang=(?!["']?en\b)[^<>{}\n]*"""
"""Attributes that say of words that they are not English."""
NO_PROSE = {
    ".md": rf"""
        ^```.*?^``` | `[^`\n]+` | \+\+[\w+-]+\+\+  # code and keys
      | <(\w+)\s{FOREIGN}>.*?</\1> | \*[^*\n]+\*+\{{{FOREIGN}\}}  # words of another language
      | <[^<>]+> | \{{[^{{}}\n]+\}}  # tags and attributes
      | \]\([^)\s]+ | \[\^[^]\s]+\] | \[[^][]*@\w[^][]*\] | @[\w-]+  # where links lead, names of notes, citations
      | ^[a-z_]+:\s | {ADDRESS} | {OTHERS_SPELLING}
    """,
    ".yml": rf"""
        ^\#.*?$
      | ^-[ ]name:[^\n]*  # what a service is called, in whatever language
      | ^[ ]+-[ ]id:.*?(?:^[ ]+custom:$ | (?=^[ ]+-[ ]id:) | \Z)  # a work, up to the notes on it if there are any
      | ^[ -]*[a-z_]+:\s | {ADDRESS} | {OTHERS_SPELLING}
    """,
}
"""What a file of each kind holds besides prose."""


def main(arguments: Sequence[str]) -> int:
    return run(lambda: _check(arguments))


def _check(arguments: Sequence[str]) -> int:
    written_in = site_language()
    texts = TEXTS if written_in.split("-")[0] == "en" else ()
    paths = [Path(name) for name in arguments] or sorted(path for pattern in texts for path in Path().glob(pattern))
    known = own_words() | dictionary()
    is_british = not written_in.startswith(NOT_BRITISH)
    found = [finding for path in paths for finding in check(path, known, is_british)]
    show("".join(f"{finding}\n" for finding in found))
    if found:
        say(f"Words that are right, such as names and terms, belong in {OWN_WORDS}.\n")
    return 1 if found else 0


def site_language() -> str:
    """In which the site is written, in small letters; of one whose configuration cannot be read, of which others tell,
    English."""
    try:
        return language(config.read(SETTINGS)).lower()
    except config.LoadError:
        return "en"


def dictionary() -> dict[str, int]:
    """Word -> how often it is met."""
    lines = (line.split() for line in DICTIONARY.read_text("utf-8-sig").splitlines())
    return {word: int(count) for word, count in lines}


def own_words() -> dict[str, int]:
    lines = required_text_of(OWN_WORDS).splitlines()
    return {line: OWN for line in lines if line and not line.startswith("#")}


@cache
def misspelt() -> dict[str, str]:
    """Word -> what should stand there."""
    lines = required_text_of(MISSPELT).splitlines()
    pairs = (line.partition(" ") for line in lines if not line.startswith("#"))
    return {word: right for word, _, right in pairs if right}


def check(path: Path, known: Mapping[str, int], is_british: bool = True) -> Iterator[str]:
    try:
        text = prose(text_of(path), path.suffix)
    except (OSError, UnicodeDecodeError) as error:
        position = where_unreadable(error)
        yield f"{path.as_posix()}:{position.line}:{position.column}: {why_unreadable(error)} [spelling]"
        return
    for number, line in enumerate(text.splitlines(), start=1):
        for match in WORD.finditer(line):
            if said := fault(match[0], known, is_british):
                yield f"{path.as_posix()}:{number}:{match.start() + 1}: {match[0]!r} {said} [spelling]"


def fault(word: str, known: Mapping[str, int], is_british: bool = True) -> str:
    """What is wrong with a word, or nothing."""
    if known.get(word) == OWN:
        return ""
    if is_british and (right := british(word.lower().replace("’", "'").removesuffix("'s"))):
        return f"should be {right!r}"
    return "" if is_known(word, known) else f"is in no word list{suggestion(word, known)}"


def british(word: str) -> str | None:
    if match := AMERICAN.fullmatch(word):
        return f"{match['stem']}s{match['ending']}"
    return misspelt().get(word)


def prose(text: str, kind: str) -> str:
    """The text with blanks in place of all else, so that words keep their places."""
    pattern = re.compile(NO_PROSE.get(kind, NO_PROSE[".md"]), re.VERBOSE | re.MULTILINE | re.DOTALL)
    return pattern.sub(lambda match: re.sub(r"\S", " ", match[0]), text)


def is_known(word: str, known: Mapping[str, int]) -> bool:
    """Also where it holds a digit, is a letter or is an abbreviation in capitals."""
    straight = word.replace("’", "'")
    plain = straight.removesuffix("'s")
    if len(plain) == 1 or plain.isupper() or re.search(r"[\d_]", plain):
        return True
    return any(form in known for form in (plain, plain.lower(), straight.lower()))


def suggestion(word: str, known: Mapping[str, int]) -> str:
    near = known.keys() & slips(word.lower())
    return f"; did you mean {max(near, key=known.__getitem__)!r}?" if near else ""


def slips(word: str) -> Iterator[str]:
    """All that is one slip away: a letter too many, a pair turned round, a letter left out or a wrong one."""
    for before, after in ((word[:at], word[at:]) for at in range(len(word) + 1)):
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        yield from (before + letter + rest for letter in ascii_lowercase for rest in (after, after[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
