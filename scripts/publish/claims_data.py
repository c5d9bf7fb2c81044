"""The claims of the evidence page as data, for whoever wants to compare, count or check them without reading pages.

`claims.json` is described by `claims.schema.json`, which stands beside it; `claims.csv` holds the same, a claim a row,
for tables: in UTF-8, with lists in one cell, ids between semicolons and texts each on a line. `VERSION` grows with each
change that an older reader would not understand.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join
from typing import Any

from essays.built_page import BuiltPage
from essays.citing.apa import ReferenceEntry
from essays.citing.markdown import REFERENCE, cited_key
from essays.citing.pages import SiteName
from essays.citing.wording import sentences
from essays.page_data import Claim, PageLink
from essays.schema import CLAIM_LEVEL, VERDICTS
from essays.verdict_changes import VerdictChange
from publish import drawing
from publish.exports import Exports
from publish.html_tree import Node, text

VERSION = 1
SCHEMA = Path(__file__).parent / "templates/claims.schema.json"
NAMES = ("claims.json", "claims.csv", "claims.schema.json")
MEDIA_TYPES = {"claims.json": "application/json", "claims.csv": "text/csv"}
COLUMNS = ("id", "number", "wording", "verdict", "reasons", "sources", "references", "essays", "history")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a table would work out. An apostrophe before it makes it a text; see
https://owasp.org/www-community/attacks/CSV_Injection."""


@dataclass(frozen=True)
class Reasons:
    """What stands below a claim: its text, and the works that it cites, in order."""

    text: str
    cited: tuple[str, ...]


def places(page: BuiltPage) -> dict[str, str]:
    """Name of each file -> where it stands, from the site's root: beside the page."""
    return {name: join(dirname(page.url), name) for name in NAMES}


def links(page: BuiltPage) -> tuple[PageLink, ...]:
    words = ("JSON", "CSV", "the schema of the JSON")
    return tuple(PageLink(place, said) for place, said in zip(places(page).values(), words, strict=True))


def reasons(body: Node) -> dict[str, Reasons]:
    """Id of each claim -> what stands below it, before anything is drawn there."""
    return {id: Reasons(text(below), _cited(below)) for id, _, below in drawing.sections(body, CLAIM_LEVEL)}


def _cited(nodes: Iterable[Node]) -> tuple[str, ...]:
    found = (link for node in nodes if node.is_element_node for link in node.css(f"a.{REFERENCE}"))
    return tuple(dict.fromkeys(cited_key(link.attributes.get("href")) for link in found))


def entry(
    claim: Claim,
    below: Reasons,
    works: Mapping[str, ReferenceEntry],
    essays: Iterable[PageLink],
    changes: Iterable[VerdictChange],
) -> dict[str, Any]:
    """One claim, with all that it is related to."""
    return {
        "id": claim.id,
        "number": claim.number,
        "wording": claim.text,
        "verdict": claim.verdict,
        "reasons": below.text,
        "sources": [{"id": key, "reference": works[key].text} for key in below.cited],
        "essays": [{"page": essay.href, "title": essay.title} for essay in essays],
        "history": [_change(change) for change in changes],
    }


def _change(change: VerdictChange) -> dict[str, str]:
    told = {"date": change.date.isoformat(), "old": change.old, "new": change.new, "reason": change.reason}
    return {name: value for name, value in told.items() if value}


def files(page: BuiltPage, site: SiteName, entries: Sequence[Mapping[str, Any]]) -> Exports:
    told = {
        "$schema": "claims.schema.json",
        "version": VERSION,
        "title": site.title,
        "page": site.address + page.url,
        **({"licence": site.licence} if site.licence else {}),
        "verdicts": VERDICTS,
        "claims": entries,
    }
    contents = (_json(told), table(entries), _json(_schema()))
    return dict(zip(places(page).values(), contents, strict=True))


def _schema() -> Any:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    schema["$defs"]["verdict"]["enum"] = list(VERDICTS)
    return schema


def _json(value: Any) -> str:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n"


def table(entries: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for entry in entries:
        cells = {**entry, **_in_cells(entry)}
        writer.writerow({name: _as_text(str(cell)) for name, cell in cells.items()})
    return out.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _in_cells(entry: Mapping[str, Any]) -> dict[str, str]:
    return {
        "sources": "; ".join(source["id"] for source in entry["sources"]),
        "references": "\n".join(source["reference"] for source in entry["sources"]),
        "essays": "; ".join(essay["page"] for essay in entry["essays"]),
        "history": "\n".join(map(_in_words, entry["history"])),
    }


def _in_words(change: Mapping[str, str]) -> str:
    ends = " → ".join(change[end] for end in ("old", "new") if end in change)
    return f"{change['date']}: {sentences(ends, change['reason'])}"
