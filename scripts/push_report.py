"""What a push tells whoever proposed it: annotations beside the lines, and a summary of everything in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from changes import Changed, nearness
from xref import reporting
from xref.command import in_one_line
from xref.model import Finding

MOST_ANNOTATIONS = 10
"""Of errors and of warnings each: GitHub shows no more of a step."""
MOST_LISTED = 1000
"""Findings in a summary: GitHub takes 1 MiB of text, and a finding seldom has more than 500 bytes."""
SIGNS = re.compile(r"[\\`*_\[\]#~@:&<>]|(?<=www)\.")
"""Of Markdown and HTML, and those by which GitHub knows an address, an issue, a person or a smiling face."""
NO_FINDING = "## Nothing to correct\n\nThank you: all checks are content with this change.\n"
FINDINGS = """\
## {places} another look

Thank you for this change. Each line below says where, what, and what to do about it. Mend what you can, in any order:
with every change that you save on your branch, the checks run again by themselves. If something makes no sense to you,
leave it and say so in the pull request; somebody will help.
"""
LATER, FIRST = "*For later* · ", "*First* · "
WARNINGS = "\nLines that begin with *For later* stop nothing.\n"
SITE = """\
### See what it looks like

The site was built. Under **Artifacts**, at the end of this page, `site` is one file to download: unpack it and open
`index.html` in your browser; it needs no network.
"""
STOPPED = """\
### There is no site to look at yet

It can be built once the lines that begin with *First* are mended.
"""


@dataclass(frozen=True)
class Report:
    """All that one run of the checkers has to tell."""

    findings: Sequence[Finding]
    """In the order of files and lines, none twice."""
    mends: Mapping[Finding, str] = field(default_factory=dict)
    """What an author can do about each."""
    changed: Changed = field(default_factory=dict)
    stopping: Sequence[Finding] = ()
    """What keeps the site from being built; nothing where it was."""
    pages: Sequence[str] = ()
    """Paths of pages of the built site whose text changed."""
    address: str = ""
    """Of the files on the web as they are in this change, without a slash at the end; "" where nobody knows."""

    def by_nearness(self) -> list[Finding]:
        return sorted(self.findings, key=lambda finding: nearness(finding, self.changed))


def as_annotations(report: Report) -> str:
    """The first errors and warnings as workflow commands, those on changed lines before others, each with its mend.

    The rest follow as lines of the log.
    """
    near = report.by_nearness()
    kinds = ([finding for finding in near if finding.is_notice is kind] for kind in (False, True))
    shown = [finding for kind in kinds for finding in kind[:MOST_ANNOTATIONS]]
    rest = [finding for finding in report.findings if finding not in shown]
    return reporting.as_github([with_mend(finding, report) for finding in shown]) + reporting.as_text(rest)


def with_mend(finding: Finding, report: Report) -> Finding:
    mend = report.mends.get(finding)
    return replace(finding, message=f"{_sentence(finding.message)}\n{mend}") if mend else finding


def summary(report: Report) -> str:
    """Everything, in Markdown: files that changed first, in each the findings in the order of its lines."""
    return "\n".join([_opening(report.findings), *_site(report), *_files(report)]) + "\n"


def _opening(findings: Sequence[Finding]) -> str:
    errors = sum(not finding.is_notice for finding in findings)
    if not errors:
        return NO_FINDING + (WARNINGS if findings else "")
    places = "One place needs" if errors == 1 else f"{errors} places need"
    return FINDINGS.format(places=places) + (WARNINGS if errors < len(findings) else "")


def _site(report: Report) -> Iterator[str]:
    if report.stopping:
        yield STOPPED
    else:
        yield SITE
        if report.pages:
            yield f"Pages that you changed: {', '.join(f'**{plain(page)}**' for page in report.pages)}.\n"


def _files(report: Report) -> Iterator[str]:
    listed = sorted(report.findings, key=lambda finding: finding.path not in report.changed)[:MOST_LISTED]
    for path, found in groupby(listed, key=lambda finding: finding.path):
        yield "\n".join([f"### {plain(path)}\n", *(_item(finding, report) for finding in found), ""])
    if more := len(report.findings) - len(listed):
        yield f"And {more} more, which the next run lists.\n"


def _item(finding: Finding, report: Report) -> str:
    mark = LATER if finding.is_notice else FIRST if finding in report.stopping else ""
    message = plain(_sentence(f"{finding.message[:1].upper()}{finding.message[1:]}"))
    mend = report.mends.get(finding)
    return (
        f"- {mark}{_place(finding, report)}: {message} {f'**{_mend(mend)}** ' if mend else ''}({plain(finding.rule)})"
    )


def _sentence(message: str) -> str:
    return message if message.endswith("?") else f"{message}."


def _mend(text: str) -> str:
    """Code in it stays code."""
    return "`".join(part if number % 2 else plain(part) for number, part in enumerate(text.split("`")))


def _place(finding: Finding, report: Report) -> str:
    line = f"line {finding.position.line}"
    if not report.address:
        return line
    path = re.sub(r"[^\w./-]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), finding.path)
    return f"[{line}]({report.address}/{path}?plain=1#L{finding.position.line})"


def plain(text: str) -> str:
    """Words that stay words, whatever signs of Markdown or HTML are in them."""
    return SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", in_one_line(text))
