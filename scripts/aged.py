"""What has aged since somebody last looked: outside links, dates that have passed, and known weaknesses of packages.

`make aged` builds the site, asks the hosts of its links, gently, and the database of weaknesses OSV, and writes what it
found to aged.md; nothing, if there is nothing. It is for once a week, and stops no change.
Exit status: 0 whatever was found, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from push_report import plain
from xref import writing
from xref.command import CommandError, run, show
from xref.files import required_text_of

TOOLS = Path(sys.executable).parent
SITE, LOCK, WRITTEN = Path("site"), Path("requirements-test.txt"), Path("aged.md")
LYCHEE = (
    *("--no-progress", "--format=json", "--scheme=http", "--scheme=https", "--timeout=30", "--max-retries=2"),
    *("--cache", "--max-cache-age=20d", "--host-concurrency=1", "--host-request-interval=2s"),
    "--accept=200..=299,401,403,405,429,999",  # hosts that let no program in say nothing of a link
)
PIN = re.compile(r"^[\w.-]+==\S+(?: ; [^\\\n]+?)?(?= *\\?$)", re.MULTILINE)
MOST_LINES = 200
"""Of a section: GitHub takes 65,536 letters for the text of an issue."""
HEAD = """\
Nobody did anything wrong: pages elsewhere move, days pass, and weaknesses become known. This text is written anew each
week, and the issue can be closed once nothing in it needs doing.
"""


def main() -> int:
    return run(_look)


def _look() -> int:
    sections = {
        "Links that lead nowhere now": [*broken_links(_said("lychee", *LYCHEE, f"{SITE}/**/*.html"))],
        "Days that have passed": [*due(_said("python", "scripts/check_xrefs.py", "--format=json"))],
        "Packages with a known weakness": [*weaknesses(required_text_of(LOCK))],
    }
    WRITTEN.unlink(missing_ok=True)
    if text := report(sections):
        writing.write(WRITTEN, text)
    show(text or "nothing has aged\n")
    return 0


def _said(program: str, *arguments: str) -> str:
    done = subprocess.run([TOOLS / program, *arguments], capture_output=True, encoding="utf-8", errors="replace")
    if not done.stdout.strip():
        said = (done.stderr.strip().splitlines() or ["nothing"])[-1]
        raise CommandError(f"{program} found nothing out, and said: {said}; see to that and try again")
    return done.stdout


def broken_links(said: str) -> Iterator[str]:
    """From lychee's JSON, a line for each address with the pages on which it stands."""
    answer = json.loads(said)
    places: dict[str, set[str]] = {}
    reasons: dict[str, str] = {}
    for page, failures in [*answer["error_map"].items(), *answer["timeout_map"].items()]:
        for failure in failures:
            places.setdefault(failure["url"], set()).add(Path(page).relative_to(SITE).as_posix())
            reasons[failure["url"]] = _reason(failure["status"])
    for url, pages in sorted(places.items()):
        yield f"{plain(url)} on {', '.join(map(plain, sorted(pages)))}: {plain(reasons[url])}"


def _reason(status: Mapping[str, Any]) -> str:
    return str(status.get("details") or status.get("code") or status.get("text") or "no answer")


def due(said: str) -> Iterator[str]:
    """From the validator's JSON, a line for each notice."""
    for finding in json.loads(said)["findings"]:
        if finding["notice"]:
            yield f"{plain(finding['path'])}, line {finding['line']}: {plain(finding['message'])}"


def weaknesses(lock: str) -> Iterator[str]:
    """What uv says of the locked packages, if it finds fault with any; a line each."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "locked.py")
        script.write_text(as_script(lock), "utf-8")
        command = [str(TOOLS / "uv"), "audit", "--preview-features=audit", "--script", str(script)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        yield from (plain(line) for line in (done.stdout or done.stderr).splitlines() if line.strip())


def as_script(lock: str) -> str:
    """A script that needs what a lock names, in the form in which uv reads one."""
    pins = [line.strip() for line in PIN.findall(lock)]
    listed = "".join(f"#   {json.dumps(pin)},\n" for pin in pins)
    return f'# /// script\n# requires-python = ">=3.11.2"\n# dependencies = [\n{listed}# ]\n# ///\n'


def report(sections: Mapping[str, Sequence[str]]) -> str:
    """All that was found, in Markdown; "" where nothing was."""
    found = [
        f"## {title}\n\n" + "".join(f"- {line}\n" for line in lines[:MOST_LINES])
        for title, lines in sections.items()
        if lines
    ]
    return "\n".join([HEAD, *found]) if found else ""


if __name__ == "__main__":
    sys.exit(main())
