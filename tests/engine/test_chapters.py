"""What becomes of a page's markup, links, pictures and names where a book may not hold them as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from books import ADDRESS, XHTML
from publish.epub_names import chapter_files
from random_pages import PAGES
from test_random_books import LEAST, book_of, chapters_of, in_order, write


@pytest.fixture
def chapter(tmp_path: Path):
    """Make a book of one page, or of several, and return what the first holds."""

    def make(article: str, address: str = "", **others: str) -> etree._Element:
        pages = {"index.html": article, **{f"{name}.html": text for name, text in others.items()}}
        menu = "".join(f'<a href="{name}">x</a>' for name in pages)
        for name, text in pages.items():
            page = f'<!doctype html><html lang="en"><body><nav id="menu">{menu}</nav><article>{text}</article>'
            write(tmp_path / name, page.encode())
        book = book_of(tmp_path, address)
        return chapters_of(book)[in_order(book)[0]].find(f".//{XHTML}section")

    return make


def markup(section: etree._Element) -> str:
    """What a chapter holds, on one line."""
    text = "".join(etree.tostring(child, encoding="unicode") for child in section)
    for name in ("http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"):
        text = text.replace(f' xmlns="{name}"', "").replace(f' xmlns:epub="{name}"', "")
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<center>a</center>b", "<div>a</div>b"),
        ("<p>a <font color=red>b</font> <tt>c</tt></p>", "<p>a <span>b</span> <code>c</code></p>"),
        ("<h2>a<ul><li>b<li>c</ul></h2>", "<h2>a <span> <span>b</span> <span>c</span> </span> </h2>"),
        ("<em><p>a</p></em>", "<div><p>a</p></div>"),
        ("<ul>a <b>b</b><li>c</ul>", "<ul><li>a <b>b</b></li><li>c</li></ul>"),
        ("<dl><dd>a<dt>b</dl>", "<dl><dt/><dd>a</dd><dt>b</dt><dd/></dl>"),
        ("<details>a<summary>b</summary></details>", "<div>a<div>b</div></div>"),
        ('<details class="used-in"><summary>Used in 2 passages</summary><ul><li><a href="#a">A</a><ul><li>x</ul>'
         '<li><a href="#b">B</a></ul></details><details class="used-in leads-here">c</details>',
         '<p class="used-in">Used in 2 passages: <a href="index.xhtml">A</a>, <a href="index.xhtml">B</a></p>'),
        ("<figure>a<figcaption>b</figcaption>c</figure>", "<figure>a<div>b</div>c</figure>"),
        ("<table><tr><td>a<thead><tr><th>b</table>",
         "<table><thead><tr><th>b</th></tr></thead><tbody><tr><td>a</td></tr></tbody></table>"),
        ('<ol start="3" reversed type="a"><li value="5">a</ol>',
         '<ol start="3" reversed="reversed" type="a"><li value="5">a</li></ol>'),
        ('<ol start="x" type="disc" data-x="1" onclick="x()"><li>a</ol>', "<ol><li>a</li></ol>"),
        ('<p lang="de" align="right" style="color: red" a:b="1" @x="1">a</p>', '<p lang="de">a</p>'),
        ("<img alt='a tree'>", "a tree"),
        ("<p>a\x07&nbsp;&mdash;🥖</p>", "<p>a —🥖</p>"),
        ("a<script>b</script><style>c</style><template>d</template><!-- e -->f", "af"),
    ],
)  # fmt: skip
def test_what_no_book_may_hold_becomes_what_comes_next_to_it(chapter, written: str, expected: str) -> None:
    assert markup(chapter(f"<h1>A</h1>{written}")).removeprefix("<h1>A</h1>") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("other.html#a:b", "other.xhtml#a-b"),
        ("other.html?plain=1#a%3Ab", "other.xhtml#a-b"),
        ("other.html#gone", "other.xhtml"),
        ("#1st", "#id-1st"),
        ("#", "index.xhtml"),
        ("left-out.html?a=1#b", f"{ADDRESS}left-out.html?a=1#b"),
        ("data sheet.csv", f"{ADDRESS}data%20sheet.csv"),
        ("//host.example/x", "https://host.example/x"),
        ("https://bücher.example/a b?c=[1]", "https://xn--bcher-kva.example/a%20b?c=%5B1%5D"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("javascript:x()", None),
        ("https://", None),
        ("https://[", None),
    ],
)
def test_a_link_leads_to_a_chapter_or_to_the_web_or_nowhere(chapter, written: str, expected: str | None) -> None:
    section = chapter(f'<h1 id="1st">A</h1><a href="{written}">a way</a>', ADDRESS, other='<h1>B</h1><p id="a:b">b</p>')
    (way,) = [element for element in section.iter() if element.text == "a way"]
    assert way.get("href") == expected
    assert way.tag == f"{XHTML}{'a' if expected else 'span'}"


def test_without_an_address_of_its_own_a_site_has_no_other_pages(chapter) -> None:
    assert markup(chapter('<h1>A</h1><a href="left-out.html">a way</a>')) == "<h1>A</h1><span>a way</span>"


def test_ids_that_become_alike_stay_apart_and_a_repeated_one_stays_where_it_first_stood(chapter) -> None:
    section = chapter('<p id="a:b">1</p><p id="a-b">2</p><p id="a b">3</p><p id="a-b">4</p><a href="#a:b">a way</a>')
    assert [element.get("id") for element in section.iter(f"{XHTML}p")] == ["a-b-2", "a-b", "a-b-3", None]
    assert section.find(f".//{XHTML}a").get("href") == "#a-b-2"


def test_pages_of_one_name_or_of_a_name_that_the_book_needs_stay_apart(tmp_path: Path) -> None:
    files = chapter_files(PAGES)
    assert len({file.lower() for file in files.values()} - {"nav.xhtml", "cover.xhtml", "title.xhtml"}) == len(PAGES)
    assert all(file.isascii() and " " not in file for file in files.values())
    assert [files[name] for name in ("bread.html", "notes/bread.html", "notes-bread.html", "1rye.html")] == [
        *("bread.xhtml", "notes-bread.xhtml", "notes-bread-2.xhtml", "1rye.xhtml"),
    ]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('A <em>b</em> <code>c</code><sup id="r"><a class="footnote-ref" href="#n">1</a></sup>', "A b c"),
        ('10<sup>2<sup id="r"><a class="footnote-ref" href="#n">1</a></sup></sup>', "102"),
        ('<img src="plan.svg" alt="A plan">', "A plan"),
        ("\x07", "index"),
    ],
)
def test_a_title_is_what_the_heading_says(tmp_path: Path, chapter, heading: str, title: str) -> None:
    write(tmp_path / "plan.svg", LEAST[".svg"])
    section = chapter(f"<h1>{heading}</h1>")
    assert section.getroottree().find(f".//{XHTML}title").text == title


def test_a_picture_is_known_by_what_it_holds_and_its_words_stand_in_for_a_new_kind(tmp_path: Path, chapter) -> None:
    for name, kind in {"a/x.svg": ".svg", "b/x.svg": ".svg", "a b/50%.png": ".jpg", "new.avif": ".avif"}.items():
        write(tmp_path / name, LEAST[kind])
    pictures = "".join(
        f'<img src="{path}" alt="A & <b>">' for path in ("a/x.svg", "b/x.svg?1#2", "a%20b/50%25.png", "new.avif")
    )
    sources = [picture.get("src") for picture in chapter(f"<h1>A</h1>{pictures}").iter(f"{XHTML}img")]
    assert sources == ["pictures/a-x.svg", "pictures/b-x.svg", "pictures/a-b-50.jpg", "pictures/new.avif"]
    book = book_of(tmp_path)
    package = etree.fromstring(book["EPUB/package.opf"])
    types = {item.get("href"): item.get("media-type") for item in package.iter("{*}item")}
    assert types["pictures/a-b-50.jpg"] == "image/jpeg"
    assert types["pictures/new.avif"] == "image/avif"
    fallback = book["EPUB/pictures/new.avif.svg"]
    assert "A & <b>" in "".join(etree.fromstring(fallback).itertext())
