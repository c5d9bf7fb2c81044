"""Check every cross-reference of this site: links, anchors, pictures, footnotes, citations, relations, terms.

Findings go to standard output, the count and the tool's own trouble to standard error.
Exit status: 0 clean or notices alone, 1 findings, 2 could not run or judge, 130 interrupted, 143 asked to end.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xref import cli

if TYPE_CHECKING:
    from xref.additions import Additions


def main(arguments: Sequence[str] | None = None) -> int:
    return cli.main(arguments, _additions, __doc__ or "")


def _additions() -> Additions:
    from publish.additions import ADDITIONS

    return ADDITIONS


if __name__ == "__main__":
    gc.disable()  # nearly all that is made here is kept until the end
    status = main()
    gc.freeze()  # and need not be looked through once more then
    sys.exit(status)
