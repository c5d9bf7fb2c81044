"""SVG pictures: what in a file is not allowed, the file without it, and how large it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publish.guard import svg_references
from publish.guard.allowed_svg import SVG
from publish.guard.svg_sieve import Refusal, Sieve
from publish.guard.svg_source import BOM, Event, UnreadablePictureError, read
from publish.guard.values import VIEW_BOX
from xref.position import Position

ROOT = f"{SVG} svg"
ROOT_TAG = f'<svg xmlns="{SVG}">'
MOST_DRAWN = 100_000
"""Elements, each as often as others refer to it."""
MOST_FAULTS = 100
"""That are told of one picture."""
MOST_NAMES = 5


class Checked(NamedTuple):
    """What was found in a picture."""

    faults: list[tuple[Position, str]]
    cleaned: bytes | None
    """The file without what is at fault; None where that is nothing, or would leave no picture."""


def check(data: bytes) -> Checked:
    """What is wrong with a picture, and what remains of it."""
    try:
        events = read(data)
    except UnreadablePictureError as error:
        return Checked([(error.position, str(error))], None)
    if (root := _root(events)).name != ROOT:
        return Checked([(root.position, f"no SVG: it begins with other than {ROOT_TAG}; export it anew")], None)
    sieve = Sieve(events)
    if not sieve.refusals and svg_references.drawn(events) > MOST_DRAWN:
        said = f"draws more than {MOST_DRAWN:,} elements, since what it repeats repeats others; write out fewer"
        return Checked([(root.position, said)], None)
    cleaned = (BOM if data.startswith(BOM) else b"") + sieve.remainder().encode() if sieve.refusals else None
    if cleaned is not None and (size(cleaned) is None or check(cleaned).faults):
        cleaned = None
    return Checked(list(_told(sieve.refusals, cleaned is not None)), cleaned)


def size(data: bytes) -> tuple[float, float] | None:
    """Width and height of a picture, from its view box or else from its attributes; None if it says none."""
    try:
        root = _root(read(data))
    except UnreadablePictureError:
        return None
    stated = {attribute.name: attribute.value for attribute in root.attributes}
    sides = (stated.get(side, "").removesuffix("px") for side in ("width", "height"))
    box = VIEW_BOX.numbers(stated.get("viewBox", "")) or VIEW_BOX.numbers(" ".join(["0 0", *sides]))
    return (box[2], box[3]) if box and root.name == ROOT else None


def _root(events: Iterable[Event]) -> Event:
    return next(event for event in events if event.kind == "start")


def _told(refusals: Iterable[Refusal], can_be_cleaned: bool) -> Iterator[tuple[Position, str]]:
    """The refusals as findings say them: those of a group together, and not more than anybody would read."""
    groups: dict[str, list[Refusal]] = {}
    for refusal in refusals:
        groups.setdefault(refusal.group or f"{len(groups)}", []).append(refusal)
    advice = "run with --fix to clean the file" if can_be_cleaned else "remove it"
    for number, (group, (first, *others)) in enumerate(groups.items()):
        if number == MOST_FAULTS:
            yield first.place(), f"{len(groups) - number} more faults from here on; {advice}"
            return
        said = f"{_named(group, [first, *others])}; {advice}" if first.group else f"{first.what}; {first.hint}"
        yield first.place(), said


def _named(group: str, found: Iterable[Refusal]) -> str:
    names = list(dict.fromkeys(refusal.what for refusal in found))
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{group} that no picture needs: {', '.join(map(repr, names[:MOST_NAMES]))}{more}"
