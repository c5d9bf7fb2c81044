"""The list of what may be on a page: each entry is needed, and what is not on it stays out, wherever it stands."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
import yaml
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from books import pack
from payloads import HIT, NOTE, PAYLOADS
from publish.additions import ADDITIONS
from publish.drawing import DRAWN_ANYWHERE
from publish.guard.allowed import ANYWHERE, DRAWN, FRAME, PAGE, TEXT
from publish.guard.markup import refusals, remove
from publish.guard.rules import RULES
from publish.html_tree import parse, write
from random_markup import markup
from sites import PLAIN, PROJECT, WriteSite, build, copy_sample
from xref.checking import check, name
from xref.model import Finding
from xref.reading.site import load

CASES = Path(__file__).parent.parent / "cases/unlisted-markup"
SPEAKING = {*map(name, RULES), "remote-image"}

Pair = tuple[str, str]
"""An element and one of its attributes, or "" for the element itself."""


def pairs_of(allowed: dict) -> set[Pair]:
    own = {(tag, attribute) for tag, names in allowed.items() for attribute in names if attribute not in ANYWHERE}
    return own | {(tag, "") for tag in allowed}


def pairs_in(html: str) -> set[Pair]:
    """What html5lib, a parser that is not the build's, finds in a page."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    return {(element.tag, attribute) for element in elements for attribute in ("", *element.keys())}


# Each entry is needed


def test_every_entry_for_texts_stands_in_a_case() -> None:
    case = yaml.safe_load((CASES / "lets_what_is_listed_pass.yml").read_text())
    extensions = yaml.safe_load(case["files"]["mkdocs.yml"])["markdown_extensions"]
    shown = pairs_in(Markdown(extensions=extensions).convert(case["files"]["index.md"]))
    left_by_citations = {("span", "data-keys"), ("span", "data-problem")}
    assert pairs_of(TEXT) - shown - left_by_citations == set()
    assert ANYWHERE.keys() <= {attribute for _, attribute in shown}


def test_every_entry_for_pages_is_drawn_on_some_page(built: Path, tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    (project / "docs/published.yml").write_text("moved: {old.html: about.html}\n")
    build(project, tmp_path / "site", SITE_URL="https://notes.example/", REPO_URL="https://example.org/notes")
    pages = [*built.rglob("*.html"), *(tmp_path / "site").rglob("*.html")]
    shown = set().union(*(_drawn(page) for page in pages))
    assert pairs_of(DRAWN) - shown == set()


def _drawn(page: Path) -> set[Pair]:
    nodes = LexborHTMLParser(page.read_text()).css("*")
    return {(node.tag, attribute) for node in nodes for attribute in ("", *node.attributes)}


# What is not on it stays out


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Finding]]:
    """Number of each payload -> what the validator says of its page."""
    folder = tmp_path_factory.mktemp("planted")
    pages = {f"{nth:03}.md": f"# A\n\nWords.\n\n{payload}\n\nWords.\n" for nth, payload in enumerate(PAYLOADS)}
    for path, text in {**pages, NOTE: HIT, "a.svg": "<svg/>"}.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text)
    (folder / "theme").mkdir()
    (folder / "mkdocs.yml").write_text(PLAIN)
    found: dict[int, list[Finding]] = {}
    for finding in check(load(folder / "mkdocs.yml", ADDITIONS)):
        if finding.path.endswith(".md"):
            found.setdefault(int(Path(finding.path).stem), []).append(finding)
    return found


@pytest.mark.parametrize("nth", range(len(PAYLOADS)), ids=lambda nth: repr(PAYLOADS[nth])[1:60])
def test_each_payload_is_reported_at_its_line(reports: dict[int, list[Finding]], nth: int) -> None:
    last = 5 + PAYLOADS[nth].count("\n")
    lines = {finding.position.line for finding in reports.get(nth, ()) if finding.rule in SPEAKING}
    assert lines & set(range(5, last + 1)), reports.get(nth)


def test_the_build_refuses_what_the_validator_reports() -> None:
    markdown = Markdown(extensions=["attr_list", "footnotes", "smarty"])
    passed = [text for text in PAYLOADS if not list(refusals(parse(markdown.reset().convert(text)), TEXT))]
    assert passed == []


def unlisted(html: str) -> Iterator[Pair]:
    """What a browser would find that no list names, by a second parser; a page has a head and a body."""
    allowed = pairs_of(TEXT) | {(tag, attribute) for tag in TEXT for attribute in ANYWHERE}
    yield from pairs_in(f"<body>{html}") - allowed - {("html", ""), ("head", ""), ("body", "")}


@pytest.mark.parametrize("seed", range(3))
def test_what_remains_of_any_markup_is_what_the_list_names(seed: int) -> None:
    """Of random markup: what the guard passes, and what it leaves of the rest."""
    choose = random.Random(seed)
    for _ in range(150):
        written = markup(choose)
        body = parse(written)
        found = list(refusals(body, TEXT))
        if not found:
            assert set(unlisted(written)) == set(), written
        remove(found)
        assert set(unlisted(write(body))) == set(), written


def test_what_is_refused_twice_goes_once() -> None:
    body = parse(f"{'<b>' * 99}<center><script>go()</script><i onclick=go()>Words</i></center>{'</b>' * 99}<p>Rest</p>")
    remove(list(refusals(body, TEXT)))
    assert list(refusals(body, TEXT)) == []
    assert "Rest" in write(body)


def test_the_build_stops_with_the_line_and_what_to_do(write_site: WriteSite) -> None:
    write_site({"docs/index.md": "# A\n\nText.\n\n<center>Words</center>\n"})
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], capture_output=True, text=True)
    assert done.returncode != 0
    assert "docs/index.md:5:1: center element; the site's own sheet sets how a text looks; remove it" in done.stdout
    assert not Path("site/index.html").exists()


def test_the_build_stops_at_what_a_template_draws(write_site: WriteSite) -> None:
    write_site({"docs/index.md": "# A\n\nText.\n"})
    Path("theme/main.html").write_text("{{ page.content }}<marquee>{{ page.title }}</marquee>")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], capture_output=True, text=True)
    assert done.returncode != 0
    assert "index.html: marquee element" in done.stdout


def test_what_is_let_pass_is_built_and_nothing_else(write_site: WriteSite) -> None:
    message = '"center element; the site\'s own sheet sets how a text looks; remove it"'
    entry = f"{{rule: unlisted-markup, path: index.md, message: {message}, times: 1, reason: an old poem}}"
    settings = f"extra: {{let_pass: [{entry}]}}\n"
    write_site({"docs/index.md": "# A\n\n<center>Words</center>\n"}, settings)
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "<center>" in Path("site/index.html").read_text()
    Path("docs/index.md").write_text("# A\n\n<center>Words</center> <blink>Words</blink>\n")
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode != 0
    assert "blink element" in done.stdout


def test_the_list_for_pages_holds_the_list_for_texts() -> None:
    """But for what a class says of a cell, or of a picture, in its place."""
    assert pairs_of(TEXT) - pairs_of(PAGE) == {("td", "style"), ("th", "style"), ("img", "align")}


def test_nothing_is_packed_that_the_build_would_not_write(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    build(project, project / "site")
    page = project / "site/about.html"
    page.write_text(page.read_text().replace("</h1>", "</h1><iframe src='index.html'></iframe>", 1))
    done = pack(project, "--no-pdf")
    assert done.returncode != 0
    assert "about.html: iframe element" in done.stderr
    assert not (project / "site/downloads").exists()


def test_the_classes_of_templates_are_no_text_s() -> None:
    """But for those by which a text asks for something to be drawn, and those that its extensions write too."""
    asked_for = {selector.removeprefix(".") for selector in DRAWN_ANYWHERE}
    written = {"content-note", "headerlink", "reference", "table"} | asked_for
    templates = [path.read_text() for path in (PROJECT / "overrides").rglob("*.html")]
    classes = {name for text in templates for words in re.findall(r'class="([^"{}]+)"', text) for name in words.split()}
    assert classes - FRAME - written == set()


def test_the_classes_of_what_scripts_open_are_no_text_s() -> None:
    """They lie over the page, or are there for who hears it alone."""
    sheet = (PROJECT / "overrides/assets/styles/search.css").read_text()
    assert set(re.findall(r"\.([a-z][\w-]*)", sheet)) - FRAME == set()
