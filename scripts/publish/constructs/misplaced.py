"""How a source looks in which a list, formula or table is not what it was meant to be, or a heading loses its end."""

from __future__ import annotations

from publish.constructs.dialects import ITEM

DEEPER = r"(?=(?P<deeper>(?:[ \t]*\n|(?P=indent)[ ]{4}[ ]*\S[^\n]*\n)*))(?P=deeper)"
"""All empty lines, and those that belong to the item above them; looked for ahead, since "*+" goes wrong before
Python 3.11.5."""
NESTED = rf"^(?P<indent>(?:[ ]{{4}})*){ITEM}[^\n]*\n(?P=indent)[ ]{{2,3}}(?P<words>{ITEM}\S[^\n]*)"
APART = (
    rf"^(?P<indent>(?:[ ]{{4}})*)(?:{ITEM}|\[\^[^]\n]+\]:[ ])[^\n]*+\n(?:[ \t]*+\S[^\n]*+\n){{0,30}}?"
    rf"[ \t]*\n{DEEPER}(?P=indent)[ ]{{2,3}}"
)
MIXED = r"^(?P<indent>(?:[ ]{{4}})*){}[^\n]*\n{}(?P=indent)(?P<words>{}\S[^\n]*)"
DOTS, NUMBERS = r"[-*+][ ]+(?![-*_ ]+$)", r"\d+\.[ ]+"
LATER, FIRST = r"(?:[2-9]|\d\d+)\.[ ]+", r"1\.[ ]+"
NOT_WITHIN = "stands in no list within a list; that is indented by four spaces"
OUTSIDE = "stands outside of what it goes on with; what belongs to an item is indented by four spaces"
BEGINS = "\x1e"
"""Stands before an item of a list."""
GOES_ON = "goes on with the list above it, whose signs and numbers it gets; put words between, or a line '<!-- -->'"
_OF_IT = r"(?:(?!\\[()\[\]])[^\n]){0,200}?"
MATHEMATICS = rf"(?P<words>\\[(\[]{_OF_IT}(?:\\(?![()\[\]])|[\^_={{}}<>]){_OF_IT}\\[)\]])"
FORMULA = "is mathematics, which is not drawn here; write it in words, or as *x*^2^ and H~2~O"
CELLS = r"^(?![-*+•>|:#]|\(?\w{1,2}[.)])(?P<words>\S[^\t\n]*\t+\S[^\n]*)\n[^\t\n]+\t+\S"
COLUMNS = "stands in columns parted by tabs; a table is '| one | two |', and below its first row stands '| --- | --- |'"
ABOVE_DASHES = r"^(?![a-z_]+:[ ])(?P<words>[^\s#>|*+-][^\n]*\w[.…][”\"’)]?)[ ]*\n-{3,}[ ]*$"
UNMEANT = "becomes a heading, since dashes stand right below it; put an empty line between"
LISTS = {
    NESTED: NOT_WITHIN,
    rf"{APART}(?P<words>{ITEM}\S[^\n]*)": NOT_WITHIN,
    rf"{APART}(?P<words>(?!{ITEM})[^\s<][^\n]*)": OUTSIDE,
    MIXED.format(NUMBERS, DEEPER, DOTS): GOES_ON,
    MIXED.format(DOTS, DEEPER, NUMBERS): GOES_ON,
    MIXED.format(LATER, DEEPER, FIRST): GOES_ON,
    MATHEMATICS: FORMULA,
    CELLS: COLUMNS,
    ABOVE_DASHES: UNMEANT,
}
"""Words where no list has them, or that were to be a formula, a table or a text -> what is wrong with them."""
CLOSED = r"^[ \t>]*(?P<opening>#{1,6})(?!#)[^\n]*?(?P<words>(?:(?<!\w)[A-Z]|(?<!\S)\S*\w(?!(?P=opening)$))#+)$"
"""A heading whose last word ends in signs, which close the heading; as many as open it are meant to, but behind a
letter alone, as in C#."""
