"""Sites with the plugins that others have: all that is wrong, and nothing else.

`test_plugins` has the same of hooks that do what such plugins do, for whatever is not installed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple

import pytest

from five_defects import DEFECTS, FILES, FOUND, SOUND
from sites import WriteSite
from xref import cli
from xref.rules.outcomes import NOTE

CONFIGURATION = """\
site_name: A
site_url: https://a.example/
theme: {{name: {theme}}}
markdown_extensions: [attr_list, footnotes, toc, {extensions}]
plugins:
{plugins}
"""


class Case(NamedTuple):
    plugins: str
    """As in `mkdocs.yml`, one a line; each is one that has to be installed."""
    trap: str = ""
    """What is sound with it alone."""
    files: Mapping[str, str] = {}
    settings: str = ""
    theme: str = "mkdocs"
    extensions: str = ""
    rewritten: str = ""
    """The finding about what it writes anew, even where nothing is wrong with that."""


SITES = {
    "macros": Case(
        "macros",
        "{% set page = 'b' %}{{ lines }}\n\n[a]({{ page }}.md) [b][x{{ page }}] ![c]({{ page and 'c' }}.svg)\n\n"
        "{% if false %}[gone](gone.md) ![gone](gone.png) [gone][gone] [^gone]{% endif %}\n\n"
        "{% for name in ['b', 'index'] %}\n- [{{ name }}]({{ name }}.md)\n{% endfor %}\n\n[xb]: b.md#there\n",
        settings='extra: {lines: "One.\\n\\nTwo.\\n\\nThree."}\n',
    ),
    "i18n by suffix": Case(
        "i18n: {languages: [{locale: en, name: English, default: true}, {locale: fr, name: French}]}",
        "[a](b.md#there)\n",
        {"docs/b.fr.md": "# B\n\n## There\n\n[a](index.md) ![b](c.svg) [c](d.md)\n", "docs/d.md": "# D\n"},
    ),
    "i18n by folder": Case(
        "i18n: {docs_structure: folder, languages: [{locale: en, name: E, default: true}, {locale: fr, name: F}]}",
        "<a href='fr/b/'>b</a>\n",
        {"docs/fr/b.md": "# B\n\n[a](index.md) ![b](c.svg)\n", "docs/fr/index.md": "# F\n", "docs/fr/c.svg": "<svg/>"},
    ),
    "include-markdown": Case(
        "include-markdown",
        '{% include "../part.txt" %}\n\n[a](#from-the-part)\n\n'
        '{% include-markdown "sub/text.md" start="<!--s-->" %}\n\n',
        {
            "part.txt": "## From the part\n\nText.\n\n[b](b.md)\n",
            "docs/sub/text.md": "# T\n\n[a](../b.md)\n\n<!--s-->\n\n## Of text\n\n[a](../b.md#there) ![a](../c.svg)\n",
        },
    ),
    "gen-files": Case(
        "gen-files: {scripts: [make.py]}",
        "[a](made.md#here) ![b](made.svg)\n",
        {
            "make.py": "import mkdocs_gen_files as made\n"
            "with made.open('made.md', 'w') as file:\n    print('# Made\\n\\n## Here\\n\\n[a](index.md)', file=file)\n"
            "with made.open('made.svg', 'w') as file:\n    print('<svg/>', file=file)\n"
        },
    ),
    "literate-nav": Case(
        "literate-nav: {nav_file: SUMMARY.md}",
        "",
        {
            "docs/SUMMARY.md": "* [Home](index.md)\n* [Sub](sub/)\n* *.md\n",
            "docs/sub/index.md": "# Sub\n\n[a](../b.md)\n",
            "docs/sub/SUMMARY.md": "* [Here](index.md)\n",
        },
    ),
    "literate-nav under nav": Case(
        "literate-nav: {nav_file: SUMMARY.md}",
        "[a](sub/index.md)\n",
        {"docs/sub/index.md": "# Sub\n", "docs/sub/SUMMARY.md": "* [Here](index.md)\n"},
        "nav: [index.md, b.md, Sub: sub/]\n",
    ),
    "awesome-nav": Case(
        "awesome-nav", "", {"docs/.nav.yml": "nav: [index.md, Others: ['*']]\n"}, "nav: [index.md, b.md]\n"
    ),
    "awesome-pages": Case("awesome-pages", "", {"docs/.pages": "nav: [index.md, ...]\n"}, "nav: [index.md, ...]\n"),
    "section-index": Case(
        "section-index",
        "[a](sub/index.md)\n",
        {"docs/sub/index.md": "# Sub\n\n[a](../index.md)\n"},
        "nav: [index.md, Sub: [sub/index.md, b.md]]\n",
    ),
    "exclude": Case(
        "exclude: {glob: [draft.md, 'old/*']}",
        "",
        {"docs/draft.md": "[a](nothing.md) ![b](nothing.svg)\n", "docs/old/a.md": "[a](nothing.md)\n"},
    ),
    "redirects": Case(
        "redirects: {redirect_maps: {old.md: b.md, gone.md: 'https://a.example/'}}", "<a href='old/'>a</a>\n"
    ),
    "tags": Case(
        "material/tags",
        "[a](tags.md#tag:one)\n",
        {"docs/tags.md": "# Tags\n\n<!-- material/tags -->\n", "docs/c.md": "---\ntags: [one]\n---\n\n# C\n"},
        theme="material",
    ),
    "blog": Case(
        "material/blog",
        "[a](blog/posts/first.md) [b](blog/posts/first.md#part) [c](blog/index.md)\n",
        {
            "docs/blog/index.md": "# Blog\n\n[a](../b.md) [b](posts/first.md)\n",
            "docs/blog/posts/first.md": "---\ndate: 2024-01-02\ncategories: [One]\nlinks: [b.md]\n---\n\n# First\n\n"
            "[a](../../b.md#there) ![a](../../c.svg)[^1]\n\n[^1]: Words.\n\n<!-- more -->"
            "\n\n## Part\n\n[b](second.md)\n",
            "docs/blog/posts/second.md": "---\ndate: 2024-01-03\ndraft: false\n---\n\n# Second\n\n[a](#second)\n",
        },
        theme="material",
    ),
    "mkdocstrings": Case(
        "mkdocstrings: {handlers: {python: {paths: [.]}}}",
        "::: thing\n    options: {heading_level: 3}\n\n[a](#thing.Thing) [Thing][thing.Thing] [thing.Thing][] [run]"
        "[thing.Thing.run] [a](b.md#also)\n",
        {
            "thing.py": '"""A module: see [`run`][thing.Thing.run] and [b](b.md)."""\n\nclass Thing:\n'
            '    """A thing."""\n\n    def run(self):\n        """Run.\n\n        ```python\n'
            '        a[b][c]\n        ```\n        """\n',
            "docs/b.md": "# B\n\n## There\n\n[Thing][thing.Thing] [](){#also}\n",
        },
    ),
    "autorefs": Case(
        "autorefs",
        "[a][there] [There][] ![c](c.svg)\n",
        {"docs/b.md": "# B\n\n## There\n\n[](){#other}\n\n[home][home]\n"},
    ),
    "callouts": Case("callouts", "> [!NOTE] Words\n> Text, [a](b.md#there).\n\n> [!tip]- Closed\n> [b](b.md)\n"),
    "git-revision-date-localized": Case(
        "git-revision-date-localized: {fallback_to_build_date: true}\n  - macros",
        "{{ git_revision_date_localized }} [a]({{ 'b' }}.md)\n",
    ),
    "minify": Case("minify: {minify_html: true}\n  - macros", "[a]({{ 'b' }}.md#there)\n"),
    "glightbox": Case("glightbox\n  - macros", "![a](c.svg) [![a](c.svg)](b.md)\n"),
    "exclude-search": Case("search\n  - exclude-search: {exclude: [b.md]}\n  - macros", "[a]({{ 'b' }}.md#there)\n"),
    "table-reader": Case(
        "table-reader",
        "{{ read_csv('t.csv') }}\n\n[a](b.md)\n",
        {"docs/t.csv": "a,b\n1,[b](b.md#there)\n", "t.csv": "a,b\n1,[b](b.md#there)\n"},
    ),
    "ezlinks": Case("ezlinks", "[[b]] [a](b) [[b#there]]\n"),
    "roamlinks": Case("roamlinks", "[[b]] [[b#there]] ![[c.svg]]\n", rewritten="'b.md' has no anchor 'no'"),
    "markdown-exec": Case(
        "markdown-exec",
        "```python exec=\"on\"\nprint('[a](b/)\\n\\n## Made\\n\\n[b](b/#there)')\n```\n\n[a](#exec-1--made)\n",
        extensions="pymdownx.superfences",
    ),
    "simple-hooks": Case(
        "simple-hooks: {hooks: {on_page_markdown: 'changes:on_page_markdown'}}",
        "[a](@b)\n",
        {"changes.py": "def on_page_markdown(markdown, **_):\n    return markdown.replace('@b', 'b.md')\n"},
    ),
    "ezglossary": Case(
        "ezglossary",
        "<term:word> <a:word>\n\n## Glossary\n\na:word\n:   What it means, [b](b.md)\n",
        extensions="def_list",
    ),
    "api-autonav": Case(
        "mkdocstrings: {handlers: {python: {paths: [.]}}}\n  - api-autonav: {modules: [package]}",
        "[P][package] [f][package.f]\n",
        {"package/__init__.py": '"""Words: [home](../../index.md)."""\n\ndef f():\n    """Of [package][]."""\n'},
        "nav: [index.md, b.md]\n",
    ),
    "markdownextradata": Case("markdownextradata", "[a]({{ page_b }}.md#there)\n", settings="extra: {page_b: b}\n"),
    "enumerate-headings": Case("enumerate-headings: {increment_across_pages: false}", "## Part\n\n[a](#part)\n"),
    "mermaid2": Case("mermaid2\n  - macros", "```mermaid\ngraph LR\n  a[b] --> c[d][e]\n```\n"),
    "techdocs-core": Case("techdocs-core", "[a](b.md)\n"),
    "print-site": Case("macros\n  - print-site", "[a]({{ 'b' }}.md)\n", theme="material"),
    "alias": Case("alias", "[[bee]] [[bee|words]]\n", {"docs/b.md": "---\nalias: bee\n---\n\n# B\n\n## There\n"}),
    "site-urls": Case("site-urls", "[a](site:b/) ![c](site:c.svg)\n"),
    "caption": Case(
        "caption",
        "Table: Words {#tab}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![a](c.svg){#pic}\n\n[a](#tab)\n",
        extensions="tables",
    ),
    "nav-weight": Case("mkdocs-nav-weight", "", {"docs/b.md": "---\nweight: 2\n---\n\n# B\n\n## There\n"}),
    "video": Case("mkdocs-video", "![type:video](https://a.example/v)\n"),
    "open-in-new-tab": Case("open-in-new-tab\n  - macros", "[a]({{ 'b' }}.md)\n"),
    "codeinclude": Case(
        "codeinclude", "<!--codeinclude-->\n[Words](code.py)\n<!--/codeinclude-->\n", {"docs/code.py": "a = b[c][d]\n"}
    ),
    "badges": Case("badges", "|a|b|\n"),
    "autolinks": Case("autolinks", "[a](b.md) [b](far.md)\n", {"docs/deep/far.md": "# Far\n\n[a](b.md)\n"}),
}
"""What others build with -> a site of it."""
INSTALLED = {entry.name for entry in entry_points(group="mkdocs.plugins")}


def plugins_of(case: Case) -> list[str]:
    return [line.strip(" -").partition(":")[0] for line in case.plugins.split("\n")]


HERE = {name: case for name, case in SITES.items() if INSTALLED.issuperset(plugins_of(case))}
"""The lock of the tests brings the plugins that most use; whoever installs others tries those too."""


def test_the_plugins_that_most_use_are_installed() -> None:
    assert {"macros", "i18n by suffix", "include-markdown", "gen-files", "literate-nav", "awesome-nav"} <= HERE.keys()
    assert {"section-index", "redirects", "tags", "blog", "mkdocstrings", "callouts", "markdown-exec"} <= HERE.keys()


@pytest.mark.parametrize("case", HERE.values(), ids=HERE)
def test_five_defects_are_found_and_no_trap(
    case: Case, write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"# Home\n\n{case.trap}\n{SOUND}\n{DEFECTS}"
    configuration = CONFIGURATION.format(plugins=f"  - {case.plugins}", theme=case.theme, extensions=case.extensions)
    write_site({**FILES, **case.files, "docs/index.md": text, "mkdocs.yml": configuration + case.settings})
    monkeypatch.syspath_prepend(".")
    status = cli.main([])
    shown = capsys.readouterr()
    found = FOUND.format(text.count("\n"))
    if case.rewritten:
        found = found.replace(case.rewritten, case.rewritten + NOTE)
    assert shown.out == found, shown.err
    assert status == 1


def test_an_anchor_that_one_language_lacks_is_told_with_the_page_of_that_language(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    i18n = SITES["i18n by suffix"]
    configuration = CONFIGURATION.format(plugins=f"  - {i18n.plugins}", theme="mkdocs", extensions="")
    write_site({**FILES, "docs/index.md": "[a](b.md#there)", "docs/b.fr.md": "# B\n", "mkdocs.yml": configuration})
    cli.main([])
    assert capsys.readouterr().out == "docs/index.md:1:1: 'b.fr.md' has no anchor 'there' [missing-anchor]\n"


def test_a_reference_in_a_docstring_is_placed_in_the_file_that_holds_it(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    plugins = "  - mkdocstrings: {handlers: {python: {paths: [.]}}}"
    configuration = CONFIGURATION.format(plugins=plugins, theme="mkdocs", extensions="")
    thing = '"""A module.\n\nSee [`run`][thing.run] and [lost][thing.lost]."""\n\ndef run():\n    """Run."""\n'
    write_site({"docs/index.md": "# A\n\n::: thing\n", "thing.py": thing, "mkdocs.yml": configuration})
    cli.main([])
    assert capsys.readouterr().out == "thing.py:3:28: no definition of 'thing.lost' anywhere [undefined-reference]\n"


def test_what_a_plugin_copies_from_a_page_is_told_once(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    configuration = CONFIGURATION.format(plugins="  - include-markdown", theme="mkdocs", extensions="")
    part = "# P\n\n[x](c.md) [a](gone.md) ![b](gone.png) <a href='gone/'>d</a>\n\n[e][e] [f](#p)\n\n[e]: gone2.md\n"
    directive = '{%\n      include-markdown "sub/part.md" start="# P"\n    %}'
    including = f"# I\n\n- One\n\n    {directive}\n\n[a](gone.md) [g](sub/part.md#no)\n"
    files = {"docs/index.md": including, "docs/sub/part.md": part, "docs/sub/c.md": "# C\n"}
    write_site({**files, "mkdocs.yml": configuration})
    cli.main([])
    assert capsys.readouterr().out.splitlines() == [
        "docs/index.md:5:1: 'index.md' has no anchor 'p'; a plugin put it there, near this line [missing-anchor]",
        "docs/index.md:9:1: link to a missing page 'gone.md' [missing-page]",
        "docs/index.md:9:14: 'sub/part.md' has no anchor 'no' [missing-anchor]",
        "docs/sub/part.md:3:11: link to a missing page 'gone.md' [missing-page]",
        "docs/sub/part.md:3:24: missing picture 'gone.png' [missing-image]",
        "docs/sub/part.md:3:39: link to a missing page 'gone/' [missing-page]",
        "docs/sub/part.md:7:1: link to a missing page 'gone2.md' [missing-page]",
    ]


def test_a_link_that_a_translation_answers_is_placed_where_it_stands(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    plugins = "  - i18n: {languages: [{locale: en, name: English, default: true}]}"
    configuration = CONFIGURATION.format(plugins=plugins, theme="mkdocs", extensions="")
    files = {
        "docs/index.en.md": "[a](b.md) [b](b.md#no) [c](//) [d](/)",
        "docs/b.en.md": "# B\n",
        "mkdocs.yml": configuration,
    }
    write_site(files)
    cli.main([])
    assert capsys.readouterr().out == "docs/index.en.md:1:11: 'b.en.md' has no anchor 'no' [missing-anchor]\n"


def test_an_anchor_that_a_translated_page_names_is_placed_in_that_page(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    i18n = SITES["i18n by suffix"]
    configuration = CONFIGURATION.format(plugins=f"  - {i18n.plugins}", theme="mkdocs", extensions="")
    pages = {"docs/index.md": "# I\n", "docs/index.fr.md": "# I\n\n[a](b.md#no) [b](b.md#b)\n", "docs/b.md": "# B\n"}
    write_site({**pages, "mkdocs.yml": configuration})
    cli.main([])
    assert capsys.readouterr().out == "docs/index.fr.md:3:1: 'b.md' has no anchor 'no' [missing-anchor]\n"


def test_a_link_is_looked_up_in_the_language_of_its_page(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    """The plugin looks files up in the language that it builds, and has gone on to the last one by the end."""
    languages = "{locale: en, name: E, default: true}, {locale: fr, name: F}, {locale: de, name: D}"
    configuration = CONFIGURATION.format(
        plugins=f"  - i18n: {{languages: [{languages}]}}", theme="mkdocs", extensions=""
    )
    pages = {f"docs/{name}.{locale}.md": "# A\n\n[a](b.md#no)\n" for locale in ("fr", "de") for name in "ab"}
    write_site(
        {"docs/index.md": "# I\n", "docs/a.md": "# A\n", "docs/b.md": "# A\n", **pages, "mkdocs.yml": configuration}
    )
    cli.main([])
    places = [f"docs/{name}.{locale}.md:3:1" for name in "ab" for locale in ("de", "fr")]
    found = [f"{place}: 'b.{place.split('.')[1]}.md' has no anchor 'no' [missing-anchor]" for place in places]
    assert capsys.readouterr().out.splitlines() == found


def test_a_page_of_another_language_is_no_certain_answer(write_site: WriteSite) -> None:
    """One of another language has no page by that name."""
    configuration = CONFIGURATION.format(
        plugins=f"  - {SITES['i18n by suffix'].plugins}", theme="mkdocs", extensions=""
    )
    pages = {"docs/b.md": "# B\n", "docs/b.fr.md": "# B\n", "docs/index.md": "[a](B.FR.MD) [b](B.MD)\n"}
    write_site({**pages, "docs/index.fr.md": "[a](B.FR.MD) [b](B.MD)\n", "mkdocs.yml": configuration})
    cli.main(["--fix"])
    assert Path("docs/index.md").read_text() == "[a](B.FR.MD) [b](b.md)\n"
    assert Path("docs/index.fr.md").read_text() == "[a](b.fr.md) [b](b.md)\n"


def test_a_redirect_is_judged_by_where_it_leads_in_the_built_site(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    """The plugin makes the address of a translated page from its path, and not as the page is built."""
    plugins = "  - i18n: {languages: [{locale: en, name: English, default: true}]}\n"
    plugins += "  - redirects: {redirect_maps: {old.md: b.en.md, older.md: c.md}}"
    configuration = CONFIGURATION.format(plugins=plugins, theme="mkdocs", extensions="")
    write_site({"docs/index.md": "# A\n", "docs/b.en.md": "# B\n", "docs/c.md": "# C\n", "mkdocs.yml": configuration})
    cli.main([])
    found = "redirect of 'old.md' leads to '../b.en/' in the built site, where there is no page"
    assert capsys.readouterr().out == f"mkdocs.yml:7:41: {found} [broken-redirect]\n"


def test_a_link_to_a_page_that_another_language_has_stands_where_it_was_typed(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    languages = "[{locale: en, name: English, default: true}, {locale: fr, name: French}]"
    plugins = f"  - i18n: {{fallback_to_default: false, languages: {languages}}}"
    configuration = CONFIGURATION.format(plugins=plugins, theme="mkdocs", extensions="")
    pages = {"docs/index.md": "[b](b.md)\n", "docs/index.fr.md": "# I\n\nSee [b](b.md).\n", "docs/b.md": "# B\n"}
    write_site({**pages, "mkdocs.yml": configuration})
    cli.main([])
    found = "docs/index.fr.md:3:5: link to a page that the built site lacks here 'b.md' [missing-page]\n"
    assert capsys.readouterr().out == found


def test_a_redirect_that_a_hook_adds_is_judged_as_well(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    plugins = "  - redirects: {redirect_maps: {old.md: b.md}}\nhooks: [hook.py]"
    configuration = CONFIGURATION.format(plugins=plugins, theme="mkdocs", extensions="")
    added = "{'older.md': 'gone.md#x', 'oldest.md': 'b.md#b', 'other.md': 'https://example.org/'}"
    hook = f"def on_config(config):\n    config.plugins['redirects'].config['redirect_maps'] |= {added}\n"
    write_site({"docs/index.md": "# A\n", "docs/b.md": "# B\n", "hook.py": hook, "mkdocs.yml": configuration})
    cli.main([])
    found = "redirect of 'older.md' leads to a missing page 'gone.md'; a plugin put it there"
    assert capsys.readouterr().out == f"mkdocs.yml:1:1: {found} [broken-redirect]\n"


def test_a_page_of_which_readers_see_an_error_of_its_template_alone_is_told(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    configuration = CONFIGURATION.format(plugins="  - macros", theme="mkdocs", extensions="")
    pages = {
        "docs/index.md": "---\ntitle: A\n---\n\n# A\n\nWords {{ gone.more }} [a](none.md)\n",
        "docs/b.md": "\n# B\n\n{% if x %}\n\n{% endfor %}\n",
        "docs/c.md": "# _Macro Rendering Error_\n\nWords, and [b](b.md).\n",
    }
    write_site({**pages, "mkdocs.yml": configuration})
    assert cli.main([]) == 1
    seen = "readers see an error of the macros plugin instead"
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"docs/b.md:6:1: {seen}: Encountered unknown tag 'endfor'.")
    assert second == f"docs/index.md:7:1: {seen}: UndefinedError: 'gone' is undefined [unreadable]"


def test_links_that_the_blog_reads_in_the_front_matter_of_a_post_are_followed(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    """They count from the documentation folder, and only the log of the build says what leads nowhere."""
    links = "links: [b.md, b.md#there, gone.md, b.md#no]"
    files = {
        "docs/index.md": "# I\n",
        "docs/blog/index.md": "# Blog\n",
        "docs/blog/posts/a.md": f"---\ndate: 2024-01-01\n{links}\n---\n\n# A\n\n[a](b.md) [b](gone.md)\n",
        "docs/blog/posts/gone.md": "---\ndate: 2024-01-02\n---\n\n# B\n",
    }
    write_site(
        {**FILES, **files, "mkdocs.yml": CONFIGURATION.format(plugins="  - blog", theme="material", extensions="")}
    )
    cli.main([])
    assert capsys.readouterr().out.splitlines() == [
        f"docs/blog/posts/a.md:3:1: 'b.md' has no anchor 'no'{NOTE} [missing-anchor]",
        f"docs/blog/posts/a.md:3:1: link to a missing page 'gone.md'{NOTE} [missing-page]",
        "docs/blog/posts/a.md:8:1: link to a missing page 'b.md'; did you mean '../../b.md'? [missing-page]",
    ]


def test_entries_that_awesome_nav_finds_no_page_for_are_placed_in_its_file(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    files = {
        "docs/index.md": "# I\n",
        "docs/.nav.yml": "nav:\n  - index.md\n  - A gone: gone.md\n  - gone\n  - 'un*'\n  - '*'\n",
        "docs/sub/.nav.yml": "nav: [c.md, d.md]\n",
        "docs/sub/c.md": "# C\n",
    }
    configuration = CONFIGURATION.format(plugins="  - awesome-nav", theme="mkdocs", extensions="")
    write_site({**FILES, **files, "mkdocs.yml": configuration})
    cli.main([])
    assert capsys.readouterr().out.splitlines() == [
        "docs/.nav.yml:4:5: navigation names a missing page 'gone' [missing-from-docs]",
        "docs/.nav.yml:5:6: navigation names a missing page 'un*' [missing-from-docs]",
        "docs/sub/.nav.yml:1:13: navigation names a missing page 'd.md' [missing-from-docs]",
        "mkdocs.yml:1:1: navigation names a missing page 'gone.md'; a plugin put it there [missing-from-docs]",
    ]
