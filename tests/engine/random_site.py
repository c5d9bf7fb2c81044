"""Random small sites, each from one seed.

Nothing here knows what is right: pages, forms and anchors are drawn from tables, most addresses are mutated, and the
witnesses say what became of each. In a page's text a private-use character, `sentinel(number)`, stands where the link
of that number begins; the link's words, title or alternative hold its `marker(number)`.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from random import Random

from random_address import MUTATIONS, Address, built, encode, relative
from random_forms import BLOCKS, FORMS, SECTIONS, Form

PAGES = (
    *("one.md", "Upper.md", "two words.md", "für.md", "R&D.md", "100%.md", "a(b).md", "it's.md", "snake_case.md"),
    *("v1.2.md", "why?.md", "c#.md", "notes/index.md", "notes/one.md", "notes/deep/leaf.md", "help/README.md"),
    *("both/index.md", "both/README.md", "日本/語.md"),
)
LEFT_OUT = ("hidden.md", "templates/form.md")
"""Pages that the configuration, or MkDocs of itself, keeps out of the build."""
FILES = ("img/plan.svg", "img/two words.svg", "img/Größe.png", "img/p&q.svg", "brand/logo.svg", "data.csv")
"""What is no page; the theme brings what is under brand/."""
EXTENSIONS = (
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "pymdownx.details", "pymdownx.superfences"),
    *("pymdownx.tabbed: {alternate_style: true}", "smarty", "tables", "toc: {permalink: true}", "abbr"),
    "pymdownx.snippets: {base_path: [!relative $config_dir]}",
)
"""What most sites have."""
RARE = (
    *("pymdownx.betterem", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.keys", "pymdownx.tasklist"),
    *("pymdownx.magiclink", "pymdownx.critic", "pymdownx.inlinehilite", "pymdownx.arithmatex: {generic: true}"),
    *("pymdownx.blocks.admonition", "pymdownx.blocks.details", "pymdownx.blocks.html", "pymdownx.blocks.tab"),
    *("pymdownx.blocks.caption", "pymdownx.smartsymbols", "sane_lists", "nl2br", "pymdownx.highlight"),
)
"""What some sites have besides."""
CHANGE = "def on_page_markdown(markdown, **_):\n    return "
HOOKS = (
    f"{CHANGE}'Put above.\\n\\n' + markdown\n",
    f"{CHANGE}markdown.replace('A paragraph.', 'One.\\n\\nTwo.') + '\\n\\nPut below.\\n'\n",
    f"{CHANGE}markdown.replace('Words', 'Many words')\n",
    "def on_page_content(html, **_):\n    return html.replace('<p>', '<p class=\"put\">')\n",
    "def on_post_page(output, **_):\n    return output + '<script src=https://example.org/a.js></script>'\n",
    "def on_env(env, **_): ...\n",
)
"""What a plugin may do to a page: change lines around those with links, such lines themselves, or its HTML."""


WITHIN = {
    "inner": [form for form in FORMS if form.picture and not form.definition],
    "link": [
        form
        for form in FORMS
        if not (form.picture or form.definition or form.text.startswith("\\") or re.search("{(inner|link)}", form.text))
    ],
}
"""What may stand within a link."""


@dataclass(frozen=True)
class Link:
    page: str
    address: str
    form: Form
    mutations: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    pages: dict[str, str]
    links: dict[int, Link]
    extensions: tuple[str, ...]
    directory_urls: bool
    newline: str
    hook: str = ""
    """Its code, or nothing."""


def sentinel(number: int) -> str:
    return chr(0xE000 + number)


def marker(number: int) -> str:
    return f"w{number}w"


def random_site(seed: int, mutated: int) -> Site:
    """A site with so many mutated links; the seed decides everything else."""
    random = Random(seed)
    often = tuple(name for name in EXTENSIONS if random.random() < 0.93)
    extensions = (*often, *(name for name in RARE if random.random() < 0.3))
    directory_urls, newline = random.choice((True, False)), random.choice(("\n", "\n", "\r\n"))
    blocks = [block for block in BLOCKS if "footnotes" in extensions or "[^" not in block]  # else it defines a link
    writer = _Writer(random, ("index.md", *random.sample(PAGES, 6)), directory_urls, blocks)
    while sum(bool(link.mutations) for link in writer.links.values()) < mutated:
        writer.add_block(random.choice(writer.paths))
    hook = random.choice(HOOKS) if random.random() < 0.5 else ""
    return Site(writer.pages(), writer.links, extensions, directory_urls, newline, hook)


@dataclass
class _Writer:
    random: Random
    paths: tuple[str, ...]
    directory_urls: bool
    may_be_around: list[str]
    links: dict[int, Link] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sections = {path: self.random.choices(SECTIONS, k=6) for path in self.paths}
        self._blocks = {path: [self._nested(text) for text, _ in self._sections[path]] for path in self.paths}
        self._definitions: dict[str, list[str]] = {path: [] for path in self.paths}

    def pages(self) -> dict[str, str]:
        parts: dict[str, str] = {}
        blocks = {path: [self._in_part(text, parts) for text in self._blocks[path]] for path in self.paths}
        written = {path: "\n\n".join([*blocks[path], *self._definitions[path], ""]) for path in self.paths}
        tops = ("# Home\n\n", "\ufeff", "---\ntitle: Page\n---\n\n# Home\n\n")
        pages = {path: self.random.choice(tops) + text for path, text in written.items()}
        return pages | parts | dict.fromkeys(LEFT_OUT, "")

    def _in_part(self, text: str, parts: dict[str, str]) -> str:
        """A block, or what takes in the file that it is put into."""
        if self.random.random() < 0.9:
            return text
        name = f"parts/{len(parts)}.md"
        parts[f"../{name}"] = text
        return f'--8<-- "{name}"'

    def add_block(self, page: str) -> None:
        """One to three links, mostly in other blocks, at a random place on the page."""
        links = [self._link(page, self.random.choice(FORMS)) for _ in range(self.random.choice((1, 1, 2, 3)))]
        text = self.random.choice((" and ", ",\n", ", ")).join(links)
        if self.random.random() < 0.5:
            text = "\n\n".join([text, *self._definitions[page]])
            self._definitions[page].clear()
        self._blocks[page].insert(self.random.randrange(len(self._blocks[page]) + 1), self._nested(text))

    def _nested(self, text: str) -> str:
        for _ in range(self.random.choice((0, 0, 1, 1, 2, 3))):
            text = self._within(self.random.choice(self.may_be_around), text)
        return text

    def _within(self, block: str, text: str) -> str:
        return block.format(
            text=text,
            line=" ".join(text.split()),
            indented=textwrap.indent(text, "    "),
            tabbed=textwrap.indent(text, "\t"),
            hanging=textwrap.indent(text, "    ").removeprefix("    "),
            nested=textwrap.indent(text, "        ").removeprefix("        "),
            nested_block=textwrap.indent(text, "        "),
            quoted=textwrap.indent(text, "> ", lambda _: True).removeprefix("> "),
            n=f"b{self.random.randrange(10**6)}",
        )

    def _link(self, page: str, form: Form) -> str:
        number = len(self.links) + 1
        link = self.links[number] = self._destination(page, form, number)
        inner = {
            kind: self._link(page, self.random.choice(forms))
            for kind, forms in WITHIN.items()
            if f"{{{kind}}}" in form.text
        }
        fields = {"at": sentinel(number), "w": marker(number), "a": link.address or form.empty, "n": number}
        if form.definition:
            self._definitions[page].append(form.definition.format(**fields))
        return form.text.format(**fields, **inner)

    def _destination(self, page: str, form: Form, number: int) -> Link:
        if "{a}" not in form.text + form.definition:
            return Link(page, "", form, ())
        address, applied = self._address(page, form, number), []
        for name in self.random.sample(list(MUTATIONS), self.random.choice((0, 1, 1, 1, 2))):
            before, address = address, MUTATIONS[name](address, self.random)
            applied += [name] if address != before else []
        again = [link for link in self.links.values() if (link.page, link.form.raw) == (page, form.raw)]
        if again and self.random.random() < 0.1:
            return Link(page, self.random.choice(again).address, form, ())
        # Beside HTML, Python-Markdown cuts whatever follows `<?` at the wrong places, and takes `<a/>` out of its link.
        written = str(address).lstrip("?").rstrip("/") if "<{a}>" in form.text + form.definition else str(address)
        return Link(page, written, form, tuple(applied))

    def _address(self, page: str, form: Form, number: int) -> Address:
        """Where a link of this form would lead, were it right: to a source in Markdown, to what is built in HTML."""
        target = self.random.choice(FILES if form.picture and self.random.random() < 0.9 else self.paths + LEFT_OUT)
        ends = [page, target]
        if form.raw and self.random.random() < 0.8:
            ends = [built(path, self.directory_urls) for path in ends]
        bare = " ()" if "<{a}>" in form.text else self.random.choice(("", "()"))
        path = "" if target == page and self.random.random() < 0.7 else encode(relative(*ends), bare, self.random)
        query = self.random.choice((None, marker(number), f"a=1&b={marker(number)}"))
        return Address(path, query, self._fragment(target))

    def _fragment(self, target: str) -> str | None:
        sections = self._sections.get(target)
        if not sections or self.random.random() < 0.3:
            return None
        return self.random.choice(self.random.choice(sections)[1].split())


def positions(text: str) -> dict[int, tuple[int, int]]:
    """{link number: (line, column)} of a page's text."""
    found = {}
    for line, content in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        for nth, match in enumerate(re.finditer("[\ue000-\uefff]", content)):
            found[ord(match[0]) - 0xE000] = (line, match.start() + 1 - nth)
    return found


def plain(text: str) -> str:
    """A page's text as it is written to the disk."""
    return re.sub("[\ue000-\uefff]", "", text)
