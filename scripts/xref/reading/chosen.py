"""Which rules a site's own configuration chooses: under the plugin, and by what it has MkDocs validate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from xref.configured import Choice
from xref.reading.config import LoadError, composed, files
from xref.reading.yaml_positions import pairs

PLUGIN, OPTIONS = "xref", ("select", "ignore")
RULES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("nav", "omitted_files"): ("not-in-navigation",),
    ("nav", "not_found"): ("missing-from-docs",),
    ("nav", "absolute_links"): ("absolute-in-navigation",),
    ("links", "not_found"): ("missing-page", "missing-image"),
    ("links", "absolute_links"): ("absolute-link", "missing-from-root"),
    ("links", "unrecognized_links"): ("built-address",),
    ("links", "anchors"): ("missing-anchor",),
}
"""Setting of `validation` -> the rules that look for the same."""
LEVELS = ("warn", "info", "ignore")


def choice(config: MkDocsConfig, path: Path) -> Choice:
    """What the configuration chooses; of `validation`, what somebody wrote there, and no default."""
    options = config.plugins[PLUGIN].config if PLUGIN in config.plugins else {}
    for unknown in [name for name in options if name not in OPTIONS]:
        raise LoadError(f"{path}: plugin {PLUGIN!r} has no option {unknown!r}; it has {' and '.join(OPTIONS)}")
    levels = dict(_levels(path))
    return Choice(tuple(options.get("select") or ()), tuple(options.get("ignore") or ()), levels)


def is_root_docs(path: Path, part: str = "links") -> bool:
    """Whether the build takes addresses from the root, in links or in the navigation, for such from the folder."""
    return _setting(path, part, "absolute_links") == "relative_to_docs"


def _levels(path: Path) -> Iterator[tuple[str, str]]:
    for place, rules in RULES.items():
        if (level := _setting(path, *place)) in LEVELS:
            yield from ((rule, str(level)) for rule in rules)


def _setting(path: Path, part: str, name: str) -> str | None:
    """What stands under `validation`, in the nearest file that says it; directly there, it holds for both parts."""
    for file in files(path):
        written = dict(pairs(dict(pairs(composed(file))).get("validation")))
        node = dict(pairs(written.get(part))).get(name, written.get(name))
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
    return None
