"""A quotation mark that closes looks like one, whatever stands before it."""

from __future__ import annotations

import re
from pathlib import Path

from sites import build, copy_sample

WRITTEN = {
    'He said "one [@flint1987]"': "“one (Flint, 1987)”",
    'He said "two [@flint1987]" and more.': "“two (Flint, 1987)” and",
    'He said "*three*"': "“three”",
    "He said 'four [@flint1987]'": "‘four (Flint, 1987)’",
    'He said "five `x`"[^n]': "“five x”1",
    '*Six* "seven"': "Six “seven”",
    "Er sagte „*neun*“": "„neun“",
    "Er sagte „zehn [@flint1987]“, ‚*elf*‘": "„zehn (Flint, 1987)“, ‚elf‘",
    'Er sagte „zwölf“ and "*thirteen*"': "„zwölf“ and “thirteen”",
    '[^n]: A note "eight [@flint1987]"': "A note “eight (Flint, 1987)”",
}


def test_a_mark_closes_after_citations_emphasis_and_code(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    page = project / "docs/about.md"
    page.write_text(page.read_text() + "\n\n" + "\n\n".join(WRITTEN))
    build(project, project / "site")
    markup = re.sub(r'<span class="sidenote".*?</span>', "", (project / "site/about.html").read_text())
    shown = re.sub(r"<[^>]+>", "", markup).replace("&nbsp;", " ")
    assert [said for said in WRITTEN.values() if said not in shown] == []
