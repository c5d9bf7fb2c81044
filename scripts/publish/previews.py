"""What a link to a term, a claim or a work shows before it is followed: one script, loaded at the first need."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from essays.citing.markdown import reference_id
from publish.text import plain

PLACE = "assets/previews.js"
SECTION = re.compile(
    r'<h2[^>]* id="(?P<id>[^"]+)"[^>]*>(?P<title>.*?)<a class="headerlink".*?</h2>(?P<text>.*?)(?=<h2|\Z)', re.DOTALL
)
END = re.compile(r'<div class="footnote"')

Preview = tuple[str, str, str]
"""A line that names it, what it says, and the words of the link that leads there: plain text all."""


def terms(url: str, content: str) -> Iterator[tuple[str, Preview]]:
    """Address -> preview of each term of the glossary, from the page's rendered markup."""
    for match in SECTION.finditer(END.split(content)[0]):
        yield f"{url}#{match['id']}", (plain(match["title"]), plain(match["text"]), "To the glossary")


def claims(url: str, claims: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, Preview]]:
    """Address -> preview of each claim of the evidence page: its verdict and its words."""
    for claim in claims:
        verdict = f"Claim {claim['number']}: {claim['words'].lower()}"
        yield url + claim["href"], (verdict, claim["text"], "To the claim")


def works(works: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, Preview]]:
    """Id in every page's list of references -> what to add there, for each work whose finding we could read."""
    for work in works:
        if work["finding"]:
            yield reference_id(work["id"]), ("What was found", work["finding"], "To the references")


def write(site: Path, previews: Mapping[str, Preview]) -> None:
    """Write them as a script, since a page read from a disk may load nothing else."""
    path = site / PLACE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"globalThis.sitePreviews = {json.dumps(previews, ensure_ascii=False)}\n", encoding="utf-8")
