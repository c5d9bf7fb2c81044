"""Here `built` and `served` are the sample: no test of the engine reads the project's own texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sites import SAMPLE, build, copy_sample, sample_settings, serve


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a project of its own, which tests leave as it is."""
    return copy_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def sample_copy(own_copy: Path) -> Path:
    """A copy of the project with the sample for its texts, for one test alone."""
    shutil.rmtree(own_copy / "docs")
    shutil.copytree(SAMPLE / "docs", own_copy / "docs")
    (own_copy / "mkdocs.yml").write_text(sample_settings())
    return own_copy


@pytest.fixture(scope="session")
def built(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built once, in a folder with a space in its name."""
    site = tmp_path_factory.mktemp("built") / "a copy of the site"
    build(sample, site)
    return site


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """The built site over http; its address, with a slash at the end."""
    with serve(built) as address:
        yield address
