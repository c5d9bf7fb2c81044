"""What is gathered of a page while its rendered text is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from xref.model import Anchor, Footnote, Image, Link, Suppression
from xref.reference_links import MistypedLink, ReferenceLink


@dataclass
class Facts:
    """What a page holds, in the order in which it was met."""

    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    footnotes_defined: list[Footnote] = field(default_factory=list)
    footnotes_used: list[Footnote] = field(default_factory=list)
    footnotes_undefined: list[Footnote] = field(default_factory=list)
    undefined: list[ReferenceLink] = field(default_factory=list)
    mistyped: list[MistypedLink] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
