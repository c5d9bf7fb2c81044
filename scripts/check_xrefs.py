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

from xref import report
from xref.check import RULES, check, explain, name
from xref.check.suggest import did_you_mean
from xref.configuration import LoadError
from xref.live import CACHE
from xref.load import load, within
from xref.mend import mend


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        if options.list_rules:
            print("\n".join(name(rule) for rule in RULES))
            return 0
        if options.explain:
            print(_explanation(options.explain))
            return 0
        return _check(options)
    except LoadError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="report only these files and folders; all is still read")
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="the site's configuration file")
    parser.add_argument("--format", choices=report.FORMATS, default="text", help="how findings are shown")
    parser.add_argument("--fix", action="store_true", help="mend what has one certain answer, and report the rest")
    parser.add_argument("--no-cache", action="store_true", help="read every page anew")
    parser.add_argument("--explain", metavar="RULE", help="say what a rule asks for")
    parser.add_argument("--list-rules", action="store_true", help="list the names of all rules")
    return parser


def _explanation(rule: str) -> str:
    norms = explain()
    if rule not in norms:
        raise LoadError(f"no rule {rule!r}{did_you_mean(rule, norms)}")
    return norms[rule]


def _check(options: argparse.Namespace) -> int:
    cache = None if options.no_cache else options.config.parent / CACHE
    site = load(options.config, cache)
    findings = within(options.paths, check(site))
    if options.fix and (mended := mend(findings)):
        print(report.mended(mended), end="", file=sys.stderr)
        site = load(options.config, cache)
        findings = within(options.paths, check(site))
    if site.strangers:
        print(report.withheld(site.strangers, site.configuration), file=sys.stderr)
    on_terminal = options.format == "text" and sys.stdout.isatty()
    print((report.as_coloured_text if on_terminal else report.FORMATS[options.format])(findings), end="")
    print(report.count(findings, len(site.pages)), file=sys.stderr)
    return 1 if any(not finding.is_notice for finding in findings) else 0


if __name__ == "__main__":
    gc.disable()  # nearly all that is made here is kept until the end
    sys.exit(main())
