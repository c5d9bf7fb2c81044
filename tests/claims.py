"""The claims of a built site, once as its page shows them and once as its files do."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

DRAWN = ("used-in", "verdict-change")
"""Classes of what is drawn below a claim."""
TYPES = {"object": dict, "array": list, "string": str, "integer": int}


def on_page(site: Path) -> list[dict[str, Any]]:
    """Each claim with what stands below it, from the built page."""
    article = LexborHTMLParser((site / "evidence.html").read_text()).css_first("article")
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
        "essays": [link.attributes["href"] for node in used for link in node.css("a")],
        "days": [node.css_first("time").attributes["datetime"] for node in changes],
    }


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
    with (site / "claims.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        history = row.pop("history")
        row |= {name: list(filter(None, row[name].split("; "))) for name in ("sources", "essays")}
        row |= {"number": int(row["number"]), "days": re.findall(r"\d{4}-\d\d-\d\d", history)}
    return rows


def schema_faults(site: Path) -> list[str]:
    """What in the file is not as its schema has it, by those of JSON Schema's words that this schema uses."""
    schema = json.loads((site / "claims.schema.json").read_text())
    return list(_faults(json.loads((site / "claims.json").read_text()), schema, schema, "$"))


def _faults(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    expected = TYPES.get(schema.get("type", ""), object)
    if not isinstance(value, expected) or value not in schema.get("enum", [value]):
        yield f"{where} is {value!r}"
    if value != schema.get("const", value) or _is_below(value, schema) or not _matches(value, schema):
        yield f"{where} is {value!r}"
    known = schema.get("properties", {})
    if isinstance(value, dict):
        yield from (f"{where} lacks {name}" for name in schema.get("required", ()) if name not in value)
        for name, item in value.items():
            inner = known.get(name, schema.get("additionalProperties", True))
            yield from (
                [f"{where}.{name} is unknown"] if inner is False else _inner(item, inner, root, f"{where}.{name}")
            )
    for nth, item in enumerate(value if isinstance(value, list) else ()):
        yield from _inner(item, schema.get("items", True), root, f"{where}[{nth}]")


def _inner(value: Any, schema: Any, root: dict[str, Any], where: str) -> Iterator[str]:
    return iter(()) if schema is True else _faults(value, schema, root, where)


def _is_below(value: Any, schema: dict[str, Any]) -> bool:
    return "minimum" in schema and value < schema["minimum"]


def _matches(value: Any, schema: dict[str, Any]) -> bool:
    return "pattern" not in schema or re.search(schema["pattern"], value) is not None
