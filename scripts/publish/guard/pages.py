"""What a whole page holds, templates and all, that is not on the list: the last look before it is written."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from publish.guard.allowed import PAGE, Allowed
from publish.guard.markup import of_node
from publish.guard.unsafe import ADDRESS, TRACKING

LEFT_TO_TEXTS = (ADDRESS, TRACKING)
"""Kinds that were judged where an author wrote them, and may be let pass there."""


def refused(document: LexborHTMLParser, allowed: Allowed = PAGE) -> Iterator[str]:
    """What a page holds that its list does not name."""
    root = document.root
    for node in root.traverse() if root else ():
        if node.is_element_node:
            yield from (refusal.message for refusal in of_node(node, allowed) if refusal.kind not in LEFT_TO_TEXTS)
