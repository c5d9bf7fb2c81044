"""Where the links of a page lead when it is a chapter of a book."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import SplitResult, quote, unquote, urljoin

from xref import urls

WEB = ("http", "https")
SCHEMES = (*WEB, "mailto", "tel")
"""What a book may lead to: anything else would run or load something."""
HOST = re.compile(r"[a-z0-9_.-]+")
KEPT = "!$%&'()*+,/:;=?@~"
"""Besides letters and digits, what an address may hold as it is."""
BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def page_file(address: str) -> str:
    """The file of the page that a path from the site's root leads to, be it that of a folder."""
    path = posixpath.normpath(address)
    is_folder = address.endswith(("/", "/.", "/..")) or path in (".", "..")
    return posixpath.normpath(f"{path}/index.html") if is_folder else path


def web_address(url: SplitResult) -> str:
    """An address outside of the book, in the letters that one may hold; "" for one that no reader can follow."""
    scheme = url.scheme or "https"
    host = _host(url) if url.netloc else ""
    if scheme not in SCHEMES or (scheme in WEB and not host):
        return ""
    path, query, fragment = map(_quoted, (url.path, url.query, url.fragment))
    return SplitResult(scheme, host, path, query, fragment).geturl()


def on_site(url: SplitResult, target: str, site: str) -> str:
    """The address on the web of what a link leads to within the site; "" where the site knows none of its own."""
    inside = SplitResult("", "", quote(target), url.query, url.fragment).geturl()
    address = urls.split(urljoin(site, inside)) if site else None
    return web_address(address) if address else ""


def target_of(url: SplitResult, page: str) -> str:
    """The file of the site that a link on a page leads to."""
    return page_file(posixpath.join(posixpath.dirname(page), unquote(url.path))) if url.path else page


def _quoted(part: str) -> str:
    return quote(BARE_PERCENT.sub("%25", part), KEPT)


def _host(url: SplitResult) -> str:
    """Without a name or a password, which tell readers nothing."""
    try:
        host, port = (url.hostname or "").encode("idna").decode(), url.port
    except ValueError:
        return ""
    return f"{host}{f':{port}' if port else ''}" if HOST.fullmatch(host) else ""
