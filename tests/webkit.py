"""A WebKit for the tests that ask what another browser makes of the pages: that of Debian's package webkit2gtk-driver.

`.ci/run` installs it; where it is missing, these tests are skipped by name. It shows itself on a display of its own,
which Xvfb makes.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from webdriver import PATIENCE, Driven, caught

DRIVER, DISPLAY = "WebKitWebDriver", "Xvfb"
MISSING = "webkit2gtk-driver is not installed, or not xvfb"
BROWSERS = ("webkit2gtk-4.1/MiniBrowser", "webkit2gtk-4.0/MiniBrowser", "webkitgtk-6.0/MiniBrowser")
COMMANDS = {
    "NewSession": ("POST", ""),
    "DeleteSession": ("DELETE", ""),
    "Navigate": ("POST", "/url"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "PerformActions": ("POST", "/actions"),
    "SetWindowRect": ("POST", "/window/rect"),
}
"""Command -> method, and place within a session."""


def find() -> str | None:
    """Path of a browser that is there and can be driven, or None."""
    if not shutil.which(DRIVER) or not shutil.which(DISPLAY):
        return None
    return next((str(path) for name in BROWSERS for path in Path("/usr").glob(f"lib/*/{name}")), None)


class WebKit(Driven):
    def __init__(self, driver: str, sent: list[str]):
        self.session, self.sent = f"{driver}/session", sent

    def start(self, browser: str, proxy: int) -> None:
        """Open a window; requests to other hosts come to a proxy on a port of this machine."""
        by = f"127.0.0.1:{proxy}"
        wanted = {
            "webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]},
            "proxy": {"proxyType": "manual", "httpProxy": by, "sslProxy": by, "noProxy": ["127.0.0.1"]},
        }
        answer = self.command("NewSession", capabilities={"alwaysMatch": wanted})
        self.session += f"/{answer['sessionId']}"

    def command(self, name: str, **parameters: Any) -> Any:
        method, place = COMMANDS[name]
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(self.session + place, body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{name}: {json.load(error)['value']['message']}") from None


@contextmanager
def launch(path: str) -> Iterator[WebKit]:
    with caught() as (proxy, sent), _display() as display, _driver(display) as address:
        webkit = WebKit(address, sent)
        webkit.start(path, proxy)
        try:
            yield webkit
        finally:
            with suppress(OSError):  # of one that has stalled; its driver ends with it
                webkit.command("DeleteSession")


@contextmanager
def _display() -> Iterator[str]:
    told, tell = os.pipe()
    command = [DISPLAY, "-displayfd", str(tell), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with _running(command, pass_fds=[tell]), os.fdopen(told) as number:
        os.close(tell)
        yield f":{number.readline().strip()}"


@contextmanager
def _driver(display: str) -> Iterator[str]:
    """The address of a driver whose browser shows itself on a display, and has a home of its own."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        own = {"DISPLAY": display, "HOME": home, "XDG_RUNTIME_DIR": home, "NO_AT_BRIDGE": "1"}
        with _running([DRIVER, f"--port={port}"], env=os.environ | own):
            _wait_for(f"http://127.0.0.1:{port}/status")
            yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], **settings: Any) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **settings)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    late = time.monotonic() + PATIENCE
    while True:
        try:
            return urllib.request.urlopen(address, timeout=PATIENCE).close()
        except OSError:
            if time.monotonic() > late:
                raise
            time.sleep(0.05)
