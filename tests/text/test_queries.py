"""What readers of this text might type, and what should come first."""

from __future__ import annotations

from pathlib import Path

import yaml
from playwright.sync_api import Page

from searching import open_search, results

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text())


def test_what_was_written_down_is_found(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    ranks = {}
    for row in QUERIES:
        found = results(reader, row["query"], site_address)
        ranks[row["query"]] = next((rank for rank, place in enumerate(found, 1) if place in row["first"]), None)
    in_first_three = sum(rank is not None and rank <= 3 for rank in ranks.values()) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks.values() if rank) / len(ranks)
    missed = {query: rank for query, rank in ranks.items() if rank != 1}
    assert len(QUERIES) > 60
    assert in_first_three >= 0.95, missed
    assert reciprocal >= 0.9, missed


def test_the_places_written_down_exist(built: Path) -> None:
    for row in QUERIES:
        for place in row["first"]:
            path, _, anchor = place.partition("#")
            assert not anchor or f'id="{anchor}"' in (built / path).read_text(), place


def test_a_terms_definition_comes_first_whatever_it_is_called(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    term = "glossary.html#consensual-non-monogamy"
    for query in (
        "consensual non-monogamy",
        "CNM",
        "nonmonogamy",
        "non monogamy",
        "polyamory",
        "consensual nonmonogamy",
    ):
        assert results(reader, query, site_address)[0] == term, query


def test_a_slip_of_one_letter_is_forgiven_in_our_own_word(reader: Page, site_address: str) -> None:
    open_search(reader, site_address)
    for query in ("compersoin", "compresion", "compesion", "commpersion", "compirsion"):
        assert results(reader, query, site_address)[0] == "glossary.html#compersion", query
