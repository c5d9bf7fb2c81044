"""What makes reading quicker, and what marks places, changes nothing of what these pages are rendered to."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from publish.constructs.extension import Constructs
from sites import PROJECT
from xref.reading.source_positions import SourcePositions, strip
from xref.speed.renderer_patch import patch

CONFIGURATION = load_config(str(PROJECT / "mkdocs.yml"))
PAGES = sorted((PROJECT / "docs").rglob("*.md"))


@pytest.fixture
def markdown() -> Markdown:
    return renderer()


def test_pages_are_rendered_the_same_at_more_speed(markdown: Markdown) -> None:
    quickened = renderer()
    patch(quickened)
    for text in map(read, PAGES):
        assert quickened.reset().convert(text) == markdown.reset().convert(text)
        marked = SourcePositions().add(text)
        assert quickened.reset().convert(marked) == markdown.reset().convert(marked)


def test_pages_are_rendered_the_same_with_their_places_marked(markdown: Markdown) -> None:
    for text in map(read, PAGES):
        assert strip(markdown.reset().convert(SourcePositions().add(text))) == markdown.reset().convert(text)


def renderer() -> Markdown:
    """As the build has it, but for citations."""
    extensions = [*CONFIGURATION.markdown_extensions, Constructs()]
    return Markdown(extensions=extensions, extension_configs=CONFIGURATION.mdx_configs)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")
