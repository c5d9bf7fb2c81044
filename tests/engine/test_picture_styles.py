"""What a picture's style sheet says stands in its elements too, for reading systems that read no sheet within one."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.epub_styles import with_attributes
from publish.guard import svg

SVG = "http://www.w3.org/2000/svg"


def path_of(sheet: str) -> dict[str, str]:
    """The attributes of a path in a picture with this sheet, which the guard lets pass."""
    markup = f'<svg xmlns="{SVG}" viewBox="0 0 9 9"><style>{sheet}</style><g><path d="M0 0L9 9"/></g></svg>'.encode()
    assert svg.check(markup).faults == []
    path = etree.fromstring(with_attributes(markup)).find(f".//{{{SVG}}}path")
    return {name: value for name, value in path.attrib.items() if name != "d"}


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ("rgba(1, 2, 3, 0.5)", {"fill": "#010203", "fill-opacity": "0.5"}),
        ("rgb(300 -20 0 / 0.5)", {"fill": "#ff0000", "fill-opacity": "0.5"}),
        ("oklch(0.9 0.4 30 / 0.5)", {"fill": "oklch(0.9 0.4 30 / 0.5)"}),
        ("#123456", {"fill": "#123456"}),
    ],
)
def test_a_colour_is_one_that_svg_knows_if_it_can_be(colour: str, shown: dict[str, str]) -> None:
    assert path_of(f"path {{ fill: {colour} }}") == shown


@pytest.mark.parametrize("selector", ["path", "rect, path", "g :is(rect, path)", "path:not(.a, .b)", "[d]"])
def test_a_rule_holds_of_what_a_browser_selects(selector: str) -> None:
    assert path_of(f"{selector} {{ fill: red }}") == {"fill": "red"}
