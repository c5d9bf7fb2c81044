"""References and labels in the style of APA 7, after the manual's own patterns."""

from html import escape

import pytest

from essays.citing.apa import format_references
from essays.citing.wording import to_itself


def people(*names):
    """CSL names from "Family, Given", or "Group" for a group."""
    parts = (name.split(", ") for name in names)
    return [{"literal": p[0]} if len(p) == 1 else {"family": p[0], "given": p[1]} for p in parts]


def work(id_="x", type_="book", by="Field, Jemima", on=(2020,), **fields):
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


EDITORS = people("Grain, Christopher", "Sieve, Aaron")
MANY = [f"Name{letter}, Ann" for letter in "ABCDEFGHIJKLMNOPQRSTU"]
FIRST_19 = ", ".join(f"Name{letter}, A." for letter in "ABCDEFGHIJKLMNOPQRS")
URL = "https://example.org/a?b=1&c=2"
LINK = to_itself(URL)
JOURNAL = {"type_": "article-journal", "container_title": "Mill & Loaf"}
CHAPTER = {"type_": "chapter", "container_title": "Book"}
PAPER = {"type_": "paper-conference", "on": (2019, 7, 12)}

ODD = {
    "no date": (work(on=()), "Field, J. (n.d.). <i>Work</i>."),
    "no date yet": (work(on=(), status="in press"), "Field, J. (in press). <i>Work</i>."),
    "a year before our time": (work(by="Aristotle", on=(-350,)), "Aristotle. (350 B.C.E.). <i>Work</i>."),
    "several years": (work(issued={"date-parts": [[2003], [2005]]}), "Field, J. (2003–2005). <i>Work</i>."),
    "a name without capitals": (work(by="山田, 太郎"), "山田, 太郎. (2020). <i>Work</i>."),
    "a name of another alphabet": (work(by="Иванов, Пётр"), "Иванов, П. (2020). <i>Work</i>."),
    "a name in small letters": (work(by="hooks, bell"), "hooks, b. (2020). <i>Work</i>."),
    "a particle among given names": (work(by="Rashid, Ahmad ibn Ali"), "Rashid, A. ibn A. (2020). <i>Work</i>."),
    "a particle that the name goes without": (
        work(author=[{"family": "Mill", "given": "Ann", "dropping-particle": "de"}]),
        "Mill, A. de. (2020). <i>Work</i>.",
    ),
    "ranges of volumes and of issues": (
        work(**JOURNAL, volume="12-13", issue="3-4"),
        "Field, J. (2020). Work. <i>Mill &amp; Loaf</i>, <i>12–13</i>(3–4).",
    ),
    "characters of HTML and quotation marks in a title": (
        work(title="""<u>Loaf</u> & "War" in Field's 'Us'?"""),
        "Field, J. (2020). <i>&lt;u&gt;Loaf&lt;/u&gt; &amp; “War” in Field’s “Us”?</i>",
    ),
    "markup that CSL has within a title": (
        work(
            title="The <i>Panis</i> of CO<sub>2</sub> and <b>10<sup>3</sup></b> "
            '<span class="nocase">Mill</span> "<i>Us</i>"?'
        ),
        "Field, J. (2020). <i>The <i>Panis</i> of CO<sub>2</sub> and <b>10<sup>3</sup></b> Mill “<i>Us</i>”?</i>",
    ),
    "markup in the title of a journal, and a title that ends in it": (
        work(type_="article-journal", title="On <i>Panis?</i>", container_title="J of <i>Panis</i>"),
        "Field, J. (2020). On <i>Panis?</i> <i>J of <i>Panis</i></i>.",
    ),
    "tags that do not pair": (
        work(title="A <i>b <sub>c</i> d</sub> <i> e </b> <i x>f</i> \ue000g"),
        "Field, J. (2020). <i>A &lt;i&gt;b &lt;sub&gt;c&lt;/i&gt; d&lt;/sub&gt; &lt;i&gt; e &lt;/b&gt; "
        "&lt;i x&gt;f&lt;/i&gt; g</i>.",
    ),
    "pages with two hyphens, and a last page cut short": (
        work(**JOURNAL, page="S1--S9, 102-8"),
        "Field, J. (2020). Work. <i>Mill &amp; Loaf</i>, S1–S9, 102–108.",
    ),
    "editors and no author": (
        work(by=(), editor=EDITORS, publisher="Press", edition="11"),
        "Grain, C., &amp; Sieve, A. (Eds.). (2020). <i>Work</i> (11th ed.). Press.",
    ),
    "an edition as other programs write it": (
        work(edition="22nd", publisher="Press"),
        "Field, J. (2020). <i>Work</i> (22nd ed.). Press.",
    ),
    "one editor": (work(by=(), editor=EDITORS[:1]), "Grain, C. (Ed.). (2020). <i>Work</i>."),
    "an author and an editor": (
        work(editor=EDITORS[:1], edition="Rev. ed.", volume="2", publisher="Norton Inc."),
        "Field, J. (2020). <i>Work</i> (C. Grain, Ed.; Rev. ed., Vol. 2). Norton Inc.",
    ),
    "nobody": (work(by=()), "<i>Work</i>. (2020)."),
    "20 authors": (work(by=MANY[:20]), f"{FIRST_19}, &amp; NameT, A. (2020). <i>Work</i>."),
    "21 authors": (work(by=MANY), f"{FIRST_19}, … NameU, A. (2020). <i>Work</i>."),
    "a group": (work(by="Loaf Lab", publisher="Loaf Lab"), "Loaf Lab. (2020). <i>Work</i>."),
    "hyphens and points in given names": (
        work(by=["Mill, Marie-Pier J.P.", "Chan, D. K.-S."]),
        "Mill, M.-P. J. P., &amp; Chan, D. K.-S. (2020). <i>Work</i>.",
    ),
    "a particle and a suffix": (
        work(
            by=(),
            author=[
                {"family": "IJsland", "non-dropping-particle": "van", "given": "Marinus"},
                {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            ],
        ),
        "van IJsland, M., &amp; King, M. L., Jr. (2020). <i>Work</i>.",
    ),
    "a report with a number": (
        work(type_="report", genre="Technical Report", number="7", publisher="WBO"),
        "Field, J. (2020). <i>Work</i> (Technical Report No. 7). WBO.",
    ),
    "a report of a kind": (
        work(type_="report", genre="policy brief"),
        "Field, J. (2020). <i>Work</i> [Policy brief].",
    ),
    "a thesis online": (
        work(type_="thesis", genre="Doctoral dissertation", publisher="Uni", number="1", URL=URL),
        f"Field, J. (2020). <i>Work</i> (Publication No. 1) [Doctoral dissertation, Uni]. {LINK}",
    ),
    "a thesis on paper": (
        work(type_="thesis", genre="Doctoral dissertation", publisher="Uni"),
        "Field, J. (2020). <i>Work</i> [Doctoral dissertation]. Uni.",
    ),
    "a chapter": (
        work(**CHAPTER, editor=EDITORS, page="5-7", volume="3"),
        "Field, J. (2020). Work. In C. Grain &amp; A. Sieve (Eds.), <i>Book</i> (Vol. 3, pp. 5–7).",
    ),
    "a chapter on one page, no editors": (
        work(**CHAPTER, page="5"),
        "Field, J. (2020). Work. In <i>Book</i> (p. 5).",
    ),
    "numbers instead of text, as YAML reads them": (
        work(**CHAPTER, title=1984, page=5, edition=2, volume=3),
        "Field, J. (2020). 1984. In <i>Book</i> (2nd ed., Vol. 3, p. 5).",
    ),
    "a chapter without pages": (work(**CHAPTER), "Field, J. (2020). Work. In <i>Book</i>."),
    "a journal article": (
        work(**JOURNAL, on=(2020, 5), volume="3", issue="2", page="S1-S9", DOI="10.1/x"),
        "Field, J. (2020). Work. <i>Mill &amp; Loaf</i>, <i>3</i>(2), S1–S9. "
        '<a href="https://doi.org/10.1/x">https://doi.org/<wbr>10.1/<wbr>x</a>',
    ),
    "a DOI with signs that part addresses": (
        work(**JOURNAL, DOI="10.1/a#b?c<1::2>3.0;4"),
        f"Field, J. (2020). Work. <i>Mill &amp; Loaf</i>. {to_itself('https://doi.org/10.1/a%23b%3Fc<1::2>3.0;4')}",
    ),
    "an issue without a volume": (
        work(**JOURNAL, issue="2", page="1-9"),
        "Field, J. (2020). Work. <i>Mill &amp; Loaf</i>, (2), 1–9.",
    ),
    "an article number": (
        work(**JOURNAL, volume="3", number="e274"),
        "Field, J. (2020). Work. <i>Mill &amp; Loaf</i>, <i>3</i>, Article e274.",
    ),
    "a magazine": (
        work(type_="article-magazine", container_title="In Flour", on=(2019, 7, 12)),
        "Field, J. (2019, July 12). Work. <i>In Flour</i>.",
    ),
    "a web page": (
        work(type_="webpage", container_title="Site", on=(2019, 7), URL=URL),
        f"Field, J. (2019, July). <i>Work</i>. Site. {LINK}",
    ),
    "a web page by its site": (
        work(type_="webpage", by="Site", container_title="Site", URL=URL),
        f"Site. (2020). <i>Work</i>. {LINK}",
    ),
    "a talk": (
        work(**PAPER, genre="Conference session", event_title="IBRE", event_place="Rome"),
        "Field, J. (2019, July 12). <i>Work</i> [Conference session]. IBRE, Rome.",
    ),
    "a paper in edited proceedings": (
        work(**PAPER, container_title="Proceedings", editor=EDITORS[:1], page="1-2"),
        "Field, J. (2019). Work. In C. Grain (Ed.), <i>Proceedings</i> (pp. 1–2).",
    ),
    "a translated book, with its first year": (
        work(translator=people("Smith, John", "Poe, Carl"), edition="2", original_date={"date-parts": [[1923]]}),
        "Field, J. (2020). <i>Work</i> (J. Smith &amp; C. Poe, Trans.; 2nd ed.). (Original work published 1923)",
    ),
    "a translator who is the editor too": (
        work(editor=EDITORS[:1], translator=EDITORS[:1]),
        "Field, J. (2020). <i>Work</i> (C. Grain, Ed. &amp; Trans.).",
    ),
    "a translated chapter": (
        work(**CHAPTER, editor=EDITORS[:1], translator=people("Smith, John"), page="5"),
        "Field, J. (2020). Work (J. Smith, Trans.). In C. Grain (Ed.), <i>Book</i> (p. 5).",
    ),
    "a translated article, whose first year stands behind the link": (
        work(**JOURNAL, translator=people("Smith, John"), DOI="10.1/x", original_date={"date-parts": [[-350]]}),
        "Field, J. (2020). Work (J. Smith, Trans.). <i>Mill &amp; Loaf</i>. "
        f"{to_itself('https://doi.org/10.1/x')} (Original work published 350 B.C.E.)",
    ),
    "an editor with a suffix": (
        work(**CHAPTER, editor=[{"family": "King", "given": "Martin", "suffix": "Jr."}]),
        "Field, J. (2020). Work. In M. King Jr. (Ed.), <i>Book</i>.",
    ),
    "a year that is not certain": (
        work(issued={"date-parts": [[1820]], "circa": True}),
        "Field, J. (ca. 1820). <i>Work</i>.",
    ),
    "a page that changes": (
        work(type_="webpage", container_title="Site", on=(), URL=URL, accessed={"date-parts": [[2024, 5, 3]]}),
        f"Field, J. (n.d.). <i>Work</i>. Site. Retrieved May 3, 2024, from {LINK}",
    ),
    "a page that changes, of which no day is known": (
        work(type_="webpage", container_title="Site", on=(), URL=URL, accessed={"date-parts": [[2024, 5]]}),
        f"Field, J. (n.d.). <i>Work</i>. Site. Retrieved May 2024, from {LINK}",
    ),
    "a page with a date does not change": (
        work(type_="webpage", container_title="Site", URL=URL, accessed={"date-parts": [[2024, 5, 3]]}),
        f"Field, J. (2020). <i>Work</i>. Site. {LINK}",
    ),
    "a web page with a publisher alone": (
        work(type_="webpage", publisher="Press", URL=URL),
        f"Field, J. (2020). <i>Work</i>. Press. {LINK}",
    ),
    "several days of a month": (
        work(**PAPER | {"on": ()}, issued={"date-parts": [[2019, 7, 12], [2019, 7, 14]]}, event_title="IBRE"),
        "Field, J. (2019, July 12–14). <i>Work</i>. IBRE.",
    ),
    "several days of two months": (
        work(type_="speech", issued={"date-parts": [[2019, 7, 30], [2019, 8, 2]]}, event_title="IBRE"),
        "Field, J. (2019, July 30–August 2). <i>Work</i>. IBRE.",
    ),
    "months of two years": (
        work(type_="article-magazine", issued={"date-parts": [[2019, 12], [2020, 1]]}, container_title="In Flour"),
        "Field, J. (2019–2020). Work. <i>In Flour</i>.",
    ),
    "a season": (
        work(type_="article-magazine", issued={"date-parts": [[2019]], "season": 2}, container_title="In Flour"),
        "Field, J. (2019, Summer). Work. <i>In Flour</i>.",
    ),
    "a film": (
        work(type_="motion_picture", by=(), director=EDITORS, publisher="Studio"),
        "Grain, C., &amp; Sieve, A. (Directors). (2020). <i>Work</i> [Film]. Studio.",
    ),
    "an interview": (
        work(type_="interview", interviewer=EDITORS[:1], container_title="Radio"),
        "Field, J. (2020). <i>Work</i> (C. Grain, Interviewer). Radio.",
    ),
    "a data set": (
        work(type_="dataset", version="2.0", publisher="Open"),
        "Field, J. (2020). <i>Work</i> (Version 2.0) [Data set]. Open.",
    ),
    "a review of a book": (
        work(
            type_="review-book", reviewed_title="Loaf", reviewed_author=EDITORS[:1], container_title="Mill", volume="3"
        ),
        "Field, J. (2020). Work [Review of the book <i>Loaf</i>, by C. Grain]. <i>Mill</i>, <i>3</i>.",
    ),
    "a paper in serial proceedings": (
        work(**PAPER, container_title="Proceedings", volume="4", page="1-2"),
        "Field, J. (2019). Work. <i>Proceedings</i>, <i>4</i>, 1–2.",
    ),
}


@pytest.mark.parametrize(("record", "html"), ODD.values(), ids=ODD)
def test_odd_record(record, html):
    assert format_references([record])["x"].html == html


LABELS = {
    "letters by title, without its article": (
        [work("a", title="A Zebra"), work("b", title="The Ape")],
        ["Field, 2020b", "Field, 2020a"],
    ),
    "letters without a date": (
        [work("a", title="A1", on=()), work("b", title="A2", on=())],
        ["Field, n.d.-a", "Field, n.d.-b"],
    ),
    "letters behind et al.": (
        [work("a", by=["A, A", "B, B", "C, C"]), work("b", by=["A, A", "B, B", "C, C"])],
        ["A et al., 2020a", "A et al., 2020b"],
    ),
    "initials for a shared surname, whatever the year": (
        [work("a", by="Janson, Martin P.", on=(2008,)), work("b", by="Janson, S.M.")],
        ["M. P. Janson, 2008", "S. M. Janson, 2020"],
    ),
    "no initials for the same initials": (
        [work("a", by="Harman, Julia Lois", on=(1992,)), work("b", by="Harman, J. L.")],
        ["Harman, 1992", "Harman, 2020"],
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
    "a group": ([work("a", by="World Bread Organization")], ["World Bread Organization, 2020"]),
    "editors": ([work("a", by=(), editor=EDITORS)], ["Grain & Sieve, 2020"]),
    "a first year": ([work("a", original_date={"date-parts": [[1923]]})], ["Field, 1923/2020"]),
    "a year that is not certain": ([work("a", issued={"date-parts": [[1820]], "circa": True})], ["Field, ca. 1820"]),
    "directors": ([work("a", by=(), director=EDITORS)], ["Grain & Sieve, 2020"]),
    "a title with markup": ([work("a", by=(), title="The <i>Panis</i>")], ["The Panis, 2020"]),
    "a title in italics and one in quotation marks": (
        [work("a", by=(), title="Whole"), work("b", by=(), title="Part", **JOURNAL)],
        ["Whole, 2020", "“Part”, 2020"],
    ),
}


@pytest.mark.parametrize(("records", "expected"), LABELS.values(), ids=LABELS)
def test_labels(records, expected):
    assert labels(*records) == expected


def test_names_in_a_sentence_are_joined_by_and():
    found = format_references([work("a", by=["A & B Lab", "Roe, K"]), work("b", by=["A, A", "B, B", "C, C"])])
    assert [found[key].names_in_sentence for key in "ab"] == ["A & B Lab and Roe", "A et al."]


def test_letter_stands_in_the_entry_too():
    found = format_references([work("a", title="B"), work("b", title="A")])
    assert [r.text for r in found.values()] == ["Field, J. (2020a). A.", "Field, J. (2020b). B."]


def test_letters_go_on_after_z():
    records = [work(f"w{n}", title=f"{n:02}") for n in range(28)]
    assert labels(*records)[-3:] == ["Field, 2020z", "Field, 2020aa", "Field, 2020ab"]


def test_order_is_by_names_then_date_with_none_first():
    works = [
        work("same name, more authors", by=["Field, J", "Abe, A"], on=(1999,)),
        work("later", on=(2021,)),
        work("undated", on=()),
        work("earlier", on=(2019,)),
        work("longer name", by="Fieldé-Abe, A"),
    ]
    assert list(format_references(works)) == [
        "undated",
        "earlier",
        "later",
        "same name, more authors",
        "longer name",
    ]


def test_letters_with_strokes_stand_where_an_english_alphabet_has_them():
    names = ["Łukasik, A.", "Lund, A.", "Lyle, A.", "Oats, A.", "Ørsted, A.", "Otter, A.", "Zed, A."]
    records = [work(id_=f"w{nth}", by=name) for nth, name in enumerate(names)]
    assert list(format_references(reversed(records))) == [record["id"] for record in records]


def test_two_records_with_one_id_are_refused():
    with pytest.raises(ValueError, match="zip"):
        format_references([work("a"), work("a", title="Other")])


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://doi.org/10.1177/0265407517746518", "https://doi.org/ 10.1177/ 0265407517746518"),
        ("https://doi.org/10.1371/journal.pone.0309954", "https://doi.org/ 10.1371/ journal .pone .0309954"),
        ("https://doi.org/10.1007/s10508-021-02085-1", "https://doi.org/ 10.1007/ s10508 -021 -02085 -1"),
        ("https://bread.example", "https://bread.example"),
        ("https://bread.example/wet?a=1&b=2", "https://bread.example/ wet ?a =1 &amp;b =2"),
        ("https://bread.example/{}/", "https://bread.example/ {}/"),
        ("about:blank", "about:blank"),
    ],
)
def test_an_address_breaks_between_its_parts_and_never_within_its_host(address: str, shown: str) -> None:
    assert to_itself(address) == f'<a href="{escape(address)}">{shown.replace(" ", "<wbr>")}</a>'
