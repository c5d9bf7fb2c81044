"""The group of each rule: what a finding means to whoever looks after a site."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, ...]] = {
    "broken": (
        *("missing-page", "missing-anchor", "missing-image", "empty-link", "undefined-reference", "undefined-footnote"),
        *("missing-from-root", "mistyped-link", "missing-from-docs", "broken-redirect", "unreadable"),
    ),
    "ambiguous": (
        *("duplicate-anchor", "repeated-definition", "repeated-footnote", "unused-footnote", "unused-suppression"),
        "repeated-address",
    ),
    "accessibility": ("missing-alternative", "wordless-link"),
    "house": (
        *(
            "built-address",
            "absolute-link",
            "unused-definition",
            "redundant-definition",
            "repeated-heading",
            "invalid-anchor",
            "remote-image",
            "unused-image",
        ),
        *("not-in-navigation", "repeated-in-navigation", "absolute-in-navigation"),
    ),
}
"""Broken: a reader meets it. Ambiguous: one of two things wins, and nobody said which. Accessibility: some readers are
left out. House: it works, and a house may want it otherwise."""
SITE = "site"
"""The group of whatever rules a site adds."""
DEFAULT = ("broken", "ambiguous")
"""What any site is held to that says nothing else."""

RENAMED: dict[str, str] = {}
"""Old name of a rule -> the name that it has had since the last version; both are understood until the next."""


def current(rule: str) -> str:
    """The name that a rule has now."""
    return RENAMED.get(rule, rule)


def group_of(rule: str) -> str:
    """The group of a rule, by its name."""
    return next((group for group, rules in GROUPS.items() if rule in rules), SITE)
