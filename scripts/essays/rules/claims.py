"""Claims: the third-level headings of the evidence page, each with a verdict, sources and an essay that uses it."""

from __future__ import annotations

from collections.abc import Iterator

from essays.citing.facts import Citation
from essays.schema import CLAIM_LEVEL, ESSAY_FIELD, EVIDENCE_FIELD, NEEDS_NO_SOURCE, VERDICTS, claim_number
from xref.model import Anchor, Finding, Page, Site
from xref.position import Position
from xref.rules.links import linked_anchors
from xref.rules.suggestions import did_you_mean


def claims(site: Site) -> Iterator[tuple[Page, Anchor, Position]]:
    """Each claim with the place at which the next section begins."""
    for page in site.pages.values():
        if page.field(EVIDENCE_FIELD) is True:
            headings = sorted((item for item in page.anchors if item.level), key=lambda item: item.position)
            ends = [item.position for item in headings[1:]] + [Position(10**9, 1)]
            for heading, end in zip(headings, ends, strict=True):
                if heading.level == CLAIM_LEVEL:
                    yield page, heading, end


def unnumbered_claim(site: Site) -> Iterator[Finding]:
    """A claim's id is letters and a number that no other claim has; readers call the claim by it, wherever it stands.

    Give the claim the number after the highest; never one that another claim had.
    """
    found = list(claims(site))
    free = f"c{max((claim_number(claim.id) for _, claim, _ in found), default=0) + 1:02}"
    owners: dict[int, str] = {}
    for page, claim, _ in found:
        number = claim_number(claim.id)
        owner = owners.setdefault(number, claim.id) if number else ""
        if owner != claim.id:
            wrong = f"has the number of claim {owner!r}" if owner else "has no number"
            yield site.finding(page.path, claim.position, f"claim {claim.id!r} {wrong}; {free!r} is free")


def verdicts(claim: Anchor) -> list[str]:
    return [name for name in claim.classes if name in VERDICTS]


def claim_without_verdict(site: Site) -> Iterator[Finding]:
    """A claim has one verdict: .supported, .untested, .contested, .contradicted or .interpretation after its id.

    Write one verdict after the id, as in `{#c35 .untested}`.
    """
    for page, claim, _ in claims(site):
        given = verdicts(claim)
        if len(given) != 1:
            found = f"{len(given)} verdicts: {', '.join(given)}" if given else f"no verdict{_verdict_meant(claim)}"
            yield site.finding(page.path, claim.position, f"claim {claim.id!r} has {found}")


def _verdict_meant(claim: Anchor) -> str:
    return next(filter(None, (did_you_mean(name, VERDICTS) for name in claim.classes)), "")


def claim_without_source(site: Site) -> Iterator[Finding]:
    """A claim that is more than an interpretation cites the works on which its verdict rests.

    Cite the works below the claim, or call it an interpretation.
    """
    for page, claim, end in claims(site):
        cited = any(claim.position <= citation.position < end for citation in page.gathered(Citation))
        if not cited and set(verdicts(claim)) - {NEEDS_NO_SOURCE}:  # without a verdict it has one fault already
            yield site.finding(page.path, claim.position, f"claim {claim.id!r} cites no work")


def _may_be_essay(page: Page) -> bool:
    """Whether a page is none because a field of its front matter does not fit."""
    return not page.field(ESSAY_FIELD) and not all(entry.fits for entry in page.fields)


def _is_series_whole(site: Site) -> bool:
    parts = sorted(page.field(ESSAY_FIELD) for page in site.pages.values() if page.field(ESSAY_FIELD))
    return parts == list(range(1, len(parts) + 1))


def unlinked_claim(site: Site) -> Iterator[Finding]:
    """A claim is linked from a passage of an essay that rests on it.

    Link the claim from the passage that rests on it, or take it out.
    """
    if site.has_unread_pages or any(map(_may_be_essay, site.pages.values())) or not _is_series_whole(site):
        return  # what is missing may link there
    linked = linked_anchors(site, lambda page: bool(page.field(ESSAY_FIELD)))
    for page, claim, _ in claims(site):
        if (page.path, claim.id) not in linked:
            yield site.finding(page.path, claim.position, f"no essay links to claim {claim.id!r}")


RULES = (unnumbered_claim, claim_without_verdict, claim_without_source, unlinked_claim)
