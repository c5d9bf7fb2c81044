"""What a browser does that is driven by the commands of WebDriver, https://www.w3.org/TR/webdriver2/.

Firefox and WebKit are, each over a line of its own; the methods have the names of Playwright's where it has them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEYS = {"Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004"}
PATIENCE = 20
"""In seconds: what does not come true by then never will."""
MIDDLE = """selector => {
    const one = [...document.querySelectorAll(selector)].find(one => one.checkVisibility())
    one.scrollIntoView({ block: "center", behavior: "instant" })
    const { left, top, width, height } = one.getClientRects()[0]
    return [Math.round(left + width / 2), Math.round(top + height / 2)]
}"""


class Driven:
    """A page of a browser."""

    sent: list[str]
    """What it asked of other hosts; nothing of that reaches the network."""

    def command(self, name: str, **parameters: Any) -> Any:
        """What the browser answers to a command of WebDriver, by its name there without spaces."""
        raise NotImplementedError

    def goto(self, address: str) -> None:
        self.command("Navigate", url=address)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """What a JavaScript function of at most one argument returns, or promises, called in the page."""
        return self.command("ExecuteScript", script=f"return ({function})(arguments[0])", args=[argument])

    def wait_for_timeout(self, milliseconds: int) -> None:
        time.sleep(milliseconds / 1000)

    def wait_for(self, function: str, argument: Any = None) -> None:
        """Until a JavaScript function returns what is true."""
        late = time.monotonic() + PATIENCE
        while not self.evaluate(function, argument):
            if time.monotonic() > late:
                raise TimeoutError(f"in vain: {function} of {argument!r}")
            time.sleep(0.02)

    def resize(self, width: int, height: int) -> None:
        """The window; no narrower than the browser makes it. On a busy machine the page has its width a while later."""
        self.command("SetWindowRect", width=width, height=height)
        self.wait_for("width => innerWidth >= width && innerWidth < width + 200", width)

    def press(self, *keys: str) -> None:
        """One key after the other: letters, or names of KEYS."""
        typed = [KEYS.get(key, key) for key in keys]
        self._act("key", *({"type": kind, "value": key} for key in typed for kind in ("keyDown", "keyUp")))

    def move(self, x: int, y: int) -> None:
        self._act("pointer", {"type": "pointerMove", "x": x, "y": y})

    def hover(self, selector: str) -> None:
        """Point at the first element that is shown."""
        self.move(*self.evaluate(MIDDLE, selector))

    def click(self, selector: str) -> None:
        self.hover(selector)
        self._act("pointer", {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def _act(self, kind: str, *actions: dict[str, Any]) -> None:
        self.command("PerformActions", actions=[{"type": kind, "id": kind, "actions": list(actions)}])


@contextmanager
def caught(own: Iterable[str] = ()) -> Iterator[tuple[int, list[str]]]:
    """The port of a proxy that lets nothing through, and what is asked of it, but for a browser's own hosts."""
    sent: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked = self.rfile.readline(1000).decode(errors="replace").strip()
            if not any(host in asked for host in own):
                sent.append(asked)
            self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, sent
    server.shutdown()
