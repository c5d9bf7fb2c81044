"""The works that a site cites, as the page of all references lists them: what each found, and how far it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from essays.built_page import BuiltPage
from essays.citing.apa import ReferenceEntry
from essays.citing.bibliography import Record
from essays.citing.csl import READ
from essays.citing.wording import sentences

KINDS = {
    "Articles": "article article-journal article-magazine article-newspaper periodical review review-book",
    "Books": "book classic collection",
    "Chapters": "chapter entry entry-dictionary entry-encyclopedia",
    "Reports": "report",
    "Theses": "thesis",
    "Conference papers": "paper-conference speech",
    "Web pages": "post post-weblog webpage",
}
"""What readers call a kind of works -> CSL's types of it."""
OTHER_KINDS = "Other works"
READ_BRIEFLY = {"whole": "In full", "abstract": "In part, such as the abstract", "report": "In a report of it"}
"""How much of a work was read, as a key of `csl.READ` -> in a few words."""
_KIND_OF = {type: kind for kind, types in KINDS.items() for type in types.split()}


@dataclass(frozen=True)
class Work:
    """A work on the page of all references: what it found, on whom, and with which limits."""

    id: str
    label: str
    html: str
    sample: str = ""
    finding: str = ""
    limits: str = ""
    kind: str = OTHER_KINDS
    """One of `KINDS`, or else that."""
    read: str = ""
    """How much of it was read: a key of `csl.READ`; "" where nothing says so."""

    @property
    def read_words(self) -> str:
        return READ.get(self.read, "")


def works(records: Iterable[Record], entries: Mapping[str, ReferenceEntry], pages: Iterable[BuiltPage]) -> list[Work]:
    """Every work that some page cites, in the order of the list of references."""
    cited = {key for page in pages for key in page.cited}
    by_id = {record.id: record for record in records}
    return [
        _work(by_id[entry.id], entry)
        for entry in sorted(entries.values(), key=lambda entry: entry.sort_key)
        if entry.id in cited
    ]


def _work(record: Record, entry: ReferenceEntry) -> Work:
    kind = _KIND_OF.get(record.data["type"], OTHER_KINDS)
    label = f"{entry.names} ({entry.year})"
    return Work(record.id, label, entry.html, **record.notes, kind=kind, read=record.read)


SHORT = 240
"""Letters of what stands beside a text, at most, if it is to be taken in while reading."""


def beside(work: ReferenceEntry, sample: str) -> str:
    """Whom or what a work studied, which a reader wants to know at once; else its title."""
    is_told = 0 < len(sample) <= SHORT
    return sentences(escape(f"{work.names}, {work.year}"), escape(sample)) if is_told else work.brief
