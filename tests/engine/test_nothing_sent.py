"""Nothing is sent and nothing is kept: a page of each kind is walked, over http and from a disk, and its parts used."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from sites import PROJECT, WriteSite, serve
from walking import DESKTOP, PHONE, Search, walk

KINDS = ("index.html", "essays/water.html", "evidence.html", "references.html", "help.html")
SEARCH = Search("oven spring", "glossary.html#oven-spring")


@pytest.mark.parametrize("settings", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_reading_sends_nothing_and_leaves_nothing(
    chromium: Browser, site_address: str, settings: dict[str, object]
) -> None:
    names = [*KINDS, "404.html"] if site_address.startswith("http") else KINDS
    assert walk(chromium, site_address, names, settings, SEARCH) == []


def in_page(markup: str) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        page = site / "index.html"
        page.write_text(page.read_text().replace("</h1>", f"</h1>{markup}", 1))

    return plant


def in_script(code: str) -> Callable[[Path], None]:
    def plant(site: Path) -> None:
        script = site / "assets/scripts/site.js"
        script.write_text(f"{script.read_text()}\n{code}\n")

    return plant


def without_policy(plant: Callable[[Path], None]) -> Callable[[Path], None]:
    def planted(site: Path) -> None:
        page = site / "index.html"
        page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text()))
        plant(site)

    return planted


PLANTED = {
    "a remote picture": (in_page("<img src='https://example.org/pixel.png' alt=''>"), "img-src"),
    "an inline script": (in_page("<script>document.title = 'mine'</script>"), "script-src"),
    "a style attribute": (in_page("<p style='color: red'>.</p>"), "style-src"),
    "a sink of markup": (in_script("document.createElement('p').innerHTML = '<b>'"), "require-trusted-types-for"),
    "an address of a script": (in_script("document.createElement('script').src = 'a.js'"), "require-trusted-types-for"),
    "code from a text": (in_script("new Function('1')"), "script-src"),
    "a remote picture, without the policy": (
        without_policy(in_page("<img src='https://example.org/pixel.png' alt=''>")),
        "https://example.org/pixel.png",
    ),
    "a request, without the policy": (
        without_policy(in_script("fetch('https://example.org/seen').catch(() => {})")),
        "https://example.org/seen",
    ),
    "a write to storage": (in_script("localStorage.setItem('seen', 'yes')"), "kept {'local': {'seen': 'yes'}}"),
    "a cookie": (in_script("document.cookie = 'seen=yes; max-age=9999'"), "seen"),
    "an error": (in_script("setTimeout(() => { throw new Error('planted') })"), "planted"),
}


@pytest.mark.parametrize(("plant", "noticed"), PLANTED.values(), ids=PLANTED)
def test_the_walk_notices(
    chromium: Browser, built: Path, tmp_path: Path, plant: Callable[[Path], None], noticed: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    plant(site)
    with serve(site) as address:
        trouble = walk(chromium, address, ["index.html"], DESKTOP, SEARCH)
    assert [line for line in trouble if noticed in line], trouble


def test_every_page_has_the_one_policy_before_anything_that_it_governs(built: Path) -> None:
    policies = set()
    for path in built.rglob("*.html"):
        head = path.read_text().split("<head>")[1]
        policy = re.match(
            r'\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">', head
        )[1]
        # The style of a page names the font by its way from there, and holds what this page alone needs.
        policies.add(re.sub(r"(?<=style-src 'self' )'sha256-[^']+'", "", policy))
    assert len(policies) == 1
    policy = policies.pop()
    assert policy.startswith("default-src 'none'; ")
    assert not re.search(r"unsafe|eval|https?:|data:|\*", policy)


POLICY = "<meta http-equiv='Content-Security-Policy' content=\"{{ '' | csp }}\">"
FORBIDDEN = {
    "an inline script": "<script>1</script>",
    "attribute 'src'": '<script src="a.js"></script>',
    "attribute 'onclick'": '<p onclick="go()">.</p>',
    "attribute 'style'": '<p style="color: red">.</p>',
    "a style element": "<style>p { color: red }</style>",
    "a second http-equiv": '<meta http-equiv="content-security-policy" content="">',
}


@pytest.mark.parametrize(("what", "markup"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_the_build_stops_at_what_the_policy_forbids(write_site: WriteSite, what: str, markup: str) -> None:
    write_site({"docs/index.md": "# A\n\nText.\n"})
    Path("theme/main.html").write_text(POLICY + "{{ page.content }}" + markup)
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], capture_output=True, text=True)
    said = [line for line in (done.stdout + done.stderr).splitlines() if what in line]
    assert done.returncode != 0
    assert len(said) == 1
    assert said[0].startswith("index.html")


MISPLACED = {
    "on one page alone": "{% if page.is_homepage %}" + POLICY + "{% endif %}{{ page.content }}",
    "after a script": "<script src='a.js'></script>" + POLICY + "{{ page.content }}",
    "empty": "<meta http-equiv>" + POLICY + "{{ page.content }}",
    "in words of its own": "<meta http-equiv='Content-Security-Policy' content='default-src *'>{{ page.content }}",
}


@pytest.mark.parametrize("template", MISPLACED.values(), ids=MISPLACED)
def test_the_build_stops_where_a_page_lacks_the_policy_or_has_it_late(write_site: WriteSite, template: str) -> None:
    write_site({"docs/index.md": "# A\n\nText.\n", "docs/b.md": "# B\n\nText.\n"})
    Path("theme/main.html").write_text(template)
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], capture_output=True, text=True)
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr


def recommended_headers() -> dict[str, str]:
    """Those that the README tells hosts to set."""
    hosting = (PROJECT / "README.md").read_text().split("## Hosting\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([\w-]+): (.+?)` \|", hosting, re.MULTILINE))


def test_all_works_with_the_headers_that_a_host_should_set(chromium: Browser, built: Path) -> None:
    headers = recommended_headers()
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    with serve(built, headers) as address:
        assert walk(chromium, address, KINDS[:2], DESKTOP, SEARCH) == []


@pytest.mark.parametrize("has_headers", [True, False], ids=["with the headers", "without"])
def test_with_them_no_page_of_another_site_holds_ours(
    chromium: Browser, built: Path, tmp_path: Path, has_headers: bool
) -> None:
    with serve(built, recommended_headers() if has_headers else {}) as address, serve(tmp_path) as elsewhere:
        (tmp_path / "index.html").write_text(f"<iframe src='{address}index.html'></iframe>")
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto(elsewhere)
            assert bool(page.frames[1].locator(".site-name").count()) != has_headers


def referrer_of_a_link_that_leaves(context: BrowserContext, address: str) -> str | None:
    """What the first link to another site tells that site of where the reader was."""
    page = context.new_page()
    page.goto(address + "help.html")
    with page.expect_request(lambda request: request.url.startswith("https://")) as request:
        page.locator("article a[href^='https://']").first.click(no_wait_after=True)
    return request.value.headers.get("referer")


def test_a_link_that_leaves_does_not_say_where_from(
    chromium: Browser, built: Path, tmp_path: Path, served: str
) -> None:
    context = chromium.new_context()
    assert referrer_of_a_link_that_leaves(context, served) is None
    talkative = tmp_path / "talkative"
    shutil.copytree(built, talkative)
    page = talkative / "help.html"
    page.write_text(page.read_text().replace("no-referrer", "unsafe-url").replace("noreferrer", ""))
    with serve(talkative) as address:
        assert referrer_of_a_link_that_leaves(context, address) == address + "help.html"
    context.close()


NO_NETWORK = """\
import socket

def refuse(*arguments, **_):
    with open({log!r}, "a") as log:
        print(*arguments, file=log)
    raise OSError("the network is cut off")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
"""
ASK = "import urllib.request as r; r.urlopen('http://127.0.0.1:9/')"


def test_the_build_needs_no_network_and_asks_for_none(sample: Path, tmp_path: Path) -> None:
    log = tmp_path / "asked"
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK.format(log=str(log)))
    environment = {"PYTHONPATH": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(build, cwd=sample, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not log.exists(), log.read_text()
    assert (tmp_path / "site/index.html").exists()
    subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True)
    assert log.exists(), "the network was not cut off"
