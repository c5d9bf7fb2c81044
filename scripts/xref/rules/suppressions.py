"""Comments that suppress a finding: `<!-- xref-ignore rule: reason -->` on the line before, `#` in YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from xref.groups import RENAMED, current
from xref.model import Finding, Site, Suppression
from xref.rules.suggestions import did_you_mean

UNUSED_SUPPRESSION = "unused-suppression"


def unsuppressed(
    site: Site, findings: Iterable[Finding], rules: Collection[str], judged: Collection[str]
) -> list[Finding]:
    """The findings that remain, and one for each comment that says or does nothing, as far as its rule was judged."""
    comments = {(path, position_suppressed): suppression for path, position_suppressed, suppression in _comments(site)}
    remaining, used = [], set()
    for finding in findings:
        comment = comments.get((finding.path, (finding.position.line, finding.rule)))
        if comment and comment.reason and finding.rule not in site.unsuppressible:
            used.add((finding.path, comment))
        else:
            remaining.append(finding)
    unused = ((path, comment) for path, _, comment in _comments(site) if (path, comment) not in used)
    renamed = (_renamed(path, comment) for path, _, comment in _comments(site) if comment.rule in RENAMED)
    idle = (
        _idle(site, path, comment, rules)
        for path, comment in unused
        if current(comment.rule) in judged or current(comment.rule) not in rules
    )
    return sorted({*remaining, *idle, *renamed})


def _comments(site: Site) -> Iterator[tuple[str, tuple[int, str], Suppression]]:
    """Each comment with its file, and the line and rule that it suppresses; comments may stand below each other."""
    by_file: dict[str, list[Suppression]] = {
        path: list(suppressions) for path, suppressions in site.suppressions.items()
    }
    for page in site.pages.values():
        for suppression in page.suppressions:
            by_file.setdefault(suppression.position.path or site.source(page.path), []).append(suppression)
    for path, suppressions in by_file.items():
        lines = {suppression.position.line for suppression in suppressions}
        for suppression in dict.fromkeys(suppressions):
            yield path, (_line_after(suppression.position.line, lines), current(suppression.rule)), suppression


def _line_after(line: int, comments: Collection[int]) -> int:
    while line in comments:
        line += 1
    return line


def _renamed(path: str, comment: Suppression) -> Finding:
    message = f"the rule {comment.rule!r} is called {RENAMED[comment.rule]!r} now; write that"
    return Finding(path, comment.position, message, UNUSED_SUPPRESSION, is_notice=True)


def _idle(site: Site, path: str, comment: Suppression, rules: Collection[str]) -> Finding:
    if current(comment.rule) not in rules:
        message = f"no rule {comment.rule!r} to ignore{did_you_mean(comment.rule, rules)}"
    elif comment.rule in site.unsuppressible:
        message = f"no comment suppresses {comment.rule!r}, which guards readers; remove it"
    elif not comment.reason:
        message = f"{comment.rule!r} is ignored without a reason: write 'xref-ignore {comment.rule}: why'"
    else:
        message = f"nothing on the next line breaks {comment.rule!r}; remove the comment"
    return Finding(path, comment.position, message, UNUSED_SUPPRESSION)
