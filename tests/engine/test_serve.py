"""While somebody writes: what would stop the build shows in the open page and the terminal, until a good save."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser, Page, expect

from sites import copy_sample

FAULTS = {
    "an unknown key": (
        "docs/essays/water.md",
        lambda text: text + "\n\nWords [@nobody1900].\n",
        r"docs/essays/water\.md:\d+:7: no work 'nobody1900' in references\.yml \[unknown-citation\]",
    ),
    "front matter that is not YAML": (
        "docs/essays/heat.md",
        lambda text: text.replace("title: ", "title: Heat: ", 1),
        r"docs/essays/heat\.md:2:\d+: front matter is not YAML: .* \[unreadable\]",
    ),
    "a record that does not fit": (
        "docs/references.yml",
        lambda text: re.sub(r"issued: .*", "issued: 1978", text, count=1),
        r"docs/references\.yml:\d+:\d+: 'issued' of '.*' is 1978; expected a date, .* \[wrong-type\]",
    ),
    "a field of the wrong type": (
        "docs/essays/heat.md",
        lambda text: re.sub(r"series_part: .*", "series_part: five", text, count=1),
        r"docs/essays/heat\.md:\d+:1: 'series_part' is 'five'; expected a whole number .* \[wrong-type\]",
    ),
    "markup that is not listed": (
        "docs/essays/heat.md",
        lambda text: f"{text}\n\n<marquee>Words</marquee>\n",
        r"docs/essays/heat\.md:\d+:1: marquee element; .* \[unlisted-markup\]",
    ),
    "synonyms that make no sense": (
        "docs/synonyms.yml",
        lambda text: text + "- alone\n",
        r"docs/synonyms\.yml:\d+:3: item \d+ .* \[wrong-type\]",
    ),
}


@dataclass
class Server:
    project: Path
    address: str
    lines: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    project = copy_sample(tmp_path_factory.mktemp("serve"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    process = subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, process_group=0
    )
    found = Server(project, f"http://{address}/")
    threading.Thread(target=lambda: found.lines.extend(process.stdout or ()), daemon=True).start()
    _wait_for(found.address)
    yield found
    os.killpg(process.pid, 15)
    process.wait()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    context = chromium.new_context()
    opened = context.new_page()
    opened.goto(server.address + "about.html")
    expect(opened.locator(".faults")).to_have_count(0, timeout=20_000)
    yield opened
    context.close()


@pytest.mark.parametrize(("name", "spoil", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_shows_in_the_open_page_and_the_next_good_save_mends_it(
    server: Server, page: Page, name: str, spoil: object, said: str
) -> None:
    file = server.project / name
    sound = file.read_text()
    try:
        assert callable(spoil)
        file.write_text(spoil(sound))
        expect(page.locator(".faults li")).to_contain_text(re.compile(said), timeout=20_000)
        assert any(re.search(said, line) for line in server.lines)
    finally:
        file.write_text(sound)
    expect(page.locator(".faults")).to_have_count(0, timeout=20_000)
    assert not [line for line in server.lines if "Traceback" in line]


def test_what_is_refused_is_not_even_served(server: Server, page: Page) -> None:
    """Whoever looks at a change that was sent in runs nothing of it."""
    file = server.project / "docs/essays/water.md"
    sound = file.read_text()
    try:
        file.write_text(
            f"{sound}\n\n<script>document.title = 'mine'</script>\n\n*Words*{{onclick='mine()'}} at the end.\n"
        )
        expect(page.locator(".faults li")).to_have_count(2, timeout=20_000)
        page.goto(server.address + "essays/water.html")
        expect(page.locator("article em", has_text="Words")).to_have_count(1)
        assert page.locator("article script, article [onclick]").count() == 0
        assert page.title() != "mine"
    finally:
        file.write_text(sound)
