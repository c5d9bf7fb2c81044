"""What nobody may put into a text does nothing either when somebody puts it into a built page by hand.

What no policy reaches is named: there the guard stands alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from payloads import NOTE, PAYLOADS, WRITTEN_IN_MARKDOWN
from sites import serve

PLANTED = [payload for payload in PAYLOADS if payload not in WRITTEN_IN_MARKDOWN]
REACHED_BY_NO_POLICY = ("http-equiv=refresh", "HTTP-EQUIV=Refresh", "rel=prefetch", "dns-prefetch", "preconnect")
"""Leading on, and what is fetched or looked up for later, are none of a policy's business."""
SHARE = 45
"""Payloads that one test opens."""


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of the site with a page for each payload."""
    site = tmp_path_factory.mktemp("planted") / "site"
    shutil.copytree(built, site)
    (site / NOTE).write_text("console.log(73)")
    page = (site / "about.html").read_text()
    for nth, payload in enumerate(PLANTED):
        (site / f"planted-{nth}.html").write_text(page.replace("</h1>", f"</h1>{payload}", 1))
    with serve(site) as served:
        yield served


def effects(context: BrowserContext, base: str, numbers: Iterable[int]) -> dict[str, list[str]]:
    """Payload -> what its page did: said on the console, asked of another host, or led to."""
    context.route(lambda url: not url.startswith(base), lambda route: route.fulfill(body="", status=200))
    found: dict[str, list[str]] = {}
    opened = [
        (nth, _opened(context, f"{base}planted-{nth}.html", found.setdefault(PLANTED[nth], []))) for nth in numbers
    ]
    opened[-1][1].wait_for_timeout(300)
    for nth, page in opened:
        found[PLANTED[nth]] += [] if page.url == f"{base}planted-{nth}.html" else [page.url]
    return {payload: seen for payload, seen in found.items() if seen}


def _opened(context: BrowserContext, address: str, seen: list[str]) -> Page:
    base, page = address.rpartition("/")[0], context.new_page()
    page.on("console", lambda said: seen.append("ran") if said.text == "73" else None)
    page.on("requestfinished", lambda asked: None if asked.url.startswith((base, "data:")) else seen.append(asked.url))
    page.goto(address)
    return page


@pytest.mark.parametrize("share", range(0, len(PLANTED), SHARE))
def test_a_payload_in_a_built_page_does_nothing(chromium: Browser, address: str, share: int) -> None:
    context = chromium.new_context()
    numbers = range(share, min(share + SHARE, len(PLANTED)))
    reached = [nth for nth in numbers if not any(words in PLANTED[nth] for words in REACHED_BY_NO_POLICY)]
    assert effects(context, address, reached) == {}
    context.close()


def test_without_its_policy_a_page_would_run_them(chromium: Browser, built: Path, tmp_path: Path) -> None:
    """So that the test above can fail."""
    site = tmp_path / "site"
    shutil.copytree(built, site)
    page = (site / "about.html").read_text()
    begin, end = page.index('<meta http-equiv="Content-Security-Policy"'), page.index('<meta name="viewport"')
    (site / "planted-0.html").write_text((page[:begin] + page[end:]).replace("</h1>", f"</h1>{PLANTED[0]}", 1))
    context = chromium.new_context()
    with serve(site) as base:
        assert effects(context, base, [0]) == {PLANTED[0]: ["ran"]}
    context.close()
