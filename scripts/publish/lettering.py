"""The site's own type within its drawings: what is shown as a picture takes no font from the page that shows it.

See https://svgwg.org/svg2-draft/conform.html#secure-static-mode. A drawing that names the family holds it in the built
site, and so has the same letters wherever it is shown; in the book, letters are those of who reads it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path

FAMILY = "Literata"
FACES = {"normal": "literata.woff2", "italic": "literata-italic.woff2"}
"""Slope -> file in `FOLDER`."""
FOLDER = "assets/fonts"
START_TAG = re.compile(
    rb"""(?s)(?:\xef\xbb\xbf)?(?:\s|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->|<!DOCTYPE[^>]*>)*"""
    rb"""<svg(?:[^>"']|"[^"]*"|'[^']*')*(?<!/)>"""
)
RULES = b"<style>@font-face{"
"""How what is put in begins, and nothing that the guard lets pass."""
ADDED = re.compile(re.escape(RULES) + rb"[^<]*</style>")


def add_type(site: Path) -> None:
    """Put the family into each drawing of a built site that names it. Raises OSError."""
    for path in site.rglob("*.svg"):
        drawing = path.read_bytes()
        if (lettered := with_type(drawing, site / FOLDER)) != drawing:
            path.write_bytes(lettered)


def with_type(drawing: bytes, fonts: Path) -> bytes:
    """A drawing with those faces of the family that it names and that are there."""
    start = START_TAG.match(drawing)
    slopes = [slope for slope in FACES if slope == "normal" or slope.encode() in drawing.lower()]
    faces = [_face(slope, fonts / FACES[slope]) for slope in slopes if (fonts / FACES[slope]).is_file()]
    if not start or not faces or FAMILY.lower().encode() not in drawing.lower() or ADDED.search(drawing):
        return drawing
    rules = "}@font-face{".join(faces).encode()
    return b"".join([start[0], RULES, rules, b"}</style>", drawing[start.end() :]])


def without_type(drawing: bytes) -> bytes:
    """A drawing as it was drawn."""
    return ADDED.sub(b"", drawing, count=1)


def _face(slope: str, font: Path) -> str:
    """Swapped in: some browsers draw a picture before they have read all that it holds, and would leave out words."""
    address = f"data:font/woff2;base64,{b64encode(font.read_bytes()).decode()}"
    return f"font-family:{FAMILY};font-style:{slope};font-display:swap;src:url({address})"
