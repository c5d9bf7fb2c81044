"""The rules for any MkDocs site, a file a family.

A rule takes the site and yields findings; its docstring is the norm.
"""

from __future__ import annotations

from xref.model import Rule
from xref.rules import addresses, anchors, definitions, footnotes, from_root, images, links, navigation, redirects

RULES: tuple[Rule, ...] = (
    *links.RULES,
    *from_root.RULES,
    *addresses.RULES,
    *definitions.RULES,
    *anchors.RULES,
    *images.RULES,
    *footnotes.RULES,
    *navigation.RULES,
    *redirects.RULES,
)
