"""Write CITATION.cff, which tells hosts of repositories how to cite the project, from mkdocs.yml.

See https://github.com/citation-file-format/citation-file-format. The project is cited as a website by itself, as its
pages are; its code is under the last of the licences, its text under the first.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig

from publish import licences
from xref.command import run
from xref.reading import config as configuration
from xref.writing import write

PROJECT = Path(__file__).parent.parent
FILE = "CITATION.cff"
HEAD = "# Written by `make cite` from mkdocs.yml.\n"


def text(config: MkDocsConfig) -> str:
    """What the file holds."""
    known = [licence.spdx for licence in licences.read(config)]
    data = {
        "cff-version": "1.2.0",
        "message": "To cite an essay, use what stands at its foot; to cite the whole, use this.",
        **_named(config),
        "abstract": config.site_description,
        "license": known[-1] if known else "",
        "preferred-citation": _known({"type": "website", **_named(config), "license": known[0] if known else ""}),
    }
    return HEAD + yaml.safe_dump(_known(data), sort_keys=False, allow_unicode=True, width=120)


def _named(config: MkDocsConfig) -> dict[str, Any]:
    return {"title": config.site_name, "authors": [{"name": config.site_name}]}


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def main() -> int:
    return run(_main)


def _main() -> int:
    write(PROJECT / FILE, text(configuration.read(PROJECT / "mkdocs.yml")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
