"""The fields of a claim as they are written: what is written is what is read."""

from __future__ import annotations

from typing import Any

import pytest

from detente.model.claims import FAMILIES
from detente.model.codec import FAMILY_BY_NAME, plain
from detente.model.fields import fields_of, written
from detente.record.judging import fill
from tests.record.build import Draft


def test_every_family_has_fields_with_what_it_needs_first() -> None:
    for family in FAMILIES:
        fields = fields_of(family.family)
        assert fields[0].needed
        assert [field.name for field in fields[-3:]] == ["reported_by", "hedged", "translated"]


def test_closed_lists_are_the_codebooks() -> None:
    (stance,) = (f for f in fields_of("positions") if f.name == "stance")
    assert (stance.kind, stance.needed, len(stance.choices)) == ("choice", True, 7)
    kinds = {field.name: field.kind for field in fields_of("contacts")}
    assert (kinds["participants"], kinds["date"], kinds["place"]) == ("list", "days", "text")
    assert "statuses" not in kinds


@pytest.mark.parametrize("family", [family.family for family in FAMILIES])
def test_what_is_written_of_a_claim_makes_the_same_claim(family: str) -> None:
    draft = Draft("Norland and Sudmark met.")
    text: dict[str, Any] = {"list": "Norland; Sudmark", "days": "2031-03", "number": "4"}
    values = {
        field.name: (*field.choices, text.get(field.kind, "words"))[0]
        for field in fields_of(family)
        if field.kind != "truth"
    }
    evidence = {"evidence": [plain(draft.words("Norland and Sudmark met"))]}
    claim = fill(family, dict(evidence), values)
    assert isinstance(claim, FAMILY_BY_NAME[family])
    again = {field.name: written(claim, field.name) for field in fields_of(family)}
    assert fill(family, dict(evidence), again) == claim


def test_roles_and_nothing_are_written_so_that_they_can_be_read() -> None:
    draft = Draft("Norland met Sudmark.").contact("Norland", "held", "Norland met Sudmark")
    contact = fill("contacts", plain(draft.claims[0]), {"participants": "Norland (host); Sudmark"})
    assert written(contact, "participants") == "Norland (host); Sudmark"
    assert (written(contact, "date"), written(contact, "hedged")) == ("", "no")
