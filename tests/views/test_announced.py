"""Which contact a next step is another name of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.model.dates import parse_days
from detente.model.snapshot import Entry
from detente.views.announced import announced
from tests.views.sample import entry, meet_again, next_round

STEP = entry(("lantern", replace(meet_again, days=parse_days("2031-03-12"))))


def on(days: str | None) -> Entry:
    """The round that the step announces, on days of its own."""
    return entry(("lantern", replace(next_round, days=parse_days(days) if days else None)))


@pytest.mark.parametrize("days", ["2031-03-12", "2031-03-12/2031-03-13", "2031-03-10/2031-03-12"])
def test_a_step_stands_with_the_contact_whose_days_hold_its_day(days: str) -> None:
    contact = on(days)
    assert announced([contact], [STEP]) == {contact.id: [STEP]}


@pytest.mark.parametrize("days", ["2031-03-13", "2031-03-13/2031-03-14", "2031-03", None])
def test_a_step_of_another_day_stands_alone(days: str | None) -> None:
    assert announced([on(days)], [STEP]) == {}


def test_the_contact_of_no_other_days_comes_first() -> None:
    longer, same = on("2031-03-11/2031-03-14"), on("2031-03-12")
    assert announced([longer, same], [STEP]) == {same.id: [STEP]}
