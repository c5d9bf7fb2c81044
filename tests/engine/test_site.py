"""The built site holds what the extension, the hooks and the templates add; a lost hook would fail in silence."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from essays.citing.csl import READ
from markup import BuiltPage, dead_links, loaded_from_elsewhere, read_pages, repeated_ids
from sites import ADDRESS, CONTACT, REPOSITORY, SAMPLE, build, copy_sample, essays_of

ESSAY = "essays/waiting.html"
RECORDS = yaml.safe_load((SAMPLE / "docs/references.yml").read_text())["references"]


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, BuiltPage]:
    return read_pages(built)


def test_every_link_and_anchor_resolves(pages: dict[str, BuiltPage], built: Path) -> None:
    assert dead_links(pages, built) == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, BuiltPage]) -> None:
    assert repeated_ids(pages) == {}


PLANTED = {
    "a link to a page that is not there": ('<a href="gone.html">a</a>', "gone.html"),
    "a link to an anchor that is not there": ('<a href="glossary.html#gone">a</a>', "glossary.html#gone"),
    "an id that stands twice": ('<i id="content"></i>', "content"),
    "a picture from elsewhere": ('<img src="https://elsewhere.example/a.png">', "https://elsewhere.example/a.png"),
}


@pytest.mark.parametrize(("markup", "found"), PLANTED.values(), ids=PLANTED)
def test_each_look_notices(built: Path, markup: str, found: str) -> None:
    text = (built / "index.html").read_text().replace("</h1>", f"</h1>{markup}", 1)
    pages = {**read_pages(built), "index.html": BuiltPage("index.html", text)}
    assert found in str([dead_links(pages, built), repeated_ids(pages), loaded_from_elsewhere(pages, built)])


def test_a_page_that_cites_ends_with_its_references(pages: dict[str, BuiltPage]) -> None:
    citing = [page for page in pages.values() if "citation-reference" in page.text]
    assert {ESSAY, "glossary.html"} <= {page.path for page in citing}
    for page in citing:
        cited = set(re.findall(r'citation-reference" href="#(ref-[^"]+)"', page.text))
        listed = [id for id in page.ids if id.startswith("ref-")]
        assert cited == set(listed)
        passages = set(re.findall(r'href="#(cite-[^"]+)"', page.text))
        assert passages == {id for id in page.ids if id.startswith("cite-")}


def test_the_contents_of_an_essay_end_with_its_references(pages: dict[str, BuiltPage]) -> None:
    contents = pages[ESSAY].text.split('<nav id="contents"')[1].split("</nav>")[0]
    assert re.findall(r'href="(#[^"]+)"', contents)[-1] == "#references"


def test_the_references_page_holds_every_work_with_its_finding_and_who_cites_it(pages: dict[str, BuiltPage]) -> None:
    page = pages["references.html"]
    for record in RECORDS:
        entry = page.text.split(f'<h2 id="{record["id"]}">')[1].split("</section>")[0]
        assert f"#cite-{record['id']}-1" in entry, record["id"]
        assert ("What was found" in entry) == bool(record["custom"].get("finding"))
        assert f"<dt>How much we read</dt>\n<dd>{READ[record['custom']['read']]}</dd>" in entry


def test_the_evidence_page_shows_each_verdict_by_word_and_shape_and_who_rests_on_it(
    pages: dict[str, BuiltPage],
) -> None:
    text = pages["evidence.html"].text
    claims = re.findall(r'<h3 class="(\w+)" id="(c\d\d)">', text)
    assert len(claims) == len(set(claims)) == 6
    assert len({verdict for verdict, _ in claims}) == 5
    for verdict, id in claims:
        section = text.split(f'id="{id}">')[1].split("<h3")[0]
        assert f'href="#shape-{verdict}"' in section
        assert f"Claim {int(id[1:])}: " in section
        assert 'class="used-in"' in section
    for verdict in {verdict for verdict, _ in claims}:
        assert f'id="shape-{verdict}"' in text
        in_picture = text.count(f'href="#shape-{verdict}" x=')
        assert in_picture == [verdict for verdict, _ in claims].count(verdict)


def test_a_claim_tells_how_its_verdict_and_its_wording_changed(pages: dict[str, BuiltPage]) -> None:
    entries = yaml.safe_load((SAMPLE / "docs/verdict_changes.yml").read_text())
    sections = dict(re.findall(r'id="(c\d\d)">(.*?)(?=<h3|\Z)', pages["evidence.html"].text, re.S))
    told = {id: re.findall(r'<p class="verdict-change">(.*?)</p>', text, re.S) for id, text in sections.items()}
    assert {id: len(changes) for id, changes in told.items() if changes} == Counter(e["claim"] for e in entries)
    plain = {id: " ".join(re.sub("<.*?>", "", " ".join(changes)).split()) for id, changes in told.items()}
    assert plain["c02"] == (
        "2 January 2020: from supported to consistent but untested. The invented study was of one flour. "
        "4 March 2020: from consistent but untested to contested. A second invented study found nothing."
    )
    assert plain["c06"] == "4 March 2020: new. The essays lean on it."
    assert "“Rest improves bread” became “A long rest makes bread taste better”." in plain["c01"]


def test_terms_show_the_essays_that_use_them(pages: dict[str, BuiltPage]) -> None:
    entry = pages["glossary.html"].text.split('id="hydration"')[1].split("<h2")[0]
    assert 'href="essays/water.html"' in entry.split("used-in")[1]


def test_help_says_of_each_entry_whether_it_was_checked(pages: dict[str, BuiltPage]) -> None:
    entries = yaml.safe_load((SAMPLE / "docs/help.yml").read_text())
    shown = pages["help.html"].text
    for entry in entries:
        line = shown.split(f'<a href="{entry["address"]}" rel="noreferrer">')[1].split("</li>")[0]
        assert (f"Checked on {entry['checked']}" in line) == (entry["checked"] != "never")
    assert shown.count("We have not yet opened the addresses that stand without a day") == 1


def test_essays_show_their_dates_and_whether_somebody_reviewed_them(pages: dict[str, BuiltPage]) -> None:
    text, reviewed = (" ".join(pages[path].text.split()) for path in (ESSAY, "essays/water.html"))
    assert 'Published <time datetime="2020-02-03">3 February 2020</time>' in text
    assert "Not yet reviewed by anyone from outside." in text
    assert 'Sources due for another look by <time datetime="2099-02-03">3 February 2099</time>' in text
    assert 'Reviewed <time datetime="2020-05-06">6 May 2020</time>' in reviewed
    assert "Not yet reviewed" not in reviewed


def test_related_reading_goes_both_ways(pages: dict[str, BuiltPage]) -> None:
    related = {path: page.text.partition('class="related"')[2].split("</nav>")[0] for path, page in pages.items()}
    assert 'href="water.html"' in related[ESSAY]
    assert 'href="waiting.html"' in related["essays/water.html"]
    assert 'href="heat.html"' not in related["essays/water.html"]


def test_markup_in_a_title_is_markup_wherever_the_work_is_listed(pages: dict[str, BuiltPage], built: Path) -> None:
    title = "<i>Invented test data: Crust, <i>Triticum</i> and CO<sub>2</sub></i>"
    assert title in pages["references.html"].text
    assert pages["essays/water.html"].text.count(title) == 1  # in its list; beside its citation is no room
    assert "Crust, Triticum and CO2. Invented Press" in (built / "search/index.js").read_text()


def test_search_knows_the_works_but_not_each_pages_list_of_them(built: Path) -> None:
    script = (built / "search/index.js").read_text()
    entries = json.loads(script.removeprefix("globalThis.siteSearchIndex = "))["entries"]
    kinds = {place: kind for place, _, _, _, kind, *_ in entries}
    assert kinds["references.html#barley2010"] == "work"
    assert kinds["glossary.html#hydration"] == "term"
    assert not any(place.endswith("#references") for place in kinds)
    assert not any("sidenote" in text or "Cited in" in text for _, _, _, text, *_ in entries)


def test_an_essay_carries_its_place_note_and_neutral_tab(pages: dict[str, BuiltPage]) -> None:
    text = pages[ESSAY].text
    assert "Essay 1 of 3 " in text
    assert 'class="content-note"' in text
    assert re.search("<title>(.*)</title>", text)[1] == "Essay 1 - Bread Notes for Slow Mornings"


def test_entries_of_help_are_listed_wherever_a_page_says_that_it_has_them(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    page = project / "docs/help.md"
    page.write_text(page.read_text().replace('<div class="help-entries"></div>', ""))
    build(project, project / "site")
    text = (project / "site/help.html").read_text()
    for entry in yaml.safe_load((project / "docs/help.yml").read_text()):
        assert f'href="{entry["address"]}"' in text


def test_pages_load_nothing_from_elsewhere(pages: dict[str, BuiltPage], built: Path) -> None:
    assert loaded_from_elsewhere(pages, built) == []


def test_pictures_keep_their_alternatives_their_captions_and_their_places(pages: dict[str, BuiltPage]) -> None:
    for essay in essays_of(SAMPLE / "docs"):
        text = pages[f"essays/{essay.stem}.html"].text
        written = re.findall(r"^!\[(.+)\]\((.+)\)$", essay.read_text(), re.MULTILINE)
        pictures = re.findall(r"<figure[^>]*>.*?</figure>", text, re.DOTALL)
        assert len(pictures) == len(written) > 0
        for picture, (alternative, address) in zip(pictures, written, strict=True):
            assert f'alt="{alternative}"' in picture
            assert f'src="{address}"' in picture
            assert re.search(r'width="640" height="\d+" loading="lazy"', picture)
            assert "<figcaption" in picture


def test_what_is_not_for_readers_is_not_published(built: Path) -> None:
    published = {path.relative_to(built).as_posix() for path in built.rglob("*")}
    assert not published & {
        "references.yml",
        "synonyms.yml",
        "questions.yml",
        "templates",
        "templates/essay.html",
        "search/search_index.json",
    }


def test_addresses_come_from_the_environment(addressed: Path, pages: dict[str, BuiltPage]) -> None:
    page = (addressed / ESSAY).read_text()
    assert f'href="{REPOSITORY}/edit/main/docs/essays/waiting.md"' in page
    form = f"{REPOSITORY}/issues/new?template=correction.yml&amp;page=essays/waiting.html"
    assert f'<a href="{form}">Report an error</a>' in page
    assert f'<a href="{CONTACT}">Write to us</a>' in page
    assert f'<link rel="canonical" href="{ADDRESS}essays/waiting.html">' in page
    assert "api.github.com" not in page
    assert 'rel="edit"' not in pages[ESSAY].text
    assert "Report an error" not in pages[ESSAY].text
    assert "Write to us" not in pages[ESSAY].text
    assert 'rel="canonical"' not in pages[ESSAY].text


def test_a_slash_behind_the_address_of_the_repository_stands_in_no_other(tmp_path: Path, sample: Path) -> None:
    build(sample, tmp_path, REPO_URL=f"{REPOSITORY}/")
    links = re.findall(f'{REPOSITORY}[^"]*', (tmp_path / "about.html").read_text())
    assert {link.removeprefix(REPOSITORY)[:6] for link in links} == {"", "/edit/", "/issue"}


def test_an_address_that_leads_nobody_anywhere_stops_the_build(tmp_path: Path, sample: Path) -> None:
    with pytest.raises(AssertionError, match=r"mkdocs.yml:\d+:\d+: extra.contact is 'javascript:x\(\)'; expected"):
        build(sample, tmp_path, CONTACT="javascript:x()")


def test_a_link_to_a_claim_may_say_how_it_was_judged(pages: dict[str, BuiltPage]) -> None:
    assert "cold sours the dough</a> (contested)." in pages["about.html"].text


def test_an_address_that_nobody_named_stands_in_the_menu_for_itself(tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("nav:\n", "nav:\n  - https://elsewhere.example/\n"))
    build(project, tmp_path / "site")
    home = (tmp_path / "site/index.html").read_text()
    assert '<a href="https://elsewhere.example/">https://elsewhere.example/</a>' in home


def test_a_folder_without_pages_makes_a_site_without_pages(tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    shutil.rmtree(project / "docs")
    (project / "docs").mkdir()
    settings = project / "mkdocs.yml"
    without_pages = re.sub(r"(?m)^nav:\n(?: .*\n)+|^  licences:\n(?:    .*\n)+", "", settings.read_text())
    settings.write_text(without_pages)
    build(project, tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").rglob("*.html")] == ["404.html"]
