"""Who made a work, as a reference names them; numbers in brackets are sections of APA's manual."""

from __future__ import annotations

from collections.abc import Sequence

from essays.citing.names import Name, initials, surname
from essays.citing.wording import framed, joined
from essays.citing.works import Record

CREATORS = {"author": "", "director": "Director", "host": "Host", "editor": "Ed."}
"""Who comes first in a reference, by what CSL calls them -> their role; the first of these that a record names."""
CONTRIBUTORS = {"editor": "Ed.", "translator": "Trans.", "interviewer": "Interviewer"}
"""Who stands behind the title."""
OF_MANY = {"Ed.": "Eds.", "Director": "Directors", "Host": "Hosts", "Interviewer": "Interviewers"}


def author(record: Record) -> str:
    """As "Doe, A. B., & Roe, H. T." or, without authors, "Poe, C. (Ed.)" (9.7-9.10)."""
    names = [joined(", ", surname(n), initials(n), n.get("suffix")) for n in creators(record)]
    listed = series(names, 2) if len(names) < 21 else f"{', '.join(names[:19])}, … {names[-1]}"
    return joined(" ", listed, framed("({})", _role(CREATORS.get(_first(record), ""), names)))


def creators(record: Record) -> Sequence[Name]:
    """The authors, or else who comes first in their place."""
    return record.get(_first(record)) or ()


def authors(record: Record) -> Sequence[Name]:
    """Who comes first, unless these are editors."""
    return () if _first(record) == "editor" else creators(record)


def _first(record: Record) -> str:
    return next((name for name in CREATORS if record.get(name)), "")


def _role(role: str, names: Sequence[str]) -> str:
    return OF_MANY.get(role, role) if names[1:] else role


def contributors(record: Record, is_part: bool) -> str:
    """As "C. Grau, Ed.; J. Smith, Trans."; of a part without the editors, who are the whole's (9.10, 10.12)."""
    left_out = {_first(record), *(["editor"] if is_part else [])}
    by_names: dict[str, list[str]] = {}
    for name, role in CONTRIBUTORS.items():
        names = in_order(record.get(name, ())) if name not in left_out else []
        if names:
            by_names.setdefault(series(names), []).append(_role(role, names))
    return "; ".join(f"{names}, {' & '.join(roles)}" for names, roles in by_names.items())


def editors(record: Record) -> str:
    """As "C. Grau & A. Smuts (Eds.)", unless they come first instead."""
    names = in_order(record.get("editor", ())) if _first(record) != "editor" else []
    return f"{series(names)} ({_role('Ed.', names)})" if names else ""


def in_order(names: Sequence[Name]) -> list[str]:
    """As "C. Grau" and "M. L. King Jr.", within a sentence."""
    return [joined(" ", initials(name), surname(name), name.get("suffix")) for name in names]


def series(names: list[str], comma_from: int = 3, sign: str = "&") -> str:
    """As "A & B" or "A, B, & C", with a comma before the last of so many names or more."""
    last = f"{',' if len(names) >= comma_from else ''} {sign} "
    return joined(last, ", ".join(names[:-1]), *names[-1:])
