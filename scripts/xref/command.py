"""What the command does where there is something to do."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from xref import reporting
from xref.checking import RULES, check, explain, name
from xref.fixing import fix
from xref.model import Finding, Site
from xref.reading.config import LoadError
from xref.reading.site import load, within
from xref.rules.suggestions import did_you_mean
from xref.speed import clean_site


def run(options: argparse.Namespace, memory: Path | None) -> int:
    """Do what the options ask for, with the help of what a folder remembers; return the exit status."""
    try:
        if options.list_rules:
            print("\n".join(name(rule) for rule in RULES))
            return 0
        if options.explain:
            print(_explanation(options.explain))
            return 0
        return _check(options, memory)
    except LoadError as error:
        print(error, file=sys.stderr)
        return 2


def _explanation(rule: str) -> str:
    norms = explain()
    if rule not in norms:
        raise LoadError(f"no rule {rule!r}{did_you_mean(rule, norms)}")
    return norms[rule]


def _check(options: argparse.Namespace, memory: Path | None) -> int:
    cache = memory and memory / "pages"
    site = load(options.config, cache)
    found = check(site)
    if options.fix and (fixed := fix(within(options.paths, found))):
        print(reporting.fixed(fixed), end="", file=sys.stderr)
        site = load(options.config, cache)
        found = check(site)
    if memory:
        _remember(memory / "clean", site, found)
    return _report(options, site, within(options.paths, found))


def _remember(memory: Path, site: Site, found: list[Finding]) -> None:
    if site.inputs and not found and not site.unknown_plugins:
        clean_site.remember(memory, site.inputs, len(site.pages))


def _report(options: argparse.Namespace, site: Site, findings: list[Finding]) -> int:
    if site.unknown_plugins:
        print(reporting.withheld(site.unknown_plugins, site.configuration), file=sys.stderr)
    on_terminal = options.format == "text" and sys.stdout.isatty()
    print((reporting.as_coloured_text if on_terminal else reporting.FORMATS[options.format])(findings), end="")
    print(reporting.count(findings, len(site.pages)), file=sys.stderr)
    return 1 if any(not finding.is_notice for finding in findings) else 0
