"""Gathers what a page holds by which a series of cited essays can be judged."""

from __future__ import annotations

from essays import template
from essays.citing.facts import CitationGatherer
from essays.citing.typed import Known, typed_citations
from xref.additions import ParserState
from xref.reading.source_positions import MARK


class EssayGatherer(CitationGatherer):
    """Citations, those that are typed by hand, and words of the template."""

    def __init__(self, state: ParserState, known: Known, placeholders: frozenset[str]):
        super().__init__(state)
        self._known = known
        self._placeholders = placeholders
        self._before = ""
        """The last mark before the paragraph."""

    def page(self, html: str, marked: str) -> None:
        self.facts += typed_citations(marked, self.state.positions, self._known)

    def paragraph(self, text: str) -> None:
        super().paragraph(text)
        self.facts += template.left_in(text, self._before, self._placeholders, self.state.positions)
        self._before = (MARK.findall(text) or [self._before])[-1]
