"""The PDFs: the series and each essay, whole, marked up for whoever hears them; and how it is without them."""

from __future__ import annotations

import importlib
import logging
import re
import shutil
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from books import ADDRESS, pack
from publish import pdf, pdf_text
from publish.epub_chapter import Chapter
from sites import build, copy_sample
from xref.reading import config as configuration

NEEDS_PANGO = pytest.mark.skipif(bool(pdf.trouble()), reason=f"no PDF can be laid out: {pdf.trouble()}")
MOMENT = 1_600_000_000
STREAM = re.compile(rb"(?<!end)stream\r?\n(?=x)")


def objects_of(document: bytes) -> str:
    """What a PDF says of itself, without what draws its pages: its objects are packed into streams."""
    unpacked = [zlib.decompressobj().decompress(document[found.end() :]) for found in STREAM.finditer(document)]
    return "\n".join(text.decode("latin-1") for text in [document, *unpacked])


def strings(objects: str, key: str) -> list[str]:
    """The values of a key, in words."""
    found = re.findall(rf"/{key} ?(?:<([0-9a-f]+)>|\(((?:[^()\\]|\\.)*)\))", objects)
    return [bytes.fromhex(code).decode("utf-16") if code else text for code, text in found]


def documents(project: Path, site: Path) -> list[bytes]:
    return list(pdf.documents(site, configuration.read(project / "mkdocs.yml"), MOMENT))


@pytest.fixture(scope="session")
def said() -> list[str]:
    """What is said while the documents are laid out."""
    return []


@pytest.fixture(scope="session")
def laid_out(sample: Path, built: Path, said: list[str]) -> list[str]:
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())
    logging.getLogger("weasyprint").addHandler(handler)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", ADDRESS)
        made = documents(sample, built)
    logging.getLogger("weasyprint").removeHandler(handler)
    return [objects_of(document) for document in made]


@pytest.fixture
def series(sample: Path, built: Path, reader: Page) -> Page:
    """The series as a browser has it that is handed the document's text and style."""
    html, files = handed(sample, built)
    style = f"<style>{files['pdf.css'].decode()}</style>"
    reader.set_content(html.decode().replace('<link rel="stylesheet" href="pdf.css">', style))
    return reader


def handed(project: Path, site: Path) -> tuple[bytes, Mapping[str, bytes]]:
    """What is handed over to be laid out as the series: its text, and the files that it names."""
    all_handed: list[tuple[bytes, Mapping[str, bytes]]] = []
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(pdf, "_laid_out", lambda html, files: all_handed.append((html, files)) or b"")
        documents(project, site)
    return all_handed[0]


@NEEDS_PANGO
def test_the_series_and_each_essay_have_a_document_of_their_name(laid_out: list[str]) -> None:
    titles = [strings(objects, "Title")[-1] for objects in laid_out]
    names = ["Bread Notes for Slow Mornings", "Why Slow Dough Tastes Better"]
    assert len(laid_out) == 1 + 3
    assert all(name in strings(objects, "Title") for name, objects in zip(names, laid_out, strict=False)), titles


@NEEDS_PANGO
def test_there_is_one_where_words_run_from_right_to_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures without a width of their own made it fail."""
    project = copy_sample(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("\nextra:\n", "\nextra:\n  language: ar\n"))
    build(project, project / "site")
    monkeypatch.setenv("SITE_URL", ADDRESS)
    drawn: list[bytes] = []
    lay_out = pdf._laid_out
    monkeypatch.setattr(pdf, "_laid_out", lambda html, files: drawn.append(html) or lay_out(html, files))
    assert len(documents(project, project / "site")) == 4
    body = LexborHTMLParser(drawn[0])
    assert {node.attributes.get("dir") for node in body.css("code, pre, .references li, .reference")} == {"ltr"}


@NEEDS_PANGO
def test_nothing_is_missing_neither_a_place_that_a_link_leads_to_nor_a_picture_s_words(
    laid_out: list[str], said: list[str]
) -> None:
    """A letter that no font of this machine has is no fault of the document."""
    assert laid_out
    assert [line for line in said if not line.startswith(".notdef")] == []


@NEEDS_PANGO
def test_each_is_marked_up_for_whoever_hears_it(laid_out: list[str]) -> None:
    for objects in laid_out:
        assert strings(objects, "Lang")[0].startswith("en")
        assert re.search("/Marked true", objects)
        assert re.search("/DisplayDocTitle true", objects)
        assert re.search(r"pdfuaid:part\W+1\b", objects)
        figures = re.findall("/S /Figure", objects)
        assert figures
        assert len(strings(objects, "Alt")) == len(figures)


@NEEDS_PANGO
def test_its_bookmarks_lead_to_chapters_sections_terms_and_claims(laid_out: list[str]) -> None:
    titles = strings(laid_out[0], "Title")
    for title in ("Why Slow Dough Tastes Better", "What happens while nothing happens", "Oven spring"):
        assert title in titles
    assert "A long rest makes bread taste better" in titles


@NEEDS_PANGO
def test_its_letters_come_with_it(laid_out: list[str]) -> None:
    for objects in laid_out:
        faces = re.findall("/Type /FontDescriptor", objects)
        assert faces
        assert len(re.findall(r"/FontFile[23]? ", objects)) == len(faces)


@NEEDS_PANGO
def test_links_of_an_essay_to_what_it_does_not_hold_lead_to_the_web(laid_out: list[str]) -> None:
    assert f"{ADDRESS}glossary.html#autolyse" in laid_out[1]
    assert f"{ADDRESS}glossary.html#autolyse" not in laid_out[0]


def test_works_are_set_smaller_than_the_text_and_what_stands_above_them_is_text(series: Page) -> None:
    size = "all => [...new Set(all.map(one => getComputedStyle(one).fontSize))]"
    (text,) = series.locator("body").evaluate_all(size)
    assert series.locator(".chapter.references > p").evaluate_all(size) == [text]
    (small,) = series.locator("section.references li, .work .reference").evaluate_all(size)
    assert float(small[:-2]) < float(text[:-2])


COLUMN = 431
"""The width of the text on a page of A5, in pixels of a style sheet."""


def test_every_construct_of_markdown_has_its_shape(series: Page) -> None:
    series.set_viewport_size({"width": COLUMN, "height": 600})
    styles = "all => all.map(one => getComputedStyle(one))"
    for place, name, value in (
        (".admonition, details", "borderInlineStartWidth", "2px"),
        (".admonition-title, summary, .filename", "fontStyle", "italic"),
        (".task-list-item", "listStyleType", "none"),
        (".tabs > strong", "display", "block"),
    ):
        found = series.locator(place).evaluate_all(f"{styles}.map(style => style.{name})")
        assert {value} == {*found}, place
    assert series.locator(".linenos").all_inner_texts() == ["7 ", "8 ", "9 "]
    for picture in series.locator("img.sized").all():
        assert picture.evaluate("one => one.style.width") == f"{picture.get_attribute('width')}px"


def test_nothing_is_wider_than_the_paper(series: Page) -> None:
    series.set_viewport_size({"width": COLUMN, "height": 600})
    series.locator(".chapter").last.evaluate("one => one.append(Object.assign(new Image(2000, 30), { alt: 'Wide' }))")
    wider = "all => all.filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML)"
    assert series.locator("table, img, svg, pre, figure").evaluate_all(wider) == []


LONG = "unbroken" * 30
PLACES_OF_WORDS = {
    "title": ("</h1>", 2),
    "heading": ("</h2>", 2),
    "paragraph": ("</p>", 1),
    "item": ("</li>", 1),
    "caption": ("</figcaption>", 1),
    "cell": ("</td>", 1),
    "link": ("<p>", 1),
}
"""Where a word stands, by what it is put before; and how often it is said: titles stand in the contents as well."""


@pytest.mark.parametrize("place", PLACES_OF_WORDS)
def test_no_word_is_longer_than_a_line(sample: Path, built: Path, tmp_path: Path, reader: Page, place: str) -> None:
    before, times = PLACES_OF_WORDS[place]
    word = f'<p><a href="https://a.example/{LONG}">https://a.example/{LONG}</a></p>' if place == "link" else f" {LONG}"
    site = Path(shutil.copytree(built, tmp_path / "site"))
    page = next(
        page
        for page in [*site.glob("essays/*.html"), site / "help.html", site / "constructs.html"]
        if before in _article(page.read_text())
    )
    html = page.read_text()
    start = html.index(_article(html))
    page.write_text(html[:start] + html[start:].replace(before, f"{word}{before}", 1))
    text, files = handed(sample, site)
    reader.set_viewport_size({"width": COLUMN, "height": 600})
    reader.set_content(text.decode().replace("</head>", f"<style>{files['pdf.css'].decode()}</style></head>"))
    assert sum(LONG in shown for shown in reader.locator("body").inner_text().split()) >= times
    assert reader.evaluate("document.documentElement.scrollWidth") <= COLUMN


def _article(html: str) -> str:
    return html[html.index("<article") : html.index("</article>")]


@NEEDS_PANGO
def test_no_short_word_is_broken_before_the_end_of_an_emphasis() -> None:
    """As WeasyPrint breaks one there that it may break anywhere."""
    weasyprint = importlib.import_module("weasyprint")
    words = "Call someone, or have somebody take you to where you are cared for, now, if you are hurt."
    body = f"<p><strong>{words.replace('now,', '<a href=https://a.example>now</a>,</strong>')}</p>"
    (text,) = pdf_text.joined([Chapter("a.xhtml", "A", body)])
    style = (Path(pdf.__file__).parent / "templates/pdf.css").read_text()
    for width in range(100, 500, 4):
        size = f"@page {{ size: {width}px 900px; margin: 0; @bottom-center {{ content: none }} }}"
        sheets = [weasyprint.CSS(string=sheet) for sheet in (style, size)]
        page = weasyprint.HTML(string=text.body).render(stylesheets=sheets).pages[0]
        lines = [box for box in page._page_box.descendants() if type(box).__name__ == "LineBox"]
        said = " ".join("".join(getattr(box, "text", "") for box in line.descendants()) for line in lines)
        assert said.split() == words.split(), width


def test_no_title_ends_in_a_line_of_one_word(series: Page) -> None:
    alone = """title => [200, 240, 280, 320, 360, 400, 440].filter(width => {
        title.style.width = `${width}px`
        const words = document.createRange()
        const tops = [...title.innerText.trim().matchAll(/\\S+/g)].slice(-2).map(word => {
            const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT)
            let at = word.index
            while (walker.nextNode() && at >= walker.currentNode.length) at -= walker.currentNode.length
            words.setStart(walker.currentNode, at)
            words.setEnd(walker.currentNode, at + 1)
            return Math.round(words.getBoundingClientRect().top)
        })
        return tops[0] !== tops.at(-1)
    })"""
    titles = series.locator(".chapter :is(h1, h2, h3)")
    assert titles.count() > 20
    assert [title.inner_text() for title in titles.all() if title.evaluate(alone)] == []


@pytest.mark.parametrize(
    ("title", "tied"),
    [
        ("Question&amp;Answer games now", "Question&amp;Answer [games now]"),
        ("a&nbsp;longer word", "[a&nbsp;longer word]"),
        ("<i>Of</i> an oven", "<i>Of</i> [an oven]"),
        ("Extraordinarilylong end", "Extraordinarilylong end"),
    ],
)
def test_only_whole_words_are_tied(title: str, tied: str) -> None:
    assert pdf_text.LAST_WORDS.sub(r"[\1]", title) == tied


def test_no_word_is_parted_in_titles_contents_and_captions(series: Page) -> None:
    hyphens = "all => [...new Set(all.map(one => getComputedStyle(one).hyphens))]"
    for place in ("h1, h2, h3", ".contents li", "figcaption"):
        assert series.locator(place).evaluate_all(hyphens) == ["manual"], place


def test_where_none_can_be_laid_out_one_line_says_so_and_no_page_leads_to_one(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text('print("x\\n" * 20)\nraise OSError("no Pango")')
    project = copy_sample(tmp_path / "project")
    build(project, project / "site", SITE_URL=ADDRESS)
    assert ".pdf" in (project / "site/offline.html").read_text()
    done = pack(project, SITE_URL=ADDRESS, PYTHONPATH=str(tmp_path), SOURCE_DATE_EPOCH=str(MOMENT))
    assert done.returncode == 0
    assert done.stderr == ""
    (line,) = (line for line in done.stdout.splitlines() if ".pdf" in line)
    assert line.startswith("bread-notes.pdf: not made: WeasyPrint finds no Pango")
    assert {path.suffix for path in (project / "site/downloads").iterdir()} == {".zip", ".epub", ""}
    for page in ("offline.html", "index.html"):
        assert ".pdf" not in (project / "site" / page).read_text()
