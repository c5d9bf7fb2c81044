"""Hostile markup, planted by hand in a built page: what no text may do, kind by kind, and how to see whether it did.

A kind that ran leaves the attribute `data-ran-<its number>` at the page's root.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

PAGE = "index.html"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
FILE = "assets/planted"

KINDS = {
    "a module that a map names": (
        '<script type=importmap>{{"imports": {{"x": "data:text/javascript,{code}"}}}}</script>'
        '<script type=module>import "x"</script>'
    ),
    "a script": "<script>{code}</script>",
    "a script with an address": "<script src='{file}.js'></script>",
    "a deferred script with an address": "<script defer src='{file}.js'></script>",
    "a script whose address holds it": "<script src='data:text/javascript,{code}'></script>",
    "a module": "<script type=module>{code}</script>",
    "a module whose address holds it": "<script type=module src='data:text/javascript,{code}'></script>",
    "an event attribute": '<img src=nowhere.png onerror="{code}">',
    "an event attribute of the body": '<body onpageshow="{code}">',
    "an event attribute of a drawing": '<svg onload="{code}"></svg>',
    "an event attribute that a click calls": '<button class=click type=button onclick="{code}">.</button>',
    "an event attribute of what opens": '<details open ontoggle="{code}">.</details>',
    "a link that is a script": '<a class=click href="javascript:{code}">.</a>',
    "a link of a drawing that is a script": '<svg><a class=click href="javascript:{code}"><text>.</text></a></svg>',
    "a form that is a script": '<form action="javascript:{code}"><button class=click>.</button></form>',
    "a button's address that is a script": '<form><button class=click formaction="javascript:{code}">.</button></form>',
    "a frame that is a script": '<iframe src="javascript:{code}"></iframe>',
    "a frame that holds its page": '<iframe srcdoc="<script>{code}</script>"></iframe>',
    "a script of a shadow root": "<div><template shadowrootmode=open><script>{code}</script></template></div>",
    "an area that is a script": '<map name=m><area class=click href="javascript:{code}" coords="0,0,1,1"></map>',
    "an animation that makes a link a script": (
        "<svg><a class=click><animate attributeName=href values='javascript:{code};javascript:{code}' dur=9s />"
        "<text>.</text></a></svg>"
    ),
    "a change that makes a link a script": (
        "<svg><a class=click href='#'><set attributeName=href to='javascript:{code}' /><text>.</text></a></svg>"
    ),
    "an event attribute of an animation": '<svg><animate onbegin="{code}" attributeName=x dur=1s /></svg>',
    "a script of a drawing": "<svg><script>{code}</script></svg>",
    "a script of a drawing with an address": "<svg><script href='{file}.js'></script></svg>",
    "a style element": "<style>h1 {{ outline-color: rgb(1, 2, 3) }}</style>",
    "a style sheet whose address holds it": (
        "<link rel=stylesheet href='data:text/css,h1 {{ text-decoration-color: rgb(1, 2, 3) }}'>"
    ),
    "a style attribute": "<p id=styled style='color: rgb(1, 2, 3)'>.</p>",
}
"""Kind -> markup. `{code}` is the script that leaves the mark, `{file}.js` a file of the site that holds it."""
ON_A_SERVER = {
    "a module with an address": "<script type=module src='{file}.js'></script>",
    "a frame of the site": "<iframe src='{file}.html'></iframe>",
    "an object": "<object data='{file}.html'></object>",
    "an embedded page": "<embed src='{file}.html'>",
}
"""What browsers run over http alone, whatever the policy."""
BASE = "<base href='https://elsewhere.example/'>"
IN_SOME_BROWSERS = {
    "a use of a drawing with an address": "<svg><use href='{file}.svg#x' /></svg>",
    "a use of a drawing whose address holds it": (
        """<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'>"""
        """<script>{code}</script><image href='no' onerror='{code}'/></svg>#x" /></svg>"""
    ),
    "a link of a formula that is a script": '<math><mtext class=click href="javascript:{code}">.</mtext></math>',
}
"""What not every browser runs, whatever the policy."""
ALL = KINDS | ON_A_SERVER | IN_SOME_BROWSERS
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'><g id='x'><image href='no' onerror='{code}'/></g></svg>"
FORM = "<form action='about.html'><input name=sent><button class=click>.</button></form>"
REFRESH = "<meta http-equiv=refresh content='0; url=about.html?sent'>"
CLICK = """() => document.querySelectorAll('.click').forEach((link, number) => setTimeout(
    () => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })), 50 * number))"""
SEEN = """() => {
    const mine = (selector, property) => {
        const found = document.querySelector(selector)
        return found && getComputedStyle(found)[property] === 'rgb(1, 2, 3)'
    }
    return [
        ...Array.from(document.documentElement.attributes, ({ name }) => name),
        mine('h1', 'outlineColor') ? 'style element' : '',
        mine('h1', 'textDecorationColor') ? 'style sheet' : '',
        mine('#styled', 'color') ? 'style attribute' : '',
    ]
}"""
OTHER_MARKS = {
    "a style element": "style element",
    "a style sheet whose address holds it": "style sheet",
    "a style attribute": "style attribute",
}


def plant(built: Path, site: Path, markup: str, has_policy: bool = True, page: str = PAGE) -> None:
    """Copy a site, with markup after the first heading of a page."""
    shutil.copytree(built, site)
    text = (site / page).read_text().replace("</h1>", f"</h1>{markup}", 1)
    (site / page).write_text(text if has_policy else POLICY.sub("", text))
    for number in range(len(ALL)):
        file = site / f"{FILE}{number}"
        file.with_suffix(".js").write_text(_code(number))
        file.with_suffix(".svg").write_text(DRAWING.format(code=_code(number)))
        file.with_suffix(".html").write_text(f"<!doctype html><script>{_code(number)}</script>")


def all_kinds() -> str:
    """The markup of every kind, one behind the other."""
    return "".join(text.format(code=_code(number), file=f"{FILE}{number}") for number, text in enumerate(ALL.values()))


def ran(page: Any) -> set[str]:
    """Which kinds did what they are made for."""
    marks = set(page.evaluate(SEEN))
    names = enumerate(ALL)
    return {kind for number, kind in names if OTHER_MARKS.get(kind, f"data-ran-{number}") in marks}


def _code(number: int) -> str:
    return f"top.document.documentElement.setAttribute(`data-ran-{number}`,1)"
