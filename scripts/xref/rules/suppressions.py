"""Comments that take back a finding: `<!-- xref-ignore rule: reason -->` on the line before, `#` in YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from xref.model import Finding, Silence, Site
from xref.rules.suggestions import did_you_mean

IDLE_SILENCE = "idle-silence"


def silenced(site: Site, findings: Iterable[Finding], rules: Collection[str]) -> list[Finding]:
    """The findings that remain, and one for each comment that says or does nothing."""
    comments = {(path, place_silenced): silence for path, place_silenced, silence in _comments(site)}
    remaining, used = [], set()
    for finding in findings:
        comment = comments.get((finding.path, (finding.place.line, finding.rule)))
        if comment and comment.reason:
            used.add((finding.path, comment))
        else:
            remaining.append(finding)
    idle = (_idle(path, comment, rules) for path, _, comment in _comments(site) if (path, comment) not in used)
    return sorted({*remaining, *idle})


def _comments(site: Site) -> Iterator[tuple[str, tuple[int, str], Silence]]:
    """Each comment with its file, and the line and rule that it silences; comments may stand below each other."""
    by_file: dict[str, list[Silence]] = {path: list(silences) for path, silences in site.silences.items()}
    for page in site.pages.values():
        for silence in page.silences:
            by_file.setdefault(silence.place.path or site.source(page.path), []).append(silence)
    for path, silences in by_file.items():
        lines = {silence.place.line for silence in silences}
        for silence in dict.fromkeys(silences):
            yield path, (_line_after(silence.place.line, lines), silence.rule), silence


def _line_after(line: int, comments: Collection[int]) -> int:
    while line in comments:
        line += 1
    return line


def _idle(path: str, comment: Silence, rules: Collection[str]) -> Finding:
    if comment.rule not in rules:
        message = f"no rule {comment.rule!r} to ignore{did_you_mean(comment.rule, rules)}"
    elif not comment.reason:
        message = f"{comment.rule!r} is ignored without a reason: write 'xref-ignore {comment.rule}: why'"
    else:
        message = f"nothing on the next line breaks {comment.rule!r}; remove the comment"
    return Finding(path, comment.place, message, IDLE_SILENCE)
