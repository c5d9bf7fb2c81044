"""Write into the guides what they repeat of the code: the tables of RULES.md, and the link that opens a new essay.

`make rules` runs it. What else stands in these files is written by hand and stays.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from essays.schema import FIELDS
from publish.additions import RULES
from xref import writing
from xref.checking import explain, mends
from xref.command import CommandError, run
from xref.files import required_text_of

GUIDE, CONTRIBUTING = Path("RULES.md"), Path("CONTRIBUTING.md")
TEMPLATE = Path("docs/templates/essay.md")
NEW_ESSAY = re.compile(r"^\[new essay\]: .*$", re.MULTILINE)
NEW_FILE = "../../new/main/docs/essays?filename=my-essay.md&value="
"""GitHub's editor, as seen from a file at the top of the branch `main`."""


def main() -> int:
    return run(_write)


def _write() -> int:
    writing.write(GUIDE, with_tables(required_text_of(GUIDE)))
    writing.write(CONTRIBUTING, with_link(required_text_of(CONTRIBUTING), required_text_of(TEMPLATE)))
    return 0


def with_tables(text: str) -> str:
    """The guide with each table as the code has it now; raises CommandError where the place of one is gone."""
    for head, rows in (("| field |", _fields()), ("| rule |", _rules())):
        table = re.compile(rf"(^{re.escape(head)}.*\n\|[ -|]+\n)(?:\|.*\n)*", re.MULTILINE)
        if not (found := table.search(text)):
            raise CommandError(f"{GUIDE}: no table begins with `{head}`; put its first two lines back")
        written = "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
        text = f"{text[: found.end(1)]}{written}{text[found.end() :]}"
    return text


def _fields() -> Iterator[tuple[str, ...]]:
    return (
        (f"`{field.name}`", field.required, f"{field.kind.name}: `{field.kind.example}`", field.meaning)
        for field in FIELDS
    )


def _rules() -> Iterator[tuple[str, ...]]:
    to_do = mends(RULES)
    return ((f"`{rule}`", norm, to_do[rule]) for rule, norm in explain(RULES).items())


def with_link(text: str, template: str) -> str:
    """The guide with the link that opens GitHub's editor on the template."""
    return NEW_ESSAY.sub(lambda _: f"[new essay]: {NEW_FILE}{quote(template, safe='')}", text)


if __name__ == "__main__":
    sys.exit(main())
