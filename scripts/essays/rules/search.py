"""What search is told besides the texts: questions, each answered by a place that exists."""

from __future__ import annotations

from collections.abc import Iterator

from essays.rules.places import why_missing
from essays.synonyms import FILE, Synonyms
from xref.model import Finding, Site


def misplaced_question(site: Site) -> Iterator[Finding]:
    """A question that search knows is answered on a page that the build publishes, by an id that the page has.

    Correct the path, which begins in the documentation folder, or the id; without `#id` the page as a whole is meant.
    """
    for questions in site.of(Synonyms).questions:
        path, _, anchor = questions.where.partition("#")
        if problem := why_missing(site, path, anchor, "questions to"):
            yield Finding(site.source(FILE), questions.position, problem)


RULES = (misplaced_question,)
