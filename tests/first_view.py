"""What a first view of a page costs: what it asks for, and how large it is on its way."""

from __future__ import annotations

import gzip
import re

from playwright.sync_api import Browser

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
REPEATED = re.compile(r'(?s)<span class="sidenote".*?</span>|<details class="used-in.*?</details>')
"""What stands in the margin, and what leads to a page: both repeat a text."""
FONTS = {f"assets/fonts/literata{style}.woff2" for style in ("", "-italic")}
FAST_LINE = {
    "offline": False,
    "latency": 20,
    "downloadThroughput": 4e6,
    "uploadThroughput": 4e6,
    "connectionType": "wifi",
}
"""On a slower one, or where they know nothing of it, browsers ask for pictures from further below."""
SLOW_LINE = FAST_LINE | {"latency": 150}
SHIFTS = """window.shifts = []
new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
    .observe({ type: "layout-shift", buffered: true })"""
"""Notes, from before a page is opened, how far what it shows moves."""
BLOCKING = """performance.getEntriesByType("resource")
    .filter(one => one.renderBlockingStatus === "blocking").map(one => one.name)"""

OF_ITS_OWN = """[
    ...[...document.querySelectorAll("article img[loading=lazy]")]
        .filter(one => one.getBoundingClientRect().top < innerHeight + 1250).map(one => one.src),
    ...(document.querySelector("article .highlight > pre") ? [new URL("assets/scripts/copy.js", root).href] : []),
]"""
"""What the text of a page needs: pictures that may wait, as near as Chromium asks for them on a fast line, and the
script that copies code."""


def packed(text: str) -> int:
    """Bytes of a text as a server sends it."""
    return len(gzip.compress(text.encode()))


def furniture(page: str, least: int = 0) -> float:
    """How much larger a page is, without its style, than its own article, without what repeats a text; an article of
    fewer bytes than `least` counts as one of so many."""
    own = packed(REPEATED.sub("", ARTICLE.search(page)[0]))
    around = packed(page.replace(STYLE.search(page)[1], "")) - own
    return 1 + around / max(own, least)


def loads_too_much(chromium: Browser, address: str, path: str) -> list[str]:
    """What a first view asks for besides the page, its icon, its font, its script and what its text needs, and what of
    that keeps the page waiting."""
    context = chromium.new_context(viewport={"width": 375, "height": 700})
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", FAST_LINE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address + path)  # until all is loaded: on a machine with much else to do a line is still before that
    page.wait_for_load_state("networkidle")
    own = {one.removeprefix(address) for one in page.evaluate(f"root => {OF_ITS_OWN}", address)}
    unlike = set(asked) - {"assets/favicon.svg", *FONTS, *own} ^ {path, "assets/scripts/site.js"}
    blocking = page.evaluate(BLOCKING)
    context.close()
    return [*sorted(unlike), *blocking]
