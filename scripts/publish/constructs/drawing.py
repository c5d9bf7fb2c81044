"""What a page makes of its text's constructs: tabs that open without scripts, tables and code that scroll in place.

A label is a radio button with its tab right behind it: the keyboard reaches each, and on paper, in the book and in
browsers that cannot hide the others, all tabs stand one below the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from publish.constructs import icons
from publish.constructs.extension import CHOSEN, DONE, ICON_NAME, LABEL, TABS, TASK
from publish.html_tree import Node, children, has_class, replace, text, write

STYLES = {
    "boxes.css": ".admonition, details:not(.used-in)",
    "choices.css": ".choices",
    "code.css": "pre, code.highlight",
    "leave.css": ".leave, .urgent",
    "pictures.css": "img:not(figure img), img.sized",
    "tables.css": ".table[role]",
    "tabs.css": f".{TABS}",
    "words.css": f".keys, .{TASK}, .icon, mark, ins, abbr, dl:not(.work dl)",
    "works.css": ".work",
}
"""Style sheet in `overrides/constructs/` -> what a page holds that needs it."""


def styles(body: Node) -> tuple[str, ...]:
    """The style sheets that a drawn text needs besides the site's own."""
    return tuple(sheet for sheet, selector in STYLES.items() if body.css_first(selector))


def draw(body: Node) -> None:
    """Draw the constructs of a text."""
    for nth, group in enumerate(body.css(f"div.{TABS}"), 1):
        _draw_tabs(group, f"{TABS}-{nth}")
    for icon in body.css(f"span[{ICON_NAME}]"):
        _draw_icon(icon)
    for task in body.css(f"span.{TASK}"):
        task.attrs["role"], task.attrs["aria-label"] = "img", "done" if DONE in text([task]) else "to do"
    for line in body.css("figure > br"):
        line.decompose()  # which the extension for Markdown within HTML leaves before a caption
    for code in body.css("pre"):
        code.attrs["tabindex"] = "0"  # so that the keyboard reaches what has to be scrolled
    for table in body.css("table:not(.table table, table table)"):
        name = "table crowded" if _is_crowded(table) else "table"
        replace(table, f'<div class="{name}" role="group" aria-label="Table" tabindex="0">{table.html}</div>')


ROOM, GAP = 64, 2
"""Letters of a line of a table on small paper, and what stands between two columns, in letters."""


def _is_crowded(table: Node) -> bool:
    """Whether paper is too narrow for the longest words of all columns: else no word and no number is to break."""
    rows = [[text([cell]).split() for cell in row.css("td, th")] for row in table.css("tr")]
    widths = [max(map(len, (word for words in column for word in words)), default=0) for column in _columns(rows)]
    return sum(widths) + GAP * len(widths) > ROOM


def _columns(rows: list[list[list[str]]]) -> Iterator[tuple[list[str], ...]]:
    return zip_longest(*rows, fillvalue=[])


def _draw_tabs(group: Node, name: str) -> None:
    for label in [child for child in children(group) if has_class(child, LABEL)]:
        checked = " checked" if has_class(label, CHOSEN) else ""
        replace(label, f'<label><input type="radio" name="{name}"{checked}>{write(label)}</label>')


def _draw_icon(icon: Node) -> None:
    icon.inner_html = icons.markup(icon.attributes[ICON_NAME] or "")
    del icon.attrs[ICON_NAME]
    if name := icon.attributes.get("aria-label") or icon.attributes.get("title"):
        icon.attrs["role"], icon.attrs["aria-label"] = "img", name
