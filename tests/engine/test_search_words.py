"""What search finds: however letters are written, whatever the text stands in, and help before everything else."""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from barriers import DESKTOP, PHONE, barriers
from essays.built_page import BuiltPage
from essays.synonyms import DistressWords, Synonyms
from publish import search
from publish.leanings import leanings, parts, told
from publish.sections import Note, Section
from searching import RESULT, help_link, open_search, results
from sites import build, copy_sample

ODD = """\
---
title: Odd words
description: A page about zeppelins, as its front matter alone says.
---

# Odd words

Words of all kinds stand here.

## Letters {#letters}

The street, Hauptstraße, has a de\u00adfi\u00adni\u00adtion of cafe\u0301s, a \ufb01nery, and wo\u200brms.
Some letters are \uff37\uff29\uff24\uff25. In \u039f\u0394\u039f\u03a3, 3,530 loaves were counted.
A rye-bread bakery has a wheelbarrow and snow shoes.

## Tongues {#tongues}

Łódź, Malmø and Ærø sell œufs; 依恋理论 and パンの歴史 have no spaces.

## Long {#long}

One two three four five six seven eight nine ten, one two three four five six seven eight nine ten, one two three four
five six seven eight nine ten, one zebra two three four five six seven eight nine ten, one two three four five six seven
eight nine ten, one two three four five six seven eight nine ten, one two three four five six seven eight nine ten.

## Lines (pan) {#lines}

| Grain | Weight |
| --- | --- |
| Barley | Seventy |
| Millet | Eighty |

- juniper
- fennel

## Notes {#notes}

The crumb was open enough.[^turn] The turn came later, and nothing more was said of it.

[^turn]: Marmalade is no glue, however thick.

## Pan lids {#pan-lids}

A pan of cast iron warms slowly and stays warm for an hour, which is why it is put in before all else and taken out long
after. “Heat the pan (and only the pan) before the dough goes in,” says an old hand who has burnt a good many of them
in the years since the first oven came. Ovens differ. J. Smith kneads at noon.
"""
SYNONYMS = """\
distress:
- reason: They may be on fire.
  words: [blazing, inferno, burns/scalds me, afraid of him, can't breathe, smoke-filled, charred, toast my buns, oven,
    oven list, odd wheelbarrow, kneads me]
- reason: They may know nobody to ask.
  words: [lost telephone number, oven glove]
  where: help.md#help
- reason: They may have to stop.
  words: [cramp, oven list, hot oven glove]
  where: help.md#stopping
alike:
- [he, she, him, her, they, baker, miller]
- [toast, grill, over bake]
offer: "If something burns:"
synonyms:
- [overnight pre-ferment, poolish]
- [Bob, Robert]
"""
QUESTIONS = """\
- where: odd.md#tongues
  asked: [umlauts on a typewriter, alphabet soup, why would she do it for her lids]
- where: odd.md#long
  asked: [alphabet, alphabet order, alphabet song, alphabet letters, soup kitchen, soup spoon, soup bowl, soup, song]
"""
IN_DISTRESS = (
    "# Bakers at night\nnobody kneads me anymore\n\nnobody kneads us\nnobody\u2019s kneading\nshe kneads me\n"
    "she kneads me hard\n"
)
TYPED_BY_OTHERS = (
    "gratin recipe easy\ngratin recipe quick\ngratin recipe cheap\ngratin recipe for two\ngratin recipe for ten\n"
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample with a page of odd words and with words of distress; its address on the disk."""
    project = copy_sample(tmp_path_factory.mktemp("odd"))
    (project / "docs/odd.md").write_text(ODD)
    (project / "docs/synonyms.yml").write_text(SYNONYMS)
    (project / "docs/questions.yml").write_text(QUESTIONS)
    (project / "docs/distress_queries.txt").write_text(IN_DISTRESS)
    (project / "docs/ordinary_queries.txt").write_text(TYPED_BY_OTHERS)
    works = project / "docs/references.yml"
    works.write_text(works.read_text().replace("given: Ed}", "given: Robert Edwin}"))
    configuration = (project / "mkdocs.yml").read_text()
    configuration = configuration.replace("exclude_docs: |", "exclude_docs: |\n  *_queries.txt")
    configuration = configuration.replace("  - Home:", "  - Odd: odd.md\n  - Home:")
    (project / "mkdocs.yml").write_text(configuration.replace("- smarty", "- smarty\n  - tables"))
    build(project, project / "site")
    return f"{(project / 'site').as_uri()}/"


@pytest.fixture(scope="module")
def session(chromium: Browser, odd: str) -> Iterator[Page]:
    """A page with search open; tests leave it so."""
    context = chromium.new_context()
    page = context.new_page()
    open_search(page, odd)
    yield page
    context.close()


def first_passage(page: Page) -> str:
    return page.locator(".search-passage").first.inner_text()


@pytest.mark.parametrize(
    "queries",
    [
        ("Hauptstrasse", "HAUPTSTRASSE", "hauptstraße", "Haupt\u00adstraße"),
        ("definition", "de\ufb01nition", "DEFINITION", "defi\u200bnition"),
        ("cafes", "cafés", "CAFÉS"),
        ("finery", "\ufb01nery", "\uff26inery"),
        ("worms", "wide", "\uff57\uff49\uff44\uff45"),
        ("οδος", "ΟΔΟΣ", "οδός"),
        ("3530", "3,530", "3 530", "3.530", "3\u202f530", "3’530"),
        ("ryebread", "rye bread", "rye-bread", "rye\u2011bread"),
        ("wheel barrow", "wheelbarrow", "snowshoes", "snow shoes"),
    ],
    ids=lambda queries: queries[0],
)
def test_it_is_found_however_it_is_written(session: Page, odd: str, queries: tuple[str, ...]) -> None:
    for query in queries:
        assert results(session, query, odd)[:1] == ["odd.html#letters"], query
        assert session.locator(".search-passage mark").count(), query


@pytest.mark.parametrize("query", ["C06", "c06", "c6", "C6", "claim 6", "claim c6"])
def test_a_claim_is_found_by_its_number_with_zeros_or_without(session: Page, odd: str, query: str) -> None:
    assert results(session, query, odd)[:1] == ["evidence.html#c06"]


@pytest.mark.parametrize("query", ["!!!", "?", '""', "—"])
def test_who_types_signs_alone_is_told_what_to_type(session: Page, odd: str, query: str) -> None:
    assert results(session, query, odd) == []
    expect(session.locator(".search-count")).to_have_text("Words, a question, or a phrase in quotation marks.")


@pytest.mark.parametrize(
    "query", ["łódź", "Lodz", "malmo", "MALMØ", "aero", "Ærø", "oeufs", "理论", "依恋", "パン", "歴史"]
)
def test_letters_of_other_tongues_are_found_by_plain_ones_and_words_without_spaces(
    session: Page, odd: str, query: str
) -> None:
    assert results(session, query, odd)[:1] == ["odd.html#tongues"]
    assert session.locator(".search-passage mark").count()


def test_a_passage_goes_on_behind_what_was_found(session: Page, odd: str) -> None:
    results(session, "zebra", odd)
    before, behind = first_passage(session).split("zebra")
    assert 3 <= len(before.split()) <= 8
    assert len(behind.split()) >= 20


def folded(text: str) -> str:
    """One form for all ways to write a letter: the norm that the script follows."""
    text = unicodedata.normalize("NFKD", text)
    shown = "".join(sign for sign in text if unicodedata.category(sign) not in ("Mn", "Mc", "Me", "Cf"))
    return unicodedata.normalize("NFKD", shown.casefold())


def test_a_passage_begins_with_its_sentence_where_that_is_near(session: Page, odd: str) -> None:
    for query, beginning in {
        "warms slowly": "A pan of cast iron",
        "only the pan": "“Heat the pan",
        "noon": "Ovens differ. J. Smith",
    }.items():
        results(session, query, odd)
        assert first_passage(session).startswith(beginning), query


def test_letters_are_folded_as_the_standard_says(session: Page) -> None:
    """What Python folds to one form, the script does too; for random signs of all kinds, alone and in words."""
    signs = [chr(number) for number in range(sys.maxunicode) if unicodedata.category(chr(number))[0] in "LNM"]
    alone = random.Random(1).sample(signs, 4000)
    words = ["a".join(alone[at : at + 3]) for at in range(0, 3000, 3)]
    table = [*alone, *words, "\u1e9eß", "\u03a3\u03b1\u03a3 \u03c2", "\uff26\uff55ll", "\ufb03", "s\u00ado"]
    pairs = [[text, folded(text)] for text in table]
    other = session.evaluate(
        "pairs => pairs.filter(texts => new Set(texts.map(text => searchText.fold(text))).size > 1)", pairs
    )
    assert other == []


def test_what_stands_apart_is_no_phrase(session: Page, odd: str) -> None:
    for phrase in ('"Grain Weight"', '"Barley Seventy"', '"Seventy Millet"', '"juniper fennel"', '"supported of 40"'):
        assert results(session, phrase, odd) == [], phrase
    assert results(session, '"enough. The turn"', odd) == ["odd.html#notes"]
    assert results(session, '"claim 1: supported"', odd) == ["evidence.html#c01"]
    results(session, "Barley Seventy", odd)
    assert "Barley · Seventy" in first_passage(session)


def test_a_note_is_found_where_it_stands_and_shows_its_words(session: Page, odd: str) -> None:
    assert results(session, "marmalade", odd) == ["odd.html#fn:turn"]
    assert first_passage(session) == "Marmalade is no glue, however thick."
    assert session.locator(".search-result-title").inner_text() == "Notes"
    assert results(session, "crumb marmalade", odd)[0].startswith("odd.html#")


def test_what_is_much_like_a_question_leads_where_that_is_answered(session: Page, odd: str) -> None:
    """Before a place with the same words in several questions."""
    assert results(session, "alphabet soup recipe", odd)[:2] == ["odd.html#tongues", "odd.html#long"]
    assert results(session, "alphabet", odd)[:1] == ["odd.html#long"]


@pytest.mark.parametrize("query", ["hot typewriter", "typewriter ribbon for sale"])
def test_a_word_of_a_question_is_not_that_question(session: Page, odd: str, query: str) -> None:
    assert "odd.html#tongues" not in results(session, query, odd)


def test_a_question_that_tells_one_word_is_not_what_a_place_is_called(session: Page, odd: str) -> None:
    assert results(session, "lids", odd)[0] == "odd.html#pan-lids"


def test_a_word_in_brackets_is_no_abbreviation(session: Page, odd: str) -> None:
    assert results(session, "pan", odd)[0] == "odd.html#pan-lids"


def test_a_short_form_of_not_tells_nothing(session: Page, odd: str) -> None:
    for form in ("couldn't", "wouldn’t", "wasnt", "haven't"):
        assert results(session, f"{form} marmalade", odd) == results(session, "marmalade", odd), form


@pytest.mark.parametrize("query", ["hydration", "what is hydration?", "hydration meaning", "define it: hydratoin"])
def test_who_asks_for_a_term_reads_its_definition(session: Page, odd: str, query: str) -> None:
    assert results(session, query, odd)[0] == "glossary.html#hydration"
    assert first_passage(session).startswith("How much water a dough holds")


def test_people_are_found_by_all_their_names(session: Page, odd: str) -> None:
    assert results(session, "Ina Ashby", odd)[0] == "references.html#ashby2001"
    for query in ("Robert Cobb", "Bob Cobb", "Edwin Cobb"):
        assert set(results(session, query, odd)[:2]) == {"references.html#cobb2012", "references.html#cobb2015"}, query


def test_a_page_is_found_by_its_description(session: Page, odd: str) -> None:
    assert results(session, "zeppelins", odd) == ["odd.html"]


def test_what_is_about_something_else_finds_nothing(session: Page, odd: str) -> None:
    for query in ("electric kitchen", "bicycle insurance", "tax on doughnuts", "quarterly thermometer earnings"):
        assert results(session, query, odd) == [], query
        assert help_link(session).count() == 0


def test_what_is_found_says_what_it_is(session: Page, odd: str) -> None:
    kinds = {"glossary.html#hydration": "Term", "evidence.html#c04": "Claim", "references.html#ashby2001": "Work"}
    for query, place in [("hydration", 0), ("more water always means larger holes", 1), ("Ina Ashby", 2)]:
        where = [*kinds][place]
        assert results(session, query, odd)[0] == where
        expect(session.locator(RESULT).first.locator(".search-kind")).to_have_text(kinds[where])
        if kinds[where] == "Claim":  # whose title alone would pass for a fact
            expect(session.locator(RESULT).first.locator(".search-where")).to_have_text("Claim · contradicted")
    results(session, "marmalade", odd)
    expect(session.locator(".search-kind")).to_have_count(0)


# Words of distress

SPEAKING = (
    *("blazing", "BLAZING!", "blazed", "an inferno", "infernos", "infenro", "smoke filled", "smoke-filled"),
    *("he burns me", "it burned me", "she scalded me", "scalds me", "the baker really burns me", "burn me"),
    *("afraid of her", "I am so afraid of my baker", "afraid of the miller", "I can’t breathe", "I cant breathe"),
    *("grilled my buns", "tosted buns", "he overbakes the buns", "over bake buns", "char-red"),
    *("inf3rno", "bl@zing", "blazzing", "infernno"),
)
ORDINARY = ("burns", "the baker burns the bread", "afraid of heights", "breathe", "inform")
ORDINARY += (
    "toast",
    "buns to toast",
    "me burns",
    "burns and far away, long after, me",
    "chard",
    "at him, of, afraid",
)


def test_words_of_distress_lead_to_help_before_everything(session: Page, odd: str) -> None:
    for query in SPEAKING:
        results(session, query, odd)
        assert help_link(session).evaluate_all("links => links.map(link => link.href)") == [f"{odd}help.html"], query
        expect(session.locator(".search-help")).to_have_text("If something burns: Help in the kitchen")
    for query in ORDINARY:
        results(session, query, odd)
        assert help_link(session).count() == 0, query


def test_what_cites_a_work_follows_it_where_its_author_is_asked_for(session: Page, odd: str) -> None:
    for query in ("Ashby Oates", "ashby 2001 rested dough tasters"):
        first, *others = results(session, query, odd)
        assert first == "references.html#ashby2001", query
        assert {"evidence.html#c01", "essays/waiting.html#nothing-happens"} <= {*others}, query


def test_places_on_the_page_with_help_follow_a_plain_offer_and_works_come_last(session: Page, odd: str) -> None:
    """Where the trouble may be none, help is offered, and what answers keeps its order."""
    rank = {"help.html": 0, "references.html": 2}
    for query, are_first in (("loaf", False), ("my oven", False), ("oven loaf nobody kneads", True)):
        ranks = [rank.get(place.split("#")[0], 1) for place in results(session, query, odd)]
        assert {0, 1} <= {*ranks}
        assert (ranks == sorted(ranks)) is are_first, query
        if query != "loaf":
            expect(help_link(session)).to_be_visible()
            assert 2 not in ranks or set(ranks[ranks.index(2) :]) == {2}, query


def test_the_place_that_words_of_distress_lead_to_follows_the_offer(session: Page, odd: str) -> None:
    assert results(session, "cramp", odd) == ["help.html#stopping"]
    assert results(session, "my hydration and a cramp", odd)[0] == "help.html#stopping"
    found = results(session, "oven list", odd)
    assert found[0] == "help.html#stopping"
    assert len(set(found)) == len(found)


def test_what_has_a_part_of_a_cry_for_help_is_no_answer_to_it(session: Page, odd: str) -> None:
    assert "odd.html" in results(session, "wheelbarrow odd", odd)
    assert results(session, "odd wheelbarrow", odd) == []
    expect(help_link(session)).to_be_visible()
    assert "odd.html" in results(session, "odd wheelbarrow words", odd)
    assert "odd.html#pan-lids" in results(session, "kneads", odd)
    assert "odd.html#pan-lids" not in results(session, "she kneads me", odd)
    expect(help_link(session)).to_be_visible()


def test_the_phrase_whose_words_stand_closest_says_first_where_help_is(session: Page, odd: str) -> None:
    assert results(session, "lost a telephone number and got a cramp", odd)[0] == "help.html#help"
    assert results(session, "lost both telephone and number and got a cramp", odd)[:2] == [
        "help.html#stopping",
        "help.html#help",
    ]


def test_a_phrase_within_another_yields_to_it(session: Page, odd: str) -> None:
    assert results(session, "my oven glove", odd)[0] == "help.html#help"
    assert results(session, "my hot oven glove", odd)[:2] == ["help.html#stopping", "help.html#help"]


def test_words_that_people_in_distress_type_speak_and_those_that_others_type_silence(session: Page, odd: str) -> None:
    for query in ("nobody kneads her dough", "hydration nobody kneads", "toast my buns recipe", "toast my buns"):
        results(session, query, odd)
        expect(help_link(session), query).to_be_visible()
    for query in (
        "her dough",
        "hydration",
        "toast my buns gratin recipe",
        "gratin recipe nobody",
        "constructor",
    ):
        results(session, query, odd)
        assert help_link(session).count() == 0, query


@pytest.mark.parametrize(
    ("distress", "ordinary", "expected"),
    [
        (["ash"], ["oak"], {"ash": 63, "oak": -66, "": -3}),  # worked out by hand
        (["ash"] * 9, [], {}),
        ([], ["ash"] * 9, {}),
    ],
)
def test_words_speak_for_distress_as_they_tell_queries_apart(
    distress: list[str], ordinary: list[str], expected: dict[str, int]
) -> None:
    assert leanings(distress, ordinary) == expected


def test_what_can_be_told_apart_is() -> None:
    distress, ordinary = ["my house burns", "burning", "burns my house"], ["my house", "house", "a burning question"]
    learned = leanings(distress, ordinary)
    leaning = {query: sum(learned.get(one, 0) for one in told(query)) for query in (*distress, *ordinary)}
    assert [query for query in distress if leaning[query] <= 0] == []
    assert [query for query in ordinary if leaning[query] >= 0] == []


def test_what_words_speak_for_stands_in_one_order_in_each_build() -> None:
    words = [f"word{nth}" for nth in range(20)]
    learned = leanings([" ".join(words)] * 2, ["essay"] * 2)
    assert list(learned) == sorted(learned)


@pytest.mark.parametrize(
    "query", ["I can't, he's \uff21way", "it\u2019s caf\u00e9 o'clock", "un_done 9to5", "\u00ad", ""]
)
def test_what_is_learned_is_cut_into_words_as_search_cuts_a_query(session: Page, query: str) -> None:
    assert session.evaluate("query => searchText.parts(query)", query) == parts(query)


def test_help_is_offered_where_nothing_is_found(session: Page, odd: str) -> None:
    assert results(session, "infernos", odd) == []
    expect(help_link(session)).to_be_visible()
    status = session.get_by_role("status")
    expect(status).to_have_text("Help in the kitchen comes first. Nothing else was found.")
    assert results(session, "blazing hydration", odd)
    expect(status).to_have_text(re.compile(r"^Help in the kitchen comes first\. (One place|\d+ places, best first)\.$"))


def test_help_is_first_for_the_keyboard(reader: Page, odd: str) -> None:
    open_search(reader, odd)
    assert results(reader, "blazing hydration", odd)
    reader.keyboard.press("ArrowDown")
    expect(help_link(reader)).to_be_focused()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(RESULT).first).to_be_focused()
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{odd}help.html")


def test_the_offer_of_help_keeps_nobody_out(chromium: Browser, odd: str) -> None:
    for scheme, size in (("light", DESKTOP), ("dark", PHONE)):
        context = chromium.new_context(bypass_csp=True, color_scheme=scheme, viewport=size)
        page = context.new_page()
        open_search(page, odd)
        results(page, "blazing hydration", odd)
        expect(help_link(page)).to_be_visible()
        assert barriers(page) == []
        context.close()


def test_nothing_is_kept_of_words_of_distress(reader: Page, odd: str) -> None:
    open_search(reader, odd)
    results(reader, "blazing hydration", odd)
    reader.keyboard.press("Escape")
    reader.keyboard.press("/")
    expect(reader.get_by_role("searchbox")).to_have_value("")
    results(reader, "blazing hydration", odd)
    reader.locator(RESULT).first.click()
    expect(reader).to_have_url(re.compile("glossary"))
    reader.go_back()
    reader.wait_for_load_state()
    assert reader.evaluate("history.state") is None
    expect(reader.get_by_role("dialog")).to_be_hidden()


HELP = BuiltPage("a.md", "a.html", "Ask <em>here</em>", {"help": True})
PAGE = BuiltPage("b.md", "b.html", "B", {})
WORDS = Synonyms((("a", "b"),), distress=(DistressWords(("fire",)),), offer="Now:")


@pytest.mark.parametrize(
    ("pages", "synonyms", "expected"),
    [
        (
            [PAGE, HELP],
            WORDS,
            '"help":{"place":"a.html","title":"Ask here","offer":"Now:","alike":[],',
        ),
        ([PAGE], WORDS, '"help":null'),
        ([PAGE, HELP], Synonyms(), '"help":null'),
    ],
)
def test_help_is_offered_where_there_is_a_page_and_words_for_it(
    tmp_path: Path, pages: list[BuiltPage], synonyms: Synonyms, expected: str
) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / search.GATHERED).touch()
    sections = {"b.md": [Section("c", "C", "d", 2, (Note("fn:e", "f"),))]}
    search.write(tmp_path, pages, sections, synonyms, {})
    written = (tmp_path / search.PLACE).read_text()
    assert expected in written
    assert '["b.html#c","B","C","d","",[["b.html#fn:e","f"]],""]' in written
