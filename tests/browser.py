"""A Chromium for the tests: one that is installed, else Playwright's own, else (as root on Debian) the package.

`python tests/browser.py` finds or installs it; tests only look. The shell comes first: the same engine without what
draws a window, which takes half the processor time.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no test may reach the network
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
)
LAST_WORDS = 10
"""Lines of an installer that failed; what it failed at stands at the end."""


def find() -> str | None:
    """Path of a Chromium that is there, or None."""
    installed = [path for path in map(shutil.which, NAMES) if path]
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return next((path for path in (*installed, *ELSEWHERE, own) if Path(path).exists()), None)


def install() -> str:
    """Install one, quietly, by the first way that works; return the last words of those that did not."""
    said = ""
    for command in _ways():
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        if done.returncode == 0 and find():
            return ""
        said += f"$ {shlex.join(command)}\n" + "".join(f"  {line}\n" for line in done.stdout.splitlines()[-LAST_WORDS:])
    return said


def _ways() -> list[list[str]]:
    ways = [[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        install = "apt-get install --yes --no-install-recommends"
        ways.append(["sh", "-c", f"apt-get update && ({install} {SHELL} || {install} chromium)"])
    return ways


def main() -> str | None:
    if find():
        return None
    print("installing Chromium for the tests", flush=True)
    said = install()
    return (
        None if find() else f"{said}found no Chrome or Chromium and could not install one; install either and try again"
    )


if __name__ == "__main__":
    sys.exit(main())
