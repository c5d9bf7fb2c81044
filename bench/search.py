"""How soon search answers, and how well: on this site and on one of 200 pages.

`python bench/search.py` builds the site, opens it from a disk in Chromium, and prints the time from the last key to the
first result (median and worst over the queries of tests/text), the time until the index is ready, its size, and how
well queries are answered: each table of them, words of distress, and words about something else. The larger site holds
the same sections 17 times over: every word stands in 17 times as many places.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tests"))
import browser  # noqa: E402  (the path has to be known first)
from searching import answers, rank_of, reciprocal, share_up_to  # noqa: E402  (the path has to be known first)

TABLES = {"queries.yml": False, "reader_queries.yml": True}
"""Table of queries -> whether what it wants without an id is any section of its page."""
QUERIES = {table: yaml.safe_load((PROJECT / "tests/text" / table).read_text()) for table in TABLES}
FRESH = yaml.safe_load((PROJECT / "tests/text/fresh_queries.yml").read_text())
PLACED = yaml.safe_load((PROJECT / "tests/text/blind_places.yml").read_text())
DISTRESS, BLIND = (
    yaml.safe_load((PROJECT / "tests/text" / table).read_text())
    for table in ("distress_queries.yml", "blind_queries.yml")
)
LISTS = {
    "distress_queries.yml": DISTRESS,
    **{f"blind_queries.yml, {writer} writer": kinds for writer, kinds in BLIND.items()},
    "fresh_queries.yml": {"elsewhere": FRESH["elsewhere"]},
}
"""Table of words and queries -> kind -> those of distress, which lead to help, and others, which do not."""
COPIES = {"this site": 1, "200 pages": 17}
LIMITS = {"this site": 50, "200 pages": 150}
"""Milliseconds from the last key to the first result."""
NAME = "globalThis.siteSearchIndex = "
TYPE = """query => {
    const input = document.querySelector("#search-query")
    const type = text => { input.value = text; input.dispatchEvent(new Event("input")) }
    type(query.slice(0, -1))
    const start = performance.now()
    type(query)
    document.body.offsetHeight // so that laying out counts
    return performance.now() - start
}"""


def main() -> None:
    executable = browser.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
        own = json.loads((site / "search/index.js").read_text().removeprefix(NAME))
        chromium = playwright.chromium.launch(executable_path=executable, args=browser.ARGUMENTS)
        for name, copies in COPIES.items():
            _multiply(site, own, copies)
            page = chromium.new_page()
            page.goto((site / "index.html").as_uri())
            _report_speed(name, site, page)
            if copies == 1:
                _report_answers(page, site.as_uri() + "/")
        chromium.close()


def _multiply(site: Path, own: dict, copies: int) -> None:
    """Write an index with every section as often as that, each time on other pages."""
    places = [f"copy{nth}/" if nth else "" for nth in range(copies)]
    entries = [[place + entry[0], *entry[1:]] for place in places for entry in own["entries"]]
    (site / "search/index.js").write_text(NAME + json.dumps(own | {"entries": entries}, ensure_ascii=False))


def _report_speed(name: str, site: Path, page: Page) -> None:
    ready = _open(page)
    times = [page.evaluate(TYPE, row["query"]) for table in QUERIES.values() for row in table]
    index = (site / "search/index.js").read_bytes()
    print(f"{name}: first result after {median(times):.1f} ms, at worst {max(times):.1f}; limit {LIMITS[name]}")
    size = f"{len(index):,} bytes, {len(gzip.compress(index)):,} packed"
    print(f"  ready {ready:.0f} ms after it was asked for; index {size}")


def _open(page: Page) -> float:
    """Open search and return the milliseconds until it answers."""
    page.evaluate("globalThis.opened = performance.now()")
    page.keyboard.press("/")
    page.locator(".search-count", has_text="quotation marks").wait_for()
    return page.evaluate("performance.now() - opened")


def _report_answers(page: Page, address: str) -> None:
    placed = {f"blind_places.yml, {writer} writer": rows for writer, rows in PLACED.items()}
    for table, rows in (QUERIES | {"fresh_queries.yml": FRESH["ordinary"]} | placed).items():
        whole = TABLES.get(table, True)
        ranks = [rank_of(row["first"], *answers(page, row["query"], address), whole) for row in rows]
        shares = f"first {share_up_to(1, ranks):.1%}, in the first three {share_up_to(3, ranks):.1%}"
        print(f"  {table}: {len(ranks)} queries, mean reciprocal rank {reciprocal(ranks):.3f}, {shares}")
    for table, words in LISTS.items():
        for kind, queries in words.items():
            at = int(kind == "elsewhere")
            print(f"  {table}, {kind}: {_count(page, address, queries, at)} {('lead to help', 'find anything')[at]}")


def _count(page: Page, address: str, rows: list[Any], at: int) -> str:
    """How many words lead to help (at 0) or find something (at 1)."""
    queries = [row["query"] if isinstance(row, dict) else row for row in rows]
    led = [bool(answers(page, query, address)[at]) for query in queries]
    return f"{sum(led)} of {len(led)}"


if __name__ == "__main__":
    main()
