"""Draw the picture in the README: a page of the built site with a note in its margin, and the verdict of a claim.

`make picture` runs it on the first essay. Exit status: 0 done, 2 could not be done.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

import browser
from sites import PROJECT, essays_of

SITE = PROJECT / "site"
PICTURE = PROJECT / ".github/page.png"
SIZE = {"width": 1280, "height": 540}
CLAIM = "p:has(.sidenote) a[href*='evidence.html#']"
"""In a paragraph that has a note as well."""


def main() -> int:
    path, page = (
        browser.find(),
        SITE / essays_of(PROJECT / "docs")[0].relative_to(PROJECT / "docs").with_suffix(".html"),
    )
    try:
        draw(path, page)
    except (Error, ValueError) as error:
        print(f"{page}: no picture of it: {str(error).splitlines()[0]}; see to that and try again", file=sys.stderr)
        return 2
    return 0


def draw(path: str | None, page: Path) -> None:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=browser.ARGUMENTS)
        reader = launched.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        reader.goto(page.as_uri())
        claim = reader.locator(CLAIM).first
        claim.evaluate("link => link.closest('p').scrollIntoView({ block: 'start' })")
        reader.evaluate("scrollBy(0, -40)")
        claim.hover()
        reader.locator("#preview").wait_for(state="visible")
        reader.screenshot(path=PICTURE)
        launched.close()


if __name__ == "__main__":
    sys.exit(main())
