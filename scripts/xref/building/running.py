"""The site's own build, plugins and hooks included, into a folder that is gone afterwards."""

from __future__ import annotations

import io
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, NoReturn

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from xref.building import told
from xref.building.judging import Parse, judge
from xref.building.markup import Markup
from xref.building.recording import Record, Recorder
from xref.configured import Choice
from xref.files import shown, text_of
from xref.outcome import Outcome, Unresolved
from xref.position import START, Position
from xref.reading import config as configuration
from xref.reading import config_faults
from xref.reading.chosen import PLUGIN
from xref.reading.config import LoadError
from xref.reference_links import place_of

RECORDER = "xref-recorder"

UNRESOLVED = re.compile(
    r"(?P<page>[^:\s][^:\n]*\.md): (?:from (?P<path>[^\n]+?):(?P<line>\d+): (?:\([^)\n]*\) )?)?"
    r"Could not find cross-reference target '(?P<label>[^\n]+)'"
)
"""What the autorefs plugin says of a reference; of one in a docstring nothing else tells where it stands."""

COLOUR = re.compile(r"\x1b\[[\d;]*m")
"""What a terminal takes for a colour: plugins write it into what they say."""

Built = tuple[Record, Outcome]
ChoosePages = Callable[[Choice, Record, Outcome], frozenset[str] | None]
"""To the paths of those pages that rules need to know of; None for all."""


def all_pages(choice: Choice, record: Record, outcome: Outcome) -> frozenset[str] | None:
    return None


class Builder(NamedTuple):
    """What to ask for a site's own build, and for the pages to read then."""

    build: Callable[[Path], Built]
    pages: ChoosePages = all_pages
    settings: Mapping[str, Any] = {}
    """Those that the command of a build said instead of the configuration."""


def built(path: Path, parse: Parse = Markup, extensions: Sequence[str] = ()) -> Built:
    """What the site of a configuration comes to; raises LoadError where its own build fails.

    The extensions are added to those of its renderer, of whose output they change nothing.
    """
    folder = TemporaryDirectory(prefix="xref-")  # gone with the outcome, or at the end of the process
    config = configuration.read(path)
    config.site_dir, config.strict = folder.name, False
    config.markdown_extensions.extend(extensions)
    _silence(config)
    recorder = Recorder()
    config.plugins[RECORDER] = recorder
    docs = Path(config.docs_dir)  # which a plugin may exchange
    log = _run(config, path)
    outcome = judge(recorder.record, Path(folder.name), keep=folder, parse=parse)
    added = replace(outcome, dead=(*outcome.dead, *told.dead(log)), unmatched=tuple(told.unmatched(log, docs)))
    return recorder.record, replace(added, errors=tuple(_errors(log)), unresolved=tuple(_unresolved(log)))


def _silence(config: MkDocsConfig) -> None:
    """Take our own plugin out, with what it listens to: here the command judges."""
    plugin = config.plugins.pop(PLUGIN, None)
    for name, methods in config.plugins.events.items():
        config.plugins.events[name] = [
            method for method in methods if getattr(method, "__self__", config) is not plugin
        ]


def _run(config: MkDocsConfig, path: Path) -> list[logging.LogRecord]:
    """Build, and return what was logged; raises LoadError for what ended the build."""
    said = io.StringIO()
    with configuration.mkdocs_log() as log, redirect_stdout(said), redirect_stderr(said), _exits_raised():
        try:
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                # They end here, and another build is to have plugins of its own; what they stand in has no type.
                MkDocsConfig.plugins.plugin_cache.clear()  # type: ignore[attr-defined]
                config.plugins.on_shutdown()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # plugins are code, and raise what they like
            printed = COLOUR.sub("", said.getvalue()).strip().splitlines()[-1:]
            said_before = _errors(log) or _errors(log, logging.WARNING)[-1:] or printed
            raised = config_faults.raised(error, path.parent)
            why = "; ".join(map(config_faults.plain, dict.fromkeys([*said_before, raised])))
            message = f"{path}: the site's own build failed, without which its plugins cannot be judged: {why}"
            message += configuration.what_to_install(why)
            raise LoadError(message) from error
        return log


@contextmanager
def _exits_raised() -> Iterator[None]:
    """Let what a plugin ends the process by, at once and without a word, be an error that can be told."""
    here, leave = os.getpid(), os._exit

    def raise_exit(status: int) -> NoReturn:
        if os.getpid() != here:  # as a process ends that was forked
            leave(status)
        raise SystemExit(status)

    os._exit = raise_exit
    try:
        yield
    finally:
        os._exit = leave


def _unresolved(log: Sequence[logging.LogRecord]) -> Iterator[Unresolved]:
    for match in filter(None, (UNRESOLVED.search(record.getMessage()) for record in log)):
        place = _place(Path(match["path"]), int(match["line"]), match["label"]) if match["path"] else START
        yield Unresolved(match["page"], match["label"], place)


def _place(path: Path, line: int, label: str) -> Position:
    """Where a reference stands in a file, from a line on, on which its docstring begins; else that line."""
    found = None
    with suppress(OSError, UnicodeDecodeError):
        text = text_of(path)
        found = place_of(label, text, len("\n".join(text.split("\n")[: line - 1])))
    return (found or Position(line, 1))._replace(path=shown(path))


def _errors(log: Sequence[logging.LogRecord], level: int = logging.ERROR) -> list[str]:
    return list(dict.fromkeys(COLOUR.sub("", record.getMessage()) for record in log if record.levelno >= level))
