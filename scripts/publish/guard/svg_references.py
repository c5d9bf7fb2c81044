"""How much a picture draws, counting what it refers to as often as it does.

A few elements that repeat elements that repeat elements would keep a browser busy for ever.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tinycss2

from publish.guard import svg_styles
from publish.guard.svg_source import Event
from publish.guard.values import address

DEEPEST = 300
"""Elements within or behind each other."""
MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
"""Properties that refer to what is drawn at each corner."""
DRAWN_ONCE = {"linearGradient", "radialGradient", "stop", "filter"}
"""Elements that draw no others, whoever refers to them."""


class _Reference(NamedTuple):
    id: str
    times: int


class _Element:
    def __init__(self, event: Event):
        self.name = event.name.rpartition(" ")[2]
        self.attributes = {attribute.name or "": attribute.value for attribute in event.attributes}
        self.children: list[_Element] = []
        self.text = ""
        corners = max(len(self.attributes.get("d", "")), len(self.attributes.get("points", ""))) // 2 + 1
        self.times = defaultdict(lambda: 1, dict.fromkeys(MARKERS, corners))

    def references(self) -> Iterator[_Reference]:
        for name, value in self.attributes.items():
            if name.endswith("href"):
                yield _Reference(value.removeprefix("#"), 1)
            elif "(" in value and name == "style":
                yield from self._of_style(value)
            elif "(" in value:
                found = filter(None, map(address, tinycss2.parse_component_value_list(value)))
                yield from (_Reference(id.removeprefix("#"), self.times[name]) for id in found)

    def _of_style(self, value: str) -> Iterator[_Reference]:
        for reference in svg_styles.references(f"*{{{value}}}"):
            yield _Reference(reference.id, self.times[reference.property])


def drawn(events: Iterable[Event]) -> float:
    """The number of elements that a picture draws; infinite where it refers further than any picture does."""
    elements = list(_elements(events))
    return _Count(elements).of(elements[0], 0)


def _elements(events: Iterable[Event]) -> Iterator[_Element]:
    """All elements in order, each with its children."""
    above: list[_Element] = []
    for event in events:
        if event.kind == "start":
            element = _Element(event)
            if above:
                above[-1].children.append(element)
            above.append(element)
            yield element
        elif event.kind == "end":
            above.pop()
        elif event.kind == "text" and above:
            above[-1].text += event.text


class _Count:
    def __init__(self, elements: Iterable[_Element]):
        self._by_id = {element.attributes["id"]: element for element in elements if "id" in element.attributes}
        self._known: dict[_Element, float] = {}
        sheets = (element.text for element in elements if element.name == "style")
        self._rules = [reference for sheet in sheets for reference in svg_styles.references(sheet)]

    def of(self, element: _Element, depth: int) -> float:
        """How many elements are drawn for one."""
        if element in self._known:
            return self._known[element]
        if depth > DEEPEST:
            return math.inf
        self._known[element] = 0  # browsers draw nothing for what refers to itself
        inner = sum(self.of(child, depth + 1) for child in element.children)
        self._known[element] = 1 + inner + sum(self._of_references(element, depth))
        return self._known[element]

    def _of_references(self, element: _Element, depth: int) -> Iterator[float]:
        for id, times in (*element.references(), *self._by_rules(element)):
            target = self._by_id.get(id)
            if target and target.name not in DRAWN_ONCE:
                yield times * self.of(target, depth + 1)

    def _by_rules(self, element: _Element) -> Iterator[_Reference]:
        classes = set(element.attributes.get("class", "").split())
        for reference in self._rules:
            if not reference.classes or reference.classes & classes:
                yield _Reference(reference.id, element.times[reference.property])
