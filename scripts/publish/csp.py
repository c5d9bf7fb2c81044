"""The one Content-Security-Policy of every page: what a page may load, and that it holds nothing which that forbids.

Scripts and style sheets come as files of the site; the one style element of a page is allowed by its hash. Nothing is
loaded from elsewhere, nothing is sent, and nothing inline runs. See https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

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


def policy(style: str) -> str:
    """The policy of pages whose one style element holds this text."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return "; ".join(f"{name} {sources.format(hash=f'sha256-{digest}')}" for name, sources in DIRECTIVES.items())


def check(site: Path) -> None:
    """Raise PolicyError if some pages have the policy and one lacks it, has it too late, or holds what it forbids."""
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    if not any(page.policy for page in pages.values()):
        return  # a site whose templates ask for none
    if found := [f"{where}{line}" for where, page in pages.items() for line in _forbidden(page)]:
        raise PolicyError("\n".join(found))


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _forbidden(page: _Page) -> Iterator[str]:
    if not page.policy:
        yield ": has no Content-Security-Policy"
    for line, what in page.found:
        yield f":{line}: holds {what}, which the page's policy forbids"
    for style in page.styles:
        if page.policy and page.policy != policy(style):
            yield ": holds a style element that the page's policy does not allow"


class _Page(HTMLParser):
    """What a page holds of policy, and of what a policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.policy: str | None = None
        self.found: list[tuple[int, str]] = []
        self.styles: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(reversed(attrs))  # of an attribute that stands twice, browsers take the first
        kind = (attributes.get("http-equiv") or "").lower()
        if kind == "content-security-policy" and self.policy is None:
            self.policy = attributes.get("content") or ""
        elif tag == "meta" and "http-equiv" in attributes:
            self._note("a second http-equiv")
        elif self.policy is None and tag in GOVERNED:
            self._note(f"a {tag} element before its policy")
        for what in _inline(tag, attributes):
            self._note(what)
        if tag == "style":
            self._in_style = True
            self.styles.append("")

    def _note(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.styles[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"


def _inline(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    if tag == "script" and "src" not in attributes and attributes.get("type") not in DATA:
        yield "an inline script"
    if "style" in attributes:
        yield "a style attribute"
    yield from (f"the event attribute {name}" for name in attributes if name.startswith("on"))
