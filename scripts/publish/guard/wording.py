"""What an author reads of markup that is refused: the kind, and what to do instead. It decides nothing."""

from __future__ import annotations

from publish.guard.unsafe import EMBEDDED, MARKUP, SCRIPT, STYLE, TRACKING

Wording = tuple[str, str]
"""Kind and what to do instead."""

RUNS = (SCRIPT, "a page runs nothing of its own")
STYLED = (STYLE, "styles stand in the site's own sheet")
FILLED = (EMBEDDED, "a page holds nothing that another place fills or changes")
FILMED = (EMBEDDED, "link to it instead")
ASKS = (MARKUP, "a page asks nothing of its reader; remove it")
DRAWN = (MARKUP, "keep the drawing as a file: ![what it shows](assets/pictures/drawing.svg)")
SET = (MARKUP, "the site's own sheet sets how a text looks; remove it")
FRAMES = (MARKUP, "the page has its own frame; begin a section with a heading")

ELEMENTS: dict[str, Wording] = {
    "script": RUNS,
    "style": STYLED,
    **dict.fromkeys("iframe frame frameset object embed applet portal fencedframe form base meta link".split(), FILLED),
    **dict.fromkeys("video audio picture source track".split(), FILMED),
    **dict.fromkeys("input button select option textarea label fieldset dialog datalist".split(), ASKS),
    **dict.fromkeys("svg math canvas".split(), DRAWN),
    **dict.fromkeys("center font big tt marquee blink strike".split(), SET),
    **dict.fromkeys("nav main header footer article aside section address".split(), FRAMES),
}
ATTRIBUTES: dict[str, Wording] = {
    "srcdoc": RUNS,
    "style": STYLED,
    **dict.fromkeys(["ping", "attributionsrc"], (TRACKING, "it tells that the link was followed; remove it")),
    **dict.fromkeys("align valign bgcolor color border cellpadding cellspacing face size".split(), SET),
    **dict.fromkeys(
        "srcset sizes poster background".split(), (EMBEDDED, "write the picture as ![what it shows](path)")
    ),
    "name": (MARKUP, "write 'id' instead"),
    "target": (MARKUP, "a link opens where its reader chooses; remove it"),
    "markdown": (MARKUP, "Markdown within this element is not read; write it without the element around it"),
}


def of_element(tag: str) -> Wording:
    kind, instead = ELEMENTS.get(tag, (MARKUP, "it is not one that a text may hold; write it in Markdown"))
    return kind, f"{tag} element; {instead}"


def of_attribute(tag: str, name: str) -> Wording:
    usual = RUNS if name.startswith("on") else (MARKUP, f"{tag} elements have none of this name here; remove it")
    kind, instead = ATTRIBUTES.get(name, usual)
    return kind, f"attribute {name!r}; {instead}"
