"""Sites whose plugins may do anything are judged by what their own build makes: all that is wrong, and nothing else.

Each hook here does what a known plugin does, in a few lines.
"""

from __future__ import annotations

import logging
from io import StringIO
from pathlib import Path
from time import process_time
from types import SimpleNamespace

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from five_defects import DEFECTS, FILES, FOUND, SOUND
from sites import WriteSite
from xref import cli
from xref.building.passage import Passage
from xref.building.running import built
from xref.configured import USUAL, Choice
from xref.position import Position
from xref.rules.outcomes import NOTE
from xref.speed.suspects import suspects

CONFIGURATION = """\
site_name: A
theme: {name: null, custom_dir: theme}
plugins: []
hooks: [hook.py]
markdown_extensions: [attr_list, footnotes]
"""
FILE = "from mkdocs.structure.files import File\n"
SITES = {
    "analytics": ("def on_post_page(output, **_):\n    return output + '<script src=/a.js></script>'\n", "", {}, ""),
    "macros": (
        "def on_page_markdown(markdown, **_):\n"
        "    return markdown.replace('{{ page }}', 'b').replace('{{ lines }}', 'One.\\n\\nTwo.\\n\\nThree.')\n",
        "{{ lines }}\n\n[a]({{ page }}.md) [b][x{{ page }}]\n\n[xb]: b.md#there\n",
        {},
        "",
    ),
    "i18n": (
        "def on_files(files, config):\n"
        "    for file in files:\n"
        "        if file.src_uri.endswith('.fr.md'):\n"
        "            file.dest_uri = 'fr/' + file.src_uri.removesuffix('.fr.md') + '/index.html'\n"
        "            file.abs_dest_path = config.site_dir + '/' + file.dest_uri\n"
        "            file.url = file.dest_uri.removesuffix('index.html')\n",
        "[a](b.fr.md#ici) <a href='fr/b/'>b</a>\n",
        {"docs/b.fr.md": "# B\n\n## Ici\n\n[a](index.md) ![b](c.svg)\n"},
        "",
    ),
    "include-markdown": (
        "from pathlib import Path\n"
        "def on_page_markdown(markdown, **_):\n"
        "    return markdown.replace('{% include %}', Path('part.txt').read_text())\n",
        "{% include %}\n\n[a](#from-the-part)\n",
        {"part.txt": "## From the part\n\nText.\n\n[b](b.md)\n"},
        "",
    ),
    "gen-files": (
        f"{FILE}def on_files(files, config):\n"
        "    files.append(File.generated(config, 'made.md', content='# Made\\n\\n## Here\\n\\n[a](index.md)'))\n"
        "    files.append(File.generated(config, 'made.svg', content='<svg/>'))\n",
        "[a](made.md#here) ![b](made.svg)\n",
        {},
        "",
    ),
    "literate-nav": (
        "from pathlib import Path\n"
        "def on_files(files, config):\n"
        "    config.nav = Path('docs/SUMMARY.md').read_text().split()\n"
        "    files.remove(files.get_file_from_path('SUMMARY.md'))\n",
        "",
        {"docs/SUMMARY.md": "index.md b.md"},
        "nav: [index.md, sub/]\n",
    ),
    "awesome-nav": (
        "def on_nav(nav, files, **_):\n"
        "    nav.items = [item for item in nav.items if not item.is_link]\n"
        "    nav.pages = [file.page for file in files.documentation_pages()]\n",
        "",
        {"docs/.nav.yml": "nav: ['*']\n"},
        "nav: [index.md, '*']\n",
    ),
    "section-index": (
        "def on_nav(nav, **_):\n"
        "    for section in nav.items:\n"
        "        if section.is_section:\n"
        "            section.children = section.children[1:]\n",
        "[a](sub/index.md)\n",
        {"docs/sub/index.md": "# Sub\n\n[a](../index.md)\n"},
        "nav: [index.md, Sub: [sub/index.md, b.md]]\n",
    ),
    "exclude": (
        "def on_files(files, **_):\n    files.remove(files.get_file_from_path('draft.md'))\n",
        "",
        {"docs/draft.md": "[a](nothing.md) ![b](nothing.svg)\n"},
        "",
    ),
    "tags": (
        "def on_page_markdown(markdown, **_):\n"
        "    return markdown.replace('<!-- tags -->', '## One {#tag:one}\\n\\n[Home](index.md)')\n",
        "[a](tags.md#tag:one)\n",
        {"docs/tags.md": "# Tags\n\n<!-- tags -->\n"},
        "",
    ),
    "redirects": (
        "from pathlib import Path\n"
        "def on_post_build(config): ...\n"
        "def on_env(env, config, **_):\n"
        "    Path(config.site_dir, 'old').mkdir()\n"
        "    Path(config.site_dir, 'old/index.html').write_text('<a href=../b/>b</a>')\n",
        "<a href='old/'>a</a>\n",
        {},
        "",
    ),
    "mends links in the built page": (
        "def on_page_content(html, **_):\n    return html.replace('href=\"wiki:b\"', 'href=\"b/\"')\n",
        "[a](wiki:b)\n",
        {},
        "",
    ),
}
"""Plugin -> what it does, what is sound with it alone, the files that this needs, and settings."""


@pytest.mark.parametrize(("hook", "trap", "files", "settings"), SITES.values(), ids=SITES)
def test_five_defects_are_found_and_no_trap(
    hook: str, trap: str, files: dict[str, str], settings: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    text = f"# Home\n\n{trap}\n{SOUND}\n{DEFECTS}"
    configuration = CONFIGURATION + settings
    write_site({**FILES, **files, "docs/index.md": text, "mkdocs.yml": configuration, "hook.py": hook})
    status = cli.main([])
    shown = capsys.readouterr()
    assert shown.out == FOUND.format(text.count("\n")), shown.err
    assert status == 1
    assert not Path("site").exists()


def judged(write_site: WriteSite, capsys: pytest.CaptureFixture, hook: str, text: str, *arguments: str) -> list[str]:
    write_site({**FILES, "docs/index.md": text, "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    cli.main(arguments)
    return capsys.readouterr().out.splitlines()


def test_what_a_plugin_put_in_is_found_at_the_nearest_line(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "def on_page_markdown(markdown, **_):\n    return markdown.replace('{{ x }}', 'One.\\n\\n[x](gone.md)')\n"
        "def on_page_content(html, **_):\n    return html.replace('Last words', 'Last words <img src=\"a/no.png\">')\n"
    )
    text = "---\ntitle: A\n---\n\n# Home\n\n{{ x }}\n\n[y](lost.md)\n\nLast words.\n"
    note = "; a plugin put it there, near this line"
    assert judged(write_site, capsys, hook, text) == [
        f"docs/index.md:7:1: link to a missing page 'gone.md'{note} [missing-page]",
        "docs/index.md:9:1: link to a missing page 'lost.md' [missing-page]",
        f"docs/index.md:11:1: missing picture 'a/no.png'{note} [missing-image]",
    ]


def test_an_old_name_for_a_picture_shows_one_in_the_built_page_too(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_content(html, **_):\n    return html.replace('made', '<image src=no.svg alt=made>')\n"
    text = 'a <image src="gone.svg" alt="A"> <image srcset="c.svg, lost.svg 2x" src="c.svg" alt="B">\n\nWords made\n'
    assert judged(write_site, capsys, hook, text) == [
        "docs/index.md:1:3: missing picture 'gone.svg' [missing-image]",
        "docs/index.md:1:34: missing picture 'lost.svg' [missing-image]",
        f"docs/index.md:3:1: missing picture 'no.svg'{NOTE} [missing-image]",
    ]


def test_what_a_plugin_wrote_line_by_line_stands_each_in_its_line(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "import re\ndef on_page_markdown(markdown, **_):\n    return re.sub('{(.*)}', r'[\\1](\\1.md)', markdown)\n"
    note = "; a plugin put it there, near this line"
    assert judged(write_site, capsys, hook, "# A\n\n* {one}\n\n* {two}\n* {two}\n\nWords.\n") == [
        f"docs/index.md:3:1: link to a missing page 'one.md'{note} [missing-page]",
        f"docs/index.md:5:1: link to a missing page 'two.md'{note} [missing-page]",
        f"docs/index.md:6:1: link to a missing page 'two.md'{note} [missing-page]",
    ]


@pytest.mark.parametrize("above", ["", "\n\n", "---\ntitle: A\n---\n", "---\ntitle: A\n---\n\n\n"])
def test_blank_lines_at_the_beginning_move_nothing(
    write_site: WriteSite, capsys: pytest.CaptureFixture, above: str
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('{', '[a](').replace('}', '.md)')\n"
    write_site({"docs/index.md": f"{above}{{one}}\n{{two}}\n", "hook.py": hook, "mkdocs.yml": CONFIGURATION})
    cli.main([])
    lines = [int(line.split(":")[1]) for line in capsys.readouterr().out.splitlines()]
    assert lines == [above.count("\n") + 1, above.count("\n") + 2]


@pytest.mark.parametrize("above", ["", "title: A\nsee: [x](dropped.md)\n\n", "title: A\n", "---\ntitle: A\n---\n\n"])
def test_what_a_plugin_puts_above_a_text_is_no_front_matter(
    write_site: WriteSite, capsys: pytest.CaptureFixture, above: str
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return 'Put: [a](gone.md)\\n\\n' + markdown\n"
    found = judged(write_site, capsys, hook, f"{above}# Home\n\n[b](lost.md)\n")
    put, *others = [line for line in found if line.startswith("docs/index.md")]
    line = above.count("\n") + 3
    assert "page 'gone.md'; a plugin put it there" in put
    assert others == [f"docs/index.md:{line}:1: link to a missing page 'lost.md' [missing-page]"]


def test_what_a_plugin_puts_at_the_end_is_told_at_the_last_line_with_words(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('Last.', 'Last.\\n\\n[x](gone.md)')\n"
    assert judged(write_site, capsys, hook, "# Home\n\nLast.\n\n") == [
        "docs/index.md:3:1: link to a missing page 'gone.md'; a plugin put it there, near this line [missing-page]"
    ]


def test_a_picture_of_the_theme_is_not_asked_for(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    settings = "site_name: A\ntheme: mkdocs\nplugins: []\nhooks: [hook.py]\n"
    hook = "def on_page_markdown(markdown, **_): ...\n"
    write_site({"docs/index.md": "Words.\n", "docs/a.svg": "<svg/>", "mkdocs.yml": settings, "hook.py": hook})
    cli.main(["--select", "unused-image"])
    assert capsys.readouterr().out == "docs/a.svg:1:1: no page shows this picture [unused-image]\n"


def test_what_a_plugin_put_in_is_told_from_what_an_author_wrote(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_content(html, **_):\n    return html.replace('Words', '<a href=\"b.md\">Words</a>')\n"
    assert judged(write_site, capsys, hook, "[a](b.md)\n\nSome Words.\n") == [
        "docs/index.md:3:1: link to a missing page 'b.md'; a plugin put it there, near this line [missing-page]"
    ]


def test_links_alike_in_lines_that_a_plugin_changes_are_each_in_their_place(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('{{ v }}', '1')\n"
    text = "<!-- xref-ignore missing-page: known -->\n{{ v }} a [x](gone.md)\n{{ v }} b [x](gone.md) [x](gone.md)\n"
    assert judged(write_site, capsys, hook, text) == [
        "docs/index.md:3:11: link to a missing page 'gone.md' [missing-page]",
        "docs/index.md:3:24: link to a missing page 'gone.md' [missing-page]",
    ]


def test_what_a_plugin_writes_twice_stands_where_it_was_written(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('* twice', '* once\\n* again')\n"
    assert judged(write_site, capsys, hook, "* twice [x](gone.md)\n") == [
        "docs/index.md:1:9: link to a missing page 'gone.md' [missing-page]"
    ]


def test_what_stands_in_a_page_that_is_a_snippet_too_is_told_once(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('{{ x }}', 'One.\\n\\nTwo.')\n"
    settings = f"{CONFIGURATION}  - pymdownx.snippets: {{base_path: docs}}\n".replace("[attr_list, footnotes]", "")
    page = "---\ntitle: A\n---\n\n{{ x }}\n\nWords [x](gone.md).\n"
    files = {**FILES, "docs/index.md": '--8<-- "b.md"\n', "docs/b.md": page, "mkdocs.yml": settings, "hook.py": hook}
    write_site(files)
    cli.main([])
    assert capsys.readouterr().out == "docs/b.md:7:7: link to a missing page 'gone.md' [missing-page]\n"


@pytest.mark.parametrize("label", ["two", "the 'two'", "it's"])
def test_a_reference_that_only_a_plugin_reads_as_one_stands_where_it_is_written(
    label: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "import logging\ndef on_page_markdown(markdown, page, **_):\n"
        f"    said = f\"{{page.file.src_uri}}: Could not find cross-reference target '{label}'\"\n"
        "    logging.getLogger('mkdocs.plugins.autorefs').warning(said)\n"
    )
    settings = f"{CONFIGURATION}nav: [index.md]\nexclude_docs: b.md\n"
    write_site({**FILES, "docs/index.md": f"Words.\n\nSee [one] [{label}].\n", "mkdocs.yml": settings, "hook.py": hook})
    cli.main(["--select", "undefined-reference"])
    assert capsys.readouterr().out == f"docs/index.md:3:5: no definition of {label!r} anywhere [undefined-reference]\n"


def test_addresses_from_the_root_are_followed_where_the_site_says_so(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    settings = f"{CONFIGURATION}validation: {{links: {{absolute_links: relative_to_docs}}}}\n"
    text = "[a](/gone.md) ![b](/gone.png) [c](/b.md#no) [d](/b.md#there) ![e](/c.svg)\n"
    hook = "def on_page_markdown(markdown, **_): ...\n"
    write_site({**FILES, "docs/index.md": text, "mkdocs.yml": settings, "hook.py": hook})
    cli.main([])
    assert [line.partition(";")[0] for line in capsys.readouterr().out.splitlines()] == [
        "docs/index.md:1:1: link to a missing page '/gone.md' [missing-page]",
        "docs/index.md:1:15: missing picture '/gone.png' [missing-image]",
        "docs/index.md:1:31: 'b.md' has no anchor 'no' [missing-anchor]",
    ]


def test_a_navigation_from_the_root_is_followed_where_the_site_says_so(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    settings = (
        f"{CONFIGURATION}nav: [index.md, /b.md, /gone.md]\nvalidation: {{nav: {{absolute_links: relative_to_docs}}}}\n"
    )
    hook = "def on_page_markdown(markdown, **_): ...\n"
    write_site({**FILES, "docs/index.md": "Words.\n", "mkdocs.yml": settings, "hook.py": hook})
    cli.main(["--select", "broken,not-in-navigation", "--ignore", "missing-anchor"])
    assert capsys.readouterr().out == (
        "mkdocs.yml:6:24: navigation names a missing page 'gone.md' [missing-from-docs]\n"
    )


def test_what_a_plugin_has_the_navigation_name_is_looked_for_as_well(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    settings = f"{CONFIGURATION}nav: [index.md, ./lost.md, {{B: b.md}}, sub/../c.md]\n"
    added = "[{'C': 'gone.md'}, {'D': 'https://example.org/'}, {'E': 'b/#there'}]"
    hook = f"def on_config(config):\n    config.nav += {added}\n"
    write_site({**FILES, "docs/index.md": "[a](none.md)\n", "mkdocs.yml": settings, "hook.py": hook})
    cli.main(["--select", "missing-from-docs"])
    assert capsys.readouterr().out == (
        "mkdocs.yml:1:1: navigation names a missing page 'gone.md'; a plugin put it there [missing-from-docs]\n"
        "mkdocs.yml:6:17: navigation names a missing page 'lost.md' [missing-from-docs]\n"
        "mkdocs.yml:6:39: navigation names a missing page 'sub/../c.md' [missing-from-docs]\n"
    )


SAYING = """\
import logging
def on_env(env, **_):
    log = logging.getLogger("mkdocs.plugins.any")
    log.warning("Alias '%s' not found in '%s'", "gone", "index.md")
    log.warning("Alias 'lost page' not found in 'index.md'")
    log.warning(
        "Documentation file 'index.md' contains Swagger UI scr to 'sub/gone.yaml' "
        "which is not found in the documentation files."
    )
    log.info("Alias 'home' not found in 'index.md'")
"""
"""As the plugins alias and swagger-ui-tag do of what they read, the one in brackets, the other in an element."""


def test_what_a_plugin_alone_follows_is_told_as_the_build_says_it(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    text = "# A\n\n[[gone]] `[[home]]`\n\n[[lost page|words]]\n\n<swagger-ui src='sub/gone.yaml'></swagger-ui>\n"
    assert judged(write_site, capsys, SAYING, text) == [
        f"docs/index.md:3:1: link to a missing page 'gone'{NOTE} [missing-page]",
        f"docs/index.md:5:1: link to a missing page 'lost page'{NOTE} [missing-page]",
        f"docs/index.md:7:1: link to a missing page 'sub/gone.yaml'{NOTE} [missing-page]",
    ]


def test_a_reference_with_code_in_its_label_is_told_once(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    """A plugin names the label without the signs of the code."""
    hook = (
        "import logging\ndef on_page_markdown(markdown, page, **_):\n"
        "    said = f\"{page.file.src_uri}: Could not find cross-reference target 'a.b'\"\n"
        "    logging.getLogger('mkdocs.plugins.autorefs').warning(said)\n"
    )
    write_site({"docs/index.md": "See [`a.b`][].\n", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    cli.main([])
    found = "docs/index.md:1:5: no definition of '`a.b`' on this page [undefined-reference]\n"
    assert capsys.readouterr().out == found


def test_a_wiki_link_for_which_a_plugin_found_no_page_is_told(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "from mkdocs.plugins import BasePlugin\n"
        "def on_config(config):\n    config.plugins['roamlinks'] = BasePlugin()\n"
        "def on_page_markdown(markdown, **_):\n    return markdown.replace('[[b]]', '[b](b.md)')\n"
    )
    text = "[[b]], `[[gone]]` and ![[gone.svg]]\n\n- [[gone#part|Words]]\n\n        [[code]]\n\n[[gone]], [[gone]]\n"
    assert judged(write_site, capsys, hook, text) == [
        "docs/index.md:1:24: link to a missing page '[[gone.svg]]', printed as it was typed [missing-page]",
        "docs/index.md:3:3: link to a missing page '[[gone#part|Words]]', printed as it was typed [missing-page]",
        "docs/index.md:7:1: link to a missing page '[[gone]]', printed as it was typed [missing-page]",
        "docs/index.md:7:11: link to a missing page '[[gone]]', printed as it was typed [missing-page]",
    ]


def test_an_address_that_begins_with_a_backslash_is_the_authors(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    """MkDocs takes it for one from the root, and leaves it as it is, though its path leads to a page."""
    assert judged(write_site, capsys, "def on_page_markdown(markdown, **_): ...\n", "[a](\\x/../b.md)\n") == [
        "docs/index.md:1:1: link to a missing page '\\x/../b.md'; did you mean 'b.md'? [missing-page]"
    ]


def test_an_undefined_label_with_code_or_emphasis_is_found(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_): ...\n"
    assert judged(write_site, capsys, hook, "See [`func`][] and [the text][`func_a`]. See [*text*][].\n") == [
        "docs/index.md:1:5: no definition of '`func`' on this page [undefined-reference]",
        "docs/index.md:1:20: no definition of '`func_a`' on this page [undefined-reference]",
        "docs/index.md:1:46: no definition of '*text*' on this page [undefined-reference]",
    ]


def test_blank_lines_are_no_sign_of_where_others_stand(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    """Macros leave lines of their own blank."""
    hook = (
        "import re\ndef on_page_markdown(markdown, **_):\n"
        "    return re.sub('{%.*?%}|{#.*?#}', '', markdown).replace('{{ v }}', '1')\n"
    )
    text = "Words.\n\n{% if %}\n[a](gone.md) {{ v }}\n{% endif %}\n{# no #}\n\n{% raw %}[b](lost.md){% end %}\n"
    assert judged(write_site, capsys, hook, text) == [
        "docs/index.md:4:1: link to a missing page 'gone.md' [missing-page]",
        "docs/index.md:8:10: link to a missing page 'lost.md' [missing-page]",
    ]


def test_a_wiki_link_of_which_a_plugin_made_another_stands_where_it_begins(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "import re\ndef on_page_markdown(markdown, **_):\n"
        "    return re.sub(r'\\[\\[(.*?)\\]\\]', r'[\\1](\\1)', markdown)\n"
    )
    note = "; a plugin put it there, near this line"
    assert judged(write_site, capsys, hook, "One [[gone.md]] and ![[gone.svg]], [[1](lost.md)]\n") == [
        f"docs/index.md:1:5: link to a missing page 'gone.md'{note} [missing-page]",
        f"docs/index.md:1:21: missing picture 'gone.svg'{note} [missing-image]",
        "docs/index.md:1:37: link to a missing page 'lost.md' [missing-page]",
    ]


OTHERS = {
    "a page that is left out": (
        "text [a](out.md)",
        ["1:6: link to a page that is left out of the build 'out.md' [missing-page]"],
    ),
    "a picture that is a page, or nothing": (
        "![a](b.md) ![b]()",
        [
            "1:1: page in place of a picture 'b.md'; a link to it has no '!' [missing-image]",
            "1:12: picture without an address [missing-image]",
        ],
    ),
    "an id in a text field": (
        "[a](#x)\n\n<textarea><a id='x'></a></textarea>",
        ["1:1: 'index.md' has no anchor 'x' [missing-anchor]"],
    ),
    "a way back from a note that nothing refers to": (
        "text\n\n[^a]: Note.",
        ["3:1: nothing refers to footnote 'a' [unused-footnote]"],
    ),
    "a note within a note": (
        "text[^a]\n\n[^a]: A.[^b]\n\n    [^b]: B.",
        ["3:9: no footnote 'b' on this page [undefined-footnote]"],
    ),
    "raw HTML in a line that changes": (
        'Words <a href="no/">a</a> <img alt="" src="no.png">',
        ["1:7: link to a missing page 'no/' [missing-page]", "1:27: missing picture 'no.png' [missing-image]"],
    ),
    "a file taken for a folder": (
        '<img src="c.svg/." alt="a"> <img src="c.svg" alt="a">',
        ["1:1: missing picture 'c.svg/.'; did you mean 'c.svg'? [missing-image]"],
    ),
    "a built address that works": (
        "[b](b/index.html) ![c](../c.svg)",
        [
            "1:1: link to a built page 'b/index.html'; did you mean 'b.md'? [missing-page]",
            "1:19: missing picture '../c.svg'; did you mean 'c.svg'? [missing-image]",
        ],
    ),
    "a link over lines, of which the first changes": (
        "Words [a\nb](no.md)",
        ["1:7: link to a missing page 'no.md' [missing-page]"],
    ),
    "an address that is right in Markdown, and wrong in HTML": (
        '[a](c.svg) <a href="b.md">b</a> [b](b.md)',
        [
            "1:12: link to a source, which the build leaves as it is, 'b.md'; "
            "did you mean 'b/index.html'? [missing-page]",
        ],
    ),
    "brackets turned round": (
        "(see)[b.md]",
        ["1:1: link printed as it was typed; did you mean '[see](b.md)'? [mistyped-link]"],
    ),
}
"""What is written -> what is found, at its place, where some plugin changes the word "Words"."""


def test_a_link_that_a_plugin_reads_in_raw_html_is_not_printed_as_typed(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "def on_page_markdown(markdown, **_): ...\n"
        "def on_page_content(html, **_):\n    return html.replace('[a](b.md)', '<a href=\"b/\">a</a>')\n"
    )
    assert judged(write_site, capsys, hook, "<p>[a](b.md)</p>\n\nWords of `b.md`, and [d](gone.md).\n") == [
        "docs/index.md:3:22: link to a missing page 'gone.md' [missing-page]"
    ]


@pytest.mark.parametrize(("text", "found"), OTHERS.values(), ids=OTHERS)
def test_other_defects_are_found_where_they_stand(
    text: str, found: list[str], write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('Words', 'Many words')\n"
    settings = f"{CONFIGURATION}exclude_docs: out.md\n"
    write_site({**FILES, "docs/index.md": text, "docs/out.md": "", "mkdocs.yml": settings, "hook.py": hook})
    cli.main([])
    assert capsys.readouterr().out.splitlines() == [f"docs/index.md:{line}" for line in found]


def test_a_note_to_which_the_theme_refers_is_used(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    """As one does that draws pictures with their words from the front matter."""
    hook = (
        "def on_page_markdown(markdown, **_): ...\n"
        'def on_post_page(output, **_):\n    return \'<a id="fnref:a" href="#fn:a">A</a>\' + output\n'
    )
    assert judged(write_site, capsys, hook, "Words.\n\n[^a]: One.\n[^b]: Another.\n") == [
        "docs/index.md:4:1: nothing refers to footnote 'b' [unused-footnote]"
    ]


LOCKED = """\
def on_page_context(context, page, **_):
    if page.file.src_uri == '{}':
        page.content = '<p>Home</p><form>c2VjcmV0</form>'
"""


def test_a_page_that_is_read_with_a_password_is_judged_by_its_text(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    text = f"# Home\n\n{SOUND}\n{DEFECTS}\n## A {{#a}}\n\n## B {{#a}}\n"
    found = FOUND.format(text[: text.index(DEFECTS)].count("\n") + 1).splitlines()
    again = "docs/index.md:12:1: id 'a' stands on this page already, on line 10 [duplicate-anchor]"
    assert judged(write_site, capsys, LOCKED.format("index.md"), text) == [*found, again]


def test_an_anchor_that_may_be_the_password_of_a_page_is_not_judged(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    text = "[a](b.md#!password) [b](b.md#there) [c](#no)\n"
    assert judged(write_site, capsys, LOCKED.format("b.md"), text) == [
        "docs/index.md:1:37: 'index.md' has no anchor 'no' [missing-anchor]"
    ]


def test_an_anchor_from_the_root_is_looked_for_on_the_built_page(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_content(html, page, **_):\n    return html + '<p id=made>Made</p>'\n" + LOCKED.format("c.md")
    text = "[a](/a/b/#made) [b](/a/b/#there) [c](/a/c/#!password) [d](/a/b/#no) [e](/a/#no) [f](/b/#no)\n"
    settings = f"{CONFIGURATION}site_url: https://example.org/a/\n"
    files = {**FILES, "docs/index.md": text, "docs/c.md": "# C\n", "mkdocs.yml": settings, "hook.py": hook}
    write_site(files)
    cli.main(["--ignore", "absolute-link"])
    assert [line for line in capsys.readouterr().out.splitlines() if "anchor" in line] == [
        "docs/index.md:1:55: 'b.md' has no anchor 'no' [missing-from-root]",
        "docs/index.md:1:69: 'index.md' has no anchor 'no' [missing-from-root]",
    ]


def test_what_stands_in_a_page_that_a_plugin_made_is_told_with_its_name(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        f"{FILE}def on_files(files, config):\n"
        "    files.append(File.generated(config, 'made.md', content='[a](gone.md)'))\n"
    )
    assert judged(write_site, capsys, hook, "text") == [
        "mkdocs.yml:1:1: in 'made.md', which a plugin made: link to a missing page 'gone.md' [missing-page]"
    ]


MERGING = f"""\
{FILE}import shutil, tempfile
def on_files(files, config):
    folder = tempfile.mkdtemp(dir='..')
    shutil.copytree('sub/docs', folder + '/sub')
    shutil.copy('docs/b.md', folder + '/b.md')
    files.remove(files.get_file_from_path('b.md'))
    for name in ('b.md', 'sub/index.md', 'sub/other.md'):
        files.append(File(name, folder, config.site_dir, config.use_directory_urls))
    with open(folder + '/made.md', 'w') as made:
        made.write('[a](gone.md)')
    files.append(File('made.md', folder, config.site_dir, config.use_directory_urls))
"""
"""As monorepo does: pages of another folder of the project are built from a copy of it."""


def test_what_stands_in_a_page_copied_from_elsewhere_is_placed_in_the_file_it_came_from(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site(
        {
            **FILES,
            "docs/index.md": "[a](sub/index.md) [b](sub/other.md#there) [c](b.md)\n",
            "docs/b.md": "[a](none.md)\n",
            "a copy/b.md": "[a](none.md)\n",
            "sub/docs/index.md": "# Sub\n\n[a](other.md) [b](lost.md)\n",
            "sub/docs/other.md": "# Other\n\n## There\n\n[a](index.md#no) [b](Index.md)\n",
            "mkdocs.yml": CONFIGURATION,
            "hook.py": MERGING,
        }
    )
    cli.main(["--fix"])
    assert capsys.readouterr().out.splitlines() == [
        "docs/b.md:1:1: link to a missing page 'none.md' [missing-page]",
        "mkdocs.yml:1:1: in 'made.md', which a plugin made: link to a missing page 'gone.md' [missing-page]",
        "sub/docs/index.md:3:15: link to a missing page 'lost.md' [missing-page]",
        "sub/docs/other.md:5:1: 'sub/index.md' has no anchor 'no' [missing-anchor]",
    ]
    assert Path("sub/docs/other.md").read_text().endswith("[b](index.md)\n")


def test_no_question_of_style_is_asked_of_what_a_plugin_wrote(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return '[b](/b/) ![](c.svg)\\n\\n' + markdown\n"
    assert judged(write_site, capsys, hook, "![](c.svg)\n", "--select", "all", "--ignore", "unused-image") == [
        "docs/index.md:1:1: picture 'c.svg' has no text alternative [missing-alternative]"
    ]


def test_a_comment_suppresses_where_a_plugin_moved_the_lines(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return 'One.\\n\\nTwo.\\n\\n' + markdown\n"
    text = "<!-- xref-ignore missing-page: it comes -->\n[a](gone.md)\n\n[b](lost.md)\n"
    assert judged(write_site, capsys, hook, text) == [
        "docs/index.md:4:1: link to a missing page 'lost.md' [missing-page]"
    ]


def test_from_the_root_nothing_leads_where_nothing_was_built(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "import pathlib\n"
        "def on_post_build(config, **_):\n    pathlib.Path(config.site_dir, 'late.md').write_text('made')\n"
    )
    text = "[a](/late.md) [b](/b.md) [c](/gone.md) [d](/b/) [e](/gone/)\n"
    assert judged(write_site, capsys, hook, text) == [
        "docs/index.md:1:15: the built site has nothing at '/b.md'; did you mean 'b.md'? [missing-from-root]",
        "docs/index.md:1:26: the built site has nothing at '/gone.md' [missing-from-root]",
    ]


@pytest.mark.parametrize("fault", ["raise ValueError('no\\nkey')", "raise SystemExit(3)"])
def test_a_build_that_fails_judges_nothing_and_exits_2_in_one_line(
    fault: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = f"def on_page_markdown(markdown, **_):\n    print('noise')\n    {fault}\n"
    write_site({"docs/index.md": "text", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert cli.main([]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith("mkdocs.yml: the site's own build failed, without which its plugins cannot be judged: ")
    assert said.count("\n") == 1


def test_of_an_error_that_a_plugin_logs_its_trace_is_left_out(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    """As the plugin macros does, which shows the whole of it."""
    hook = (
        "import logging, traceback\ndef on_page_markdown(markdown, **_):\n"
        "    try:\n        {}['x']\n    except KeyError:\n"
        "        logging.getLogger('mkdocs.plugins.any').error(f'In index.md:\\n{traceback.format_exc()}')\n"
        "        raise SystemExit(3)\n"
    )
    write_site({"docs/index.md": "text", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert cli.main([]) == 2
    assert capsys.readouterr().err.endswith(": In index.md: KeyError: 'x'; hook.py:7: SystemExit: 3\n")


@pytest.mark.parametrize("hook", ["\nraise KeyError('x')\n", "def on_page_markdown(markdown, **_):\n    {}['x']\n"])
def test_where_in_a_hook_an_error_was_raised_is_said(
    hook: str, write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/index.md": "text", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert cli.main([]) == 2
    assert capsys.readouterr().err.endswith(" hook.py:2: KeyError: 'x'\n")


def test_why_a_plugin_ended_a_build_is_said_though_it_said_so_in_a_warning(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "import logging, sys\nlog = logging.getLogger('mkdocs.plugins.macros')\ndef on_page_markdown(markdown, **_):\n"
        "    log.warning('first')\n    log.warning('no macro of that name in index.md')\n    sys.exit(100)\n"
    )
    write_site({"docs/index.md": "text", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert cli.main([]) == 2
    assert capsys.readouterr().err.endswith(
        "cannot be judged: no macro of that name in index.md; hook.py:6: SystemExit: 100\n"
    )


def test_a_strict_site_with_warnings_is_judged_all_the_same(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_markdown(markdown, **_): ...\n"
    write_site({"docs/index.md": DEFECTS, "mkdocs.yml": f"{CONFIGURATION}strict: true\n", "hook.py": hook})
    assert cli.main(["--select", "missing-page"]) == 1
    assert capsys.readouterr().out.count("missing-page") == 2


def test_what_a_plugin_put_in_accuses_no_link_that_is_written_alike(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "def on_page_content(html, **_):\n    return html.replace('Beyond all', 'Beyond <a href=\"b.md\">b</a>')\n"
    text = "[a](b.md)\n\nBeyond all.\n"
    assert judged(write_site, capsys, hook, text) == [
        "docs/index.md:3:1: link to a missing page 'b.md'; a plugin put it there, near this line [missing-page]"
    ]


def test_what_leads_to_a_page_left_out_is_placed_at_its_link(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site(
        {
            "docs/index.md": "[a](b.md) [b](draft.md)\n",
            "docs/b.md": "# B",
            "docs/draft.md": "# Draft",
            "mkdocs.yml": f"{CONFIGURATION}exclude_docs: draft.md\n",
            "hook.py": "def on_page_markdown(markdown, **_): ...\n",
        }
    )
    cli.main([])
    said = "link to a page that is left out of the build 'draft.md'"
    assert capsys.readouterr().out == f"docs/index.md:1:11: {said} [missing-page]\n"


def test_front_matter_that_cannot_be_read_is_placed_as_it_is_without_a_build(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    text = "---\ntitle: A\nauthor: @someone\n---\n\ntext\n"
    write_site({"docs/index.md": text, "mkdocs.yml": "site_name: A\n"})
    cli.main([])
    expected = capsys.readouterr().out
    assert expected.startswith("docs/index.md:3:9: front matter is not YAML")
    assert judged(write_site, capsys, "def on_page_markdown(markdown, **_): ...\n", text) == [expected.rstrip("\n")]


def test_raw_html_may_lead_to_a_page_that_redirects(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    text = "<a href='old/'>a</a> <a href='older/'>b</a> [c](old.md)\n"
    settings = "site_name: A\nplugins: [redirects: {redirect_maps: {old.md: b.md}}]\n"
    write_site({**FILES, "docs/index.md": text, "mkdocs.yml": settings})
    cli.main([])
    assert capsys.readouterr().out.splitlines() == [
        "docs/index.md:1:22: link to a missing page 'older/' [missing-page]",
        "docs/index.md:1:45: link to a missing page 'old.md' [missing-page]",
    ]


def test_a_plugin_that_ended_with_one_build_is_not_part_of_the_next(
    write_site: WriteSite, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To correct takes two builds, and MkDocs keeps plugins that have a way to end."""

    class Ending(BasePlugin):
        has_ended = False

        def on_page_markdown(self, markdown: str, **_: object) -> None: ...

        def on_shutdown(self) -> None:
            assert not self.has_ended
            self.has_ended = True

    monkeypatch.setattr(MkDocsConfig.plugins, "installed_plugins", {"ending": SimpleNamespace(load=lambda: Ending)})
    settings = CONFIGURATION.replace("plugins: []", "plugins: [ending]").replace("hooks: [hook.py]\n", "")
    write_site({**FILES, "docs/index.md": "[b](B.md)\n", "mkdocs.yml": settings})
    assert cli.main(["--fix"]) == 0, capsys.readouterr().err


def test_what_mkdocs_says_meanwhile_goes_to_no_log_of_a_plugin(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that uses the functions of `logging` sets up a log for all."""
    said = StringIO()
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.StreamHandler(said)])
    hook = "def on_page_markdown(markdown, **_): ...\n"
    write_site({"docs/index.md": "[a](gone.md)", "mkdocs.yml": f"{CONFIGURATION}unknown: 1\n", "hook.py": hook})
    assert cli.main([]) == 1
    assert said.getvalue() == ""


def test_errors_of_a_build_that_went_on_are_told(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    hook = (
        "import logging\ndef on_page_markdown(markdown, **_):\n"
        "    logging.getLogger('mkdocs.plugins.x').error('\\x1b[31;1mno\\x1b[0m\\ninventory')\n"
    )
    write_site({"docs/index.md": "text", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert cli.main([]) == 0
    assert "mkdocs.yml: the site's own build said: no inventory\n" in capsys.readouterr().err


def test_a_page_that_the_build_did_not_write_is_not_suggested_for_itself(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "from pathlib import Path\ndef on_post_build(config):\n    Path(config.site_dir, 'b/index.html').unlink()\n"
    hook += "def on_page_markdown(markdown, **_): ...\n"
    assert judged(write_site, capsys, hook, "[a](b.md)\n") == [
        "docs/index.md:1:1: link to a page that the built site lacks here 'b.md' [missing-page]"
    ]


NOTEBOOKS = """\
import json
from mkdocs.structure.files import File
class Notebook(File):
    def is_documentation_page(self):
        return True
def on_files(files, config):
    files.remove(files.get_file_from_path('n.ipynb'))
    files.append(Notebook('n.ipynb', config.docs_dir, config.site_dir, True))
def on_page_markdown(markdown, page, **_):
    return '\\n'.join(json.loads(markdown)['cells']) if page.file.src_uri == 'n.ipynb' else markdown
"""


def test_a_notebook_is_judged_by_what_was_built_and_not_as_text(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    cells = '["# N", "", "[a](gone.md) [b][c]", "", "[c]: b.md", "", "<script>a = /[^b]/</script>", "`[d][e]`"]'
    notebook = f'{{"cells": {cells},\n "output": "[x]() /[^b]/ [d][e]"}}'
    files = {"docs/index.md": "[n](n.ipynb)", "docs/n.ipynb": notebook, "hook.py": NOTEBOOKS}
    write_site({**FILES, **files, "mkdocs.yml": CONFIGURATION})
    cli.main([])
    assert capsys.readouterr().out.splitlines() == [
        "docs/n.ipynb:1:24: link to a missing page 'gone.md'; a plugin put it there, near this line [missing-page]"
    ]


def test_an_address_in_a_notebook_is_told_on_its_own_line(write_site: WriteSite, capsys: pytest.CaptureFixture) -> None:
    notebook = '{"cells": [\n"# Words",\n"",\n"## More",\n"",\n"* [a](#no) [b](index.md)",\n"* [c](gone.md)"]}'
    files = {"docs/index.md": "[n](n.ipynb)", "docs/n.ipynb": notebook, "hook.py": NOTEBOOKS}
    write_site({**FILES, **files, "mkdocs.yml": CONFIGURATION})
    cli.main([])
    note = "; a plugin put it there, near this line"
    assert capsys.readouterr().out.splitlines() == [
        f"docs/n.ipynb:6:2: 'n.ipynb' has no anchor 'no'{note} [missing-anchor]",
        f"docs/n.ipynb:7:2: link to a missing page 'gone.md'{note} [missing-page]",
    ]


def test_a_link_to_what_is_written_last_is_told_as_mkdocs_tells_it(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "from pathlib import Path\ndef on_page_markdown(markdown, **_): ...\n"
        "def on_post_build(config):\n    Path(config.site_dir, 'api.html').write_text('')\n"
    )
    assert judged(write_site, capsys, hook, "[a](api.html)\n\n<a href='api.html'>b</a> [b](b.md) ![c](c.svg)\n") == [
        "docs/index.md:1:1: link to a missing page 'api.html' [missing-page]"
    ]


def test_what_a_plugin_takes_out_of_a_page_for_a_while_is_judged_as_it_is_shown(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    """As one of terms does with links that may be to terms."""
    hook = "def on_page_content(html, **_):\n    return html.replace('<a href=\"gone.md\">', '<taken>')\n"
    hook += "def on_post_page(output, **_):\n    return output.replace('<taken>', '<a href=\"gone.md\">')\n"
    assert judged(write_site, capsys, hook, "[a](gone.md)\n") == [
        "docs/index.md:1:1: link to a missing page 'gone.md' [missing-page]"
    ]


def test_a_page_without_a_sign_of_a_fault_is_not_read_again(write_site: WriteSite) -> None:
    """Or the whole would take twice as long as the build."""
    text = "# Home\n\nWords[^a], [b](b.md#there) and `[c][d]`.\n\n    [e] [^f] (g)\n\n[^a]: A note.\n\n[](){#place}\n"
    text += "\n[elsewhere](https://a.example/b) and <mailto:a@a.example>\n"
    text += "\n[b]: b.md#there\n\n> [b]: b.md#there\n\nOf [b]: words.\n\n[words]:\n\n***\n"
    hook = "def on_page_markdown(markdown, **_): ...\n"
    write_site({**FILES, "docs/index.md": text, "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert suspects(USUAL, *built(Path("mkdocs.yml"))) == frozenset()
    signs = "[g][h]", "[g](b.md is never closed.", "![g](b.svg of", "[i][h]\n\n[i]: b.md", "[^a]: A note."
    for sign in (*signs, "[g](){#k}", "[![g](data:,)](){#k}"):
        Path("docs/index.md").write_text(f"{text}\n{sign}\n")
        assert suspects(USUAL, *built(Path("mkdocs.yml"))) == {"index.md"}, sign


@pytest.mark.parametrize("text", ["[b](../sub/b.svg)", "[b]\n\n[b]: ../sub/b.svg", "![b](<../sub/b.svg>)"])
def test_an_address_that_mkdocs_warns_of_is_a_sign_though_it_leads_somewhere(write_site: WriteSite, text: str) -> None:
    hook = "def on_page_markdown(markdown, **_): ...\n"
    sound = "<img src='../../sub/b.svg' alt='b'> ![b](b.svg) [b](../b.md)\n"
    for suspect, address in ((set(), "b.svg"), ({"sub/a.md"}, "../../sub/b.svg")):
        page = {"docs/sub/a.md": f"{sound}\n{text.replace('../sub/b.svg', address)}\n", "docs/sub/b.svg": "<svg/>"}
        write_site({**FILES, **page, "docs/index.md": "# A\n", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
        assert suspects(USUAL, *built(Path("mkdocs.yml"))) == suspect


def test_the_address_of_a_built_page_is_a_sign_where_somebody_asks_for_it(write_site: WriteSite) -> None:
    hook = "def on_page_markdown(markdown, **_): ...\n"
    for text in ("[b](b)\n", "[b]\n\n[b]: b\n"):
        write_site({**FILES, "docs/index.md": text, "mkdocs.yml": CONFIGURATION, "hook.py": hook})
        assert suspects(USUAL, *built(Path("mkdocs.yml"))) == frozenset()
        assert suspects(Choice(("built-address",)), *built(Path("mkdocs.yml"))) == {"index.md"}


def test_a_label_that_a_text_defines_which_is_added_to_every_page_is_a_sign(write_site: WriteSite) -> None:
    text = "[b] and [c]\n\n[b]: b.md#there\n"
    settings = CONFIGURATION.replace("footnotes", "footnotes, pymdownx.snippets: {auto_append: [added.md]}")
    files = {"docs/index.md": text, "hook.py": "def on_page_markdown(markdown, **_): ...\n", "mkdocs.yml": settings}
    for added, read in (("[c]: b.md\n", set()), ("[B]: index.md\n", {"index.md"})):
        write_site({**FILES, **files, "added.md": added})
        assert suspects(USUAL, *built(Path("mkdocs.yml"))) == read


def test_what_a_plugin_printed_before_it_ended_the_build_is_the_reason(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = (
        "def on_pre_build(**_):\n    print('reading')\n    print('\\x1b[31mno such file\\n')\n    raise SystemExit(1)\n"
    )
    write_site({**FILES, "docs/index.md": "# A\n", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert cli.main([]) == 2
    assert capsys.readouterr().err.endswith("cannot be judged: no such file; hook.py:4: SystemExit: 1\n")


def test_a_plugin_that_ends_the_process_at_once_ends_the_build(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "import logging, os\ndef on_post_build(**_):\n"
    hook += "    if not os.fork():\n        os._exit(0)\n"  # as a child of its own does, which is nobody's error
    hook += "    logging.getLogger('mkdocs.plugins').error('no index')\n    os._exit(1)\n"
    write_site({**FILES, "docs/index.md": "# A\n", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert cli.main([]) == 2
    assert capsys.readouterr().err.endswith("cannot be judged: no index; hook.py:6: SystemExit: 1\n")


def test_what_a_plugin_raises_ends_the_build_whatever_it_is(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    hook = "class Refused(BaseException): ...\ndef on_page_markdown(*_, **__):\n    raise Refused('no such program')\n"
    write_site({**FILES, "docs/index.md": "# A\n", "mkdocs.yml": CONFIGURATION, "hook.py": hook})
    assert cli.main([]) == 2
    assert capsys.readouterr().err.endswith("cannot be judged: hook.py:3: Refused: no such program\n")


def test_a_long_page_of_lines_that_recur_is_followed_in_little_time() -> None:
    """As one of tables in raw HTML is."""
    row = ["<tr>", "<td>", "</td>", "</tr>"]
    source = [line for number in range(8000) for line in (*row, f"row {number}")]
    rendered = ["added", *source[:7000], "changed", *source[7001:]]
    began = process_time()
    passage = Passage("\n".join(rendered), "\n".join(source))
    assert passage.origin(Position(3, 2)) == (Position(2, 2), True)
    assert passage.origin(Position(12_001, 1)) == (Position(12_000, 1), True)
    assert process_time() - began < 5


def test_what_a_template_wrote_in_a_loop_is_told_at_the_line_that_it_filled() -> None:
    row = "| [{{ name }}](#{{ id }}) | `{{ id }}` | {% if read %}yes{% else %}no{% endif %} |"
    head = ["| Name | Id | Read |", "| --- | --- | --- |"]
    source = ["# Names", "", "{% for part in parts %}", *head, row, "", "To {{ part }}.", "{% endfor %}", "The end."]
    parts = [[*head, f"| [{x}](#{x}1) | `{x}1` | no |", f"| [{x}2](#{x}) | `{x}` | yes |", "", "To."] for x in "abcd"]
    rendered = ["# Names", "", *(line for part in parts for line in part), "The end.", "<img src=a> [e](#e)"]
    passage = Passage("\n".join(rendered), "\n".join(source))
    links = [number for number, line in enumerate(rendered, start=1) if line.startswith("| [")]
    assert [passage.origin(Position(line, 3)) for line in links] == [(Position(6, 1), False)] * 8
    assert passage.origin(Position(len(rendered), 1)) == (Position(len(source), 1), False)
