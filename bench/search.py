"""How soon search answers, and how well: on this site and on one of 200 pages.

`python bench/search.py` builds the site, opens it from a disk in Chromium, and prints the time from the last key to the
first result (median and worst over the queries of tests/text/queries.yml), the time until the index is ready, its size,
and how well the queries are answered. The larger site holds the same sections 17 times over: every word stands in 17
times as many places.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tests"))
import browser  # noqa: E402  (the path has to be known first)

QUERIES = yaml.safe_load((PROJECT / "tests/text/queries.yml").read_text())
COPIES = {"this site": 1, "200 pages": 17}
LIMITS = {"this site": 50, "200 pages": 150}
"""Milliseconds from the last key to the first result."""
NAME = "globalThis.siteSearchIndex = "
TYPE = """query => {
    const input = document.querySelector(".md-search__input")
    const type = text => { input.value = text; input.dispatchEvent(new Event("input")) }
    type(query.slice(0, -1))
    const start = performance.now()
    type(query)
    const links = [...document.querySelectorAll(".md-search-result__link")].map(link => link.href)
    document.body.offsetHeight // so that laying out counts
    return [performance.now() - start, links]
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
            _report(name, site, _open(page), [page.evaluate(TYPE, row["query"]) for row in QUERIES])
        chromium.close()


def _multiply(site: Path, own: dict, copies: int) -> None:
    """Write an index with every section as often as that, each time on other pages."""
    places = [f"copy{nth}/" if nth else "" for nth in range(copies)]
    entries = [[place + entry[0], *entry[1:]] for place in places for entry in own["entries"]]
    (site / "search/index.js").write_text(NAME + json.dumps(own | {"entries": entries}, ensure_ascii=False))


def _open(page: Page) -> float:
    """Open search and return the milliseconds until it answers."""
    page.evaluate("globalThis.opened = performance.now()")
    page.keyboard.press("/")
    page.locator(".md-search-result__meta", has_text="quotation marks").wait_for()
    return page.evaluate("performance.now() - opened")


def _report(name: str, site: Path, ready: float, answers: list) -> None:
    times = [time for time, _ in answers]
    root = site.as_uri() + "/"
    ranks = [
        next((rank for rank, link in enumerate(links, 1) if link.removeprefix(root) in row["first"]), None)
        for row, (_, links) in zip(QUERIES, answers, strict=True)
    ]
    index = (site / "search/index.js").read_bytes()
    print(f"{name}: first result after {median(times):.1f} ms, at worst {max(times):.1f}; limit {LIMITS[name]}")
    size = f"{len(index):,} bytes, {len(gzip.compress(index)):,} packed"
    print(f"  ready {ready:.0f} ms after it was asked for; index {size}")
    if COPIES[name] == 1:
        found = sum(1 / rank for rank in ranks if rank) / len(ranks)
        share = sum(rank is not None and rank <= 3 for rank in ranks) / len(ranks)
        print(f"  {len(ranks)} queries: mean reciprocal rank {found:.3f}, in the first three {share:.1%}")


if __name__ == "__main__":
    main()
