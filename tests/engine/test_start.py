"""A quicker start reads the same: whatever stands in a configuration, and in the head of a block."""

from __future__ import annotations

import io
import os
import random
import re
import subprocess
import sys

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from sites import PROJECT
from xref.speed import start

TEXTS = [
    (PROJECT / "mkdocs.yml").read_text(),
    'nav:\n  - Home: index.md\n  - A:\n      - b/c.md\n      - "D: e": d.md\nsite_url: https://x.example/\n',
    "a: &x [1, 'b', \"c\"]\nb: *x\nc: {d: e, f: [g]}\nh: |\n  text\n  & more\n",
    "i: >-\n  fold\nj: !ENV [A, b]\nk: 'it''s'\n",
    "a: !!python/name:os.path.join\nb: 50%\nc: a@b.example\nd: x=1&y=2\ne: 2026-02-30\nf: 0x1f\ng: !relative\nz: ~\n",
]
PIECES = [
    *" \n\t\r:-[]{},&*!|>'\"%@`#?\\abc019~=<",
    *("\ufeff", "\x85", "\u2028", "\0", "é", "😀", "---\n", "...\n", ": ", "- ", "# ", "!ENV ", "? ", "|\n", ">-\n"),
    *("<<: ", "!!str ", "!!python/name:os.sep\n", "INHERIT: a.yml\n"),
]


def mutated(chance: random.Random) -> str:
    text = chance.choice(TEXTS)
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 2)) :]
    return text


def read(load, text: str):
    """The values, or the error's words."""
    source = io.BytesIO(text.encode())
    source.name = "mkdocs.yml"
    try:
        return re.sub(" at 0x[0-9a-f]+", "", repr(load(source, get_yaml_loader(config=MkDocsConfig()))))
    except (ConfigurationError, ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("seed", range(4))
def test_a_configuration_is_read_the_same(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        text = mutated(chance)
        assert read(start._load, text) == read(yaml_load, text), text


@pytest.mark.parametrize(
    "text", ["a:\tb\n", "k: {a:}\n", "a: {d?: e}\n", "a: [!b', c]\n", "i: >#\n  fold\n", "a: \ufeffb\n"]
)
def test_what_libyaml_reads_otherwise_is_left_to_the_other(text: str) -> None:
    assert read(start._load, text) == read(yaml_load, text)


def test_a_plain_navigation_is_read_by_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml.Loader, "get_single_data", lambda _: pytest.fail("the slow way"))
    assert "Home" in read(start._load, TEXTS[1])


BLOCKS = """\
from xref.speed import start
if {is_quick}: start.speed_up()
import re, markdown
text = open({text!r}).read()
print(markdown.markdown(text, extensions=["pymdownx.blocks.html", "pymdownx.blocks.caption"]))
import pymdownx.blocks.html as module
assert isinstance(module.RE_IDENT, re.Pattern) != {is_quick}
"""


def test_the_heads_of_blocks_are_read_the_same(tmp_path) -> None:
    text = tmp_path / "page.md"
    heads = ("div", "p#id.one.two[a='b c'][d]", "é.ü#ñ", "div[", "#a#b", "-x", "9", "")
    blocks = [f"/// html | {head}\nwords\n///" for head in heads]
    text.write_text(
        "\n\n".join([*blocks, "/// caption | #c.d\nwords\n///", "/// caption\n    attrs: {id: e}\nwords\n///"])
    )
    said = [run(BLOCKS.format(is_quick=is_quick, text=str(text))) for is_quick in (True, False)]
    assert said[0] == said[1]
    assert 'class="one two"' in said[0]


def run(code: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "scripts")}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    ).stdout
