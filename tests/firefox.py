"""A Firefox for the tests that ask what another browser makes of the pages: one that is installed.

`.ci/run` installs Debian's; where there is none, these tests are skipped by name.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # imported where it is used: few tests do, and it takes its time
    from marionette_driver.marionette import Marionette

NAMES = ("firefox-esr", "firefox")
SETTINGS = {
    # No test may reach the network.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
}


def find() -> str | None:
    """Path of a Firefox that is there and can be driven, or None."""
    if not find_spec("marionette_driver"):
        return None
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Firefox:
    """A page of it, with those methods of Playwright's pages that our tests need of both."""

    def __init__(self, marionette: Marionette):
        self.marionette = marionette

    def goto(self, address: str) -> None:
        self.marionette.navigate(address)

    def wait_for_timeout(self, milliseconds: int) -> None:
        time.sleep(milliseconds / 1000)

    def evaluate(self, function: str) -> Any:
        """What a JavaScript function without arguments returns, called in the page."""
        return self.marionette.execute_script(f"return ({function})()", sandbox=None, script_timeout=30_000)


@contextmanager
def launch(path: str) -> Iterator[Firefox]:
    from marionette_driver.marionette import Marionette

    log = os.path.join(tempfile.mkdtemp(), "log")  # which it removes first
    marionette = Marionette(bin=path, port=0, headless=True, prefs=SETTINGS, gecko_log=log)
    marionette.start_session()
    try:
        yield Firefox(marionette)
    finally:
        marionette.cleanup()
        marionette.instance = None  # which would remove its profile again as Python ends, and fail
