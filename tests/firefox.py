"""A Firefox for the tests that ask what another browser makes of the pages: one that is installed.

`.ci/run` installs Debian's; where there is none, these tests are skipped by name. It is driven by Marionette, its own
line for the commands of WebDriver: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from webdriver import PATIENCE, Driven, caught

NAMES = ("firefox-esr", "firefox")


def find() -> str | None:
    """Path of a Firefox that is there, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


OWN_HOSTS = ("mozilla.org:", "mozilla.com:", "mozilla.net:")
"""Which it asks for news of itself, whatever the page."""
ALONE = {"MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"}
"""Lets it be told, as below, not to ask its makers for settings."""


def settings(proxy: int) -> dict[str, Any]:
    """Whatever is asked of the network comes to a proxy on a port of this machine."""
    return {
        "marionette.port": 0,  # any
        "services.settings.server": "data:,none/v1",
        "security.fileuri.strict_origin_policy": True,  # as readers have it
        "media.gmp-provider.enabled": False,  # which fetches what plays films
        "media.gmp-manager.updateEnabled": False,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": proxy,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": proxy,
        "network.proxy.no_proxies_on": "127.0.0.1",
        "network.proxy.allow_bypass": False,
    }


class Firefox(Driven):
    def __init__(self, line: socket.socket, sent: list[str]):
        self.line, self.sent = line, sent
        self.answers = line.makefile("rb")
        self.numbers = count(1)
        self._read()  # who is there

    def command(self, name: str, **parameters: Any) -> Any:
        return self.send(f"WebDriver:{name}", **parameters)

    def send(self, name: str, **parameters: Any) -> Any:
        message = json.dumps([0, next(self.numbers), name, parameters]).encode()
        self.line.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return answer.get("value")

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """In the page itself, not in a room beside it."""
        script = f"return ({function})(arguments[0])"
        return self.command("ExecuteScript", script=script, args=[argument], sandbox=None)

    def _read(self) -> Any:
        length = b"".join(iter(lambda: self.answers.read(1), b":"))
        return json.loads(self.answers.read(int(length)))


@contextmanager
def launch(path: str) -> Iterator[Firefox]:
    with caught(OWN_HOSTS) as (proxy, sent), _running(path, proxy) as port, _reach(port) as line:
        firefox = Firefox(line, sent)
        firefox.command("NewSession")
        yield firefox
        firefox.send("Marionette:Quit", flags=["eForceQuit"])


@contextmanager
def _running(path: str, proxy: int) -> Iterator[Path]:
    """A Firefox with a profile of its own, and the file into which it writes the port that it listens at."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings(proxy).items())
        Path(profile, "user.js").write_text("".join(lines))
        command = [path, "-marionette", "-headless", "-no-remote", "-profile", profile]
        process = subprocess.Popen(
            command, env=os.environ | ALONE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield Path(profile, "MarionetteActivePort")
        finally:
            process.terminate()
            process.wait()


def _reach(port: Path) -> socket.socket:
    """The line to a Firefox that may still be starting."""
    late = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", int(port.read_text())))
        except (OSError, ValueError):
            if time.monotonic() > late:
                raise
            time.sleep(0.05)
