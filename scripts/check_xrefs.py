"""Check every cross-reference of a MkDocs site: links, anchors, pictures, footnotes, citations, relations, terms.

Findings go to standard output, the count and the tool's own trouble to standard error.
Exit status: 0 clean or notices alone, 1 findings, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xref import reporting
from xref.command import CommandError, run, say, show

try:
    from xref.speed import CACHE_DIR, clean_site
except ImportError:  # whoever took the folder out waits longer
    CACHE_DIR = None  # type: ignore[assignment]  # the type is that of the folder with it

if TYPE_CHECKING:  # MkDocs and the renderer take most of the time where there is nothing to do
    from xref.model import Finding, Site


def main(arguments: Sequence[str] | None = None) -> int:
    return run(lambda: _answer(_parser().parse_args(arguments)))


def _answer(options: argparse.Namespace) -> int:
    """Do what the options ask for, at once where nothing changed; raises CommandError."""
    memory = options.config.parent / CACHE_DIR if CACHE_DIR and not options.no_cache else None
    asks_for_all = not (options.list_rules or options.explain or options.paths)
    if memory and asks_for_all and (pages := clean_site.pages_of_clean_site(memory)) is not None:
        show(reporting.FORMATS[options.format]([]))
        say(f"{reporting.count([], pages)}\n")
        return 0
    return _run(options, memory)


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


def _run(options: argparse.Namespace, memory: Path | None) -> int:
    """Do what the options ask for, in earnest; raises CommandError."""
    if options.list_rules:
        show("".join(f"{name}\n" for name in _norms()))
    elif options.explain:
        show(f"{_explanation(options.explain)}\n")
    else:
        return _check(options, memory)
    return 0


def _norms() -> dict[str, str]:
    from publish.additions import RULES
    from xref.checking import explain

    return explain(RULES)


def _explanation(rule: str) -> str:
    from publish.additions import RULES
    from xref.checking import mends
    from xref.rules.suggestions import did_you_mean

    norms = _norms()
    if rule not in norms:
        raise CommandError(f"no rule {rule!r}{did_you_mean(rule, norms)}")
    return f"{norms[rule]}\n{mends(RULES)[rule]}".rstrip()


def _check(options: argparse.Namespace, memory: Path | None) -> int:
    from xref.reading.site import within

    site, found = _look(options.config, memory)
    if options.fix and _fix(within(options.paths, found)):
        site, found = _look(options.config, memory)
    return _report(options, site, within(options.paths, found))


def _fix(findings: list[Finding]) -> bool:
    """Whether anything could be fixed; what was is said at once, whatever happens to the next file."""
    from xref.fixing import fix

    is_fixed = False
    for fixed in fix(findings):
        say(reporting.fixed(fixed))
        is_fixed = True
    return is_fixed


def _look(configuration: Path, memory: Path | None) -> tuple[Site, list[Finding]]:
    """The site and all its findings; of a clean one it is remembered that it was clean."""
    from publish.additions import ADDITIONS
    from xref.checking import check
    from xref.reading.site import load

    if not CACHE_DIR:
        site = load(configuration, ADDITIONS)
        return site, check(site)
    from xref.speed.processes import Pages

    pages = Pages(memory)
    site = load(configuration, ADDITIONS, pages.read)
    found = check(site)
    if memory and not found and pages.are_all_cacheable and site.inputs and not site.unknown_plugins:
        clean_site.remember(memory, site.inputs, site.variables, len(site.pages))
    return site, found


def _report(options: argparse.Namespace, site: Site, findings: list[Finding]) -> int:
    if site.unknown_plugins:
        say(f"{reporting.withheld(site.unknown_plugins, site.configuration)}\n")
    on_terminal = options.format == "text" and sys.stdout is not None and sys.stdout.isatty()
    show((reporting.as_coloured_text if on_terminal else reporting.FORMATS[options.format])(findings))
    say(f"{reporting.count(findings, len(site.pages))}\n")
    return 1 if any(not finding.is_notice for finding in findings) else 0


if __name__ == "__main__":
    gc.disable()  # nearly all that is made here is kept until the end
    status = main()
    gc.freeze()  # and need not be looked through once more then
    sys.exit(status)
