"""Colours, in whatever form CSS lets them be written."""

from __future__ import annotations

from tinycss2.color4 import Color


def in_srgb(colour: Color) -> tuple[int, ...] | None:
    """Red, green and blue, from 0 to 255, as a screen shows them: what is beyond that is its end; None of a space that
    tinycss2 does not convert, such as that of oklch()."""
    try:
        parts = colour.to("srgb").coordinates
    except NotImplementedError:
        return None
    return tuple(round(255 * min(max(part, 0), 1)) for part in parts)
