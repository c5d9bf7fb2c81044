"""What `generate.py` plants in pages: defects, the surroundings in which they stand, and traps.

All are templates. "¶" stands where a defect begins, and is not written. `$n` is another number each time; `$there` is
the address of another page, `$anchor` an id on it, `$own` an id on this page; `$up` leads to the documentation folder.
"""

from __future__ import annotations

INLINE = {
    "missing-page": (
        "¶[a way](gone-$n.md)",
        '¶[a way](gone-$n.md "A title")',
        "¶[a way](<gone $n.md>)",
        "¶[a **bold** way](gone-$n.md#top)",
        "¶[a way](gone-$n.md?plain=1)",
        "¶[a [sic] way](gone-$n.md)",
        "¶[a way]($up/odd/)",
        "¶[a way]($up/../mkdocs.yml)",
    ),
    "missing-page-with-code": ("¶[a `]` way](gone-$n.md)", "¶[a `[` way](gone-$n.md)", "`[` and ¶[`a[0]`](gone-$n.md)"),
    "missing-page-in-markup": (
        '¶<a href="gone-$n.html">a way</a>',
        "¶<a class='x' href='gone-$n.html'>a way</a>",
        "<span>¶<a href=gone-$n.html>a way</a></span>",
    ),
    "missing-page-in-odd-markup": (
        "¶<A class='x' HREF='gone-$n.html'>a way</A>",
        '¶<a title="1 < 2" href="gone-$n.html">a way</a>',
    ),
    "source-in-markup": ('¶<a href="$there">a way</a>', '¶<a href="$there#$anchor">a way</a>'),
    "missing-anchor-here": ("¶[a way](#gone-$n)", "¶[a way](#gone-%C3%BC-$n)", '¶<a href="#gone-$n">a way</a>'),
    "missing-anchor-there": (
        "¶[a way]($there#gone-$n)",
        "¶[a way]($there?plain=1#gone-$n:~:text=way)",
    ),
    "missing-anchor-in-markup": (
        '¶<a href="$built_there#gone-$n">a way</a>',
        '¶<a href="$built_there#$shouted_anchor">a way</a>',
    ),
    "wrong-case-file": ("¶[a way]($shouted_there)", "¶[a way]($shouted_there#$anchor)"),
    "wrong-case-anchor": ("¶[a way]($there#$shouted_anchor)", "¶[a way](#$shouted_own)"),
    "excluded-page": (
        "¶[a draft]($up/drafts/hidden.md)",
        "¶[a draft](<$up/drafts/hidden.md>)",
        '¶<a href="$up/drafts/hidden.html">a draft</a>',
    ),
    "built-address": ("¶[a way]($built_there)",),
    "missing-image": (
        "¶![A drawing](gone-$n.svg)",
        '¶![A drawing](gone-$n.svg "A title"){ width=20 }',
        "¶![A drawing]($up/Pictures/1.svg)",
        '¶<img src="gone-$n.svg" alt="A drawing">',
        "¶<img alt='A drawing' src='gone-$n.svg'>",
    ),
    "missing-image-of-a-set": (
        '¶<img src="$picture" srcset="$picture 1x, gone-$n.svg 2x" alt="A drawing">',
        '<picture>¶<source srcset="gone-$n.svg 2x"><img src="$picture" alt="A drawing"></picture>',
    ),
    "remote-image": ("¶![A drawing](https://example.org/$n.svg)",),
    "missing-alternative": ("¶![]($picture)", '¶<img src="$picture">', "¶![ ]($picture)"),
    "undefined-footnote": ("a note¶[^gone-$n]",),
    "undefined-footnotes-together": ("a note¶[^gone-$n]¶[^lost-$n]", "notes¶[^gone-$n] ¶[^lost-$n]"),
    "undefined-reference": ("¶[a way][gone-$n]", "¶[gone $n][]", "¶![A drawing][gone-$n]"),
    "empty-link": ("¶[a way]()",),
    "wordless-link": ("¶[]($there)",),
    "absolute-link": ("¶[a way](/index.html)", "¶[a way](//example.org/$n)"),
}
"""Kind of defect -> the forms that it takes within a line."""

WHOLE = {
    "missing-page": (
        "Along ¶[a way that goes\non in the next line](gone-$n.md).",
        "Along ¶[a way](\ngone-$n.md).",
        "[![A drawing]($picture)]($there) and ¶[![A drawing]($picture)](gone-$n.md)",
        "[a way]($there), ¶[a way](gone-$n.md), [a way]($there), ¶[a way](gone-$n.md).",
    ),
    "missing-page-by-definition": (
        "Along [a way][way-$n].\n\n¶[way-$n]: gone-$n.md",
        'Along [a way][way-$n].\n\n¶[way-$n]: <gone-$n.md> "A title"',
    ),
    "missing-page-by-definition-over-lines": ("Along [a way][way-$n].\n\n¶[way-$n]:\n    gone-$n.md",),
    "missing-page-by-definition-within": (
        "> Along [a way][way-$n].\n>\n> ¶[way-$n]: gone-$n.md",
        "- one, along [a way][way-$n]\n\n    ¶[way-$n]: gone-$n.md",
        "!!! note\n\n    Along [a way][way-$n].\n\n    ¶[way-$n]: gone-$n.md",
    ),
    "missing-anchor-by-definition": ("Along [way $n].\n\n¶[Way $n]: $there#gone",),
    "missing-image-by-definition": ("Behold ![A drawing][seen-$n].\n\n¶[seen-$n]: gone-$n.svg",),
    "unused-footnote": (
        "¶[^idle-$n]: Nothing leads here.",
        "¶[^idle-$n]: Nothing leads here,\n    nor here.",
    ),
    "unused-footnote-within": (
        "!!! note\n\n    Words.\n\n    ¶[^idle-$n]: Nothing leads here.",
        "> Words.\n>\n> ¶[^idle-$n]: Nothing leads here.",
    ),
    "duplicate-anchor": (
        'One <span id="twin-$n">here</span> and ¶<span id="twin-$n">there</span>.',
        "### One {#twin-$n}\n\nWords.\n\n¶### Other {#twin-$n}",
        'One <a id="twin-$n"></a>here.\n\n¶### Twin $n',
    ),
    "duplicate-anchor-within": (
        'One <a id="twin-$n"></a>here.\n\n!!! note\n\n    Words.\n\n    ¶### Twin $n',
        'One <a id="twin-$n"></a>here.\n\n> Words.\n>\n> ¶### Twin $n',
        'One <a id="twin-$n"></a>here.\n\n- Words.\n\n    > ¶Twin $n\n    > ---',
    ),
    "repeated-heading": (
        "### Again $n\n\nWords.\n\n¶### Again $n\n\n[a](#again-$n) [b](#again-${n}_1)",
        "[b](#again-${n}_1)\n\nAgain $n\n---\n\nWords.\n\n¶Again $n\n---",
    ),
    "repeated-heading-within": (
        "> ### Again $n\n>\n> Words.\n>\n> ¶### Again $n",
        "- ### Again $n\n\n    Words.\n\n    ¶### Again $n",
        "**Again** $n\n---\n\nWords.\n\n¶**Again** $n\n---",
        "> Again $n\n> ---\n>\n> Words.\n>\n> ¶Again $n\n> ---",
        "- one\n\n    __Again__ $n\n    ---\n\n    Words.\n\n    ¶__Again__ $n\n    ---",
        "!!! note\n\n    Again $n\n    ===\n\n    Words.\n\n    ¶Again $n\n    ===",
        "> - ### Again $n\n>\n>     Words.\n>\n>     ¶### Again $n",
    ),
    "unused-definition": ("¶[idle-$n]: $there", '¶[idle-$n]: <$there#$anchor> "A title"'),
    "unused-definition-within": ("> Words.\n>\n> ¶[idle-$n]: $there#$anchor",),
    "repeated-definition": ("[a way][twice-$n]\n\n¶[twice-$n]: $there\n[twice-$n]: $there#$anchor",),
}
"""Kind of defect -> the forms that make a block of their own."""

ORPHAN = "not-in-navigation"
"""The kind of defect that makes a page of its own."""

SURROUNDINGS = (
    "Before $it and after.",
    "Before it,\n$it stands first in its line.",
    "- one\n- two, with $it\n- three",
    "- one\n    - two\n        - three, with $it",
    "1. one\n\n    goes on with $it\n\n2. two",
    "> Somebody wrote\n> that $it holds.",
    "| left | right |\n| --- | --- |\n| one | before $it |",
    '!!! note "A title"\n\n    Before $it and after.',
    '!!! note "Before $it and after"\n\n    Words.',
    '??? note "A title"\n\n    - before $it and after',
    '=== "One"\n\n    Before $it and after.',
    "Before **bold words with $it** and after.",
    "A remark.[^aside-$n]\n\n[^aside-$n]: It leads to $it, they say.",
    "A remark.[^aside-$n]\n\n[^aside-$n]:\n    It leads on.\n\n    Then to $it, they say.",
    "### Beyond $it $n",
    "Write $span to get $it.",
    "```\n$code\n```\n\nThis gives $it.",
    "<!-- $code -->\n\nThis gives $it.",
    "Once $it, twice $it, three times $it.",
    "Escaped \\[ and closed ], [sic] and then $it.",
    "![A drawing]($picture)\n/// caption\nBefore $it and after.\n///",
    "<div markdown>\n\nBefore $it and after.\n\n</div>",
    "Word $n\n:   Its meaning, with $it.",
)
"""Where a defect may stand: `$it` is the defect, `$code` the same words without meaning, and `$span` these as code."""

TRAPS = {
    "code span": ("Write `[text](gone.md)`, ``[a][b] or `[^gone]` `` and `![](gone.svg)`.", ""),
    "classes and indices in code": ("Match `[^a-z]` and `[^0-9]+[^x]:`, and take `a[i][j]` or `a[i](j)`.", ""),
    "fence": ("```markdown\n[text](gone.md) [^gone] [a][b]\n\n[^idle]: Note.\n[idle]: gone.md\n```", ""),
    "fence of tildes": ("~~~ { .text #code-$n }\n[text](gone.md) ![](gone.svg)\n## Heading {#gone}\n~~~", ""),
    "fence in a list": ("- one\n\n    ```\n    [text](gone.md) [^gone]\n    ```\n\n- two", ""),
    "fence in an admonition": ("!!! note\n\n    ```\n    [text](gone.md) [a][b]\n    ```", ""),
    "indented code": ("As follows:\n\n    [text](gone.md) [^gone] [a][b]\n    [^idle]: Note.", ""),
    "comment": ("<!-- [text](gone.md)\n\n[^gone] ![](gone.svg) <a href='gone.md'> -->", ""),
    "comment in a line": ("Before <!-- [text](gone.md) [^gone] --> and after.", ""),
    "escaped brackets": (r"Write \[text](gone.md), \[^gone], \[a][b] and [a\](gone.md).", ""),
    "entities": ("Write &#91;text](gone.md) and &lsqb;^gone&rsqb;.", ""),
    "percent-encoded anchor": ("[a](#f%C3%BCr-$n) [b](#für-$n)\n\n### Für alle {#für-$n}", ""),
    "percent-encoded anchor elsewhere": ("[a]($there#f%C3%BCr-$n) [b]($there#für-$n)", '<p id="für-$n">Words.</p>'),
    "heading with accents": ("### Über Größe $n\n\n[a](#uber-groe-$n)", ""),
    "heading without letters that slugs keep": ("### 日本 $n\n\n[a](#$n)", ""),
    "heading with punctuation": ("[a](#q-a-whats-new-$n)\n\n### Q & A: what's *new*? ($n)", ""),
    "heading with code and a link": ("### The `[flag]` of [a way]($there) $n\n\n[a](#the-flag-of-a-way-$n)", ""),
    "heading without a space": ("###Tight $n\n\n[a](#tight-$n)", ""),
    "heading underlined": ("Underlined $n\n---\n\n[a](#underlined-$n)", ""),
    "heading closed": ("### Closed $n ###\n\n[a](#closed-$n)", ""),
    "heading in a quotation": ("> ### Quoted $n\n>\n> [a](#quoted-$n)", ""),
    "heading in markup": ("<div markdown>\n\n### Inside $n\n\n</div>\n\n[a](#inside-$n)", ""),
    "text fragment": ("[a]($there#:~:text=safe%20words) [b]($there#$anchor:~:text=a,b) [c](#:~:text=words)", ""),
    "query": ("[a]($there?plain=1) [b]($there?a=b&c=d#$anchor)", ""),
    "empty fragment": ("[a](#) [b]($there#)", ""),
    "raw id": ("[a](#raw-$n) [b](#bare-$n)\n\n<div id='raw-$n'>Words</div>\n\nBefore <b ID=bare-$n>it</b>.", ""),
    "raw name": ('<a name="old-$n"></a>\n\nBack [a](#old-$n).', ""),
    "raw id in a table": ('| a | b |\n| --- | --- |\n| <a id="cell-$n"></a>c | [d](#cell-$n) |', ""),
    "raw id elsewhere": ("[a]($there#far-$n)", '<span id="far-$n">Words</span>'),
    "raw link to what the build writes": ('<a href="$built_there#$anchor">a</a> <a href="#$own">b</a>', ""),
    "raw markup with brackets": ('<div title="[a](gone.md)">\n<pre>[text](gone.md)</pre>\n</div>', ""),
    "raw code": ("Press <kbd>[</kbd>, then <code>[^gone]</code>.\n\n<pre>[text](gone.md) [^gone]</pre>", ""),
    "raw style": ("<style>a[href]::after { content: '[a](gone.md) [^gone]' }</style>", ""),
    "id by attribute list": ("### Named {#named-$n}\n\nWords.\n{: #words-$n }\n\n[a](#named-$n) [b](#words-$n)", ""),
    "id of a word and a picture": ("*it*{#word-$n} ![A]($picture){#pic-$n} [a](#word-$n) [b](#pic-$n)", ""),
    "prose in brackets": ("He wrote [sic] that [it] held; see [1], [x y], [Ed.: no] and [...] [there].", ""),
    "task list": ("- [ ] open\n- [x] done, see [a]($there)\n- [X] done [sic]", ""),
    "table": ("| a | b |\n| --- | --- |\n| [a]($there) | `[b](gone.md)` |\n| `a \\| b` | [b](#$own) |", ""),
    "admonition": ('!!! note "Of [words]"\n    [a]($there#$anchor)\n\n    - [b](#$own)', ""),
    "details": ('???+ note "A title"\n\n    ??? tip\n\n        [a]($there) [sic]', ""),
    "tabs": ('=== "One"\n\n    [a]($there)\n\n=== "Two"\n\n    [b](#$own)', ""),
    "link in a footnote": ("A remark.[^far-$n]\n\n[^far-$n]:\n    See [a]($there).\n\n    And [b](#$own).", ""),
    "footnote twice": ("One[^both-$n], two[^both-$n]. [a](#fn:both-$n) [b](#fnref2:both-$n)\n\n[^both-$n]: Note.", ""),
    "footnote before its reference": ("[^first-$n]: A note.\n\nWords.[^first-$n]", ""),
    "footnote in a footnote": ("Words.[^outer-$n]\n\n[^outer-$n]: Words.[^inner-$n]\n[^inner-$n]: Note.", ""),
    "srcset": ('<img src="$picture" srcset="$picture 1x, $picture 2x" alt="A drawing">', ""),
    "picture element": ('<picture><source srcset="$picture 2x"><img src="$picture" alt="A"></picture>', ""),
    "picture in the address": ("![A dot](data:image/gif;base64,R0lGODlhAQABAAAAACw=)", ""),
    "picture with words around": ('[![A]($picture "A title")]($there) ![B]($picture){ width=20 }', ""),
    "picture by reference": (
        "![A drawing][pic-$n] ![Drawing $n][]\n\n[pic-$n]: $picture\n[drawing $n]: <$picture>",
        "",
    ),
    "parentheses in an address": ("[a]($up/odd/name_(old).md) [b](https://example.org/a_(b))", ""),
    "spaces in an address": ("[a](<$up/odd/two words.md>) [b]($up/odd/two%20words.md#two-words)", ""),
    "accents in an address": ("[a]($up/odd/größe.md) [b]($up/odd/gr%C3%B6%C3%9Fe.md#size)", ""),
    "files that are no pages": ("[a]($up/odd/data.csv) [b]($up/odd/book.pdf#page=2)", ""),
    "dots in an address": ("[a](./$there) [b]($up/./odd/../index.md) [c]($here#$own)", ""),
    "definitions within": (
        "> [a][in-$n]\n>\n> [in-$n]: $there\n\nWords.\n\n"
        "!!! note\n\n    [a][within-$n] and more.[^within-$n]\n\n    [within-$n]: $there\n    [^within-$n]: A note.\n\n"
        "- one [a][item-$n]\n\n    [item-$n]: $there\n",
        "",
    ),
    "definition over two lines": ("[a][long-$n]\n\n[long-$n]:\n    $there#$anchor\n", ""),
    "attributes in labels and addresses": ('[a][id=$n] [b]($there?id=1&name=2)\n\n[id=$n]: $there "name=x"', ""),
    "fence with options": ('```text title="[a](gone.md)" linenums="1"\n[text](gone.md) ## [^gone]\n```', ""),
    "table of contents": ("[TOC]", ""),
    "titles": ("[a]($there \"A [b](gone.md)\") [c]($there 'It')", ""),
    "brackets in a link's words": ("[a [sic] way]($there) [a\\] way]($there) [`a[0]`]($there)", ""),
    "link over two lines": ("[a way that goes\non]($there) and [more\nwords][over-$n].\n\n[over-$n]: $there", ""),
    "references": (
        "[Ways $n][], [ways $n], [a][WAYS $n], [a] [ways $n] and [b][to-$n].\n\n"
        '[ways $n]: $there "A title"\n[to-$n]: <$there#$anchor>\n    (A title)',
        "",
    ),
    "addresses elsewhere": ("<https://example.org/#gone> <a@example.org> [a](tel:+4930) [b](mailto:b@example.org)", ""),
    "names with @": ("Ask @someone or [@someone](https://example.org/someone), `[@gone]` and a@[example].", ""),
    "rule and list": ("Words\n\n***\n\n* [a]($there)\n* **[b](#$own)**", ""),
    "definition list": ("Word $n\n:   Its meaning: [a]($there).", ""),
}
"""What is valid although it looks wrong: name -> a block of one page, and what it needs on the page at `$there`."""

ODD_FRONT = "---\ntitle: Odd\ndescription: A page with an odd name.\n---\n\n"
ODD = {
    "odd/name_(old).md": ODD_FRONT + "# Old name\n",
    "odd/two words.md": ODD_FRONT + "# Two words\n",
    "odd/größe.md": ODD_FRONT + "# Size\n",
    "odd/data.csv": "a,b\n",
    "odd/book.pdf": "%PDF-1.4\n",
}
"""Files that traps lead to: path in the documentation folder -> text."""
