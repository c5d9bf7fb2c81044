"""What an SVG picture may hold: elements, their attributes, and the kind of value that each takes.

All else is refused. Nothing here runs, moves, loads or leads anywhere: to allow more, ask that of it first, and add it
with its kind of value; `tests/engine/test_pictures.py` makes pictures of whatever stands here and opens them.
See https://www.w3.org/TR/SVG2/ and https://www.w3.org/TR/filter-effects-1/.
"""

from __future__ import annotations

from typing import TypeVar

from publish.guard.values import (
    ANGLE,
    COLOUR,
    DASHES,
    FONT,
    FONTS,
    ID,
    LENGTH,
    LENGTHS,
    LINK,
    NUMBER,
    NUMBERS,
    PAINT,
    PATH,
    REFERENCE,
    SHARE,
    TEXT,
    TRANSFORM,
    VIEW_BOX,
    Kind,
    Pattern,
    Tokens,
    tokens,
    words,
)

Same = TypeVar("Same")


def each(names: str, kind: Same) -> dict[str, Same]:
    """The same for each of these names."""
    return dict.fromkeys(names.split(), kind)


BLEND_MODES = (
    "normal multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference exclusion "
    "hue saturation color luminosity"
)
COLOUR_SPACES = words("auto srgb linearrgb")
UNITS = words("userspaceonuse objectboundingbox")

PROPERTIES: dict[str, Tokens] = {
    # Paint
    **each("fill stroke", PAINT),
    **each("color stop-color flood-color", COLOUR),
    **each("opacity fill-opacity stroke-opacity stop-opacity flood-opacity", SHARE),
    **each("fill-rule clip-rule", words("nonzero evenodd")),
    **each("stroke-width stroke-dashoffset", LENGTH),
    **each("stroke-linecap", words("butt round square")),
    **each("stroke-linejoin", words("miter round bevel arcs miter-clip")),
    **each("stroke-miterlimit", NUMBER),
    **each("stroke-dasharray", DASHES),
    **each("paint-order", words("normal fill stroke markers", at_most=3)),
    **each("mix-blend-mode", words(BLEND_MODES)),
    **each("isolation", words("auto isolate")),
    **each("clip-path mask filter marker marker-start marker-mid marker-end", LINK),
    **each("mask-type", words("luminance alpha")),
    **each("vector-effect", words("none non-scaling-stroke")),
    **each("color-interpolation color-interpolation-filters", COLOUR_SPACES),
    **each("color-rendering", words("auto optimizespeed optimizequality")),
    **each("shape-rendering", words("auto optimizespeed crispedges geometricprecision")),
    **each("text-rendering", words("auto optimizespeed optimizelegibility geometricprecision")),
    **each("image-rendering", words("auto optimizespeed optimizequality crisp-edges pixelated")),
    **each("color-scheme", words("normal light dark only", at_most=3)),
    # Place
    **each("transform", TRANSFORM),
    **each("transform-origin", tokens("length", "left right top bottom center", at_most=3)),
    **each("transform-box", words("content-box border-box fill-box stroke-box view-box")),
    **each("x y cx cy r rx ry width height", LENGTH),
    **each("display", words("none inline block")),
    **each("visibility", words("visible hidden collapse")),
    **each("overflow", words("visible hidden auto scroll")),
    **each("pointer-events", words("none auto all visible painted fill stroke")),
    # Text
    **each("font-family", FONTS),
    **each("font", FONT),
    **each(
        "font-size",
        tokens("length", "xx-small x-small small medium large x-large xx-large smaller larger"),
    ),
    **each("font-weight", tokens("number", "normal bold bolder lighter")),
    **each("font-style", words("normal italic oblique")),
    **each("font-variant", words("normal none small-caps tabular-nums lining-nums oldstyle-nums", at_most=3)),
    **each(
        "font-stretch",
        tokens("length", "normal condensed expanded semi-condensed semi-expanded extra-condensed extra-expanded"),
    ),
    **each("font-size-adjust", tokens("number", "none")),
    **each("font-kerning", words("auto normal none")),
    **each("line-height letter-spacing word-spacing kerning text-indent", tokens("length", "normal auto")),
    **each("text-anchor", words("start middle end")),
    **each("text-align", words("start end left right center justify")),
    **each("text-decoration text-decoration-line", words("none underline overline line-through", at_most=3)),
    **each("text-transform", words("none uppercase lowercase capitalize")),
    **each("baseline-shift", tokens("length", "baseline sub super")),
    **each(
        "dominant-baseline alignment-baseline",
        words(
            "auto baseline middle central hanging mathematical ideographic alphabetic text-before-edge text-after-edge "
            "before-edge after-edge text-top text-bottom top bottom center"
        ),
    ),
    **each("white-space", words("normal pre nowrap pre-wrap pre-line break-spaces")),
    **each("writing-mode", words("horizontal-tb vertical-rl vertical-lr lr-tb rl-tb tb-rl lr rl tb")),
    **each("direction", words("ltr")),
    **each("unicode-bidi", words("normal plaintext")),
}
"""Properties, be they attributes, within `style=` or in a sheet of the picture."""

EVERYWHERE: dict[str, Kind] = {
    "id": ID,
    **each("class role lang xml:lang aria-label aria-labelledby aria-describedby aria-roledescription", TEXT),
    **each("data-name systemLanguage requiredExtensions", TEXT),
    "aria-hidden": words("true false"),
    "xml:space": words("default preserve"),
    **PROPERTIES,
}
"""Attributes of any element; `style` besides, which is a list of properties."""

SVG = "http://www.w3.org/2000/svg"
BOX: dict[str, Kind] = each("x y width height", LENGTH)
REFERRING: dict[str, Kind] = each("href xlink:href", REFERENCE)
ASPECT: dict[str, Kind] = {
    "preserveAspectRatio": words(
        "none meet slice " + " ".join(f"x{x}y{y}" for x in ("min", "mid", "max") for y in ("min", "mid", "max")),
        at_most=2,
    )
}
VIEW: dict[str, Kind] = {"viewBox": VIEW_BOX, **ASPECT}
GRADIENT: dict[str, Kind] = {
    **REFERRING,
    "gradientUnits": UNITS,
    "gradientTransform": TRANSFORM,
    "spreadMethod": words("pad reflect repeat"),
}
TEXT_PLACES: dict[str, Kind] = {
    **each("x y dx dy rotate", LENGTHS),
    "textLength": LENGTH,
    "lengthAdjust": words("spacing spacingandglyphs"),
}
STEP: dict[str, Kind] = {**BOX, **each("in in2 result", ID)}
"""Attributes of every step of a filter."""
CURVE: dict[str, Kind] = {
    "type": words("identity table discrete linear gamma"),
    **each("slope intercept amplitude exponent offset", NUMBER),
    "tableValues": NUMBERS,
}

NONE: dict[str, Kind] = {}
POINTS: dict[str, Kind] = {"points": NUMBERS, "pathLength": NUMBER}

ELEMENTS: dict[str, dict[str, Kind]] = {
    # Structure
    "svg": {**BOX, **VIEW, "version": NUMBER, "baseProfile": words("full basic tiny none")},
    **each("g defs switch title desc", NONE),
    "symbol": {**BOX, **VIEW, **each("refX refY", LENGTH)},
    "use": {**BOX, **REFERRING},
    "style": {"type": Pattern("text/css", "text/css")},
    # Shapes
    "path": {"d": PATH, "pathLength": NUMBER},
    "rect": {**BOX, **each("rx ry", LENGTH), "pathLength": NUMBER},
    "circle": {**each("cx cy r", LENGTH), "pathLength": NUMBER},
    "ellipse": {**each("cx cy rx ry", LENGTH), "pathLength": NUMBER},
    "line": {**each("x1 y1 x2 y2", LENGTH), "pathLength": NUMBER},
    **each("polyline polygon", POINTS),
    # Text
    **each("text tspan", TEXT_PLACES),
    "textPath": {
        **REFERRING,
        "startOffset": LENGTH,
        "textLength": LENGTH,
        "method": words("align stretch"),
        "spacing": words("auto exact"),
        "side": words("left right"),
    },
    # Paint
    "linearGradient": {**GRADIENT, **each("x1 y1 x2 y2", LENGTH)},
    "radialGradient": {**GRADIENT, **each("cx cy r fx fy fr", LENGTH)},
    "stop": {"offset": LENGTH},
    "pattern": {
        **BOX,
        **VIEW,
        **REFERRING,
        **each("patternUnits patternContentUnits", UNITS),
        "patternTransform": TRANSFORM,
    },
    "clipPath": {"clipPathUnits": UNITS},
    "mask": {**BOX, **each("maskUnits maskContentUnits", UNITS)},
    "marker": {
        **VIEW,
        **each("refX refY", tokens("length", "left center right top bottom")),
        **each("markerWidth markerHeight", LENGTH),
        "markerUnits": words("strokewidth userspaceonuse"),
        "orient": ANGLE,
    },
    # Filters
    "filter": {**BOX, **each("filterUnits primitiveUnits", UNITS)},
    "feFlood": STEP,
    "feOffset": {**STEP, **each("dx dy", NUMBER)},
    "feGaussianBlur": {**STEP, "stdDeviation": NUMBERS, "edgeMode": words("none duplicate wrap")},
    "feDropShadow": {**STEP, "stdDeviation": NUMBERS, **each("dx dy", NUMBER)},
    "feColorMatrix": {**STEP, "type": words("matrix saturate huerotate luminancetoalpha"), "values": NUMBERS},
    "feBlend": {**STEP, "mode": words(BLEND_MODES)},
    "feComposite": {
        **STEP,
        "operator": words("over in out atop xor lighter arithmetic"),
        **each("k1 k2 k3 k4", NUMBER),
    },
    "feComponentTransfer": STEP,
    **each("feFuncR feFuncG feFuncB feFuncA", CURVE),
    "feMerge": STEP,
    "feMergeNode": {"in": ID},
}
"""Element -> attributes of its own."""


def kind_of(element: str, attribute: str) -> Kind | None:
    """The kind of value that an attribute takes on an element; None where the attribute is not allowed."""
    return ELEMENTS[element].get(attribute) or EVERYWHERE.get(attribute)
