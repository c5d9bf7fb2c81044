"""Gathers what a page holds by which a series of cited essays can be judged."""

from __future__ import annotations

from essays import template
from essays.citing.facts import CitationGatherer
from essays.citing.typed import Known, typed_citations
from xref.additions import ParserState


class EssayGatherer(CitationGatherer):
    """Citations, those that are typed by hand, and words of the template."""

    def __init__(self, state: ParserState, known: Known, placeholders: frozenset[str]):
        super().__init__(state)
        self._known = known
        self._placeholders = placeholders

    def page(self, html: str, marked: str) -> None:
        self.facts += typed_citations(marked, self.state.positions, self._known)

    def paragraph(self, text: str) -> None:
        self.facts += template.left_in(text, self.before, self._placeholders, self.state.positions)
        super().paragraph(text)
