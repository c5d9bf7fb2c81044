"""What a page says of itself to machines: one block of JSON-LD in the terms of schema.org.

An essay is an Article, the glossary a DefinedTermSet, and the evidence page an Article with the claims as a Dataset
(https://schema.org/Dataset). A claim is none of schema.org's: `Claim` is "factually-oriented", and many of ours are
judged to be interpretations; `ClaimReview` is the checking of facts in somebody else's work, and whoever read ours
would take a site for the reviewer of itself. The verdicts stand in the data set, in their own words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from essays.built_page import BuiltPage
from essays.citing.pages import SiteName
from essays.schema import PUBLISHED_FIELD, TERM_LEVEL
from publish.site_name import PICTURE
from publish.text import plain

ENCODED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What could end the element, or begin another one."""
Node = dict[str, Any]


def of_page(page: BuiltPage, site: SiteName, changed: date | None, data: Mapping[str, str]) -> str:
    """The block of a page that can be cited; `data` are the files of its data set: address -> media type."""
    author = {"@type": "Organization", "name": site.title, "url": site.address}
    series = {"@type": "CreativeWorkSeries", "name": site.title, "url": site.address}
    node: Node = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": plain(page.title),
        "description": page.meta.get("description"),
        "url": site.address + page.url,
        "datePublished": page.meta[PUBLISHED_FIELD].isoformat(),
        "dateModified": changed and changed.isoformat(),
        "image": site.address + PICTURE,
        "inLanguage": site.language,
        "author": author,
        "isPartOf": series,
        "position": page.part,
        "license": site.licence,
        **_own(page, data, {"creator": author, "license": site.licence}),
    }
    return json.dumps(_known(node), ensure_ascii=False, separators=(",", ":")).translate(ENCODED)


def _known(node: Node) -> Node:
    return {name: item for name, item in node.items() if item}


def _named(page: BuiltPage) -> Node:
    return {"name": plain(page.title), "description": page.meta.get("description")}


def _own(page: BuiltPage, data: Mapping[str, str], origin: Node) -> Node:
    """What its kind adds; `origin` says whose a data set is."""
    if page.kind.entry_type == "term":
        terms = [item for item in page.headings if item.level == TERM_LEVEL]
        listed = [{"@type": "DefinedTerm", "@id": f"#{term.id}", "name": term.text} for term in terms]
        return {"@type": "DefinedTermSet", "name": plain(page.title), "headline": None, "hasDefinedTerm": listed}
    if not data:
        return {}
    files = [{"@type": "DataDownload", "contentUrl": url, "encodingFormat": kind} for url, kind in data.items()]
    return {"hasPart": _known({"@type": "Dataset", **_named(page), **origin, "distribution": files})}
