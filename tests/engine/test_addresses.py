"""Addresses are judged by the data, wherever it is taken from, and whatever they look like."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from publish.guard.addresses import of_address
from publish.guard.link_texts import of_link
from publish.guard.tracking_data import DATA
from publish.guard.unsafe import TRACKING
from xref.urls import intended

GROUPS = tomllib.loads(DATA.read_text())
PARAMETERS = [
    (name.replace("*", "x"), group.get("hosts", ""))
    for group in GROUPS["parameters"]
    for name in group["names"].split()
]
ANYWHERE = sorted(name for name, hosts in PARAMETERS if not hosts)
SOMEWHERE = sorted((name, host) for name, hosts in PARAMETERS for host in hosts.split())
PIECES = [
    *"https http mailto : // / @ doi.org example.org . xn-- xn--80ak6aa92e %2F % %zz %E2%80%AE [ ] ::1 ? & = #".split(),
    *"utm_source url … ... 10.1037/ 0x7f 127 \\ a1aHR0cHM6".split(),
    *"ezproxy idm.oclc.org google.com/url /v2/url /v3/__ __; amp/s/ - _ ; ) ( о ノ １ 。 ß İ K 👩".split(),
    *("\u202e", "\u200d", "\n", "\t", " ", "\ud800"),
]
LONG = {
    "labels": "https://" + "a." * 20_000,
    "letters": "https://" + "о" * 20_000,
    "encoded letters": "https://xn--" + "a" * 20_000,
    "encodings": "https://a/" + "%25" * 20_000,
    "parameters": "https://a/?" + "utm_source=a&" * 10_000,
    "cuts": "https://a.org/" + "…a" * 10_000,
    "brackets": "https://a.org/" + ")" * 20_000,
    "addresses": "https://a.org/?url=" + "https://b.org/" * 5_000,
}


def kinds(address: str) -> list[str]:
    return [kind for kind, _, _ in of_address(address)]


@pytest.mark.parametrize("name", ANYWHERE)
def test_a_parameter_that_means_one_thing_tells_everywhere(name: str) -> None:
    assert kinds(f"https://example.org/?{name}=1") == [TRACKING]


def test_a_parameter_that_means_many_things_tells_on_its_hosts_alone() -> None:
    assert len(SOMEWHERE) > 100
    for name, host in SOMEWHERE:
        assert kinds(f"https://www.{host.replace('*', 'de')}/a?b=2&{name}=1") == [TRACKING], (name, host)
        assert kinds(f"https://example.org/a?b=2&{name}=1") == [], name


@pytest.mark.parametrize("part", ["redirectors", "shorteners"])
def test_every_host_that_leads_on_is_reported_and_none_that_only_ends_alike(part: str) -> None:
    groups = GROUPS[part] if isinstance(GROUPS[part], list) else [GROUPS[part]]
    for host in (host for group in groups for host in group["hosts"].split()):
        assert kinds(f"https://{host.replace('*', 'com')}/abc") == [TRACKING], host
        assert kinds(f"https://not{host.replace('*', 'com').partition('/')[0]}/abc") == [], host


def test_the_data_is_tidy() -> None:
    groups = [group for part in GROUPS.values() for group in (part if isinstance(part, list) else [part])]
    assert all(group["source"] for group in groups)
    assert DATA.read_text().isascii()
    for words in (
        " ".join(ANYWHERE),
        *(value for group in groups for name, value in group.items() if name != "source"),
    ):
        assert words == words.lower()
        assert [word for word, count in Counter(words.split()).items() if count > 1] == []


def random_addresses(count: int) -> Iterator[tuple[str, str]]:
    chance = Random(1)
    for _ in range(count):
        address, words = ("".join(chance.choices(PIECES, k=chance.randint(1, 9))) for _ in range(2))
        yield address, words


def test_whatever_stands_in_an_address_can_be_judged_and_shown() -> None:
    judged = 0
    for address, words in random_addresses(10_000):
        intended(address)
        for _, message, _ in (*of_address(address), *of_link(address, words)):
            assert message.encode()  # UTF-8 has no halves of letters
            judged += 1
    assert judged > 1000


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_a_long_address_takes_no_long_time(long: str) -> None:
    begin = time.perf_counter()
    list(of_address(long))
    list(of_link("https://a.org/" + "a" * 20_000, long))
    list(of_link(long, long))
    intended(long)
    assert time.perf_counter() - begin < 6
