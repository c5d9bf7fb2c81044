"""Lets pass what is allowed of an SVG picture, event by event, and says what is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from essays.values import short
from publish.guard import svg_styles
from publish.guard.allowed_svg import ELEMENTS, SVG, kind_of
from publish.guard.svg_source import XLINK, XML, XMLNS, Attribute, Event, after
from xref.position import Position

UNLISTED = "it is not on the list of what a picture may hold"
RUNS, MOVES = "a picture runs nothing", "a picture stays still"
DRAW = "draw what it shows, or save the whole as PNG or WebP"
HINTS = {
    **dict.fromkeys(("script", "handler", "listener"), RUNS),
    **dict.fromkeys(("animate", "animateMotion", "animateTransform", "animateColor", "set", "mpath", "discard"), MOVES),
    **dict.fromkeys(("image", "feImage", "video", "audio", "iframe"), DRAW),
    "a": "put the link around the picture, on the page",
    "foreignObject": "write words as text elements",
}
"""Element -> why it is not allowed, or what to do instead."""
LOADING = {"href", "xlink:href", "src", "xml:base"}
"""Attributes that would load or lead somewhere."""
HTML = "http://www.w3.org/1999/xhtml"
UNWRAPPED = {"a"}
"""Elements whose contents stay when they go."""
SPOKEN = {"text", "tspan", "textPath"}
"""Elements in which a blank is a letter."""
FOREIGN, PROPERTIES, ATTRIBUTES = "data of another program", "style properties", "attributes"
"""Groups of faults of which nothing comes, and which editors leave by the dozen."""


Place = Callable[[], Position]
"""Says where something stands; asked only of what is told, since a file may hold more faults than anybody reads."""


class Refusal(NamedTuple):
    """Something that is not allowed."""

    place: Place
    what: str
    hint: str = UNLISTED
    group: str = ""
    """Faults of one group become one finding; what is at fault is then a name."""


class _Open(NamedTuple):
    name: str
    is_kept: bool


class Sieve:
    """What is refused of a picture, and what remains."""

    def __init__(self, events: Iterable[Event]):
        self.refusals: list[Refusal] = []
        self._kept: list[str] = []
        self._open: list[_Open] = []
        self._dropped = 0
        """Open elements from the one that was dropped on."""
        self._sheet: list[Event] | None = None
        """What the open style element holds so far."""
        for event in events:
            getattr(self, f"_{event.kind}")(event)

    def remainder(self) -> str:
        return "".join(self._kept).lstrip()

    def _refuse(self, place: Place, what: str, hint: str = UNLISTED, group: str = "") -> None:
        self.refusals.append(Refusal(place, what, hint, group))

    def _refuse_event(self, event: Event, what: str, hint: str = UNLISTED, group: str = "") -> None:
        self._refuse(lambda: event.position, what, hint, group)

    # What stands between elements

    def _other(self, event: Event) -> None:
        if not self._dropped:
            self._kept.append(event.source) if self._sheet is None else self._sheet.append(event)

    _text = _other

    def _declaration(self, event: Event) -> None:
        if event.name.lower() == "1.0 utf-8":
            self._kept.append(event.source)
        else:
            self._refuse_event(event, f"XML {event.name}", "save the picture as XML 1.0 in UTF-8")

    def _doctype(self, event: Event) -> None:
        if event.source != ">":  # of its end
            self._refuse_event(event, "document type", "no picture needs one")
            self._drop_blanks()

    def _instruction(self, event: Event) -> None:
        if not self._dropped:
            self._refuse_event(event, f"instruction {event.name!r}", "a picture takes nothing from elsewhere")
            self._drop_blanks()

    def _drop_blanks(self) -> None:
        """Remove the line break and the indent before what is dropped, unless they are part of a text."""
        if self._open and self._open[-1].name in SPOKEN:
            return
        while self._kept and self._kept[-1].isspace():
            if "\n" in self._kept.pop():
                return

    # Elements

    def _start(self, event: Event) -> None:
        if self._dropped:
            self._dropped += 1
            return
        namespace, _, name = event.name.rpartition(" ")
        if namespace == SVG and name in ELEMENTS and self._sheet is None:
            self._kept.append(self._sift_tag(event, name))
            self._open.append(_Open(name, True))
            self._sheet = [] if name == "style" else None
        elif namespace == SVG and name in UNWRAPPED and self._sheet is None:
            self._refuse_event(event, f"element {name!r}", HINTS[name])
            self._open.append(_Open(name, False))
        else:
            self._refuse_element(event, namespace, name)
            self._dropped = 1
            self._drop_blanks()

    def _refuse_element(self, event: Event, namespace: str, name: str) -> None:
        written = re.split(r"[\s/>]", event.source[1:], maxsplit=1)[0]
        if (namespace == SVG and name != "metadata") or namespace == HTML or self._sheet is not None:
            self._refuse_event(event, f"element {written!r}", HINTS.get(name, UNLISTED))
        else:
            self._refuse_event(event, written.partition(":")[0], group=FOREIGN)

    def _end(self, event: Event) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        if self._sheet is not None:
            self._kept += self._sifted_sheet(self._sheet)
            self._sheet = None
        if self._open.pop().is_kept:
            self._kept.append(event.source)

    # Attributes

    def _sift_tag(self, event: Event, element: str) -> str:
        """A start tag without what is not allowed in it."""
        kept, end = "", 0
        for attribute in event.attributes:
            kept += event.source[end : attribute.begin]
            end = attribute.end
            place = partial(_place_in_tag, event, attribute)
            kept += self._sifted_attribute(place, element, attribute, event.source[attribute.begin : end])
        return kept + event.source[end:]

    def _sifted_attribute(self, place: Place, element: str, attribute: Attribute, source: str) -> str:
        """What remains of an attribute, with the blank before it."""
        name, value = attribute.name, attribute.value
        if attribute.namespace == XMLNS and value in (SVG, XLINK, XML):
            return source
        if name is None:
            self._refuse(place, attribute.written.removeprefix("xmlns:").partition(":")[0], group=FOREIGN)
        elif name == "style":
            return self._sifted_style(place, value, source)
        elif (kind := kind_of(element, name)) is None:
            self._refuse_attribute(place, name)
        elif not kind.allows(value):
            self._refuse(place, f"value {short(value)!r} of {name!r}", f"write {kind.meaning}")
        else:
            return source
        return ""

    def _refuse_attribute(self, place: Place, name: str) -> None:
        if name.lower().startswith("on"):
            self._refuse(place, f"attribute {name!r}", RUNS)
        elif name.lower() in LOADING:
            self._refuse(place, f"attribute {name!r}", "a picture loads nothing and leads nowhere")
        else:
            self._refuse(place, name, group=ATTRIBUTES)

    # Styles

    def _sifted_style(self, place: Place, value: str, source: str) -> str:
        faults, remainder = svg_styles.of_attribute(value)
        for fault in faults:
            self._refuse_style(place, fault)
        if not faults:
            return source
        blank = source[: len(source) - len(source.lstrip())]
        return f"{blank}style={quoteattr(remainder)}" if remainder else ""

    def _sifted_sheet(self, pieces: Sequence[Event]) -> list[str]:
        faults, remainder = svg_styles.of_sheet("".join(piece.text for piece in pieces))
        for fault in faults:
            self._refuse_style(partial(_place_in_sheet, pieces, fault), fault)
        return [escape(remainder)] if faults else [piece.source for piece in pieces]

    def _refuse_style(self, place: Place, fault: svg_styles.Fault) -> None:
        if fault.is_idle:
            self._refuse(place, fault.what, group=PROPERTIES)
        else:
            self._refuse(place, fault.what, "a picture's style holds selectors, colours, sizes and fonts alone")


def _place_in_tag(event: Event, attribute: Attribute) -> Position:
    return after(event.position, event.source[: attribute.offset])


def _place_in_sheet(pieces: Sequence[Event], fault: svg_styles.Fault) -> Position:
    """Where in the file a place in a sheet stands that is written in pieces."""
    lines = "".join(piece.text for piece in pieces).split("\n")
    rest = sum(len(line) + 1 for line in lines[: fault.line - 1]) + fault.column - 1
    for piece in pieces:
        if rest < len(piece.text):
            return after(piece.position, piece.text[:rest])
        rest -= len(piece.text)
    return pieces[-1].position
