"""Footnotes: each reference has its note, and each note its reference."""

from __future__ import annotations

from collections.abc import Iterator

from xref.model import Finding, Footnote, Footnotes, Site
from xref.rules.anchors import BACK
from xref.rules.outcomes import ids, reads
from xref.rules.suggestions import did_you_mean


def undefined_footnote(site: Site) -> Iterator[Finding]:
    """A footnote that is referred to is defined on the same page, as `[^name]: text`.

    Add the note at the end of the page, `[^name]: text`, or take the reference out.

    Bad:
        Said.[^1]
    Good:
        Said.[^1]

        [^1]: By whom.
    """
    for page in site.pages.values():
        known = [note.label for note in page.footnotes.defined]
        # A note defined within another note is found too late to be shown.
        dangling = [note for note in page.footnotes.used if note.label not in known]
        typed = [note for note in page.footnotes.undefined if reads(site, page, f"[^{note.label}]")]
        for note in (*typed, *dangling):
            message = f"no footnote {note.label!r} on this page{did_you_mean(note.label, known)}"
            if note.label in known:
                message = f"reference to footnote {note.label!r} printed as it was typed, though that is defined"
            yield site.finding(page.path, note.position, message)
        for note in _empty(page.footnotes):
            yield site.finding(page.path, note.position, f"footnote {note.label!r} has no text")


def _empty(notes: Footnotes) -> list[Footnote]:
    """Those that are referred to and say nothing."""
    labels = {note.label for note in notes.used}.intersection(notes.empty)
    return [note for note in notes.defined if note.label in labels]


def unused_footnote(site: Site) -> Iterator[Finding]:
    """A footnote that is defined is referred to, as `[^name]`, on the same page.

    Refer to the note where it belongs, `[^name]`, or take it out.

    Bad:
        Said.

        [^1]: By whom.
    Good:
        Said.[^1]

        [^1]: By whom.
    """
    for page in site.pages.values():
        used = {note.label for note in page.footnotes.used}
        back = BACK + page.footnotes.prefix.removeprefix("fn")
        for note in page.footnotes.defined:
            # Raw HTML, or what a theme makes of the front matter, may refer to it as the renderer would.
            if note.label not in used and f"{back}{note.label}" not in ids(site, page):
                message = f"nothing refers to footnote {note.label!r}"
                yield site.finding(page.path, note.position, message)


def repeated_footnote(site: Site) -> Iterator[Finding]:
    """A footnote is defined once on a page: of several, the last one wins, and the others are lost.

    Give one of the notes another name, or take it out.

    Bad:
        Said.[^1]

        [^1]: By one.

        [^1]: By another.
    Good:
        Said.[^1]

        [^1]: By one.
    """
    for page in site.pages.values():
        for note in page.footnotes.overridden:
            message = f"another footnote {note.label!r} further down takes the place of this one"
            yield site.finding(page.path, note.position, message)


RULES = (undefined_footnote, unused_footnote, repeated_footnote)
