"""The search dialog, as a test uses it."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Locator, Page, expect

RESULT = ".search-result-link"


def open_search(page: Page, address: str, path: str = "index.html") -> None:
    page.goto(address + path)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search these pages")).to_be_focused()
    expect(page.locator(".search-count")).to_contain_text("phrase in quotation marks")


def results(page: Page, query: str, address: str) -> list[str]:
    """Addresses of the first results, from the site's root."""
    page.get_by_role("searchbox", name="Search these pages").fill(query)
    found = page.locator(RESULT).evaluate_all("links => links.map(link => link.href)")
    return [link.removeprefix(address) for link in found]


def help_link(page: Page) -> Locator:
    """The link of the offer of help."""
    return page.locator(".search-help a")


def answers(page: Page, query: str, address: str) -> tuple[list[str], list[str]]:
    """Where the offer of help leads, if there is one, and the first results; all from the site's root."""
    found = results(page, query, address)
    offered = help_link(page).evaluate_all("links => links.map(link => link.href)")
    return [link.removeprefix(address) for link in offered], found


def lead_to_help(page: Page, queries: Iterable[str]) -> list[str]:
    """Those of many queries after which help is offered, asked of the engine itself, which is quicker."""
    asked = """queries => {
        const engine = createSearchEngine(siteSearchIndex)
        return queries.filter(query => engine.answer(query).offer)
    }"""
    return list(page.evaluate(asked, list(queries)))


def rank_of(wanted: Iterable[str], offered: list[str], found: list[str], whole_pages: bool = False) -> int | None:
    """The rank, from 1, of the first answer that is wanted: an offer of help, which stands for its page, or a result.

    `whole_pages`: what is wanted without an id is any section of its page, else the page itself.
    """
    places = {*wanted}
    pages = {place.split("#")[0] for place in places}
    fits = [page in pages for page in offered]
    fits += [place in places or (whole_pages and place.split("#")[0] in places) for place in found]
    return fits.index(True) + 1 if True in fits else None


def reciprocal(ranks: Iterable[int | None]) -> float:
    """The mean of 1 through each rank, of 0 where there is none."""
    inverse = [1 / rank if rank else 0 for rank in ranks]
    return sum(inverse) / len(inverse)


def share_up_to(last: int, ranks: Iterable[int | None]) -> float:
    """Which share of the ranks is that or better."""
    good = [rank is not None and rank <= last for rank in ranks]
    return sum(good) / len(good)
