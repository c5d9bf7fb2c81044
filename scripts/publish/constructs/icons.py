"""Icons by name, from the files that Material brings along, and emoji as characters: neither comes from elsewhere."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from publish.html_tree import parse

NAME = re.compile(r"[a-z0-9]+(?:[-_+][a-z0-9]+)*|[+-]1")
"""As `material-account-circle`, `fontawesome-brands-github`, `smile` or `+1`."""
FOLDERS = (1, 2)
"""How many folders may stand before an icon's own name."""


@cache
def markup(name: str) -> str:
    """An icon as a drawing, or "" where there is none of this name."""
    path = _path(name) if NAME.fullmatch(name) else None
    drawing = parse(path.read_text(encoding="utf-8")).css_first("svg") if path else None
    if drawing is None:
        return ""
    shapes = "".join(f'<path d="{shape.attributes.get("d")}"/>' for shape in drawing.css("path"))
    return f'<svg viewBox="{drawing.attributes.get("viewBox")}" aria-hidden="true">{shapes}</svg>'


@cache
def emoji(name: str) -> str:
    """The character of this name, or "" where there is none: each reader's own font draws it."""
    known, aliases = _emoji()
    entry = known.get(aliases.get(f":{name}:", f":{name}:"), {})
    points = entry.get("unicode_alt") or entry.get("unicode") or ""
    return "".join(chr(int(point, 16)) for point in points.split("-") if point)


@cache
def names(kind: str) -> tuple[str, ...]:
    """Names of all icons whose name begins with this word; none where no icon's does."""
    root = _root()
    files = root.joinpath(kind).rglob("*.svg") if root and kind else ()
    return tuple("-".join(file.relative_to(root).with_suffix("").parts) for file in files) if root else ()


@cache
def emoji_names() -> tuple[str, ...]:
    return tuple(name.strip(":") for names in _emoji() for name in names)


def _emoji() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Name -> what is known of it, and other name -> name; all with colons."""
    from pymdownx import twemoji_db  # large, and seldom needed

    return twemoji_db.emoji, twemoji_db.aliases


def _path(name: str) -> Path | None:
    root, parts = _root(), name.split("-")
    files = (root.joinpath(*parts[:depth], "-".join(parts[depth:]) + ".svg") for depth in FOLDERS) if root else ()
    return next((file for file in files if file.is_file()), None)


@cache
def _root() -> Path | None:
    found = find_spec("material")
    return Path(found.origin).parent / "templates/.icons" if found and found.origin else None
