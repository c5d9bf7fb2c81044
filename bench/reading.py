"""How soon an essay can be read: our page beside stock Material and beside the bare text, in one run.

`python bench/reading.py [ROUNDS]` builds the three, serves them compressed, opens them by turns in Chromium with the
network and the processor of Lighthouse's phone, and prints medians and ratios to the bare text.
"""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

import yaml
from playwright.sync_api import Browser, CDPSession, sync_playwright

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tests"))
import browser  # noqa: E402  (the path has to be known first)

ESSAY = "essays/compersion.html"
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
"""Lighthouse's phone: a round trip in ms, bytes a second, and how many times slower its processor is."""
PHONE = {"width": 412, "height": 823}
WATCH = """window.seen = { shift: 0, blocked: 0 }
const watch = (type, note) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true })
watch("paint", entry => { if (entry.name === "first-contentful-paint") seen.first = entry.startTime })
watch("largest-contentful-paint", entry => { seen.largest = entry.startTime })
watch("layout-shift", entry => { seen.shift += entry.value })
watch("longtask", entry => { seen.blocked += entry.duration - 50 })"""
MEASURES = {"first": "first paint, ms", "largest": "largest paint, ms", "blocked": "blocked, ms", "shift": "shift"}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    executable = browser.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        sites = _build(Path(folder))
        chromium = playwright.chromium.launch(executable_path=executable, args=browser.ARGUMENTS)
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in sites}
        for _ in range(rounds):
            for name, site in sites.items():
                found[name].append(_visit(chromium, site))
        chromium.close()
    _report(found)


def _build(folder: Path) -> dict[str, Path]:
    ours, stock, bare = folder / "ours", folder / "stock", folder / "bare"
    _mkdocs(PROJECT / "mkdocs.yml", ours)
    _mkdocs(_stock_configuration(folder), stock)
    (bare / ESSAY).parent.mkdir(parents=True)
    article = re.search(r"<article.*?</article>", (ours / ESSAY).read_text(), re.DOTALL)[0]
    text = re.sub(r'<span class="sidenote".*?</span>| loading="lazy"', "", article)
    (bare / ESSAY).write_text(f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>{text}</html>')
    (bare / "assets").symlink_to(ours / "assets")
    return {"ours": ours, "stock Material": stock, "bare text": bare}


def _stock_configuration(folder: Path) -> Path:
    """The same pages as Material draws them by itself, but for fonts, which the network here does not reach."""
    settings = {
        "site_name": "Stock",
        "docs_dir": str(PROJECT / "docs"),
        "theme": {"name": "material", "font": False},
        "use_directory_urls": False,
        "markdown_extensions": [
            "attr_list",
            "footnotes",
            "smarty",
            {"toc": {"permalink": True}},
            "pymdownx.blocks.caption",
        ],
        "plugins": ["search"],
    }
    path = folder / "stock.yml"
    path.write_text(yaml.safe_dump(settings))
    return path


def _mkdocs(configuration: Path, site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(configuration)]
    subprocess.run([*command, "--site-dir", str(site)], check=True, capture_output=True)


class _Compressed(SimpleHTTPRequestHandler):
    """A host that compresses, as hosts do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _serve(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressed, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def _visit(chromium: Browser, site: Path) -> dict[str, Any]:
    """What one first view of the essay took, and the bytes that were transferred, by type."""
    context = chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    sizes = _counted(session)
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    with _serve(site) as address:
        page.goto(address + ESSAY, wait_until="load")
        page.wait_for_timeout(1500)
        seen = page.evaluate("seen")
    context.close()
    return seen | {"sizes": sizes}


def _counted(session: CDPSession) -> Counter[str]:
    kinds: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    session.send("Network.enable")
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({kinds.get(event["requestId"], "Other"): int(event["encodedDataLength"])}),
    )
    return sizes


def _report(found: dict[str, list[dict[str, Any]]]) -> None:
    medians = {
        name: {key: median(visit[key] for visit in visits) for key in MEASURES} for name, visits in found.items()
    }
    for name, measured in medians.items():
        print(f"\n{name}")
        for key, words in MEASURES.items():
            reference = medians["bare text"][key]
            ratio = f"  {measured[key] / reference:.2f} times bare" if reference else ""
            print(f"  {words:20} {measured[key]:8.3g}{ratio}")
        sizes = found[name][0]["sizes"]
        print(f"  {'transferred, bytes':20} {sum(sizes.values()):8}  {dict(sizes.most_common())}")


if __name__ == "__main__":
    main()
