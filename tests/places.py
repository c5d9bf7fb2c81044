"""Where this text's pages and places are today, whatever they were called when a test was written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sites import PROJECT, front_matter

DOCS = PROJECT / "docs"


def page_of(purpose: str) -> Path:
    """The page that says what it is for, as in `glossary: true`."""
    (page,) = (path for path in DOCS.rglob("*.md") if front_matter(path).get(purpose))
    return page


def built_name(page: Path) -> str:
    """The address of a page, from the site's root."""
    return page.relative_to(DOCS).with_suffix(".html").as_posix()


class Places:
    """The addresses of a built site, from its root, and where those went that it once had."""

    def __init__(self, built: Path):
        path = DOCS / "published.yml"
        kept = yaml.safe_load(path.read_text()) if path.exists() else {}
        self.built = built
        self.published: dict[str, list[str]] = kept.get("published") or {}
        self.moved: dict[str, str] = kept.get("moved") or {}
        self.ids = cache(self._ids)

    def now(self, address: str) -> str | None:
        """An address, or the one that it has since `moved` says so; None where the text was withdrawn: what is told
        then is where to read on, which is another page, or no passage of it."""
        page, _, id = address.partition("#")
        there = self.moved.get(address) or "#".join(filter(None, (self.moved.get(page, page), id)))
        path, _, new_id = there.partition("#")
        if id:
            return there if new_id in self.ids(path) else None
        return there if path == page or self.ids(path).intersection(self.published.get(page, ())) else None

    def standing(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of a table of queries, with the places of today; without those of which the text was withdrawn."""
        found = [{**row, "first": [new for old in row["first"] if (new := self.now(old))]} for row in rows]
        return [row for row in found if row["first"]]

    def _ids(self, path: str) -> set[str]:
        """Of a page, but for those that only lead on."""
        file = self.built / path
        text = re.sub(r'(?s)<ul class="moved".*?</ul>', "", file.read_text()) if file.exists() else ""
        return set(re.findall(r'\bid="([^"]+)"', text))
