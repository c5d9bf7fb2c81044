"""Pages know of each other whatever their addresses look like: of folders, as MkDocs has them by itself, or encoded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from sites import build, copy_sample, png

SHOWN = ("details.used-in", "a.to-claim", "a.to-term", ".evidence-box", "li .length", ".with-verdict")
"""What pages show of others."""


def shown(site: Path) -> Counter[str]:
    """How often the pages of a site show each, and how many verdicts stand behind links to claims."""
    found: Counter[str] = Counter()
    for path in site.rglob("*.html"):
        document = LexborHTMLParser(path.read_text())
        found.update({selector: len(document.css(selector)) for selector in SHOWN})
        found["verdict"] += path.read_text().count("</a> (contested)")
    return found


def test_pages_in_folders_show_all_that_files_do(built: Path, tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("use_directory_urls: false", "use_directory_urls: true"))
    build(project, tmp_path / "site")
    assert shown(tmp_path / "site") == shown(built)
    assert all(shown(built).values())


def test_pictures_say_how_large_they_are_wherever_the_page_stands(tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("use_directory_urls: false", "use_directory_urls: true"))
    pictures = project / "docs/assets/pictures"
    (pictures / "größe.png").write_bytes(png())
    with (project / "docs/about.md").open("a") as page:
        page.write("\n![A dot](assets/pictures/größe.png) ![A dot](<assets/pictures/gr%C3%B6%C3%9Fe.png>)\n")
    build(project, tmp_path / "site")
    found = LexborHTMLParser((tmp_path / "site/about/index.html").read_text()).css("img[src$='e.png']")
    assert [(picture.attributes.get("width"), picture.attributes.get("height")) for picture in found] == [
        ("1", "1")
    ] * 2


def test_pages_with_encoded_addresses_show_all_that_others_do(built: Path, tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    for name, other in {"glossary.md": "wörter.md", "evidence.md": "belege für.md"}.items():
        (project / "docs" / name).rename(project / "docs" / other)
        for file in (*(project / "docs").rglob("*.md"), project / "mkdocs.yml"):
            link = other.replace(" ", "%20") if file.suffix == ".md" else other
            file.write_text(file.read_text().replace(f"({name}", f"({link}").replace(f"../{name}", f"../{link}"))
            file.write_text(file.read_text().replace(f": {name}", f": {other}"))
    build(project, tmp_path / "site")
    assert shown(tmp_path / "site") == shown(built)
