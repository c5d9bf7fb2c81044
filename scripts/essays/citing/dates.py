"""The days and years of a work, as a reference prints them; numbers in brackets are sections of APA's manual."""

from __future__ import annotations

from itertools import groupby

from essays.citing.wording import joined
from essays.citing.works import DATED_TO_THE_DAY, Record, is_talk

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
]  # fmt: skip
SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}


def date(record: Record, letter: str) -> str:
    """As "(2004a)", "(2019, July 12)", "(2019, Summer)" or "(n.d.)" (9.13-9.17)."""
    is_shown = is_dated_to_the_day(record) and len({day[0] for day in _days(record)}) == 1
    return f"({joined(', ', year(record, letter), _within_year(record) if is_shown else '')})"


def _within_year(record: Record) -> str:
    """As "July 12", "July 12–14", "July 30–August 2" or "Summer"."""
    months = groupby(dict.fromkeys(tuple(day[1:]) for day in _days(record) if day[1:]), key=lambda day: day[0])
    shown = [_month(month, [str(day[1]) for day in days if day[1:]]) for month, days in months]
    season = str(record["issued"].get("season", ""))
    return "–".join(shown) or SEASONS.get(season, season)


def _month(month: int, days: list[str]) -> str:
    return joined(" ", MONTHS[month - 1], "–".join(days))


def year(record: Record, letter: str = "") -> str:
    """As "2004", "2004a", "2003–2005", "ca. 1820", "350 B.C.E.", "in press", "n.d." or "n.d.-a" (8.19)."""
    if known := years(record):
        return known + letter
    return joined("-", "in press" if record.get("status") == "in press" else "n.d.", letter)


def cited_year(record: Record, letter: str) -> str:
    """As a citation has it: of a work that appeared anew, both years, "1923/2020" (8.15)."""
    return joined("/", years(record, "original-date"), year(record, letter))


def years(record: Record, name: str = "issued") -> str:
    """The years of a date; "" where there is none."""
    shown = dict.fromkeys(f"{day[0]}" if day[0] > 0 else f"{-day[0]} B.C.E." for day in _days(record, name))
    return joined(" ", "ca." if record.get(name, {}).get("circa") else "", "–".join(shown))


def day_of(record: Record, name: str) -> str:
    """As "May 3, 2024", as far as it is known."""
    for year_, *rest in _days(record, name)[:1]:
        return joined(", " if rest[1:] else " ", _month(rest[0], [*map(str, rest[1:])]) if rest else "", str(year_))
    return ""


def _days(record: Record, name: str = "issued") -> list[list[int]]:
    return [[*map(int, day)] for day in record.get(name, {}).get("date-parts") or [] if day]


def printed_date(record: Record) -> tuple[int, ...]:
    """(year,) or, where works come by the day, (year, month, day) as far as known (9.14)."""
    known = tuple((_days(record) or [[]])[0])
    return known if is_dated_to_the_day(record) else known[:1]


def is_dated_to_the_day(record: Record) -> bool:
    return is_talk(record) or record["type"] in DATED_TO_THE_DAY
