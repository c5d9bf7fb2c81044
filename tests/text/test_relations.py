"""Every statement of this text can be followed both ways: to its sources, and from them back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import relations
from places import built_name, page_of
from walking_back import walk_back


@pytest.fixture(scope="module")
def site(built: Path) -> relations.Site:
    return relations.read(built)


def test_every_relation_is_shown_in_both_directions(site: relations.Site) -> None:
    assert site.listed
    assert list(relations.faults(site)) == []


def test_every_work_names_the_claims_that_rest_on_it(site: relations.Site) -> None:
    cited, said = relations.resting(site, built_name(page_of("evidence")))
    assert cited == said != {}


@pytest.mark.parametrize("seed", range(5))
def test_a_reader_walks_from_a_work_to_a_passage_and_back_without_scripts(
    chromium: Browser, served: str, seed: int
) -> None:
    walk_back(chromium, served, random.Random(seed), built_name(page_of("bibliography")))
