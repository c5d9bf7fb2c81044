"""Check every cross-reference of this site: links, anchors, pictures, footnotes, citations, relations, terms.

Findings go to standard output, the count and the tool's own trouble to standard error.
Exit status: 0 clean or notices alone, 1 findings, 2 could not run or judge, 130 interrupted, 143 asked to end.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xref import cli

if TYPE_CHECKING:
    from xref.additions import Addition, Additions


def main(arguments: Sequence[str] | None = None) -> int:
    return cli.main(arguments, _Additions(), __doc__ or "")


class _Additions(Sequence["type[Addition]"]):
    """What this project adds, imported when it is first looked at: that takes its time, and most sites need none."""

    @cached_property
    def _imported(self) -> Additions:
        from publish.additions import ADDITIONS

        return ADDITIONS

    def __getitem__(self, index: Any) -> Any:
        return self._imported[index]

    def __len__(self) -> int:
        return len(self._imported)


if __name__ == "__main__":
    gc.disable()  # nearly all that is made here is kept until the end
    status = main()
    gc.freeze()  # and need not be looked through once more then
    sys.exit(status)
