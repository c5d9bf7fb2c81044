"""What the site's configuration says, read by MkDocs itself: inheritance, environment variables and extensions mean
here what they mean in the build, and nothing runs that the build would not run."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import EVENTS

from xref.additions import Addition, Additions
from xref.command import CommandError
from xref.files import required_text_of, text_of
from xref.model import Field
from xref.position import START
from xref.reading import config_faults
from xref.reading.yaml_positions import AliasLoader, Loader, children, key_text, node_position, pairs, value
from xref.time_limit import TIME_LIMIT, TimeLimitReached, time_limit

SAFE_PLUGINS = {
    *("search", "privacy", "social", "meta", "info", "optimize", "typeset", "redirects", "minify"),
    *("git-revision-date", "git-revision-date-localized", "git-committers", "git-authors", "exclude-search"),
    *("glightbox", "mike", "htmlproofer", "minify-html", "spellcheck"),
    *("xref", "meta-descriptions", "open-in-new-tab", "panzoom"),
}
"""Plugins that make no pages nor other files that are linked, and rewrite no text, without Material's prefix."""
APART = {"pre_template", "template_context", "post_template", "serve", "build_error", "shutdown"}
"""Events at which no file is made any more, no text of a page and no navigation changed."""
OF_THE_BUILD = {"material.extensions.preview", "pymdownx.pathconverter"}
"""Extensions that add no link, and work amid a build alone, or on the addresses that it has made of those of files."""
NOT_INSTALLED = re.compile(r"plugin is not installed|Unrecognised theme name|ModuleNotFoundError|cannot find module")


class LoadError(CommandError):
    """The site cannot be read; the message says what, where and what to do."""


def read(path: Path, **settings: Any) -> MkDocsConfig:
    """The configuration, with what a command says instead of some settings; raises LoadError."""
    _require_text(path)
    with mkdocs_log() as log:
        try:
            with time_limit(TIME_LIMIT):
                # Strictly, it would stop at warnings without naming one.
                return load_config(str(path), strict=False, **settings)
        except TimeLimitReached as error:
            raise LoadError(f"{path}: not read after {TIME_LIMIT} seconds; look for aliases of aliases") from error
        except RecursionError as error:
            raise LoadError(f"{path}: nested too deeply to be read") from error
        except MkDocsException as error:
            # MkDocs logs each fault and then raises a summary of none of them.
            said = [record.getMessage() for record in log if record.levelno >= logging.ERROR] or [str(error)]
            raise LoadError(config_faults.said(path, said) + what_to_install(" ".join(said))) from error
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # hooks and extensions are code, and raise what they like
            fault = config_faults.raised(error, path.parent)
            raise LoadError(f"{path}: {fault}{what_to_install(fault)}") from error


def what_to_install(fault: str) -> str:
    """What to do where a site needs something that is not there; "" for other faults."""
    return "; install what the site is built with beside this command" if NOT_INSTALLED.search(fault) else ""


def _require_text(path: Path) -> None:
    """Raise LoadError where a configuration, or one that it inherits from, is no text; MkDocs says the rest."""
    if not path.exists():
        raise LoadError(f"{path}: no such file; name the configuration with --config")
    try:
        for file in files(path):
            required_text_of(file)
    except CommandError as error:
        raise LoadError(str(error)) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        pass  # of which MkDocs speaks well


def files(path: Path) -> Iterator[Path]:
    """A configuration file and those that it inherits from."""
    yield path
    for name, node in pairs(composed(path)):
        if name == "INHERIT" and (parent := _from_environment(node)):
            yield from files(path.parent / parent)


def _from_environment(node: yaml.Node) -> str:
    """The value of `name`, or of `!ENV [VARIABLE, ANOTHER, otherwise]`; "" for none, of which the build says more."""
    if node.tag != "!ENV":
        return node.value if isinstance(node, yaml.ScalarNode) else ""
    values = [str(child.value) for child in list(children(node)) or [node]]
    names = values[:-1] or values
    found = next((os.environ[name] for name in names if name in os.environ), "")
    return found or (values[-1] if values[1:] else "")


def inputs(config: MkDocsConfig, path: Path) -> tuple[str, ...]:
    """The files and folders in which all stands that a site is read from; none where that cannot be told."""
    if (config.mdx_configs.get("pymdownx.snippets") or {}).get("auto_append"):
        return ()  # files from anywhere are added to every page
    own = (folder for folder in config.theme.dirs if "site-packages" not in folder)
    hooks = (str(path.parent / name) for name in config.hooks)
    return (*map(str, files(path)), *hooks, config.docs_dir, *own)


def variables(path: Path) -> set[str]:
    """Names of the environment variables that a configuration, with all that it inherits, may take values from."""
    return {name for file in files(path) for name in _variables(composed(file))}


def composed(path: Path) -> yaml.Node | None:
    """The nodes of a configuration file; what an alias stands for stands where the alias does."""
    return _composed(text_of(path))


@lru_cache(maxsize=8)
def _composed(text: str) -> yaml.Node | None:
    """Each setting is looked up by itself, and a navigation of a thousand pages is long."""
    try:
        return yaml.compose(text, Loader=AliasLoader if "*" in text else Loader)
    except yaml.YAMLError:  # what is written in C is stricter than what MkDocs reads with
        return yaml.compose(text, Loader=AliasLoader)


def _variables(node: yaml.Node | None) -> Iterator[str]:
    for child in children(node) if node else ():
        if child.tag == "!ENV":
            yield from (str(name.value) for name in (child, *children(child)) if isinstance(name, yaml.ScalarNode))
        yield from _variables(child)


class _Records(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def mkdocs_log() -> Iterator[list[logging.LogRecord]]:
    """What MkDocs logs meanwhile, instead of on the terminal."""
    handler, logger = _Records(), logging.getLogger(MkDocsConfig.__module__.partition(".")[0])
    others, logger.handlers = logger.handlers, [handler]
    propagates, logger.propagate = logger.propagate, False  # to what a plugin may have set up for all logs
    try:
        yield handler.records
    finally:
        logger.handlers, logger.propagate = others, propagates


def extensions(config: MkDocsConfig) -> tuple[str, ...]:
    """The extensions that make the text of a page."""
    return tuple(name for name in config.markdown_extensions if name not in OF_THE_BUILD)


def used(config: MkDocsConfig, additions: Additions) -> list[type[Addition]]:
    """Those additions that the build takes part in. Without hooks none is looked at: they take their time to import."""
    hooks = [str(name) for name in config.hooks]
    named = {addition for name in hooks for addition in additions if _is_hook(config, name, addition.hooks)}
    return [addition for addition in additions if addition in named] if named else []


def _is_hook(config: MkDocsConfig, name: str, hooks: Path | None) -> bool:
    return hooks is not None and Path(config.config_file_path).parent.joinpath(name).resolve() == hooks


def unknown_plugins(config: MkDocsConfig, additions: Additions) -> list[str]:
    """Plugins and hooks that may make pages, rewrite text or change the navigation, as far as is known here."""
    hooks = [str(name) for name in config.hooks]
    ours = [name for name in hooks for addition in additions if _is_hook(config, name, addition.hooks)]
    # MkDocs lists hooks among the plugins as well.
    others = [name for name in config.plugins if name not in ours]
    known = [name for name in others if name.removeprefix("material/") in SAFE_PLUGINS]
    return [name for name in others if name not in known and _takes_part(config.plugins[name])]


def _takes_part(plugin: object) -> bool:
    """Whether it has events in which pages are made, or none at all: then it does its work unasked."""
    events = {event for event in EVENTS if hasattr(plugin, f"on_{event}")}
    return not _is_switched_off(plugin) and (not events or not events <= APART)


def _is_switched_off(plugin: object) -> bool:
    settings = getattr(plugin, "config", None)  # of a hook, whatever it calls so
    return isinstance(settings, Mapping) and settings.get("enabled") is False


def extra(config: MkDocsConfig) -> dict[str, Field]:
    """What `extra` says, each value with its place; one that stands in an inherited file has none."""
    nodes = dict(pairs(dict(pairs(composed(Path(config.config_file_path)))).get("extra")))
    return {name: _setting(name, read, nodes.get(name)) for name, read in config.extra.items()}


def settings(config: MkDocsConfig) -> dict[str, tuple[Field, ...]]:
    """The entries right below each key of the configuration file itself, in mappings and in lists, with their places.

    What stands in an inherited file is not among them; of an entry `name: value` in a list, the name counts. A key with
    one value is itself its only entry.
    """
    return {name: tuple(_below(name, node)) for name, node in pairs(composed(Path(config.config_file_path)))}


def _below(name: str, node: yaml.Node) -> Iterator[Field]:
    if isinstance(node, yaml.ScalarNode):
        yield Field(name, value(node), node_position(node))
    if isinstance(node, yaml.MappingNode):
        yield from (Field(key_text(key), value(below), node_position(key)) for key, below in node.value)
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(item, yaml.ScalarNode):
            yield Field(item.value, None, node_position(item))
        yield from _below(name, item) if isinstance(item, yaml.MappingNode) else ()


def _setting(name: str, read: object, node: yaml.Node | None) -> Field:
    places = tuple(node_position(item) for item in children(node)) if node else ()
    return Field(name, read, node_position(node) if node else START, places)
