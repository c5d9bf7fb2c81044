"""The claims of a built site, once as its page shows them and once as its files do."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from selectolax.lexbor import LexborHTMLParser, LexborNode

DRAWN = ("used-in", "verdict-change")
"""Classes of what is drawn below a claim."""


def on_page(site: Path, page: str = "evidence.html") -> list[dict[str, Any]]:
    """Each claim with what stands below it, from the built page."""
    article = LexborHTMLParser((site / page).read_text()).css_first("article")
    for mark in article.css(".headerlink, span.sidenote[aria-hidden], p.verdict"):
        mark.decompose()
    return [_claim(heading) for heading in article.css("h3[id][class]")]


def _claim(heading: LexborNode) -> dict[str, Any]:
    below = list(_below(heading))
    own = [node for node in below if node.attributes.get("class") not in DRAWN]
    keys = [link.attributes["href"].removeprefix("#ref-") for node in own for link in node.css("a.citation-reference")]
    used, changes = ([node for node in below if node.attributes.get("class") == name] for name in DRAWN)
    return {
        "id": heading.attributes["id"],
        "number": int(re.search(r"\d+", heading.attributes["id"])[0]),
        "wording": _text(heading),
        "verdict": heading.attributes["class"],
        "reasons": " ".join(map(_text, own)),
        "sources": list(dict.fromkeys(keys)),
        "essays": [link.attributes["href"] for node in used for link in node.css("li:has(ul) > a") if _is_essay(link)],
        "days": [node.css_first("time").attributes["datetime"] for node in changes],
    }


def _is_essay(link: LexborNode) -> bool:
    return link.attributes["href"].startswith("essays/")


def _below(heading: LexborNode) -> Iterator[LexborNode]:
    """What follows, up to the next heading."""
    node = heading if heading.parent.tag == "article" else heading.parent  # which holds the link beside it as well
    while (node := node.next) and not (node.tag in ("h2", "h3", "section") or node.css_first("h2, h3")):
        if node.is_element_node and node.attributes.get("class") != "footnote":
            yield node


def _text(node: LexborNode) -> str:
    return " ".join(node.text().replace("\u2060", "").split())


def in_json(site: Path) -> list[dict[str, Any]]:
    """The same of the file: sources by id, essays by page, and the days of changes."""
    found = []
    for claim in json.loads((site / "claims.json").read_text())["claims"]:
        flat = {
            **claim,
            "sources": [one["id"] for one in claim["sources"]],
            "days": [c["date"] for c in claim["history"]],
        }
        found.append({**flat, "essays": [essay["page"] for essay in claim["essays"]]})
        del found[-1]["history"]
    return found


def in_csv(site: Path) -> list[dict[str, Any]]:
    rows = table(site)
    for row in rows:
        history = row.pop("history")
        row |= {name: list(filter(None, row[name].split("; "))) for name in ("sources", "essays")}
        row |= {"number": int(row["number"]), "days": re.findall(r"(?m)^\d{4}-\d\d-\d\d", history)}
        del row["references"]
    return rows


def table(site: Path) -> list[dict[str, Any]]:
    with (site / "claims.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def schema_faults(site: Path) -> list[str]:
    """What in the file is not as its schema has it."""
    schema = json.loads((site / "claims.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    known = Draft202012Validator(schema, format_checker=FormatChecker())
    return [
        f"{one.json_path}: {one.message}" for one in known.iter_errors(json.loads((site / "claims.json").read_text()))
    ]
