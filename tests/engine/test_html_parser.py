"""The short way through plain tags calls what the standard library's parser calls."""

from __future__ import annotations

from html.parser import HTMLParser
from random import Random

from xref.building.markup import Markup
from xref.speed.html_parser import PlainTagParser

PIECES = [
    *("<", ">", "</", "/>", " ", "a", "b", "p", "textarea", "script", "title", "A", ' href="', ' data-x="', ' x="y"'),
    *('"', "'", "=", " alt", "&amp;", "&", "<!--", "-->", "words", "\n", "<p>", "</p>", '<a href="b">', "</a>"),
    *("<script>", "</script>", "<textarea>", "</textarea>", "<img src=x>", '<i x="a>b">', "<?", "<!d>", "<br />", "é"),
]


class _Events:
    """Notes what a parser calls."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(("start", tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.seen.append(("data", data))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))


class _Plain(_Events, PlainTagParser):
    pass


class _Standard(_Events, HTMLParser):
    pass


def test_random_texts_are_read_the_same() -> None:
    chance = Random(1)
    for _ in range(20_000):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 12)))
        assert _events(_Plain(), text) == _events(_Standard(), text), text


def test_the_id_of_a_numbered_line_counts_once_and_brackets_in_code_are_no_prose() -> None:
    """So that a page of code need not be read again."""
    read = Markup('<p>a <code><a id="l1" name="l1" href="#l1"></a>[b][c]</code> d</p><pre>[^e]</pre>f')
    assert read.ids == ["l1"]
    assert read.prose == "a  df"
    assert read.words == "a [b][c] d[^e]f"


def test_code_that_is_never_closed_hides_no_brackets_further_down() -> None:
    assert "[b][c]" in Markup("<p>Use <code>a<code> here.</p><p>More [b][c].</p>").prose
    assert "[b][c]" in Markup("<p>a <svg> b</p><p>[b][c]</p>").prose
    assert "[b][c]" in Markup("a <code>d [b][c]").prose


def _events(parser: _Events, text: str) -> list[tuple]:
    parser.feed(text)
    parser.close()
    return parser.seen
