"""The last chapter of the book: under which licence its text is, with the licence's address and its words."""

from __future__ import annotations

from html import escape

from publish.epub_chapter import Chapter
from publish.licences import Licence

FILE = "licence.xhtml"


def chapter(licence: Licence, rights: str) -> Chapter:
    """The chapter; `rights` is what the site says of its licences, as plain text."""
    address = escape(licence.address)
    opening = f'<p>{escape(rights)}</p><p>{escape(licence.name)}: <a href="{address}">{address}</a></p>'
    paragraphs = (" ".join(part.split()) for part in licence.text.split("\n\n"))
    body = "".join(f"<p>{escape(part)}</p>\n" for part in paragraphs if part)
    return Chapter(FILE, "Licence", f"<h1>Licence</h1>\n{opening}\n{body}")
