"""On random sites the validator says what two independent witnesses say: MkDocs' own validation, and the built pages.

    XREF_MUTATIONS=100000 .venv/bin/pytest tests/test_witnesses.py

runs longer than the ordinary 2,000 mutations. A seed is a site: `-k 'witnesses[17]'` repeats one.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

import witnesses
from built_site import DEAD, GOOD, BuiltSite
from random_address import MUTATIONS, built
from random_site import HOOKS, Site, plain, random_site
from witnesses import ANSWERS, OURS, checked, disagreements, findings, write
from xref.configured import Choice
from xref.reading.config import LoadError
from xref.speed.suspects import JUDGED, suspects

WANTED = int(os.environ.get("XREF_MUTATIONS", "2000"))
A_SITE = 25
"""Mutated links a site."""
SEEDS = range(-(-WANTED // A_SITE))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_validator_agrees_with_both_witnesses(seed: int, tmp_path: Path) -> None:
    folders = (tmp_path / str(nth) for nth in count())
    site = random_site(seed, A_SITE)
    if differ := disagreements(site, next(folders)):
        number, why = differ.popitem()
        small = shrunk(site, lambda smaller: disagreements(smaller, next(folders)).get(number) == why)
        pytest.fail(told(small, number, why, next(folders)), pytrace=False)


@pytest.mark.parametrize("seed", SEEDS[: len(SEEDS) // 4])
def test_pages_that_need_not_be_read_hold_nothing(seed: int, tmp_path: Path) -> None:
    site = random_site(seed, A_SITE)
    write(replace(site, hook=site.hook or HOOKS[seed % len(HOOKS)]), tmp_path)
    choice = Choice(tuple(sorted(JUDGED)))
    try:
        few = checked(tmp_path, choice, lambda _, *built: suspects(choice, *built))
    except LoadError as error:
        if "OrderedDict mutated" not in str(
            error
        ):  # by notes that define notes, which Python-Markdown does not survive
            raise
    else:
        assert few == checked(tmp_path, choice)


@pytest.mark.parametrize("rule", sorted(OURS))
def test_a_validator_without_a_rule_is_found_out(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(folder: Path) -> dict[tuple[str, int, int], set[str]]:
        return {position: rules - {rule} for position, rules in findings(folder).items()}

    monkeypatch.setattr(witnesses, "findings", without)
    folders = {seed: tmp_path / str(seed) for seed in range(5)}
    whys = (why for seed, at in folders.items() for why in disagreements(random_site(seed, A_SITE), at).values())
    assert any("silent" in why for why in whys)


def test_sites_have_good_and_dead_links_and_every_mutation(tmp_path: Path) -> None:
    sites = [random_site(seed, A_SITE) for seed in range(160)]
    assert {name for site in sites for link in site.links.values() for name in link.mutations} == MUTATIONS.keys()
    site = max(sites, key=lambda site: len(site.links))
    disagreements(site, tmp_path)
    built_site = BuiltSite(tmp_path / "site")
    fates = Counter(s.fate for page in site.pages for s in built_site.shown(page, built(page, site.directory_urls)))
    assert min(fates[GOOD], fates[DEAD]) > len(site.links) / 6


def shrunk(site: Site, fails: Callable[[Site], bool]) -> Site:
    """The site with as few pages, paragraphs, lines and words as will still fail."""
    for path in site.pages:
        fewer = replace(site, pages={p: text for p, text in site.pages.items() if p != path})
        site = fewer if fails(fewer) else site
    for separator in ("\n\n", "\n", " "):
        for path in site.pages:
            site = _with_fewer_parts(site, path, separator, fails)
    return site


def _with_fewer_parts(site: Site, path: str, separator: str, fails: Callable[[Site], bool]) -> Site:
    parts = site.pages[path].split(separator)
    for nth in reversed(range(len(parts))):
        fewer = parts[:nth] + parts[nth + 1 :]
        smaller = replace(site, pages={**site.pages, path: separator.join(fewer)})
        if fails(smaller):
            site, parts = smaller, fewer
    return site


def told(site: Site, number: int, why: str, folder: Path) -> str:
    """The disagreement, and the smallest site that shows it."""
    disagreements(site, folder)
    link = site.links.get(number)
    lines = [f"{link.address!r} on {link.page} ({', '.join(link.mutations)}): {why}" if link else why]
    lines += [f"extensions: {', '.join(site.extensions)}; directory URLs: {site.directory_urls}"]
    found = [(position, rules & ANSWERS) for position, rules in findings(folder).items() if rules & ANSWERS]
    lines += [f"found {', '.join(sorted(rules))} at {position}" for position, rules in found]
    lines += [f"----- {path}\n{plain(text)}" for path, text in site.pages.items()]
    return "\n".join(lines)
