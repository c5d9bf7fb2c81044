"""Every claim, work and place to find help that was written down is shown, and what is said of it is true."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from claims import in_csv, in_json, on_page, schema_faults
from essays.citing.csl import READ
from essays.sentences import letters
from markup import BuiltPage, read_pages
from places import DOCS, built_name, page_of


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, BuiltPage]:
    return read_pages(built)


def test_the_references_page_holds_every_work_with_its_finding_and_who_cites_it(pages: dict[str, BuiltPage]) -> None:
    text = pages[built_name(page_of("bibliography"))].text
    for record in yaml.safe_load((DOCS / "references.yml").read_text())["references"]:
        entry = text.split(f'<h2 id="{record["id"]}">')[1].split("</section>")[0]
        assert f"#cite-{record['id']}-1" in entry, record["id"]
        assert ("What was found" in entry) == bool(record["custom"].get("finding"))
        assert READ[record["custom"]["read"]] in entry


def test_the_evidence_page_shows_every_claim_with_its_verdict_and_who_rests_on_it(pages: dict[str, BuiltPage]) -> None:
    attributes = re.findall(r"^### .*\{:? *(.*?) *\}$", page_of("evidence").read_text(), re.MULTILINE)
    written = [(re.search(r"#(c\d+)", held)[1], re.search(r"\.(\w+)", held)[1]) for held in attributes if "#c" in held]
    text = pages[built_name(page_of("evidence"))].text
    assert re.findall(r'<h3 class="(\w+)" id="(c\d+)">', text) == [(verdict, id) for id, verdict in written]
    for id, verdict in written:
        section = text.split(f'id="{id}">')[1].split("<h3")[0]
        assert f'href="#shape-{verdict}"' in section
        assert f"Claim {int(id[1:])}: " in section
        assert 'class="used-in"' in section


def test_the_picture_of_the_verdicts_has_a_shape_for_every_claim(pages: dict[str, BuiltPage]) -> None:
    text = pages[built_name(page_of("evidence"))].text
    verdicts = re.findall(r'<h3 class="(\w+)" id="c\d+">', text)
    for verdict in set(verdicts):
        assert f'id="shape-{verdict}"' in text
        assert text.count(f'href="#shape-{verdict}" x=') == verdicts.count(verdict)


def test_help_says_of_each_entry_whether_it_was_checked(pages: dict[str, BuiltPage]) -> None:
    text, entries = pages[built_name(page_of("help"))].text, yaml.safe_load((DOCS / "help.yml").read_text())
    lines = re.findall(r'(?s)<a href="([^"]*)" rel="noreferrer">(.*?)</a>(.*?)</li>', text)
    said = {(unescape(address), letters(unescape(name))): line for address, name, line in lines}
    for entry in entries:
        line = said[entry["address"], letters(entry["name"])]
        assert (f"Checked on {entry['checked']}" in line) == (entry["checked"] != "never")
    is_some_unseen = any(entry["checked"] == "never" for entry in entries)
    assert text.count("We have not yet opened the addresses that stand without a day") == is_some_unseen


def test_the_claims_as_data_are_those_of_the_page(built: Path) -> None:
    claims = on_page(built, built_name(page_of("evidence")))
    assert len(claims) > 0
    assert in_json(built) == claims
    assert in_csv(built) == claims
    assert schema_faults(built) == []
