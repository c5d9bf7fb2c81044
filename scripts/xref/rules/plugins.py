"""What plugins may explain: findings that cannot be trusted on a site that uses them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xref.model import Rule
from xref.rules import definitions, footnotes, images, links, navigation, redirects

REFERENCES = (definitions.undefined_reference, definitions.unused_definition)
PAGES = (
    *(links.missing_page, links.missing_anchor, images.missing_image, images.unused_image, redirects.broken_redirect),
    *(navigation.not_in_navigation, navigation.missing_from_docs),
)
"""Rules whose findings a plugin that makes pages, or puts them elsewhere, may explain."""
ANY = (*PAGES, *REFERENCES, footnotes.undefined_footnote)
"""Those that one may explain which rewrites their text as well."""
BY_PLUGIN: Mapping[str, tuple[Rule, ...]] = {
    **dict.fromkeys(("awesome-nav", "awesome-pages", "literate-nav", "section-index"), navigation.RULES),
    "autorefs": REFERENCES,
    "blog": PAGES,
    "mkdocstrings": (*REFERENCES, links.missing_anchor, images.unused_image),
    "tags": (links.missing_anchor,),
}
"""Of plugins known to do less, without Material's prefix."""


def explained_by(plugins: Iterable[str]) -> set[Rule]:
    """The rules whose findings one of these plugins may explain."""
    return {rule for plugin in plugins for rule in BY_PLUGIN.get(plugin.removeprefix("material/"), ANY)}
