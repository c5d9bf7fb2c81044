"""Addresses are taken apart as the standard library takes them apart."""

from __future__ import annotations

from random import Random
from urllib.parse import urlsplit

import pytest

from xref.urls import PLAIN, split


def test_the_short_way_is_the_standard_way() -> None:
    chance, plain = Random(1), 0
    for _ in range(20_000):
        address = "".join(chance.choices("aZ9_-./#.?:%[ ", k=chance.randint(0, 8)))
        try:
            expected = urlsplit(address)
        except ValueError:
            expected = None
        assert split(address) == expected, address
        plain += bool(PLAIN.fullmatch(address))
    assert plain > 1000


@pytest.mark.parametrize("address", ["", "a.md", "../b/c.md#d", "#e", "a.md#"])
def test_what_most_addresses_look_like_is_plain(address: str) -> None:
    assert PLAIN.fullmatch(address)
