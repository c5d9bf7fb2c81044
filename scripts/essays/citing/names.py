"""A person's name as a reference has it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from essays.citing.wording import joined

Name = Mapping[str, str]


def surname(name: Name) -> str:
    """The family name with its particle (9.9), or a group's name in full (9.11)."""
    family = joined(" ", name.get("non-dropping-particle"), name.get("family"))
    return name.get("literal") or family


def initials(name: Name) -> str:
    """As "M.-P. J. W." from "Marie-Pier J.W." (9.8), with a particle that the family name goes without behind them."""
    words = re.sub(r"\.(?!-)", " ", name.get("given", "")).split()
    has_particles = any(word != word.lower() for word in words)
    shortened = (word if has_particles and re.fullmatch("[a-z]{2,}", word) else _initial(word) for word in words)
    return joined(" ", *shortened, name.get("dropping-particle"))


def _initial(word: str) -> str:
    """As "M.-P." from "Marie-Pier"; what is written without capitals and small letters, as 太郎, has no initial."""
    return "-".join(part if part[0].lower() == part[0].upper() else f"{part[0]}." for part in word.split("-") if part)
