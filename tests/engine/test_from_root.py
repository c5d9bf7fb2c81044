"""Addresses from the root, in numbers."""

from __future__ import annotations

from time import process_time

from xref.model import Link, Page, Site
from xref.position import START
from xref.rules.from_root import missing_from_root


def test_many_addresses_of_what_the_host_may_serve_are_judged_in_little_time() -> None:
    files = {f"{number}.md": f"{number}/index.html" for number in range(20_000)}
    page = Page("0.md", links=tuple(Link(f"/api/{number}/", START) for number in range(2_000)))
    began = process_time()
    assert [*missing_from_root(Site("docs", "mkdocs.yml", {page.path: page}, frozenset(files), files))] == []
    assert process_time() - began < 2
