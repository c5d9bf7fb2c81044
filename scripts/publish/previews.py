"""What a link to a term, a claim or a work shows before it is followed: one script, loaded at the first need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from essays.citing.markdown import reference_id
from essays.library import Work
from essays.page_data import Claim
from publish.drawing import Section, heading_text
from publish.html_tree import text
from xref import writing

PLACE = "assets/previews.js"

Preview = tuple[str, str, str]
"""A line that names it, what it says, and the words of the link that leads there: plain text all."""


def of_sections(url: str, sections: Iterable[Section], words: str) -> Iterator[tuple[str, Preview]]:
    """Address, decoded, -> preview of each section of a page, from its heading and what stands below."""
    for id, heading, below in sections:
        yield f"{unquote(url)}#{id}", (heading_text(heading), text(below), words)


def of_claims(url: str, claims: Iterable[Claim], words: str) -> Iterator[tuple[str, Preview]]:
    """Address, decoded, -> preview of each claim of a page: its verdict and its words."""
    for claim in claims:
        yield unquote(url) + claim.href, (f"Claim {claim.number}: {claim.words.lower()}", claim.text, words)


def of_works(works: Iterable[Work], words: str) -> Iterator[tuple[str, Preview]]:
    """Id in every page's list of references -> what to add there, for each work whose finding we could read."""
    for work in works:
        if work.finding:
            yield reference_id(work.id), ("What was found", work.finding, words)


def write(site: Path, previews: Mapping[str, Preview]) -> None:
    """Write them as a script, since a page read from a disk may load nothing else."""
    writing.write(site / PLACE, f"globalThis.sitePreviews = {json.dumps(previews, ensure_ascii=False)}\n")
