"""What hosts of the repository show of how to cite it is what the configuration says."""

from __future__ import annotations

import citation_file
from exported import citation_faults
from sites import PROJECT
from xref.reading import config

FILE = PROJECT / citation_file.FILE


def test_the_citation_file_is_that_of_the_configuration() -> None:
    assert FILE.read_text() == citation_file.text(config.read(PROJECT / "mkdocs.yml"))


def test_it_is_as_its_format_has_it() -> None:
    assert citation_faults(FILE) == ""
