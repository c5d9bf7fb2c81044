"""The one Content-Security-Policy of every page: what a page may load, and that it holds nothing which that forbids.

The inline scripts and the style element of our templates are allowed by their hashes. What those scripts add may run by
'strict-dynamic', if the one Trusted Types policy, which they make, lists it; no other script is run, wherever it comes
from. Nothing is loaded from elsewhere, and nothing is sent. See https://www.w3.org/TR/CSP3/ and
https://www.w3.org/TR/trusted-types/.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from publish.guard.allowed import DATA_BLOCK
from publish.html_tree import Node

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "{scripts}",
    "require-trusted-types-for": "'script'",
    "trusted-types": "site",
    "style-src": "'self' {styles}",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",  # to copy a file; those who measure pages ask for robots.txt from within one
    "base-uri": "'none'",
    "form-action": "'none'",
}
GOVERNED = ("script", "style", "link", "img", "body")
"""What a policy that comes later would not reach."""
LOOKED_AT = (*GOVERNED, "meta")


@dataclass
class PagePolicy:
    """The policy of one page, and what is wrong with the page by it."""

    policy: str | None = None
    faults: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def all_faults(self) -> Iterator[str]:
        yield from (f"holds {what}, which the page's policy forbids" for what in self.faults)
        if not self.policy:
            yield "has no Content-Security-Policy"
        elif found := [*self._not_allowed()]:
            yield from (f"holds {what} that the page's policy does not allow" for what in found)
        elif self.policy != policy("".join(self.styles), *self.scripts):
            yield "has another policy than its style element and its scripts ask for"

    def _not_allowed(self) -> Iterator[str]:
        for what, texts in {"a style element": self.styles, "an inline script": self.scripts}.items():
            yield from (what for text in texts if _source(text) not in (self.policy or ""))


def policy(style: str = "", *scripts: str) -> str:
    """The policy of pages whose one style element and whose inline scripts hold these texts."""
    allowed = {
        "scripts": " ".join([*map(_source, scripts), "'strict-dynamic'"]) if scripts else "'none'",
        "styles": _source(style),
    }
    return "; ".join(f"{name} {sources.format_map(allowed)}" for name, sources in DIRECTIVES.items())


def _source(text: str) -> str:
    """The hash by which a policy allows an element with this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def check_policy(document: LexborHTMLParser, leads_on: bool = False) -> PagePolicy:
    """What a page holds of policy, and of what a policy forbids; one that leads on may say so without scripts."""
    found = PagePolicy()
    for element in document.css(", ".join(LOOKED_AT)):
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
    elif tag == "script" and attributes.get("type") != DATA_BLOCK:
        found.scripts.append(element.text())


def faults(pages: Mapping[str, PagePolicy]) -> Iterator[str]:
    """Of pages of which some have the policy: which lacks it, has it too late, or holds what it forbids."""
    if any(page.policy for page in pages.values()):  # else the templates ask for none
        for name, page in sorted(pages.items()):
            yield from (f"{name}: {fault}" for fault in page.all_faults())
