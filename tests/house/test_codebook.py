"""The codebook page has every key of a reading's JSON form, and no other; and every value."""

import datetime as dt
import re
import typing
from pathlib import Path
from typing import Any

import pytest

from detente.model import actors, attribution, claims
from detente.model.dates import day
from detente.model.text import Report, cite, make_report
from detente.views.readings import reading_json

PAGE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text("utf-8")
REPORT = make_report("Norland met Sudmark.", retrieved=dt.datetime(2031, 3, 1, tzinfo=dt.UTC))
# What every claim carries is described once, not with each family.
SHARED = "every claim"


def documented() -> dict[str, list[str]]:
    """Keys by the heading of their table."""
    form = PAGE.split("(json-form)=")[1]
    parts = re.split(r"^### (.+)$", form, flags=re.MULTILINE)
    return {
        name: re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def full_reading(report: Report) -> claims.Reading:
    """A reading with one claim of each family."""
    words = cite(report, 0, 7)
    said = {"evidence": (words,), "when": claims.When(day(dt.date(2031, 3, 1)), words)}
    return claims.Reading(
        report=report,
        reader="test@1",
        actors=(actors.Actor(name="Norland", kind="state"),),
        claims=(
            claims.Statement(speaker="Norland", kind="indirect", **said),
            claims.Contact(kind="meeting", participants=(), status="held", **said),
            claims.Proposal(name="the plan", **said),
            claims.Position(actor="Norland", issue="the fee", stance="rejects", **said),
            claims.StickingPoint(issue="the fee", **said),
            claims.Assessment(by="Norland", about="the talks", polarity="mixed", **said),
            claims.NextStep(what="a meeting", **said),
            claims.Unknown(what="the annex", **said),
            claims.Quantity(value="9", unit="points", **said),
            claims.Progress(label="unclear", **said),
            claims.Relation(first="a", second="b", order="before", by="Norland", **said),
            claims.Commitment(by="Norland", what="pay the fee", **said),
            claims.Compliance(by="Norland", commitment="the fee", act="delayed", **said),
        ),
        attributions=(attribution.Attribution(content=words),),
        notes=(claims.Note(kind="doubt", message="?"),),
    )


def written() -> dict[str, set[str]]:
    """Keys by family, as the program writes them."""
    found = reading_json(full_reading(REPORT))
    keys: dict[str, set[str]] = {"reading": set(found)}
    families = {family.family for family in claims.FAMILIES}
    for name in (*sorted(families), "actors", "attributions", "notes"):
        one: Any = found[name]
        keys[name] = set(one[0] if isinstance(one, list) else one)
    shared = set.intersection(*(keys[name] for name in families - {"statements"}))
    keys[SHARED] = shared
    for name in families:
        keys[name] -= shared
    return keys


def test_each_key_that_is_written_is_on_the_page_and_no_other() -> None:
    page = documented()
    assert all(len(keys) == len(set(keys)) for keys in page.values())
    assert {name: set(keys) for name, keys in page.items() if keys} == written()


LITERALS = {
    name: thing
    for module in (claims, actors)
    for name, thing in vars(module).items()
    if typing.get_origin(thing) is typing.Literal
}


@pytest.mark.parametrize("name", sorted(LITERALS))
def test_each_value_that_a_key_can_have_is_on_the_page(name: str) -> None:
    values = typing.get_args(LITERALS[name])
    assert values
    assert not [value for value in values if f"`{value}`" not in PAGE]
