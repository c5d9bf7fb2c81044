"""Check spelling: every word of the texts stands in an English dictionary or in the project's own list.

The dictionary has American spellings too; `typos`, which pyproject.toml sets up, finds those.
Exit status: 0 clean, 1 findings.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

from xref.check.suggest import did_you_mean

TEXTS = ("README.md", "CONTRIBUTING.md", "docs/**/*.md", "docs/*.yml")
OWN_WORDS = Path("tests/spelling.txt")
DICTIONARY = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
WORD = re.compile(r"\w+(?:['’]\w+)*")

ADDRESS = r"\w+://\S+ | [\w-]+(?:[./]+[\w-]+)+"
NO_PROSE = {
    ".md": rf"""
        ^```.*?^``` | `[^`\n]+`  # code
      | <[^<>]+> | \{{[^{{}}\n]+\}}  # tags and attributes
      | \]\([^)\s]+ | \[\^[^]\s]+\] | \[-?@[^]]+\]  # where links lead, names of notes, citations
      | ^[a-z_]+:\s | {ADDRESS}
    """,
    ".yml": rf"""
        ^\#.*?$
      | ^[ ]+-[ ]id:.*?^[ ]+custom:$  # a work up to the notes on it
      | ^[ -]*[a-z_]+:\s | {ADDRESS}
    """,
}
"""What a file of each kind holds besides prose."""


def main(arguments: Sequence[str]) -> int:
    paths = [Path(name) for name in arguments] or texts()
    known = dictionary() | own_words()
    found = [finding for path in paths for finding in check(path, known)]
    print("".join(f"{finding}\n" for finding in found), end="")
    if found:
        print(f"Words that are right, such as names and terms, belong in {OWN_WORDS}.", file=sys.stderr)
    return 1 if found else 0


def texts() -> list[Path]:
    return sorted(path for pattern in TEXTS for path in Path().glob(pattern))


def dictionary() -> set[str]:
    """Each line holds a word and how often it is met."""
    return {line.split()[0] for line in DICTIONARY.read_text("utf-8-sig").splitlines()}


def own_words() -> set[str]:
    lines = OWN_WORDS.read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def check(path: Path, known: Collection[str]) -> Iterator[str]:
    text = prose(path.read_text("utf-8"), path.suffix)
    for number, line in enumerate(text.splitlines(), start=1):
        for match in WORD.finditer(line):
            if not is_known(match[0], known):
                place = f"{path.as_posix()}:{number}:{match.start() + 1}"
                yield f"{place}: {match[0]!r} is in no word list{suggestion(match[0], known)} [spelling]"


def prose(text: str, kind: str) -> str:
    """The text with blanks in place of all else, so that words keep their places."""
    pattern = re.compile(NO_PROSE[kind], re.VERBOSE | re.MULTILINE | re.DOTALL)
    return pattern.sub(lambda match: re.sub(r"\S", " ", match[0]), text)


def is_known(word: str, known: Collection[str]) -> bool:
    """Also where it holds a digit, is a letter or is an abbreviation in capitals."""
    plain = word.replace("’", "'").removesuffix("'s")
    if len(plain) == 1 or plain.isupper() or re.search(r"[\d_]", plain):
        return True
    return not known.isdisjoint((plain, plain.lower(), word.replace("’", "'").lower()))


def suggestion(word: str, known: Iterable[str]) -> str:
    """Among words that begin alike, since the whole dictionary takes a second."""
    return did_you_mean(word, (other for other in known if other[0] == word[0].lower() and len(other) > 2))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
