"""Random sound pages, made of every construct of Python-Markdown's syntax and of our extensions'."""

from __future__ import annotations

import textwrap

import markdown
from hypothesis import strategies as st

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "smarty", "tables"),
    *("pymdownx.blocks.caption", "toc"),
]
SETTINGS = {"toc": {"permalink": "#", "permalink_title": "Link to this section"}}
PAGES = (
    *("index.html", "bread.html", "notes/bread.html", "notes/index.html", "1rye.html", "two words.html", "100%.html"),
    *("größe.html", "nav.html", "Nav.html", "cover.html", "package.html", "v1.2.html", "notes-bread.html", "語.html"),
    *("it's.html", "a(b).html", "c#.html", "why?.html", "deep/1rye.html", "notes-bread-2.html"),
)
"""Pages that a book may have to tell apart, with names that it may not keep."""
PICTURES = (
    *("plan.svg", "Größe.png", "two words.jpg", "deep/plan.svg", "deep-plan.svg", "100%.gif", "p&q.webp", "x.avif"),
)
UP = "UP/"
"""What leads from a page to the site's root."""


def _one_of(table: str) -> st.SearchStrategy[str]:
    return st.sampled_from([entry.strip(" \n") for entry in table.split("¦")])


WORD = _one_of(
    """
    bread ¦ Crumb ¦ água ¦ Größe ¦ 日本 ¦ 🥖 ¦ e\u0301 ¦ 10 % ¦ a&b ¦ &copy; ¦ &#8212; ¦ &lt;b&gt; ¦ x<y ¦ "quoted"
    ¦ it's ¦ a--b ¦ ... ¦ 3*4 ¦ snake_case ¦ \\* ¦ \xa0 ¦ \u202e ¦ \x07 ¦ \x0b ¦ \ufffe ¦ \x85
    """
)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ATTRIBUTE = _one_of(
    """
    #own ¦ #1own ¦ #own:er ¦ #own-er ¦ #größe ¦ #OWN ¦ .kind ¦ .length ¦ .sidenote ¦ title='a "b" <c' ¦ lang=de
    ¦ lang=de_DE ¦ dir=rtl ¦ dir=up ¦ hidden=hidden ¦ data-x=1 ¦ align=right ¦ width=50% ¦ width=20 ¦ height=x
    ¦ start=4 ¦ start=four ¦ type=a ¦ type=disc ¦ reversed=reversed ¦ value=3 ¦ role=note ¦ style='color: red'
    ¦ style='text-align: right;' ¦ aria-label=Words ¦ tabindex=0 ¦ onclick=x() ¦ xml:lang=de ¦ epub:type=note
    ¦ a:b=1 ¦ @x=1 ¦ name=adv ¦ target=_blank ¦ cite=a|b ¦ loading=lazy ¦ srcset='a.png 2x'
    ¦ aria-labelledby='own gone' ¦ colspan=0 ¦ datetime=soon ¦ open
    """
)
ATTRIBUTES = st.lists(ATTRIBUTE, max_size=3, unique=True).map(
    lambda given: f"{{: {' '.join(given)} }}" if given else ""
)
ADDRESSES = _one_of(
    """
    bread.html ¦ notes/bread.html#own ¦ notes/ ¦ notes/index.html?plain=1#crumb ¦ #own ¦ #own:er ¦ #own%3Aer
    ¦ #gr%C3%B6%C3%9Fe ¦ two%20words.html ¦ gone.html ¦ ../up.html ¦ /root.html ¦ data.csv ¦ notes-bread.html
    ¦ https://example.org/a?b=1&c=[2]|3#d ¦ https://bücher.example/ü ¦ mailto:a@b.example ¦ tel:+49
    ¦ //b.example/x ¦ javascript:x() ¦ data:text/html,x ¦ https://[ ¦ http:// ¦ https://a b/ ¦ %E4.html
    ¦ 100%25.html ¦  ¦ # ¦ ? ¦ nav.html ¦ cover.html#own ¦ plan.svg ¦ c%23.html ¦ why%3F.html
    ¦ #:~:text=bread ¦ https://e.example/%zz
    """
)
PICTURE = st.sampled_from([*PICTURES, "Gr%C3%B6%C3%9Fe.png", "two%20words.jpg?x=1#y"])
RAW_INLINE = _one_of(
    """
    <b>{}</b> ¦ <font color=red>{}</font> ¦ <tt>{}</tt> ¦ <big>{}</big> ¦ <u>{} ¦ <time>{}</time>
    ¦ <q cite=x>{}</q> ¦ <time datetime='2026-01-01'>{}</time> ¦ <bdo>{}</bdo> ¦ <bdo dir=rtl>{}</bdo>
    ¦ <foo-bar a=1>{}</foo-bar> ¦ <a name=adv></a>{} ¦ <a id=own>{}</a> ¦ <dfn><dfn>{}</dfn></dfn>
    ¦ <ruby>{}<rt>x</rt></ruby> ¦ <wbr>{}<br>
    ¦ <svg viewBox='0 0 1 1' onclick=x()><g viewBox=1><title>{}</title><path><use href='#own'/></g></svg>
    ¦ <kbd>{}</kbd> ¦ <label>{} <input disabled></label> ¦ <button>{}</button> ¦ <del datetime=x>{}</del>
    ¦ <math><mi>{}</mi></math> ¦ <data>{}</data> ¦ <meter value=1>{}</meter> ¦ <img alt='{}'> ¦ <img src=UP/plan.svg>
    ¦ <sup><small>{}</small></sup>
    """
)
RAW_BLOCK = _one_of(
    """
    <center>{}</center> ¦ <div align=center><p>{}</div> ¦ <ul>{}<li>b<ul><ul><li>c</ul></ul></ul> ¦ <li>{}</li>
    ¦ <dl><dd>{}</dd><dt>b</dt></dl> ¦ <dl><div><dt>{}<dd>b</div>c</dl>
    ¦ <figure><figcaption>{}</figcaption>b</figure> ¦ <figure>a<figcaption>{}</figcaption>b</figure>
    ¦ <details>{}</details> ¦ <h2><div>{}</div><ul><li>b</ul></h2>
    ¦ <details open><summary>{}</summary><p>b</details> ¦ <blockquote cite=x>{}</blockquote>
    ¦ <address>{}</address>
    ¦ <table border=1><caption>{}<tr><td align=right>a<td colspan=0>b<thead><tr><th scope=row>c</table>
    ¦ <pre>\n\n{}</pre> ¦ <table><tbody><tr><td><a href=bread.html>a</a>{}<table><tr><td>b</table></table>
    ¦ <span><div>{}</div></span> ¦ <a href=bread.html><div>a</div><p>b</a>{} ¦ <em><ul><li>{}</ul></em>
    ¦ <form><fieldset><legend>{}</legend></form> ¦ <section><header>{}</header><footer>b</footer></section>
    ¦ <nav>{}</nav> ¦ <main><hgroup><h3>{}</h3></hgroup></main> ¦ <hr size=1><p>{}
    ¦ <ol start=x reversed type=A><li value=2>{}</ol> ¦ <dialog open>{}</dialog> ¦ <xmp>{}</xmp>
    ¦ <p>{}<p hidden>b<table></table><ul></ul><dl></dl> ¦ <menu><li>{}</menu> ¦ <p align=right>{}</p>
    ¦ <h4></h4>{}
    """
)
LABEL = st.one_of(
    WORDS,
    st.builds("`{}`".format, WORDS),
    st.builds("**{}**{}".format, WORDS, ATTRIBUTES),
    st.builds("![{}](<{}{}>){}".format, WORDS, st.just(UP), PICTURE, ATTRIBUTES),
)
"""What may be part of a link."""
LINE = st.recursive(
    st.one_of(
        LABEL,
        st.builds("[{}](<{}>){}".format, LABEL, ADDRESSES, ATTRIBUTES),
        st.builds("<https://example.org/{}>".format, st.sampled_from(["a", "ü", "a_b"])),
        st.sampled_from(["words[^one]", "words[^two] and[^one]", "[bread][there]", "HTML", "word  \nbreak"]),
    ),
    lambda line: st.one_of(
        st.builds("*{}*{}".format, line, ATTRIBUTES),
        st.builds("**{}**".format, line),
        st.builds(lambda raw, inner: raw.replace("{}", inner), RAW_INLINE, line),
        st.builds("{} {}".format, line, line),
    ),
    max_leaves=5,
)


def _hanging(mark: str, text: str) -> str:
    return mark + textwrap.indent(text, "    ")[len(mark) :]


BLOCK = st.recursive(
    st.one_of(
        st.builds("{}\n{}".format, LINE, ATTRIBUTES),
        st.builds("{} {} {}".format, st.sampled_from(["#", "##", "###", "######"]), LINE, ATTRIBUTES),
        st.builds("    {}".format, WORDS),
        st.builds("``` {}\n{}\n```".format, st.sampled_from(["python", "{ .text #own }", ""]), LINE),
        st.builds("| a | {} |\n| :-- | --: |\n| {} | c |".format, LINE, LINE),
        st.builds(lambda raw, inner: raw.replace("{}", inner), RAW_BLOCK, LINE),
        st.sampled_from(["---", "[TOC]", "<!-- remark -->", "<?php x ?>", "<div markdown>\n\n*words*\n\n</div>"]),
        st.builds("![Words](UP/plan.svg)\n/// caption\n{}\n///".format, LINE),
    ),
    lambda block: st.one_of(
        st.builds("{}\n\n{}".format, block, block),
        block.map(lambda text: _hanging("-", text)),
        block.map(lambda text: _hanging("2.", text)),
        block.map(lambda text: textwrap.indent(text, "> ", lambda _: True)),
        st.builds(lambda term, text: f"{term}\n{_hanging(':', text)}", WORDS, block),
        block.map(lambda text: f"!!! note\n\n{textwrap.indent(text, '    ')}"),
    ),
    max_leaves=4,
)


def _page(heading: str, blocks: list[str], notes: list[str]) -> str:
    written = [f"# {heading}", *blocks, "Notes[^one] [^two] [^one]"]
    written += [
        f"[^{name}]:\n{textwrap.indent(note, '    ')}" for name, note in zip(("one", "two"), notes, strict=True)
    ]
    return "\n\n".join([*written, "[there]: notes/bread.html 'A title'", "*[HTML]: Markup"])


PAGE = st.builds(
    _page, st.one_of(WORDS, LINE), st.lists(BLOCK, min_size=1, max_size=5), st.lists(BLOCK, min_size=2, max_size=2)
)


def rendered(text: str, path: str) -> str:
    """The markup that the build would make of a page's text."""
    markup = markdown.markdown(text, extensions=EXTENSIONS, extension_configs=SETTINGS)
    return markup.replace(UP, "../" * path.count("/"))
