"""Which types of works are printed alike, and what their records are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
"""A work as CSL has it, with its `id`."""
WEB = {"interview", "post", "webpage"}
"""What stands on its own, even where a record names a larger whole."""
PERIODICAL = {"article-journal", "article-magazine", "article-newspaper", "post-weblog", "review", "review-book"}
DATED_TO_THE_DAY = {"article-magazine", "article-newspaper", "interview", "post", "post-weblog", "webpage"}


def is_talk(record: Record) -> bool:
    """Whether a work was spoken at an event, and is no part of its proceedings."""
    is_paper = record["type"] == "paper-conference" and not record.keys() & {"editor", "page", "volume"}
    return is_paper or record["type"] == "speech"
