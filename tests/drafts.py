"""Ordinary pages of a generated site: plain prose with links, pictures and footnotes in it, all of them valid."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random

SECTIONS = 8
WORDS = 92
"""Of a section's plain text; links, footnotes and headings make it about 100."""
FOLDERS = ("", "essays/", "notes/deep/")
PROSE = """
    people often find that a secure base makes room for others and that what looks like distance may be care in
    another form while trust grows slowly from many small answers given when nobody had to answer at all because
    being known is worth more than being right and every bond's own weather doesn't follow what a forecast tells
"""
VOCABULARY = PROSE.split()
"""Words without a meaning for Markdown; their apostrophes give smart quotes some work."""
ADJECTIVES = "Quiet Early Common Open Plain Careful Second Shared Steady Honest Later Slow Warm Gentle Firm Near"
NOUNS = "harbour answer distance evening promise question window bridge garden letter measure season"
HEADINGS = [" ".join(words) for words in product(ADJECTIVES.split(), NOUNS.split())]
FRONT_MATTER = "---\ntitle: {0}\ndescription: Words about {0}.\n---\n\n"


@dataclass
class Draft:
    """A page in the making."""

    path: str
    """In the documentation folder."""
    headings: list[str]
    """The page's title and those of its other sections."""
    planted: list[str] = field(default_factory=list)
    """Blocks of Markdown to be put among the sections; marks stand before their defects."""

    @property
    def ids(self) -> list[str]:
        """What the `toc` extension makes of headings that are plain words."""
        return [heading.lower().replace(" ", "-") for heading in self.headings]


def new_draft(number: int, random: Random) -> Draft:
    path = f"{FOLDERS[number % len(FOLDERS)]}page-{number}.md" if number else "index.md"
    return Draft(path, random.sample(HEADINGS, SECTIONS))


def page(draft: Draft, drafts: Sequence[Draft], random: Random) -> str:
    """The Markdown of a page, of about 800 words, 8 headings and 20 links, in which the marks still stand."""
    constructs = [*_constructs(draft, drafts, random)]
    random.shuffle(constructs)
    planted = [(random.randrange(SECTIONS), block) for block in draft.planted]
    blocks = [front_matter(draft.headings[0]).rstrip("\n")]
    for number, heading in enumerate(draft.headings):
        prose = _prose(constructs[number::SECTIONS], random)
        here = [block for section, block in planted if section == number]
        blocks += ["## " + heading if number else "# " + heading, prose, *_apart(here)]
    return "\n\n".join([*blocks, *_definitions(draft, drafts, random)]) + "\n"


def _constructs(draft: Draft, drafts: Sequence[Draft], random: Random) -> Iterator[str]:
    """Twenty links, two pictures and two footnotes, each to stand within a line."""
    there = [random.choice(drafts) for _ in range(14)]
    for nth, other in enumerate(there):
        anchor = f"#{random.choice(other.ids)}" if nth % 2 else ""
        yield f"[{_phrase(random)}]({address(draft, other.path)}{anchor})"
    yield from (f"[{_phrase(random)}](#{id})" for id in random.sample(draft.ids, 3))
    yield from (f"[{_phrase(random)}][{label}]" for label in ("near", "far", "near"))
    yield from (f"![A drawing of {_phrase(random)}]({address(draft, f'pictures/{n}.svg')})" for n in (1, 2))
    yield from ("as noted[^1]", "and noted again[^second]")


def _definitions(draft: Draft, drafts: Sequence[Draft], random: Random) -> Iterator[str]:
    near, far = random.choice(drafts), random.choice(drafts)
    yield f"[near]: {address(draft, near.path)}\n[far]: {address(draft, far.path)}#{random.choice(far.ids)}"
    yield f"[^1]: About {_phrase(random)}.\n[^second]: About {_phrase(random)}."


def _prose(constructs: list[str], random: Random) -> str:
    """Two paragraphs of a section, its constructs among the words, in lines of 15 words."""
    words = random.choices(VOCABULARY, k=WORDS - 3 * len(constructs))
    for construct in constructs:
        words.insert(random.randrange(1, len(words)), construct)
    half = len(words) // 2
    return f"{_paragraph(words[:half])}\n\n{_paragraph(words[half:])}"


def _paragraph(words: list[str]) -> str:
    lines = [" ".join(words[start : start + 15]) for start in range(0, len(words), 15)]
    text = "\n".join(lines)
    return text[0].upper() + text[1:] + "."


def _apart(blocks: Iterable[str]) -> Iterator[str]:
    """Each block with a paragraph after it, so that lists do not run into what follows."""
    for block in blocks:
        yield from (block, "So much for that.")


def front_matter(title: str) -> str:
    return FRONT_MATTER.format(title)


def _phrase(random: Random) -> str:
    return " ".join(random.choices(VOCABULARY, k=3))


def address(here: Draft, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(here.path) or ".")
