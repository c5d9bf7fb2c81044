"""The pictures of a book. Of a kind that a reading system need not know, their words can be shown instead.

See https://www.w3.org/TR/epub-33/#sec-manifest-fallbacks and https://www.w3.org/TR/epub-33/#sec-core-media-types.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from publish import lettering, xml_text
from publish.epub_drawing import NAMESPACE
from publish.epub_names import picture_file
from publish.epub_styles import with_attributes

SVG, OTHER = "image/svg+xml", "application/octet-stream"
BEGINNINGS = {
    rb"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
    rb"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    rb"GIF8[79]a": ("image/gif", ".gif"),
    rb"RIFF....WEBP": ("image/webp", ".webp"),
    rb"....ftypavi[fs]": ("image/avif", ".avif"),
}
"""How a file begins -> media type, and how its name ends; a name alone may be wrong, and books are held to it."""
CORE = {SVG, "image/png", "image/jpeg", "image/gif"}
"""What every version of EPUB 3 has all reading systems show; WebP is in the latest only."""
LETTERS_A_LINE = 40


@dataclass(frozen=True)
class Picture:
    """A picture as the book keeps it."""

    file: str
    type: str
    contents: bytes
    fallback: bytes = b""
    """What is shown instead by a reading system that does not know the type: the same in words; empty for all know."""

    @property
    def fallback_file(self) -> str:
        return f"{self.file}.svg"


class Pictures:
    """What chapters show: path from the site's root -> picture."""

    def __init__(self, site: Path):
        self._site = site
        self.known: dict[str, Picture] = {}

    def add(self, path: str, alternative: str) -> str:
        """The name that a picture of the site has in the book. Raises OSError where there is no such file."""
        if path not in self.known:
            contents = (self._site / path).read_bytes()
            type, ending = media_type(path, contents)
            contents = with_attributes(lettering.without_type(contents)) if type == SVG else contents
            file = picture_file(path, ending, (picture.file for picture in self.known.values()))
            self.known[path] = Picture(file, type, contents, b"" if type in CORE else in_words(alternative))
        return self.known[path].file


def media_type(path: str, contents: bytes) -> tuple[str, str]:
    """The media type of a picture, and how a name of its kind ends."""
    known = (kind for start, kind in BEGINNINGS.items() if re.match(start, contents, re.DOTALL))
    ending = Path(path).suffix.lower()
    return next(known, (SVG if ending == ".svg" else OTHER, ending))


def in_words(alternative: str) -> bytes:
    """A drawing of what a picture's text alternative says."""
    lines = textwrap.wrap(xml_text.allowed(alternative), LETTERS_A_LINE) or ["…"]
    written = "".join(f'<tspan x="8" dy="20">{xml_text.content(line)}</tspan>' for line in lines)
    size = f"0 0 {9 * LETTERS_A_LINE} {20 * len(lines) + 12}"
    text = f'<text font-size="16">{written}</text>'
    return f'<svg xmlns="{NAMESPACE}" viewBox="{size}">{text}</svg>'.encode()
