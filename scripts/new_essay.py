"""Begin an essay from the template: `make new-essay NAME=my-essay TITLE="My essay"`.

Writes docs/essays/my-essay.md and names it in `nav` of mkdocs.yml, or changes nothing and says why.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from xref import writing
from xref.command import CommandError, run, show
from xref.files import required_text_of

DOCS, SETTINGS = Path("docs"), Path("mkdocs.yml")
TEMPLATE, FOLDER = DOCS / "templates/essay.md", DOCS / "essays"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PART = re.compile(r"^series_part: *(\d+)", re.MULTILINE)
IN_NAV = re.compile(r"^( *- )(?:[^\n]*: )?essays/[^\n]*\.md.*\n", re.MULTILINE)
HOW = 'write: make new-essay NAME=my-essay TITLE="My essay"'


def main() -> int:
    return run(lambda: _begin(os.environ.get("NAME", ""), os.environ.get("TITLE", "").strip()))


def _begin(name: str, title: str) -> int:
    path = FOLDER / f"{name}.md"
    _require(name, title, path)
    essay, part = filled(required_text_of(TEMPLATE), title, DOCS.rglob("*.md"), date.today())
    settings = with_entry(required_text_of(SETTINGS), path.relative_to(DOCS).as_posix())
    writing.write(path, essay)
    try:
        writing.rewrite(SETTINGS, settings.encode())
    except BaseException:  # or somebody who interrupts it
        path.unlink()
        raise
    show(f"{path}: written, as part {part} of the series, and named in {SETTINGS}; what it needs stands at its top\n")
    show(f"{DOCS / 'index.md'}: add it to the list there: {part}. [{title}]({path.relative_to(DOCS).as_posix()})\n")
    return 0


def _require(name: str, title: str, path: Path) -> None:
    if not NAME.fullmatch(name):
        raise CommandError(f"NAME is {name!r}; it becomes the address, so use small letters, digits and hyphens; {HOW}")
    if not title or not title.isprintable():
        raise CommandError(f"TITLE is {title!r}; expected the title in one line; {HOW}")
    if path.exists():
        raise CommandError(f"{path}: is there already; choose another NAME, or change that file")


def filled(template: str, title: str, pages: Iterable[Path], today: date) -> tuple[str, int]:
    """The template with its title, dates and part filled in; and the part, one more than the last of the pages."""
    parts = [int(part) for page in pages if page != TEMPLATE for part in PART.findall(required_text_of(page))]
    values = {
        "title": json.dumps(title, ensure_ascii=False),  # which YAML reads, whatever signs there are in it
        "series_part": (part := max(parts, default=0) + 1),
        "published": today,
        "review_due": date(today.year + 1, today.month, min(today.day, 28)),
    }
    front, _, text = template.partition("\n---\n")
    for field, value in values.items():
        front = re.sub(rf"^{field}:.*$", f"{field}: {value}".replace("\\", r"\\"), front, flags=re.MULTILINE)
    heading = f"# {title}".replace("\\", r"\\")
    return f"{front}\n---\n{re.sub('^# .*$', heading, text, count=1, flags=re.MULTILINE)}", part


def with_entry(settings: str, path: str) -> str:
    """The configuration with the page after the last essay in `nav`; raises CommandError where there is none."""
    settings += "" if settings.endswith("\n") else "\n"  # `nav` may stand last
    entries = [*IN_NAV.finditer(settings)]
    if not entries:
        raise CommandError(
            f"{SETTINGS}: `nav` names no page of {FOLDER}/ after which {path!r} could stand; add it by hand"
        )
    last = entries[-1]
    return f"{settings[: last.end()]}{last[1]}{path}\n{settings[last.end() :]}"


if __name__ == "__main__":
    sys.exit(main())
