"""The short way through plain tags calls what the standard library's parser calls."""

from __future__ import annotations

from html.parser import HTMLParser
from random import Random

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


def _events(parser: _Events, text: str) -> list[tuple]:
    parser.feed(text)
    parser.close()
    return parser.seen
