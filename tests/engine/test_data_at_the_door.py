"""Whatever stands in a data file or in front matter: findings at their lines, never a traceback, never a hang.

    XREF_EXAMPLES=20000 .venv/bin/pytest tests/engine/test_data_at_the_door.py

tries longer than the ordinary run.
"""

from __future__ import annotations

import os
import re
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from check_xrefs import main
from essays.citing.csl import FIELDS as RECORD_FIELDS
from essays.corrections import FORM as CORRECTION_FORM
from essays.help_entries import FORM as HELP_FORM
from essays.schema import FIELDS as PAGE_FIELDS
from essays.verdict_changes import FORM as CHANGE_FORM
from sites import PLAIN, WriteSite
from xref.time_limit import TIME_LIMIT, time_limit

EXAMPLES = int(os.environ.get("XREF_EXAMPLES", "150"))


class Raw(str):
    """What stands in the file as it is."""


FRONT = {
    "title": "Home",
    "description": "Where it begins.",
    "series_part": 1,
    "content_note": "None.",
    "published": Raw("2026-01-01"),
    "reviewed": None,
    "review_due": Raw("2999-01-01"),
}
RECORD = {
    "id": "a",
    "type": "book",
    "title": "A",
    "author": [{"family": "A"}],
    "publisher": "P",
    "custom": {"read": "whole"},
}
HELP = {"name": "A", "kind": "K", "scope": "s", "purpose": "p", "address": "https://example.org/", "checked": "never"}
WORDS = {"words": ["a", "b/c d"], "reason": "R", "where": "index.md#a"}
CHANGE = {"claim": "c01", "date": Raw("2026-01-01"), "old": "untested", "new": "contested", "reason": "R"}
CORRECTION = {"where": "index.md", "date": Raw("2026-01-01"), "what": "A.", "why": "B.", "noticed_by": "C"}
FINDING = re.compile(r"docs/[\w./-]+:\d+:\d+: .+ \[[\w-]+\]")
BOMB = "&a [x, x, x, x, x, x, x, x, x]"
for _level in range(8):
    BOMB = f"[{BOMB.replace('&a', f'&{chr(98 + _level)}')}{', *' + chr(98 + _level) if _level % 2 else ''}]"

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=40),
    st.sampled_from(["", " ", "never", "2026-02-30", "@a", "#5", "'", '"', "a: b", "\t", "{{ x }}", "<b>", "\\d", "*"]),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
odd_yaml = st.sampled_from(
    [
        *("!strange x", "!!python/object:os.system x", "!!binary x", "!!timestamp x", "!!int x", "!!set {a}"),
        *("? [a]\n  : b", "*gone", "[", "{", "'", '"', "|", "2026-02-31", "1_000", "0x", ".inf", "1:2:3"),
        *("!ENV HOME", "<<: a", "&x [*x]", "[" * 200, "- " * 500 + "a", "&a a: *a", "\x07", "\u2028", "\ufeff"),
        *("a" * 5000, BOMB),
    ]
)


def dumped(value: Any) -> str:
    """A value as an author would type it in a line."""
    return yaml.safe_dump(value, default_flow_style=True, width=10_000).replace("\n...", "").strip()


written = st.one_of(values.map(dumped), odd_yaml)
"""A value as it stands behind a field's name."""


def entry(fields: dict[str, Any], name: str, value: str, indent: str) -> str:
    """A mapping in YAML with one field exchanged, or one more."""
    lines = {key: item if isinstance(item, Raw) else dumped(item) for key, item in fields.items()}
    return "".join(f"{indent}{key}: {text}\n" for key, text in (lines | {name: value}).items())


def write(place: str, name: str, value: str) -> None:
    front, record, help, change, correction, words = (
        entry(fields, *((name, value) if place == here else (next(iter(fields)), first(fields))), indent)
        for here, fields, indent in (
            ("page", FRONT, ""),
            ("record", RECORD, "    "),
            ("help", HELP, "  "),
            ("change", CHANGE, "  "),
            ("correction", CORRECTION, "  "),
            ("words", WORDS, "  "),
        )
    )
    files = {
        "docs/index.md": f"---\n{front}---\n\n# Home\n\nText [@a] and 12 [@a].\n",
        "docs/references.yml": f"references:\n  -{record[3:]}",
        "docs/help.yml": f"-{help[1:]}",
        "docs/verdict_changes.yml": f"-{change[1:]}",
        "docs/corrections.yml": f"-{correction[1:]}",
        "docs/synonyms.yml": value if place == "synonyms" else f"synonyms: [[a, b]]\ndistress:\n-{words[1:]}",
        "docs/published.yml": value if place == "published" else "published: {index.html: [home]}\n",
    }
    for path, text in files.items():
        Path(path).write_text(text, encoding="utf-8", errors="replace")


def first(fields: dict[str, Any]) -> str:
    return str(next(iter(fields.values())))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("door")
    for name in ("docs", "theme"):
        (folder / name).mkdir()
    (folder / "theme/main.html").write_text("{{ page.content }}{{ page.title }}{{ page.meta }}")
    excluded = "exclude_docs: |\n  *.yml\nuse_directory_urls: false\n"
    (folder / "mkdocs.yml").write_text(PLAIN + excluded)
    return folder


PLACES = st.one_of(
    st.tuples(st.just("page"), st.sampled_from([field.name for field in PAGE_FIELDS] + ["unknown"])),
    st.tuples(st.just("record"), st.sampled_from([*RECORD_FIELDS, "journal"])),
    st.tuples(st.just("help"), st.sampled_from([*HELP_FORM.fields, "unknown"])),
    st.tuples(st.just("change"), st.sampled_from([*CHANGE_FORM.fields, "unknown"])),
    st.tuples(st.just("correction"), st.sampled_from([*CORRECTION_FORM.fields, "unknown"])),
    st.tuples(st.just("words"), st.sampled_from([*WORDS, "unknown"])),
    st.tuples(st.sampled_from(["synonyms", "published"]), st.just("")),
)
SETTINGS = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


def validated() -> tuple[int, str]:
    out = StringIO()
    with time_limit(TIME_LIMIT), redirect_stdout(out), redirect_stderr(StringIO()):
        status = main(["--no-cache"])
    return status, out.getvalue()


def built() -> str | None:
    """What the build stopped with; None where it went on."""
    with time_limit(TIME_LIMIT), redirect_stderr(StringIO()):
        try:
            build(load_config("mkdocs.yml"))
        except Abort as error:
            return str(error)
    return None


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(place=PLACES, value=written)
def test_the_validator_says_in_lines_whatever_does_not_fit(project: Path, place: tuple[str, str], value: str) -> None:
    with chdir(project):
        write(*place, value)
        status, said = validated()
        lines = said.splitlines()
        assert status == (1 if any(": notice: " not in line for line in lines) else 0)
        assert all(map(FINDING.fullmatch, lines)), said


@settings(max_examples=max(EXAMPLES // 5, 10), **SETTINGS)
@given(place=PLACES, value=written)
def test_the_build_stops_with_the_validators_words(project: Path, place: tuple[str, str], value: str) -> None:
    with chdir(project):
        write(*place, value)
        _, said = validated()
        stopped = built()
        if stopped is not None:
            lines = [line for line in stopped.splitlines() if line]
            assert lines
            assert set(lines) <= set(said.splitlines())
        else:
            assert "[wrong-type]" not in said
            assert "[unreadable]" not in said
            assert "[unknown-field]" not in said


@pytest.mark.parametrize("number", [f"0x{'f' * 6000}", "7" * 6000, f"0{'7' * 6000}"], ids=["hex", "decimal", "octal"])
def test_a_number_of_any_length_is_a_line(
    number: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    work = f"{{id: a, type: book, title: A, volume: {number}, author: [{{family: Doe}}], publisher: P}}"
    write_site(
        {"docs/index.md": f"---\nseries_part: {number}\n---\n# A\n", "docs/references.yml": f"references: [{work}]"}
    )
    assert main([]) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if line.endswith("[wrong-type]")]
    assert [line.partition(" is ")[0] for line in said] == [
        "docs/index.md:2:1: 'series_part'",
        "docs/references.yml:1:44: 'volume' of 'a'",
    ]
    assert all(len(line) < 300 for line in said)
