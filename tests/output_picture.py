"""Draw the picture in the validator's README: what it prints of a small site with a few faults.

`make picture` runs it. Exit status: 0 done.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from html import escape
from pathlib import Path

from sites import ELSEWHERE, PROJECT
from xref import reporting
from xref.checking import check
from xref.model import Finding
from xref.reading.site import load

PICTURE = PROJECT / ".github/findings.svg"
SITE = {
    "mkdocs.yml": ELSEWHERE,
    "theme/main.html": "",
    "docs/install.md": "# Install\n\n## On a Mac\n",
    "docs/guide.md": "# Guide\n\n[Set up](instal.md), or [on a Mac](install.md#on-mac).\n\n![An oven](oven.png)\n",
    "docs/index.md": "# Bread\n\nSay it with a source.[^roe]\n\nSee (the guide)[guide.md].\n",
}
COMMAND = "$ check-xrefs"
LINE, LETTER, MARGIN = 22, 7.9, 16
"""Units of the drawing: the height of a line, the width of a letter, what stands around them."""


def main() -> int:
    PICTURE.write_text(drawn([COMMAND, *printed()]), encoding="utf-8")
    return 0


def printed() -> list[str]:
    """What the command prints of the site."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for path, text in SITE.items():
            Path(path).parent.mkdir(exist_ok=True)
            Path(path).write_text(text)
        site = load(Path("mkdocs.yml"))
        return list(_lines(check(site), len(site.pages)))


def _lines(findings: list[Finding], pages: int) -> Iterator[str]:
    yield from map(reporting.text, findings)
    yield reporting.count(findings, pages)


def drawn(lines: list[str]) -> str:
    """Lines of a terminal as SVG."""
    width, height = round(max(map(len, lines)) * LETTER + 2 * MARGIN), len(lines) * LINE + 2 * MARGIN
    rows = (
        f'<text x="{MARGIN}" y="{MARGIN + LINE * (nth + 1) - 7}">{escape(line)}</text>'
        for nth, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="monospace" font-size="13" fill="#e6e6e6" xml:space="preserve">\n'
        f'<title>What check-xrefs prints</title>\n<rect width="{width}" height="{height}" rx="8" fill="#1e1e1e"/>\n'
        + "\n".join(rows)
        + "\n</svg>\n"
    )


if __name__ == "__main__":
    sys.exit(main())
