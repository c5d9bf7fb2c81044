"""What the validator learns of constructs: it reads a text with the extension with which the build renders it."""

from __future__ import annotations

from collections.abc import Sequence

from markdown.extensions import Extension

from essays.addition import HOOKS
from publish.constructs.extension import Constructs
from xref.additions import Addition


class Rendering(Addition):
    """Tabs, task lists and icons, as the build has them."""

    hooks = HOOKS

    def extensions(self) -> Sequence[Extension]:
        return (Constructs(),)
