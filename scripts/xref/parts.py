"""What a page's templates see: the one place that knows these keys.

`page.meta.xref` of a page that cites anything:

    {"references": [{"id": "ref-fern2020", "html": "Fern, J. (2020)...", "label": "Fern, 2020",
                     "passages": [{"href": "#cite-fern2020-1", "letter": "a"}]}]}

The page that lists the bibliography is given `works` instead, each

    {"id": "fern2020", "label": "Fern (2020)", "html": "Fern, J. (2020)...",
     "sample": "", "finding": "", "limits": "",
     "cited_by": [{"href": "essays/compersion.html#ref-fern2020", "title": "Compersion ..."}]}

Values are text, lists and mappings; `html` is markup, all other text is to be escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xref.apa import Reference
from xref.citations import passage_id, reference_id
from xref.model import Record

NOTES = ("sample", "finding", "limits")
"""What a record's `custom` says of the work, as far as it is shown."""


@dataclass(frozen=True)
class CitingPage:
    """A built page that cites works."""

    url: str
    """Address from the site's root."""
    title: str
    cited: Mapping[str, int]
    """Key -> number of passages."""


def page_references(cited: Mapping[str, int], references: Mapping[str, Reference]) -> list[dict[str, Any]]:
    """The works that one page cites, in the order of the reference list."""
    works = sorted((references[key] for key in cited), key=lambda work: work.sort_key)
    return [
        {
            "id": reference_id(work.id),
            "html": work.html,
            "label": f"{work.names}, {work.year}",
            "passages": [_passage(work.id, nth) for nth in range(1, cited[work.id] + 1)],
        }
        for work in works
    ]


def _passage(key: str, nth: int) -> dict[str, str]:
    return {"href": f"#{passage_id(key, nth)}", "letter": _letters(nth)}


def _letters(nth: int) -> str:
    """1 -> "a", 26 -> "z", 27 -> "aa"."""
    tens, ones = divmod(nth - 1, 26)
    return (_letters(tens) if tens else "") + chr(ord("a") + ones)


def works(
    records: Iterable[Record], references: Mapping[str, Reference], pages: Iterable[CitingPage]
) -> list[dict[str, Any]]:
    """Every work that some page cites, with the pages that do."""
    pages = list(pages)
    data = {record.id: record.data for record in records}
    found = ((work, list(_cited_by(work.id, pages))) for work in references.values())
    return [
        {
            "id": work.id,
            "label": f"{work.names} ({work.year})",
            "html": work.html,
            "cited_by": cited_by,
            **_notes(data[work.id]),
        }
        for work, cited_by in sorted(found, key=lambda pair: pair[0].sort_key)
        if cited_by
    ]


def _cited_by(key: str, pages: Iterable[CitingPage]) -> Iterator[dict[str, str]]:
    for page in pages:
        if key in page.cited:
            yield {"href": f"{page.url}#{reference_id(key)}", "title": page.title}


def _notes(data: Mapping[str, Any]) -> dict[str, str]:
    custom = data.get("custom") or {}
    return {name: str(custom.get(name) or "") for name in NOTES}
