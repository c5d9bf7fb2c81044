"""Whether a place that a data file names exists."""

from __future__ import annotations

from xref.model import Site
from xref.rules.suggestions import did_you_mean, page_meant


def why_missing(site: Site, path: str, anchor: str, what: str) -> str:
    """What is wrong with a place, and what may be meant; "" if it is there. `what` is said of a page that is not."""
    page = site.pages.get(path)
    if page is None:
        return f"{what} a missing page {path!r}{page_meant(site, path)[0]}"
    if anchor and page.is_whole and anchor not in page.ids:
        return f"{path!r} has no id {anchor!r}{did_you_mean(anchor, page.ids)}"
    return ""
