"""The command `check-xrefs`: what it is asked, and how it answers."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from xref import __version__, reporting
from xref.command import CommandError, in_one_line, output_kept, run, say, show, tidy_up_when_terminated
from xref.configured import Choice

try:
    from xref.speed import CACHE_DIR, clean_site
except ImportError:  # whoever took the folder out waits longer
    CACHE_DIR = None  # type: ignore[assignment]  # the type is that of the folder with it

if TYPE_CHECKING:  # MkDocs and the renderer take most of the time where there is nothing to do
    from xref.additions import Additions
    from xref.building.recording import Record
    from xref.model import Finding, Site
    from xref.outcome import Outcome

DESCRIPTION = """\
Check every cross-reference of a MkDocs site: links, anchors, pictures, footnotes, the navigation, redirects.

Findings go to standard output, the count and the tool's own trouble to standard error.
Exit status: 0 clean or notices alone, 1 findings, 2 could not run or judge, 130 interrupted, 143 asked to end.
"""
CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""As MkDocs looks for them, and ProperDocs, which continues it."""

ROUNDS = 3
"""In which what can be fixed is fixed: what a link leads to, and then its anchor there."""


def main(arguments: Sequence[str] | None = None, additions: Additions = (), description: str = DESCRIPTION) -> int:
    return run(lambda: _answer(_parser(description).parse_args(arguments), additions))


def _parser(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="report only these files and folders; all is still read")
    where = "the site's configuration file; else mkdocs.yml here or above"
    parser.add_argument("-f", "--config", "--config-file", metavar="FILE", type=Path, help=where)
    for name, meaning in {"--select": "only these rules or groups, or all", "--ignore": "not these"}.items():
        parser.add_argument(name, metavar="RULES", type=_names, action="extend", default=[], help=meaning)
    parser.add_argument("--format", choices=reporting.FORMATS, default="text", help="how findings are shown")
    parser.add_argument("--fix", action="store_true", help="correct what has one certain answer, and report the rest")
    parser.add_argument("--no-cache", action="store_true", help="read every page anew")
    parser.add_argument("--explain", metavar="RULE", help="say what a rule asks for, with examples")
    parser.add_argument("--list-rules", action="store_true", help="list the names of all rules, each with its group")
    parser.add_argument("--version", action="version", version=f"check-xrefs {__version__}")
    return parser


def _names(written: str) -> tuple[str, ...]:
    """Of `broken,missing-alternative`, both."""
    names = tuple(filter(None, written.replace(" ", ",").split(",")))
    if not names:
        raise argparse.ArgumentTypeError("names no rule or group; --list-rules lists them")
    return names


def _answer(options: argparse.Namespace, additions: Additions) -> int:
    """Do what the options ask for, at once where nothing changed; raises CommandError."""
    if options.list_rules:
        _list_rules(additions)
    elif options.explain is not None:
        show(f"{_explanation(options.explain, additions)}\n")
    else:
        return _check_at_once(options, additions)
    return 0


def _list_rules(additions: Additions) -> None:
    from xref.checking import explain, rules_of
    from xref.groups import group_of

    show("".join(f"{rule:<24}{group_of(rule)}\n" for rule in explain(rules_of(additions))))


def _explanation(rule: str, additions: Additions) -> str:
    from xref.checking import examples, explain, mends, rules_of
    from xref.groups import current, group_of
    from xref.rules.suggestions import did_you_mean

    added, rule = rules_of(additions), current(rule)
    known = explain(added)
    if rule not in known:
        raise CommandError(f"no rule {rule!r}{did_you_mean(rule, known) or '; --list-rules lists them'}")
    said = (known[rule], mends(added)[rule], f"Group: {group_of(rule)}", examples(added)[rule])
    return "\n".join(filter(None, said))


# Checking


def _check_at_once(options: argparse.Namespace, additions: Additions) -> int:
    configuration = _configuration(options)
    memory = configuration.parent / CACHE_DIR if CACHE_DIR and not options.no_cache else None
    is_usual = not (options.paths or options.select or options.ignore)
    if memory and is_usual and (pages := clean_site.pages_of_clean_site(memory, configuration)) is not None:
        show(reporting.FORMATS[options.format]([]))
        say(f"{reporting.count([], pages)}\n")
        return 0
    choice = Choice(tuple(options.select), tuple(options.ignore))
    return _check(options, _Looker(configuration, memory, additions, choice))


def _configuration(options: argparse.Namespace) -> Path:
    """The configuration that is named, or the nearest; of one above, the command goes on in its folder."""
    if options.config:
        return Path(options.config)
    here = Path.cwd()
    for folder in (here, *here.parents):
        for name in CONFIGURATIONS:
            if (folder / name).exists():
                options.paths = [path if folder == here else here / path for path in options.paths]
                os.chdir(folder)
                return Path(name)
    raise CommandError(f"no {CONFIGURATIONS[0]} here or in a folder above; name the configuration with --config")


class _Looker:
    """Reads one site as often as it is asked, with the same choice."""

    def __init__(self, configuration: Path, memory: Path | None, additions: Additions, choice: Choice):
        self._configuration, self._memory = configuration, memory
        self._additions, self._choice = additions, choice

    def look(self) -> tuple[Site, list[Finding]]:
        """The site and all its findings; of a clean one it is remembered that it was clean."""
        from xref.building.running import Builder, built
        from xref.checking import check
        from xref.reading.site import load

        if not CACHE_DIR:
            site = load(self._configuration, self._additions, builder=Builder(built))
            return site, check(site, self._choice)
        from xref.speed.html_parser import QuickMarkup
        from xref.speed.processes import Pages
        from xref.speed.renderer_patch import QUICK_INLINE
        from xref.speed.start import speed_up

        speed_up()
        build = partial(built, parse=QuickMarkup, extensions=[QUICK_INLINE])
        pages = Pages(self._memory)
        began = time.time_ns()
        site = load(self._configuration, self._additions, pages.read, Builder(build, self._suspects))
        found = check(site, self._choice)
        if site.pages and not found and pages.are_all_cacheable:
            self._remember(site, began)
        return site, found

    def _suspects(self, configured: Choice, record: Record, outcome: Outcome) -> frozenset[str] | None:
        from xref.speed.suspects import suspects

        return None if self._additions else suspects(configured.then(self._choice), record, outcome)

    def _remember(self, site: Site, began: int) -> None:
        is_usual = not (self._choice.select or self._choice.ignore)
        if self._memory and is_usual and site.inputs and not site.unknown_plugins:
            clean_site.remember(self._memory, site, began)


def _check(options: argparse.Namespace, looker: _Looker) -> int:
    from xref.checking import within

    tidy_up_when_terminated()
    with output_kept():
        site, found = looker.look()
        for _ in range(ROUNDS if options.fix else 0):
            if not _fix(within(options.paths, found)):
                break
            site, found = looker.look()
    return _report(options, site, within(options.paths, found))


def _fix(findings: list[Finding]) -> bool:
    """Whether anything could be fixed; what was is said at once, whatever happens to the next file."""
    from xref.fixing import fix

    is_fixed = False
    for fixed in fix(findings):
        say(reporting.fixed(fixed))
        is_fixed = True
    return is_fixed


def _refuse_unread(site: Site, findings: list[Finding]) -> None:
    """Raise CommandError where nothing was judged, whatever was looked for."""
    if not (site.pages or findings):
        raise CommandError(f"{site.root}: holds no page, so that nothing was judged; name another folder as docs_dir")
    if len(site.pages) > 1 and not any(page.is_read for page in site.pages.values()):
        reasons = {finding.message for finding in findings}
        if len(reasons) == 1:
            which = "see which of markdown_extensions does that"
            raise CommandError(f"{site.configuration}: no page could be judged: each {reasons.pop()}; {which}")


def _takes_colour() -> bool:
    """Whether the output is a terminal, and nobody asked for plain text: see https://no-color.org."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout is not None and sys.stdout.isatty() and not is_plain


def _report(options: argparse.Namespace, site: Site, findings: list[Finding]) -> int:
    from xref.groups import RENAMED

    _refuse_unread(site, findings)
    for old in sorted({*site.choice.names, *options.select, *options.ignore} & RENAMED.keys()):
        say(f"notice: the rule {old!r} is called {RENAMED[old]!r} now; its old name goes with the next version\n")
    if site.unknown_plugins and not site.outcome:
        say(f"{reporting.withheld(site.unknown_plugins, site.configuration)}\n")
    for error in site.outcome.errors if site.outcome else ():
        say(f"{site.configuration}: the site's own build said: {in_one_line(' '.join(error.split()))}\n")
    is_coloured = options.format == "text" and _takes_colour()
    show((reporting.as_coloured_text if is_coloured else reporting.FORMATS[options.format])(findings))
    say(f"{reporting.count(findings, len(site.pages))}\n")
    return 1 if any(not finding.is_notice for finding in findings) else 0
