"""Pictures made of dots: PNG, JPEG, WebP and AVIF, told by their bytes, whatever their names say.

A browser shows them and no more. What is asked is that a file is what its name says, that it is whole, and that nothing
follows its end: what does is seen by nobody, and may be the rest of a larger picture from which a part was to be cut.
See https://www.w3.org/TR/png-3/, https://www.w3.org/Graphics/JPEG/itu-t81.pdf, RFC 9649 (WebP), and
https://aomediacodec.github.io/av1-avif/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

PNG = b"\x89PNG\r\n\x1a\n"
EXTENSIONS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WebP", "avif": "AVIF"}
"""Ending of a name -> the format that it promises."""
FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
"""Markers of JPEG after which the size stands."""
SCAN = 0xDA
"""The marker of JPEG after which the dots begin."""
AVIF_BRANDS = {b"avif", b"avis"}
Size = tuple[int, int]


class Raster(NamedTuple):
    """A picture as its bytes have it."""

    format: str
    size: Size | None
    end: int | None
    """Where it ends in the file; None where the file ends before."""


def fault(data: bytes, extension: str) -> str | None:
    """What is wrong with a picture whose name has this ending; None where nothing is."""
    promised = EXTENSIONS[extension]
    if not data:
        return "empty file; save the picture anew"
    found = read(data)
    if found is None:
        return f"no {promised}, by its first bytes; save it as what its name says, or rename it"
    if found.format != promised:
        right = next(ending for ending, name in EXTENSIONS.items() if name == found.format)
        return f"{found.format} by its first bytes, not {promised}; rename it to .{right}"
    if found.end is None or found.end > len(data):
        return f"{promised} that ends in the middle; save the picture anew"
    if data[found.end :].strip(b"\0"):
        return f"{promised} with something behind its end, which nobody sees; save the picture anew"
    return None


def read(data: bytes) -> Raster | None:
    """Format, size and end of a picture; None where the first bytes are of none of the four."""
    for begins, reader in READERS:
        if begins(data):
            return reader(data)
    return None


def _png(data: bytes) -> Raster:
    size = _numbers(data[16:24]) if len(data) >= 24 else None
    offset = len(PNG)
    while offset + 12 <= len(data):
        length, kind = int.from_bytes(data[offset : offset + 4]), data[offset + 4 : offset + 8]
        offset += 12 + length
        if kind == b"IEND":
            return Raster("PNG", size, offset)
    return Raster("PNG", size, None)


def _jpeg(data: bytes) -> Raster:
    size = None
    for marker, offset in _jpeg_segments(data):
        if marker in FRAMES and len(data) >= offset + 9:
            height, width = _halves(data[offset + 5 : offset + 9])
            size = (width, height)
        if marker == SCAN:
            end = data.rfind(b"\xff\xd9", offset)  # cameras append more of its kind: what is behind the last one counts
            return Raster("JPEG", size, end + 2 if end > 0 else None)
    return Raster("JPEG", size, None)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The markers up to the first dots, and where their segments begin."""
    offset = 2
    while offset + 4 <= len(data) and data[offset] == 0xFF:
        marker = data[offset + 1]
        yield marker, offset
        offset += 1 if marker == 0xFF else 2 + int.from_bytes(data[offset + 2 : offset + 4])


def _webp(data: bytes) -> Raster:
    end = 8 + int.from_bytes(data[4:8], "little")
    return Raster("WebP", _webp_size(data), end + end % 2 if len(data) > end else end)


def _webp_size(data: bytes) -> Size | None:
    kind, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    return (width, height) if kind == b"VP8 " else None


def _avif(data: bytes) -> Raster:
    offset = 0
    while offset + 8 <= len(data):
        length = int.from_bytes(data[offset : offset + 4])
        if length == 1:
            length = int.from_bytes(data[offset + 8 : offset + 16])
        if not data[offset + 4 : offset + 8].isalnum():
            break  # what follows is no box
        offset = len(data) if length == 0 else offset + max(length, 8)
    sizes = [_numbers(data[place.end() + 4 : place.end() + 12]) for place in re.finditer(b"ispe", data[:offset])]
    size = max(sizes, default=None)  # others are of tiles
    return Raster("AVIF", size, offset)


def _is_avif(data: bytes) -> bool:
    brands = data[8 : int.from_bytes(data[:4])]
    return data[4:8] == b"ftyp" and not AVIF_BRANDS.isdisjoint(brands[at : at + 4] for at in range(0, len(brands), 4))


def _numbers(data: bytes) -> Size:
    return int.from_bytes(data[:4]), int.from_bytes(data[4:])


def _halves(data: bytes) -> Size:
    return int.from_bytes(data[:2]), int.from_bytes(data[2:])


READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Raster]], ...] = (
    (lambda data: data.startswith(PNG), _png),
    (lambda data: data.startswith(b"\xff\xd8\xff"), _jpeg),
    (lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp),
    (_is_avif, _avif),
)
