"""What random pages are made of: sections with ids, blocks in which text may stand, and ways to write a link."""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = (
    ("## Warm crumb", "warm-crumb Warm-Crumb"),
    ("## Für alle", "fur-alle für-alle f%C3%BCr-alle"),
    ("Setext head\n-----------", "setext-head"),
    ("### Own words {#own}", "own own-words"),
    ("## Twice", "twice twice_1 twice_2 twice-1"),
    ("## `code` and **bold**", "code-and-bold"),
    ("## A & B ##", "a-b a--b a-b-"),
    ('## It\'s "quoted"', "its-quoted it%27s-quoted"),
    ("## 日本", "日本 _1"),
    ("#No space", "no-space"),
    ("    ## Indented", "indented"),
    ("A paragraph.\n{: #para }", "para"),
    ("An *emphasis*{#em}.", "em"),
    ("A note[^n].\n\n[^n]: A note.", "fn:n fnref:n"),
    ('<a name="named"></a>Text.', "named"),
    ('<div id="raw">Text.</div>', "raw"),
    ("A <span id=bare>bare</span> one.", "bare"),
    ('<h2 id="Html">Heading</h2>', "Html html"),
    ('<p id="für">Text.</p>', "für f%C3%BCr fu%CC%88r"),
    ('A <svg><g id="drawn"></g></svg> picture.', "drawn"),
    ('<p id="100%">Text.</p>', "100% 100%25"),
    ('<p id="a%20b">Text.</p>', "a%20b a%2520b"),
    ('| <b id="cell">a</b> | b |\n| --- | --- |\n| c | d |', "cell"),
    ('`<a id="coded">`', "coded"),
    ('```\n<a id="fenced"></a>\n```', "fenced"),
    ('<!-- <a id="commented"></a> -->', "commented"),
    ('\\<a id="escaped">', "escaped"),
    ('<textarea><a id="typed"></a></textarea>', "typed"),
)
"""What stands on a page, and ids that it has or might be thought to have."""

BLOCKS = (
    *("{text}", "Words, {text}, words.", "{text}  \nwords", "Words\n{text}", "**{line}**", "_{line}_", "<b>{line}</b>"),
    *("- One.\n- {hanging}", "1. One.\n\n2. {hanging}", "* One.\n    * {nested}", "1. One.\n\n{tabbed}"),
    *("> {quoted}", "> - {quoted}", "Term\n:   {hanging}", "Note[^{n}].\n\n[^{n}]: A note.\n\n{indented}"),
    *('!!! note "Title"\n\n{indented}', '!!! note "{line}"\n    Words.', "??? tip\n\n{indented}"),
    *('=== "First"\n\n{indented}\n\n=== "Second"\n\n    Words.', '=== "{line}"\n\n    Words.'),
    *("| a | b |\n| --- | --- |\n| x | {line} |", "## {line}", "{line}\n=======", "### {line} {{#head{n}}}"),
    *('<div markdown="1">\n\n{text}\n\n</div>', "<div>\n{text}\n</div>", "{text}\n{{: .kind }}"),
    *("<details><summary>S</summary>\n{text}\n</details>", "<pre>\n{text}\n</pre>", "<textarea>\n{text}\n</textarea>"),
    *("```\n{text}\n```", "~~~~ html\n{text}\n~~~~", "{indented}", "    {line}", "`{line}`", "``{line} ` ``"),
    *("<!--\n{text}\n-->", "Words <!-- {line} --> words.", "<script>\n{text}\n</script>"),
    # Without an end, or without what they begin for
    *("<b>{line}", "<span>\n{text}", "[e{n}]:\n{text}", "[e{n}]:\n\n<div>{line}</div>"),
    *("[^{n}]:\n\n<p>{line}</p>", "*[e{n}]:\n\n{text}", "[e{n}]: <>\n<div>\n{text}\n</div>"),
    # Attributes
    *(
        "**{line}**{{#b{n} .kind}}",
        "- {line} {{.kind}}",
        "> {quoted}\n{{: #q{n} }}",
        "### {line} {{: #head{n} .kind }}",
    ),
    *("| a {{.kind}} | {line} {{#c{n}}} |\n| --- | --- |\n| x | y |", '_words_{{title="{n}"}} {text}'),
    # In one another
    *("- Words[^{n}].\n\n    [^{n}]: A note.\n\n{nested_block}", "1. Words[^{n}]\n\n[^{n}]:\n    - {nested}"),
    "| a | b |\n| --- | --- |\n| `x|y` | {line} |",
    "| `a\\|b` | {line} | <kbd>|</kbd> |\n| - | - | - |\n| c | d | e |",
    *("{text} HTML.\n\n*[HTML]: Mark-up", '## <a name="adv{n}"></a> {line}', '## {line} <a id="adv{n}"></a>'),
    *('!!! note\n    ??? tip "Words"\n\n{nested_block}', '=== "A"\n    !!! note\n\n{nested_block}'),
    *("Term\n:   Words\n\n:   - {nested}", "- [x] Words\n- [ ] {hanging}"),
    *("==^^{line}^^==", "{{--Words--}}{{++{line}++}}"),
    "/// note | T{n}\n{text}\n///",
    *("/// details | {line}\nWords\n///", "/// tab | [x] {line}\nWords\n///"),
    "/// html | div#h{n}.kind\n{text}\n///",
    *("/// tab | A\n{text}\n///\n\n/// tab | B\nWords\n///", "![x](data:,)\n/// caption\n{line}\n///"),
    *("$x[1]$ {line}", "$$\n{text}\n$$", "`#!py x[0]` {line}", "++ctrl+a++ {text}"),
)
"""Where text may stand: as it is, on one line, indented, or with all but its first line indented."""


@dataclass(frozen=True)
class Form:
    """One way to write a link: `{at}` is its beginning, `{w}` its marker, `{a}` its address; within it, `{inner}` is a
    picture and `{link}` another link."""

    text: str
    definition: str = ""
    picture: bool = False
    raw: bool = False
    """Whether it is HTML, which MkDocs leaves alone."""
    empty: str = ""
    """How the form writes an address that is empty."""


FORMS = (
    *map(Form, ("{at}[{w}]({a})", '{at}[{w}]({a} "title")', "{at}[{w}](<{a}>)", "{at}[{w}]( <{a}> 'title')")),
    *map(
        Form, ("{at}[*{w}* word]({a})", "{at}[`code` {w}]({a})", "{at}[{w} [nested] words]({a})", "({at}[{w}]( {a} ))")
    ),
    *map(
        Form,
        ("{at}[words\n{w}]({a})", "{at}[{w} \\] x]({a}){{.kind}}", '{at}[{inner}]({a} "{w}")', "a*b {at}[{w}]({a})*"),
    ),
    *map(
        Form,
        ("`{at}[{w}]({a})`", "\\{at}[{w}]({a})", "\\!{at}[{w}]({a})", "<!-- {at}[{w}]({a}) -->", "{at}[{w}] ({a})"),
    ),
    *map(Form, ("`code [`{at}[{w}]({a})", "[a] {at}[{w}]({a}) ]", "\\\\{at}[{w}]({a})", "[x] {at}[{w}]({a})")),
    Form("[{w}][l{w}]", "{at}[l{w}]: {a}", empty="<>"),
    Form("[{w}][L{w} x]", '{at}[l{w} X]: <{a}> "title"'),
    Form("[{w}]", "{at}[{w}]: {a} '{w}'", empty="<>"),
    Form("[{w}][]", '{at}[{w}]:\n    {a} "{w}"', empty="<>"),
    Form("[{w} one][l{w}] and [{w} two] [l{w}]", "{at}[l{w}]: {a}\n    (title)", empty="<>"),
    Form("[{w} twice][l{w}]", "[l{w}]: #\n{at}[l{w}]: {a}", empty="<>"),
    Form("Words{at}[^{w}]", "[^{w}]: A note."),
    Form("{at}<https://example.org/{w}>"),
    Form("{at}<{w}@example.org>"),
    *map(Form, ("{at}[{w} {link} words]({a})", '{at}[{link}]({a} "{w}")', "{at}[{w} {link} {inner}]({a})")),
    *map(Form, ("{at}[{w} <https://example.org/>]({a})", "{at}[{w} <a@b.example>]({a})", "{at}[HTML {w} [^n]]({a})")),
    *map(
        Form,
        ("{at}[{w} ![i](data:,){{.kind}}]({a}){{#l{n} .kind}}", "**{at}[{w}]({a}){{: .kind }}**{{.kind}}"),
    ),
    Form("{at}[{w} [![i](data:,)](https://example.org/) x]({a})"),
    Form("[{w} {link}][l{w}]", "{at}[l{w}]: {a}", empty="<>"),
    Form("{at}![{w}]({a})", picture=True),
    Form('{at}![{w}](<{a}> "title")', picture=True),
    Form("{at}![{w}]({a}){{width=3}}", picture=True),
    Form("`{at}![{w}]({a})`", picture=True),
    Form("![{w}][p{w}]", "{at}[p{w}]: {a}", picture=True, empty="<>"),
    Form('{at}<a href="{a}">{w}</a>', raw=True),
    Form("{at}<a class=x href='{a}'>{w}</a>", raw=True),
    Form('{at}<a href="{a}">{w}', raw=True),
    Form('{at}<a href="{a}">{w} <b>{link}</a>', raw=True),
    Form("{at}<A\n  HREF = {a}\n  title={w}>words</A>", raw=True, empty="''"),
    Form('{at}<a href=" {a} ">{w} {inner}</a>', raw=True),
    Form('<map name="m{n}">{at}<area href="{a}" alt="{w}"></map>', raw=True),
    Form('`{at}<a href="{a}">{w}</a>`', raw=True),
    Form('<svg>{at}<a href="{a}"><text>{w}</text></a></svg>', raw=True),
    Form('{at}<img src="{a}" alt="{w}">', picture=True, raw=True),
    Form('{at}<img alt="{w}" srcset="{a} 1x, {a} 2x">', picture=True, raw=True),
    Form('<picture>{at}<source srcset="{a}" title="{w}"><img src="data:," alt="x"></picture>', picture=True, raw=True),
    Form('{at}<video poster="{a}" title="{w}"></video>', picture=True, raw=True),
)
