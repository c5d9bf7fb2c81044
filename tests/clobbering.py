"""Names by which elements of a text stand in for parts of the document, of a form, or for variables of scripts.

See https://html.spec.whatwg.org/multipage/nav-history-apis.html#named-access-on-the-window-object.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

NAMES_OF = """() => {
    const names = one => one ? [...Object.getOwnPropertyNames(one), ...names(Object.getPrototypeOf(one))] : []
    return { document: names(document), form: names(HTMLFormElement.prototype), window: names(EventTarget.prototype) }
}"""
PLACES = ('<nav id="contents"[^#]+#([^"]+)"', '<li id="(fn:[^"]+)"', 'citation-reference" href="#([^"]+)"')
"""Ids of a page which our scripts look up."""
GLOBAL = re.compile(r"\bglobal(?:This)?\.(\w+)|\bvar (\w+) = function|^(\w+) = function|typeof (\w+)", re.MULTILINE)
IDS = ("menu", "contents", "content", "preview", "search", "search-query", "search-hint", "search-label", "new-address")
USE = """async () => {
    const find = selector => Document.prototype.querySelector.call(document, selector)
    const found = async selector => {
        for (let i = 0; i < 200 && !find(selector); i++) await new Promise(resolve => setTimeout(resolve, 50))
        return find(selector)
    }
    const used = { errors: [] }
    const pointer = new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" })
    window.onerror = window.onunhandledrejection = error => used.errors.push(`${error.reason ?? error}`)
    for (const form of Document.prototype.querySelectorAll.call(document, "form")) {
        const typed = new KeyboardEvent("keydown", { key: "/", ctrlKey: true, bubbles: true })
        for (const event of [pointer, new FocusEvent("focusin", { bubbles: true }), typed])
            EventTarget.prototype.dispatchEvent.call(form, event)
    }
    for (const [kind, link] of Object.entries(LINKS)) {
        find(`article ${link}`).dispatchEvent(pointer)
        const preview = await found(`${link} + [aria-label=Preview]:popover-open`)
        used[kind] = preview?.textContent.trim() ?? "none"
        if (preview) preview.hidePopover()
    }
    find("header button.search-open").click()
    const input = await found("dialog[open] input")
    input.value = "oven spring"
    input.dispatchEvent(new Event("input"))
    used.result = (await found("dialog a.search-result-link"))?.textContent ?? "none"
    used.named = find("dialog").querySelector("label").control === input
    return used
}"""
"""Opens previews and search, and tells what they show, by nothing that a name could stand in for."""


def globals_of(scripts: Path) -> set[str]:
    """Variables that the scripts of a folder set, or look for, for all to see."""
    texts = (path.read_text() for path in scripts.rglob("*.js"))
    return {name for text in texts for names in GLOBAL.findall(text) for name in names if name} | {"trustedTypes"}


def plant_names(page: Path, names: Mapping[str, Sequence[str]], own: Iterable[str]) -> None:
    """Give a page elements with all names of a document, of a form and of our scripts, where they may be met."""
    text = page.read_text()
    ids = [found for pattern in PLACES for found in re.findall(pattern, text)[:1]]
    fields = "".join(f'<input name="{name}">' for name in sorted({*names["form"]}))
    forms = "".join(_form(f'id="{id}"', fields) for id in ("contents", "preview", "search", *ids))
    every = {*names["document"], *names["window"], *own, *IDS}
    planted = forms + _form('class="search-open"', fields) + "".join(map(_named, sorted(every)))
    text = text.replace("</h1>", f"</h1>{planted}", 1)
    page.write_text(re.sub('<li id="fn:[^>]*>', lambda note: note[0] + _form('id="x" class="sidenote"', fields), text))


def _form(attributes: str, fields: str) -> str:
    """A form whose fields stand in for all that it has."""
    return f'<form {attributes}>{fields}<button class="search-open" type="button">.</button></form>'


def _named(name: str) -> str:
    """An element of each kind that can stand in for a part of the document or for a variable."""
    return (
        f'<img name="{name}" id="{name}" alt=""><a id="{name}" name="{name}"></a><embed name="{name}">'
        f'<object name="{name}" id="{name}"></object><form name="{name}" id="{name}"><input name="length"></form>'
    )
