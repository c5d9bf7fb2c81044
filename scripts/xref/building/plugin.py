"""The plugin `xref`: what a site's `mkdocs.yml` may say about the rules."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.plugins import BasePlugin


class Options(Config):
    select = ListOfItems(Type(str), default=[])
    """Rules and groups to look for, instead of the usual ones."""
    ignore = ListOfItems(Type(str), default=[])


class XrefPlugin(BasePlugin[Options]):
    """`plugins: [xref: {select: [broken, house], ignore: [missing-anchor]}]`"""
