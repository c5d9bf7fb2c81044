"""A note in the margin: the whole of it, as part of a line, and nothing that takes the focus."""

from __future__ import annotations

import re
from collections import Counter

import html5lib
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from publish import typography
from publish.html_tree import parse, write
from random_pages import BLOCK, rendered

NOTE = "Words.[^n]\n\n[^n]:\n    {}\n"
PART_OF_A_LINE = {
    *("abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"),
    *("small", "strong", "sub", "sup", "u", "var"),
}


def typeset(text: str) -> str:
    body = parse(rendered(text, "page.html"))
    typography.apply(body, lambda _: None, {})
    return write(body)


@pytest.mark.parametrize(
    ("said", "set_as"),
    [
        ("<p>Loaves (n = 310).</p>", "<p>Loaves (n&nbsp;=&nbsp;310).</p>"),
        ("<li>at r = .11</li>", "<li>at r&nbsp;=&nbsp;.11</li>"),
        ("<dd>p &lt; .05</dd>", "<dd>p&nbsp;&lt;&nbsp;.05</dd>"),
        ("<p>a = b</p>", "<p>a = b</p>"),
        ("<p><code>n = 3</code></p>", "<p><code>n = 3</code></p>"),
        (
            '<p><a class="citation-reference">Rye et al., 2020, p. 4; Oat, n.d.</a>, 2021</p>',
            '<p><a class="citation-reference">Rye et al.,&nbsp;2020, p. 4; Oat,&nbsp;n.d.</a>, 2021</p>',
        ),
    ],
)
def test_no_line_ends_within_what_belongs_together(said: str, set_as: str) -> None:
    body = parse(said)
    typography.apply(body, lambda _: None, {})
    assert write(body) == set_as


def margins(page: str) -> list[str]:
    return re.findall(r'<span class="sidenote" aria-hidden="true">(.*?)</span>', page, re.DOTALL)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("One *two* `three` 2<sup>4</sup>.", "One <em>two</em> <code>three</code> 2<sup>4</sup>."),
        ("One.\n\n    Two.", "One.<br>Two."),
        ("One:\n\n    - two\n    - three\n\n        four\n\n    Five.", "One:<br>two<br>three<br>four<br>Five."),
        ("1. one\n    2. two", "one<br>two"),
        ("> one\n    > two", "one two"),
        ("One\n    :   two", "One<br>two"),
        ("| a | b |\n    | - | - |\n    | c | d |", "a b<br>c d"),
        ("One:\n\n        two\n        three", "One:<br><code>two<br>three</code>"),
        ("### One\n\n    two", "One<br>two"),
        ("See <https://example.org/> or [there](gone.html).", "See https://example.org/ or there."),
        ("![A tree](tree.svg)", "A tree"),
        ("One &lt;b&gt; & two<br>three", "One &lt;b&gt; &amp; two<br>three"),
        ("<q>One</q> <del>two</del> <u>three</u>", "<q>One</q> <del>two</del> <u>three</u>"),
    ],
)
def test_all_of_a_note_stands_there(note: str, expected: str) -> None:
    assert margins(typeset(NOTE.format(note))) == [f"<sup>1</sup> {expected}"]


def test_a_note_used_twice_stands_there_once_and_one_within_a_note_not_at_all() -> None:
    page = typeset("One.[^a] Two.[^a]\n\n[^a]: First.[^b]\n[^b]: Second.\n")
    assert margins(page) == ["<sup>1</sup> First.<sup>2</sup>"]


def test_numbers_of_notes_at_one_place_stand_side_by_side() -> None:
    page = typeset("One.[^a][^b] Two.\n\n[^a]: First.\n[^b]: Second.\n")
    assert re.search(r"One\.<sup[^>]*><a[^>]*>1</a></sup><sup[^>]*><a[^>]*>2</a></sup><span", page)
    assert margins(page) == ["<sup>1</sup> First.", "<sup>2</sup> Second."]


def test_ways_back_from_a_note_stand_in_the_order_of_the_text() -> None:
    page = typeset("- One.[^a]\n\nTwo.[^a]\n\n> Three.[^a]\n\n| Four[^a] |\n| - |\n\nFive.[^a]\n\n[^a]: First.\n")
    marks = re.findall(r'<sup id="(fnref[^"]*)"', page)
    assert len(marks) == 5
    assert re.findall(r'class="footnote-backref" href="#([^"]*)"', page) == marks


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("## One[^n]\n\nTwo.", '<h2 id="one">'),
        ("| a | b |\n| - | - |\n| c | d[^n] |", "<table>"),
        ("!!! note inline end\n    One[^n]\n\nTwo.", '<div class="admonition note inline end">'),
        ('<figure markdown>\n<figcaption markdown="span">One[^n]</figcaption>\n</figure>', "<figure>"),
    ],
)
def test_what_is_a_whole_or_narrow_holds_its_own_words_alone(text: str, before: str) -> None:
    page = typeset(f"{text}\n\n[^n]: A note.\n")
    place = page.index(before)
    assert "sidenote" in page[:place]
    assert "sidenote" not in page[place:]
    assert 'aria-label="Link to: One' not in page or "A note" not in page.split("Link to: ")[1].split('"')[0]


def cited(*ids: int) -> str:
    return "".join(f'<span class="citation">(<a href="#w{id}">W, {id}</a>)</span>' for id in ids)


def test_a_work_without_room_beside_its_citation_is_left_to_a_later_one() -> None:
    works = {
        f"w{id}": f"Writer {id}. A title of some length, which takes two lines beside the text. 2020."
        for id in range(9)
    }
    body = parse(f"<p>Words. {cited(*range(9))}</p><p>{'More words. ' * 99}{cited(8)}</p>")
    typography.apply(body, lambda _: None, works)
    first, last = body.css("p")
    shown = [re.search(r"Writer (\d)", note)[1] for note in margins(write(first))]
    assert shown == [*"01"]
    assert ["Writer 8" in note for note in margins(write(last))] == [True]


@settings(max_examples=150, derandomize=True, deadline=None, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(BLOCK)
def test_no_word_of_a_random_note_is_lost_and_its_markup_is_part_of_a_line(block: str) -> None:
    page = typeset(NOTE.format(block.replace("\n", "\n    ")).replace("[^one]", "").replace("[^two]", ""))
    (margin,) = margins(page)
    tree = html5lib.parseFragment(margin, namespaceHTMLElements=False)
    assert {element.tag for element in tree.iter()} - {"DOCUMENT_FRAGMENT"} <= PART_OF_A_LINE
    assert not [element.tag for element in tree.iter() if element.attrib]
    note = html5lib.parse(page, namespaceHTMLElements=False).find(".//li[@id='fn:n']")
    for link in note.iter("a"):
        if link.get("class") in ("footnote-backref", "headerlink"):
            link.text, link[:] = "", []
    assert letters(note) - letters(tree) == Counter()


def letters(tree) -> Counter[str]:
    """Of every word; where words end is tried by the examples above."""
    for remark in (element for element in tree.iter() if not isinstance(element.tag, str)):
        remark.text = ""
    return Counter(letter for letter in "".join(tree.itertext()) if not letter.isspace())
