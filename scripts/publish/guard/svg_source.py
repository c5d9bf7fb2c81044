"""An SVG picture as a list of events, each with the text that it stands for, read as XML within bounds.

Browsers read it as XML too. Nothing is fetched, and no entity is expanded but those of XML itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.parsers import expat

from xref.position import START, Position

LARGEST = 500_000
"""Bytes."""
MOST_ELEMENTS = 10_000
DEEPEST = 100
"""Elements within each other."""
BOM = b"\xef\xbb\xbf"
ATTRIBUTE = re.compile(r"""\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
"""One of a start tag that is known to be well-formed."""
XML = "http://www.w3.org/XML/1998/namespace"
XLINK = "http://www.w3.org/1999/xlink"
XMLNS = "http://www.w3.org/2000/xmlns/"
PREFIXES = {XML: "xml:", XLINK: "xlink:", "": ""}
"""Namespaces of attributes, and how these are called here whatever prefix a file has for them."""


class Attribute(NamedTuple):
    """An attribute of a start tag, or a namespace that the tag declares, which then is the value."""

    written: str
    """Its name in the file."""
    namespace: str
    local: str
    value: str
    begin: int
    """Where in its tag the blank before it begins, where its name does, and where it ends."""
    offset: int
    end: int

    @property
    def name(self) -> str | None:
        """Its name here; None if it is of a namespace that no picture needs."""
        prefix = PREFIXES.get(self.namespace)
        return None if prefix is None else prefix + self.local


class Event(NamedTuple):
    """A tag, a piece of text, or whatever else a file consists of; all in a row are the file."""

    kind: str
    """`start`, `end`, `text`, `declaration`, `doctype`, `instruction`, or `other`, which is harmless."""
    position: Position
    source: str
    """As it stands in the file."""
    name: str = ""
    """Of an element, namespace, space, local name; of a declaration, version, encoding; of an instruction, target."""
    text: str = ""
    """Of a piece of text, what is meant."""
    attributes: tuple[Attribute, ...] = ()


class UnreadablePictureError(ValueError):
    """No picture, or none within bounds; the message says why and what to do, `position` where."""

    def __init__(self, message: str, position: Position = START):
        super().__init__(message)
        self.position = position


def read(data: bytes) -> list[Event]:
    """The events of a file; raises UnreadablePictureError."""
    if len(data) > LARGEST:
        raise UnreadablePictureError("larger than 500 kB; simplify the picture, or save it as PNG or WebP")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadablePictureError("not UTF-8: save the picture as UTF-8", _at(data, error.start)) from error
    return list(_Reader(data).events())


def after(position: Position, text: str) -> Position:
    """Where a text ends that begins at a position."""
    *lines, last = re.split(r"\r\n|\r|\n", text)
    return Position(position.line + len(lines), len(last) + (1 if lines else position.column))


def _at(data: bytes, offset: int) -> Position:
    return after(START, data[:offset].decode("utf-8-sig", "ignore"))


class _Found(NamedTuple):
    kind: str
    offset: int
    name: str
    value: Any


class _Reader:
    def __init__(self, data: bytes):
        self._data = data
        self._found: list[_Found] = []
        self._elements = self._depth = 0
        self._parser = parser = expat.ParserCreate("utf-8", " ")  # whatever encoding the file says that it has
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = lambda text: self._add("text", "", text)
        parser.XmlDeclHandler = lambda version, encoding, _: self._add(
            "declaration", f"{version} {encoding or 'UTF-8'}"
        )
        parser.ProcessingInstructionHandler = lambda target, _: self._add("instruction", target)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EndDoctypeDeclHandler = lambda: self._add("doctype")
        parser.SkippedEntityHandler = lambda name, _: self._refuse(f"unknown entity {name!r}; write the letter itself")
        for name in ("CommentHandler", "DefaultHandlerExpand"):
            setattr(parser, name, lambda _: self._add("other"))
        for name in ("StartCdataSectionHandler", "EndCdataSectionHandler"):
            setattr(parser, name, lambda: self._add("other"))

    def events(self) -> Iterator[Event]:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            position = _at(self._data, self._parser.ErrorByteIndex)
            raise UnreadablePictureError(f"not well-formed XML: {said}", position) from error
        position, ends = START, [*(found.offset for found in self._found[1:]), len(self._data)]
        for found, end in zip(self._found, ends, strict=True):
            event = _event(found, position, self._data[found.offset : end].decode("utf-8"))
            yield event
            position = after(position, event.source)

    def _refuse(self, message: str) -> None:
        raise UnreadablePictureError(message, _at(self._data, self._parser.CurrentByteIndex))

    def _add(self, kind: str, name: str = "", value: Any = None) -> None:
        self._found.append(_Found(kind, self._parser.CurrentByteIndex, name, value))

    def _start(self, name: str, attributes: list[str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS:
            self._refuse("more than 10,000 elements; simplify the picture, or save it as PNG or WebP")
        if self._depth > DEEPEST:
            self._refuse("more than 100 elements within each other; ungroup some")
        self._add("start", name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._add("end", name)

    def _doctype(self, name: str, system: str | None, public: str | None, has_declarations: bool) -> None:
        if has_declarations:
            self._refuse("document type that declares something; save the picture as plain SVG, without one")
        begin = self._data.rfind(b"<!DOCTYPE", 0, self._parser.CurrentByteIndex)
        self._found.append(_Found("doctype", begin, "", None))


def _event(found: _Found, position: Position, source: str) -> Event:
    event = Event(found.kind, position, source, found.name)
    if found.kind == "text":
        return event._replace(text=found.value)
    if found.kind == "start":
        return event._replace(attributes=tuple(_attributes(source, found.value)))
    return event


def _attributes(source: str, values: list[str]) -> Iterator[Attribute]:
    """The attributes of a tag: where they stand in it, and what they mean."""
    meant = iter(zip(values[::2], values[1::2], strict=True))
    for match in ATTRIBUTE.finditer(source):
        written = match[1]
        if written == "xmlns" or written.startswith("xmlns:"):
            namespace, local, value = XMLNS, written, match[0].partition("=")[2].strip()[1:-1]
        else:
            name, value = next(meant)
            namespace, _, local = name.rpartition(" ")
        yield Attribute(written, namespace, local, value, match.start(), match.start(1), match.end())
