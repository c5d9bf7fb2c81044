"""Measures the validator and its peers on generated sites, as ratios to `mkdocs build --strict` in the same run.

python bench/validator.py [PAGES ...]

Medians of three, or of one from 5,000 pages on. Where other work keeps the machine busy, what a tool does on several
processors shows in the column "CPU", not in the time that it saves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import count
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
SIZES = (100, 1000)
RUMDL_RULES = "MD042,MD045,MD051,MD052,MD053,MD057,MD066,MD074,MD080"
"""What it says about links, pictures, footnotes, navigation and ids; nothing about style."""
REVISIONS = count(1)
"""Numbers that make a page differ from what it was in every run before."""
BASELINE = "mkdocs build --strict"
COLD, UNCHANGED, CHANGED = "cold", "nothing changed", "one page changed"
LIMITS = {COLD: 0.25, UNCHANGED: 0.02, CHANGED: 0.05}
WITHOUT_SPEED = 0.40
"""The most that the validator may take, as a ratio to the baseline, from 1,000 pages on."""


OURS, PLAIN, BUILT = "check_xrefs.py", "without speed/", "with a hook"
WITH_A_HOOK = 1.1
"""The most where the site's own build must run, since a hook may do anything."""


@dataclass(frozen=True)
class Tool:
    name: str
    command: tuple[str | Path, ...]
    made: str
    """What a run leaves in the project's folder; a cold run starts without it."""
    runs: tuple[str, ...] = (COLD, UNCHANGED, CHANGED)
    """Without a cache there is only one kind of run."""


TOOLS = (
    Tool(BASELINE, (BIN / "mkdocs", "build", "--strict"), "site", (COLD,)),
    Tool(OURS, (PYTHON, PROJECT / "scripts/check_xrefs.py"), ".cache/xref"),
    Tool(PLAIN, (PYTHON, "../plain/check_xrefs.py"), "", (COLD,)),
    Tool(BUILT, (PYTHON, "-m", "xref", "--config", "hooked.yml"), ".cache/xref", (COLD,)),
    Tool("rumdl", (BIN / "rumdl", "check", "--enable", RUMDL_RULES, "docs"), ".rumdl_cache"),
    Tool("lychee", (BIN / "lychee", "--offline", "--include-fragments", "--no-progress", "docs"), "", (COLD,)),
)


@dataclass(frozen=True)
class Cost:
    seconds: float
    """Wall time."""
    work: float
    """Seconds of all processors together."""
    memory: float
    """MiB of the largest process."""


def main(sizes: Sequence[int]) -> None:
    tools = [tool for tool in TOOLS if shutil.which(tool.command[0])]
    for tool in TOOLS:
        if tool not in tools:
            print(f"{tool.name} is not installed: skipped")
    print(f"{'pages':>6}  {'tool':22} {'run':17} {'seconds':>8} {'ratio':>7} {'limit':>6} {'CPU':>7} {'MiB':>5}")
    for pages in sizes:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder, "project")
            generate(project, pages)
            shutil.copytree(PROJECT / "scripts", Path(folder, "plain"), ignore=shutil.ignore_patterns("speed"))
            report(pages, measure(tools, project, rounds=3 if pages < 5000 else 1))


def generate(folder: Path, pages: int) -> None:
    """Write a site without a defect, on which every tool does all its work."""
    command = [PYTHON, PROJECT / "tests/generate.py", folder, "--pages", str(pages)]
    subprocess.run(command, check=True)
    (folder / "hooked.yml").write_text("INHERIT: mkdocs.yml\nhooks: [hook.py]\n")
    (folder / "hook.py").write_text("def on_page_markdown(markdown, **_): ...\n")
    (folder / ".rumdl.toml").write_text('[global]\nflavor = "mkdocs"\n')


def measure(tools: Sequence[Tool], folder: Path, rounds: int) -> dict[tuple[Tool, str], Cost]:
    """Medians of so many rounds; in each, every tool runs in turn, so that a busy machine slows all alike."""
    costs = [dict(one_round(tools, folder)) for _ in range(rounds)]
    return {key: middle([cost[key] for cost in costs]) for key in costs[0]}


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(values) for values in zip(*map(astuple, costs), strict=True)))


def one_round(tools: Sequence[Tool], folder: Path) -> Iterator[tuple[tuple[Tool, str], Cost]]:
    for tool in tools:
        for kind in tool.runs:
            prepare(tool, kind, folder)
            yield (tool, kind), run(tool, folder)


def prepare(tool: Tool, kind: str, folder: Path) -> None:
    if kind == COLD and tool.made:
        shutil.rmtree(folder / tool.made, ignore_errors=True)
    if kind == CHANGED:
        with (folder / "docs/index.md").open("a") as page:
            page.write(f"\nRevision {next(REVISIONS)}.\n")


def run(tool: Tool, folder: Path) -> Cost:
    """Run a tool, which must find nothing, or else it did other work than it was meant to."""
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen(tool.command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=environment())
        # Unlike Popen.wait, this tells the memory of the process and of those that it waited for. A process counts
        # what its parent held when it started, so this one stays small.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{tool.name} ended with {process.returncode}:\n{output.read()[-2000:]}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environment() -> dict[str, str]:
    """With bytecode that is kept, as Python does unless it is told otherwise: for all tools, and within the project."""
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(PROJECT / ".cache/bytecode")}
    return os.environ | kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(PROJECT / "scripts")}


def report(pages: int, costs: dict[tuple[Tool, str], Cost]) -> None:
    baseline = next(cost.seconds for (tool, _), cost in costs.items() if tool.name == BASELINE)
    for (tool, kind), cost in costs.items():
        limits = {OURS: LIMITS, PLAIN: {COLD: WITHOUT_SPEED}, BUILT: {COLD: WITH_A_HOOK}}.get(tool.name, {})
        limit = f"{limits[kind]:.2f}" if kind in limits and pages >= 1000 else ""
        times = f"{cost.seconds:8.2f} {cost.seconds / baseline:7.3f} {limit:>6} {cost.work:7.2f}"
        print(f"{pages:6}  {tool.name:22} {kind:17} {times} {cost.memory:5.0f}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
