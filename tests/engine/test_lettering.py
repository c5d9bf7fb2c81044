"""Drawings that name the site's family of type are shown in it, and are in the book as they were drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publish.epub_pictures import Pictures
from publish.lettering import FACES, with_type, without_type
from sites import PROJECT, SAMPLE

FONTS = PROJECT / "overrides/assets/fonts"
PICTURE = "assets/pictures/heat.svg"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text font-family="Literata">a</text></svg>'


def test_a_drawing_is_shown_in_the_type_of_the_site(chromium: Browser, built: Path, tmp_path: Path) -> None:
    shown = []
    for folder in (built, SAMPLE / "docs"):
        (tmp_path / "page.html").write_text(f'<img src="{(folder / PICTURE).as_uri()}" width="640">')
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto((tmp_path / "page.html").as_uri())
            shown.append(page.locator("img").screenshot())
    assert shown[0] != shown[1]


def test_the_book_has_it_as_it_was_drawn(built: Path) -> None:
    pictures = Pictures(built)
    pictures.add(PICTURE, "Heat.")
    assert b"Literata" in pictures.known[PICTURE].contents
    assert b"@font-face" not in pictures.known[PICTURE].contents


@pytest.mark.parametrize(
    "before",
    ["", "\ufeff", '<?xml version="1.0"?>\n', "<!-- <svg> -->\n<!-- b -->", "<!DOCTYPE svg>\n"],
    ids=["nothing", "a byte-order mark", "a declaration", "comments", "a document type"],
)
def test_the_faces_are_put_in_and_taken_out(before: str) -> None:
    drawing = (before + DRAWING.replace("viewBox", "aria-label='a > b' viewBox")).encode()
    lettered = with_type(drawing, FONTS)
    assert lettered.count(b"@font-face") == 1
    assert with_type(lettered, FONTS) == lettered
    assert without_type(lettered) == drawing


@pytest.mark.parametrize(("family", "slope"), [("Literata", "italic"), ("literata", "Italic")])
def test_each_slope_that_is_named_has_its_face(family: str, slope: str) -> None:
    """In whatever case, as CSS takes it."""
    drawing = DRAWING.replace("Literata", family).replace("<text", f'<text font-style="{slope}"').encode()
    assert with_type(drawing, FONTS).count(b"@font-face") == len(FACES)


@pytest.mark.parametrize("drawing", [DRAWING.replace("Literata", "serif"), DRAWING.replace("<svg", "<g:svg"), "<svg/>"])
def test_what_names_no_family_or_is_no_drawing_stays(drawing: str) -> None:
    assert with_type(drawing.encode(), FONTS) == drawing.encode()


def test_without_the_fonts_a_drawing_stays(tmp_path: Path) -> None:
    assert with_type(DRAWING.encode(), tmp_path) == DRAWING.encode()
