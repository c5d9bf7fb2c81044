"""What search is told besides the texts: questions and words of distress, each with a place that exists."""

from __future__ import annotations

from collections.abc import Iterator

from essays import questions, synonyms
from essays.rules.places import why_missing
from essays.synonyms import Synonyms
from xref.model import Finding, Site


def misplaced_question(site: Site) -> Iterator[Finding]:
    """Questions that search knows, and words of distress, lead to a page that the build publishes, by an id it has.

    Correct the path, which begins in the documentation folder, or the id; without `#id` the page as a whole is meant.
    """
    known = site.of(Synonyms)
    places = [(questions.FILE, "questions to", entry.where, entry.position) for entry in known.questions]
    what = "words of distress lead to"
    places += [(synonyms.FILE, what, entry.where, entry.position) for entry in known.distress if entry.where]
    for file, what, where, position in places:
        path, _, anchor = where.partition("#")
        if problem := why_missing(site, path, anchor, what):
            yield Finding(site.source(file), position, problem)


RULES = (misplaced_question,)
