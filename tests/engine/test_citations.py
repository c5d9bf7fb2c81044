"""How citations look in the text, in a page's list of references and on the page of all references."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from markdown import Markdown

from essays import library, page_data
from essays.built_page import BuiltPage
from essays.citing.apa import format_references
from essays.citing.bibliography import Record, reference_entries
from essays.citing.locators import locator
from essays.citing.markdown import Citations
from xref.position import START

DATA = {
    "field2020": {"type": "book", "title": "Crusts", "author": [{"family": "Field"}], "publisher": "Press"},
    "gale2004": {"author": [{"family": "Gale"}, {"family": "Rice"}, {"family": "Ashe"}]},
    "rice2010": {"author": [{"family": "Rice"}, {"family": "Smith"}]},
    "rice2012": {"author": [{"family": "Rice"}, {"family": "Smith"}]},
    "nodate": {
        "type": "webpage",
        "title": "Étymology <now>",
        "author": [{"literal": "Kitchens"}],
        "URL": "https://example.org/?a=1&b=2",
    },
}
RECORDS = tuple(
    Record(
        key,
        {"type": "article-journal", "title": key.title(), "container-title": "J"}
        | ({"issued": {"date-parts": [[int(year[0])]]}} if (year := re.findall(r"\d{4}", key)) else {})
        | data
        | ({"custom": {"finding": "Joy & more.", "limits": "Few."}} if key == "rice2010" else {}),
        START,
    )
    for key, data in DATA.items()
)
REFERENCES = reference_entries(RECORDS)


def built(name: str, **facts) -> BuiltPage:
    return BuiltPage(f"{name}.md", f"{name}.html", name.title(), facts.pop("meta", {}), **facts)


def rendered(text: str) -> tuple[str, Citations]:
    citations = Citations(REFERENCES)
    html = Markdown(extensions=[citations, "footnotes", "tables", "smarty"]).convert(text)
    return html, citations


def shown(text: str) -> str:
    return re.sub("<[^>]+>", "", rendered(text)[0])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[@field2020]", "(Field, 2020)"),
        ("[@field2020, ch. 4]", "(Field, 2020, ch. 4)"),
        ("[@field2020, pp. 4-7]", "(Field, 2020, pp. 4–7)"),
        ("[@rice2010; @gale2004]", "(Gale et al., 2004; Rice &amp; Smith, 2010)"),
        ("[@rice2010; @rice2012]", "(Rice &amp; Smith, 2010, 2012)"),
        ("[@rice2010; @rice2012, p. 3]", "(Rice &amp; Smith, 2010; 2012, p. 3)"),
        ("[-@field2020; -@rice2010]", "(2020; 2010)"),
        ("[-@rice2010; -@rice2012]", "(2010, 2012)"),
        ("[see @rice2010, p. 4; cf. @gale2004]", "(see Rice &amp; Smith, 2010, p. 4; cf. Gale et al., 2004)"),
        ("[@rice2010, p. 4, and elsewhere; @field2020]", "(Rice &amp; Smith, 2010, p. 4, and elsewhere; Field, 2020)"),
        ("[@rice2010; also @rice2012]", "(Rice &amp; Smith, 2010; also Rice &amp; Smith, 2012)"),
        ("[see R&amp;D, then @field2020]", "(see R&amp;D, then Field, 2020)"),
        ("[@field2020, *passim* [emphasis added]]", "(Field, 2020, passim [emphasis added])"),
        ("[[@field2020]]", "[(Field, 2020)]"),
        ("@rice2010 [p. 3] and -@rice2012 [p. 4]", "Rice and Smith (2010, p. 3) and (2012, p. 4)"),
        ("@rice2010 [p. 3; @field2020; @rice2012]", "Rice and Smith (2010, p. 3; Field, 2020; Rice &amp; Smith, 2012)"),
        ("@field2020 [see](x.md), @field2020 [^1] and @word [p]", "@field2020 see, @field2020 [^1] and @word [p]"),
        ("[see @field2020]\n\n[see @field2020]: x.md", "see @field2020"),
        ("Field [-@field2020]", "Field (2020)"),
        ("Field [-@field2020, ch. 1]", "Field (2020, ch. 1)"),
        ("[@nodate]", "(Kitchens, n.d.)"),
        ("[@field2020,\nch. 4]", "(Field, 2020, ch. 4)"),
        ("*[@field2020]*", "(Field, 2020)"),
        ("`[@field2020]` and \\[@field2020]", "[@field2020] and [@field2020]"),
        ("@field2020 and a@field2020.org", "@field2020 and a@field2020.org"),
        ("[@someone](https://example.org)", "@someone"),
        ("[see @someone](https://example.org)", "see @someone"),
    ],
)
def test_in_the_text(written: str, read: str) -> None:
    assert shown(written) == read


def test_markup_around_a_work_is_rendered() -> None:
    html, _ = rendered("[*see* @field2020, **p. 4** `x` [y](z.md)], @field2020 [*ch.* 4]")
    shown = re.sub("</?span[^>]*>", "", html)
    for piece in (
        "(<em>see</em> <a",
        '<strong>p. 4</strong> <code>x</code> <a href="z.md">y</a>)',
        ", <em>ch.</em> 4)",
    ):
        assert piece in shown


def test_names_in_a_sentence_are_text_whatever_they_hold() -> None:
    references = format_references(
        [{"id": "a1", "type": "book", "title": "A", "author": [{"literal": "R&D *[Lab](x)*"}]}]
    )
    html = Markdown(extensions=[Citations(references)]).convert("@a1 [p. 3]")
    assert unescape(re.sub("<[^>]+>", "", html)) == "R&D *[Lab](x)* (n.d., p. 3)"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *(
            ("pp. iv-vi", "pp. iv–vi"),
            ("pp. S1-S9", "pp. S1–S9"),
            ("pp. 3--4", "pp. 3–4"),
            ("pp. 102-8", "pp. 102–108"),
        ),
        *(
            ("p. 3-4", "pp. 3–4"),
            ("pp. 3", "p. 3"),
            ("33", "p. 33"),
            ("33-35, 40", "pp. 33–35, 40"),
            ("page IX", "p. IX"),
        ),
        *(("chap. 3-4", "chap. 3–4"), ("Table 1", "Table 1"), ("§3-4", "§3–4"), ("vol. 2, pp. 3-4", "vol. 2, pp. 3–4")),
        *(("1:30:40", "1:30:40"), ("on the mid-1990s and self-help", "on the mid-1990s and self-help"), ("A-3", "A-3")),
        *(
            ("2020-01-02", "2020-01-02"),
            ("p. 4, on DSM-5", "p. 4, on DSM-5"),
            ("12 people", "12 people"),
            ("did-mix", "did-mix"),
        ),
        *(("with 3-4 of them", "with 3–4 of them"), ("pp. 12ff.", "pp. 12ff.")),
    ],
)
def test_a_place_in_a_work(written: str, read: str) -> None:
    assert locator(written).shown == read


def test_each_passage_has_an_id_of_its_own_and_leads_to_the_reference() -> None:
    html, _ = rendered("[@field2020] [@rice2010; @field2020, ch. 4]")
    assert re.findall(r'href="(#[^"]+)" id="([^"]+)"', html) == [
        ("#ref-field2020", "cite-field2020-1"),
        ("#ref-field2020", "cite-field2020-2"),
        ("#ref-rice2010", "cite-rice2010-1"),
    ]


def test_what_stands_behind_a_backslash_is_shown_as_it_is() -> None:
    html, citations = rendered(r"[\@field2020] \[@field2020] \@field2020")
    assert html == "<p>[@field2020] [@field2020] @field2020</p>"
    assert not citations.cited


def test_citations_count_wherever_they_stand() -> None:
    _, citations = rendered(
        "# H [@field2020]\n\n- [@field2020]\n\n|a|\n|-|\n|[@field2020]|\n\nN[^n]\n\n[^n]: [@field2020]"
    )
    assert citations.cited == {"field2020": 4}


def test_passages_count_in_the_order_in_which_readers_meet_them() -> None:
    html, _ = rendered(
        "- [@field2020]\n\nWords [@field2020], and @field2020 [p. 3], and [@field2020].\n\n|a|\n|-|\n|[@field2020]|\n\n"
        "> [@field2020]\n\nN[^n]\n\n[^n]: [@field2020]"
    )
    assert re.findall(r'id="cite-field2020-(\d)"', html) == ["1", "2", "3", "4", "5", "6", "7"]


def test_no_link_stands_within_another() -> None:
    html, citations = rendered("[Words [@field2020] and words](https://example.org/) [@field2020]")
    assert citations.problems == ["[@field2020]"]
    assert re.findall(r'href="([^"]+)"', html) == ["https://example.org/", "#ref-field2020"]
    assert citations.cited == {"field2020": 1}


def test_a_page_starts_from_nothing() -> None:
    citations = Citations(REFERENCES)
    markdown = Markdown(extensions=[citations])
    markdown.convert("[@field2020] [@unknown]")
    html = markdown.reset().convert("[@field2020]")
    assert 'id="cite-field2020-1"' in html
    assert citations.problems == []


@pytest.mark.parametrize(
    "bracket",
    [
        *("[@unknown]", "[@field2020 ch. 4]", "[@field2020; rice2010]", "[@field2020;]", "[@]", "[see @unknown, p. 4]"),
        *("[see @field2020 and @rice2010]", "[see @field2020 on it]", "@unknown [p. 3]", "[@field2020.]"),
    ],
)
def test_what_is_no_citation_is_remembered_as_a_problem(bracket: str) -> None:
    html, citations = rendered(f"Text {bracket}.")
    assert citations.problems == [bracket]
    assert bracket in html


def test_the_list_of_a_page_leads_back_to_each_passage() -> None:
    listed = page_data.page_references({"rice2010": 1, "field2020": 28}, REFERENCES)
    assert [work.id for work in listed] == ["ref-field2020", "ref-rice2010"]
    assert listed[0].label == "Field, 2020"
    letters = [passage.letter for passage in listed[0].passages]
    assert letters[:2] + letters[25:] == ["a", "b", "z", "aa", "ab"]
    assert listed[0].passages[27].href == "#cite-field2020-28"


@pytest.mark.parametrize(
    ("sample", "beside"),
    [
        ("120 loaves <b> & a cook.", "Field, 2020. 120 loaves &lt;b&gt; &amp; a cook."),
        ("Loaves", "Field, 2020. Loaves."),
        ("", "Field. Crusts. 2020."),
        ("A loaf, " * 40, "Field. Crusts. 2020."),
    ],
)
def test_beside_a_text_stands_whom_a_work_studied_if_that_is_short(sample: str, beside: str) -> None:
    (work,) = page_data.page_references({"field2020": 1}, REFERENCES, "", {"field2020": sample})
    assert beside in work.beside


def test_beside_a_text_no_full_stop_follows_another() -> None:
    work = replace(REFERENCES["field2020"], year="n.d.")
    assert library.beside(work, "120 loaves.") == "Field, n.d. 120 loaves."


def test_the_page_of_all_works_says_what_each_found() -> None:
    (work,) = library.works(RECORDS, REFERENCES, [built("one", cited={"rice2010": 2}), built("two")])
    assert work.label == "Rice & Smith (2010)"
    assert (work.finding, work.sample, work.limits) == ("Joy & more.", "", "Few.")


def test_references_are_escaped() -> None:
    html = REFERENCES["nodate"].html
    assert "Étymology &lt;now&gt;" in html
    assert 'href="https://example.org/?a=1&amp;b=2"' in html
