"""The template of an essay says what the code does."""

from __future__ import annotations

import pytest

from check_xrefs import main
from essays.schema import FIELDS, FieldRule
from sites import PROJECT, WriteSite

TEMPLATE = (PROJECT / "docs/templates/essay.md").read_text()
ON_FRONT_MATTER = ("unknown-field", "missing-field", "wrong-type", "repeated-field")


@pytest.mark.parametrize(
    "field", [f for f in FIELDS if f.required != "no" or f.name == "series_part"], ids=lambda f: f.name
)
def test_the_template_explains_each_field_of_an_essay(field: FieldRule) -> None:
    comment = f"# {field.meaning[0].upper()}{field.meaning[1:]}."
    assert f"{comment}\n{field.name}:" in TEMPLATE


def test_the_templates_front_matter_is_what_the_validator_accepts(
    write_site: WriteSite, capsys: pytest.CaptureFixture
) -> None:
    write_site({"docs/essays/new.md": TEMPLATE})
    main([])
    found = capsys.readouterr().out
    assert "docs/essays/new.md:" in found  # it is read: the series has no part 1 to 4 here
    assert not [rule for rule in ON_FRONT_MATTER if f"[{rule}]" in found]
