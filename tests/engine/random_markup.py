"""Markup made up at random, of what a list allows and of what upsets parsers."""

from __future__ import annotations

from random import Random

from publish.guard.allowed import TEXT

UNLISTED = (
    *("script", "style", "svg", "math", "title", "textarea", "xmp", "noscript", "noembed", "iframe", "template"),
    *("select", "option", "form", "button", "input", "frameset", "frame", "body", "html", "head", "foreignObject"),
    *("mtext", "mglyph", "malignmark", "annotation-xml", "desc", "image", "plaintext", "nobr", "center", "x-y"),
)
ATTRIBUTES = (
    *("id", "class", "title", "href", "src", "alt", "width", "dir", "lang", "onclick", "onerror", "style", "srcdoc"),
    *("name", "xlink:href", "xmlns", "formaction", "a<b", 'a"b', "=", "/", "on\x00click"),
)
VALUES = (
    *("a", "1", "#a", "index.html", "javascript:hit()", "java\tscript:hit()", "data:text/html,hit", "//evil.example/"),
    *("<!--", "-->", "</title>", "</style><b onclick=hit()>", "]]>", "'", '"', "`", ">", "&lt;script&gt;", "&quot;>"),
)
PIECES = (
    *("words", " ", "<", ">", "</", "/>", "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "<?x", "?>", "<!doctype"),
    *("&lt;", "&amp;", "&#0;", "\x00", "\x0c", "<p", "<b ", "</p", "'", '"', "=", "\n", "<1>", "</1>"),
)


def markup(choose: Random) -> str:
    """A document of some twenty pieces."""
    return "".join(_piece(choose) for _ in range(choose.randint(1, 25)))


def _piece(choose: Random) -> str:
    kind = choose.random()
    if kind < 0.25:
        return choose.choice(PIECES)
    if kind < 0.45:
        return f"</{_tag(choose)}>"
    attributes = "".join(_attribute(choose) for _ in range(choose.choice((0, 0, 1, 1, 2, 3))))
    return f"<{_tag(choose)}{attributes}{choose.choice(('>', '>', '>', '/>', ' ', ''))}"


def _tag(choose: Random) -> str:
    return choose.choice(UNLISTED if choose.random() < 0.2 else tuple(TEXT))


def _attribute(choose: Random) -> str:
    quote, value = choose.choice(('"', "'", "")), choose.choice(VALUES)
    return f"{choose.choice(' /	')}{choose.choice(ATTRIBUTES)}{choose.choice(('=', ' = ', ''))}{quote}{value}{quote}"
