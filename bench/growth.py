"""How the build grows with the series: 50, 200 and 800 essays, beside stock Material on the same text.

python bench/growth.py [ESSAYS ...]

Prints processor seconds of both builds, their ratio, and what an essay costs; the ratio is to stay below 1.5, and an
essay of 800 is to cost what one of 50 does.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tests"))
from sites import copy_sample  # noqa: E402  (the path has to be known first)

SIZES = (50, 200, 800)
LIMIT = 1.5
WORDS = 3_000
"""Of an essay, about as many as one of the project's own has."""
OURS = ("hooks", "watch")
"""Settings that stock Material does without."""


def main(sizes: Sequence[int]) -> None:
    print(f"{'essays':>7} {'ours, s':>9} {'stock, s':>9} {'ratio':>6} {'limit':>6} {'ms an essay':>12}")
    for essays in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours = write_series(Path(folder), essays)
            stock = write_stock(ours)
            costs = [cpu_seconds(configuration) for configuration in (ours, stock)]
        ours_s, stock_s = costs
        times = f"{ours_s:9.1f} {stock_s:9.1f} {ours_s / stock_s:6.2f} {LIMIT:6}"
        print(f"{essays:7} {times} {1000 * ours_s / essays:12.1f}", flush=True)


def write_series(folder: Path, essays: int) -> Path:
    """The tests' sample with so many essays, each with citations, terms, claims and notes; its configuration's path."""
    project = copy_sample(folder / "series")
    (model,) = (path for path in sorted((project / "docs/essays").glob("*.md"))[:1])
    text = model.read_text()
    for path in (project / "docs/essays").glob("*.md"):
        path.unlink()
    for number in range(1, essays + 1):
        (project / f"docs/essays/essay-{number}.md").write_text(essay(text, number))
    configuration = project / "mkdocs.yml"
    names = "".join(f"      - essays/essay-{number}.md\n" for number in range(1, essays + 1))
    settings = re.sub(r"(      - essays/\S+\n)+", names, configuration.read_text())
    configuration.write_text(settings)
    for page in (project / "docs").glob("*.md"):
        page.write_text(re.sub(r"essays/(?!essay-)[\w-]+\.md(#[\w-]+)?", "essays/essay-1.md", page.read_text()))
    return configuration


def essay(model: str, number: int) -> str:
    """The model, as long as an essay is, in its place in the series."""
    _, front, body = model.split("---\n", 2)
    fields = yaml.safe_load(front) | {"title": f"Essay {number}", "series_part": number, "related": []}
    paragraphs = [line for line in body.split("\n\n") if re.match(r"[A-Z][^\n]*$", line)]
    long = "\n\n".join(repeated(paragraphs, WORDS))
    whole = f"{body}\n\n## More {{#more}}\n\n{long}\n"
    linked = re.sub(r"\]\((?!\.\./|#|https?:)[\w-]+\.md(#[\w-]+)?\)", "](essay-1.md)", whole)
    return f"---\n{yaml.safe_dump(fields, sort_keys=False)}---\n{linked}"


def repeated(paragraphs: Sequence[str], words: int) -> Iterator[str]:
    done = 0
    while paragraphs and done < words:
        for paragraph in paragraphs:
            yield re.sub(r"\{#[\w-]+\}|\[\^[\w-]+\]", "", paragraph)
            done += len(paragraph.split())


def write_stock(ours: Path) -> Path:
    """A configuration by which Material builds the same text by itself."""
    settings = yaml.load(ours.read_text().replace("!ENV", ""), Loader=yaml.SafeLoader)
    stock = {name: value for name, value in settings.items() if name not in OURS}
    stock |= {"theme": {"name": "material", "font": False}, "site_url": "", "extra": {}, "validation": {}}
    path = ours.with_name("stock.yml")
    path.write_text(yaml.safe_dump(stock))
    return path


def cpu_seconds(configuration: Path) -> float:
    """What a build takes of all processors together."""
    with tempfile.TemporaryDirectory() as site:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", configuration, "-d", site]
        process = subprocess.Popen(
            command, cwd=configuration.parent, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{configuration}: the build failed")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
