"""One defect of each kind, what is sound beside them, and what is found: the same on every site with plugins."""

DEFECTS = "[a](no.md) [b](b.md#no) ![c](no.png) [d][gone] e[^gone]\n"
SOUND = "[a](b.md) [b](b.md#there) ![c](c.svg) [d][label] e[^1]\n\n[label]: b.md\n[^1]: Words.\n"
FOUND = """\
docs/index.md:{0}:1: link to a missing page 'no.md' [missing-page]
docs/index.md:{0}:12: 'b.md' has no anchor 'no' [missing-anchor]
docs/index.md:{0}:25: missing picture 'no.png' [missing-image]
docs/index.md:{0}:38: no definition of 'gone' on this page [undefined-reference]
docs/index.md:{0}:49: no footnote 'gone' on this page [undefined-footnote]
"""
FILES = {"docs/b.md": "# B\n\n## There\n", "docs/c.svg": "<svg/>"}
