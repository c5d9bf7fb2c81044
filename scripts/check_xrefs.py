"""Check every cross-reference of a MkDocs site: links, anchors, pictures, footnotes, citations, relations, terms.

Findings go to standard output, the count and the tool's own trouble to standard error.
Exit status: 0 clean or notices alone, 1 findings, 2 could not run.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from xref import reporting
from xref.speed import clean_site

CACHE = Path(".cache/xref")
"""Beside the configuration."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    memory = None if options.no_cache else options.config.parent / CACHE
    asks_for_all = not (options.list_rules or options.explain or options.paths)
    if memory and asks_for_all and (pages := clean_site.pages_of_clean_site(memory / "clean")) is not None:
        print(reporting.FORMATS[options.format]([]), end="")
        print(reporting.count([], pages), file=sys.stderr)
        return 0
    from xref import command  # MkDocs and the renderer take most of the time where there is nothing to do

    return command.run(options, memory)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="report only these files and folders; all is still read")
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="the site's configuration file")
    parser.add_argument("--format", choices=reporting.FORMATS, default="text", help="how findings are shown")
    parser.add_argument("--fix", action="store_true", help="correct what has one certain answer, and report the rest")
    parser.add_argument("--no-cache", action="store_true", help="read every page anew")
    parser.add_argument("--explain", metavar="RULE", help="say what a rule asks for")
    parser.add_argument("--list-rules", action="store_true", help="list the names of all rules")
    return parser


if __name__ == "__main__":
    gc.disable()  # nearly all that is made here is kept until the end
    status = main()
    gc.freeze()  # and need not be looked through once more then
    sys.exit(status)
