"""The project's own list of words stays tidy."""

from __future__ import annotations

import pytest

import check_spelling
from sites import PROJECT


def test_own_words_are_in_order_and_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    words, dictionary = list(check_spelling.own_words()), check_spelling.dictionary()
    assert words == sorted(words, key=str.casefold)
    assert not {word for word in words if word.lower() in dictionary}
