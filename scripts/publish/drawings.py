"""Drawings in the manner of a site: they describe themselves, and keep to its colours, in the light and in the dark.

    extra:
      drawings: ../overrides/site.css

holds every SVG picture to the colours of that style sheet, whose path begins in the documentation folder. Without the
setting, drawings may look like anything.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tinycss2 import color4

from essays.addition import HOOKS
from publish.colours import in_srgb
from publish.guard import svg, svg_source
from publish.guard.allowed_svg import SVG
from publish.guard.files import Fault, ending
from xref.additions import Addition, Folder
from xref.model import Field, Finding, Site
from xref.position import START, Position
from xref.rules.links import leads_to
from xref.urls import is_relative

SETTING = "drawings"
FEWEST_LETTERS = 61
"""Of a text alternative: fewer name a drawing and do not tell what it tells."""
FIGURE, SMALLEST = 343, 13
"""Pixels: the width of a drawing on a phone of 375, and the size of letters that can be read there."""
LETTERS = re.compile(r"""font-size\s*[:=]\s*["']?\s*(?P<size>\d*\.?\d+)(?:px)?(?![\w%.])""")
DARK = re.compile(r"prefers-color-scheme\s*:\s*dark")
COLOUR = re.compile(
    r"#[0-9a-f]+\b|\b(?:(?:rgb|hsl)a?|hwb|(?:ok)?(?:lab|lch)|color)\([^()]*\)"
    r"""|(?<![\w-])(?:fill|stroke|color|(?:stop|flood|lighting)-color)\s*[:=]\s*["']?\s*(?P<word>[a-z]+)\b(?!\()""",
    re.IGNORECASE,
)
"""A colour, or a word in a place where one names a colour."""
COMMENT = re.compile(r"<!--.*?-->|/\*.*?\*/", re.DOTALL)
PARTS = ("title", "desc")

Colour = tuple[float | str, ...]
"""Red, green and blue, or a space that is not converted and what is said in it; how far one sees through it does not
matter."""


class Drawings(NamedTuple):
    """What is wrong with the drawings of a site that holds them to a style sheet."""

    untold: tuple[Fault, ...] = ()
    coloured: tuple[Fault, ...] = ()
    small: tuple[Fault, ...] = ()
    is_asked: bool = False
    """Whether the configuration asks for any of it."""


def read(folder: Folder) -> Drawings:
    """What is wrong with the drawings in a folder."""
    setting = folder.extra.get(SETTING)
    if setting is None or setting.value is None:
        return Drawings()
    sheet = _text_of(folder, setting)
    if sheet is None:
        said = (
            f"extra.{SETTING} is {setting.value!r}; expected the path of a style sheet, such as ../overrides/site.css"
        )
        return Drawings(coloured=(Fault("", setting.position, said),))
    allowed = {rgb for _, _, rgb in _colours(sheet)}
    drawings = [(path, text) for path in folder.assets if (text := _drawing(folder.path / path))]
    untold = [Fault(path, position, said) for path, text in drawings for position, said in _untold(text)]
    coloured = [Fault(path, place, said) for path, text in drawings for place, said in _coloured(text, allowed)]
    small = [Fault(path, position, said) for path, text in drawings for position, said in _small(text)]
    return Drawings(tuple(untold), tuple(coloured), tuple(small), is_asked=True)


def _text_of(folder: Folder, setting: Field) -> str | None:
    try:
        return (folder.path / setting.value).read_text("utf-8") if isinstance(setting.value, str) else None
    except (OSError, ValueError):
        return None


def _drawing(path: Path) -> str:
    """The text of an SVG picture that can be read; of another, the guard tells."""
    try:
        return path.read_text("utf-8") if ending(path.name) == "svg" else ""
    except (OSError, ValueError):
        return ""


def _untold(text: str) -> Iterator[tuple[Position, str]]:
    try:
        events = svg_source.read(text.encode())
    except svg_source.UnreadablePictureError:
        return
    root = next(event for event in events if event.kind == "start")
    if ("role", "img") not in {(attribute.name, attribute.value) for attribute in root.attributes}:
        yield root.position, 'nothing says that the drawing is one picture; add role="img" to its <svg>'
    said = set(_with_words(events))
    for part in (part for part in PARTS if f"{SVG} {part}" not in said):
        yield root.position, f"the drawing has no <{part}> with words in it"


def _with_words(events: Iterable[svg_source.Event]) -> Iterator[str]:
    """The names of elements that begin with words."""
    name = ""
    for event in events:
        if event.kind in ("start", "end"):
            name = event.name if event.kind == "start" else ""
        elif event.text.strip():
            yield name


def _coloured(text: str, allowed: set[Colour]) -> Iterator[tuple[Position, str]]:
    for offset, written, rgb in _colours(text):
        if rgb not in allowed:
            yield svg_source.after(START, text[:offset]), f"colour {written!r} is none of the style sheet's"
    if not DARK.search(_without_comments(text)):
        yield START, "the drawing has no colours of its own for the dark; add `@media (prefers-color-scheme: dark)`"


def _small(text: str) -> Iterator[tuple[Position, str]]:
    box = svg.size(text.encode())
    for match in LETTERS.finditer(_without_comments(text)) if box else ():
        if box and float(match["size"]) / box[0] * FIGURE < SMALLEST:
            enough = math.ceil(SMALLEST * box[0] / FIGURE)
            yield svg_source.after(START, text[: match.start()]), f"letters of {match['size']}; use {enough} or more"


def _colours(text: str) -> Iterator[tuple[int, str, Colour]]:
    """Where a colour stands, how it is written, and which it is."""
    for match in COLOUR.finditer(_without_comments(text)):
        group = "word" if match["word"] else 0
        if colour := _colour(match[group]):
            yield match.start(group), match[group], colour


def _colour(written: str) -> Colour | None:
    """The colour that is meant; None of what is none, or is not seen."""
    found = color4.parse_color(written)
    if not isinstance(found, color4.Color) or not found.alpha:
        return None
    return in_srgb(found) or (found.space, *found.coordinates)


def _without_comments(text: str) -> str:
    """The text with blanks in place of its comments, so that all else keeps its place."""
    return COMMENT.sub(lambda comment: re.sub(r"\S", " ", comment[0]), text)


def untold_drawing(site: Site) -> Iterator[Finding]:
    """A drawing says in `<title>` and `<desc>` what it shows, and has `role="img"` (where `extra.drawings` is set).

    Add what is missing at the beginning of the SVG, as the other pictures have it.
    """
    yield from (fault.finding(site) for fault in site.of(Drawings).untold)


def foreign_colour(site: Site) -> Iterator[Finding]:
    """A drawing has the colours of the style sheet that `extra.drawings` names, in the light and in the dark.

    Write a colour of the style sheet instead, and for the dark, under `@media`, the dark one that belongs to it.
    """
    yield from (fault.finding(site) for fault in site.of(Drawings).coloured)


def small_letters(site: Site) -> Iterator[Finding]:
    """The letters of a drawing are at least 13 pixels high on a phone of 375 (where `extra.drawings` is set).

    Make the letters larger, or the drawing's `viewBox` narrower.
    """
    yield from (fault.finding(site) for fault in site.of(Drawings).small)


def brief_alternative(site: Site) -> Iterator[Finding]:
    """The text alternative of a drawing tells in more than 60 letters what it tells (where `extra.drawings` is set).

    Say between the square brackets what somebody who cannot see the drawing would miss.
    """
    for page in site.pages.values() if site.of(Drawings).is_asked else ():
        for image in (image for image in page.images if is_relative(image.target)):
            words = (image.alternative or "").strip()
            if 0 < len(words) < FEWEST_LETTERS and ending(leads_to(site, page, image) or "") == "svg":
                message = f"alternative {words!r} has {len(words)} letters; tell what the drawing tells"
                yield site.finding(page.path, image.position, message)


class DrawingRules(Addition):
    """What a site may ask of its drawings."""

    hooks = HOOKS
    rules = (untold_drawing, foreign_colour, small_letters, brief_alternative)

    def __init__(self, folder: Folder):
        super().__init__(folder)
        self.result.data[Drawings] = read(folder)
