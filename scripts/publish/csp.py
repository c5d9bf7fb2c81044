"""The one Content-Security-Policy of every page: what a page may load, and that it holds nothing which that forbids.

Scripts and style sheets come as files of the site; the one style element of a page is allowed by its hash. Nothing is
loaded from elsewhere, nothing is sent, and nothing inline runs. See https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from publish.html_tree import Node

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' '{hash}'",
    "img-src": "'self'",
    "connect-src": "'self'",  # no page connects; those who measure pages ask for robots.txt from within one
    "base-uri": "'none'",
    "form-action": "'none'",
}
GOVERNED = ("script", "style", "link", "img", "body")
"""What a policy that comes later would not reach."""
DATA = ("application/json", "application/ld+json")
"""Types of script elements that hold data, which no policy concerns."""


class PolicyError(Exception):
    """A page holds what its policy forbids; the message says where, a line for each."""


@dataclass
class PagePolicy:
    """The policy of one page, and what is wrong with the page by it."""

    policy: str | None = None
    faults: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def all_faults(self) -> Iterator[str]:
        if not self.policy:
            yield "has no Content-Security-Policy"
        yield from (f"holds {what}, which the page's policy forbids" for what in self.faults)
        if self.policy and any(self.policy != policy(style) for style in self.styles):
            yield "holds a style element that the page's policy does not allow"


def policy(style: str) -> str:
    """The policy of pages whose one style element holds this text."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return "; ".join(f"{name} {sources.format(hash=f'sha256-{digest}')}" for name, sources in DIRECTIVES.items())


def check_policy(document: LexborHTMLParser, leads_on: bool = False) -> PagePolicy:
    """What a page holds of policy, and of what a policy forbids; one that leads on may say so without scripts."""
    found = PagePolicy()
    for element in document.css("*"):
        if not (leads_on and element.attributes.get("http-equiv") == "refresh"):
            _look(element, element.attributes, found)
    return found


def _look(element: Node, attributes: Mapping[str, str | None], found: PagePolicy) -> None:
    tag, kind = element.tag or "", (attributes.get("http-equiv") or "").lower()
    if kind == "content-security-policy" and found.policy is None:
        found.policy = attributes.get("content") or ""
    elif tag == "meta" and "http-equiv" in attributes:
        found.faults.append("a second http-equiv")
    elif found.policy is None and tag in GOVERNED:
        found.faults.append(f"a {tag} element before its policy")
    if tag == "style":
        found.styles.append(element.text())
    found.faults += _inline(tag, attributes)


def _inline(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    if tag == "script" and "src" not in attributes and attributes.get("type") not in DATA:
        yield "an inline script"
    if "style" in attributes:
        yield "a style attribute"
    yield from (f"the event attribute {name}" for name in attributes if name.startswith("on"))


def check(pages: Mapping[str, PagePolicy]) -> None:
    """Raise PolicyError if some pages have the policy and one lacks it, has it too late, or holds what it forbids."""
    if not any(page.policy for page in pages.values()):
        return  # a site whose templates ask for none
    if found := list(_said(pages.items())):
        raise PolicyError("\n".join(found))


def _said(pages: Iterable[tuple[str, PagePolicy]]) -> Iterator[str]:
    for name, page in sorted(pages):
        yield from (f"{name}: {fault}" for fault in page.all_faults())
