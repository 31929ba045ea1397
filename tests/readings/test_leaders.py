"""Heads of states whom everybody knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from detente.model.claims import Reading
from detente.readings.names.leaders import leaders
from detente.readings.names.lexicon import listed_states

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "year", "acts_for"),
    [
        ("President Ronald Reagan said the offer stood.", 1986, "United States"),
        ("Prime Minister Tony Blair said the offer stood.", 2001, "United Kingdom"),
        ("Former President Ronald Reagan said the offer stood.", 1995, None),
        ("Historian Tony Blair said the offer stood.", 2001, None),
        ("Tony Blair said the offer stood.", 2031, None),
    ],
)
def test_a_leader_acts_for_the_state_while_in_office(
    read: Read, text: str, year: int, acts_for: str | None
) -> None:
    (actor,) = [a for a in read(text, published=dt.date(year, 3, 4)).actors if a.kind == "person"]
    assert actor.acts_for == acts_for


def test_a_surname_beside_the_title_gets_the_full_name(read: Read) -> None:
    reading = read("President Reagan said the offer stood.", published=dt.date(1986, 3, 4))
    assert "Ronald Reagan" in {a.name for a in reading.actors}


def test_a_surname_alone_is_no_leader_where_the_text_names_no_state(read: Read) -> None:
    reading = read("Blair said the ferry would sail.", published=dt.date(2001, 3, 4))
    assert "Tony Blair" not in {a.name for a in reading.actors}


def test_every_leader_leads_a_state_of_the_list() -> None:
    assert {row.state for row in leaders()} <= set(listed_states())
    assert all(row.last is None or row.first <= row.last for row in leaders())
