"""Writes a MkDocs project of any size, valid but for the defects that are asked for, and says where these stand.

python tests/generate.py FOLDER --pages 100 --seed 1 --defects 60 --traps 60
"""

from __future__ import annotations

import argparse
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random
from string import Template

from constructs import INLINE, ODD, ORPHAN, SURROUNDINGS, TRAPS, WHOLE
from drafts import Draft, address, front_matter, new_draft, page

KINDS = (*dict.fromkeys([*INLINE, *WHOLE]), ORPHAN)
CONFIGURATION = """\
site_name: Generated
theme: {theme}
use_directory_urls: false
validation: {{omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}}
exclude_docs: /drafts/
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - smarty
  - tables
  - toc: {{permalink: "#"}}
  - pymdownx.blocks.caption
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist
nav:
{nav}
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>\n'


@dataclass(frozen=True, order=True)
class Defect:
    path: str
    """From the project's folder, as in "docs/index.md"."""
    line: int
    column: int
    """Lines and columns count from 1; a column counts characters."""
    kind: str


def write_project(
    folder: Path,
    pages: int,
    seed: int = 0,
    *,
    defects: int = 0,
    traps: int = 0,
    theme: str | None = "material",
    without: Collection[str] = (),
) -> list[Defect]:
    """Write the project and return its defects in order.

    So many defects and traps are planted, their kinds in turn, but for those named in `without`. There are `pages`
    pages, and besides them those that defects and traps need. Without a theme, pages are bare.
    """
    random = Random(seed)
    drafts = [new_draft(number, random) for number in range(pages)]
    orphans = _plant_defects(drafts, _turns(random.sample(KINDS, len(KINDS)), defects, without), random)
    _plant_traps(drafts, _turns(TRAPS, traps, without), random)
    texts = {draft.path: page(draft, drafts, random) for draft in drafts} | (ODD if traps else {})
    _write_around(folder, [path for path in texts if path.endswith(".md")], theme)
    texts |= {f"orphan-{number}.md": _mark(ORPHAN, "¶") + front_matter("Orphan") for number in range(orphans)}
    return sorted(defect for path, text in texts.items() for defect in _write(folder, f"docs/{path}", text))


def _turns(names: Iterable[str], count: int, without: Collection[str]) -> list[str]:
    """So many names, in turn."""
    return list(islice(cycle([name for name in names if name not in without]), count))


# Planting


def _plant_defects(drafts: list[Draft], kinds: list[str], random: Random) -> int:
    """Plant a defect of each kind, and return how many are to be pages of their own."""
    for number, kind in enumerate(kinds):
        if kind != ORPHAN:
            here, there = random.sample(drafts, 2)
            here.planted.append(_filled(_mark(kind, _defect(kind, random)), number, here, there))
    return kinds.count(ORPHAN)


def _defect(kind: str, random: Random) -> str:
    """The template of a block with a defect of a kind."""
    whole = WHOLE.get(kind, ())
    form = random.choice([*whole, *INLINE.get(kind, ())])
    if form in whole:
        return form
    code = form.replace("¶", "")
    return Template(random.choice(SURROUNDINGS)).safe_substitute(it=form, code=code, span=_code_span(code))


def _code_span(code: str) -> str:
    """Words as a code span, between more backticks than they hold in a row themselves."""
    ticks = "`" * (max(map(len, re.findall("`+", code)), default=0) + 1)
    return f"{ticks} {code} {ticks}" if "`" in code else f"{ticks}{code}{ticks}"


def _plant_traps(drafts: list[Draft], names: list[str], random: Random) -> None:
    for number, name in enumerate(names):
        here, there = random.sample(drafts, 2)
        block, elsewhere = TRAPS[name]
        here.planted.append(_filled(block, number, here, there))
        if elsewhere:
            there.planted.append(_filled(elsewhere, number, there, here))


def _filled(template: str, number: int, here: Draft, there: Draft) -> str:
    to_there, anchor, own = address(here, there.path), there.ids[3], here.ids[2]
    folder, name = posixpath.split(to_there)
    return Template(template).substitute(
        n=number,
        here=posixpath.basename(here.path),
        there=to_there,
        built_there=to_there.replace(".md", ".html"),
        shouted_there=posixpath.join(folder, name.replace("page", "Page").replace("index", "Index")),
        anchor=anchor,
        own=own,
        shouted_anchor=anchor.title(),
        shouted_own=own.upper(),
        picture=address(here, "pictures/1.svg"),
        up=address(here, "."),
    )


# Files


def _mark(kind: str, template: str) -> str:
    """The template with its kind in each mark."""
    return template.replace("¶", f"¶{kind}¶")


def _write(folder: Path, path: str, marked: str) -> list[Defect]:
    """Write a file without its marks, and return what these stood before."""
    text, *parts = re.split("¶(.*?)¶", marked)
    found = []
    for kind, rest in zip(parts[::2], parts[1::2], strict=True):
        found.append(Defect(path, text.count("\n") + 1, len(text) - text.rfind("\n"), kind))
        text += rest
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return found


def _write_around(folder: Path, navigation: Sequence[str], theme: str | None) -> None:
    """Write the configuration, the pictures, a page that is left out, and a bare theme where there is no other."""
    bare = "{name: null, custom_dir: theme}"
    named = f"{{name: {theme}, font: false, features: [navigation.prune]}}" if theme else bare
    files = {
        "mkdocs.yml": CONFIGURATION.format(theme=named, nav="\n".join(_nav(navigation))),
        "docs/pictures/1.svg": PICTURE,
        "docs/pictures/2.svg": PICTURE,
        "docs/drafts/hidden.md": front_matter("Hidden"),
        **({} if theme else {"theme/main.html": "{{ page.content }}"}),
    }
    for path, text in files.items():
        _write(folder, path, text)


def _nav(paths: Sequence[str]) -> Iterator[str]:
    """Sections of 30 pages: in one long list, what a theme draws on every page would outweigh all else."""
    for start in range(0, len(paths), 30):
        yield f"  - Part {start // 30 + 1}:"
        yield from (f"      - {path}" for path in paths[start : start + 30])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the project is written")
    parser.add_argument("--theme", default="material", help="its theme")
    for name, default in {"pages": 100, "seed": 0, "defects": 0, "traps": 0}.items():
        parser.add_argument(f"--{name}", type=int, default=default, help=f"{default} unless said otherwise")
    options = vars(parser.parse_args())
    for defect in write_project(**options):
        print(f"{defect.path}:{defect.line}:{defect.column}: {defect.kind}")


if __name__ == "__main__":
    main()
