"""Every case under `cases/`: a folder a rule, a file a situation, with `files` in and `findings` out.

`docs/` stands before each file's name, unless the file is `mkdocs.yml`, whose text is added to a plain configuration.
Of a case with `elsewhere: true` the site is somebody else's, built without our hooks. A case that expects
`findings: []` states that the rule keeps silent. Missing front matter and headings, what was read of works, and
stand-ins for pictures and data are not reported in cases of other rules, so that these can do without the real ones;
nor are addresses from the root.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from publish.additions import ADDITIONS
from sites import ELSEWHERE, PLAIN, WriteSite, configuration
from xref import reporting
from xref.checking import OTHERS, UNUSED_SUPPRESSION, check, name
from xref.configured import Choice
from xref.reading.pages import read_in_turn
from xref.reading.site import load
from xref.rules import RULES as GENERAL
from xref.rules.choosing import ALL
from xref.speed.processes import Pages

RULES = (*GENERAL, *(rule for addition in ADDITIONS for rule in addition.rules))
UNASKED = (
    *("missing-field", "missing-heading", "title-mismatch", "unstated-reading"),
    *("unsafe-picture", "unexpected-file", "page-name", "absolute-link"),
)
CASES = Path(__file__).parent.parent / "cases"
FILES = sorted(CASES.rglob("*.yml"))


@pytest.fixture(autouse=True)
def redirects_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands for mkdocs-redirects, which sites that redirect have installed and this project has not."""
    stand_in = EntryPoint("redirects", "mkdocs.contrib.search:SearchPlugin", "mkdocs.plugins")
    monkeypatch.setitem(MkDocsConfig.plugins.installed_plugins, "redirects", stand_in)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CASES).with_suffix("").as_posix())
def test_case(path: Path, write_site: WriteSite) -> None:
    """Read plainly, and with all that makes reading quicker."""
    case = yaml.safe_load(path.read_text())
    own = case["files"].pop("mkdocs.yml", "")
    base, additions = (ELSEWHERE, ()) if case.get("elsewhere") else (PLAIN, ADDITIONS)
    files = {f"docs/{file}": text for file, text in case["files"].items()}
    written = write_site({**files, "mkdocs.yml": configuration(base, own)})
    for read_pages in (read_in_turn, Pages().read):
        found = check(load(written, additions, read_pages), Choice((ALL,)))
        shown = [item for item in found if item.rule == path.parent.name or item.rule not in UNASKED]
        assert [reporting.text(finding) for finding in shown] == case["findings"]


@pytest.mark.parametrize("rule", [*map(name, RULES), UNUSED_SUPPRESSION])
def test_every_rule_has_loud_and_silent_cases(rule: str) -> None:
    cases = [yaml.safe_load(path.read_text()) for path in FILES if path.parent.name == rule]
    assert any(case["findings"] for case in cases)
    assert any(not case["findings"] for case in cases)


def test_every_case_belongs_to_a_rule() -> None:
    assert {path.parent.name for path in FILES} <= {name(rule) for rule in RULES} | OTHERS.keys()
