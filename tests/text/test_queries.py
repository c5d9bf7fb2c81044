"""What readers of this text might type, and what should come first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from places import Places, built_name, page_of
from publish.leanings import parts
from searching import answers, lead_to_help, open_search, rank_of, reciprocal, results, share_up_to
from sites import PROJECT

TABLES = Path(__file__).parent
QUERIES = yaml.safe_load((TABLES / "queries.yml").read_text())
OF_READERS = yaml.safe_load((TABLES / "reader_queries.yml").read_text())
WORDS = yaml.safe_load((TABLES / "distress_queries.yml").read_text())
FRESH = yaml.safe_load((TABLES / "fresh_queries.yml").read_text())
BLIND = yaml.safe_load((TABLES / "blind_queries.yml").read_text())
PLACED = yaml.safe_load((TABLES / "blind_places.yml").read_text())
QUESTIONS = PROJECT / "docs/questions.yml"
HELP = built_name(page_of("help"))


def examples(kind: str) -> list[str]:
    """The queries that search learns from."""
    lines = (PROJECT / f"docs/{kind}_queries.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def ranks(page: Page, address: str, rows: list[dict[str, Any]], whole_pages: bool) -> dict[str, int | None]:
    """Query -> rank of the best of its places."""
    open_search(page, address)
    return {row["query"]: rank_of(row["first"], *answers(page, row["query"], address), whole_pages) for row in rows}


def test_what_was_written_down_is_found(reader: Page, site_address: str, places: Places) -> None:
    found = ranks(reader, site_address, places.standing(QUERIES), whole_pages=False)
    missed = {query: rank for query, rank in found.items() if rank != 1}
    assert len(QUERIES) > 60
    assert share_up_to(3, found.values()) >= 0.95, missed
    assert reciprocal(found.values()) >= 0.9, missed


def test_what_other_readers_wrote_down_is_found(reader: Page, served: str, places: Places) -> None:
    """The texts have moved on since they wrote it, so a little less is asked."""
    found = ranks(reader, served, places.standing(OF_READERS), whole_pages=True)
    missed = {query: rank for query, rank in found.items() if rank != 1}
    assert len(OF_READERS) == 60
    assert share_up_to(3, found.values()) >= 0.9, missed
    assert reciprocal(found.values()) >= 0.85, missed


def test_words_of_distress_lead_to_help_and_others_do_not(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    queries = (*WORDS["distress"], *WORDS["ordinary"])
    offered = {query: answers(reader, query, site_address)[0] for query in queries}
    assert [query for query in WORDS["distress"] if offered[query] != [HELP]] == []
    assert [query for query in WORDS["ordinary"] if offered[query]] == []
    assert len(WORDS["distress"]) >= 30


def test_many_other_words_of_distress_lead_to_help(reader: Page, served: str) -> None:
    """A few may stop to when the list is mended elsewhere; each that does is named."""
    open_search(reader, served)
    queries = examples("distress")
    leading = {*lead_to_help(reader, queries)}
    missed = [query for query in queries if query not in leading]
    assert len(queries) > 2600
    assert len(missed) <= 0.005 * len(queries), missed


@pytest.mark.parametrize(
    ("writer", "direct", "indirect", "calm", "elsewhere"),
    [("first", 0.98, 0.93, 0.17, 0), ("second", 0.94, 0.79, 0.06, 0.1), ("third", 0.96, 0.92, 0.1, 0.1)],
)
def test_words_that_search_was_not_made_for_lead_to_help_where_they_should(
    reader: Page, served: str, writer: str, direct: float, indirect: float, calm: float, elsewhere: float
) -> None:
    """As many of those in danger as these shares, and of the others no more. Each example that is added moves what was
    learned a little, so there is room for what leaving out a hundredth of them at random did, ten times."""
    open_search(reader, served)
    leading = {kind: lead_to_help(reader, queries) for kind, queries in BLIND[writer].items()}
    share = {kind: len(leading[kind]) / len(queries) for kind, queries in BLIND[writer].items()}
    assert share["distress_direct"] >= direct, leading
    assert share["distress_indirect"] >= indirect, leading
    assert share["calm"] <= calm, leading
    assert share.get("elsewhere", 0) <= elsewhere, leading


def test_no_query_is_both_learned_from_and_held_back() -> None:
    learned = {*examples("distress"), *examples("ordinary")}
    held_back = [query for kinds in BLIND.values() for queries in kinds.values() for query in queries]
    assert [query for query in held_back if query in learned] == []


def test_search_cuts_what_it_learns_from_into_the_words_it_hears(reader: Page, served: str) -> None:
    open_search(reader, served)
    queries = [*examples("distress"), *examples("ordinary")]
    heard = reader.evaluate("queries => queries.map(query => searchText.parts(query))", queries)
    differing = [query for query, words in zip(queries, heard, strict=True) if parts(query) != words]
    assert len(differing) <= 0.005 * len(queries), differing


def test_what_students_write_about_silences_none_of_them(reader: Page, served: str) -> None:
    open_search(reader, served)
    queries = ["thesis deadline suicidal thoughts", "dissertation due want to die", "essay overdue feeling suicidal"]
    assert lead_to_help(reader, queries) == queries


def test_a_subject_beside_it_silences_no_word_of_danger(reader: Page, served: str) -> None:
    open_search(reader, served)
    words = "suicide|selfharm|overdose|raped|choked|stalked|blackmail|threatened|panic attack|abuse|unsafe".split("|")
    subjects = "jealousy|polyamory|open relationship|metamour|attachment|date night|in my open relationship".split("|")
    queries = [f"{word} {subject}" for word in words for subject in subjects]
    assert lead_to_help(reader, queries) == queries


def test_what_a_partner_does_is_no_word_of_fear_by_itself(reader: Page, served: str) -> None:
    open_search(reader, served)
    calm = ["what do partners do when one is away", "what does my partner do if jealous"]
    afraid = ["what will he do if i leave", "what does she do when she drinks", "what will they do when they get home"]
    assert lead_to_help(reader, [*calm, *afraid]) == afraid


def test_to_plan_a_date_is_no_word_of_distress(reader: Page, served: str) -> None:
    open_search(reader, served)
    calm = ["my partner and i made a plan for date night", "i have got a plan with my metamour about dates"]
    in_danger = ["i have a plan and a date", "ive got a plan and a method"]
    assert lead_to_help(reader, [*calm, *in_danger]) == in_danger


def test_who_is_excited_may_be_afraid_of_somebody(reader: Page, served: str) -> None:
    open_search(reader, served)
    queries = ["i feel excited but terrified of my husband", "we feel thrilled and terrified of my partner"]
    assert lead_to_help(reader, queries) == queries


def test_what_sounds_calm_silences_nobody_in_danger(reader: Page, served: str) -> None:
    open_search(reader, served)
    queries = [
        "is he controlling to want my location",
        "he wants to watch me with other men and i hate it",
        "he choked me on the bed over the price of dinner",
        "i am broken because i never feel anything",
        "can compersion be forced on me by my husband",
    ]
    assert lead_to_help(reader, queries) == queries


def test_who_may_end_their_life_decides_where_help_is(reader: Page, served: str, places: Places) -> None:
    open_search(reader, served)
    firsts = {
        "my wife is suicidal": "safety.html#someone",
        "he says he'll kill himself if i leave": "safety.html#someone",
        "my wife says she will kill herself": "safety.html#someone",
        "my girlfriend says she'll jump if i go": "safety.html#someone",
        "he left and i am suicidal": "safety.html#tonight",
        "i took pills after she left": "safety.html#tonight",
        "i have cut myself": "safety.html#tonight",
        "everything looks unreal": "safety.html#night",
    }
    found = {query: answers(reader, query, served)[1][0] for query in firsts}
    assert found == {query: places.now(place) for query, place in firsts.items()}


def test_whatever_happened_leads_to_its_own_part_of_help(reader: Page, served: str, places: Places) -> None:
    open_search(reader, served)
    firsts = {
        "morning after pill": "safety.html#afterwards",
        "hiv exposure what now": "safety.html#afterwards",
        "bleeding after sex": "safety.html#afterwards",
        "cannot remember agreeing": "safety.html#afterwards",
        "hubby pressures me": "safety.html#pressure",
        "afraid to say no": "safety.html#pressure",
        "i crossed her boundary": "safety.html#crossed",
        "i regret what i did to him": "safety.html#crossed",
        "911": "safety.html#tonight",
    }
    found = {query: answers(reader, query, served) for query in firsts}
    assert [query for query, (offered, _) in found.items() if offered != [HELP]] == []
    assert {query: first for query, (_, [first, *_]) in found.items()} == {
        query: places.now(place) for query, place in firsts.items()
    }


def test_only_where_danger_is_plain_does_all_of_help_come_before_the_answer(
    reader: Page, served: str, places: Places
) -> None:
    open_search(reader, served)
    going, pictures = places.now("evening.html#going"), places.now("safety.html#devices")
    offered, found = answers(reader, "i want to stay out longer than we said", served)
    assert offered == [HELP]
    assert found[0] == going
    offered, found = answers(reader, "someone is blackmailing me with cuckold photos wants 2000 euros", served)
    assert offered == [HELP]
    assert pictures in found[:2]


def test_who_speaks_of_themselves_in_words_unknown_is_not_told_of_nothing(reader: Page, served: str) -> None:
    open_search(reader, served)
    for query in ("i zyzzyva", "im so flurbed", "i am all quibbled up"):
        assert answers(reader, query, served) == ([HELP], []), query


def test_few_ordinary_queries_lead_to_help_and_most_find_their_place(reader: Page, served: str, places: Places) -> None:
    open_search(reader, served)
    ordinary = [*examples("ordinary"), *(row["query"] for row in FRESH["ordinary"])]
    alarms = lead_to_help(reader, ordinary)
    assert len(ordinary) > 2000
    assert len(alarms) <= 0.03 * len(ordinary), alarms
    placed = places.standing(FRESH["ordinary"])
    found = {row["query"]: rank_of(row["first"], *answers(reader, row["query"], served), True) for row in placed}
    is_whole = len(placed) == len(FRESH["ordinary"])  # else what was withdrawn was the second answer of others
    least = 0.95 if is_whole else 0.9
    assert share_up_to(3, found.values()) >= least, {query: rank for query, rank in found.items() if rank != 1}


def elsewhere(queries: list[str]) -> list[str]:
    """Those of which a word stands on no page, in no form: nothing is said of them there, whatever was added."""
    said = {root(word) for page in (PROJECT / "docs").rglob("*.md") for word in parts(page.read_text())}
    return [query for query in queries if any(len(word) > 3 and root(word) not in said for word in parts(query))]


def root(word: str) -> str:
    """A word without a usual ending: "boiling" is one with "boils"."""
    return re.sub(r"(?:s|es|ed|er|ers|ing|ings)$", "", word)


def test_what_is_about_something_else_finds_next_to_nothing(reader: Page, served: str) -> None:
    open_search(reader, served)
    queries = elsewhere(WORDS["elsewhere"])
    found = {query: places for query in queries if (places := results(reader, query, served))}
    assert len(queries) > len(WORDS["elsewhere"]) / 2
    assert len(found) <= 2, found


def test_what_others_wrote_about_something_else_seldom_finds_anything(reader: Page, served: str) -> None:
    open_search(reader, served)
    queries = elsewhere(FRESH["elsewhere"])
    found = {query: places for query in queries if (places := results(reader, query, served))}
    assert len(queries) > len(FRESH["elsewhere"]) / 2
    assert len(found) <= 0.07 * len(queries), found


@pytest.mark.parametrize(
    ("writer", "first_three", "mean"), [("first", 0.86, 0.78), ("second", 0.8, 0.72), ("third", 0.68, 0.6)]
)
def test_words_that_search_was_not_made_for_find_their_place(
    reader: Page, served: str, places: Places, writer: str, first_three: float, mean: float
) -> None:
    found = ranks(reader, served, places.standing(PLACED[writer]), whole_pages=True)
    assert share_up_to(3, found.values()) >= first_three, found
    assert reciprocal(found.values()) >= mean, found


def test_no_query_with_its_place_is_both_told_to_search_and_held_back() -> None:
    told = {words for entry in yaml.safe_load(QUESTIONS.read_text()) for words in entry["asked"]}
    assert [row["query"] for rows in PLACED.values() for row in rows if row["query"] in told] == []


def test_words_that_stand_nowhere_tell_that_another_subject_is_asked_for(reader: Page, served: str) -> None:
    open_search(reader, served)
    for query in ("winter tyres norway date", "excel vlookup two columns", "train times leeds to york"):
        assert results(reader, query, served) == [], query
    for query in ("39 scientists say porges is wrong", "maybe it is ok that i never feel compersion"):
        assert results(reader, query, served), query


def test_each_word_of_distress_is_listed_once_with_its_reason() -> None:
    entries = yaml.safe_load((PROJECT / "docs/synonyms.yml").read_text())["distress"]
    listed = [word for entry in entries for word in entry["words"]]
    assert len(listed) == len(set(listed)) >= 60
    assert all(entry["reason"].strip() for entry in entries)


@pytest.mark.parametrize("table", [QUERIES, OF_READERS], ids=["ours", "others"])
def test_the_places_written_down_exist_or_have_moved(places: Places, table: list[dict[str, Any]]) -> None:
    """Of each table at least half stand; if not, it is of another text, and needs new rows."""
    for row in table:
        for place in row["first"]:
            assert places.now(place) or {place, place.partition("#")[0]} & places.moved.keys(), place
    assert len(places.standing(table)) >= len(table) / 2


def place_of(places: Places, term: str) -> str:
    """Where a term stands today; without it, there is nothing to test."""
    return places.now(f"glossary.html#{term}") or pytest.skip("the term was taken out")


def test_a_terms_definition_comes_first_whatever_it_is_called(reader: Page, site_address: str, places: Places) -> None:
    term = place_of(places, "consensual-non-monogamy")
    open_search(reader, site_address)
    for query in (
        "consensual non-monogamy",
        "CNM",
        "nonmonogamy",
        "non monogamy",
        "polyamory",
        "consensual nonmonogamy",
    ):
        assert results(reader, query, site_address)[0] == term, query


def test_a_term_is_found_among_words_that_stand_nowhere(reader: Page, site_address: str, places: Places) -> None:
    """And below it, since nothing else answers, the nearest places that speak of it."""
    term = place_of(places, "polyvagal-theory")
    open_search(reader, site_address)
    alone = results(reader, "polyvagal", site_address)
    found = results(reader, "polyvagal flimflam", site_address)
    assert found[0] == term
    assert len(found) == min(3, len(alone))
    assert set(found) <= set(alone)
    assert results(reader, "carburettor debunked", site_address) == []


def test_a_slip_of_one_letter_is_forgiven_in_our_own_word(reader: Page, site_address: str, places: Places) -> None:
    term = place_of(places, "compersion")
    open_search(reader, site_address)
    for query in ("compersoin", "compresion", "compesion", "commpersion", "compirsion"):
        assert results(reader, query, site_address)[0] == term, query
