"""A shorter way through the plain tags of which nearly all pages consist."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from xref.building.markup import Markup
from xref.reading.html_facts import Collector

PLAIN_START = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z][a-z-]*="[^"&]*")*) ?(/?)>')
PLAIN_END = re.compile(r"</([a-z][a-z0-9]*)>")
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
ALL_TEXT = {"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"}
"""Elements after whose start the parser may be in another state."""


class PlainTagParser(HTMLParser):
    """Calls what HTMLParser calls, sooner; it counts no lines."""

    def updatepos(self, i: int, j: int) -> int:
        return j

    def parse_starttag(self, i: int) -> int:
        plain = PLAIN_START.match(self.rawdata, i)
        if not plain or plain[1] in ALL_TEXT:
            return super().parse_starttag(i)
        handle = self.handle_startendtag if plain[3] else self.handle_starttag
        handle(plain[1], ATTRIBUTE.findall(plain[2]))
        return plain.end()

    def parse_endtag(self, i: int) -> int:
        plain = PLAIN_END.match(self.rawdata, i)
        if not plain or self.cdata_elem is not None:
            return super().parse_endtag(i)
        self.handle_endtag(plain[1])
        return plain.end()


class QuickCollector(PlainTagParser, Collector):
    """The collector of facts, sooner."""


class QuickMarkup(PlainTagParser, Markup):
    """What rules ask of built HTML, sooner."""
