"""The list of what may be on a page: elements, their attributes, and the kind of each value. All else is refused.

An entry is added with a case: `tests/cases/unlisted-markup/lets_what_is_listed_pass.yml` holds every element and
attribute of a text, and each of a page stands on some page that a test builds.
"""

from __future__ import annotations

from publish.guard.attribute_values import ANY, HERE, LINK, NAME, NUMBER, OWN_FILE, ValueKind, all_of, choice, none_of

POLICY = "Content-Security-Policy"
DATA_BLOCK = "application/ld+json"
"""The one type of a script element that holds data: no browser runs it, nor asks the page's policy about it."""

Attributes = dict[str, ValueKind]
Allowed = dict[str, Attributes]
"""Element -> attribute -> kind of value."""

FRAME = frozenset(
    """
    by-words checked choice choices cite colon contents-open copy corrected dates desktop-only edition essay-end
    essay-lead essay-place evidence-box evidence-line facing faults files heading home leads-here legend length
    letter-list line-end menu-essays menu-open mobile-only moved nothing page pager pager-next pager-previous
    passages preview-link references related running search search-close search-count search-head search-help
    search-input search-live search-more search-offer search-open search-passage search-result search-result-link
    search-result-title search-results search-to-help search-ways search-where shape shapes sidenote site-footer
    site-header site-name skip spread stays subtitle tall to-choices to-claim to-help to-term two-lines used-in
    verdict verdict-change verdict-picture verdict-table view-group view-open whereabouts work
    """.split()
)
"""Classes that templates and scripts give to what they draw: they hide and move things, and the book lacks some."""
ANYWHERE: Attributes = {
    "id": ANY,
    "class": none_of(FRAME),
    "title": ANY,
    "lang": NAME,
    "dir": choice("ltr", "rtl", "auto"),
    "aria-label": ANY,
    "aria-labelledby": ANY,
    "aria-describedby": ANY,
    "aria-hidden": choice("true", "false"),
    "data-search-exclude": ANY,
}
PLAIN = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "br", "hr", "pre", "figure", "figcaption"),
    *("ul", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "summary"),
    *("em", "strong", "b", "i", "u", "s", "mark", "small", "sub", "sup", "code", "kbd", "samp", "var"),
    *("abbr", "cite", "dfn", "bdi", "wbr", "ruby", "rt", "rp"),
)
"""Elements that need no attributes of their own."""
LINK_RELATIONS = ("noreferrer", "noopener", "nofollow", "external", "license", "author", "me")
ALIGNMENTS = {f"text-align: {side};": f"align-{side}" for side in ("left", "center", "right")}
"""What the extension for tables writes into a cell -> the class that the page has instead: its policy drops styles."""
SIDES = {side: f"float-{side}" for side in ("left", "right")}
"""Side of the text on which an author puts a picture -> the class that the page has instead."""
CELL: Attributes = {"headers": ANY, "colspan": NUMBER, "rowspan": NUMBER, "style": choice(*ALIGNMENTS)}

TEXT: Allowed = dict.fromkeys(PLAIN, ANYWHERE) | {
    tag: {**ANYWHERE, **own}
    for tag, own in {
        "span": {
            **{"data-keys": ANY, "data-problem": ANY},  # what citations leave that are none
            **{"data-icon": NAME, "data-linenos": ANY},  # what is drawn into it, and the number of a line of code
        },
        "a": {"href": LINK, "rel": all_of(*LINK_RELATIONS)},
        "img": {
            "src": OWN_FILE,
            "alt": ANY,
            "width": NUMBER,
            "height": NUMBER,
            "loading": choice("lazy", "eager"),
            "align": choice(*SIDES),
        },
        "ol": {"start": NUMBER, "type": choice("1", "a", "A", "i", "I"), "reversed": ANY},
        "li": {"value": NUMBER},
        "td": CELL,
        "th": {**CELL, "abbr": ANY, "scope": choice("col", "row", "colgroup", "rowgroup")},
        "time": {"datetime": ANY},
        "q": {"cite": LINK},
        "blockquote": {"cite": LINK},
        "del": {"cite": LINK, "datetime": ANY},
        "ins": {"cite": LINK, "datetime": ANY},
        "col": {"span": NUMBER},
        "colgroup": {"span": NUMBER},
        "details": {"open": ANY},
    }.items()
}
"""What Markdown, its extensions and the HTML of an author may put into a text."""

TURNED_INTO_CLASSES = {"align", "style"}
"""Attributes that a text may have and a page has not."""
HIDDEN: Attributes = {"hidden": ANY}
POPUP: Attributes = {"popover": choice("", "auto")}
PAINT: Attributes = {"fill": ANY, "stroke": ANY, "stroke-width": ANY}

DRAWN: Allowed = {
    "html": {}, "head": {}, "title": {}, "style": {}, "body": {},
    "meta": {"charset": choice("utf-8"), "name": ANY, "property": ANY, "content": ANY, "http-equiv": choice(POLICY)},
    "link": {
        "rel": choice("canonical", "alternate", "prev", "next", "icon", "stylesheet"),
        "type": choice("application/atom+xml"),
        "href": LINK,
    },
    "script": {"type": choice(DATA_BLOCK)}, "template": {},
    "header": {}, "main": {}, "article": {}, "section": {}, "footer": {},
    "nav": POPUP, "ul": POPUP,
    "button": {"type": choice("button"), "popovertarget": NAME, **HIDDEN},
    "input": {"type": choice("radio", "search"), "name": NAME, "checked": ANY, "autocomplete": choice("off")},
    "label": {}, "fieldset": {}, "legend": {},
    "p": HIDDEN,
    "div": {"role": choice("group"), "tabindex": choice("0")},
    "pre": {"tabindex": choice("0")},
    "a": {"aria-current": choice("page"), "rel": all_of(*LINK_RELATIONS, "prev", "next", "edit")},
    "span": {"data-size-of": ANY, "role": choice("img")},
    "svg": {"viewBox": ANY, "width": NUMBER, "height": NUMBER, "role": choice("img")},
    "symbol": {"viewBox": ANY}, "defs": {},
    "use": {"href": HERE, "x": NUMBER, "y": NUMBER, "width": NUMBER, "height": NUMBER},
    "path": {"d": ANY, "pathLength": NUMBER, **PAINT},
    "circle": {"cx": ANY, "cy": ANY, "r": ANY, **PAINT, "stroke-dasharray": ANY},
    "text": {"x": NUMBER, "y": NUMBER},
}  # fmt: skip
PAGE: Allowed = {
    tag: {
        name: ANY if name == "class" else kind
        for name, kind in (ANYWHERE | TEXT.get(tag, {}) | DRAWN.get(tag, {})).items()
        if name not in TURNED_INTO_CLASSES
    }
    for tag in {**TEXT, **DRAWN}
}
"""What a page may hold once our templates are drawn around its text."""

FORWARDING: Allowed = {**PAGE, "noscript": {}, "meta": {**PAGE["meta"], "http-equiv": choice(POLICY, "refresh")}}
"""What a page may hold that only leads on to where another one is now."""
