"""The claims as data are the claims of the page: each with its verdict, its reasons, and all that it is related to."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from claims import in_csv, in_json, on_page, schema_faults, table
from essays.schema import VERDICTS
from publish import claims_data
from sites import ADDRESS, SAMPLE

NAMES = ["claims.json", "claims.csv", "claims.schema.json"]


def test_every_claim_and_relation_of_the_page_is_in_both_files(built: Path) -> None:
    claims = on_page(built)
    assert len(claims) == 6
    assert all(claim["reasons"] and claim["essays"] for claim in claims)
    assert in_json(built) == claims
    assert in_csv(built) == claims


def test_a_claim_tells_its_works_in_words_and_how_it_came_to_its_verdict(built: Path) -> None:
    data = json.loads((built / "claims.json").read_text())
    page = LexborHTMLParser((built / "evidence.html").read_text())
    shown = {item.attributes["id"]: " ".join(item.text().split()) for item in page.css(".references li")}
    for claim in data["claims"]:
        for source in claim["sources"]:
            assert shown[f"ref-{source['id']}"].startswith(source["reference"])
    entries = yaml.safe_load((SAMPLE / "docs/verdict_changes.yml").read_text())
    told = [{"claim": claim["id"], **change} for claim in data["claims"] for change in claim["history"]]
    by_claim = sorted(({**entry, "date": str(entry["date"])} for entry in entries), key=lambda entry: entry["claim"])
    assert told == by_claim


def test_the_table_tells_all_that_the_other_file_does(built: Path) -> None:
    claims = json.loads((built / "claims.json").read_text())["claims"]
    for row, claim in zip(table(built), claims, strict=True):
        assert row["references"].splitlines() == [source["reference"] for source in claim["sources"]]
        for line, change in zip(row["history"].splitlines(), claim["history"], strict=True):
            assert all(said in line for said in change.values())


def test_a_table_works_nothing_out(tmp_path: Path) -> None:
    signs = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", 'a "quoted", word\nin two lines', "plain = text", "Ä→😀"]
    whole = {"number": 1, "verdict": "v", "reasons": "r", "sources": [], "essays": [], "history": []}
    (tmp_path / "claims.csv").write_text(
        claims_data.table({**whole, "id": "c", "wording": sign} for sign in signs), newline=""
    )
    found = [row["wording"] for row in table(tmp_path)]
    assert found == [f"'{sign}" for sign in signs[:5]] + signs[5:]
    assert (tmp_path / "claims.csv").read_bytes().count(b"\r\n") == len(signs) + 1


def test_the_data_say_what_they_are_and_whose(built: Path, addressed: Path) -> None:
    data = json.loads((built / "claims.json").read_text())
    assert (data["version"], data["verdicts"], data["page"]) == (1, VERDICTS, "evidence.html")
    assert data["licence"] == "https://licence.example/crumb/1.0/"
    assert json.loads((addressed / "claims.json").read_text())["page"] == f"{ADDRESS}evidence.html"


def test_the_page_offers_them(built: Path) -> None:
    page = LexborHTMLParser((built / "evidence.html").read_text())
    assert [link.attributes["href"] for link in page.css(".files a")] == NAMES


def test_the_data_are_as_their_schema_has_them(built: Path) -> None:
    assert schema_faults(built) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [('"verdict": "supported"', '"verdict": "true"'), ('"number": 1,', '"number": 0,'), ('"id": "c01",', ""),
     ('"wording"', '"words"'), ('"date": "2020-', '"date": "20-'), ('"version": 1', '"version": 2'),
     ('-01-02"', '-13-02"')],
)  # fmt: skip
def test_what_is_not_would_be_noticed(built: Path, tmp_path: Path, old: str, new: str) -> None:
    for name in NAMES:
        shutil.copy(built / name, tmp_path / name)
    text = (tmp_path / "claims.json").read_text()
    assert old in text
    (tmp_path / "claims.json").write_text(text.replace(old, new, 1))
    assert schema_faults(tmp_path)
