"""A quicker start: the configuration read by libyaml, and patterns that few pages need compiled when one does."""

from __future__ import annotations

import re
import sys
from typing import IO, Any

import yaml
from mkdocs.config import defaults
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

LATE = "pymdownx.blocks.html"
"""Whose patterns name a million letters in both cases, for selectors that few pages hold."""
SETTING_OFF = re.compile(r"[|>][+-]?\n|!!python/name:[\w.]+(?=\n)|!(?:ENV(?= )|relative(?=\n))")
ODD = re.compile(r"""[^\w \n.,:;/()\[\]{}'"#+&*@%=<$~^-]""")
"""Beside signs that set off what follows, what libyaml and PyYAML may read differently: tabs, `?`, other tags."""

_compile = re.compile


def speed_up() -> None:
    """Change how this process starts, and nothing of what it then does."""
    re.compile = _compile_unless_late
    if hasattr(yaml, "CLoader"):
        defaults.yaml_load = _load  # type: ignore[attr-defined,assignment]  # a name that it has imported


class Late:
    """A pattern that is compiled when it is first used; `re` keeps what it compiled."""

    def __init__(self, pattern: str, flags: int = 0):
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        return getattr(_compile(*self._given), name)


def _compile_unless_late(pattern: Any, flags: Any = 0) -> Any:
    is_late = sys._getframe(1).f_globals.get("__name__") == LATE
    return Late(pattern, flags) if is_late else _compile(pattern, flags)


def _load(source: IO[bytes], loader: Any) -> Any:
    """The values of a configuration file as MkDocs' own loader makes them, from what libyaml reads of it."""
    text = source.read().decode(errors="replace")
    source.seek(0)
    if "INHERIT" in text or ODD.search(SETTING_OFF.sub("", text)):
        return yaml_load(source, loader)
    try:
        return yaml_load(source, type("Loader", (yaml.CLoader,), {"yaml_constructors": loader.yaml_constructors}))
    except ConfigurationError:  # what is written in C is stricter here and there, and has other words
        source.seek(0)
        return yaml_load(source, loader)
