"""Here `built` and `served` are the project's own site: what is tested is this text.

Whoever writes other texts deletes this folder, or rewrites it; no test of the engine needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from places import Places
from sites import PROJECT, build, serve


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built once, in a folder with a space in its name."""
    site = tmp_path_factory.mktemp("built") / "a copy of the site"
    build(PROJECT, site)
    return site


@pytest.fixture(scope="session")
def places(built: Path) -> Places:
    """Where the places that tests name are today."""
    return Places(built)


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """The built site over http; its address, with a slash at the end."""
    with serve(built) as address:
        yield address
