"""What the author of a page may forget: its name, its place on the front page, and words of the template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from unicodedata import combining

from essays import template
from essays.schema import ESSAY_FIELD
from essays.sentences import letters
from essays.template import Placeholder, Template
from xref.model import Finding, Site
from xref.position import START
from xref.rules.links import relative_links

FRONT_PAGES = ("index.md", "README.md")
"""Files that become the first page of a site."""
ENCODED = re.compile(r"[^a-z0-9._~/-]+")
"""What an address would encode (RFC 3986), and capitals, which some hosts tell apart and others do not."""


def page_name(site: Site) -> Iterator[Finding]:
    """A page's path is of small letters, digits and `-`, `_`, `~` or `.`, so that its address can be typed and told.

    Give the file another name, as in `my-essay.md`, and correct what leads to it.
    """
    for path in site.pages:
        if ENCODED.search(path.removesuffix("README.md")):
            message = f"file {path!r} makes an address that is hard to type and to tell{_instead(path)}"
            yield site.finding(path, START, message)


def _instead(path: str) -> str:
    """The ending of a message that says what to call a page, unless too little would be left of its name."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", path.casefold()) if not combining(letter))
    parts = [ENCODED.sub("-", part).strip("-") for part in plain.removesuffix(".md").split("/")]
    return f"; name it {'/'.join(parts) + '.md'!r}" if all(parts) else ""


def unlisted_essay(site: Site) -> Iterator[Finding]:
    """An essay is linked from the front page, where that lists essays.

    Add the essay to the list on the front page, with a sentence on what it asks.
    """
    essays = [page for page in site.pages.values() if page.field(ESSAY_FIELD)]
    front = next((name for name in FRONT_PAGES if name in site.pages), None)
    listed = {there for page, _, there in relative_links(site) if page.path == front}
    if listed.isdisjoint(page.path for page in essays):
        return  # what lists them may be drawn
    for page in essays:
        if page.path not in listed:
            position = next(entry.position for entry in page.fields if entry.name == ESSAY_FIELD)
            yield site.finding(page.path, position, f"{front!r} links to other essays, and not to this one")


def template_text(site: Site) -> Iterator[Finding]:
    """A page holds none of the words that `templates/essay.md` has for its author to replace.

    Write your own words in their place, or take the line out.
    """
    known = site.of(Template).placeholders
    for page in site.pages.values():
        if page.path == template.FILE:
            continue
        for entry in page.fields:
            if isinstance(entry.value, str) and letters(entry.value) in known:
                yield site.finding(page.path, entry.position, _left(entry.value))
        for left in page.gathered(Placeholder):
            yield site.finding(page.path, left.position, _left(left.text))


def _left(text: str) -> str:
    return f"{text!r} is the template's; write your own, or take it out"


RULES = (page_name, unlisted_essay, template_text)
