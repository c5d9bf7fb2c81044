"""The Markdown extension that stands in for what others make of tabs, task lists, icons and long rows of tables.

Those write fields of forms and drawings, which the guard lets no text hold. Here they are words in plain elements, as a
reader without styles should have them, and the build draws the rest once the guard has seen the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from publish.constructs import icons

TABS, LABEL, PANEL, CHOSEN = "tabs", "tab-label", "tab", "tab-chosen"
"""Classes of tabs: of all together, and of each its label, its text, and the label of the one that is shown first."""
TASK_LIST, TASK = "task-list-item", "task"
DONE, OPEN = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"
ICON, ICON_NAME = "icon", "data-icon"
"""Class of what an icon is drawn into, and the attribute that names the icon."""
SURPLUS = "surplus"
"""Class of the first cell of a row for which its table has no column."""
NO_ROW = "no-row"
"""Class of the first cell of a row that parts none, as a line of the text does that stands right below a table."""
BEFORE_WORDS = 25
"""Priority of what looks at blocks whose words are still as written."""

BEHIND_WORDS = 5
"""Of what looks at words that are rendered, notes among them."""


class Constructs(Extension):
    """Added after all that `mkdocs.yml` names, so that it takes their place where they are on."""

    def extendMarkdown(self, md: Markdown) -> None:
        if "task-list" in md.treeprocessors:
            md.treeprocessors.register(_Tasks(md), "task-list", BEFORE_WORDS)
        if "table" in md.parser.blockprocessors:
            settings = md.parser.blockprocessors["table"].config  # type: ignore[attr-defined]  # public; its stubs lack it
            md.parser.blockprocessors.register(_Tables(md.parser, settings), "table", 75)
        for name in ("olist", "ulist"):  # the first item says how a list is counted, even `1984. A year.`
            md.parser.blockprocessors[name].LAZY_OL = False  # type: ignore[attr-defined]  # public; its stubs lack it
        md.treeprocessors.register(_Tabs(md), "plain-tabs", BEFORE_WORDS)
        md.treeprocessors.register(_Notes(md), "notes-behind-links", BEHIND_WORDS)
        md.inlinePatterns.register(_Icons(rf"(?<![\w:]):({icons.NAME.pattern}):(?!\w)", md), "emoji", 75)


class _Tables(TableProcessor):
    """Tables that keep those cells of a row that are more than the first row has, where the other drops them.

    It drops them as it builds the row, in a method of its own, and nothing public comes between.
    """

    def _build_row(self, row: str, parent: Element, align: Sequence[str]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]  # private, so its stubs lack it
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined]  # private too
        for nth, cell in enumerate(filter(str.strip, cells[len(align) :])):
            SubElement(parent[-1], "td", {} if nth else {"class": SURPLUS}).text = cell.strip(" ")
        if len(cells) == 1 < len(align) and not row.strip().startswith("|"):
            parent[-1][0].set("class", NO_ROW)


class _Tasks(Treeprocessor):
    """`- [ ] words` and `- [x] words`."""

    SIGN = re.compile(r" *\[([ xX])\][ \n]+")

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            holder = item if (item.text or "").strip() else next(iter(item.findall("p")[:1]), item)
            if match := self.SIGN.match(holder.text or ""):
                mark = Element("span", {"class": TASK})
                mark.text = AtomicString(OPEN if match[1] == " " else DONE)
                mark.tail = " " + (holder.text or "")[match.end() :]
                holder.text = ""
                holder.insert(0, mark)
                item.set("class", f"{item.get('class', '')} {TASK_LIST}".strip())


class _Tabs(Treeprocessor):
    """Tabs of either style, as one label after another with its text below it."""

    def run(self, root: Element) -> None:
        for group in [group for group in root.iter("div") if "tabbed-set" in group.get("class", "").split()]:
            tabs = list(_tabs(group))
            group[:] = [part for tab in tabs for part in tab]
            group.attrib = {"class": TABS}


def _tabs(group: Element) -> Iterator[tuple[Element, Element]]:
    labels = [*group.findall("label"), *group.findall("div[@class='tabbed-labels']/label")]
    panels = [*group.findall("div[@class='tabbed-content']/div[@class='tabbed-block']")]
    for field, label, panel in zip(
        group.findall("input"), labels, panels or group.findall("div[@class='tabbed-content']"), strict=True
    ):
        chosen = f" {CHOSEN}" if "checked" in field.attrib else ""
        label.tag, label.attrib, panel.attrib = "p", {"class": LABEL + chosen}, {"class": PANEL}
        yield label, panel


class _Notes(Treeprocessor):
    """Numbers of notes within the words of a link, put behind it: no browser lets a link stand within another."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for link in [
                child for child in parent if child.tag == "a" and "footnote-ref" not in child.get("class", "")
            ]:
                for holder, mark in _note_marks(link):
                    _take_out(holder, mark)
                    parent.insert(list(parent).index(link) + 1, mark)
                    mark.tail, link.tail = link.tail, None


def _note_marks(link: Element) -> list[tuple[Element, Element]]:
    """Each with what holds it, the last first."""
    found = [(holder, mark) for holder in link.iter() for mark in holder.findall("sup") if mark.find("a") is not None]
    return found[::-1]


def _take_out(holder: Element, mark: Element) -> None:
    """Without the words behind it."""
    nth = list(holder).index(mark)
    if nth:
        holder[nth - 1].tail = (holder[nth - 1].tail or "") + (mark.tail or "")
    else:
        holder.text = (holder.text or "") + (mark.tail or "")
    holder.remove(mark)


class _Icons(InlineProcessor):
    """`:material-account:` and `:smile:`; what is no name of one stays as written."""

    def handleMatch(  # type: ignore[override]  # as Python-Markdown has it of every InlineProcessor
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        if icons.markup(m[1]):
            return Element("span", {"class": ICON, ICON_NAME: m[1]}), m.start(0), m.end(0)
        if character := icons.emoji(m[1]):
            return AtomicString(character), m.start(0), m.end(0)
        return None, None, None
