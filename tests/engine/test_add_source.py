"""Works that other programs export become records: in their place, once, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import check_xrefs
from add_source import main
from sites import WriteSite

BEFORE = """\
# The bibliography.

references:
  - id: ashby2001
    type: book
    title: Crumbs   # as it stands
    author: [{family: Ashby, given: Ina}]
    issued: {date-parts: [[2001]]}
    publisher: Press
    DOI: 10.5555/one

  # xref-ignore uncited-record: to come
  - id: rye2010
    type: book
    title: The Rye
    author: [{family: Rye}]
    issued: {date-parts: [[2010]]}
    publisher: Press
"""
BIBTEX = r"""
% exported by a reference manager
@string{jib = "Journal of Invented Baking"}
@article{Field_2020, author = {Field, Jane A. and van der Mill, Otto and {Bread \& Salt Lab}},
  title = {{Rest in CO\textsubscript{2} and \emph{Triticum}}}, journal = jib, year = {2020}, month = mar,
  volume = 12, number = {3}, pages = {101--118}, doi = {10.5555/Invented.7}, url = {https://doi.org/10.5555/Invented.7},
  abstract = {Long.}, keywords = {bread, salt}, file = {:home/me/a.pdf:PDF}}
@book{x, editor = {Gale, Kim}, title = {{Whole}}, publisher = {Press}, year = {n.d.}, edition = {2},
  isbn = {978-0-306-40615-7}}
"""
RIS = """TY  - JOUR\r
AU  - Field, Jane A.\r
AU  - Mill, Otto\r
PY  - 2020/03//\r
TI  - Rest: What it does\r
JO  - Journal of Invented Baking\r
VL  - 12\r
SP  - 101\r
EP  - 118\r
DO  - https://doi.org/10.5555/Invented.7\r
UR  - https://example.org/a?utm_source=x\r
ER  - \r
"""
JSON = json.dumps(
    [
        {
            "id": "http://zotero.org/users/1/items/X",
            "type": "chapter",
            "title": 'Rest: "now" # <i>Triticum</i>',
            "container-title": "Handbook",
            "author": [{"family": "Field", "given": "Jane A."}, {"literal": "null"}],
            "issued": {"date-parts": [["2020", 3]]},
            "accessed": {"date-parts": [["2024", 1, 1]]},
            "page": "5-7",
            "abstract": "Long.",
            "note": "mine",
            "URL": "https://example.org/a",
            "language": "",
        },
        {
            "id": 1,
            "type": "journalArticle",
            "title": "No",
            "issued": {"raw": "2019-04"},
            "container-title": "J",
            "author": [{"literal": "No"}],
        },
    ]
)


@pytest.fixture
def add(write_site: WriteSite, capsys: pytest.CaptureFixture):
    """Write a bibliography and an export, add the one to the other, and return (status, lines, the bibliography)."""

    def added(name: str, export: str, before: str = BEFORE) -> tuple[int, list[str], str]:
        write_site({"docs/index.md": "[@ashby2001]\n", "docs/references.yml": before, name: export})
        status = main([name])
        out, err = capsys.readouterr()
        return status, (out + err).splitlines(), Path("docs/references.yml").read_text()

    return added


def test_a_record_stands_in_its_place_in_the_form_of_the_others(add) -> None:
    status, said, after = add("export.json", JSON)
    assert status == 0
    record = """\
  - id: field2020
    type: chapter
    title: 'Rest: "now" # <i>Triticum</i>'
    author:
      - {family: Field, given: Jane A.}
      - {literal: 'null'}
    issued: {date-parts: [[2020, 3]]}
    container-title: Handbook
    page: 5-7
    URL: https://example.org/a
    custom:
      status: partial
      read: TO FILL IN
      sample:
      finding:
      limits:

"""
    before, _, behind = after.partition(record)
    assert behind.startswith("  - id: no2019\n    type: article-journal\n")
    assert before + behind[behind.index("  # xref-ignore") :] == BEFORE
    assert said[0].startswith("docs/references.yml:12: added [@field2020]; ")
    assert said[1].startswith("docs/references.yml:29: added [@no2019]; ")


def test_the_validator_asks_for_what_nobody_else_can_say(add, capsys: pytest.CaptureFixture) -> None:
    add("export.json", JSON)
    check_xrefs.main([])
    found = capsys.readouterr().out
    assert "docs/references.yml:24:7: 'read' of 'field2020' is 'TO FILL IN'; expected how much of it" in found
    assert found.count("[wrong-type]") == 2


def test_bibtex_keeps_markup_and_particles(add) -> None:
    status, _, after = add("export.bib", BIBTEX)
    assert status == 0
    _, field, gale, _ = yaml.safe_load(after)["references"]
    assert (field["id"], field["title"]) == ("field2020", "Rest in CO<sub>2</sub> and <i>Triticum</i>")
    assert field["author"][1:] == [
        {"non-dropping-particle": "van der", "family": "Mill", "given": "Otto"},
        {"literal": "Bread & Salt Lab"},
    ]
    assert (field["page"], field["issue"], field["DOI"]) == ("101-118", "3", "10.5555/Invented.7")
    assert field.keys().isdisjoint({"abstract", "keyword", "URL", "ISSN"})
    assert (gale["id"], gale["editor"], gale["edition"], "issued" in gale) == (
        "gale",
        [{"family": "Gale", "given": "Kim"}],
        "2",
        False,
    )


def test_an_accent_above_an_i_without_its_dot_makes_one_letter(add) -> None:
    export = r"@book{x, author = {Garc{\'\i}a, Na{\"\i}m}, title = {Pan}, publisher = {P}, year = 2020}"
    _, _, after = add("export.bib", export)
    (garcia,) = (record for record in yaml.safe_load(after)["references"] if record["title"] == "Pan")
    assert (garcia["id"], garcia["author"]) == ("garcia2020", [{"family": "García", "given": "Naïm"}])


def test_ris_keeps_its_date_and_loses_the_way_to_its_doi(add) -> None:
    _, _, after = add("export.ris", RIS)
    record = yaml.safe_load(after)["references"][1]
    assert (record["id"], record["issued"]["date-parts"], record["DOI"]) == (
        "field2020",
        [[2020, 3]],
        "10.5555/Invented.7",
    )
    assert "URL" not in record


def test_a_key_that_is_taken_gets_a_letter(add) -> None:
    _, _, after = add(
        "a.json", '{"type": "book", "title": "Else", "author": [{"family": "Ashby"}], "issued": {"raw": "2001"}}'
    )
    assert [record["id"] for record in yaml.safe_load(after)["references"]] == ["ashby2001", "ashby2001a", "rye2010"]


def test_no_particle_of_a_name_is_lost(add) -> None:
    name = {"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La"}
    _, _, after = add("a.json", json.dumps({"type": "book", "title": "Fables", "author": [name]}))
    (author,) = yaml.safe_load(after)["references"][1]["author"]
    assert author == {"non-dropping-particle": "de La", "family": "Fontaine", "given": "Jean"}


def test_what_is_printed_of_a_translation_and_of_a_page_that_changes_is_kept(add) -> None:
    accessed = {"accessed": {"date-parts": [[2024, 5, 3]]}}
    page = {"type": "webpage", "title": "Page", "author": [{"literal": "A"}], "URL": "https://example.org/", **accessed}
    book = {
        "type": "book",
        "title": "Book",
        "author": [{"literal": "B"}],
        "translator": [{"family": "Roe"}],
        "issued": {"date-parts": [["2020"]], "circa": True},
        "original-date": {"raw": "1923"},
    }
    odd = {"type": "book", "title": "Odd", "author": [{"literal": "C"}], **accessed, "original-date": {"literal": "?"}}
    _, _, after = add("a.json", json.dumps([page, book, odd]))
    records = {record["title"]: record for record in yaml.safe_load(after)["references"]}
    assert records["Page"]["accessed"] == accessed["accessed"]
    assert records["Book"]["id"] == "b2020"
    assert records["Book"]["issued"] == {"date-parts": [[2020]], "circa": True}
    assert records["Book"]["translator"] == book["translator"]
    assert records["Book"]["original-date"] == {"date-parts": [[1923]]}
    assert records["Odd"].keys().isdisjoint({"accessed", "original-date"})


WORK = '{{"type": "book", "title": "{}", "author": [{{"family": "{}"}}], "issued": {{"date-parts": [[{}]]}}}}'
ODD = {
    "people without their names": (
        "a.bib",
        "@book{a, title={X}, author={Field, J. and others}, year={2020}}",
        "a.bib: work 1 names 'others', which is nobody; write out who they are",
    ),
    "the same DOI": (
        "a.json",
        '[{"type": "book", "title": "X", "DOI": "10.5555/ONE"}]',
        "a.json: 'X' is 'ashby2001' already: the same DOI",
    ),
    "the same title and year": (
        "a.json",
        WORK.format("the <i>rye</i>", "Rye", 2010),
        "already: the same title and year",
    ),
    "twice in one file": (
        "a.json",
        f"[{WORK.format('A', 'B', 1)},{WORK.format('A', 'B', 1)}]",
        "a.json: 'A' is 'b1' already",
    ),
    "one of two is there": (
        "a.json",
        f"[{WORK.format('A', 'B', 1)},{WORK.format('The Rye', 'Rye', 2010)}]",
        "'rye2010' already",
    ),
    "no JSON": ("a.json", "{", "a.json: not JSON: Expecting property name"),
    "a number": ("a.json", "[1]", "a.json: work 1 is not a list of fields"),
    "nothing": ("a.json", "[]", "a.json: holds no work"),
    "an empty BibTeX": ("a.bib", "", "a.bib: holds no work"),
    "a broken BibTeX": ("a.bib", "@article{a, title={x}", "a.bib: Error at (line"),
    "a broken RIS": ("a.ris", "TY  - JOUR\n", "a.ris: Error at (line"),
    "no title": ("a.json", '{"type": "book"}', "a.json: work 1 has no title"),
    "no type": ("a.json", '[{"title": "x", "type": ""}]', "a.json: work 1 has no type"),
    "an unknown type": ("a.json", '{"title": "x", "type": "bok"}', "a.json: work 1: 'type' is 'bok'; expected"),
    "odd names": (
        "a.json",
        '{"title": "x", "type": "book", "author": ["Doe"]}',
        "a.json: work 1: item 1 of 'author' is 'Doe'",
    ),
    "an odd date": ("a.json", '{"title": "x", "type": "book", "issued": {"date-parts": [["May"]]}}', "'date-parts' is"),
    "another date": ("a.json", '{"title": "x", "type": "book", "issued": 3}', "a.json: work 1: 'issued' is"),
    "no date": (
        "a.json",
        '{"title": "x", "type": "book", "issued": {"literal": "in press"}}',
        "a.json: work 1: 'issued' is {'literal': 'in press'}; expected a date, such as",
    ),
    "another ending": ("a.txt", "x", "a.txt: not a format that is known; give a file that ends in .bib, .ris, .json"),
    "deep": ("a.json", "[" * 100_000, "a.json: not JSON"),
}


@pytest.mark.parametrize(("name", "export", "said"), ODD.values(), ids=ODD)
def test_what_cannot_be_added_is_told_in_a_line_and_changes_nothing(name: str, export: str, said: str, add) -> None:
    status, lines, after = add(name, export)
    assert (status, len(lines), after) == (2, 1, BEFORE)
    assert said in lines[0]


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("references:\n- {id: a, type: book, title: A, author: [{family: B}], publisher: C}\n", "not laid out as"),
        ("references:\n  - {type: book}\n", "docs/references.yml:2:5: a work without an id"),
        ("references: [\n", "docs/references.yml:"),
    ],
)
def test_a_bibliography_of_another_form_stays_as_it_is(before: str, said: str, add) -> None:
    status, lines, after = add("a.json", JSON, before)
    assert (status, len(lines), after) == (2, 1, before)
    assert said in lines[0]


@pytest.mark.parametrize("missing", ["a.bib", "docs/references.yml"])
def test_a_file_that_is_not_there_is_named(missing: str, add, capsys: pytest.CaptureFixture) -> None:
    add("a.bib", BIBTEX)
    Path(missing).unlink()
    assert main(["a.bib"]) == 2
    assert capsys.readouterr().err.startswith(f"{missing}: ")


@pytest.mark.parametrize(
    ("name", "export", "kind"),
    [
        ("a.bib", "@misc{a, title={On rye}, author={Field, J.}, year={2020}, url={https://example.org/}}", "document"),
        (
            "a.ris",
            "TY  - ELEC\nTI  - On rye\nAU  - Field, J.\nPY  - 2020\nUR  - https://example.org/\nER  - ",
            "webpage",
        ),
        ("a.ris", "TY  - UNPB\nTI  - On rye\nAU  - Field, J.\nPY  - 2020\nER  - ", "manuscript"),
        ("a.ris", "TY  - MPCT\nTI  - On rye\nAU  - Field, J.\nPY  - 2020\nER  - ", "motion_picture"),
        ("a.ris", "TY  - COMP\nTI  - On rye\nAU  - Field, J.\nPY  - 2020\nER  - ", "software"),
    ],
)
def test_a_type_that_pandoc_names_in_its_own_way_is_one_of_csl(add, name: str, export: str, kind: str) -> None:
    status, said, after = add(name, f"{export}\n")
    assert (status, f"  - id: field2020\n    type: {kind}\n" in after) == (0, True), said
