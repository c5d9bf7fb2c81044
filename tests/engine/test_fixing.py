"""`--fix` mends what has one certain answer, shows it, leaves the rest, and has nothing to do the second time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from check_xrefs import main
from sites import ELSEWHERE, WriteSite

FRONT = "---\ntitle: {0}\ndescription: B\n---\n# {0}\n"
CERTAIN = {
    "case of a path": ("[x](Other.md)", "[x](other.md)"),
    "case of an anchor": ("[x](other.md#Some-Heading)", "[x](other.md#some-heading)"),
    "another way of making ids": ("[x](other.md#some--heading)", "[x](other.md#some-heading)"),
    "missing ending": ("[x](other)", "[x](other.md)"),
    "built page": ("[x](other.html#some-heading)", "[x](other.md#some-heading)"),
    "folder": ("[x](deep/)", "[x](deep/index.md)"),
    "title of a page that went elsewhere": (
        "[The Other](old/other.md?x=1#some-heading)",
        "[The Other](other.md?x=1#some-heading)",
    ),
    "title of the page of a folder that went elsewhere": ("[Deep](old/deep.md)", "[Deep](deep/index.md)"),
    "definition": ("[x][o]\n\n[o]: OTHER.md 'Title'", "[x][o]\n\n[o]: other.md 'Title'"),
    "a label where the address belongs": (
        "[x](O)\n\n[o]: other.md#some-heading",
        "[x](other.md#some-heading)\n\n[o]: other.md#some-heading",
    ),
    "raw HTML": ("<a class='a' href='Other.md'>x</a>", "<a class='a' href='other/index.html'>x</a>"),
    "brackets in a link": ("[`a` [b] c](Other.md)", "[`a` [b] c](other.md)"),
    "text that is the address too": (
        "`Other.md` [Other.md](Other.md) [y](Other.md)",
        "`Other.md` [Other.md](other.md) [y](other.md)",
    ),
    "angle brackets and spaces": ("[x](<Two Words.md>)", "[x](<two words.md>)"),
    "encoded spaces": ("[x](Two%20Words.md)", "[x](two%20words.md)"),
    "backslashes": ("[x](deep\\index.md?x=1) [y](.\\other.md)", "[x](deep/index.md?x=1) [y](other.md)"),
    "no scheme": ("[x](www.example.org/a)", "[x](https://www.example.org/a)"),
    "mistyped scheme": ("[x](htps://example.org/a)", "[x](https://example.org/a)"),
    "mailbox": ("[x](me@example.org)", "[x](mailto:me@example.org)"),
    "identifier": ("[x](doi:10.1037/0022)", "[x](https://doi.org/10.1037/0022)"),
    "parentheses twice": ("[x]((https://example.org/a))", "[x](https://example.org/a)"),
    "letters and commas that need no code": ("[x](Größe,-weit.md#Maß,-Zahl)", "[x](größe,-weit.md#Maß,-Zahl)"),
    "an anchor with letters that need no code": ("[x](other.md#Größe)", "[x](other.md#größe)"),
    "case of a picture": ("![x](Pic.PNG) ![y](pic.png)", "![x](pic.png) ![y](pic.png)"),
    "case of a picture in raw HTML": ("<img alt='x' src='Pic.png'>", "<img alt='x' src='pic.png'>"),
    "backslashes of a picture": ("![x](.\\deep\\a%20b.svg 'Title')", "![x](deep/a%20b.svg 'Title')"),
    "a picture by a definition": ("![x][p]\n\n[p]: Deep/A%20b.svg", "![x][p]\n\n[p]: deep/a%20b.svg"),
    "a picture within a link": ("[![x](PIC.png)](Other.md)", "[![x](pic.png)](other.md)"),
    "case of a path and of its anchor": ("[x](Other.md#Some-Heading)", "[x](other.md#some-heading)"),
    "sizes of a picture": (
        "<img alt='x' src='Pic.png' srcset='Pic.png 1x, Pic.png 2x'> Pic.png, Pic.png",
        "<img alt='x' src='pic.png' srcset='pic.png 1x, pic.png 2x'> Pic.png, Pic.png",
    ),
    "words that are the address": ("[x, Other.md](Other.md)", "[x, Other.md](other.md)"),
    "line endings": ("one\r\n[x](Other.md)\r\ntwo\r\n", "one\r\n[x](other.md)\r\ntwo\r\n"),
}
UNCERTAIN = (
    "[x](&#79;ther.md) `[y](Other.md)`",
    "[x](Oth&#101;r.md)\n\n```\n[y](Other.md)\n```",
    "<a href='&#79;ther.md'>x</a> `[y](Other.md)`",
    "[x](othr.md)",
    "[x](other.md#some-hading)",
    "[x](../README.md)",
    "[x](gone.md)",
    "[The Other](gone.md)",
    "[x](gone)\n\n[gone]: gone",
    "<a href='o'>x</a>\n\n[o]: other.md",
    "[x](o)\n\n[o]: https://a.example/b(c",
    "![x](pci.png)",
    "![x](pic)",
    "`![x](Pic.png)`",
    "`[x](Other.md)`",
)


def written(write_site: WriteSite, text: str) -> Path:
    write_site(
        {
            "docs/index.md": FRONT.format("Home") + text,
            "docs/other.md": FRONT.format("The Other") + "# Some heading\n\n## Other {#größe}\n",
            "docs/größe,-weit.md": FRONT.format("Size") + "## Other {#Maß,-Zahl}\n",
            "docs/two words.md": FRONT.format("Two") + "text",
            "docs/deep/index.md": FRONT.format("Deep") + "text",
            "docs/deep/a b.svg": "<svg/>",
            "docs/pic.png": "",
            "mkdocs.yml": ELSEWHERE,
        }
    )
    return Path("docs/index.md")


@pytest.mark.parametrize(("before", "after"), CERTAIN.values(), ids=CERTAIN)
def test_what_is_certain_is_mended(
    before: str, after: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    page = written(write_site, before)
    assert main(["--fix", "--select", "broken,built-address"]) == 0
    assert page.read_bytes().decode() == FRONT.format("Home") + after
    assert "docs/index.md:" in (said := capsys.readouterr().err)
    assert " fixed " in said
    assert main(["--fix", "--select", "broken,built-address"]) == 0
    assert "fixed" not in capsys.readouterr().err


RECORD = "type: book, title: Crusts, author: [{family: Field}], issued: {date-parts: [[2020]]}, publisher: P"
TYPED = {
    "(see Field, 2020, p. 4).": "[see @field2020, p. 4].",
    "As Field (2020)\nsays, Field (2020) and as Field (2020, p. 3)": (
        "As Field [-@field2020]\nsays, Field (2020) and as Field [-@field2020, p. 3]"
    ),
    "`(Field, 2020)` (Field, 2020); *Field (2020)*": "`(Field, 2020)` [@field2020]; *Field (2020)*",
    "(Field, 2020)[^1]\n\n[^1]: (Field, 2020; Gale, 2021)": "[@field2020][^1]\n\n[^1]: (Field, 2020; Gale, 2021)",
}


@pytest.mark.parametrize(("before", "after"), TYPED.items())
def test_a_citation_typed_by_hand_becomes_one(before: str, after: str, write_site: WriteSite) -> None:
    front = f"{FRONT.format('Home')}[@field2020] "
    records = f"references:\n- {{id: field2020, {RECORD}}}\n"
    write_site({"docs/index.md": front + before, "docs/references.yml": records})
    main(["--fix"])
    assert Path("docs/index.md").read_text() == front + after


def test_a_picture_in_raw_html_is_found_from_the_file_of_its_page(write_site: WriteSite) -> None:
    page = "<img alt='x' src='{0}deep/a%20b.svg'>"
    files = {"docs/page.md": page.format(""), "docs/deep/a b.svg": "<svg/>"}
    write_site(files | {"docs/index.md": "text", "mkdocs.yml": f"{ELSEWHERE}use_directory_urls: true\n"})
    assert main(["--fix"]) == 0
    assert Path("docs/page.md").read_text() == page.format("../")


@pytest.mark.parametrize("text", UNCERTAIN)
def test_what_is_uncertain_is_left(text: str, write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    page = written(write_site, text)
    main(["--fix"])
    assert page.read_text() == FRONT.format("Home") + text
    assert "fixed" not in capsys.readouterr().err


def test_what_leads_readers_to_one_page_and_authors_to_another_is_left(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    settings = "site_name: A\ntheme: {name: null, custom_dir: theme}\nuse_directory_urls: true\n"
    text = "[x](../index.html) [y](../other.html)\n"
    files = {"docs/sub/index.md": "", "docs/sub/a.md": text, "docs/index.md": "", "docs/other.md": ""}
    page = write_site({"mkdocs.yml": settings, **files}).parent / "docs/sub/a.md"
    assert main(["--fix", "--select", "broken"]) == 1
    assert page.read_text() == "[x](../index.html) [y](../other.md)\n"
    assert (
        "docs/sub/a.md:1:1: link to a built page '../index.html'; did you mean '../index.md'?"
        in capsys.readouterr().out
    )


def test_two_candidates_are_no_answer(write_site: WriteSite) -> None:
    page = written(write_site, "[Same](gone.md)")
    for name in ("a", "b"):
        Path(f"docs/{name}.md").write_text(FRONT.format("Same") + "text")
    assert main(["--fix"]) == 1
    assert page.read_text().endswith("[Same](gone.md)")


def moved(old: str, new: str) -> None:
    """Have git see a page, and see it move."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    Path("docs", old).write_text(FRONT.format("Old") + "Some words that stay the same.\n")
    for command in (["init"], ["add", "."], ["commit", "-m", "a"], ["mv", f"docs/{old}", f"docs/{new}"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    assert main([]) == 1
    subprocess.run([*git, "commit", "-m", "b"], check=True, capture_output=True)


def test_a_page_that_git_saw_moving_is_followed(write_site: WriteSite) -> None:
    page = written(write_site, "[x](old.md)")
    moved("old.md", "deep/new.md")
    assert main(["--fix"]) == 0
    assert page.read_text().endswith("[x](deep/new.md)")


def test_so_it_is_from_the_root(write_site: WriteSite) -> None:
    page = written(write_site, "[x](/old.md) [y](/old.html#z) [z](/older.html)")
    moved("old.md", "deep/new.md")
    main(["--fix"])
    assert page.read_text().endswith("[x](deep/new.md) [y](deep/new.md#z) [z](/older.html)")


def test_what_may_lead_to_another_site_of_the_host_is_left(write_site: WriteSite) -> None:
    page = written(write_site, "[x](/deep/index.html) [y](/docs/old/deep/Index.html)")
    Path("mkdocs.yml").write_text(f"{ELSEWHERE}site_url: https://example.org/docs/old/\n")
    assert main(["--fix"]) == 1
    assert page.read_text().endswith("[x](/deep/index.html) [y](deep/index.md)")


def test_a_page_that_was_split_is_no_page_that_moved(write_site: WriteSite) -> None:
    """Git takes what is left of it for the same; people may have meant any part."""
    page = written(write_site, "[x](guide.md)")
    lines = [f"Words of line {number}, which no other has.\n" for number in range(20)]
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    Path("docs/guide.md").write_text("".join(lines))
    for command in (["init"], ["add", "."], ["commit", "-m", "a"], ["mv", "docs/guide.md", "docs/first-steps.md"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    Path("docs/first-steps.md").write_text("".join(lines[:11]))
    subprocess.run([*git, "commit", "-a", "-m", "b"], check=True, capture_output=True)
    assert main(["--fix"]) == 1
    assert page.read_text().endswith("[x](guide.md)")


def test_navigation_and_relations_follow_it_too(write_site: WriteSite) -> None:
    navigation = "nav: [index.md, {{Old: 'old.md'}}, {}, ABOUT.md]\n"
    related = 'related:\n  - about.md\n  - {}\n  - "old.md"\n'
    front = "---\ntitle: A\ndescription: B\n{}---\n"
    files = {"docs/index.md": front.format(related.format("About.md")), "docs/about.md": front.format("")}
    write_site(files, navigation.format("old.md"))
    moved("old.md", "new.md")
    main(["--fix"])
    assert Path("docs/index.md").read_text() == front.format(related.format("about.md")).replace("old.md", "new.md")
    assert (
        Path("mkdocs.yml")
        .read_text()
        .endswith(navigation.format("new.md").replace("old", "new").replace("ABOUT", "about"))
    )


def test_backslashes_in_the_navigation_are_turned(write_site: WriteSite) -> None:
    write_site({"docs/index.md": "# A\n", "docs/deep/b.md": "# B\n"}, "nav: [index.md, 'deep\\b.md']\n")
    main(["--fix"])
    assert Path("mkdocs.yml").read_text().endswith("nav: [index.md, 'deep/b.md']\n")


def test_only_named_paths_are_mended(write_site: WriteSite) -> None:
    page = written(write_site, "[x](Other.md)")
    assert main(["--fix", "docs/other.md"]) == 0
    assert page.read_text().endswith("(Other.md)")


def test_nothing_is_left_beside_the_file(write_site: WriteSite) -> None:
    page = written(write_site, "[x](Other.md)")
    page.chmod(0o640)
    main(["--fix"])
    assert {path.name for path in page.parent.iterdir()} == {
        "deep",
        "größe,-weit.md",
        "index.md",
        "other.md",
        "two words.md",
        "pic.png",
    }
    assert page.stat().st_mode & 0o777 == 0o640


def test_a_file_that_several_pages_are_read_from_is_left(write_site: WriteSite) -> None:
    """What mends an address on one of them breaks it on another."""
    text = "[x](other.md) [y](Other.md)\n"
    settings = "site_name: A\nmarkdown_extensions: [pymdownx.snippets: {base_path: docs}]\n"
    pages = {"docs/other.md": "# O\n", "docs/a/Other.md": "# O\n", "docs/b/once.txt": "[x](Index.md)\n"}
    including = {"docs/index.md": '--8<-- "a/part.md"\n\n--8<-- "b/once.txt"\n', "docs/a/part.md": text}
    write_site({**pages, **including, "docs/b/linked.md": text, "docs/b/Other.md": "# O\n", "mkdocs.yml": settings})
    Path("docs/linked.md").symlink_to("b/linked.md")
    assert main(["--fix"]) == 1
    assert Path("docs/a/part.md").read_text() == Path("docs/linked.md").read_text() == text
    assert Path("docs/b/once.txt").read_text() == "[x](index.md)\n"
