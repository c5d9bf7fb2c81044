"""Compares what the validator and its peers find: defects planted in a generated site, and what was sound.

python bench/comparison.py [PAGES]

A defect is found if its file and line, or the address that it leads to, stand in what a tool says. A false report is a
line of a tool that names lines, and names one without a defect. Kinds that no peer looks for are left out.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from validator import BIN, OURS, PROJECT, PYTHON, RUMDL_RULES, environment

sys.path.insert(0, str(PROJECT / "tests"))
from generate import Defect, write_project

FAMILIES = {
    "missing page": ("missing-page", "wrong-case-file"),
    "missing anchor": ("missing-anchor", "wrong-case-anchor"),
    "missing picture": ("missing-image",),
    "undefined reference": ("undefined-reference",),
    "undefined footnote": ("undefined-footnote",),
    "duplicate id": ("duplicate-anchor",),
}
"""What is compared, and how the kinds of such defects begin."""
TOOLS: dict[str, Sequence[str | Path]] = {
    OURS: (PYTHON, "-m", "xref", "--select", "broken,ambiguous"),
    "mkdocs --strict": (BIN / "mkdocs", "build", "--strict"),
    "rumdl": (BIN / "rumdl", "check", "--enable", RUMDL_RULES, "docs"),
    "lychee": (BIN / "lychee", "--offline", "--include-fragments", "--no-progress", "docs"),
}
PLACE = re.compile(r"^(?:docs/)?(?P<path>[^\s:]+\.md):(?P<line>\d+):", re.MULTILINE)
ADDRESS = re.compile(r"""(?:\]\(\s*<?|(?:href|src|srcset)=["']?|\]:\s*<?)([^)\s"'<>]+)""", re.IGNORECASE)
VALIDATION = "validation: {anchors: warn, absolute_links: warn, unrecognized_links: warn}\n"


def main(pages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        defects = write_project(project, pages, 1, defects=pages * 4, traps=pages * 4)
        with (project / "mkdocs.yml").open("a") as configuration:
            configuration.write(VALIDATION)
        (project / ".rumdl.toml").write_text('[global]\nflavor = "mkdocs"\n')
        planted = Counter(family(defect) for defect in defects)
        print(f"{'':20}" + "".join(f"{name:>22}" for name in FAMILIES) + f"{'false lines':>14}")
        for name, command in TOOLS.items():
            said = run(command, project)
            found = Counter(family(defect) for defect in defects if is_found(defect, said, project))
            cells = "".join(f"{f'{found[kind]}/{planted[kind]}':>22}" for kind in FAMILIES)
            print(f"{name:20}{cells}{false_lines(said, defects):>14}")


def family(defect: Defect) -> str:
    return next((name for name, kinds in FAMILIES.items() if defect.kind.startswith(kinds)), "")


def run(command: Sequence[str | Path], project: Path) -> str:
    paths = environment() | {"PYTHONPATH": str(PROJECT / "scripts"), "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=project, env=paths, capture_output=True, text=True)
    return placed(done.stdout + done.stderr)


def placed(said: str) -> str:
    """What lychee says, which names a file once above its findings, with the file before each of them."""
    lines, page = [], ""
    for line in said.splitlines():
        page = header[1] if (header := re.match(r"\[(docs/.*\.md)\]:$", line)) else page
        at = re.search(r"\(at (\d+:\d+)\)", line)
        lines.append(f"{page}:{at[1]}: {line}" if at else line)
    return "\n".join(lines)


def is_found(defect: Defect, said: str, project: Path) -> bool:
    written = (project / defect.path).read_text().split("\n")[defect.line - 1]
    page = defect.path.removeprefix("docs/")
    addresses = ADDRESS.findall(written[defect.column - 1 :])[:1]
    lines = [line for line in said.splitlines() if page in line] or said.splitlines()
    return f"{defect.path}:{defect.line}:" in said or any(address in line for address in addresses for line in lines)


def false_lines(said: str, defects: Iterable[Defect]) -> str:
    known = {(defect.path.removeprefix("docs/"), str(defect.line)) for defect in defects}
    places = {(match["path"], match["line"]) for match in PLACE.finditer(said)}
    return str(len(places - known)) if places else "no lines"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100)
