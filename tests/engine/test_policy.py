"""What is planted in a page does nothing, as far as policies reach; and nothing that it is called misleads our scripts.

Over http in three browsers, and from a disk in two. Where no policy reaches, that is a test as well: there the guard
stands alone, and the privacy page says no more.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import webkit
from clobbering import NAMES_OF, USE, globals_of, plant_names
from planting import BASE, CLICK, FILE, FORM, IN_SOME_BROWSERS, KINDS, ON_A_SERVER, PAGE, REFRESH, all_kinds, plant, ran
from sites import serve
from test_previews import ESSAY, LINKS

Open = Callable[[Path, str], Any]
OpenAt = Callable[[str], Open]
PLACES = ("chromium over http", "chromium from a disk", "firefox over http")
WEBKIT = {
    "webkit over http": {"a module with an address", "a module whose address holds it"},
    "webkit from a disk": {"a module whose address holds it"},
}
"""What runs there all the same: to 'strict-dynamic', modules with addresses are what a script of ours added."""
NOT_REACHED = "firefox from a disk"
SETTLED = 3000
"""In milliseconds: by then, whatever was planted has run."""
TRIES = 10
TRIES_ANEW = 3
UNREACHED = {
    "a script with an address",
    "a deferred script with an address",
    "a script of a drawing with an address",
}


def open_in(place: str, request: pytest.FixtureRequest, stack: ExitStack) -> Open:
    """A function that opens a page of a site's folder in a place."""
    browser, _, protocol = place.partition(" ")
    if browser != "chromium":
        page = request.getfixturevalue(f"{browser}_page")
    else:
        page = stack.enter_context(request.getfixturevalue("chromium").new_context()).new_page()

    def open(site: Path, path: str) -> Any:
        address = stack.enter_context(serve(site)) if protocol == "over http" else site.as_uri() + "/"
        page.goto(address + path)
        return page

    return open


@pytest.fixture
def open_at(request: pytest.FixtureRequest) -> Iterator[OpenAt]:
    with ExitStack() as stack:
        yield lambda place: open_in(place, request, stack)


def address_of(page: Any) -> str:
    return page.evaluate("() => location.href")


def settled(page: Any) -> Any:
    """The page, once whatever was planted had the time to run."""
    page.evaluate(CLICK)
    page.wait_for_timeout(SETTLED)
    return page


@pytest.mark.parametrize("place", PLACES)
def test_what_is_planted_does_nothing(open_at: OpenAt, built: Path, tmp_path: Path, place: str) -> None:
    plant(built, tmp_path / "site", all_kinds())
    assert ran(settled(open_at(place)(tmp_path / "site", PAGE))) == set()


@pytest.mark.parametrize("place", [*PLACES, NOT_REACHED])  # not WebKit, which all of it together can stall
def test_without_the_policy_all_of_it_would_run(open_at: OpenAt, built: Path, tmp_path: Path, place: str) -> None:
    plant(built, tmp_path / "site", all_kinds(), has_policy=False)
    would_run = KINDS | ON_A_SERVER if "http" in place else KINDS
    page = settled(open_at(place)(tmp_path / "site", PAGE))
    for _ in range(TRIES):  # a browser with much else to do is late
        if ran(page) >= would_run.keys():
            break
        settled(page)
    assert ran(page) - IN_SOME_BROWSERS.keys() == would_run.keys()


def test_no_policy_reaches_scripts_with_addresses_on_a_disk_in_firefox(
    open_at: OpenAt, built: Path, tmp_path: Path
) -> None:
    plant(built, tmp_path / "site", all_kinds())
    assert ran(settled(open_at(NOT_REACHED)(tmp_path / "site", PAGE))) == UNREACHED


@pytest.mark.parametrize("place", WEBKIT)
def test_the_policy_reaches_all_but_modules_with_addresses_in_webkit(built: Path, tmp_path: Path, place: str) -> None:
    plant(built, tmp_path / "site", all_kinds())
    assert in_new_webkit(tmp_path / "site", place) == WEBKIT[place]


def in_new_webkit(site: Path, place: str) -> set[str]:
    """What ran in a browser of its own, or in another: one that has much else to do can stall, even as it starts."""
    path = webkit.find() or pytest.skip(webkit.MISSING)
    for tries in reversed(range(TRIES_ANEW)):
        try:
            with webkit.launch(path) as page, serve(site) as address:
                page.goto((address if "http" in place else site.as_uri() + "/") + PAGE)
                return ran(settled(page))
        except TimeoutError:
            if not tries:
                raise
    raise AssertionError


@pytest.mark.parametrize("place", [*PLACES, NOT_REACHED])
def test_no_policy_stops_a_page_that_leads_on_by_itself(
    open_at: OpenAt, built: Path, tmp_path: Path, place: str
) -> None:
    plant(built, tmp_path / "site", REFRESH)
    page = open_at(place)(tmp_path / "site", PAGE)
    page.wait_for_timeout(SETTLED)
    assert address_of(page).endswith("about.html?sent")


@pytest.mark.parametrize("has_policy", [True, False], ids=["with the policy", "without"])
@pytest.mark.parametrize("place", [*PLACES, NOT_REACHED])
def test_a_form_sends_nothing_and_a_base_moves_nothing(
    open_at: OpenAt, built: Path, tmp_path: Path, place: str, has_policy: bool
) -> None:
    plant(built, tmp_path / "site", FORM + BASE, has_policy)
    page = open_at(place)(tmp_path / "site", PAGE)
    assert page.evaluate("() => document.baseURI").startswith("https://elsewhere.example") != has_policy
    plant(built, tmp_path / "second", FORM, has_policy)
    page = settled(open_at(place)(tmp_path / "second", PAGE))
    assert ("sent=" in address_of(page)) != has_policy


@pytest.mark.parametrize("place", PLACES)
def test_the_loader_takes_its_own_template_alone(open_at: OpenAt, built: Path, tmp_path: Path, place: str) -> None:
    plant(built, tmp_path / "site", f"<template>{KINDS['a script with an address']}</template>".format(file=f"{FILE}1"))
    assert ran(settled(open_at(place)(tmp_path / "site", PAGE))) == set()


SINKS = {
    "the address of a script": "document.createElement('script').src = 'assets/scripts/moved.js'",
    "markup": "document.createElement('p').innerHTML = '<b>'",
    "a second policy": "trustedTypes.createPolicy('site', {})",
    "a policy of another name": "trustedTypes.createPolicy('other', {})",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_text_becomes_code_or_markup(open_at: OpenAt, built: Path, place: str) -> None:
    page = open_at(place)(built, PAGE)
    attempt = "() => { try { %s } catch (error) { return 'refused' } }"
    taken = {what for what, code in SINKS.items() if page.evaluate(attempt % code) != "refused"}
    assert taken == set()


def expect_all_to_work(page: Any) -> None:
    used = page.evaluate(USE.replace("LINKS", json.dumps({kind: link for kind, (link, _) in LINKS.items()})))
    assert {kind: used[kind].startswith(words) for kind, (_, words) in LINKS.items()} == dict.fromkeys(LINKS, True)
    assert "Oven spring" in used["result"]
    assert used["named"]
    assert used["errors"] == []


@pytest.mark.parametrize("place", [*PLACES, NOT_REACHED])
def test_no_name_of_a_text_misleads_our_scripts(open_at: OpenAt, built: Path, tmp_path: Path, place: str) -> None:
    open = open_at(place)
    names = open(built, ESSAY).evaluate(NAMES_OF)
    own = globals_of(built / "assets/scripts")
    assert own >= {"siteTools", "SearchIndex", "EnglishStemmer", "BaseStemmer"}
    shutil.copytree(built, tmp_path / "site")
    plant_names(tmp_path / "site" / ESSAY, names, own)
    expect_all_to_work(open(tmp_path / "site", ESSAY))


def test_nor_on_a_page_without_a_list_of_its_sections(open_at: OpenAt, built: Path, tmp_path: Path) -> None:
    open = open_at(PLACES[0])
    names = open(built, ESSAY).evaluate(NAMES_OF)
    shutil.copytree(built, tmp_path / "site")
    page = tmp_path / "site" / ESSAY
    page.write_text(re.sub('<nav id="contents".*?</nav>', "", page.read_text(), flags=re.DOTALL))
    plant_names(page, names, ())
    expect_all_to_work(open(tmp_path / "site", ESSAY))


def test_nor_is_an_element_taken_for_previews_that_could_not_be_loaded(
    chromium: Browser, built: Path, tmp_path: Path
) -> None:
    term = "glossary.html#bulk-fermentation"
    plant(built, tmp_path / "site", f'<form id="sitePreviews"><input name="{term}"></form>', page=ESSAY)
    (tmp_path / "site/assets/previews.js").unlink()
    errors: list[str] = []
    with chromium.new_context() as context, serve(tmp_path / "site") as address:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address + ESSAY)
        with page.expect_response("**/previews.js"):
            page.locator(f"article a[href$='{term}']").first.hover()
        page.wait_for_timeout(SETTLED)
    assert errors == []


@pytest.mark.parametrize("place", [*PLACES, NOT_REACHED])
def test_all_works_where_a_browser_has_no_trusted_types(
    open_at: OpenAt, built: Path, tmp_path: Path, place: str
) -> None:
    plant(built, tmp_path / "site", "", has_policy=False, page=ESSAY)
    page = tmp_path / "site" / ESSAY
    page.write_text(page.read_text().replace("<head>", "<head><script>delete globalThis.trustedTypes</script>"))
    opened = open_at(place)(tmp_path / "site", ESSAY)
    assert opened.evaluate("() => typeof trustedTypes") == "undefined"
    expect_all_to_work(opened)
