"""What exists only to be quick. Without this folder every answer is the same, and later; a test runs both ways."""

from pathlib import Path

CACHE_DIR = Path(".cache/xref")
"""Folder of what is remembered, beside a site's configuration."""
_PACKAGE = Path(__file__).parents[1]
SOURCE = _PACKAGE if _PACKAGE.parent.name in ("site-packages", "dist-packages") else _PACKAGE.parent
"""Where all code stands that an answer may depend on: the package, and in a project of which it is a part, what else
that has; not what else is installed, whose names and versions tell enough."""
