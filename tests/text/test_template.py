"""The template of an essay says what the code does."""

from __future__ import annotations

import pytest

from essays.schema import FIELDS, FieldRule, fits
from sites import PROJECT
from xref.reading.page import front_matter

TEMPLATE = (PROJECT / "docs/templates/essay.md").read_text()


@pytest.mark.parametrize(
    "field", [f for f in FIELDS if f.required != "no" or f.name == "series_part"], ids=lambda f: f.name
)
def test_the_template_explains_each_field_of_an_essay(field: FieldRule) -> None:
    comment = f"# {field.meaning[0].upper()}{field.meaning[1:]}."
    assert f"{comment}\n{field.name}:" in TEMPLATE


def test_the_templates_front_matter_is_what_the_validator_accepts() -> None:
    assert all(map(fits, front_matter(TEMPLATE)[0]))
