"""Links whose address stands elsewhere on the page, and what was meant as a link and stayed plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from xref.position import Position, position_at

SIGNS = re.compile("[`*]")
"""Those of code and emphasis in a label, which neither a page nor a plugin shows."""


class Definition(NamedTuple):
    """`[label]: address`, for links that name the label."""

    label: str
    target: str
    position: Position
    used: bool
    overridden: bool
    """Whether a later definition of the same label takes its place."""


def address_of(label: str, definitions: Iterable[Definition]) -> str | None:
    """What a label stands for that was written where an address belongs, as in `[text](label)`."""
    found = (one.target for one in definitions if one.label == label.lower() and not one.overridden)
    return next((address for address in found if address != label), None)


class ReferenceLink(NamedTuple):
    """`[text][label]` that stayed plain text, since nothing defines the label."""

    label: str
    position: Position


class MistypedLink(NamedTuple):
    """`(words)[address]`, `[words] (address)` or `[words](address`, which no renderer takes for a link, or a whole one
    where it reads none, as in raw HTML."""

    meant: str
    """The link as it was meant; "" where it is written so."""
    address: str
    position: Position


def place_of(label: str, text: str, begin: int = 0) -> Position | None:
    """Where `[text][label]` or `[label][]` is first written, from an offset on; plugins let a space part the two."""
    bare = re.escape(label)
    found = re.compile(rf"\[[^\[\]]*\]\s?\[{bare}\]|\[[`*]*{bare}[`*]*\]\s?\[\]").search(text, begin)
    return position_at(text, found.start()) if found else None
