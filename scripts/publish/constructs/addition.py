"""What the validator learns of constructs: it reads a text with the extension with which the build renders it."""

from __future__ import annotations

from collections.abc import Sequence

from markdown.extensions import Extension

from essays.addition import HOOKS
from publish.constructs.extension import Constructs
from publish.constructs.unrendered import Unrendered, UnrenderedGatherer, unrendered_syntax
from xref.additions import Addition


class Rendering(Addition):
    """Tabs, task lists and icons, as the build has them; and what stays as it was typed."""

    hooks = HOOKS
    facts = (Unrendered,)
    gatherer = UnrenderedGatherer
    rules = (unrendered_syntax,)

    def extensions(self) -> Sequence[Extension]:
        return (Constructs(),)
