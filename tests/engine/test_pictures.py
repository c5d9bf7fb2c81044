"""Pictures hold what is on the list, and what is on the list sends and runs nothing, even opened by itself.

    XREF_EXAMPLES=2000 .venv/bin/pytest tests/engine/test_pictures.py

tries longer than the ordinary run.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Error, Page

from check_xrefs import main
from hostile_pictures import BOMBS, HOSTILE, HOSTILE_BYTES, ROOT
from publish.guard import raster, svg
from publish.guard.allowed_svg import ELEMENTS, EVERYWHERE
from publish.guard.values import TEXT
from publish.typography import picture_size
from random_pictures import VALUES, listed, picture, pictures
from sites import PROJECT, WriteSite

EXAMPLES = int(os.environ.get("XREF_EXAMPLES", "30"))
EXPORTS = sorted((Path(__file__).parent / "exports").glob("*.svg"))
FRONT = "---\ntitle: Home\ndescription: Where it begins.\n---\n# Home\n\n![A drawing](a.svg)\n"


class Server:
    """Serves one picture, and remembers what else was asked for."""

    def __init__(self) -> None:
        self.picture = b""
        self.asked: list[str] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                is_picture = self.path.startswith("/picture")
                if not is_picture and self.path != "/favicon.ico":
                    owner.asked.append(self.path)
                self.send_response(200 if is_picture else 404)
                self.send_header("Content-Type", "image/svg+xml")
                self.end_headers()
                with suppress(ConnectionError):  # a browser that was led on hangs up
                    self.wfile.write(owner.picture if is_picture else b"")

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._http.shutdown()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def open_picture(chromium: Browser, server: Server) -> Iterator[Callable[[bytes], list[str]]]:
    """Open a picture by itself, click on it, and return what it asked for, and where it led."""
    page = chromium.new_context(viewport={"width": 300, "height": 300}).new_page()
    page.on("dialog", lambda dialog: server.asked.append("dialog") or dialog.dismiss())
    opened = 0

    def open(data: bytes) -> list[str]:
        nonlocal opened
        opened += 1
        server.picture, server.asked = data, []
        address = f"http://{server.host}/picture-{opened}"
        with suppress(Error):  # of a picture that leads elsewhere at once
            page.goto(address, wait_until="commit")
        page.wait_for_timeout(60)
        page.mouse.click(150, 150)
        page.wait_for_timeout(60)
        return server.asked + ([] if page.url == address else [page.url])

    yield open
    page.context.close()


# What means harm

SHARES = 4
"""Tests among which the pictures are dealt, so that each core has some."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_is_refused_at_its_line(name: str) -> None:
    assert 2 in {position.line for position, _ in svg.check(HOSTILE[name].encode()).faults}


@pytest.mark.parametrize("name", HOSTILE_BYTES)
def test_an_unusual_encoding_is_refused(name: str) -> None:
    faults = svg.check(HOSTILE_BYTES[name]).faults
    assert [position.line for position, _ in faults] == [1]


@pytest.mark.parametrize("share", range(SHARES))
def test_hostile_pictures_mean_what_they_say(open_picture: Callable[[bytes], list[str]], share: int) -> None:
    """Were they harmless, to refuse them would show nothing; what is left of them is."""
    names = list(HOSTILE)[share::SHARES]
    active = {name for name in names if open_picture(HOSTILE[name].encode())}
    assert len(active) > len(names) / 2, active
    for name in active:
        cleaned = svg.check(HOSTILE[name].encode()).cleaned
        assert not cleaned or open_picture(cleaned) == [], name


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=pictures)
def test_what_the_list_lets_pass_sends_and_runs_nothing(text: str, open_picture: Callable[[bytes], list[str]]) -> None:
    assert svg.check(text.encode()).faults == []
    assert open_picture(text.encode()) == []


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_entry_of_the_list_lets_values_of_its_kind_pass(element: str) -> None:
    for name, kind in (EVERYWHERE | ELEMENTS[element]).items():
        value = next(filter(kind.allows, [*listed(VALUES), *getattr(kind, "words", ())]))
        attribute = f"{name}={quoteattr(value)}"
        assert svg.check(picture(f"<{element} {attribute}/>").encode()).faults == [], attribute
        for harmful in ("url(/sent)", "javascript:x()", "\\75rl(/sent)"):
            refused = svg.check(picture(f"<{element} {name}={quoteattr(harmful)}/>").encode()).faults
            assert refused or kind is TEXT, (name, harmful)


# Bounds


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_keep_a_browser_busy_is_refused_with_a_line(name: str) -> None:
    assert 0 < len(svg.check(picture(BOMBS[name]).encode()).faults) <= 101


def test_a_picture_that_repeats_itself_or_much_is_let_in() -> None:
    cycle = '<g id="a"><use href="#a"/><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    many = '<symbol id="s"><path/></symbol>' + '<use href="#s"/>' * 5000
    for content in (cycle, many):
        assert svg.check(picture(content).encode()).faults == []


# What editors write


def rendered(page: Page, data: bytes, scheme: str) -> bytes:
    page.emulate_media(color_scheme=scheme)
    source = f"data:image/svg+xml;base64,{base64.b64encode(data).decode()}"
    page.set_content(f'<img src="{source}" style="width: 400px">')
    page.wait_for_function("document.images[0].complete && document.images[0].naturalWidth")
    return page.screenshot()


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_an_export_is_told_in_few_lines_and_cleaned_without_a_change_to_see(path: Path, reader: Page) -> None:
    data = path.read_bytes()
    faults, cleaned = svg.check(data)
    assert len(faults) <= 5
    assert (cleaned is None) == (faults == [])
    assert not cleaned or rendered(reader, cleaned, "light") == rendered(reader, data, "light")


def test_cleaning_writes_the_file_and_says_what_went(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    before = f"{ROOT}\r\n  <!-- kept -->\r\n  <script>go()</script>\r\n  <path   d=''\r\n    onclick='go()'/>\r\n</svg>"
    write_site({"docs/index.md": FRONT, "docs/a.svg": before})
    assert main(["--fix"]) == 0
    said = capsys.readouterr().err
    assert (
        "docs/a.svg:3:3: fixed by cleaning the file: element 'script'; a picture runs nothing [unsafe-picture]" in said
    )
    after = f"{ROOT}\r\n  <!-- kept -->\r\n  <path   d=''/>\r\n</svg>"
    assert Path("docs/a.svg").read_bytes().decode() == after


@pytest.mark.parametrize(
    "text",
    [
        f"{ROOT}<script/>",
        f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{ROOT}&a;</svg>",
        "<g xmlns='http://www.w3.org/2000/svg'><script/></g>",
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",  # nothing says how large it is
    ],
)
def test_what_would_leave_no_picture_is_left_alone(text: str, write_site: WriteSite) -> None:
    write_site({"docs/index.md": FRONT, "docs/a.svg": text})
    assert main(["--fix"]) == 1
    assert Path("docs/a.svg").read_text() == text


@pytest.mark.parametrize("path", sorted((PROJECT / "overrides/assets").rglob("*.svg")), ids=lambda path: path.name)
def test_pictures_of_the_theme_are_held_to_the_list(path: Path) -> None:
    assert svg.check(path.read_bytes()).faults == []


# The build

STOPPING = {
    "a picture": ({"docs/a.svg": HOSTILE["script"]}, "docs/a.svg:2:1: element 'script'; a picture runs nothing"),
    "a page as a picture": ({"docs/a.svg": ROOT + "</svg>", "docs/b.png": "<script/>"}, "docs/b.png:1:1: no PNG"),
    "a page": ({"docs/a.svg": ROOT + "</svg>", "docs/b.html": "<script/>"}, "docs/b.html:1:1: is published as it is"),
    "data": ({"docs/a.svg": ROOT + "</svg>", "docs/b.csv": "1,2"}, "add 'b.csv' to extra.files of the configuration"),
}


@pytest.mark.parametrize(("written", "said"), STOPPING.values(), ids=STOPPING)
def test_the_build_stops_with_the_words_of_the_validator(
    written: dict[str, str], said: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": FRONT, **written})
    assert main([]) == 1
    assert said in capsys.readouterr().out
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], capture_output=True, text=True)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not Path("site").exists() or not list(Path("site").rglob("*.svg"))


def test_the_build_publishes_what_the_configuration_lists(write_site: WriteSite) -> None:
    write_site(
        {"docs/index.md": FRONT, "docs/a.svg": ROOT + "</svg>", "docs/b.csv": "1,2"}, "extra: {files: [b.csv]}\n"
    )
    assert main([]) == 0
    assert subprocess.run([sys.executable, "-m", "mkdocs", "build"], capture_output=True).returncode == 0
    assert Path("site/b.csv").read_text() == "1,2"


# Pictures of dots

DOTS = {
    "avif": base64.b64decode(
        "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOltZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
        "AA5waXRtAAAAAAABAAAAHmlsb2MAAAAARAAAAQABAAAAAQAAAQ0AAAAdAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAAAQAAYXYw"
        "MUNvbG9yAAAAAGhpcHJwAAAASWlwY28AAAAUaXNwZQAAAAAAAAAlAAAAFQAAAA5waXhpAAAAAAEIAAAADGF2MUOBABwAAAAAE2Nv"
        "bHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAJW1kYXQSAAoJGBUko0wENBqAMg4f9RXf/iwA3KjE6jF5lg=="
    ),
}


@pytest.fixture(scope="module")
def dots(chromium: Browser) -> dict[str, bytes]:
    """A picture 37 wide and 21 high, as a browser writes it."""
    page = chromium.new_page()
    made = page.evaluate(
        """async () => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 37, height: 21 });
            canvas.getContext("2d").fillRect(3, 3, 9, 9);
            return Object.fromEntries(["png", "jpeg", "webp"].map(
                (kind) => [kind, canvas.toDataURL(`image/${kind}`).split(",")[1]]));
        }"""
    )
    page.close()
    return {kind: base64.b64decode(data) for kind, data in made.items()} | DOTS


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "avif"])
def test_a_picture_of_dots_is_what_its_name_says_whole_and_no_more(kind: str, dots: dict[str, bytes]) -> None:
    data = dots[kind]
    assert raster.fault(data, kind) is None
    assert raster.read(data).size == (37, 21)
    for wrong in (
        b"",
        data[: len(data) // 2],
        data[:9],
        data[:-3],
        data + b"<script>",
        b"\xef\xbb\xbf<html>",
        b"GIF89a",
    ):
        assert raster.fault(wrong, kind)
    for other in dots.keys() - {kind}:
        assert f"rename it to .{ {'jpeg': 'jpg'}.get(kind, kind) }" in raster.fault(data, other)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "avif"])
def test_the_place_of_a_picture_of_dots_is_kept(kind: str, dots: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(dots[kind])
    assert picture_size(path) == ("37", "21")


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ("viewBox='0 0 480 12.5'", ("480", "12.5")),
        ("viewBox='0,0,1e3,5e-1'", ("1000", "0.5")),
        ("width='30px' height='20'", ("30", "20")),
        ("viewBox='0 0 1&quot;&gt;&lt;img&gt; 9'", None),
        ("viewBox='0 0 1e999 9'", None),
        ("viewBox='0 0 1e30 9'", None),
        ("viewBox='0 0 0 9'", None),
        ("viewBox='0 0 -1 9'", None),
        ("viewBox='0 0 NaN Infinity'", None),
        ("viewBox='0 0 \u0661 \u0662'", None),
        ("width='100%' height='9'", None),
        ("", None),
    ],
)
def test_the_size_of_a_drawing_is_two_numbers_or_none(tag: str, size: tuple[str, str] | None, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg' {tag}/>", encoding="utf-8")
    assert picture_size(tmp_path / "a.svg") == size


def test_a_picture_that_changes_while_somebody_writes_has_its_new_size(write_site: WriteSite) -> None:
    form = "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='{}'/>"
    for size in ((10, 10), (40, 20)):
        write_site({"docs/index.md": "# A\n\n![A](a.svg)\n", "docs/a.svg": form.format(*size)})
        build(load_config("mkdocs.yml"))
        assert 'width="{}" height="{}"'.format(*size) in Path("site/index.html").read_text()


@pytest.mark.parametrize("name", ["gone.svg", ".", "a.txt", "a\0.svg", "x" * 999 + ".svg"])
def test_what_is_no_picture_has_no_size(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert picture_size(tmp_path / name) is None


def test_a_fault_is_told_in_one_line() -> None:
    style = "@keyfra\\\nmes { a { } } a\\\nb:c { fi\nll: red } p { \\\nx: 1; fill: u\\\nrl(/x) }"
    faults = svg.check(picture(f"<style>{style}</style>").encode()).faults
    assert faults
    assert all("\n" not in message for _, message in faults)
