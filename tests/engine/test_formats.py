"""The works of a bibliography in the formats of reference managers: whoever reads them finds what the records say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from essays.citing.csl import settled
from essays.citing.formats import FORMATS
from exported import READERS, by_pandoc, differences
from sites import SAMPLE

RECORDS = [settled(record) for record in yaml.safe_load((SAMPLE / "docs/references.yml").read_text())["references"]]
HARD: list[dict[str, Any]] = [
    {
        "id": "odd",
        "type": "chapter",
        "title": "50% of A&B: {braces}, #1_two, a~b^c, <i>back</i>\\slash and $5 in H<sub>2</sub>O, 酵母 😀",
        "container-title": "The LOUD Book of Ifs, @misc{and, ÄÖÜß çőłé},",
        "author": [
            {"family": "Beauvoir", "non-dropping-particle": "de", "given": "Simone"},
            {"family": "Beethoven", "dropping-particle": "van", "given": "Ludwig"},
            {"literal": "Bread & Co"},
            {"literal": "Department of Water, Salt, and Flour"},
        ],
        "editor": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}, {"family": "Ó Súilleabháin"}],
        "translator": [{"family": "Salt and Bread", "given": "Müller"}],
        "collection-title": "Studies & More",
        "issued": {"date-parts": [[2020, 3, 9]]},
        "page": "1-12",
        "volume": "2",
        "edition": "3",
        "publisher": "Crumb & Crust",
        "publisher-place": "Łódź",
        "ISBN": "978-0-00-000000-2",
        "language": "en-GB",
        "URL": "https://example.org/a_b?c=%20d&e=~f#g",
    },
    {
        "id": "müller2020",
        "type": "article-journal",
        "title": "A number for pages",
        "author": [{"family": "Müller", "given": "Jürgen"}],
        "container-title": "Zeitschrift für Brot",
        "volume": "4",
        "issue": "1-2",
        "number": "e123",
        "issued": {"date-parts": [[2020, 12]]},
        "DOI": "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        "ISSN": "1234-567X",
    },
    {
        "id": "edited",
        "type": "book",
        "title": "A Handbook",
        "editor": [{"family": "Doe", "given": "Ann"}, {"literal": "Bakers and Millers"}],
        "issued": {"date-parts": [[2016]]},
    },
    {
        "id": "report",
        "type": "report",
        "title": "Ovens",
        "author": [{"literal": "Institute of Crumb"}],
        "genre": "White Paper",
        "number": "7",
        "publisher": "Institute of Crumb",
        "issued": {"date-parts": [[2018]]},
    },
    {"id": "thesis", "type": "thesis", "title": "T", "genre": "Doctoral dissertation", "publisher": "Rye University"},
    {"id": "data", "type": "dataset", "title": "Loaves, counted", "URL": "https://example.org/loaves"},
    {"id": "bare", "type": "book", "title": "Nothing Else", "author": [{"family": "Doe"}]},
]
ALL_READERS = pytest.mark.parametrize("reader", READERS, ids=" by ".join)


@ALL_READERS
def test_the_whole_bibliography_comes_back_from_each_format(built: Path, reader: tuple[str, str]) -> None:
    assert list(differences(reader, built / f"references.{reader[0]}", RECORDS)) == []


@ALL_READERS
def test_so_does_what_is_hard_to_write_in_it(tmp_path: Path, reader: tuple[str, str]) -> None:
    file = tmp_path / f"hard.{reader[0]}"
    file.write_text(FORMATS[reader[0]][1](HARD))
    assert list(differences(reader, file, HARD)) == []


def test_an_address_that_is_none_ends_no_entry_too_early(tmp_path: Path) -> None:
    file = tmp_path / "odd.bib"
    file.write_text(FORMATS["bib"][1]([{**HARD[-1], "URL": "https://example.org/}{\\"}, HARD[-2]]))
    assert [work.get("URL") for work in by_pandoc(file)] == ["https://example.org/%7D%7B%5C", HARD[-2]["URL"]]


def test_a_body_is_one_in_every_format(tmp_path: Path) -> None:
    name = "Department of Water, Salt, and Flour"
    record = {**HARD[-1], "author": [{"literal": name}]}
    assert f"author = {{{{{name}}}}}" in FORMATS["bib"][1]([record])
    assert "AU  - Department of Water Salt and Flour,\r\n" in FORMATS["ris"][1]([record])
    assert json.loads(FORMATS["json"][1]([record]))[0]["author"] == [{"literal": name}]


def test_directors_make_a_film_in_every_format() -> None:
    film = {"id": "film", "type": "motion_picture", "title": "Rise", "director": [{"family": "Doe", "given": "Ann"}]}
    assert "author = {Doe, Ann}" in FORMATS["bib"][1]([film])
    assert "AU  - Doe, Ann" in FORMATS["ris"][1]([film])
