"""What hosts of the repository show of how to cite it is what the configuration says."""

from __future__ import annotations

import citation_file
from sites import PROJECT
from xref.reading import config


def test_the_citation_file_is_that_of_the_configuration() -> None:
    assert (PROJECT / citation_file.FILE).read_text() == citation_file.text(config.read(PROJECT / "mkdocs.yml"))
